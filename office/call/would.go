package call

import (
	"gudok/fact"
	"gudok/id"
)

// A Would says what would have given the contact to somebody else: a code that the UI puts
// into words, and what fits into it. It is drawn from the decision's own record, which holds
// all that was compared, so it can be checked years later.
type Would struct {
	// Code is would. and the rule that would have to be otherwise: level, reoffer_delay, device,
	// pause, wrapup, keep, on_demand; of the runner-up: skills (he has more of them), reserve,
	// a strategy (his figure), idle, tie.
	Code  string   `json:"code" example:"would.device"`
	Agent id.Agent `json:"agent" doc:"Who would have got it then"`
	MS    int64    `json:"ms,omitempty" doc:"By how much time it would have to differ, or for how long the rule had held"`
	N     int64    `json:"n,omitempty" doc:"By how much a count would have to differ"`
}

// before reports whether an agent with these figures comes before the chosen one: by tier,
// then by the rule's figure, then by how long he is idle (fact.Decision).
func before(d *fact.Decision, tier int, key, idle int64, name id.Agent) bool {
	switch {
	case tier != d.Tier:
		return tier < d.Tier
	case key != d.Key:
		return key < d.Key
	case idle != d.IdleSince:
		return idle < d.IdleSince
	}
	return name < d.Agent
}

// would lists what would have changed the decision at the moment now: first what kept out an
// agent who came before the chosen one, then what the runner-up lacked.
func would(d *fact.Decision, now int64) []Would {
	list := []Would{}
	for _, e := range d.Excluded {
		if d.Agent == "" || !before(d, e.Tier, e.Key, e.IdleSince, e.Agent) {
			continue
		}
		w := Would{Code: "would." + e.Rule, Agent: e.Agent}
		switch {
		case e.Rule == "reoffer_delay" && e.Until > now:
			w.MS = e.Until - now
		case e.Rule != "reoffer_delay" && e.Until != 0:
			w.MS = max(now-e.Until, 0)
		}
		list = append(list, w)
	}
	if d.RunnerUp != "" {
		list = append(list, overtaken(d))
	}
	return list
}

// overtaken is what the runner-up would have needed.
func overtaken(d *fact.Decision) Would {
	w := Would{Agent: d.RunnerUp}
	switch {
	case d.RunTier == fact.TierOnDemand && d.Tier != d.RunTier:
		w.Code = "would.reserve"
	case d.RunTier != d.Tier:
		w.Code = "would.skills"
	case d.RunKey != d.Key && timed(d.Rule):
		w.Code, w.MS = "would."+d.Rule, d.RunKey-d.Key
	case d.RunKey != d.Key:
		w.Code, w.N = "would."+d.Rule, d.RunKey-d.Key
	case d.RunnerMS != d.IdleSince:
		w.Code, w.MS = "would.idle", d.RunnerMS-d.IdleSince
	default:
		w.Code = "would.tie"
	}
	return w
}

// timed are the rules whose figure is a time in ms.
func timed(rule string) bool { return rule == "least_occupied" || rule == "least_talk" }
