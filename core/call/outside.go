package call

import (
	"gudok/fact"
	"gudok/voice"
)

// Outside is the side of a client's own telephone that we ring for a caller: no agent has
// it, and the caller who talks there is nobody's item any more.
const Outside Side = "outside"

// OutsideLeg is the call's leg to the client's own telephone, nil for none.
func (s *State) OutsideLeg(c *Call) *Leg { return s.Legs.Get(c.Outside) }

// InviteOutside rings a number for the caller: all of inv but Call is given.
func (s *State) InviteOutside(c *Call, inv voice.Invite, out *Out) {
	l := &Leg{ID: inv.Leg, Call: c.ID, Side: Outside, Stage: Invited}
	c.Outside = l.ID
	c.Legs++
	s.Legs.Put(l.ID, l)
	inv.Call = c.ID
	out.say(s.legHead(l, out.Actor), fact.LegInvited{Leg: inv.Leg, Number: inv.To.Number})
	out.do(inv)
}

// Join lets the caller and the client's own telephone hear each other, for early media too.
func (s *State) Join(c *Call, out *Out) {
	cust, other := s.CustomerLeg(c), s.OutsideLeg(c)
	if cust == nil || other == nil {
		return
	}
	s.Listen(cust, false, out)
	c.Form = Outdoors
	s.Rehear(c, out)
}

// AnsweredOutside says that the client's own telephone has answered.
func (s *State) AnsweredOutside(c *Call, out *Out) {
	if !c.Answered {
		c.Answered = true
		out.say(c.head(out.Actor), fact.CallAnswered{Leg: c.Outside})
	}
}

// Indoors: nobody took the caller outside.
func (s *State) Indoors(c *Call, out *Out) {
	if c.Form == Outdoors {
		c.Form = Apart
		s.Rehear(c, out)
	}
}
