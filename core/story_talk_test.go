package core_test

import (
	"strings"

	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// talk understands what agents and supervisors do in calls with more than two people:
// "olga transfers to ivan", "olga asks number dad", "boss listens to petro".
func (st *story) talk(a id.Agent, verb string, w []string) {
	object := strings.Join(w, " ")
	switch verb + " " + firstOf(w) {
	case "transfers to":
		to, prompt := st.target(w[1:])
		st.step(core.TransferAsked{Agent: a, To: to, Announce: prompt})
		return
	case "listens to", "whispers to", "barges into":
		mode := map[string]string{"listens": "listen", "whispers": "whisper", "barges": "barge"}[verb]
		st.step(core.EarAsked{Agent: a, By: "usr_boss", Call: st.callOf(w[1]), Mode: mode})
		return
	case "takes over":
		st.step(core.TakeOverAsked{Agent: a, By: "usr_boss", Call: st.callOf(w[1])})
		return
	}
	switch verb {
	case "asks":
		to, prompt := st.target(w)
		st.step(core.ConsultAsked{Agent: a, To: to, Announce: prompt})
	case "connects":
		st.step(core.ConnectAsked{Agent: a})
	case "confers":
		st.step(core.ConferenceAsked{Agent: a})
	case "returns":
		st.step(core.BackAsked{Agent: a})
	case "phones":
		in := core.DialAsked{Agent: a}
		if in.To, _ = st.target(w[:1]); len(w) > 2 {
			in.To = core.Target{Number: id.Number("num_" + w[0]), Tenant: "ten_a"}
			in.Line = id.Line("lin_" + w[2])
		}
		st.step(in)
	case "wants":
		st.step(core.HelpAsked{Agent: a, On: object == "help"})
	case "hears":
		leg := st.leg[string(a)]
		st.step(core.PlayEnded{Played: voice.Played{Leg: leg, Token: st.plays[leg], Outcome: voice.OutcomeDone}})
	case "stops":
		st.step(core.EarLeft{Agent: a})
	default:
		st.t.Fatalf("%s: what does an agent do who %q?", st.at, verb)
	}
}

func firstOf(w []string) string {
	if len(w) == 0 {
		return ""
	}
	return w[0]
}

// target understands "ivan", "line service", "number dad", and "… announcing" for a desk phone.
func (st *story) target(w []string) (to core.Target, announce id.Prompt) {
	if len(w) > 1 && w[len(w)-2] == "announcing" {
		announce, w = id.Prompt("prm_"+w[len(w)-1]), w[:len(w)-2]
	}
	switch {
	case w[0] == "line":
		to.Line = id.Line("lin_" + w[1])
	case w[0] == "number":
		to.Number, to.Tenant = id.Number("num_"+w[1]), "ten_a"
	default:
		to.Agent = id.Agent("agt_" + w[0])
	}
	return to, announce
}

// callOf is the call in which the caller is.
func (st *story) callOf(who string) id.Call {
	for _, v := range st.s.Calls() {
		if v.Number == id.Number("num_"+who) {
			return v.Call
		}
	}
	return "call_none"
}
