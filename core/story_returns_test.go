package core_test

import (
	"strings"

	"gudok/core"
	"gudok/id"
)

// returnsOf understands how a line keeps its promises: "keeps=agent-first", "keeps=customer-first",
// "keeps=by-hand", "bonus=5m", "same-agent=10m", and by which waits who asks on a page is
// called: "web=0s,5m".
func (st *story) returnsOf(l *core.Line, m map[string]string) {
	if m["keeps"] != "" {
		l.Returns = &core.Returns{
			Hand: m["keeps"] == "by-hand", CustomerFirst: m["keeps"] == "customer-first", BonusMS: st.ms(m["bonus"]), SameAgentMS: st.ms(m["same-agent"]),
		}
	}
	if m["web"] != "" {
		var waits []int64
		for _, d := range strings.Split(m["web"], ",") {
			waits = append(waits, st.ms(d))
		}
		l.ReturnsBy = map[string][]int64{"web": waits}
	}
}

// promise understands what supervisors do to promises: "blocks promise1 enq 10:00:00",
// "frees promise1 enq answered", "moves promise1 10:00:00 to olga".
func (st *story) promise(w []string) {
	p := id.Promise(st.real[w[1]])
	switch w[0] {
	case "blocks":
		st.step(core.PromiseBlocked{Promise: p, Enquiry: id.Enquiry("enq_" + w[2]), Until: st.later(w[3]), By: "usr_boss"})
	case "frees":
		st.step(core.PromiseFreed{Promise: p, Enquiry: id.Enquiry("enq_" + w[2]), Outcome: w[3], By: "usr_boss"})
	case "moves":
		in := core.PromiseChanged{Promise: p, DueAt: st.later(w[2]), By: "usr_boss"}
		if len(w) > 4 {
			in.Owner = id.Agent("agt_" + w[4])
		}
		st.step(in)
	}
}

// later is a moment of today that is still to come.
func (st *story) later(clock string) int64 { return st.moment(clock) }
