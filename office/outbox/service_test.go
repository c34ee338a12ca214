package outbox

import (
	"context"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
)

type rig struct {
	*Service
	db      *db.DB
	api     *officetest.API
	now     time.Time
	sent    []Letter
	why     string // what the server says
	forGood bool
	server  Server
}

func onBoth(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	r := &rig{}
	dbtest.EachWith(t, db.Options{Schema: db.Office, Now: func() time.Time { return r.now }}, func(t *testing.T, d *db.DB) {
		*r = rig{db: d, now: time.UnixMilli(1_000_000)}
		r.Service = New(Options{DB: d, NewID: officetest.IDs(), Address: func(s string) bool { return strings.Contains(s, "@") },
			Here: func() string { return "http://127.0.0.1:8080" },
			Send: func(_ context.Context, s Server, l Letter) (string, bool) {
				r.sent, r.server = append(r.sent, l), s
				return r.why, r.forGood
			}})
		r.api = officetest.Serve(t, r.Service)
		test(t, r)
	})
}

func form() Form {
	return Form{Host: "mail.example", Port: 587, Security: "starttls", User: "calls", Secret: "canary-secret", From: "calls@example.org", Name: "Calls"}
}

func TestTheSecretIsWrittenAndNeverShown(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		got := r.api.Ask(officetest.Admin, "PUT", "/mail", form())
		if got.Status != 200 || strings.Contains(string(got.Body), "canary") {
			t.Fatal(string(got.Body))
		}
		f := form()
		f.Secret, f.Version, f.Name = "", 1, "Other"
		v := officetest.Must[View](r.api, officetest.Admin, "PUT", "/mail", f)
		if m, err := r.Server(t.Context()); err != nil || m.Secret != "canary-secret" || !v.HasSecret || m.Name != "Other" {
			t.Errorf("%+v %v", m, err)
		}
		// To another server an old secret does not go along.
		f.Host, f.Version = "evil.example", 2
		r.api.Refused(officetest.Admin, "PUT", "/mail", f, "mail.user_needs_secret")
		facts, err := db.FactsOfType(t.Context(), r.db, fact.ConfigChanged{}.FactType(), id.House, 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 2 {
			t.Fatal(facts, err)
		}
		for _, e := range facts {
			if strings.Contains(string(e.Data), "canary") {
				t.Error("a fact holds the secret")
			}
		}
		for _, who := range []string{officetest.Super, officetest.Olga, officetest.ShopOwner} {
			r.api.Refused(who, "GET", "/mail", nil, "auth.forbidden")
			r.api.Refused(who, "POST", "/mail/test", TestForm{"a@b"}, "auth.forbidden")
		}
	})
}

func TestWhatIsWrongWithTheServerIsSaid(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		for code, change := range map[string]func(*Form){
			"mail.host": func(f *Form) { f.Host = "http://x" }, "mail.port": func(f *Form) { f.Port = 0 }, "mail.from": func(f *Form) { f.From = "x" },
			"mail.user_needs_secret": func(f *Form) { f.Secret = "" }, "mail.address": func(f *Form) { f.Address = "javascript:x" },
			"mail.changed_meanwhile": func(f *Form) { f.Version = 3 },
		} {
			f := form()
			change(&f)
			r.api.Refused(officetest.Admin, "PUT", "/mail", f, code)
		}
		if _, err := r.Put(t.Context(), Letter{To: "a@b"}); !problem.Is(err, "mail.off") {
			t.Error(err)
		}
		r.api.Refused(officetest.Admin, "POST", "/mail/test", TestForm{"a@b"}, "mail.off")
	})
}

func TestALetterIsTriedAgainAndThenSaidNotToBeSent(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		officetest.Must[View](r.api, officetest.Admin, "PUT", "/mail", form())
		r.why = "451 later"
		name, err := r.Put(t.Context(), Letter{Tenant: officetest.Shop, To: "a@b", Subject: "s", Text: "a link"})
		if err != nil {
			t.Fatal(err)
		}
		state := func() Letter {
			t.Helper()
			if err := r.Round(t.Context()); err != nil {
				t.Fatal(err)
			}
			l, err := letter(t.Context(), r.db, name)
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		if l := state(); l.State != Waiting || l.Tries != 1 || l.Why != "451 later" || l.Text == "" {
			t.Errorf("%+v", l)
		}
		if l := state(); l.Tries != 1 {
			t.Errorf("tried again at once: %+v", l)
		}
		for range waits() {
			r.now = r.now.Add(13 * time.Hour)
			state()
		}
		if l := state(); l.State != Failed || l.Text != "" || len(r.sent) != 1+len(waits()) {
			t.Errorf("%+v after %d tries", l, len(r.sent))
		}
		r.why = ""
		if name, err = r.Put(t.Context(), Letter{Tenant: officetest.Shop, To: "a@b", Text: "a link"}); err != nil {
			t.Fatal(err)
		}
		if l := state(); l.State != Sent || l.Text != "" || r.server.Secret != "canary-secret" {
			t.Errorf("%+v", l)
		}
		r.why, r.forGood = "550 no such user", true
		if name, err = r.Put(t.Context(), Letter{To: "x@b", Text: "a link"}); err != nil {
			t.Fatal(err)
		}
		if l := state(); l.State != Failed || l.Tries != 1 {
			t.Errorf("%+v", l)
		}
		r.api.Refused(officetest.Admin, "POST", "/mail/test", TestForm{"x@b"}, "mail.refused")
		r.now = r.now.Add(keep + time.Hour)
		if err := r.Round(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := letter(t.Context(), r.db, name); !db.NotFound(err) {
			t.Error("whom we wrote to is kept for ever:", err)
		}
	})
}
