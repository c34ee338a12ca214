package enquiry

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
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

// A rig has two promises: prs_1 of the shop, open, and prs_2 of the dentist, closed.
type rig struct {
	*Service
	t     *testing.T
	db    *db.DB
	api   *officetest.API
	now   time.Time
	floor []string // what it was told
	deaf  error    // what the floor says
	sent  []string // texts of letters
	off   bool     // no mail server is set
}

func onBoth(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	r := &rig{}
	dbtest.EachWith(t, db.Options{Schema: db.Office, Now: func() time.Time { return r.now }}, func(t *testing.T, d *db.DB) {
		*r = rig{t: t, db: d, now: time.UnixMilli(1_000_000)}
		r.Service = New(Options{DB: d, NewID: officetest.IDs(), Base: func(context.Context) (string, error) { return "https://gudok.example", nil },
			Promise: func(_ context.Context, p id.Promise) (Owed, error) {
				switch p {
				case "prs_1":
					return Owed{officetest.Shop, "num_1", true}, nil
				case "prs_2":
					return Owed{officetest.Dent, "num_2", false}, nil
				}
				return Owed{}, problem.New(problem.NotFound, "promise.unknown")
			},
			Block: func(_ context.Context, p id.Promise, e id.Enquiry, until int64, by id.User) error {
				r.floor = append(r.floor, fmt.Sprintf("block %s %s %d %s", p, e, until, by))
				return r.deaf
			},
			Free: func(_ context.Context, p id.Promise, e id.Enquiry, outcome string, by id.User) error {
				r.floor = append(r.floor, fmt.Sprintf("free %s %s %s %s", p, e, outcome, by))
				return r.deaf
			},
			Home: func(context.Context, id.Tenant) (Home, error) { return Home{"Shop & Co", "uk", time.UTC}, nil },
			User: func(_ context.Context, _ id.Tenant, u id.User) (bool, error) { return u == "usr_admin", nil },
			Letter: func(_ context.Context, _ id.Tenant, _, _, text string) (string, error) {
				if r.off {
					return "", problem.New(problem.Conflict, "mail.off")
				}
				r.sent = append(r.sent, text)
				return fmt.Sprint("ltr_", len(r.sent)), nil
			},
			Letters: func(context.Context, []string) (map[string]Sent, error) {
				return map[string]Sent{"ltr_1": {"failed", "550 no such user"}}, nil
			},
			Address: func(s string) bool { return strings.Contains(s, "@") }})
		r.api = officetest.Serve(t, r.Service)
		test(t, r)
	})
}

func (r *rig) ahead(d time.Duration) int64 { return r.now.Add(d).UnixMilli() }

func (r *rig) ask(f Form) View {
	r.t.Helper()
	f.Question = "Is it <there>?"
	f.Deadline = r.ahead(time.Hour)
	return officetest.Must[View](r.api, officetest.Olga, "POST", "/promises/prs_1/enquiries", f)
}

func TestAColleagueAnswersAtHisDeskAndThePromiseIsFree(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		e := r.ask(Form{Kind: ToUser, User: "usr_admin"})
		if got, want := r.floor[0], fmt.Sprintf("block prs_1 %s %d usr_olga", e.ID, r.ahead(time.Hour)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		mine := officetest.Must[[]View](r.api, officetest.Admin, "GET", "/enquiries?mine=true", nil)
		if len(mine) != 1 || mine[0].Question != "Is it <there>?" || !mine[0].Mine {
			t.Fatalf("%+v", mine)
		}
		r.api.Refused(officetest.ShopOwner, "POST", "/enquiries/"+string(e.ID)+"/answer", AnswerForm{"yes"}, "enquiry.unknown")
		r.api.Refused(officetest.Admin, "POST", "/enquiries/"+string(e.ID)+"/answer", AnswerForm{" "}, "enquiry.answer")
		officetest.Must[none](r.api, officetest.Admin, "POST", "/enquiries/"+string(e.ID)+"/answer", AnswerForm{"Two are left."})
		if got, want := r.floor[1], fmt.Sprintf("free prs_1 %s answered usr_admin", e.ID); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		r.api.Refused(officetest.Olga, "POST", "/enquiries/"+string(e.ID)+"/answer", AnswerForm{"None."}, "enquiry.not_open")
		of := officetest.Must[[]View](r.api, officetest.Olga, "GET", "/promises/prs_1/enquiries", nil)
		if len(of) != 1 || of[0].State != Answered || of[0].Answer != "Two are left." || of[0].AnsweredBy != "usr_admin" {
			t.Errorf("%+v", of)
		}
		facts, err := db.FactsOfType(t.Context(), r.db, fact.EnquiryEnded{}.FactType(), officetest.Shop, 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 1 || strings.Contains(string(facts[0].Data), "left") {
			t.Errorf("%+v %v", facts, err)
		}
	})
}

func TestWhatCannotBeAsked(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		good := Form{Kind: ToPerson, Name: "Warehouse", Question: "?", Deadline: r.ahead(time.Hour)}
		for _, c := range []struct {
			code   string
			change func(f *Form)
		}{
			{"enquiry.question", func(f *Form) { f.Question = " " }}, {"enquiry.deadline", func(f *Form) { f.Deadline = r.ahead(time.Minute) }},
			{"enquiry.deadline", func(f *Form) { f.Deadline = r.ahead(2 * maxAhead) }}, {"enquiry.whom", func(f *Form) { f.Name = "" }},
			{"enquiry.whom", func(f *Form) { f.Kind, f.User = ToUser, "usr_nobody" }}, {"enquiry.whom", func(f *Form) { f.Kind, f.Mail = ToMail, "x" }},
		} {
			f := good
			c.change(&f)
			r.api.Refused(officetest.Olga, "POST", "/promises/prs_1/enquiries", f, c.code)
		}
		r.api.Refused(officetest.Super, "POST", "/promises/prs_2/enquiries", good, "promise.not_open")
		r.api.Refused(officetest.ShopOwner, "POST", "/promises/prs_1/enquiries", good, "auth.forbidden")
		r.deaf = problem.New(problem.Conflict, "promise.waits_for_enquiry")
		r.api.Refused(officetest.Olga, "POST", "/promises/prs_1/enquiries", good, "promise.waits_for_enquiry")
		r.deaf, r.off = nil, true
		good.Kind, good.Mail = ToMail, "a@b"
		r.api.Refused(officetest.Olga, "POST", "/promises/prs_1/enquiries", good, "mail.off")
		if last := r.floor[len(r.floor)-1]; !strings.Contains(last, "withdrawn") {
			t.Errorf("the promise waits for a letter that was never written: %v", r.floor)
		}
		if open := officetest.Must[[]View](r.api, officetest.Olga, "GET", "/enquiries", nil); len(open) != 2 || open[0].State != Withdrawn {
			t.Errorf("%+v", open)
		}
	})
}

var linkIn = regexp.MustCompile(`https://gudok\.example(/answer/[A-Za-z0-9_-]{22})\n`)

// page asks for the page of a link as a browser would.
func (r *rig) page(method, path string, form url.Values) (int, string) {
	q := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	r.api.Server().Handler().ServeHTTP(w, q)
	return w.Code, w.Body.String()
}

func TestALinkTakesOneAnswer(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		e := r.ask(Form{Kind: ToMail, Mail: "sklad@shop.example"})
		found := linkIn.FindStringSubmatch(r.sent[0])
		if found == nil || e.Letter != "failed" || e.Why != "550 no such user" {
			t.Fatalf("%+v\n%s", e, r.sent[0])
		}
		var stored string
		if err := r.db.QueryRow(t.Context(), `select token from enquiry`).Scan(&stored); err != nil || strings.Contains(found[1], stored) || len(stored) != 64 {
			t.Error("the token is not hashed:", stored, err)
		}
		code, body := r.page("GET", found[1], nil)
		if code != 200 || !strings.Contains(body, "Питання від Shop &amp; Co") || !strings.Contains(body, "Is it &lt;there&gt;?") || !strings.Contains(body, "<textarea") {
			t.Errorf("%d %s", code, body)
		}
		if _, body = r.page("GET", found[1]+"?lang=en", nil); !strings.Contains(body, "Your answer") {
			t.Error(body)
		}
		if code, body = r.page("POST", found[1], url.Values{"text": {""}}); code != 422 && code != 400 || !strings.Contains(body, "<textarea") {
			t.Errorf("%d %s", code, body)
		}
		if code, body = r.page("POST", found[1], url.Values{"text": {"Два лишилися"}}); code != 200 || !strings.Contains(body, "Дякуємо") {
			t.Errorf("%d %s", code, body)
		}
		if got, want := r.floor[1], fmt.Sprintf("free prs_1 %s answered ", e.ID); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if code, _ = r.page("POST", found[1], url.Values{"text": {"Жодного"}}); code != http.StatusConflict {
			t.Error("a second answer:", code)
		}
		if _, body = r.page("GET", found[1], nil); strings.Contains(body, "<textarea") || strings.Contains(body, "Два") {
			t.Error(body)
		}
	})
}

func TestALinkIsOverAndCannotBeTriedOut(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		e := r.ask(Form{Kind: ToMail, Mail: "sklad@shop.example"})
		first := linkIn.FindStringSubmatch(r.sent[0])[1]
		officetest.Must[none](r.api, officetest.Olga, "POST", "/enquiries/"+string(e.ID)+"/letter", nil)
		link := linkIn.FindStringSubmatch(r.sent[1])[1]
		if code, _ := r.page("GET", first, nil); code != http.StatusNotFound {
			t.Error("the former link still opens:", code)
		}
		r.now = r.now.Add(2 * time.Hour)
		if code, body := r.page("POST", link, url.Values{"text": {"x"}}); code != http.StatusConflict || len(r.floor) != 1 {
			t.Error(code, body)
		}
		if err := r.Round(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all := officetest.Must[[]View](r.api, officetest.Olga, "GET", "/enquiries", nil); all[0].State != Expired || len(r.floor) != 1 {
			t.Errorf("%+v %v", all, r.floor)
		}
		r.now = r.now.Add(tokenAfter)
		if code, _ := r.page("GET", link, nil); code != http.StatusNotFound {
			t.Error("a link for ever:", code)
		}
		for range unknownAtMost {
			r.page("GET", "/answer/guessed", nil)
		}
		if code, _ := r.page("GET", "/answer/guessed", nil); code != http.StatusTooManyRequests {
			t.Error("links can be tried out:", code)
		}
	})
}

func TestAFloorThatWasDeafIsToldAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		e := r.ask(Form{Kind: ToPerson, Name: "Warehouse"})
		r.deaf = problem.New(problem.Unavailable, "floor.not_running")
		officetest.Must[none](r.api, officetest.Super, "POST", "/enquiries/"+string(e.ID)+"/answer", AnswerForm{"Yes."})
		r.deaf = nil
		for range 2 {
			if err := r.Round(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if len(r.floor) != 3 || r.floor[2] != r.floor[1] {
			t.Errorf("%v", r.floor)
		}
	})
}

func TestAnErasedPersonTakesTheTextsAlong(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		e := r.ask(Form{Kind: ToMail, Mail: "sklad@shop.example"})
		if err := r.Forget(t.Context(), officetest.Shop, []id.Number{"num_1"}); err != nil {
			t.Fatal(err)
		}
		left, err := r.Enquiry(t.Context(), e.ID)
		if err != nil || left.Question != "" || left.ToMail != "" || left.Token != "" {
			t.Errorf("%+v %v", left, err)
		}
	})
}
