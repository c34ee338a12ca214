package core

import (
	"slices"

	"gudok/core/acd"
	"gudok/core/dial"
	"gudok/id"
)

const (
	maxOwed = 50          // promises on a desk
	soonMS  = 15 * 60_000 // a promise that is due within it is shown
)

// Desk is what the agent's desk shows at the moment now; false for an unknown agent.
func (s *State) Desk(name id.Agent, now int64) (DeskView, bool) {
	a := s.acd.Agents.Get(name)
	if a == nil {
		return DeskView{}, false
	}
	v := DeskView{Agent: name, Presence: s.presenceView(a), Slot: slotView(a), Device: deviceView(a), Item: s.itemView(a)}
	for _, m := range a.Missed {
		v.Missed = append(v.Missed, MissedView(m))
	}
	lines := s.acd.LinesOf(a)
	for _, l := range lines {
		n, longest := l.Waiting()
		v.Lines = append(v.Lines, LineWait{Line: l.ID, Waiting: n, Longest: longest})
	}
	v.Promises = s.owed(name, lines, now)
	v.Help, v.Ear, v.Tried = a.Help, s.earView(a), s.tries.Get(name)
	return v, true
}

// owed lists what is due or soon due in the lines, the most urgent first. What another has
// agreed to do himself is shown when he does not do it in time.
func (s *State) owed(name id.Agent, lines []*acd.Line, now int64) []Owed {
	var list []*dial.Promise
	for _, l := range lines {
		n := 0
		for _, p := range s.ledger.Of(l.ID) {
			if n == maxOwed || p.DueAt > now+soonMS {
				break
			}
			if p.Owner == "" || p.Owner == name || now > p.DueAt+soonMS {
				list = append(list, p)
				n++
			}
		}
	}
	slices.SortFunc(list, func(a, b *dial.Promise) int {
		if a.DueAt != b.DueAt {
			return int(min(max(a.DueAt-b.DueAt, -1), 1))
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	var owed []Owed
	for _, p := range list[:min(len(list), maxOwed)] {
		owed = append(owed, s.owedView(p, now))
	}
	return owed
}

func (s *State) owedView(p *dial.Promise, now int64) Owed {
	return Owed{
		Promise: p.ID, Tenant: p.Tenant, Line: p.Line, Kind: p.Kind, Number: p.Number, OriginAt: p.OriginAt, DueAt: p.DueAt,
		Attempts: p.Attempts, Misses: p.Misses, State: s.ledger.State(p, now), Recording: p.Recording, Owner: p.Owner,
	}
}

func (s *State) presenceView(a *acd.Agent) PresenceView {
	v := PresenceView{State: string(a.Presence), Reason: a.Reason, Since: a.Since, Pending: a.Pending, Leaving: a.Leaving}
	if a.Presence == acd.Paused {
		v.Kind, v.LimitMS = s.acd.Kind(a.Reason)
	}
	return v
}

func slotView(a *acd.Agent) SlotView { return SlotView{State: string(a.Slot), Since: a.SlotSince} }

func deviceView(a *acd.Agent) DeviceView {
	return DeviceView{Device: a.Device, Healthy: a.Healthy, Why: a.Why, Since: a.HealthSince}
}

// itemView is the contact in the agent's hand, nil for none.
func (s *State) itemView(a *acd.Agent) *ItemView {
	it, r := s.items.Get(a.Item), s.acd.Items.Get(a.Item)
	if it == nil || r == nil {
		return nil
	}
	v := &ItemView{
		Item: it.ID, Call: it.Call, Kind: it.Kind, Tenant: it.Tenant, Line: it.Line, Number: it.Number, Promise: it.Promise,
		Path: slices.Clone(it.Path), OriginAt: it.OriginAt, EnqueuedAt: r.EnqueuedAt, OfferedAt: r.OfferedAt, RingUntil: r.RingUntil,
		AnsweredAt: r.AnsweredAt, HeldAt: r.HeldAt, EndedAt: r.EndedAt, WrapUntil: r.WrapUntil, Extended: r.Extended,
		Disposition: r.Disposition, Why: r.Rule, Parts: slices.Clone(it.Parts),
	}
	if rung, ok := r.Rung(a.ID); ok {
		v.OfferedAt, v.RingUntil = rung.At, rung.Until
	}
	if l := s.lines.Get(it.Line); l != nil {
		v.MustCode = l.MustCode
	}
	v.Return = s.returnView(it)
	if c := s.calls.Calls.Get(it.Call); c != nil {
		v.PromisedUntil, v.Late, v.Muted, v.Recording = c.Promised, c.Late, c.Muted, c.Recording != ""
		s.beside(v, it, c)
	}
	return v
}
