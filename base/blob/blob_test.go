package blob

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
	"testing"
	"testing/iotest"
)

const name = "ten_shop/2026-05/rec_1.wav"

func disk(t *testing.T) (*Disk, string) {
	t.Helper()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	d, err := NewDisk(root)
	if err != nil {
		t.Fatal(err)
	}
	return d, dir
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// conform is what every Store must do.
func conform(t *testing.T, s Store) {
	ctx := t.Context()
	info, err := s.Put(ctx, name, strings.NewReader("0123456789"), hash("0123456789"))
	if err != nil || info.Size != 10 || info.SHA256 != hash("0123456789") || info.Name != name {
		t.Fatalf("Put = %+v, %v", info, err)
	}
	if _, err := s.Put(ctx, name, strings.NewReader("x"), ""); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second Put = %v", err)
	}
	for _, c := range []struct {
		from, n int64
		want    string
	}{{0, -1, "0123456789"}, {3, 4, "3456"}, {8, 10, "89"}, {10, -1, ""}} {
		r, err := s.Open(ctx, name, c.from, c.n)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil || string(got) != c.want {
			t.Errorf("Open(%d, %d) reads %q, %v; want %q", c.from, c.n, got, err, c.want)
		}
	}
	r := Reader(ctx, s, info)
	if err := iotest.TestReader(r, []byte("0123456789")); err != nil {
		t.Error(err)
	}
	if err := errors.Join(r.Close(), Verify(ctx, s, name, hash("0123456789"))); err != nil {
		t.Error(err)
	}
	if err := errors.Join(s.Delete(ctx, name), s.Delete(ctx, name)); err != nil {
		t.Error(err)
	}
	if _, err := s.Stat(ctx, name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Stat after Delete = %v", err)
	}
	if _, err := s.Open(ctx, name, 0, -1); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open after Delete = %v", err)
	}
}

func TestDiskConforms(t *testing.T) {
	d, _ := disk(t)
	conform(t, d)
}

func TestNothingIsStoredWhenTheBytesAreWrongOrEndEarly(t *testing.T) {
	d, dir := disk(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		r    io.Reader
		sha  string
		want error
	}{
		{"another hash", t.Context(), strings.NewReader("abd"), hash("abc"), ErrDamaged},
		{"a source that breaks", t.Context(), iotest.ErrReader(io.ErrUnexpectedEOF), "", io.ErrUnexpectedEOF},
		{"a context that ended", gone, strings.NewReader("abc"), "", context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := d.Put(c.ctx, name, c.r, c.sha); !errors.Is(err, c.want) {
				t.Errorf("Put = %v, want %v", err, c.want)
			}
			if _, err := d.Stat(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("Stat = %v", err)
			}
			if left, err := os.ReadDir(filepath.Join(dir, half)); err != nil || len(left) > 0 {
				t.Errorf("left over: %v, %v", left, err)
			}
		})
	}
}

func TestADamagedBlobIsNoticed(t *testing.T) {
	d, dir := disk(t)
	if _, err := d.Put(t.Context(), name, strings.NewReader("sound"), ""); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte("sounD"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Verify(t.Context(), d, name, hash("sound")); !errors.Is(err, ErrDamaged) {
		t.Errorf("Verify = %v", err)
	}
}

func TestHalfABlobOfYesterdayIsRemoved(t *testing.T) {
	_, dir := disk(t)
	if err := os.WriteFile(filepath.Join(dir, half, "x"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := NewDisk(root); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(filepath.Join(dir, half)); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

func FuzzNoNameLeavesTheFolder(f *testing.F) {
	for _, n := range []string{name, "../x", "a/../../x", "/etc/passwd", ".half/x", "a//b", "a\x00b", "", "a/.b", `a\b`} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, n string) {
		d, dir := disk(t)
		_, err := d.Put(t.Context(), n, bytes.NewReader([]byte("x")), "")
		if err != nil {
			return
		}
		if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(n))); err != nil || string(got) != "x" {
			t.Errorf("%q was stored elsewhere: %v", n, err)
		}
		if strings.Contains(n, "..") && strings.Contains(n, "/..") {
			t.Errorf("%q was taken", n)
		}
	})
}
