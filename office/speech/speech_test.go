package speech

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd/httpdtest"
	"gudok/base/problem"
	"gudok/id"
)

// A desk is the room over a program that a test writes.
type desk struct {
	*Service
	dir   string
	blobs *os.Root
	now   time.Time
}

// parrot says the arguments and the text that it was given, behind the header of a pipe.
const parrot = `#!/bin/sh
printf 'x' >> "%[1]s/runs"
printf 'RIFF\377\377\377\377WAVEfmt \020\000\000\000\001\000\001\000\042\126\000\000\104\254\000\000\002\000\020\000data\000\360\377\177'
echo "$@"
cat
`

func each(t *testing.T, program string, test func(t *testing.T, d *desk)) {
	d := &desk{}
	opt := db.Options{Schema: db.Office, Now: func() time.Time { return d.now }}
	dbtest.EachWith(t, opt, func(t *testing.T, base *db.DB) {
		*d = desk{dir: t.TempDir(), now: time.UnixMilli(1_000_000)}
		root, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = root.Close() })
		disk, err := blob.NewDisk(root)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(d.dir, "parrot")
		if err := os.WriteFile(path, []byte(fmt.Sprintf(program, d.dir)), 0o700); err != nil {
			t.Fatal(err)
		}
		d.blobs = root
		d.Service = New(Options{DB: base, Blobs: disk, Program: path,
			Encode: func(wav []byte) (alaw, ulaw []byte, err error) { return wav, wav, nil }})
		test(t, d)
	})
}

func (d *desk) runs() int {
	b, _ := os.ReadFile(filepath.Join(d.dir, "runs"))
	return len(b)
}

func (d *desk) files() int {
	n := 0
	_ = fs.WalkDir(d.blobs.FS(), "speech", func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return nil
	})
	return n
}

func TestATextIsSpokenOnceAndNeverThroughAShell(t *testing.T) {
	each(t, parrot, func(t *testing.T, d *desk) {
		ctx := t.Context()
		text := "  --help; rm -rf / $(date)\u202e \n Иванов\x07 "
		p, err := d.Speak(ctx, httpdtest.Shop, "ru", text)
		if err != nil || !id.Valid(Kind, string(p)) {
			t.Fatal(p, err)
		}
		sound, _, err := d.Sound(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		head, said := sound[:44], string(sound[44:])
		if want := "-v ru -s 150 -b 1 --stdin --stdout\n--help; rm -rf / $(date) Иванов"; said != want {
			t.Errorf("the program heard %q, want %q", said, want)
		}
		if want := header(len(said))[40:44]; !bytes.Equal(head[40:44], want) {
			t.Errorf("the length of a pipe was left in the header: %x, want %x", head[40:44], want)
		}
		again, err := d.Announce(ctx, httpdtest.Shop, "ru", strings.TrimSpace(text))
		if err != nil || again != p || d.runs() != 1 {
			t.Errorf("the same text: %s, %v after %d runs", again, err, d.runs())
		}
		other, err := d.Speak(ctx, httpdtest.Dental, "ru", text)
		if err != nil || other == p {
			t.Errorf("another tenant's: %s, %v", other, err)
		}
		for code, ask := range map[string][2]string{"speech.empty": {"ru", " \n\x01"}, "speech.bad_lang": {"la", "salve"}, "speech.too_long": {"en", strings.Repeat("x ", maxText+1)}} {
			if _, err := d.Speak(ctx, httpdtest.Shop, ask[0], ask[1]); !problem.Is(err, code) {
				t.Errorf("%v, want %s", err, code)
			}
		}
		if _, _, err := d.Sound(ctx, "say_../../secret"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a path: %v", err)
		}
	})
}

func TestWhatWasSaidOnceIsForgottenAndWhatAMenuSaysStays(t *testing.T) {
	each(t, parrot, func(t *testing.T, d *desk) {
		ctx := t.Context()
		menu, _ := d.Speak(ctx, httpdtest.Shop, "en", "press one")
		name, _ := d.Announce(ctx, httpdtest.Shop, "en", "Mister Smith")
		both, _ := d.Announce(ctx, httpdtest.Shop, "en", "good day")
		if again, err := d.Speak(ctx, httpdtest.Shop, "en", "good day"); err != nil || again != both {
			t.Fatal(again, err)
		}
		now, err := d.Announce(ctx, httpdtest.Shop, "en", "Mister Brown")
		if err != nil || d.files() != 8 {
			t.Fatal(err, d.files())
		}
		if err := errors.Join(d.Forget(ctx, now), d.Forget(ctx, now), d.Forget(ctx, menu)); err != nil || d.files() != 6 {
			t.Errorf("forgotten at once: %v, %d files", err, d.files())
		}
		for range 2 {
			if err := d.Sweep(ctx); err != nil || d.files() != 6 {
				t.Errorf("too early: %v, %d files", err, d.files())
			}
			d.now = d.now.Add(forget)
		}
		d.now = d.now.Add(time.Millisecond)
		if err := d.Sweep(ctx); err != nil || d.files() != 4 {
			t.Errorf("a day later: %v, %d files", err, d.files())
		}
		if _, err := d.Spoken(ctx, name); !problem.Is(err, "prompt.unknown") {
			t.Errorf("a name that was said once: %v", err)
		}
	})
}

func TestAProgramThatIsNotThereOrFailsIsSaid(t *testing.T) {
	each(t, "#!/bin/sh\necho no voice >&2\nexit 3\n# %s", func(t *testing.T, d *desk) {
		if _, err := d.Speak(t.Context(), httpdtest.Shop, "en", "hello"); !problem.Is(err, "speech.failed") {
			t.Errorf("a program that fails: %v", err)
		}
		d.o.Program = filepath.Join(d.dir, "nothing")
		if _, err := d.Speak(t.Context(), httpdtest.Shop, "en", "hello"); !problem.Is(err, "speech.absent") {
			t.Errorf("no program: %v", err)
		}
		if st := d.Status(t.Context()); st.Available || st.Why == "" {
			t.Errorf("status %+v", st)
		}
	})
}

func TestTheProgramIsEndedWithWhoAsked(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "sleeper")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nexec sleep 60\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := run(ctx, path, "en", "hello")
		done <- err
	}()
	cancel()
	if err := <-done; err == nil {
		t.Error("a program that was ended said something")
	}
	loud := filepath.Join(dir, "loud")
	if err := os.WriteFile(loud, []byte("#!/bin/sh\nexec cat /dev/zero\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := run(t.Context(), loud, "en", "hello"); !errors.Is(err, errLong) {
		t.Errorf("a program that never ends: %v", err)
	}
}

func TestEspeakSpeaksAllOurLanguages(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Fatal("espeak-ng is not there; tools/needs installs it")
	}
	if st := Probe(t.Context(), ""); !st.Available || !strings.Contains(st.Version, "eSpeak") {
		t.Errorf("status %+v", st)
	}
	for _, lang := range Langs() {
		wav, err := run(t.Context(), "espeak-ng", voice(lang), "Добрий день, good day")
		if err != nil || len(wav) < 20_000 || string(wav[:4]) != "RIFF" {
			t.Errorf("%s: %d bytes, %v", lang, len(wav), err)
		}
	}
}

func TestWhoMayHaveTextsSpoken(t *testing.T) {
	each(t, parrot, func(t *testing.T, d *desk) {
		web := httpdtest.New(t)
		d.Routes(web.API())
		web.Matrix(map[string]string{"GET /speech": "supervisor administrator shop-supervisor",
			"POST /speech": "supervisor administrator shop-supervisor", "GET /speech/{prompt}/audio": "supervisor administrator shop-supervisor"})
		form := SayForm{Tenant: httpdtest.Shop, Lang: "en", Text: "hello"}
		var v SpokenView
		web.Ask("shop-supervisor", "POST", "/speech", form).Into(t, &v)
		a := web.Ask("shop-supervisor", "GET", "/speech/"+string(v.Prompt)+"/audio", nil)
		a.Want(t, 200, "")
		if !strings.HasPrefix(a.Text, "RIFF") || !strings.HasSuffix(a.Text, "hello") || v.MS == 0 {
			t.Errorf("heard %q of %d ms", a.Text, v.MS)
		}
		form.Tenant = httpdtest.Dental
		web.Ask("shop-supervisor", "POST", "/speech", form).Want(t, 404, "request.not_found")
		web.Ask("supervisor", "POST", "/speech", form).Into(t, &v)
		web.Ask("shop-supervisor", "GET", "/speech/"+string(v.Prompt)+"/audio", nil).Want(t, 404, "request.not_found")
	})
}
