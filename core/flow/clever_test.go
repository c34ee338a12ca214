package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gudok/id"
)

// A maze is a world of one program that leads into itself, with a few colleagues.
type maze struct {
	town
	p    *Program
	more map[id.Flow]*Program
	busy bool
	slow bool
	at   Moment
}

func (m maze) Program(f id.Flow) *Program {
	if q := m.more[f]; q != nil {
		return q
	}
	return m.p
}
func (m maze) Moment() Moment             { return m.at }
func (m maze) Longer(id.Line, int64) bool { return m.slow }
func (m maze) Free(id.Agent) bool         { return !m.busy }

func (m maze) Extension(digits string) id.Agent {
	if digits == "101" {
		return "agt_olga"
	}
	return ""
}

// Spelled: Petrenko is 73873656, Petrov 738768.
func (m maze) Spelled(digits string) (list []id.Agent) {
	for i, keys := range []string{"73873656", "738768"} {
		if strings.HasPrefix(keys, digits) {
			list = append(list, []id.Agent{"agt_petrenko", "agt_petrov"}[i])
		}
	}
	return list
}

// walk lets a program run through the steps and gives what it wanted, step by step.
func walk(t *testing.T, p Program, w maze, steps string) (*talk, []string) {
	t.Helper()
	k := &talk{t: t, p: p}
	own := p
	w.p = &own
	k.out.Log, k.out.World, k.out.Memo = &k.log, w, &Memo{}
	k.run.Begin(&k.p, &k.out)
	got := []string{k.deeds()}
	for _, step := range strings.Fields(steps) {
		if q := w.Program(k.run.Flow); q != nil && k.run.Flow != "" {
			k.p = *q
		}
		k.do(step)
		got = append(got, k.deeds())
	}
	return k, got
}

// deeds are what the run wants, but for picking up.
func (k *talk) deeds() string {
	var list []string
	for _, a := range k.out.Acts {
		var first string
		for _, s := range a.Say {
			first += " " + string(s.Prompt) + string(s.Tone)
		}
		switch a.Do {
		case Say:
			list = append(list, "say"+first)
		case Wait:
			list = append(list, "wait")
		case ToLine:
			list = append(list, "line "+string(a.Line))
		case ToAgent:
			list = append(list, fmt.Sprintf("%s in %s", a.Agent, a.Line))
		case LookUp:
			list = append(list, fmt.Sprintf("look %s for %d:%s", a.Name, a.MS, first))
		case Record:
			list = append(list, fmt.Sprintf("record %d %s", a.MS, a.Agent))
		case Leave:
			list = append(list, "leave "+a.Why+first)
		case Accept, CallBack, SendOut, InLang:
		}
	}
	k.out.Acts = k.out.Acts[:0]
	return strings.Join(list, ", ")
}

func ends(more ...Node) Program {
	return Program{ID: "flw_a", Version: 1, Start: more[0].Name, Nodes: append(more,
		Node{Name: "yes", Kind: Enqueue, Line: "lin_yes"}, Node{Name: "no", Kind: Enqueue, Line: "lin_no"}, Node{Name: "box", Kind: Voicemail, Line: "lin_box"})}
}

func TestARunReckonsAsksAndDials(t *testing.T) {
	sub := Program{ID: "flw_b", Version: 7, Start: "ask", Nodes: []Node{
		{Name: "ask", Kind: Digits, Say: say("prm_sub"), Variable: "contract", MaxDigits: 2, Next: "back", OnFail: "back"}, {Name: "back", Kind: Return}}}
	look := Node{Name: "look", Kind: Lookup, Lookup: "debts", Next: "if", Else: "no", TimeoutMS: 2000}
	debt := Node{Name: "if", Kind: If, Expr: `number(debt) > 100 and hour >= 9`, Next: "yes", Else: "no"}
	ext := Node{Name: "ext", Kind: Extension, Line: "lin_a", MaxDigits: 3, Else: "box", OnFail: "no"}
	name := Node{Name: "name", Kind: Name, Line: "lin_a", Else: "box", OnFail: "no"}
	for _, row := range []struct {
		name  string
		p     Program
		w     maze
		steps string
		want  []string
	}{
		{"an answer and what is reckoned of it", ends(look, debt), maze{at: Moment{Hour: 10}}, "answered", []string{"look debts for 2000: std_please_wait std_music", "line lin_yes"}},
		{"the same at night", ends(look, debt), maze{at: Moment{Hour: 3}}, "answered", []string{"look debts for 2000: std_please_wait std_music", "line lin_no"}},
		{"no answer", ends(look, debt), maze{}, "unanswered", []string{"look debts for 2000: std_please_wait std_music", "line lin_no"}},
		{"an answer that comes too late", ends(look, debt), maze{}, "unanswered answered", []string{"look debts for 2000: std_please_wait std_music", "line lin_no", ""}},
		{"keys mean nothing while it is asked", ends(look, debt), maze{}, "1 # said unanswered", []string{"look debts for 2000: std_please_wait std_music", "", "", "", "line lin_no"}},
		{"a value that is put together", ends(Node{Name: "set", Kind: Assign, Variable: "x", Expr: `"a" + string(hour)`, Next: "go"},
			Node{Name: "go", Kind: Branch, Expr: `upper(x)`, Choices: []Choice{{"A10", "ten", "yes"}}, Else: "no"}), maze{at: Moment{Hour: 10}}, "", []string{"line lin_yes"}},
		{"an expression that fails is no", ends(Node{Name: "if", Kind: If, Expr: `1 % (hour - 10) == 0`, Next: "yes", Else: "no"}), maze{at: Moment{Hour: 10}}, "", []string{"line lin_no"}},
		{"a long wait", ends(Node{Name: "w", Kind: WaitLong, Line: "lin_a", OverMS: 60_000, Next: "yes", Else: "no"}), maze{slow: true}, "", []string{"line lin_yes"}},
		{"a sub-menu returns", ends(Node{Name: "sub", Kind: Sub, Menu: "flw_b", Next: "if"}, Node{Name: "if", Kind: If, Expr: `contract == "42"`, Next: "yes", Else: "no"}),
			maze{more: map[id.Flow]*Program{"flw_b": &sub}}, "4 2", []string{"say prm_sub", "wait", "line lin_yes"}},
		{"back to nobody", ends(Node{Name: "back", Kind: Return}), maze{}, "", []string{"leave served std_goodbye"}},
		{"a menu in itself ends", ends(Node{Name: "sub", Kind: Sub, Menu: "flw_a", Next: "yes"}), maze{}, "", []string{"leave failed std_apology"}},
		{"an extension", ends(ext), maze{}, "1 0 1", []string{"say std_dial_extension", "wait", "wait", "agt_olga in lin_a"}},
		{"a colleague who is busy gets a message", ends(ext), maze{busy: true}, "1 0 1 said", []string{"say std_dial_extension", "wait", "wait", "say std_voicemail beep", "record 120000 agt_olga"}},
		{"nobody has that number", ends(ext), maze{}, "9 # 9 # 9 #", []string{"say std_dial_extension", "wait", "say std_dial_extension", "wait", "say std_dial_extension", "wait", "line lin_no"}},
		{"a name that is the only one", ends(name), maze{}, "7 3 8 7 3", []string{"say std_dial_name", "wait", "wait", "wait", "wait", "agt_petrenko in lin_a"}},
		{"a name that two have needs more letters", ends(name), maze{}, "7 3 8 # 7 6", []string{"say std_dial_name", "wait", "wait", "wait", "say std_dial_many", "wait", "agt_petrov in lin_a"}},
		{"a survey", Questionnaire(), maze{}, "5 1 said #", []string{"say std_survey_csat", "say std_survey_solved", "say std_survey_comment beep", "record 60000 ", "say std_survey_thanks"}},
		{"who answers nothing is asked twice", Questionnaire(), maze{}, "9 said waited", []string{"say std_survey_csat", "say std_survey_csat", "wait", "say std_survey_solved"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			k, got := walk(t, row.p, row.w, row.steps)
			if !slices.Equal(got, row.want) {
				t.Errorf("wants\n%q\nshould\n%q", got, row.want)
			}
			if strings.Contains(fmt.Sprint(k.log), "120,50") {
				t.Errorf("a looked-up value is in the facts: %v", k.log)
			}
		})
	}
}

func TestTheCheckerReadsExpressions(t *testing.T) {
	for _, row := range []struct {
		source string
		yesNo  bool
		want   string // reason detail
	}{
		{`number(debt) > 100 and known`, true, ""},
		{`weekday in [6, 7] or hour < 9`, true, ""},
		{`contract startsWith "77" ? "vip" : "all"`, false, ""},
		{`  `, true, "expr_empty "},
		{strings.Repeat("a", 501), false, "expr_too_long 500"},
		{strings.Repeat("1+", 150) + "1", false, "expr_too_long 200"},
		{`debt >`, true, "expr_syntax 6"},
		{`debt > 100`, true, "expr_types string > int"},
		{`hour == "9"`, true, "expr_types int == string"},
		{`hour + 1`, true, "expr_not_yes_no "},
		{`now()`, false, "expr_function now"},
		{`repeat("a", 1000000)`, false, "expr_function repeat"},
		{`boom(1)`, false, "expr_function boom"},
		{`debt matches "a+"`, true, "expr_piece matches"},
		{`1..1000000`, false, "expr_piece .."},
		{`2 ** 64`, false, "expr_piece **"},
		{`all([1], # > 0)`, true, "expr_piece # > 0"},
		{`let x = 1; x`, false, "expr_piece x"},
		{`debt.owner`, false, "expr_piece debt.owner"},
	} {
		got := ""
		if f := ExprFault(row.source, row.yesNo); f != nil {
			got = f.Reason + " " + f.Detail
		}
		if got != row.want && (!strings.HasPrefix(row.want, "expr_piece") || !strings.HasPrefix(got, "expr_")) {
			t.Errorf("%.40s: %q, should be %q", row.source, got, row.want)
		}
	}
}

func TestTheCheckerKnowsTheCleverNodes(t *testing.T) {
	other := Program{ID: "flw_b", Start: "s", Nodes: []Node{{Name: "s", Kind: Sub, Menu: "flw_c", Next: "r"}, {Name: "r", Kind: Return}}}
	third := Program{ID: "flw_c", Start: "r", Nodes: []Node{{Name: "r", Kind: Return}}}
	known := Known{
		Lookup: func(name string) ([]string, bool) { return []string{"debt"}, name == "lkp_debts" },
		Menu:   func(f id.Flow) *Program { return map[id.Flow]*Program{"flw_b": &other, "flw_c": &third}[f] },
	}
	clean := func() Program {
		return ends(Node{Name: "look", Kind: Lookup, Lookup: "lkp_debts", Next: "if", Else: "wait"},
			Node{Name: "if", Kind: If, Expr: "number(debt) > 5", Next: "sub", Else: "wait"},
			Node{Name: "sub", Kind: Sub, Menu: "flw_b", Next: "wait"},
			Node{Name: "wait", Kind: WaitLong, Line: "lin_a", OverMS: 1, Next: "ext", Else: "yes"},
			Node{Name: "ext", Kind: Extension, Line: "lin_a", Else: "box", OnFail: "no"})
	}
	for _, row := range []struct {
		name   string
		change func(*Program)
		want   []string
	}{
		{"a clean program", func(*Program) {}, nil},
		{"a look-up that is not there", func(p *Program) { p.at("look").Lookup = "lkp_x" }, []string{"look:missing_lookup:lkp_x"}},
		{"no look-up", func(p *Program) { p.at("look").Lookup = "" }, []string{"look:no_lookup:"}},
		{"a variable that nobody sets", func(p *Program) {
			p.at("if").Expr, p.at("sub").Kind = `name == "x"`, Play
			p.at("sub").Say = say("prm_x")
		}, []string{"if:unset_variable:name"}},
		{"no question", func(p *Program) { p.at("if").Expr = "" }, []string{"if:expr_empty:"}},
		{"no menu", func(p *Program) { p.at("sub").Menu = "" }, []string{"sub:no_menu:"}},
		{"a menu that is not published", func(p *Program) { p.at("sub").Menu = "flw_x" }, []string{"sub:missing_menu:flw_x"}},
		{"itself", func(p *Program) { p.at("sub").Menu = "flw_a" }, []string{"sub:recursion:flw_a"}},
		{"itself through two others", func(p *Program) { p.ID = "flw_c" }, []string{"sub:recursion:flw_b"}},
		{"no limit", func(p *Program) { p.at("wait").OverMS = 0 }, []string{"wait:no_over:"}},
		{"a question that is not yes or no", func(p *Program) { p.at("if").Expr = "number(debt)" }, []string{"if:expr_not_yes_no:"}},
		{"nobody else", func(p *Program) { p.at("ext").Else = "" }, []string{"ext:no_else:", "box:unreachable:"}},
	} {
		p := clean()
		row.change(&p)
		var got []string
		for _, m := range Check(p, known) {
			got = append(got, m.Node+":"+m.Reason+":"+m.Detail)
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %q, should be %q", row.name, got, row.want)
		}
	}
}

// FuzzExpr holds that no text makes the compiler or the machine panic, take long or come to
// two values: expressions come from people and meet what callers type.
func FuzzExpr(f *testing.F) {
	for _, s := range []string{`number(debt) > 100`, `weekday in [1,2] ? "a" : digits(x)`, `"a" + debt`, `len(debt) % 0`, `min(1, 2.5) / 0`, `lower(debt) contains "é"`} {
		f.Add(s, "12,5")
	}
	f.Fuzz(func(t *testing.T, source, value string) {
		var texts []string
		for range 2 {
			r := Run{}
			out := Out{World: maze{at: Moment{Year: 2026, Month: 1, Day: 5, Weekday: 1, Hour: 9}}}
			for _, name := range []string{"debt", "x"} {
				r.set(name, cut(value))
			}
			text, ok := r.value(source, &out)
			if len([]rune(text)) > maxValue {
				t.Fatalf("%d letters", len([]rune(text)))
			}
			texts = append(texts, fmt.Sprint(text, ok))
		}
		if texts[0] != texts[1] {
			t.Fatalf("%q gives %q and %q", source, texts[0], texts[1])
		}
	})
}
