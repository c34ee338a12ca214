package menu

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
	"gudok/phone"
)

// crm is a client's own program, with all that can be wrong with one.
func crm(t *testing.T) (*httptest.Server, *atomic.Pointer[http.Request]) {
	t.Helper()
	last := &atomic.Pointer[http.Request]{}
	stop := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		last.Store(r)
		switch r.URL.Path {
		case "/hang":
			select {
			case <-stop:
			case <-r.Context().Done():
			}
		case "/away":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		case "/other":
			http.Redirect(w, r, "http://other.example/", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/moved":
			http.Redirect(w, r, "/debts", http.StatusFound)
		case "/garbage":
			_, _ = w.Write([]byte("<html>\x00\xff"))
		case "/two":
			_, _ = w.Write([]byte(`{"debt":1}{"debt":2}`))
		case "/mega":
			_, _ = w.Write([]byte(`{"debt":"` + strings.Repeat("a", 1<<20) + `"}`))
		case "/broken":
			http.Error(w, "{}", http.StatusInternalServerError)
		default:
			_, _ = fmt.Fprintf(w, `{"customer":{"debt":120.50,"vip":true,"orders":[{"status":%q}],"note":null}}`, strings.Repeat("x", 300))
		}
	}))
	t.Cleanup(func() { close(stop); s.Close() })
	return s, last
}

// asking is a room whose look-ups find the host "crm.example" where find says.
func asking(t *testing.T, d *db.DB, find func() []netip.Addr) *Service {
	t.Helper()
	s, _, _ := room(t, d)
	o := s.o
	o.Resolve = func(_ context.Context, _, host string) ([]netip.Addr, error) {
		if host != "crm.example" {
			return nil, fmt.Errorf("no such host %s", host)
		}
		return find(), nil
	}
	o.Digits = func(_ context.Context, _ id.Tenant, n id.Number) (phone.Number, error) {
		return phone.Number("+" + strings.TrimPrefix(string(n), "num_")), nil
	}
	return New(o)
}

func here() []netip.Addr { return []netip.Addr{netip.MustParseAddr("127.0.0.1")} }

func debts(server *httptest.Server, path string) Lookup {
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	return Lookup{Tenant: officetest.Shop, Name: "Debts " + path, Method: "GET", URL: "http://crm.example:" + port + path, MS: 300,
		Values: []Value{{"debt", "customer.debt"}, {"vip", "customer.vip"}, {"status", "customer.orders.0.status"}, {"nothing", "customer.note"}, {"far", "customer.orders.9.status"}}}
}

// open lets the shop ask this machine.
func open(t *testing.T, s *Service, g Guard) {
	t.Helper()
	g.Tenant = officetest.Shop
	if _, err := s.SetGuard(t.Context(), "usr_admin", g); err != nil {
		t.Fatal(err)
	}
}

func TestALookUpSurvivesWhateverItMeets(t *testing.T) {
	server, _ := crm(t)
	s := asking(t, dbtest.SQLite(t, db.Office), here)
	open(t, s, Guard{Private: []string{"127.0.0.0/8"}})
	for _, row := range []struct{ path, outcome, why string }{
		{"/debts", core.AskOK, ""},
		{"/moved", core.AskOK, ""},
		{"/hang", core.AskTimeout, "slow"},
		{"/away", core.AskRefused, "redirect"},
		{"/other", core.AskRefused, "redirect"},
		{"/round", core.AskRefused, "redirect"},
		{"/garbage", core.AskFailed, "not_json"},
		{"/two", core.AskFailed, "not_json"},
		{"/mega", core.AskFailed, "too_big"},
		{"/broken", core.AskFailed, "status"},
	} {
		a := s.Try(t.Context(), debts(server, row.path), "", nil)
		if a.Outcome != row.outcome || a.Why != row.why {
			t.Errorf("%s: %+v, should be %s %s", row.path, a.Outcome, row.outcome, row.why)
		}
		if row.outcome != core.AskOK {
			if a.Values != nil {
				t.Errorf("%s gives %v", row.path, a.Values)
			}
			continue
		}
		want := []flow.Var{{Name: "debt", Value: "120.50"}, {Name: "vip", Value: "true"}, {Name: "status", Value: strings.Repeat("x", 256)}, {Name: "nothing"}, {Name: "far"}}
		if !slices.Equal(a.Values, want) {
			t.Errorf("%s gives %v", row.path, a.Values)
		}
	}
	server.Close()
	if a := s.Try(t.Context(), debts(server, "/debts"), "", nil); a.Outcome != core.AskFailed || a.Why != "unreachable" {
		t.Errorf("a closed server: %+v", a)
	}
}

func TestNobodyAsksOurOwnHouse(t *testing.T) {
	server, last := crm(t)
	d := dbtest.SQLite(t, db.Office)
	for _, row := range []struct {
		name  string
		find  []string
		guard Guard
		why   string
	}{
		{"this machine", []string{"127.0.0.1"}, Guard{}, "private"},
		{"this machine, opened", []string{"127.0.0.1"}, Guard{Private: []string{"127.0.0.1/32"}}, ""},
		{"as an address of the other kind", []string{"::ffff:127.0.0.1"}, Guard{}, "private"},
		{"IPv6 of this machine", []string{"::1"}, Guard{}, "private"},
		{"an office network", []string{"10.1.2.3"}, Guard{}, "private"},
		{"a carrier's network", []string{"100.64.0.1"}, Guard{}, "private"},
		{"a unique local one", []string{"fd00::1"}, Guard{}, "private"},
		{"the cloud's secrets", []string{"169.254.169.254"}, Guard{}, "private"},
		{"the cloud's secrets in IPv6", []string{"fd00:ec2::254"}, Guard{}, "private"},
		{"through NAT64", []string{"64:ff9b::a9fe:a9fe"}, Guard{}, "private"},
		{"through 6to4", []string{"2002:7f00:1::1"}, Guard{}, "private"},
		{"nowhere", []string{"0.0.0.0"}, Guard{}, "private"},
		{"a private one beside a public one", []string{"93.184.216.34", "10.0.0.1"}, Guard{}, "private"},
		{"a host that is not on the list", []string{"127.0.0.1"}, Guard{Hosts: []string{"other.example"}, Private: []string{"127.0.0.0/8"}}, "host"},
		{"a host below one on the list", []string{"127.0.0.1"}, Guard{Hosts: []string{".example"}, Private: []string{"127.0.0.0/8"}}, ""},
	} {
		var ips []netip.Addr
		for _, text := range row.find {
			ips = append(ips, netip.MustParseAddr(text))
		}
		s := asking(t, d, func() []netip.Addr { return slices.Clone(ips) })
		open(t, s, row.guard)
		last.Store(nil)
		a := s.Try(t.Context(), debts(server, "/debts"), "", nil)
		if a.Why != row.why || (row.why == "") != (a.Outcome == core.AskOK) || (row.why != "") != (a.Outcome == core.AskRefused) {
			t.Errorf("%s: %+v, should be %q", row.name, a, row.why)
		}
		if asked := last.Load() != nil; asked != (row.why == "") {
			t.Errorf("%s: asked %v", row.name, asked)
		}
	}
}

// A name that answers with a public address first and with ours when it is dialled: we dial
// what was checked, and never resolve twice.
func TestANameThatChangesItsMindGainsNothing(t *testing.T) {
	server, last := crm(t)
	n := 0
	s := asking(t, dbtest.SQLite(t, db.Office), func() []netip.Addr {
		if n++; n == 1 {
			return []netip.Addr{netip.MustParseAddr("127.0.0.2")}
		}
		return here()
	})
	open(t, s, Guard{Private: []string{"127.0.0.2/32"}})
	a := s.Try(t.Context(), debts(server, "/debts"), "", nil)
	if a.Outcome == core.AskOK || n != 1 || last.Load() != nil {
		t.Errorf("%+v after %d look-ups of the name", a, n)
	}
	if a := s.Try(t.Context(), debts(server, "/debts"), "", nil); a.Why != "private" || last.Load() != nil {
		t.Errorf("the second time: %+v", a)
	}
}

func TestANumberGoesOutOnlyWhereTheTemplateWantsIt(t *testing.T) {
	server, last := crm(t)
	d := dbtest.SQLite(t, db.Office)
	s := asking(t, d, here)
	open(t, s, Guard{Private: []string{"127.0.0.0/8"}})
	add := func(l Lookup) Lookup {
		t.Helper()
		l, err := s.AddLookup(t.Context(), "usr_admin", l)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	with, without := debts(server, "/with?phone={number}&contract={contract}"), debts(server, "/without?contract={contract}")
	with.Name, without.Name = "With", "Without"
	with.Method, with.Body = "POST", `{"phone":"{number}","say":"{contract}"}`
	with.Headers = []Header{{"X-Api-Key", "sesame"}}
	q := core.Ask{Token: 7, Call: "call_1", Item: "item_1", Tenant: officetest.Shop, Number: "num_380441234567", MS: 3000,
		Values: []flow.Var{{Name: "contract", Value: `a&b "c"`}, {Name: "number", Value: "+1"}}}
	q.Name = add(with).ID
	if a := s.answer(t.Context(), q); a.Outcome != core.AskOK {
		t.Fatalf("%+v", a)
	}
	r := last.Load()
	body, _ := io.ReadAll(r.Body)
	if r.URL.RawQuery != "phone=%2B380441234567&contract=a%26b%20%22c%22" || string(body) != `{"phone":"+380441234567","say":"a\u0026b \"c\""}` || r.Header.Get("X-Api-Key") != "sesame" {
		t.Errorf("asked %s with %s", r.URL.RawQuery, body)
	}
	q.Name = add(without).ID
	if a := s.answer(t.Context(), q); a.Outcome != core.AskOK {
		t.Fatalf("%+v", a)
	}
	if r := last.Load(); strings.Contains(r.URL.String(), "380441234567") {
		t.Errorf("asked %s", r.URL)
	}
	q.Tenant = officetest.Dent
	if a := s.answer(t.Context(), q); a.Outcome != core.AskFailed || a.Why != "unknown" {
		t.Errorf("another tenant's: %+v", a)
	}
	facts, err := db.FactsOfType(t.Context(), d, fact.ConfigChanged{}.FactType(), officetest.Shop, 0, 1<<60, 1<<60, 10)
	if err != nil || len(facts) != 3 {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	for _, f := range facts {
		if strings.Contains(string(f.Data), "sesame") {
			t.Errorf("a secret is in a fact: %s", f.Data)
		}
	}
}

func TestWhatIsAskedComesBackToTheFloor(t *testing.T) {
	server, _ := crm(t)
	s := asking(t, dbtest.SQLite(t, db.Office), here)
	back := make(chan core.LookedUp, 1)
	o := s.o
	o.Answered = func(_ context.Context, in core.LookedUp) { back <- in }
	s = New(o)
	open(t, s, Guard{Private: []string{"127.0.0.0/8"}})
	l, err := s.AddLookup(t.Context(), "usr_admin", debts(server, "/debts"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	s.Ask(core.Ask{Token: 7, Call: "call_1", Item: "item_1", Tenant: officetest.Shop, Name: l.ID, MS: 3000})
	if in := <-back; in.Token != 7 || in.Item != "item_1" || in.Outcome != core.AskOK || len(in.Values) != 5 || in.Values[0].Value != "120.50" {
		t.Errorf("came back %+v", in)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	for range 2 * askQueue { // nobody works any more: the floor must not wait
		s.Ask(core.Ask{Name: l.ID})
	}
}
