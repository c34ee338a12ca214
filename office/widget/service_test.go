package widget

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
	"gudok/id"
	"gudok/office/officetest"
	"gudok/phone"
)

const site = "https://shop.example"

// A rig has a shop in Kyiv whose line shows +380442000000, at ten o'clock of a Monday there.
type rig struct {
	*Service
	t      *testing.T
	db     *db.DB
	api    *officetest.API
	now    time.Time
	wanted []Wanted
	due    int64
	caller phone.Number
	branch id.Line // whose promise it is
}

func onBoth(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	kyiv, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{}
	opt := db.Options{Schema: db.Office, Now: func() time.Time { return r.now }}
	dbtest.EachWith(t, opt, func(t *testing.T, d *db.DB) {
		*r = rig{t: t, db: d, now: time.Date(2026, 11, 23, 10, 0, 0, 0, kyiv), caller: "+380442000000", branch: "lin_1"}
		r.Service = New(Options{DB: d, NewID: officetest.IDs(), Number: func(_ id.Tenant, n phone.Number) id.Number { return id.Number("num_" + n[1:]) },
			Home: func(context.Context, id.Tenant) (Home, error) { return Home{"uk", "UA", kyiv}, nil },
			Caller: func(_ context.Context, tn id.Tenant, l id.Line) (phone.Number, error) {
				if tn == officetest.Shop && l == "lin_branch" {
					return "+380443000000", nil
				}
				if tn != officetest.Shop || l != "lin_1" {
					return "", problem.New(problem.NotFound, "line.unknown")
				}
				return r.caller, nil
			},
			Blocked: func(_ context.Context, _ id.Tenant, n phone.Number) (bool, error) { return n == "+380509999999", nil },
			Promise: func(_ context.Context, w Wanted) (Promised, error) {
				r.wanted = append(r.wanted, w)
				return Promised{id.Promise("prs_" + strconv.Itoa(len(r.wanted))), r.branch, max(w.At, r.now.UnixMilli()+r.due)}, nil
			}})
		r.api = officetest.Serve(t, r.Service)
		test(t, r)
	})
}

func form() Form {
	return Form{Tenant: officetest.Shop, Name: "Main page", Line: "lin_1", On: true, Origins: []string{site, " SHOP.example/ "}, Colour: "#FF8800",
		Texts: map[string]Text{"en": {Title: "Call <us>"}}}
}

func (r *rig) made() View {
	r.t.Helper()
	return officetest.Must[View](r.api, officetest.Admin, "POST", "/widgets", form())
}

// send asks from a site as a browser would.
func (r *rig) send(method, path, origin, kind, body string) *httptest.ResponseRecorder {
	q := httptest.NewRequest(method, path, strings.NewReader(body))
	for name, value := range map[string]string{"Origin": origin, "Content-Type": kind, "Sec-Fetch-Site": "cross-site", "Referer": origin + "/contacts"} {
		q.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	r.api.Server().Handler().ServeHTTP(w, q)
	return w
}

func (r *rig) ask(key, number string) *httptest.ResponseRecorder {
	return r.send("POST", "/widget/"+key+"/requests", site, "application/json", `{"name":"Olena","number":"`+number+`","lang":"en"}`)
}

func TestAStrangerIsCalledByTheNumberThatHeWasTold(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		w := r.made()
		if len(w.Origins) != 1 || w.Colour != "#ff8800" || w.Caller != "+380442000000" || len(w.Key) != 16 {
			t.Fatalf("%+v", w)
		}
		got := r.ask(w.Key, "067 111 22 33") // a national form
		if got.Code != 200 || !strings.Contains(got.Body.String(), `"text":"Thank you. We will call from +380 44 200 0000 within minutes."`) {
			t.Fatal(got.Code, got.Body)
		}
		if got.Header().Get("Access-Control-Allow-Origin") != site || got.Header().Get("Access-Control-Allow-Credentials") != "" || got.Header().Get("Set-Cookie") != "" {
			t.Error(got.Header())
		}
		want := Wanted{Tenant: officetest.Shop, Line: "lin_1", Number: "num_380671112233", Zone: "Europe/Kyiv"}
		if len(r.wanted) != 1 || r.wanted[0] != want {
			t.Errorf("asked the floor for %+v", r.wanted)
		}
		who := officetest.Must[[]RequestView](r.api, officetest.Olga, "GET", "/promises/requests?promises=prs_1,prs_7,x", nil)
		if len(who) != 1 || who[0].Name != "Olena" || who[0].Site != site {
			t.Errorf("%+v", who)
		}
		if other := officetest.Must[[]RequestView](r.api, officetest.DentOwner, "GET", "/promises/requests?promises=prs_1", nil); len(other) != 0 {
			t.Error("another client sees the name")
		}
		if err := r.Forget(t.Context(), officetest.Shop, []id.Number{"num_380671112233"}); err != nil {
			t.Fatal(err)
		}
		if who = officetest.Must[[]RequestView](r.api, officetest.Olga, "GET", "/promises/requests?promises=prs_1", nil); len(who) != 0 {
			t.Error("an erased person's name is kept")
		}
	})
}

func TestAPromiseOfAnotherBranchIsKeptFromItsNumber(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		r.branch = "lin_branch"
		if got := r.ask(r.made().Key, "0671112233").Body.String(); !strings.Contains(got, "from +380 44 300 0000") {
			t.Error(got)
		}
	})
}

func TestWhatIsRefusedIsSaidByCode(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		w := r.made()
		for _, c := range []struct{ name, key, origin, number, code string }{
			{"another site", w.Key, "https://evil.example", "0671112233", "widget.other_site"},
			{"no site at all", w.Key, "", "0671112233", "widget.other_site"},
			{"a key of nobody", "abc", site, "0671112233", "widget.unknown"},
			{"no number", w.Key, site, "call me", "widget.number"},
			{"a number of no range", w.Key, site, "+380111111111", "widget.number"},
			{"another country", w.Key, site, "+12025550123", "widget.number_abroad"},
			{"a blocked person", w.Key, site, "0509999999", "widget.number_refused"},
		} {
			got := r.send("POST", "/widget/"+c.key+"/requests", c.origin, "application/json", `{"number":"`+c.number+`"}`)
			if got.Code < 400 || !strings.Contains(got.Body.String(), `"code":"`+c.code+`"`) {
				t.Errorf("%s: %d %s", c.name, got.Code, got.Body)
			}
		}
		if got := r.send("POST", "/widget/"+w.Key+"/requests", site, "text/plain", `{}`); got.Code != 422 && got.Code != 400 {
			t.Error(got.Code)
		}
		if got := r.send("POST", "/widget/"+w.Key+"/requests", site, "application/json", `{"name":"`+strings.Repeat("x", maxRequest)+`"}`); got.Code < 400 {
			t.Error("a body without end is taken")
		}
		if len(r.wanted) != 0 {
			t.Errorf("the floor was asked for %+v", r.wanted)
		}
	})
}

func TestOnePersonAsksThriceAndOneAddressTenTimes(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		w := r.made()
		for range perNumber {
			if got := r.ask(w.Key, "0671112233"); got.Code != 200 {
				t.Fatal(got.Body)
			}
		}
		if got := r.ask(w.Key, "+380 67 111-22-33"); !strings.Contains(got.Body.String(), "widget.too_many") {
			t.Error(got.Body)
		}
		for i := range perRemote - perNumber - 1 {
			if got := r.ask(w.Key, "067111223"+strconv.Itoa(i+4)); got.Code != 200 {
				t.Fatal(i, got.Body)
			}
		}
		if got := r.ask(w.Key, "0671112240"); got.Code != 429 || !strings.Contains(got.Body.String(), "request.too_many") {
			t.Error(got.Body)
		}
		r.now = r.now.Add(perRemoteWindow)
		if got := r.ask(w.Key, "0671112240"); got.Code != 200 {
			t.Error(got.Body)
		}
	})
}

func TestAProgramThatFillsInEverythingChangesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		w := r.made()
		got := r.send("POST", "/widget/"+w.Key+"/requests", site, "application/json", `{"number":"0671112233","website":"http://spam"}`)
		if got.Code != 200 || len(r.wanted) != 0 {
			t.Error(got.Code, r.wanted)
		}
	})
}

func TestHoursAreToldHonestly(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		f := form()
		f.From, f.To = 9*60, 20*60
		w := officetest.Must[View](r.api, officetest.Admin, "POST", "/widgets", f)
		r.now = r.now.Add(12 * time.Hour) // ten at night
		got := r.ask(w.Key, "0671112233").Body.String()
		if !strings.Contains(got, "tomorrow at 09:00") || len(r.wanted) != 1 || time.UnixMilli(r.wanted[0].At).UTC() != time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC) {
			t.Errorf("%s %+v", got, r.wanted)
		}
		r.now = r.now.Add(9 * time.Hour) // seven in the morning
		if got := r.ask(w.Key, "0671112234").Body.String(); !strings.Contains(got, "today at 09:00") {
			t.Error(got)
		}
		r.now, r.due = r.now.Add(5*time.Hour), (50 * time.Hour).Milliseconds() // the line is closed for two days
		if got := r.ask(w.Key, "0671112235").Body.String(); !strings.Contains(got, "on 26.11 at 14:00") {
			t.Error(got)
		}
	})
}

func TestAPlainFormGetsAPlainPage(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		w := r.made()
		const kind = "application/x-www-form-urlencoded"
		got := r.send("POST", "/widget/"+w.Key+"/requests", site, kind, url.Values{"name": {"Олена"}, "number": {"0671112233"}, "lang": {"en"}}.Encode())
		body := got.Body.String()
		if got.Code != 200 || !strings.Contains(body, "We will call from +380 44 200 0000") && !strings.Contains(body, "We will call from &#43;380 44 200 0000") || !strings.Contains(body, "Call &lt;us&gt;") || !strings.Contains(body, `href="https://shop.example/contacts"`) {
			t.Error(got.Code, body)
		}
		got = r.send("POST", "/widget/"+w.Key+"/requests", site, kind, "number=1&lang=uk")
		if got.Code != http.StatusUnprocessableEntity && got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), "Перевірте номер") {
			t.Error(got.Code, got.Body)
		}
	})
}

func TestTheScriptIsForTheSitesAndHoldsNoMarkup(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		w := r.made()
		got := r.send("GET", "/widget/"+w.Key+".js", site, "", "")
		body := got.Body.String()
		if got.Code != 200 || !strings.HasPrefix(got.Header().Get("Content-Type"), "text/javascript") || got.Header().Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Fatal(got.Code, got.Header())
		}
		for _, bad := range []string{"export ", "<us>", "document.cookie", "innerHTML", "localStorage", "eval("} {
			if strings.Contains(body, bad) {
				t.Errorf("the script holds %q", bad)
			}
		}
		pre := r.send("OPTIONS", "/widget/"+w.Key+"/requests", site, "", "")
		if pre.Code != 204 || pre.Header().Get("Access-Control-Allow-Origin") != site || pre.Header().Get("Access-Control-Allow-Headers") != "Content-Type" {
			t.Error(pre.Code, pre.Header())
		}
		if pre = r.send("OPTIONS", "/widget/"+w.Key+"/requests", "https://evil.example", "", ""); pre.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Error("any site may read the answers")
		}
		f := form()
		f.On, f.Version = false, w.Version
		officetest.Must[View](r.api, officetest.Admin, "PUT", "/widgets/"+w.ID, f)
		if got = r.send("GET", "/widget/"+w.Key+".js", site, "", ""); got.Code != 404 {
			t.Error("a form that is off is still handed out")
		}
	})
}

func TestOnlyAnAdministratorSetsAForm(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		w := r.made()
		for _, who := range []string{officetest.Super, officetest.Olga, officetest.ShopOwner} {
			r.api.Refused(who, "POST", "/widgets", form(), "auth.forbidden")
		}
		if all := officetest.Must[[]View](r.api, officetest.Super, "GET", "/widgets?tenant=ten_shop", nil); len(all) != 1 {
			t.Errorf("%+v", all)
		}
		r.api.Refused(officetest.ShopOwner, "GET", "/widgets", nil, "auth.forbidden")
		for _, c := range []struct {
			code   string
			change func(f *Form)
		}{
			{"widget.name", func(f *Form) { f.Name = " " }}, {"widget.origin", func(f *Form) { f.Origins = []string{"https://a.example/path"} }},
			{"widget.no_origin", func(f *Form) { f.Origins = nil }}, {"widget.colour", func(f *Form) { f.Colour = "red;}" }},
			{"widget.hours", func(f *Form) { f.From, f.To = 600, 500 }}, {"widget.text", func(f *Form) { f.Texts = map[string]Text{"de": {}} }},
			{"widget.no_tenant", func(f *Form) { f.Tenant = "" }}, {"line.unknown", func(f *Form) { f.Line = "lin_2" }}, {"widget.region", func(f *Form) { f.Regions = []string{"Ukraine"} }},
		} {
			f := form()
			c.change(&f)
			r.api.Refused(officetest.Admin, "POST", "/widgets", f, c.code)
		}
		r.caller = ""
		r.api.Refused(officetest.Admin, "POST", "/widgets", form(), "widget.no_number")
		if got := r.ask(w.Key, "0671112233"); got.Code != 404 {
			t.Error("a line that shows no number promises to call from one:", got.Body)
		}
		r.api.Refused(officetest.Admin, "PUT", "/widgets/"+w.ID, Form{Name: "x", Line: "lin_1", Version: 7}, "widget.changed_meanwhile")
		officetest.Must[none](r.api, officetest.Admin, "DELETE", "/widgets/"+w.ID, nil)
		r.api.Refused(officetest.Admin, "DELETE", "/widgets/"+w.ID, nil, "widget.unknown")
	})
}

func TestANameIsForgottenAfterNinetyDays(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		r.ask(r.made().Key, "0671112233")
		r.now = r.now.Add(keepNames + time.Hour)
		if err := r.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all, err := r.Requests(t.Context(), []id.Promise{"prs_1"}); err != nil || len(all) != 0 {
			t.Error(all, err)
		}
	})
}
