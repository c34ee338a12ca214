package app

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/journal"
	"gudok/fact"
	"gudok/id"
	"gudok/office/promise"
)

// owing is a data folder in which promises were made and kept; the databases stay open as
// those of a running server.
type owing struct {
	t             *testing.T
	o             VerifyOptions
	floor, office *db.DB
	promises      *promise.Service
}

func owe(t *testing.T, url string) *owing {
	t.Helper()
	r := &owing{t: t, o: VerifyOptions{What: t.TempDir(), DB: url}}
	opt := db.Options{Dir: r.o.What, URL: url, Schema: db.Floor}
	if url != "" {
		names := map[db.Schema]string{db.Floor: dbtest.Fresh(t), db.Office: dbtest.Fresh(t)}
		r.o.as = func(s db.Schema) string { return names[s] }
		opt.As = names[db.Floor]
	}
	r.floor = dbtest.Open(t, opt)
	if opt.Schema = db.Office; r.o.as != nil {
		opt.As = r.o.as(db.Office)
	}
	r.office = dbtest.Open(t, opt)
	sql := journal.NewSQL(r.floor, id.Main)
	var facts []fact.Envelope
	say := func(p id.Promise, f fact.Fact) {
		n := uint64(len(facts) + 1)
		facts = append(facts, fact.Wrap("floor/main", n, int64(n)*60_000, n, fact.Head{Tenant: "ten_shop", Line: "lin_1", Promise: p, Actor: fact.System}, f))
	}
	for _, p := range []id.Promise{"prs_1", "prs_2", "prs_3"} {
		say(p, fact.PromiseOpened{Kind: "missed", Cause: "abandoned", Number: "num_1"})
	}
	say("", fact.CallCreated{})
	say("prs_1", fact.PromiseClosed{Reason: "talked"})
	say("prs_2", fact.PromiseClosed{Reason: "refused"})
	if err := sql.Write(t.Context(), []*journal.Batch{{Facts: facts}}); err != nil {
		t.Fatal(err)
	}
	r.promises = promise.New(promise.Options{DB: r.office, Stream: sql})
	if err := r.promises.Reader().CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

// verify runs the command and returns what it said.
func (r *owing) verify(o VerifyOptions) (string, error) {
	var out bytes.Buffer
	o.Out = &out
	err := Verify(r.t.Context(), o)
	return out.String(), err
}

func (r *owing) exec(d *db.DB, text string) {
	r.t.Helper()
	if n, err := d.Exec(r.t.Context(), text); err != nil || n == 0 {
		r.t.Fatal(n, err)
	}
}

func onBothFolders(t *testing.T, test func(t *testing.T, r *owing)) {
	t.Run("sqlite", func(t *testing.T) { test(t, owe(t, "")) })
	t.Run("postgres", func(t *testing.T) { test(t, owe(t, dbtest.Postgres(t))) })
}

func TestAFolderIsVerifiedWhileAServerWorksInIt(t *testing.T) {
	onBothFolders(t, func(t *testing.T, r *owing) {
		said, err := r.verify(r.o)
		if err != nil || !strings.Contains(said, "ok    ten_shop: 3 opened = 1 open + 2 closed (1 refused, 1 talked); 0 without a number; 5 links, head ") {
			t.Fatalf("%v\n%s", err, said)
		}
		r.exec(r.floor, `update fact set data = '{"reason":"talked"}' where seq = 6`)
		said, err = r.verify(r.o)
		if !errors.Is(err, ErrBroken) || !strings.Contains(said, "first broken link: tenant ten_shop, link 5, fact 6, promise prs_2, 1970-01-01 00:06:00 UTC: the fact is not the one that was written") {
			t.Errorf("%v\n%s", err, said)
		}
		r.exec(r.floor, `delete from fact where seq = 2`)
		said, err = r.verify(r.o)
		if !errors.Is(err, ErrBroken) || !strings.Contains(said, "link 2, fact 2, promise prs_2, 1970-01-01 00:02:00 UTC: a fact is missing") {
			t.Errorf("%v\n%s", err, said)
		}
	})
}

// export takes the shop's proof as a file.
func (r *owing) export() string {
	r.t.Helper()
	e, err := r.promises.Export(r.t.Context(), promise.Exporting{Tenant: "ten_shop", By: "usr_1", Lang: "uk"})
	if err != nil {
		r.t.Fatal(err)
	}
	path := filepath.Join(r.t.TempDir(), "proof.zip")
	f, err := os.Create(path)
	if err == nil {
		err = errors.Join(e.Write(r.t.Context(), f), f.Close())
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return path
}

func TestAProofIsVerifiedAloneAndAgainstItsFolder(t *testing.T) {
	onBothFolders(t, func(t *testing.T, r *owing) {
		path := r.export()
		said, err := r.verify(VerifyOptions{What: path})
		if err != nil || !strings.Contains(said, "ok    3 opened = 1 open + 2 closed") || !strings.Contains(said, "links 1 to 5") {
			t.Errorf("%v\n%s", err, said)
		}
		with := r.o
		with.Proof = path
		if said, err = r.verify(with); err != nil || !strings.Contains(said, "part of this folder's chain") {
			t.Errorf("%v\n%s", err, said)
		}
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, whole[:len(whole)/2], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := r.verify(VerifyOptions{What: path}); !errors.Is(err, promise.ErrNoProof) {
			t.Errorf("half a file: %v", err)
		}
		// The facts were changed, folded anew and even the remembered heads taken away: the
		// client's own copy knows better.
		r.exec(r.floor, `update fact set data = '{"reason":"talked"}' where seq = 6`)
		r.exec(r.office, `delete from promise_head`)
		if err := r.promises.Reader().Rebuild(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		if said, err = r.verify(r.o); err != nil {
			t.Errorf("%v\n%s", err, said)
		}
		if said, err = r.verify(with); !errors.Is(err, ErrBroken) || !strings.Contains(said, "link 5 of ten_shop is another one here") {
			t.Errorf("%v\n%s", err, said)
		}
	})
}

func TestWhatCannotBeVerifiedIsSaidInWords(t *testing.T) {
	r := owe(t, "")
	for _, c := range []struct{ name, what, want string }{
		{"nothing named", "", "name a data folder"},
		{"nothing there", filepath.Join(t.TempDir(), "x"), "no such file"},
		{"an empty folder", t.TempDir(), "no gudok has worked there"},
		{"another file", filepath.Join(r.o.What, "floor.db"), "this is no proof of promises"},
	} {
		if _, err := r.verify(VerifyOptions{What: c.what}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	r.exec(r.office, `delete from migration where version_id = 802`)
	if _, err := r.verify(r.o); err == nil || !strings.Contains(err.Error(), "of an older gudok") {
		t.Error(err)
	}
}
