package menu

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
	"gudok/core"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
	"gudok/phone"
	"gudok/voice"
)

// reader reads texts aloud: a prompt by language and first word. Without a voice it is mute.
type reader struct{ mute bool }

func (r *reader) Speaks(context.Context) bool { return !r.mute }

func (r *reader) Speak(_ context.Context, t id.Tenant, lang, text string) (id.Prompt, error) {
	if r.mute {
		return "", problem.New(problem.Unavailable, "speech.absent")
	}
	first, _, _ := strings.Cut(text, " ")
	return id.Prompt("tts_" + string(t[4:]) + "_" + lang + "_" + first), nil
}

// clever is a room with all its neighbours.
func clever(t *testing.T, d *db.DB) (*Service, *officetest.API, *heard, *reader) {
	t.Helper()
	s, _, h := room(t, d)
	r := &reader{}
	o := s.o
	o.Speaker = r
	o.Tenant = func(_ context.Context, t id.Tenant) (string, bool, error) { return "uk", t == officetest.Shop, nil }
	o.CalendarTenant = func(_ context.Context, c id.Calendar) (id.Tenant, error) {
		return map[id.Calendar]id.Tenant{"cal_shop": officetest.Shop, "cal_house": id.House, "cal_dent": officetest.Dent}[c], nil
	}
	o.Number = func(_ id.Tenant, n phone.Number) id.Number { return id.Number("num_" + string(n[1:])) }
	s = New(o)
	return s, officetest.Serve(t, s), h, r
}

func nodes(list ...flow.Node) ProgramForm { return ProgramForm{Start: list[0].Name, Nodes: list} }

func said(list []flow.Message) []string {
	var words []string
	for _, m := range list {
		words = append(words, m.Node+":"+m.Reason+":"+string(m.Severity))
	}
	return words
}

func TestTheCheckerIsToldOfTheTenantsWorld(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, _, r := clever(t, d)
	line := flow.Node{Name: "in", Kind: flow.Enqueue, Line: "lin_1"}
	notice := flow.Node{Name: "told", Kind: flow.Notice, Next: "in"}
	for _, row := range []struct {
		name string
		p    ProgramForm
		mute bool
		want []string
	}{
		{"recorded and told", nodes(notice, line), false, nil},
		{"recorded and not told", nodes(line), false, []string{"in:no_record_notice:warning"}},
		{"a text", nodes(flow.Node{Name: "say", Kind: flow.Speak, Text: "Good day", Next: "told"}, notice, line), false, nil},
		{"a text of half a minute", nodes(flow.Node{Name: "say", Kind: flow.Speak, Text: strings.Repeat("word ", 75), Next: "told"}, notice, line), false,
			[]string{"say:long_greeting:warning"}},
		{"a text that nobody speaks", nodes(flow.Node{Name: "say", Kind: flow.Speak, Text: "Good day", Next: "told"}, notice, line), true,
			[]string{"say:no_speech:error"}},
		{"the house's hours", nodes(flow.Node{Name: "open", Kind: flow.Hours, Calendar: "cal_house", Next: "told", Else: "told"}, notice, line), false, nil},
		{"another tenant's hours", nodes(flow.Node{Name: "open", Kind: flow.Hours, Calendar: "cal_dent", Next: "told", Else: "told"}, notice, line), false,
			[]string{"open:missing_calendar:error"}},
		{"a place in another tenant's line", nodes(notice, flow.Node{Name: "in", Kind: flow.Position, Line: "lin_2", Next: "bye"}, flow.Node{Name: "bye", Kind: flow.HangUp}), false,
			[]string{"in:missing_line:error"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			r.mute = row.mute
			v := officetest.Must[CheckView](api, officetest.Admin, "POST", "/menus/check", CheckForm{Tenant: officetest.Shop, Draft: row.p})
			if got := said(v.Messages); !slices.Equal(got, row.want) {
				t.Errorf("the checker says %v, want %v", got, row.want)
			}
		})
	}
}

func TestAPublishedMenuHasPromptsForTextsAndIdsForNumbers(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, h, r := clever(t, d)
		f := MenuForm{Tenant: officetest.Shop, Name: "Main", Draft: nodes(
			flow.Node{Name: "told", Kind: flow.Notice, Next: "say"},
			flow.Node{Name: "say", Kind: flow.Speak, Text: "Добрий день", Next: "en"},
			flow.Node{Name: "en", Kind: flow.Play, Say: []voice.Sound{{Prompt: "std_hello_uk"}}, Text: "Good day", Lang: "en", Next: "boss"},
			flow.Node{Name: "boss", Kind: flow.Transfer, Number: "+380 44 123-45-67", Next: "in"},
			flow.Node{Name: "in", Kind: flow.Enqueue, Line: "lin_1"})}
		made := officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus", f)
		if made.Draft.Nodes[3].Number != "+380441234567" || made.Draft.Nodes[1].Say != nil {
			t.Errorf("the draft is %+v", made.Draft)
		}
		r.mute = true
		api.Refused(officetest.Admin, "POST", "/menus/"+string(made.ID)+"/publish", PublishForm{1}, "menu.has_errors")
		r.mute = false
		officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus/"+string(made.ID)+"/publish", PublishForm{1})
		for _, in := range []core.Input{h.inputs[len(h.inputs)-1], first(s.Inputs(t.Context()))} {
			p := in.(core.FlowSet).Program
			if got := p.Nodes[1].Say; len(got) != 1 || got[0].Prompt != "tts_shop_uk_Добрий" {
				t.Errorf("the first text is %v", got)
			}
			if got := p.Nodes[2].Say; len(got) != 2 || got[1].Prompt != "tts_shop_en_Good" {
				t.Errorf("the second text is %v", got)
			}
			if p.Nodes[3].Number != "num_380441234567" {
				t.Errorf("the core hears of %q", p.Nodes[3].Number)
			}
		}
		f.Name, f.Draft.Nodes[3].Number = "Bad", "reception"
		api.Refused(officetest.Admin, "POST", "/menus", f, "menu.number")
	})
}

func first(list []core.Input, _ error) core.Input { return list[0] }

func TestATenantHasAListOfKnownCallers(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, _, _ := clever(t, d)
		f := KnownForm{Tenant: officetest.Shop, Callers: []KnownCaller{{"+380 67 111 22 33", " Petro "}, {"+380441234567", ""}}}
		set := officetest.Must[KnownForm](api, officetest.ShopOwner, "PUT", "/known-callers", f)
		if len(set.Callers) != 2 || set.Callers[1] != (KnownCaller{"+380671112233", "Petro"}) {
			t.Errorf("set %+v", set)
		}
		for n, want := range map[phone.Number]bool{"+380671112233": true, "+380501234567": false} {
			if on, err := s.OnList(t.Context(), officetest.Shop, n); err != nil || on != want {
				t.Errorf("%s is on the list: %v, %v", n, on, err)
			}
		}
		if on, err := s.OnList(t.Context(), officetest.Dent, "+380671112233"); err != nil || on {
			t.Errorf("another tenant knows him: %v, %v", on, err)
		}
		twice := f
		twice.Callers = []KnownCaller{{"+380671112233", ""}, {"+380 671112233", ""}}
		api.Refused(officetest.ShopOwner, "PUT", "/known-callers", twice, "known_caller.twice")
		twice.Callers = []KnownCaller{{"Petro", ""}}
		api.Refused(officetest.ShopOwner, "PUT", "/known-callers", twice, "known_caller.number")
		f.Callers = nil
		if set := officetest.Must[KnownForm](api, officetest.Admin, "PUT", "/known-callers", f); len(set.Callers) != 0 {
			t.Errorf("set %+v", set)
		}
		api.Refused(officetest.DentOwner, "PUT", "/known-callers", f, "request.not_found")
		api.Refused(officetest.Olga, "GET", "/known-callers?tenant=ten_shop", nil, "auth.forbidden")
		facts, err := db.FactsOfType(t.Context(), d, fact.ConfigChanged{}.FactType(), officetest.Shop, 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 2 || strings.Contains(string(facts[0].Data)+string(facts[1].Data), "38067") {
			t.Errorf("%d facts, %v: %s", len(facts), err, facts[0].Data)
		}
	})
}

func TestOnlyTenantsWhoseMenusAskAreLookedUp(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	s, api, _, _ := clever(t, d)
	asks := func() bool {
		yes, err := s.AsksKnown(t.Context(), officetest.Shop)
		if err != nil {
			t.Fatal(err)
		}
		return yes
	}
	if asks() {
		t.Errorf("asked before there is a menu")
	}
	f := MenuForm{Tenant: officetest.Shop, Name: "Main", Draft: nodes(
		flow.Node{Name: "old", Kind: flow.CallerKnown, Next: "in", Else: "told"}, flow.Node{Name: "told", Kind: flow.Notice, Next: "in"},
		flow.Node{Name: "in", Kind: flow.Enqueue, Line: "lin_1"})}
	made := officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus", f)
	if asks() {
		t.Errorf("asked for the sake of a draft")
	}
	officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus/"+string(made.ID)+"/publish", PublishForm{1})
	if !asks() {
		t.Errorf("not asked")
	}
	if used, err := s.CalendarUsed(t.Context(), "cal_shop"); err != nil || used != "" {
		t.Errorf("the calendar is asked by %q, %v", used, err)
	}
}
