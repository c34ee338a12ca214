package core_test

import (
	"gudok/core"
	"gudok/id"
)

// waitingOf understands what becomes of who waits: "overflow=help after=60s",
// "overflow=help unstaffed", "tells=30s every=60s" and "offers=45s if-over=4m".
func (st *story) waitingOf(l *core.Line, m map[string]string) {
	if m["overflow"] != "" {
		l.Overflow = &core.Overflow{To: id.Line("lin_" + m["overflow"]), AfterMS: st.ms(m["after"]), Unstaffed: m["unstaffed"] != ""}
	}
	if m["tells"] != "" {
		l.Announce = &core.Announce{FirstMS: st.ms(m["tells"]), EveryMS: st.ms(m["every"]), Position: true, Wait: true}
	}
	st.returnsOf(l, m)
	if m["offers"] != "" {
		l.Offer = &core.Offer{AfterMS: st.ms(m["offers"]), EveryMS: st.ms(m["every"]), IfOverMS: st.ms(m["if-over"])}
	}
}

// agrees understands "agrees nina 12:00:00 mine" of an agent in the line shop.
func (st *story) agrees(a id.Agent, w []string) {
	in := core.PromiseRequested{Agent: a, Tenant: "ten_a", Line: "lin_shop", Number: id.Number("num_" + w[0]), Zone: st.zones[w[0]]}
	in.At = st.moment(w[1])
	for i, word := range w {
		switch word {
		case "mine":
			in.Owner = a
		case "alone": // alone 10m
			in.SameAgentMS = st.ms(w[i+1])
		case "web", "follow_up":
			in.Kind = word
		}
	}
	st.step(in)
}
