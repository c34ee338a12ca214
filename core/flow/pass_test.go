package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gudok/id"
	"gudok/voice"
)

// A town is a World of a test.
type town struct {
	nowhere
	open, known, withheld bool
	ahead                 int // who waits already; -1: somebody is free
}

func (w town) Open(id.Calendar, id.Line) bool { return w.open }
func (w town) Known() bool                    { return w.known }
func (w town) Callable() bool                 { return !w.withheld }
func (w town) Place(id.Line) (int, []voice.Sound) {
	return w.ahead + 1, []voice.Sound{{Phrase: voice.PhraseWait, N: (w.ahead + 1) * 2}}
}

// heard is what was wanted, with what the plain tables do not know.
func (k *talk) heard() string {
	var words []string
	for _, a := range k.out.Acts {
		switch a.Do {
		case Say:
			var list []string
			for _, s := range a.Say {
				word := string(s.Prompt) + string(s.Tone)
				if s.Phrase != "" {
					word = fmt.Sprintf("%s %d", s.Phrase, s.N)
				}
				list = append(list, word)
			}
			words = append(words, "say "+strings.Join(list, "+"))
		case CallBack:
			words = append(words, "call back for "+string(a.Line))
		case SendOut:
			words = append(words, fmt.Sprintf("ring %s for %d", a.Number, a.MS))
		case InLang:
			words = append(words, "speak "+a.Lang)
		case ToLine:
			words = append(words, "line "+string(a.Line))
		case Wait:
			words = append(words, "wait")
		case Record:
			words = append(words, "record")
		case Leave:
			words = append(words, "leave "+a.Why)
		case Accept, LookUp, ToAgent:
		}
	}
	k.out.Acts = k.out.Acts[:0]
	return strings.Join(words, ", ")
}

func TestARunDecidesCollectsAndAnnounces(t *testing.T) {
	for _, row := range []struct {
		name  string
		w     town
		steps string
		want  []string
	}{
		{"closed", town{}, "said", []string{"speak uk, say std_record_notice", "say std_voicemail+beep"}},
		{"a stranger types and waits his turn", town{open: true, ahead: 2}, "said 4 2 # said said waited said", []string{
			"speak uk, say std_record_notice", "say prm_ask", "wait", "wait", "say position 3+wait 6",
			"say std_callback_offer", "wait", "say prm_spoken", "line lin_a"}},
		{"a stranger is silent thrice", town{open: true, ahead: -1}, "said said waited said waited said waited", []string{
			"speak uk, say std_record_notice", "say prm_ask", "wait", "say prm_ask", "wait", "say prm_ask", "wait", "say std_callback_offer"}},
		{"half an input counts when nothing follows", town{open: true, ahead: -1}, "said 4 waited", []string{
			"speak uk, say std_record_notice", "say prm_ask", "wait", "say std_callback_offer"}},
		{"a known caller is put through", town{open: true, known: true}, "said", []string{"speak uk, say std_record_notice", "ring num_x for 30000"}},
		{"and waits like all when nobody answers there", town{open: true, known: true}, "said failed", []string{
			"speak uk, say std_record_notice", "ring num_x for 30000", "say position 1+wait 2"}},
		{"he wants to be called", town{open: true, known: true, ahead: -1}, "said failed 1", []string{
			"speak uk, say std_record_notice", "ring num_x for 30000", "say std_callback_offer", "call back for lin_a"}},
		{"another key is no answer", town{open: true, known: true, ahead: -1}, "said failed 2 said", []string{
			"speak uk, say std_record_notice", "ring num_x for 30000", "say std_callback_offer", "", "wait"}},
		{"nobody can be called whose number is withheld", town{open: true, known: true, ahead: -1, withheld: true}, "said failed", []string{
			"speak uk, say std_record_notice", "ring num_x for 30000", "say prm_spoken"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := rich()
			p.at("words").Say = say("prm_spoken") // as the menus' room makes it
			k := &talk{t: t, p: p}
			k.out.Log, k.out.World = &k.log, row.w
			k.run.Begin(&k.p, &k.out)
			got := []string{k.heard()}
			for _, step := range strings.Fields(row.steps) {
				k.do(step)
				got = append(got, k.heard())
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(row.want, "\n"))
			}
			if strings.Contains(k.facts(), "42") {
				t.Errorf("digits are in the facts: %s", k.facts())
			}
		})
	}
}

func TestAnInputEndsWithItsLastDigit(t *testing.T) {
	p := rich()
	p.at("new").MaxDigits = 3
	p.at("which").Choices = []Choice{{"123", "the contract", "line"}}
	k := &talk{t: t, p: p}
	k.out.Log, k.out.World = &k.log, town{open: true}
	k.run.Begin(&k.p, &k.out)
	for _, step := range strings.Fields("said 1 2 3") {
		k.heard()
		k.do(step)
	}
	if got := k.heard(); got != "line lin_a" {
		t.Errorf("after three digits it wants %q", got)
	}
	if !slices.Equal(k.run.Path, []string{"the contract"}) {
		t.Errorf("path is %v", k.run.Path)
	}
}
