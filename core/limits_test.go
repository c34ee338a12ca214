package core_test

import (
	"fmt"
	"strings"
	"testing"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

func TestAFullLineTellsSoAndOwesACall(t *testing.T) {
	st := played(t, `
	09:00:00 line shop skill=sales
	09:00:00 number 100 line=shop`)
	var out core.Out
	for i := range 1001 {
		st.seq++
		out.Reset()
		st.s.Step(st.now, st.seq, core.CallArrived{Leg: id.Leg(fmt.Sprintf("leg_%04d", i)), DID: "did_100", Caller: id.Number(fmt.Sprintf("num_%04d", i))}, &out)
	}
	var left, owed bool
	for _, f := range out.Facts {
		if v, ok := f.Fact.(fact.ItemLeft); ok {
			left = v.Reason == "queue_full"
		}
		if v, ok := f.Fact.(fact.PromiseOpened); ok {
			owed = v.Cause == "queue_full"
		}
	}
	last := out.Effects[len(out.Effects)-1]
	if p, ok := last.(voice.Play); !left || !owed || !ok || p.What[0].Prompt != "std_all_busy" {
		t.Errorf("caller 1001: left %v, owed %v, %+v", left, owed, last)
	}
	if v, _ := st.s.LineView("lin_shop", st.now); v.Waiting != 1000 {
		t.Errorf("%d wait", v.Waiting)
	}
	if err := st.s.Check(); err != nil {
		t.Error(err)
	}
}

// A telephone that obeys and tells nothing more must not keep anybody for ever.
func TestSilenceOfTheTelephoneIsOutlived(t *testing.T) {
	st := played(t, shopOpen)
	step := func(in core.Input) core.Out {
		st.seq++
		var out core.Out
		st.s.Step(st.now, st.seq, in, &out)
		return out
	}
	out := step(core.CallArrived{Leg: "leg_1", DID: "did_100", Caller: "num_petro"})
	var ring voice.Invite
	for _, c := range out.Effects {
		if inv, ok := c.(voice.Invite); ok {
			ring = inv
		}
	}
	step(core.LegAnswered{Answered: voice.Answered{Leg: ring.Leg}})
	step(core.EndAsked{Agent: "agt_olga"}) // both legs are told to end, and neither says anything
	if n := len(st.s.Calls()); n != 1 {
		t.Fatalf("%d calls", n)
	}
	for range 50 {
		if wake := st.s.NextWake(); wake != 0 {
			st.now = max(st.now, wake)
			step(core.Tick{})
		}
	}
	if n := len(st.s.Calls()); n != 0 {
		t.Errorf("%d calls hang for ever", n)
	}
	if a, _ := st.s.AgentView("agt_olga"); a.Slot.State != "idle" {
		t.Errorf("olga is %s", a.Slot.State)
	}
}

// An early answer: a line that is answered only by a person lets the caller hear that it
// rings, and is answered when the person is there.
func TestACallerMayBeAnsweredOnlyByAPerson(t *testing.T) {
	st := played(t, shopOpen+`
	09:00:00 menu direct v1 start=go ; go enqueue line=shop
	09:00:00 number 300 line=shop menu=direct
	09:00:01 petro calls 300`)
	if got := st.text.String(); !strings.Contains(got, "> petro hears that it rings") || strings.Contains(got, "answer petro") {
		t.Errorf("told:\n%s", got)
	}
	st.line("09:00:05 olga answers")
	if got := st.text.String(); !strings.Contains(got, "> answer petro\n  > petro and olga hear each other") {
		t.Errorf("told:\n%s", got)
	}
}
