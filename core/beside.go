package core

import (
	"gudok/core/acd"
	"gudok/core/call"
)

// beside adds to the contact who else is in its call.
func (s *State) beside(v *ItemView, it *item, c *call.Call) {
	v.Third, v.Returned = thirdView(it.Third), it.Back
	switch it.Kind {
	case kindConsult, kindInternal:
		if l := s.calls.ThirdLeg(c); l != nil && it.Stage == inConsult {
			v.Muted = l.Muted
		}
		main := s.itemOf(c)
		if main == nil || it.Third != nil && it.Stage != inConsult {
			if it.Third != nil {
				v.Peer = it.Third.To.Agent
			}
			return
		}
		if r := s.acd.Items.Get(main.ID); r != nil && main != it {
			v.Peer = r.Agent
		}
	}
}

func thirdView(t *third) *ThirdView {
	if t == nil {
		return nil
	}
	return &ThirdView{Agent: t.To.Agent, Line: t.To.Line, Number: t.To.Number, Item: t.Item, State: t.Stage, Reason: t.Reason, Since: t.At}
}

// earView is the call to which the seat listens, nil for none.
func (s *State) earView(a *acd.Agent) *EarView {
	if l := s.earOf(a.ID); l != nil {
		return &EarView{Seat: l.Agent, By: l.By, Call: l.Call, Mode: l.Mode, Since: l.At}
	}
	return nil
}

// others adds to a call who is in it beside customer and agent.
func (s *State) others(v *CallView, c *call.Call) {
	v.HeldAt, v.PromisedUntil, v.Late = c.HeldAt, c.Promised, c.Late
	if it := s.itemOf(c); it != nil {
		v.Third = thirdView(it.Third)
	}
	for _, l := range s.calls.EarLegs(c) {
		if l != nil && l.Stage != call.Ending {
			v.Ears = append(v.Ears, EarView{Seat: l.Agent, By: l.By, Call: l.Call, Mode: l.Mode, Since: l.At})
		}
	}
}
