package menu

import (
	"slices"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
	"gudok/core"
	"gudok/core/flow"
	"gudok/office/officetest"
)

func TestALookUpSaysWhatIsWrongWithIt(t *testing.T) {
	good := func() Lookup {
		return Lookup{Tenant: officetest.Shop, Name: "Debts", Method: "post", URL: "https://crm.example/{call}?p={number}", Body: `{"a":{"b":"{x}"}}`, Values: []Value{{"debt", "a.b"}}}
	}
	for _, row := range []struct {
		name   string
		change func(*Lookup)
		code   string
	}{
		{"a good one", func(*Lookup) {}, ""},
		{"no name", func(l *Lookup) { l.Name = " " }, "lookup.name_missing"},
		{"the house's", func(l *Lookup) { l.Tenant = "ten_house" }, "lookup.tenant_missing"},
		{"another method", func(l *Lookup) { l.Method = "DELETE" }, "lookup.method"},
		{"too long a time", func(l *Lookup) { l.MS = 5001 }, "lookup.timeout"},
		{"no URL", func(l *Lookup) { l.URL = "crm.example/a" }, "lookup.url"},
		{"another scheme", func(l *Lookup) { l.URL = "file:///etc/passwd" }, "lookup.url"},
		{"a host that callers choose", func(l *Lookup) { l.URL = "https://{host}/a" }, "lookup.url"},
		{"a host that callers choose by half", func(l *Lookup) { l.URL = "https://crm{x}.example/a" }, "lookup.url"},
		{"somebody's password", func(l *Lookup) { l.URL = "https://a:b@crm.example/a" }, "lookup.url"},
		{"a body that is no JSON", func(l *Lookup) { l.Body = `{"a":}` }, "lookup.body"},
		{"a variable with a space", func(l *Lookup) { l.Values[0].Variable = "a b" }, "lookup.value"},
		{"a variable twice", func(l *Lookup) { l.Values = append(l.Values, l.Values[0]) }, "lookup.value"},
		{"a header in two lines", func(l *Lookup) { l.Headers = []Header{{"X-A", "a\r\nX-B: c"}} }, "lookup.header"},
		{"the host's header", func(l *Lookup) { l.Headers = []Header{{"host", "a"}} }, "lookup.header"},
	} {
		l := good()
		row.change(&l)
		err := l.check()
		if got := problem.Of(err); (got == nil) != (row.code == "") || got != nil && got.Code != row.code {
			t.Errorf("%s: %v, should be %q", row.name, err, row.code)
		}
	}
	for text, ok := range map[string]bool{"10.0.0.0/8": true, "192.168.1.0/24": true, "fd12::/16": true, "127.0.0.1/32": true,
		"169.254.0.0/16": false, "169.254.169.254/32": false, "0.0.0.0/0": false, "::/0": false, "fe80::/10": false, "fd00::/8": false, "10.0.0.1": false} {
		g := Guard{Tenant: officetest.Shop, Private: []string{text}}
		if err := g.check(); (err == nil) != ok {
			t.Errorf("%s may be opened: %v", text, err)
		}
	}
}

func TestALookUpIsKeptAndItsSecretsAreNotShown(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, _ := room(t, d)
		f := LookupForm{Tenant: officetest.Shop, Name: "Debts", Method: "GET", URL: "https://crm.example/debts?p={number}", Values: []Value{{"debt", "sum"}},
			Headers: []HeaderForm{{"Authorization", "Bearer sesame"}}}
		made := officetest.Must[LookupView](api, officetest.Admin, "POST", "/lookups", f)
		if made.Headers[0].Value != "" || made.Headers[0].Name != "Authorization" || made.ID == "" {
			t.Errorf("made %+v", made)
		}
		api.Refused(officetest.Admin, "POST", "/lookups", f, "lookup.name_taken")
		api.Refused(officetest.Olga, "GET", "/lookups", nil, "auth.forbidden")
		change := made.LookupForm
		change.Name = "What is owed"
		saved := officetest.Must[LookupView](api, officetest.Admin, "PUT", "/lookups/"+made.ID, change)
		if saved.Version != 2 {
			t.Errorf("saved %+v", saved)
		}
		kept := func(want string) {
			t.Helper()
			l, err := lookup(t.Context(), d, made.ID)
			if err != nil || len(l.Headers) != 1 || l.Headers[0].Value != want {
				t.Errorf("kept %+v, %v", l.Headers, err)
			}
		}
		kept("Bearer sesame")
		api.Refused(officetest.Admin, "PUT", "/lookups/"+made.ID, change, "lookup.changed_meanwhile")
		change.Version, change.URL = 2, "https://thief.example/{number}"
		officetest.Must[LookupView](api, officetest.Admin, "PUT", "/lookups/"+made.ID, change)
		kept("") // who leads it elsewhere must know the secret himself

		g := officetest.Must[Guard](api, officetest.Admin, "PUT", "/lookup-guard", Guard{Tenant: officetest.Shop, Hosts: []string{" CRM.example "}, Private: []string{}})
		if !slices.Equal(g.Hosts, []string{"crm.example"}) {
			t.Errorf("guard %+v", g)
		}
		if v := officetest.Must[TryView](api, officetest.Admin, "POST", "/lookups/"+made.ID+"/test", TryForm{Number: "+380441234567"}); v.Outcome != core.AskRefused || v.Why != "host" {
			t.Errorf("tried %+v", v)
		}
		p := nodes(flow.Node{Name: "ask", Kind: flow.Lookup, Lookup: made.ID, Next: "in", Else: "in"}, flow.Node{Name: "in", Kind: flow.Enqueue, Line: "lin_1"})
		menu := officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus", MenuForm{Tenant: officetest.Shop, Name: "Main", Draft: p})
		if !menu.Publishable {
			t.Errorf("the checker says %+v", menu.Messages)
		}
		api.Refused(officetest.Admin, "DELETE", "/lookups/"+made.ID, nil, "lookup.in_use")
		if _, err := s.Lookups(t.Context(), officetest.Dent); err != nil {
			t.Error(err)
		}
	})
}

func TestMenusLeadIntoEachOther(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, h := room(t, d)
	sub := nodes(flow.Node{Name: "back", Kind: flow.Return})
	b := officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus", MenuForm{Tenant: officetest.Shop, Name: "Sub", Draft: sub})
	main := MenuForm{Tenant: officetest.Shop, Name: "Main", Draft: nodes(flow.Node{Name: "sub", Kind: flow.Sub, Menu: b.ID, Next: "in"}, flow.Node{Name: "in", Kind: flow.Enqueue, Line: "lin_1"})}
	a := officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus", main)
	if got := said(a.Messages); !slices.Equal(got, []string{"sub:missing_menu:error"}) {
		t.Errorf("before its publication: %v", got)
	}
	officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus/"+string(b.ID)+"/publish", PublishForm{1})
	officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus/"+string(a.ID)+"/publish", PublishForm{1})
	b.Draft, b.Version = nodes(flow.Node{Name: "sub", Kind: flow.Sub, Menu: a.ID, Next: "back"}, flow.Node{Name: "back", Kind: flow.Return}), 2
	b = officetest.Must[MenuView](api, officetest.Admin, "PUT", "/menus/"+string(b.ID), b.MenuForm)
	if got := said(b.Messages); !slices.Equal(got, []string{"sub:recursion:error"}) {
		t.Errorf("a circle: %v", got)
	}
	api.Refused(officetest.Admin, "DELETE", "/menus/"+string(b.ID), nil, "menu.in_use")
	if len(h.inputs) != 2 {
		t.Errorf("the core heard %d things", len(h.inputs))
	}
}

func TestANameIsSpelledOnEveryKeypad(t *testing.T) {
	for name, want := range map[string][]string{
		"Olga Petrenko":  {"6542", "73873656"},
		"Ольга":          {"54922", "6542"},
		"Петренко":       {"53663545", "73873656"},
		"Ющенко":         {"983545"},
		"Їжак":           {"4324"},
		"":               nil,
		"O'Neil, Ian Ян": {"66345", "426", "95", "926"},
	} {
		got := spelled(name)
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s is %v, without %s", name, got, w)
			}
		}
		if name == "" && got != nil {
			t.Errorf("nothing is %v", got)
		}
	}
}

func TestCallersDialPeople(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, h := room(t, d)
		f := ExtensionsForm{[]Extension{{"agt_olga", "101", "Olga Petrenko"}, {"agt_ivan", "", "Ivan"}}}
		if got := officetest.Must[ExtensionsForm](api, officetest.Admin, "PUT", "/extensions", f); len(got.Extensions) != 2 {
			t.Errorf("set %+v", got)
		}
		in := h.inputs[len(h.inputs)-1].(core.ExtensionsSet)
		if len(in.List) != 2 || in.List[0].Ext != "101" || !slices.Contains(in.List[0].Keys, "73873656") {
			t.Errorf("the core hears %+v", in)
		}
		again, err := s.Inputs(t.Context())
		if err != nil || len(again) != 1 || len(again[0].(core.ExtensionsSet).List) != 2 {
			t.Errorf("at start it hears %+v, %v", again, err)
		}
		f.Extensions[1].Ext = "101"
		api.Refused(officetest.Admin, "PUT", "/extensions", f, "extension.taken")
		f.Extensions[1] = Extension{"agt_olga", "102", ""}
		api.Refused(officetest.Admin, "PUT", "/extensions", f, "extension.agent")
		f.Extensions[1] = Extension{"agt_ivan", "1a", ""}
		api.Refused(officetest.Admin, "PUT", "/extensions", f, "extension.digits")
		api.Refused(officetest.Olga, "PUT", "/extensions", f, "auth.forbidden")
	})
}
