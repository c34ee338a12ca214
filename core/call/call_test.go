package call

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// A board is a State with what it said.
type board struct {
	s   *State
	log fact.Log
	do  []voice.Command
	mk  id.Maker
	out Out
}

func newBoard() *board {
	b := &board{s: New()}
	b.mk.Begin(1_767_600_000_000, 1)
	b.out = Out{Log: &b.log, Do: &b.do, Names: &b.mk}
	return b
}

// told is what was commanded since it was last asked.
func (b *board) told() string {
	var words []string
	for _, c := range b.do {
		words = append(words, strings.TrimPrefix(fmt.Sprintf("%T", c), "voice.")+" "+string(c.On()))
	}
	b.do = b.do[:0]
	return strings.Join(words, ", ")
}

// talk is a call with both legs up and bridged.
func (b *board) talk() *Call {
	c := b.s.Arrive(Call{ID: "call_1", Head: fact.Head{Tenant: "ten_a"}}, "leg_c", fact.CallCreated{}, &b.out)
	b.s.Accept(b.s.CustomerLeg(c), &b.out)
	b.s.Invite(c, "agt_o", voice.Invite{Leg: "leg_a", To: voice.Address{Agent: "agt_o", Device: id.Browser}}, &b.out)
	b.s.Answered(b.s.AgentLeg(c), &b.out)
	b.s.Bridge(c, &b.out)
	b.told()
	return c
}

func TestStagesOnlyGoForward(t *testing.T) {
	b := newBoard()
	c := b.s.Begin(Call{ID: "call_1"}, "leg_a", &b.out)
	b.s.Invite(c, "agt_o", voice.Invite{Leg: "leg_a"}, &b.out)
	l := b.s.AgentLeg(c)
	if !b.s.Ringing(l, false, &b.out) || b.s.Ringing(l, false, &b.out) || !b.s.Ringing(l, true, &b.out) {
		t.Errorf("ringing counts once, early sound once more")
	}
	if !b.s.Answered(l, &b.out) || b.s.Answered(l, &b.out) || b.s.Ringing(l, true, &b.out) {
		t.Errorf("answered counts once and nothing rings after it")
	}
	b.s.End(l, voice.CauseNormal, &b.out)
	b.told()
	b.s.End(l, voice.CauseNormal, &b.out)
	if got := b.told(); got != "" || b.s.Answered(l, &b.out) {
		t.Errorf("a leg that was told to end is told %q", got)
	}
}

func TestOnlyTheLastThingHeardIsReportedOver(t *testing.T) {
	b := newBoard()
	c := b.s.Arrive(Call{ID: "call_1"}, "leg_c", fact.CallCreated{}, &b.out)
	l := b.s.CustomerLeg(c)
	if b.s.Play(l, Music(), true, &b.out) != 0 {
		t.Errorf("a leg that is not up hears something")
	}
	b.s.Accept(l, &b.out)
	first := b.s.Play(l, Music(), false, &b.out)
	second := b.s.Play(l, Music(), false, &b.out)
	if b.s.Played(l, first) || !b.s.Played(l, second) || b.s.Played(l, second) {
		t.Errorf("what was replaced is over, or what is over is so twice")
	}
}

func TestADigitCountsOnceAndUnderThePresentToken(t *testing.T) {
	b := newBoard()
	c := b.s.Arrive(Call{ID: "call_1"}, "leg_c", fact.CallCreated{}, &b.out)
	l := b.s.CustomerLeg(c)
	b.s.Accept(l, &b.out)
	b.s.Listen(l, true, &b.out)
	old := l.Listen
	b.s.Listen(l, true, &b.out)
	if b.s.Pressed(l, old, 1) || !b.s.Pressed(l, l.Listen, 2) || b.s.Pressed(l, l.Listen, 2) || !b.s.Pressed(l, l.Listen, 3) {
		t.Errorf("digits are counted wrong")
	}
	b.s.Listen(l, false, &b.out)
	if b.s.Pressed(l, 0, 4) {
		t.Errorf("a digit counts while nobody listens")
	}
}

func TestAHoldIsMusicForOneAndSilenceForTheOther(t *testing.T) {
	b := newBoard()
	c := b.talk()
	b.s.Hold(1000, c, 5000, false, Music(), &b.out)
	if got, want := b.told(), "Part leg_c, Play leg_c"; got != want {
		t.Errorf("hold tells %s", got)
	}
	b.s.Hold(2000, c, 9000, false, Music(), &b.out)
	if got := b.told(); got != "" || c.Promised != 9000 || c.HeldAt != 1000 {
		t.Errorf("a second hold tells %q, promised %d", got, c.Promised)
	}
	b.s.Resume(4000, c, &b.out)
	if got, want := b.told(), "Bridge leg_c"; got != want {
		t.Errorf("resume tells %s", got)
	}
	last := b.log[len(b.log)-1].Fact
	if last != (fact.CallResumed{HeldMS: 3000, Promise: "kept"}) {
		t.Errorf("said %+v", last)
	}
}

func TestACallEndsWithItsLastLegWhoeverItIs(t *testing.T) {
	b := newBoard()
	c := b.talk()
	c.EndedBy("caller", voice.CauseNormal)
	b.s.Ended(b.s.CustomerLeg(c), voice.CauseNormal, 0, &b.out)
	if b.s.Close(c, &b.out) {
		t.Errorf("closed with a leg in it")
	}
	old := b.s.AgentLeg(c)
	b.s.End(old, voice.CauseNormal, &b.out)
	b.s.Invite(c, "agt_p", voice.Invite{Leg: "leg_b"}, &b.out) // another agent's leg takes its place
	b.s.Ended(b.s.AgentLeg(c), voice.CauseNoAnswer, 480, &b.out)
	if b.s.Close(c, &b.out) {
		t.Errorf("closed while a former agent's leg ends")
	}
	b.s.Ended(old, voice.CauseNormal, 0, &b.out)
	if !b.s.Close(c, &b.out) || b.s.Calls.Len() != 0 || b.s.Legs.Len() != 0 {
		t.Errorf("not closed with its last leg")
	}
	if last := b.log[len(b.log)-1].Fact; last != (fact.CallEnded{By: "caller", Cause: voice.CauseNormal}) {
		t.Errorf("said %+v", last)
	}
}

func TestARecordingIsClosedOnce(t *testing.T) {
	b := newBoard()
	c := b.talk()
	b.s.Record(1000, c, false, 0, &b.out)
	name := c.Recording
	b.s.Record(1000, c, false, 0, &b.out)
	b.s.StopRecord(c, &b.out)
	b.s.StopRecord(c, &b.out)
	if got, want := b.told(), "Record leg_c, StopRecord leg_c"; got != want {
		t.Errorf("tells %s", got)
	}
	n := len(b.log)
	b.s.Recorded(voice.Recorded{Recording: name, MS: 7}, &b.out)
	b.s.Recorded(voice.Recorded{Recording: name, MS: 7}, &b.out)
	if len(b.log) != n+1 {
		t.Errorf("%d facts of one closing", len(b.log)-n)
	}
	b.s.Record(2000, c, false, 0, &b.out)
	b.s.StopRecord(c, &b.out)
	b.s.Record(2000+keptMS+1, c, false, 0, &b.out)
	if b.s.Recordings.Len() != 1 {
		t.Errorf("a recording that was never told closed is remembered for ever")
	}
}

func TestWhatIsSaidAgainAfterARestart(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*board, *Call)
		want   string
	}{
		{"a conversation", func(b *board, c *Call) {}, "Bridge leg_c"},
		{"muted and recorded", func(b *board, c *Call) { b.s.Mute(c, true, &b.out); b.s.Record(1, c, false, 0, &b.out) }, "Bridge leg_c, Mute leg_a, Record leg_c"},
		{"a hold", func(b *board, c *Call) { b.s.Hold(1, c, 2, false, Music(), &b.out) }, "Play leg_c"},
		{"a leg that is to end", func(b *board, c *Call) { b.s.End(b.s.AgentLeg(c), voice.CauseNormal, &b.out) }, "End leg_a"},
	} {
		t.Run(row.name, func(t *testing.T) {
			b := newBoard()
			c := b.talk()
			row.change(b, c)
			b.told()
			s := b.s.Clone()
			s.Revive(s.Calls.Get(c.ID), false, nil, &b.out)
			if got := b.told(); got != row.want {
				t.Errorf("says %s", got)
			}
			s.Revive(s.Calls.Get(c.ID), false, map[id.Leg]bool{"leg_c": true, "leg_a": true}, &b.out)
			if got := b.told(); slices.Contains(strings.Split(got, ", "), "Bridge leg_c") {
				t.Errorf("says again what was said just now: %s", got)
			}
		})
	}
}
