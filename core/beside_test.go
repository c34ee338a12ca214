package core_test

import (
	"strings"
	"testing"

	"gudok/core"
	"gudok/id"
)

// told is a story from text, without its answers.
func told(t *testing.T, text string) *story {
	t.Helper()
	st := newStory(t)
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		st.at = line
		st.line(line)
	}
	return st
}

const threeAtWork = `
08:59:00 line shop skill=sales wrap=20s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3
08:59:00 agent boss
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 ivan starts browser
09:00:00 ivan's browser comes
09:00:00 boss starts browser
09:00:00 boss's browser comes
09:01:00 petro calls 100
09:01:05 olga answers
`

func (st *story) desk(a id.Agent) core.DeskView {
	st.t.Helper()
	v, ok := st.s.Desk(a, st.now)
	if !ok {
		st.t.Fatalf("no desk of %s", a)
	}
	return v
}

func TestDesksAndBoardShowWhoElseIsInACall(t *testing.T) {
	st := told(t, threeAtWork+`
09:01:10 boss listens to petro
09:01:11 boss's phone answers
09:01:15 olga wants help
09:01:20 olga asks ivan
`)
	olga, ivan, boss := st.desk("agt_olga"), st.desk("agt_ivan"), st.desk("agt_boss")
	if v := olga.Item.Third; v == nil || v.Agent != "agt_ivan" || v.State != "ringing" || v.Item != ivan.Item.Item {
		t.Errorf("olga asks %+v", v)
	}
	if olga.Help == 0 || olga.Slot.State != "held" || olga.Item.HeldAt == 0 {
		t.Errorf("olga's desk is %+v", olga)
	}
	if ivan.Item.Kind != "consult" || ivan.Item.Peer != "agt_olga" || ivan.Item.Call != olga.Item.Call || ivan.Slot.State != "offered" {
		t.Errorf("ivan's desk shows %+v", ivan.Item)
	}
	if v := boss.Ear; v == nil || v.Call != olga.Item.Call || v.Mode != "listen" || v.Since == 0 || boss.Item != nil || boss.Slot.State != "listening" {
		t.Errorf("the supervisor's desk shows %+v", boss)
	}
	c, _ := st.s.CallView(olga.Item.Call)
	if len(c.Ears) != 1 || c.Ears[0].Seat != "agt_boss" || c.Third == nil || c.HeldAt == 0 || c.Agent != "agt_olga" {
		t.Errorf("the board shows %+v", c)
	}
	if a, _ := st.s.AgentView("agt_boss"); a.Ear == nil || a.Call != "" {
		t.Errorf("the board shows the supervisor as %+v", a)
	}
	st.line("09:01:25 ivan declines busy")
	if v := st.desk("agt_olga").Item.Third; v == nil || v.State != "failed" || v.Reason != "declined" {
		t.Errorf("after a no olga sees %+v", v)
	}
	st.line("09:03:30 olga mutes")
	if v := st.desk("agt_olga").Item; !v.Late || v.PromisedUntil == 0 {
		t.Errorf("after the promised moment olga sees %+v", v)
	}
	st.line("09:03:31 olga returns")
	if v := st.desk("agt_olga").Item; v.Third != nil || v.Late {
		t.Errorf("back with the caller olga sees %+v", v)
	}
}

func TestADeskShowsWhyACallerCameBackAndWhyNobodyAnswered(t *testing.T) {
	st := told(t, threeAtWork+`
09:01:10 olga transfers to ivan
09:01:15 ivan declines busy
`)
	if v := st.desk("agt_olga").Item; v == nil || v.Returned == nil || v.Returned.Agent != "agt_ivan" || v.Returned.Verdict != "declined" || v.Why != "returned" {
		t.Errorf("olga is offered %+v", v)
	}
	for _, line := range strings.Split(`09:01:20 olga answers
09:01:30 petro hangs up
09:01:35 olga finishes
09:01:40 olga phones dad for shop
09:01:41 olga's phone answers
09:01:45 dad is busy`, "\n") {
		st.line(line)
	}
	if v := st.desk("agt_olga").Tried; v == nil || v.Number != "num_dad" || v.Outcome != "busy" || v.At == 0 {
		t.Errorf("olga's last try is %+v", v)
	}
	st.line("09:02:00 olga phones ivan")
	st.line("09:02:01 olga's phone answers")
	if v := st.desk("agt_olga").Item; v.Kind != "internal" || v.Peer != "agt_ivan" || v.Third == nil {
		t.Errorf("olga calls %+v", v)
	}
	if v := st.desk("agt_ivan").Item; v.Kind != "internal" || v.Peer != "agt_olga" {
		t.Errorf("ivan is called by %+v", v)
	}
}
