package call

import (
	"strings"
	"testing"

	"gudok/id"
	"gudok/voice"
)

// crowd is a call with everybody who can be in one: customer, agent, third and an ear.
func (b *board) crowd(mode string) *Call {
	c := b.talk()
	b.s.InviteThird(c, "agt_t", voice.Invite{Leg: "leg_t"}, &b.out)
	b.s.InviteEar(c, "agt_e", "usr_e", mode, voice.Invite{Leg: "leg_e"}, &b.out)
	b.s.Answered(b.s.ThirdLeg(c), &b.out)
	b.s.Answered(b.s.Legs.Get("leg_e"), &b.out)
	return c
}

// heard is who hears whom, as a matrix in one line: "c:a a:ce e:ca".
func (b *board) heard(c *Call) string {
	var words []string
	for _, l := range []id.Leg{"leg_c", "leg_a", "leg_t", "leg_e"} {
		var from string
		for _, f := range b.s.Legs.Get(l).Hears.From {
			from += strings.TrimPrefix(string(f), "leg_")
		}
		words = append(words, strings.TrimPrefix(string(l), "leg_")+":"+from)
	}
	return strings.Join(words, " ")
}

// TestWhoHearsWhom is the whole of it: no line in which c or t hears e but in barge, and none
// in which anybody hears e in listen.
func TestWhoHearsWhom(t *testing.T) {
	for _, row := range []struct {
		form Form
		mode string
		want string
	}{
		{Apart, Listen, "c: a: t: e:"},
		{Apart, Whisper, "c: a: t: e:"},
		{Apart, Barge, "c: a: t: e:"},
		{Talk, Listen, "c:a a:c t: e:ca"},
		{Talk, Whisper, "c:a a:ce t: e:ca"},
		{Talk, Barge, "c:ae a:ce t: e:ca"},
		{Held, Listen, "c: a: t: e:"},
		{Held, Whisper, "c: a:e t: e:a"},
		{Held, Barge, "c: a:e t: e:a"},
		{Consult, Listen, "c: a:t t:a e:at"},
		{Consult, Whisper, "c: a:te t:a e:at"},
		{Consult, Barge, "c: a:te t:ae e:at"},
		{Conference, Listen, "c:at a:ct t:ca e:cat"},
		{Conference, Whisper, "c:at a:cte t:ca e:cat"},
		{Conference, Barge, "c:ate a:cte t:cae e:cat"},
	} {
		b := newBoard()
		c := b.crowd(row.mode)
		c.Form = row.form
		b.s.Rehear(c, &b.out)
		if got := b.heard(c); got != row.want {
			t.Errorf("%s with an ear that wants to %s: %s, want %s", row.form, row.mode, got, row.want)
		}
		if err := b.s.Check(c); err != nil {
			t.Errorf("%s, %s: %v", row.form, row.mode, err)
		}
		b.told()
		if b.s.Rehear(c, &b.out); b.told() != "" {
			t.Errorf("%s, %s: what is heard already is said again", row.form, row.mode)
		}
	}
}

func TestAnEarOpensOnceItWantsToBeHeard(t *testing.T) {
	b := newBoard()
	c := b.crowd(Listen)
	ear := b.s.Legs.Get("leg_e")
	b.told()
	b.s.Hearken(5, c, ear, &b.out)
	if got := b.told(); got != "Hear leg_e" {
		t.Errorf("an ear that listens is told %s", got)
	}
	b.s.Tune(c, ear, Whisper, &b.out)
	if got := b.told(); got != "Open leg_e, Hear leg_a" {
		t.Errorf("an ear that whispers is told %s", got)
	}
	b.s.Tune(c, ear, Listen, &b.out)
	b.s.Tune(c, ear, Barge, &b.out)
	if got := b.told(); got != "Bridge leg_a, Hear leg_c, Hear leg_a" {
		t.Errorf("it is told %s", got)
	}
	b.s.Unear(c, ear, &b.out)
	if got := b.told(); got != "Bridge leg_c" {
		t.Errorf("without the ear: %s", got)
	}
}

func TestAMutedThirdStaysSoAsTheAgent(t *testing.T) {
	b := newBoard()
	c := b.crowd(Listen)
	b.s.Ask(c, &b.out)
	b.told()
	b.s.MuteThird(c, true, &b.out)
	b.s.MuteThird(c, true, &b.out)
	if got := b.told(); got != "Mute leg_t" {
		t.Errorf("told %s", got)
	}
	b.s.Promote(9, c, &b.out)
	if c.Agent != "leg_t" || !c.Muted || c.Third != "" || b.s.AgentLeg(c).Side != Agent {
		t.Errorf("promoted: %+v", c)
	}
}
