package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gudok/core"
	"gudok/fact"
	sim "gudok/sim/phone"
)

// from reports whether a call to a desk phone shows that number.
func from(c *sim.Call, number string) bool { return strings.Contains(c.From, number) }

func TestWhoIsNotAnsweredGoesBackToTheHeadOfTheLine(t *testing.T) {
	inBubble(t, wish{ringS: 15}, func(t *testing.T, b *bubble) {
		never := quick()
		never.Never = true
		olga := b.hire(never)
		var callers []*sim.Call
		for i := range 3 {
			callers = append(callers, b.dial(callerNumber(i), hotline, sim.Dialling{}))
			b.pass(4 * time.Second)
		}
		first := olga.rung()
		if !from(first, callerNumber(0)) {
			t.Fatalf("olga is rung for %s", first.From)
		}
		b.over("olga's first ring", first, sim.Ending{By: sim.Them, Code: 487})
		// Not again for the same caller so soon: for the next one.
		second := olga.rung()
		if !from(second, callerNumber(1)) {
			t.Fatalf("olga is rung again for %s", second.From)
		}
		// The third waits too, and the first one is at the head again: he is the next agent's.
		ivan := b.hire(quick())
		d := ivan.rung()
		if !from(d, callerNumber(0)) {
			t.Fatalf("ivan is rung for %s", d.From)
		}
		b.talking(callers[0], d)
		b.over("olga's second ring", second, sim.Ending{By: sim.Them, Code: 487})
		b.pass(time.Minute)
		for i, c := range callers {
			if i > 0 { // the one who was at olga's goes before the one who came later
				callers[i-1].Hangup()
				b.over("ivan", d, sim.Ending{By: sim.Them})
				if d = ivan.rung(); !from(d, callerNumber(i)) {
					t.Fatalf("ivan is rung for %s in turn %d", d.From, i)
				}
				b.talking(c, d)
			}
		}
		olga.picksUp(quick())
		callers = append(callers, b.dial(callerNumber(3), hotline, sim.Dialling{}))
		b.pass(time.Minute)
		if len(olga.rings) > 0 {
			t.Error("olga is rung in a pause")
		}
		b.must(b.house.floor.Ask(t.Context(), core.ReadyAsked{Agent: olga.agent}))
		back := olga.rung()
		b.talking(callers[3], back)
		callers[2].Hangup()
		callers[3].Hangup()
		b.rest()

		if left := b.books(); left["answered"] != 4 {
			t.Errorf("items left as %v", left)
		}
		verdicts := map[string]int{}
		for _, o := range all[fact.ItemOfferEnded](b) {
			verdicts[o.F.Verdict]++
			if o.F.Verdict == "no_answer" && (o.Agent != olga.agent || o.F.RangMS != 15_000) {
				t.Errorf("no answer of %s after %d ms", o.Agent, o.F.RangMS)
			}
		}
		if verdicts["no_answer"] != 2 || verdicts["accepted"] != 4 || len(verdicts) != 2 {
			t.Errorf("offers ended as %v", verdicts)
		}
		pauses := 0
		for _, p := range all[fact.AgentPresence](b) {
			if p.F.Presence == "pause" {
				pauses++
				if p.Agent != olga.agent || p.F.Reason != core.PauseRONA {
					t.Errorf("%s pauses: %+v", p.Agent, p.F)
				}
			}
		}
		if pauses != 1 {
			t.Errorf("%d pauses", pauses)
		}
	})
}

// The caller gives up within a few milliseconds of the agent's answer: CANCEL and the two 200
// cross on every stretch of their ways, at the very same moments of virtual time.
func TestACancelThatCrossesTheAnswerLeavesNobodyTalkingToNobody(t *testing.T) {
	inBubble(t, wish{record: true}, func(t *testing.T, b *bubble) {
		s := b.hire(quick())
		const most = 40
		answered, crossed, cancelled := 0, 0, 0
		for i := range most {
			c := b.dial(callerNumber(i), doorway, sim.Dialling{GiveUp: 1985*time.Millisecond + time.Duration(i)*time.Millisecond})
			d := s.rung()
			b.pass(5 * time.Second) // what crosses is over, who was answered talks
			want := sim.Ending{By: sim.Them}
			switch {
			case up(c):
				answered++
				b.talking(c, d)
				c.Hangup()
			case answeredOnce(d):
				crossed++
			default:
				cancelled++
				want.Code = 487
			}
			b.over(fmt.Sprint("caller ", i), c, c.End())
			b.over(fmt.Sprint("the agent with caller ", i), d, want)
			b.until("nobody is left", func() bool { return b.here() == 0 })
			b.pass(5 * time.Second)
		}
		if answered == 0 || crossed == 0 || cancelled == 0 {
			t.Errorf("%d answered, %d crossed, %d cancelled: all three should be there", answered, crossed, cancelled)
		}
		b.rest()
		left := b.books()
		t.Logf("%d answered, %d crossed, %d cancelled; items left as %v", answered, crossed, cancelled, left)
		if left["answered"] < answered || left["answered"]+left["abandoned"] != most {
			t.Errorf("items left as %v, %d callers were answered", left, answered)
		}
		if n := len(all[fact.PromiseOpened](b)); n != left["abandoned"] {
			t.Errorf("%d promises for %d callers who were not reached", n, left["abandoned"])
		}
	})
}

// answeredOnce is whether a call was answered, whatever became of it.
func answeredOnce(c *sim.Call) bool {
	select {
	case <-c.Answered():
		return true
	default:
		return false
	}
}
