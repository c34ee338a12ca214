package spool

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/wav"
)

// A rig is a spool that runs on a temporary folder.
type rig struct {
	*Spool
	t    *testing.T
	dir  string
	said chan voice.Recorded
	stop func()
}

func start(t *testing.T, dir string, wrap func(Dir) Dir) *rig {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{t: t, dir: dir, said: make(chan voice.Recorded, 100)}
	d := Root(root)
	if wrap != nil {
		d = wrap(d)
	}
	r.Spool = New(Options{Dir: d, Report: func(x voice.Recorded) { r.said <- x }})
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() { _ = r.Run(ctx) })
	r.stop = sync.OnceFunc(func() { cancel(); wg.Wait(); root.Close() })
	t.Cleanup(r.stop)
	return r
}

func meta(rec id.Recording) Meta {
	return Meta{Recording: rec, Tenant: "ten_shop", Start: 1_700_000_000_000, Channels: 2, Law: g711.A}
}

// second is a chunk whose left bytes are l and right bytes r.
func second(t *Track, index int64, l, r byte) Chunk {
	c := t.Chunk(index)
	for i := 0; i < len(c.Data); i += 2 {
		c.Data[i], c.Data[i+1] = l, r
	}
	return c
}

func (r *rig) sound(rec id.Recording) (wav.Info, []byte) {
	r.t.Helper()
	f, err := r.Open(rec)
	if err != nil {
		r.t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		r.t.Fatal(err)
	}
	in, err := wav.Parse(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		r.t.Fatal(err)
	}
	return in, b[in.Offset:][:in.Bytes]
}

func TestARecordingIsWrittenHashedAndReported(t *testing.T) {
	r := start(t, t.TempDir(), nil)
	tr := r.Begin(meta("rec_1"))
	tr.Write(second(tr, 0, 1, 2))
	tr.Write(second(tr, 1, 3, 4))
	if r.Begin(meta("rec_1")) != nil {
		t.Error("a second Begin of the same recording was obeyed")
	}
	tr.Close(12000, 3)
	got := <-r.said
	if got.Recording != "rec_1" || got.Tenant != "ten_shop" || got.MS != 1500 || got.Failed != "" || got.Gaps != 3 {
		t.Errorf("reported %+v", got)
	}
	in, b := r.sound("rec_1")
	if in.Channels != 2 || in.Tag != wav.TagALaw || len(b) != 24000 {
		t.Fatalf("the file is %+v with %d bytes of sound", in, len(b))
	}
	if b[0] != 1 || b[1] != 2 || b[16000] != 3 || b[23999] != 4 {
		t.Error("the sound is not what was written")
	}
	all, _ := os.ReadFile(filepath.Join(r.dir, "rec_1.wav"))
	if sum := sha256.Sum256(all); hex.EncodeToString(sum[:]) != got.SHA256 || int64(len(all)) != got.Bytes {
		t.Error("hash or size differ from the file")
	}
	if err := r.Remove("rec_1"); err != nil {
		t.Error(err)
	}
	if err := r.Remove("rec_1"); err != nil {
		t.Errorf("removing it again: %v", err)
	}
	if _, err := r.Spool.Open("rec_1"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("opening what was removed: %v", err)
	}
}

func TestAMissingSecondIsSilenceAndAGap(t *testing.T) {
	r := start(t, t.TempDir(), nil)
	tr := r.Begin(meta("rec_1"))
	tr.Write(second(tr, 0, 1, 2))
	tr.Write(second(tr, 2, 3, 4))
	tr.Close(24000, 0)
	if got := <-r.said; got.Gaps != 1 || got.MS != 3000 {
		t.Errorf("reported %+v", got)
	}
	if _, b := r.sound("rec_1"); b[16000] != 0xD5 || b[31999] != 0xD5 || b[32000] != 3 {
		t.Error("the missing second is not silence")
	}
}

func TestACrashLeavesAFileThatIsRepaired(t *testing.T) {
	dir := t.TempDir()
	r := start(t, dir, nil)
	tr := r.Begin(meta("rec_1"))
	for i := range int64(7) {
		tr.Write(second(tr, i, byte(i), 9))
	}
	empty := r.Begin(meta("rec_2"))
	empty.Leave()
	tr.Leave()
	r.stop()
	// What a crash leaves: a torn frame, and a header that knows less than there is.
	name := filepath.Join(dir, "rec_1.part")
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	copy(b, wav.Header(g711.A, 2, 8000, meta("").note()))
	b = append(b, 7) // half a frame
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, stray := range []string{"notes.txt", "rec_..%2f.part", "rec_3.wav.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, stray), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}

	r = start(t, dir, nil)
	if err := r.Recover(t.Context()); err != nil {
		t.Fatal(err)
	}
	said := map[id.Recording]voice.Recorded{}
	for range 2 {
		x := <-r.said
		said[x.Recording] = x
	}
	if x := said["rec_1"]; x.MS != 7000 || x.Tenant != "ten_shop" || x.Failed != "" || x.Gaps != 1 || x.SHA256 == "" {
		t.Errorf("repaired: %+v", x)
	}
	if x := said["rec_2"]; x.Failed == "" || x.Tenant != "ten_shop" {
		t.Errorf("the empty one: %+v", x)
	}
	if in, b := r.sound("rec_1"); in.Bytes != 7*16000 || b[6*16000] != 6 {
		t.Errorf("the repaired file is %+v", in)
	}
	// What was closed but not fetched is said again, in the same words.
	if err := r.Recover(t.Context()); err != nil {
		t.Fatal(err)
	}
	if x := <-r.said; x.SHA256 != said["rec_1"].SHA256 || x.MS != 7000 || x.Tenant != "ten_shop" {
		t.Errorf("said again: %+v", x)
	}
}

func TestARestartGoesOnWithTheSameFile(t *testing.T) {
	dir := t.TempDir()
	r := start(t, dir, nil)
	tr := r.Begin(meta("rec_1"))
	tr.Write(second(tr, 0, 1, 2))
	half := second(tr, 1, 3, 4)
	half.Data = half.Data[:8000]
	tr.Write(half)
	tr.Leave()
	r.stop()

	r = start(t, dir, nil)
	tr = r.Resume(meta("rec_1"))
	c := second(tr, 1, 9, 9) // its beginning is in the file already
	tr.Write(c)
	tr.Write(second(tr, 3, 5, 6))
	tr.Close(32000, 0)
	if err := r.Recover(t.Context()); err != nil { // leaves it alone
		t.Fatal(err)
	}
	if x := <-r.said; x.MS != 4000 || x.Gaps != 2 { // the restart, and second 2
		t.Errorf("reported %+v", x)
	}
	_, b := r.sound("rec_1")
	if b[16000] != 3 || b[16000+7999] != 4 || b[16000+8000] != 9 || b[32000] != 0xD5 || b[48000] != 5 {
		t.Error("old sound, new sound, silence and new sound are not in their places")
	}
}

// full is a disk that takes so many bytes and then no more.
type full struct {
	Dir
	left *atomic.Int64
}

type fullFile struct {
	File
	left *atomic.Int64
}

func (d full) Open(name string, flag int) (File, error) {
	f, err := d.Dir.Open(name, flag)
	if err != nil {
		return nil, err
	}
	return fullFile{f, d.left}, nil
}

func (f fullFile) WriteAt(b []byte, at int64) (int, error) {
	if len(b) > wav.HeaderSize && f.left.Add(-int64(len(b))) < 0 {
		return 0, syscall.ENOSPC
	}
	return f.File.WriteAt(b, at)
}

func TestAFullDiskEndsTheRecordingAndSaysWhy(t *testing.T) {
	var left atomic.Int64
	left.Store(40000)
	r := start(t, t.TempDir(), func(d Dir) Dir { return full{d, &left} })
	tr := r.Begin(meta("rec_1"))
	for i := range int64(4) {
		tr.Write(second(tr, i, 1, 2))
	}
	x := <-r.said
	if !strings.Contains(x.Failed, "no space left") || x.MS != 2000 || x.SHA256 == "" {
		t.Errorf("reported %+v", x)
	}
	tr.Write(second(tr, 4, 1, 2)) // and the caller need not know
	tr.Close(40000, 0)
	left.Store(1 << 20)
	next := r.Begin(meta("rec_2"))
	next.Write(second(next, 0, 1, 2))
	next.Close(8000, 0)
	if x := <-r.said; x.Recording != "rec_2" || x.Failed != "" {
		t.Errorf("after the disk has room again: %+v", x)
	}
	if in, _ := r.sound("rec_1"); in.Bytes != 32000 {
		t.Errorf("what was written before cannot be played: %+v", in)
	}
}

// stuck is a disk whose writes wait until it is let go.
type stuck struct {
	Dir
	wait chan struct{}
}

type stuckFile struct {
	File
	wait chan struct{}
}

func (d stuck) Open(name string, flag int) (File, error) {
	f, err := d.Dir.Open(name, flag)
	if err != nil {
		return nil, err
	}
	return stuckFile{f, d.wait}, nil
}

func (f stuckFile) WriteAt(b []byte, at int64) (int, error) {
	<-f.wait
	return f.File.WriteAt(b, at)
}

func TestADiskThatHangsCostsSecondsNotMemory(t *testing.T) {
	wait := make(chan struct{})
	r := start(t, t.TempDir(), func(d Dir) Dir { return stuck{d, wait} })
	tr := r.Begin(meta("rec_1"))
	lost := int64(0)
	for i := range int64(backlog + 5) {
		if !tr.Write(second(tr, i, 1, 2)) {
			lost++
		}
	}
	if lost != 5 {
		t.Errorf("%d of %d seconds were refused", lost, backlog+5)
	}
	close(wait)
	tr.Close((backlog+5)*ChunkFrames, int(lost))
	if x := <-r.said; x.Failed != "" || x.MS != (backlog+5)*1000 || x.Gaps != 5 {
		t.Errorf("reported %+v", x)
	}
}

func TestNamesCannotLeaveTheFolder(t *testing.T) {
	r := start(t, t.TempDir(), nil)
	if _, err := r.Spool.Open("rec_../../etc/passwd"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("open: %v", err)
	}
	if err := r.Remove("../x"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("remove: %v", err)
	}
	r.Begin(Meta{Recording: "rec_a/b", Channels: 1})
	if x := <-r.said; x.Failed == "" {
		t.Errorf("a recording with a slash was begun: %+v", x)
	}
}

func TestWithoutAFolderEveryRecordingFails(t *testing.T) {
	said := make(chan voice.Recorded, 1)
	s := New(Options{Report: func(x voice.Recorded) { said <- x }})
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { _ = s.Run(ctx) })
	tr := s.Begin(meta("rec_1"))
	tr.Close(8000, 0)
	if x := <-said; !strings.Contains(x.Failed, "no folder") {
		t.Errorf("reported %+v", x)
	}
	cancel()
	wg.Wait()
}
