package core_test

import (
	"slices"
	"strings"
	"testing"

	"gudok/core"
	"gudok/id"
)

// played is a story that only leads up to a moment; nobody reads what it says.
func played(t *testing.T, lines string) *story {
	t.Helper()
	st := newStory(t)
	st.at = t.Name()
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		st.line(strings.TrimSpace(line))
	}
	return st
}

// touchedBy is what the input touches.
func (st *story) touchedBy(now int64, in core.Input) core.Touched {
	st.seq++
	st.now = now
	var out core.Out
	st.s.Step(now, st.seq, in, &out)
	return out.Touched
}

const shopOpen = `
	08:59:00 tenant a record
	08:59:00 line shop skill=sales wrap=20s hold=2m must-code codes=order
	08:59:00 line help skill=support
	08:59:00 number 100 line=shop
	08:59:00 agent olga sales=3 support=2
	09:00:00 olga starts browser
	09:00:00 olga's browser comes
`

func TestTheDeskShowsTheContactInHand(t *testing.T) {
	st := played(t, shopOpen+`
	09:01:00 petro calls 100
	09:01:02 olga answers
	09:01:10 olga mutes
	09:01:20 olga holds 3m
	09:01:25 maria calls 100`)
	v, ok := st.s.Desk("agt_olga", st.now)
	if !ok || v.Item == nil {
		t.Fatalf("the desk is empty: %+v", v)
	}
	at := func(clock string) int64 { return st.moment(clock) }
	it := v.Item
	if it.Number != "num_petro" || it.Line != "lin_shop" || it.EnqueuedAt != at("09:01:25")-25_000 || it.HeldAt != st.now-5_000 || it.PromisedUntil != st.now+175_000 {
		t.Errorf("item %+v", it)
	}
	if !it.Muted || !it.Recording || !it.MustCode || it.Why != "longest_idle" || v.Slot.State != "held" {
		t.Errorf("item %+v, slot %+v", it, v.Slot)
	}
	var parts []string
	for _, p := range it.Parts {
		parts = append(parts, p.State)
	}
	if !slices.Equal(parts, []string{"menu", "waiting", "ringing", "talking", "held"}) {
		t.Errorf("parts %v", parts)
	}
	if len(v.Lines) != 2 || v.Lines[1].Line != "lin_shop" || v.Lines[1].Waiting != 1 || v.Lines[1].Longest != st.now {
		t.Errorf("lines %+v", v.Lines)
	}
	if _, ok := st.s.Desk("agt_nobody", st.now); ok {
		t.Errorf("an unknown agent has a desk")
	}
}

func TestTheDeskShowsWhatIsOwed(t *testing.T) {
	st := played(t, shopOpen+`
	09:00:10 olga pauses forced
	09:00:11 olga leaves
	09:01:00 petro calls 100
	09:01:10 petro hangs up
	09:02:00 maria calls 100
	09:02:10 maria hangs up
	09:04:00 petro calls 100`)
	v, _ := st.s.Desk("agt_olga", st.now)
	var owed []string
	for _, p := range v.Promises {
		owed = append(owed, string(p.Number)+" "+p.State)
	}
	if !slices.Equal(owed, []string{"num_petro frozen", "num_maria open"}) {
		t.Errorf("owed %v", owed)
	}
	v, _ = st.s.Desk("agt_olga", st.now+60_000)
	if v.Promises[1].State != "due" {
		t.Errorf("a minute later %+v", v.Promises[1])
	}
}

func TestTheFloorShowsLinesAgentsAndCalls(t *testing.T) {
	st := played(t, shopOpen+`
	09:01:00 petro calls 100
	09:01:02 olga answers
	09:01:25 maria calls 100`)
	shop, ok := st.s.LineView("lin_shop", st.now)
	want := core.LineView{Line: "lin_shop", Tenant: "ten_a", Waiting: 1, Longest: st.now, Talking: 1, Online: 1, Open: true, TargetMS: 20_000, EstMS: 318_617} // two contacts of three minutes, less what gives up
	if !ok || shop != want {
		t.Errorf("line %+v", shop)
	}
	if lines := st.s.Lines(st.now); len(lines) != 2 || lines[0].Line != "lin_help" || lines[1] != shop {
		t.Errorf("lines %+v", lines)
	}
	a, ok := st.s.AgentView("agt_olga")
	if !ok || a.Slot.State != "talking" || a.Line != "lin_shop" || a.Call == "" || len(st.s.Agents()) != 1 {
		t.Errorf("agent %+v", a)
	}
	calls := st.s.Calls()
	if len(calls) != 2 || calls[0].Number != "num_petro" || calls[0].Agent != "agt_olga" || calls[1].Agent != "" {
		t.Errorf("calls %+v", calls)
	}
	if c, ok := st.s.CallView(a.Call); !ok || c.Number != "num_petro" {
		t.Errorf("call %+v", c)
	}
	for _, ok := range []bool{second(st.s.LineView("lin_x", 0)), second(st.s.AgentView("agt_x")), second(st.s.CallView("call_x"))} {
		if ok {
			t.Errorf("something unknown is shown")
		}
	}
}

func second[V any](_ V, ok bool) bool { return ok }

func TestALineTurnsByTheClock(t *testing.T) {
	st := played(t, `
	08:00:00 calendar week daily=09:00-18:00
	08:00:00 line shop skill=sales calendar=week`)
	nine := st.moment("09:00:00")
	if v, _ := st.s.LineView("lin_shop", st.now); v.Open {
		t.Errorf("open at eight")
	}
	if wake := st.s.NextWake(); wake != nine {
		t.Fatalf("wakes %d ms from nine", wake-nine)
	}
	if touched := st.touchedBy(nine, core.Tick{}); !slices.Contains(touched.Lines, "lin_shop") {
		t.Errorf("touched %v", touched.Lines)
	}
	if v, _ := st.s.LineView("lin_shop", nine); !v.Open {
		t.Errorf("closed at nine")
	}
}

func TestWhatIsTouchedIsSaid(t *testing.T) {
	st := played(t, shopOpen)
	call := core.CallArrived{Leg: "leg_1", DID: "did_100", Caller: "num_petro"}
	touched := st.touchedBy(st.now+1000, call)
	if !slices.Contains(touched.Agents, "agt_olga") || !slices.Contains(touched.Lines, "lin_shop") || len(touched.Calls) == 0 {
		t.Errorf("an arrival that is offered touches %+v", touched)
	}
	touched = st.touchedBy(st.now+1000, core.AnswerAsked{Agent: "agt_olga", Item: st.itemOf("agt_olga")})
	if !slices.Contains(touched.Agents, "agt_olga") {
		t.Errorf("an answer touches %+v", touched)
	}
}

func TestARecalledPromiseIsOwedAgain(t *testing.T) {
	st := played(t, shopOpen)
	in := core.PromiseRecalled{
		Promise: "prs_1", Tenant: "ten_a", Line: "lin_shop", Kind: "missed", Number: "num_petro",
		OriginAt: st.now - 9000, OpenedAt: st.now - 8000, DueAt: st.now - 1000, Misses: 2, Attempts: 1,
	}
	for range 2 { // told twice
		st.seq++
		var out core.Out
		st.s.Step(st.now, st.seq, in, &out)
		if len(out.Facts) != 0 {
			t.Errorf("says %v of what was said before", out.Facts)
		}
	}
	v, _ := st.s.Desk("agt_olga", st.now)
	if len(v.Promises) != 1 || v.Promises[0].State != "due" || v.Promises[0].Misses != 2 {
		t.Errorf("owed %+v", v.Promises)
	}
	if err := st.s.Check(); err != nil {
		t.Error(err)
	}
	line := id.Line("lin_shop")
	if l, _ := st.s.LineView(line, st.now); l.Promises != 1 || l.Overdue != 1 {
		t.Errorf("line %+v", l)
	}
}
