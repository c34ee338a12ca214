package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gudok/base/backup"
	"gudok/base/config"
	"gudok/sim/client"
)

// A served centre is a whole one on loopback, as `gudok serve` runs it.
type served struct {
	t    *testing.T
	at   Place
	dir  string
	stop func()
	api  *client.Client
}

const passphrase = "a test has no secrets"

// serve runs a centre on a folder until stop or the test's end.
func serve(t *testing.T, dir string) *served {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	place, ended := make(chan Place, 1), make(chan error, 1)
	o := Options{Anywhere: true, Quiet: true, Log: slog.New(slog.DiscardHandler), Running: func(ctx context.Context, at Place) error {
		place <- at
		<-ctx.Done()
		return nil
	}}
	o.Common = config.Common{Data: dir, HTTP: "127.0.0.1:0", SIP: []config.Transport{{Network: "udp", Addr: "127.0.0.1:0"}},
		RTP: config.PortRange{From: 24100, To: 24199}, Tones: "EU"}
	go func() { ended <- Serve(ctx, o) }()
	s := &served{t: t, dir: dir}
	over := false
	s.stop = func() {
		cancel()
		if over {
			return
		}
		over = true
		if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("the centre ended with %v", err)
		}
	}
	t.Cleanup(s.stop)
	select {
	case s.at = <-place:
	case err := <-ended:
		t.Fatal(err)
	}
	s.api = client.New(s.at.Web)
	return s
}

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (s *served) skills() []named {
	s.t.Helper()
	var all []named
	if err := s.api.Get(s.t.Context(), "/skills", &all); err != nil {
		s.t.Fatal(err)
	}
	return all
}

// busy writes to both databases until ctx ends: skills to the office, one agent's presence to
// the floor. Each round that the server has confirmed is told.
func (s *served) busy(ctx context.Context, agent string, round chan<- int) (err error) {
	for i := 1; ctx.Err() == nil && err == nil; i++ {
		if _, err = s.api.Make(ctx, "/skills", map[string]any{"name": fmt.Sprintf("skill %06d", i)}); err != nil {
			break
		}
		presence := []string{"online", "offline"}[i%2]
		err = s.api.Post(ctx, "/floor/agents/"+agent+"/presence", map[string]any{"presence": presence, "device": "browser"}, nil)
		select {
		case round <- i:
		case <-ctx.Done():
		}
	}
	close(round)
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func TestABackupOfABusyCentreComesBackWhole(t *testing.T) {
	s := serve(t, t.TempDir())
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.api.UseLink(t.Context(), s.at.Link, "chief", passphrase))
	must(s.api.Promote(t.Context()))
	user, err := s.api.Make(t.Context(), "/users", map[string]any{"login": "olga", "name": "Olga", "skills": []any{},
		"grants": []any{map[string]any{"tenant": "ten_house", "role": "agent"}}})
	must(err)
	sound := filepath.Join(s.dir, "blobs", "ten_x", "2026-05")
	must(os.MkdirAll(sound, 0o700))
	must(os.WriteFile(filepath.Join(sound, "rec_1.wav"), []byte("sound"), 0o600))

	work, rest := context.WithCancel(t.Context())
	defer rest()
	rounds, worked := make(chan int), make(chan error, 1)
	go func() { worked <- s.busy(work, strings.Replace(user, "usr_", "agt_", 1), rounds) }()
	later := func(n int) (last int) {
		for range n {
			var ok bool
			if last, ok = <-rounds; !ok {
				t.Fatal("the load ended: ", <-worked)
			}
		}
		return last
	}
	before := later(5)
	saved := make(chan error, 1)
	file := filepath.Join(t.TempDir(), "gudok.tar")
	var said strings.Builder
	go func() {
		saved <- Backup(t.Context(), BackupOptions{Data: s.dir, To: file, Check: true, Version: "test", Out: &said})
	}()
	for waiting := true; waiting; { // the server goes on meanwhile
		select {
		case err := <-saved:
			must(err)
			waiting = false
		case _, ok := <-rounds:
			if !ok {
				t.Fatal("the load ended: ", <-worked)
			}
		}
	}
	later(3)
	rest()
	must(<-worked)
	if !strings.Contains(said.String(), "the law of promises holds") {
		t.Errorf("the check said %s", said.String())
	}
	all := s.skills()
	back := filepath.Join(t.TempDir(), "back")
	must(Restore(t.Context(), RestoreOptions{From: file, Data: back, Out: io.Discard}))
	if b, err := os.ReadFile(filepath.Join(back, "blobs", "ten_x", "2026-05", "rec_1.wav")); err != nil || string(b) != "sound" {
		t.Errorf("the blob is %q, %v", b, err)
	}
	s.stop()
	r := serve(t, back)
	must(r.api.SignIn(t.Context(), "chief", passphrase))
	got := r.skills()
	if len(got) < before || len(got) >= len(all) {
		t.Errorf("%d skills came back; %d were there when the backup began, %d in the end", len(got), before, len(all))
	}
	for i := range got {
		if got[i] != all[i] {
			t.Fatalf("skill %d is %+v, was %+v", i, got[i], all[i])
		}
	}
}

// archive is a small backup of a centre that has just been founded, and its folder.
func archive(t *testing.T) (file, dir string) {
	t.Helper()
	s := serve(t, t.TempDir())
	s.stop()
	file = filepath.Join(t.TempDir(), "gudok.tar")
	if err := Backup(t.Context(), BackupOptions{Data: s.dir, To: file, Version: "test", Out: io.Discard}); err != nil {
		t.Fatal(err)
	}
	return file, s.dir
}

func TestWhatABackupAndARestoreRefuse(t *testing.T) {
	file, dir := archive(t)
	for _, c := range []struct {
		name, want string
		do         func() error
	}{
		{"a file that is there", "there is a file already", func() error {
			return Backup(t.Context(), BackupOptions{Data: dir, To: file, Out: io.Discard})
		}},
		{"a backup inside what it backs up", "inside the data folder", func() error {
			return Backup(t.Context(), BackupOptions{Data: dir, To: filepath.Join(dir, "b.tar"), Out: io.Discard})
		}},
		{"a folder in which nobody worked", "no gudok has worked there", func() error {
			return Backup(t.Context(), BackupOptions{Data: t.TempDir(), To: filepath.Join(t.TempDir(), "b.tar"), Out: io.Discard})
		}},
		{"a folder with something in it", "not empty", func() error {
			return Restore(t.Context(), RestoreOptions{From: file, Data: dir, Out: io.Discard})
		}},
		{"a folder in which a server works", "another gudok works in this folder", func() error {
			s := serve(t, dir)
			defer s.stop()
			return Restore(t.Context(), RestoreOptions{From: file, Data: dir, Out: io.Discard})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.do(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(file), ".gudok-backup-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestADamagedBackupIsFoundOut(t *testing.T) {
	file, _ := archive(t)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func(b []byte) []byte{
		"a bit of a database": func(b []byte) []byte { b[20_000] ^= 1; return b },
		"its end is missing":  func(b []byte) []byte { return b[:len(b)/2] },
		"its last blocks":     func(b []byte) []byte { return b[:len(b)-3000] },
	} {
		t.Run(name, func(t *testing.T) {
			bad := filepath.Join(t.TempDir(), "bad.tar")
			if err := os.WriteFile(bad, damage(append([]byte(nil), whole...)), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := CheckBackup(t.Context(), bad, io.Discard); !errors.Is(err, backup.ErrDamaged) {
				t.Errorf("the check says %v", err)
			}
			to := filepath.Join(t.TempDir(), "to")
			if err := Restore(t.Context(), RestoreOptions{From: bad, Data: to, Out: io.Discard}); !errors.Is(err, backup.ErrDamaged) {
				t.Errorf("the restore says %v", err)
			}
			if left, err := os.ReadDir(to); err != nil || len(left) > 0 {
				t.Errorf("the restore left %v, %v", left, err)
			}
		})
	}
}

func TestABackupBesidePostgreSQLHoldsTheRest(t *testing.T) {
	_, dir := archive(t)
	file := filepath.Join(t.TempDir(), "gudok.tar")
	var said strings.Builder
	err := Backup(t.Context(), BackupOptions{Data: dir, DB: "postgres://x", To: file, Version: "test", Check: true, Out: &said})
	if err != nil || !strings.Contains(said.String(), "pg_dump") {
		t.Fatal(err, said.String())
	}
	back := filepath.Join(t.TempDir(), "back")
	if err := Restore(t.Context(), RestoreOptions{From: file, Data: back, Out: io.Discard}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(back, "office.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a database came along: %v", err)
	}
	if _, err := os.Stat(filepath.Join(back, "journal.spill")); err != nil {
		t.Error(err)
	}
}
