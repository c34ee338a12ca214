package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gudok/id"
)

// rich is a program with all that a menu can do and nothing to say about.
func rich() Program {
	return Program{ID: "flw_r", Version: 1, Start: "pick", Nodes: []Node{
		{Name: "pick", Kind: Answer, Next: "lang"},
		{Name: "lang", Kind: Language, Lang: "uk", Next: "told"},
		{Name: "told", Kind: Notice, Next: "open"},
		{Name: "open", Kind: Hours, Calendar: "cal_a", Next: "old", Else: "night"},
		{Name: "night", Kind: Voicemail, Line: "lin_a"},
		{Name: "old", Kind: CallerKnown, Next: "vip", Else: "new"},
		{Name: "vip", Kind: Assign, Variable: "who", Value: "vip", Next: "which"},
		{Name: "new", Kind: Digits, Say: say("prm_ask"), Variable: "who", Next: "which", OnFail: "which"},
		{Name: "which", Kind: Branch, Variable: "who", Choices: []Choice{{"vip", "vip", "out"}}, Else: "stand"},
		{Name: "out", Kind: Transfer, Number: "num_x", Next: "stand"},
		{Name: "stand", Kind: Position, Line: "lin_a", Next: "later"},
		{Name: "later", Kind: Callback, Line: "lin_a", Next: "words"},
		{Name: "words", Kind: Speak, Text: "One moment.", Next: "line"},
		{Name: "line", Kind: Enqueue, Line: "lin_a"},
	}}
}

func (p *Program) at(name string) *Node { return p.node(name) }

func TestTheCheckerKnowsEachNode(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*Program, *Known)
		want   []string // node:reason:detail
	}{
		{"a rich program", func(*Program, *Known) {}, nil},
		{"nothing to speak", func(p *Program, _ *Known) { p.at("words").Text = "" }, []string{"words:no_text:"}},
		{"nobody to speak", func(_ *Program, k *Known) { k.Mute = true }, []string{"words:no_speech:"}},
		{"hours of nothing", func(p *Program, _ *Known) { p.at("open").Calendar = "" }, []string{"open:no_hours:"}},
		{"hours of the line", func(p *Program, _ *Known) { p.at("open").Calendar, p.at("open").Line = "", "lin_a" }, nil},
		{"a calendar that is not there", func(p *Program, _ *Known) { p.at("open").Calendar = "cal_b" }, []string{"open:missing_calendar:cal_b"}},
		{"only one answer", func(p *Program, _ *Known) { p.at("old").Else = "" }, []string{"old:no_else:", "new:unreachable:"}},
		{"another answer into nowhere", func(p *Program, _ *Known) { p.at("which").Else = "moon" }, []string{"which:unknown_next:moon"}},
		{"a variable without a name", func(p *Program, _ *Known) { p.at("vip").Variable = "" }, []string{"vip:no_variable:"}},
		{"digits without words", func(p *Program, _ *Known) { p.at("new").Say = nil }, []string{"new:no_sound:"}},
		{"digits without a way when nothing comes", func(p *Program, _ *Known) { p.at("new").OnFail = "" }, []string{"new:no_on_fail:"}},
		{"a value twice", func(p *Program, _ *Known) {
			p.at("which").Choices = append(p.at("which").Choices, Choice{"vip", "again", "line"})
		}, []string{"which:duplicate_key:vip"}},
		{"nobody to ring", func(p *Program, _ *Known) { p.at("out").Number = "" }, []string{"out:no_number:"}},
		{"no way on when nobody answers", func(p *Program, _ *Known) { p.at("out").Next = "" }, []string{"out:no_next:"}},
		{"a place in no line", func(p *Program, _ *Known) { p.at("stand").Line = "lin_b" }, []string{"stand:missing_line:lin_b"}},
		{"a language that nobody speaks", func(p *Program, _ *Known) { p.at("lang").Lang = "la" }, []string{"lang:bad_lang:la"}},
		{"a circle of questions", func(p *Program, _ *Known) { p.at("old").Else = "open" }, []string{
			"open:loop:old", "old:loop:open", "new:unreachable:"}},
		{"recorded, and told so", func(_ *Program, k *Known) { k.Recorded = true }, nil},
		{"recorded, and told by a prompt", func(p *Program, k *Known) {
			k.Recorded = true
			p.at("told").Kind, p.at("told").Say = Play, say("std_record_notice")
		}, nil},
		{"recorded, and never told", func(p *Program, k *Known) {
			k.Recorded = true
			p.at("lang").Next = "open"
		}, []string{"told:unreachable:", "line:no_record_notice:"}},
		{"a short greeting", func(p *Program, k *Known) {
			k.Length = func(id.Prompt) int64 { return 4_000 }
			p.at("open").Next, p.at("old").Else, p.at("old").Next = "new", "new", "vip"
		}, []string{"old:unreachable:", "vip:unreachable:"}},
		{"a greeting that nobody has time for", func(p *Program, k *Known) {
			k.Length = func(id.Prompt) int64 { return 10_500 }
			p.at("lang").Next = "hello"
			p.Nodes = append(p.Nodes, Node{Name: "hello", Kind: Play, Say: say("prm_hello"), Next: "told"})
		}, []string{"told:long_greeting:21"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			p, k := rich(), known()
			k.Prompt = func(p id.Prompt) bool { return p != "prm_lost" }
			k.Calendar = func(c id.Calendar) bool { return c == "cal_a" }
			row.change(&p, &k)
			var got []string
			for _, m := range Check(p, k) {
				got = append(got, fmt.Sprintf("%s:%s:%s", m.Node, m.Reason, m.Detail))
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(row.want, "\n"))
			}
		})
	}
}

func TestLongWordsAndASilentRecordingAreOnlyWarnedOf(t *testing.T) {
	p := rich()
	p.at("lang").Next = "open"
	k := Known{Recorded: true, Length: func(id.Prompt) int64 { return 60_000 }}
	n := 0
	for _, m := range Check(p, k) {
		if m.Severity == Error {
			t.Errorf("%s of %s forbids publication", m.Reason, m.Node)
		}
		n++
	}
	if n == 0 {
		t.Errorf("nothing was said")
	}
}
