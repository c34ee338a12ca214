package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gudok/id"
	"gudok/voice"
)

func say(p id.Prompt) []voice.Sound { return []voice.Sound{{Prompt: p}} }

// good is a program with nothing to say about.
func good() Program {
	return Program{ID: "flw_a", Version: 1, Start: "pick", Nodes: []Node{
		{Name: "pick", Kind: Answer, Next: "hello"},
		{Name: "hello", Kind: Play, Say: say("prm_hello"), Next: "ask"},
		{Name: "ask", Kind: Menu, Say: say("prm_ask"), OnFail: "line", Choices: []Choice{{"1", "sales", "line"}, {"0", "again", "hello"}, {"9", "message", "box"}}},
		{Name: "line", Kind: Enqueue, Line: "lin_a"},
		{Name: "box", Kind: Voicemail, Line: "lin_a"},
	}}
}

func known() Known {
	return Known{
		Line:   func(l id.Line) bool { return l == "lin_a" },
		Prompt: func(p id.Prompt) bool { return strings.HasPrefix(string(p), "prm_") && p != "prm_lost" },
	}
}

func TestTheCheckerNamesNodeAndReason(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*Program)
		want   []string // node:reason:detail
	}{
		{"a good program", func(p *Program) {}, nil},
		{"no such start", func(p *Program) { p.Start = "start" }, []string{
			":no_start:start", "pick:unreachable:", "hello:unreachable:", "ask:unreachable:", "line:unreachable:", "box:unreachable:"}},
		{"an empty program", func(p *Program) { *p = Program{} }, []string{":no_start:"}},
		{"a node without a name", func(p *Program) { p.Nodes = append(p.Nodes, Node{Kind: HangUp}) }, []string{":no_name:hang_up"}},
		{"a name twice", func(p *Program) { p.Nodes = append(p.Nodes, Node{Name: "box", Kind: HangUp}) }, []string{"box:duplicate_name:"}},
		{"a kind that is not known", func(p *Program) { p.Nodes[4].Kind = "dance" }, []string{"box:unknown_kind:dance"}},
		{"nothing follows", func(p *Program) { p.Nodes[1].Next = "" }, []string{
			"hello:no_next:", "ask:unreachable:", "line:unreachable:", "box:unreachable:"}},
		{"what follows does not exist", func(p *Program) { p.Nodes[2].Choices[0].Next = "moon" }, []string{"ask:unknown_next:moon"}},
		{"on_fail does not exist", func(p *Program) { p.Nodes[2].OnFail = "moon" }, []string{"ask:unknown_next:moon"}},
		{"a menu without on_fail", func(p *Program) { p.Nodes[2].OnFail = "" }, []string{"ask:no_on_fail:"}},
		{"nothing is said", func(p *Program) { p.Nodes[1].Say, p.Nodes[2].Say = nil, nil }, []string{"hello:no_sound:", "ask:no_sound:"}},
		{"a prompt that is not there", func(p *Program) { p.Nodes[1].Say = say("prm_lost") }, []string{"hello:missing_prompt:prm_lost"}},
		{"music that is not there", func(p *Program) { p.Nodes[3].Music = say("prm_lost") }, []string{"line:missing_prompt:prm_lost"}},
		{"no line", func(p *Program) { p.Nodes[3].Line = "" }, []string{"line:no_line:"}},
		{"a line that is not there", func(p *Program) { p.Nodes[4].Line = "lin_b" }, []string{"box:missing_line:lin_b"}},
		{"no choices", func(p *Program) { p.Nodes[2].Choices = nil }, []string{"ask:no_choices:", "box:unreachable:"}},
		{"a key that no phone has", func(p *Program) { p.Nodes[2].Choices[0].Key = "A" }, []string{"ask:bad_key:A"}},
		{"a key of two digits", func(p *Program) { p.Nodes[2].Choices[0].Key = "12" }, []string{"ask:bad_key:12"}},
		{"a key twice", func(p *Program) { p.Nodes[2].Choices[1].Key = "1" }, []string{"ask:duplicate_key:1"}},
		{"a choice without a label", func(p *Program) { p.Nodes[2].Choices[1].Label = "" }, []string{"ask:no_label:0"}},
		{"a circle that never waits for the caller", func(p *Program) { p.Nodes[1].Next = "pick" }, []string{
			"pick:loop:hello", "pick:no_way_out:", "hello:loop:pick", "hello:no_way_out:", "ask:unreachable:", "line:unreachable:", "box:unreachable:"}},
		{"a circle through a menu is a choice of the caller's", func(p *Program) { p.Nodes[2].OnFail = "hello" }, nil},
		{"no way out of a menu", func(p *Program) {
			p.Nodes[2].OnFail = "hello"
			p.Nodes[2].Choices = []Choice{{"0", "again", "hello"}}
		}, []string{"pick:no_way_out:", "hello:no_way_out:", "ask:no_way_out:", "line:unreachable:", "box:unreachable:"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := good()
			row.change(&p)
			var got []string
			for _, m := range Check(p, known()) {
				got = append(got, fmt.Sprintf("%s:%s:%s", m.Node, m.Reason, m.Detail))
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(row.want, "\n"))
			}
		})
	}
}

func TestOnlyWhatIsMerelyOddMayBePublished(t *testing.T) {
	p := good()
	p.Nodes[2].OnFail = ""
	p.Nodes = append(p.Nodes, Node{Name: "spare", Kind: HangUp})
	for _, m := range Check(p, known()) {
		if m.Severity != Warning {
			t.Errorf("%s of %s is an error", m.Reason, m.Node)
		}
	}
	p.Nodes[1].Next = "moon"
	if !slices.ContainsFunc(Check(p, Known{}), func(m Message) bool { return m.Severity == Error }) {
		t.Errorf("a menu into nowhere is no error")
	}
}
