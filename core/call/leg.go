package call

import (
	"slices"

	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// Arrive begins a call with the leg that rings here.
func (s *State) Arrive(v Call, leg id.Leg, f fact.CallCreated, out *Out) *Call {
	c := &v
	c.Inbound, c.Visitor, c.Customer, c.Legs = true, true, leg, 1
	s.Calls.Put(c.ID, c)
	s.Legs.Put(leg, &Leg{ID: leg, Call: c.ID, Side: Customer, Stage: Arrived})
	f.Inbound, f.Leg, f.Caller = true, leg, c.Number
	out.say(c.head(fact.Caller), f)
	return c
}

// Begin begins a call that we make. The first leg that is invited is the one named.
func (s *State) Begin(v Call, first id.Leg, out *Out) *Call {
	c := &v
	s.Calls.Put(c.ID, c)
	out.say(c.head(out.Actor), fact.CallCreated{Leg: first, Caller: c.Number})
	return c
}

// Invite rings somebody into the call: all of inv but Call is given. The agent is whose
// leg it is, "" for the customer's.
func (s *State) Invite(c *Call, agent id.Agent, inv voice.Invite, out *Out) {
	if agent != "" {
		c.Agent = inv.Leg
		s.invite(c, Agent, agent, inv, out)
		return
	}
	c.Customer = inv.Leg
	s.invite(c, Customer, "", inv, out)
}

// InviteBeside rings one agent more into a call for which another one's device rings already.
func (s *State) InviteBeside(c *Call, agent id.Agent, inv voice.Invite, out *Out) {
	c.Rung = append(c.Rung, inv.Leg)
	s.invite(c, Agent, agent, inv, out)
}

// Rings is the leg of the agent that rings, or has answered, in the call; nil for none.
func (s *State) Rings(c *Call, agent id.Agent) *Leg {
	if l := s.AgentLeg(c); l != nil && l.Agent == agent && l.Stage != Ending {
		return l
	}
	for _, name := range c.Rung {
		if l := s.Legs.Get(name); l != nil && l.Agent == agent && l.Stage != Ending {
			return l
		}
	}
	return nil
}

// Front makes the leg of one of those who are rung the agent's.
func (s *State) Front(c *Call, l *Leg) {
	if l == nil || l.ID == c.Agent {
		return
	}
	c.Rung = slices.DeleteFunc(c.Rung, func(r id.Leg) bool { return r == l.ID })
	if old := s.AgentLeg(c); old != nil && old.Stage != Ending {
		c.Rung = append(c.Rung, old.ID)
	}
	c.Agent = l.ID
}

// InviteThird rings somebody whom the agent wants to ask: an agent, or a number.
func (s *State) InviteThird(c *Call, agent id.Agent, inv voice.Invite, out *Out) {
	c.Third = inv.Leg
	s.invite(c, Third, agent, inv, out)
}

// InviteEar rings a supervisor, who at first hears the call in the mode.
func (s *State) InviteEar(c *Call, seat id.Agent, by id.User, mode string, inv voice.Invite, out *Out) {
	c.Ears = append(c.Ears, inv.Leg)
	inv.ListenOnly = mode == Listen
	l := s.invite(c, Ear, seat, inv, out)
	l.By, l.Mode, l.Open = by, mode, !inv.ListenOnly
}

func (s *State) invite(c *Call, side Side, agent id.Agent, inv voice.Invite, out *Out) *Leg {
	l := &Leg{ID: inv.Leg, Call: c.ID, Side: side, Stage: Invited, Agent: agent, Device: inv.To.Device}
	c.Legs++
	s.Legs.Put(l.ID, l)
	inv.Call = c.ID
	out.say(s.legHead(l, out.Actor), fact.LegInvited{Leg: inv.Leg, Device: inv.To.Device, Number: inv.To.Number})
	out.do(inv)
	return l
}

// Ring lets an arrived caller hear that we ring.
func (s *State) Ring(l *Leg, out *Out) {
	if l != nil && l.Stage == Arrived {
		out.do(voice.Ring{Leg: l.ID})
	}
}

// Accept answers an arrived leg, or lets a ringing browser connect. An arrived leg counts
// as up at once: sound may be sent before the caller's ACK comes.
func (s *State) Accept(l *Leg, out *Out) {
	switch {
	case l == nil:
	case l.Stage == Arrived:
		l.Stage = Up
		out.do(voice.Accept{Leg: l.ID})
	case l.Stage == Invited || l.Stage == Ringing:
		out.do(voice.Accept{Leg: l.ID})
	}
}

// AcceptAgain answers a leg that counts as up and of which its gate says after a restart
// that it still waits for an answer.
func (s *State) AcceptAgain(l *Leg, out *Out) {
	if l.Stage == Up {
		out.do(voice.Accept{Leg: l.ID})
	}
}

// Ringing: the far end rings. It reports whether that is news.
func (s *State) Ringing(l *Leg, early bool, out *Out) bool {
	if l.Stage != Invited && !(l.Stage == Ringing && early) {
		return false
	}
	l.Stage, l.Early = Ringing, l.Early || early
	out.say(s.legHead(l, fact.System), fact.LegRinging{Leg: l.ID, Early: early})
	return true
}

// Answered: the leg is up. It reports whether that is news: a leg that was told to end
// and answers nevertheless (glare) will end.
func (s *State) Answered(l *Leg, out *Out) bool {
	switch l.Stage {
	case Invited, Ringing:
		l.Stage = Up
		out.say(s.legHead(l, out.Actor), fact.LegAnswered{Leg: l.ID})
		return true
	case Arrived, Up, Ending:
	}
	return false
}

// End tells a leg to end. It is not gone until it says so.
func (s *State) End(l *Leg, cause voice.Cause, out *Out) {
	if l == nil || l.Stage == Ending {
		return
	}
	l.Stage, l.Hears, l.Listen = Ending, Hearing{}, 0
	out.do(voice.End{Leg: l.ID, Cause: cause})
}

// Ended: the leg is gone, for whatever reason. A call whose last leg is gone is to be
// closed by Close, after the core has drawn its consequences.
func (s *State) Ended(l *Leg, cause voice.Cause, code int, out *Out) {
	out.say(s.legHead(l, out.Actor), fact.LegEnded{Leg: l.ID, Cause: cause, Code: code})
	s.Legs.Delete(l.ID)
	c := s.Calls.Get(l.Call)
	if c == nil {
		return
	}
	c.Legs--
	if c.Customer == l.ID {
		c.Customer = ""
	}
	if c.Agent == l.ID {
		c.Agent = ""
	}
	if c.Outside == l.ID {
		c.Outside = ""
	}
	if c.Third == l.ID {
		c.Third = ""
	}
	c.Ears = slices.DeleteFunc(c.Ears, func(e id.Leg) bool { return e == l.ID })
	c.Rung = slices.DeleteFunc(c.Rung, func(r id.Leg) bool { return r == l.ID })
	if c.Cause == "" {
		c.Cause = cause
	}
}

// EndedBy remembers who ended the call and why; the first one counts.
func (c *Call) EndedBy(who string, cause voice.Cause) {
	if c.By == "" {
		c.By, c.Cause = who, cause
	}
}

// Close ends the call if its last leg is gone, and reports whether it did.
func (s *State) Close(c *Call, out *Out) bool {
	if c.Legs > 0 {
		return false
	}
	s.StopRecord(c, out)
	c.EndedBy("system", c.Cause)
	out.say(c.head(out.Actor), fact.CallEnded{By: c.By, Cause: c.Cause})
	s.Calls.Delete(c.ID)
	return true
}

// Park and Unpark: the far end's own hold key. They report whether that is news.
func (s *State) Park(l *Leg) bool { return l.park(true) }

// Unpark: see Park.
func (s *State) Unpark(l *Leg) bool { return l.park(false) }

func (l *Leg) park(on bool) bool {
	if l.Stage != Up || l.Parked == on {
		return false
	}
	l.Parked = on
	return true
}
