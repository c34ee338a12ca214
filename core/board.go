package core

import (
	"slices"

	"gudok/core/acd"
	"gudok/core/call"
	"gudok/id"
)

// Lines, Agents and Calls are the live floor, each sorted by id.
func (s *State) Lines(now int64) []LineView {
	var list []LineView
	for _, l := range s.lines.All() {
		if v, ok := s.LineView(l.ID, now); ok {
			list = append(list, v)
		}
	}
	return list
}

// Agents: see Lines.
func (s *State) Agents() []AgentView {
	var list []AgentView
	for _, a := range s.acd.Agents.All() {
		list = append(list, s.agentView(a))
	}
	return list
}

// Calls: see Lines.
func (s *State) Calls() []CallView {
	var list []CallView
	for _, c := range s.calls.Calls.All() {
		list = append(list, s.callView(c))
	}
	return list
}

// LineView is one line at the moment now; false for an unknown one.
func (s *State) LineView(name id.Line, now int64) (LineView, bool) {
	conf, l := s.lines.Get(name), s.acd.Lines.Get(name)
	if conf == nil || l == nil {
		return LineView{}, false
	}
	v := LineView{
		Line: name, Tenant: conf.Tenant, Talking: l.Talking(), Promises: len(s.ledger.Of(name)), Overdue: s.ledger.Overdue(name, now),
		Open: s.openAt(conf, now), TargetMS: or(conf.TargetMS, defaultTargetMS),
	}
	v.Waiting, v.Longest = l.Waiting()
	v.Ready, v.Online = s.acd.Staff(l)
	v.EstMS, _, _ = s.Estimate(name, v.Waiting+1)
	return v, true
}

// AgentView is one agent; false for an unknown one.
func (s *State) AgentView(name id.Agent) (AgentView, bool) {
	a := s.acd.Agents.Get(name)
	if a == nil {
		return AgentView{}, false
	}
	return s.agentView(a), true
}

func (s *State) agentView(a *acd.Agent) AgentView {
	v := AgentView{Agent: a.ID, Presence: s.presenceView(a), Slot: slotView(a), Device: deviceView(a), Help: a.Help, Ear: s.earView(a),
		Aside: len(a.Skills) == 0}
	v.Away = v.Aside && a.Presence == acd.Offline && a.Slot == acd.Idle
	if it := s.items.Get(a.Item); it != nil {
		v.Call, v.Line, v.Tenant = it.Call, it.Line, it.Tenant
	}
	return v
}

// LegView is whose leg it is; false for one that is gone or was never known.
func (s *State) LegView(name id.Leg) (LegView, bool) {
	l := s.calls.Legs.Get(name)
	if l == nil {
		return LegView{}, false
	}
	v := LegView{Call: l.Call, Side: string(l.Side), Agent: l.Agent}
	if c := s.calls.Calls.Get(l.Call); c != nil {
		v.Tenant, v.Line = c.Head.Tenant, c.Head.Line
	}
	return v, true
}

// CallView is one call; false when it is over or was never known.
func (s *State) CallView(name id.Call) (CallView, bool) {
	c := s.calls.Calls.Get(name)
	if c == nil {
		return CallView{}, false
	}
	return s.callView(c), true
}

func (s *State) callView(c *call.Call) CallView {
	v := CallView{Call: c.ID, Tenant: c.Head.Tenant, Line: c.Head.Line, Number: c.Number, Kind: kindCall}
	if it := s.items.Get(c.Head.Item); it != nil {
		v.Kind, v.Parts = it.Kind, slices.Clone(it.Parts)
		if r := s.acd.Items.Get(it.ID); r != nil {
			v.Agent = r.Agent
		}
	}
	s.others(&v, c)
	return v
}

// Knows reports whether the leg is one of a call's. The floor ends legs that a gate brought
// back and that nobody knows.
func (s *State) Knows(l id.Leg) bool { return s.calls.Legs.Get(l) != nil }
