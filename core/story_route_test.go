package core_test

import (
	"strings"

	"gudok/core"
	"gudok/id"
)

// routingOf understands who gets whom: "strategy=ring_all many=2 step=5s equal", "weight=2
// bonus=40s strict", "most=3 when-full=callback", "longest=60s when-late=overflow", "nobody=30s
// nobody-then=tell", "keep=gold:1", "sticky=24h sticky-wait=20s", "relax=20s:1,40s:3:gold".
func (st *story) routingOf(l *core.Line, m map[string]string) {
	l.Strategy, l.RingMany, l.StepMS = m["strategy"], number(m["many"]), st.ms(m["step"])
	l.SpecialistsOff, l.Strict = m["equal"] != "", m["strict"] != ""
	l.Weight, l.BonusMS = number(m["weight"]), st.ms(m["bonus"])
	l.MaxWaiting, l.WhenFull = number(m["most"]), m["when-full"]
	l.MaxWaitMS, l.WhenLate = st.ms(m["longest"]), m["when-late"]
	if m["nobody"] != "" {
		l.NoAgents = &core.NoAgents{GraceMS: st.ms(m["nobody"]), Action: m["nobody-then"]}
	}
	if skill, n, ok := strings.Cut(m["keep"], ":"); ok {
		l.Keep = &core.Keep{Skill: id.Skill("skl_" + skill), N: number(n)}
	}
	if m["sticky"] != "" {
		l.Sticky = &core.Sticky{MaxAgeMS: st.ms(m["sticky"]), WaitMS: st.ms(m["sticky-wait"])}
	}
	if m["target"] != "" {
		l.TargetMS = st.ms(m["target"])
	}
	for _, r := range strings.Split(m["relax"], ",") {
		part := strings.Split(r, ":")
		if len(part) < 2 {
			continue
		}
		step := core.Relaxation{AfterMS: st.ms(part[0]), MinLevel: number(part[1])}
		for _, k := range part[2:] {
			step.Skills = append(step.Skills, id.Skill("skl_"+k))
		}
		l.Relax = append(l.Relax, step)
	}
}

// hand understands a supervisor's hand: "leads petro to help", "places petro at 1", "gives
// petro to olga", "ranks petro 5".
func (st *story) hand(w []string) {
	item := id.Item("item_none")
	if v, ok := st.s.CallView(st.callOf(w[1])); ok {
		for _, q := range st.s.Waiting(v.Line) {
			if q.Call == v.Call {
				item = q.Item
			}
		}
	}
	switch w[0] {
	case "leads":
		st.step(core.ItemMoved{Item: item, Line: id.Line("lin_" + w[3]), By: "usr_boss"})
	case "places":
		st.step(core.ItemPlaced{Item: item, Place: number(w[3]), By: "usr_boss"})
	case "gives":
		st.step(core.ItemTaken{Item: item, Agent: id.Agent("agt_" + w[3]), By: "usr_boss"})
	case "ranks":
		st.step(core.ItemRanked{Item: item, Priority: number(w[2]), By: "usr_boss"})
	}
}
