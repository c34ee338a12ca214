package call

import (
	"gudok/fact"
	"gudok/voice"
)

// Bridge lets customer and agent hear each other. The first time in a call is its answer.
func (s *State) Bridge(c *Call, out *Out) {
	cust, agent := s.CustomerLeg(c), s.AgentLeg(c)
	if cust == nil || agent == nil {
		return
	}
	s.Listen(cust, false, out)
	c.Form = Talk
	s.Rehear(c, out)
}

// Talking says that two people hear each other for the first time in the call.
func (s *State) Talking(c *Call, out *Out) {
	if c.Answered {
		return
	}
	c.Answered = true
	h := c.head(out.Actor)
	if l := s.AgentLeg(c); l != nil {
		h.Agent = l.Agent
	}
	out.say(h, fact.CallAnswered{Leg: c.Agent})
}

// Hold lets the customer hear music instead of the agent, promised until a moment (0: not
// promised). During a hold it only changes the promise.
func (s *State) Hold(now int64, c *Call, until int64, byDevice bool, music []voice.Sound, out *Out) {
	c.Promised, c.Late = until, false
	if c.HeldAt != 0 {
		return
	}
	c.HeldAt, c.ByDevice, c.Form = now, byDevice, Held
	s.Rehear(c, out)
	s.Play(s.CustomerLeg(c), music, true, out)
	out.say(s.talkHead(c, out), fact.CallHeld{ByDevice: byDevice, PromisedUntil: until})
}

// Resume ends a hold.
func (s *State) Resume(now int64, c *Call, out *Out) {
	if c.HeldAt == 0 {
		return
	}
	s.unhold(now, c, out)
	s.Bridge(c, out)
}

// unhold says that a hold is over, if one is on, and whether its promise was kept.
func (s *State) unhold(now int64, c *Call, out *Out) {
	if c.HeldAt == 0 {
		return
	}
	f := fact.CallResumed{HeldMS: now - c.HeldAt}
	switch {
	case c.Promised == 0:
	case now <= c.Promised && !c.Broken:
		f.Promise = "kept"
	default:
		f.Promise = "broken"
	}
	c.HeldAt, c.ByDevice, c.Promised, c.Late, c.Broken = 0, false, 0, false, false
	out.say(s.talkHead(c, out), f)
}

// Mute stops what the agent says, or lets it through again.
func (s *State) Mute(c *Call, muted bool, out *Out) {
	if c.Muted == muted {
		return
	}
	c.Muted = muted
	out.do(voice.Mute{Leg: c.Agent, Muted: muted})
	out.say(s.talkHead(c, out), fact.CallMuted{Muted: muted})
}

// Digits sends key presses to the customer's side. They leave no fact: they may be secret.
func (s *State) Digits(c *Call, digits string, out *Out) {
	to := c.Customer
	if c.Form == Consult {
		to = c.Third // who is asked may have a menu
	}
	out.do(voice.SendDigits{Leg: to, Digits: digits})
}

// Parted forgets what belonged to a conversation with one agent: the customer goes on.
func (s *State) Parted(c *Call, out *Out) {
	s.StopRecord(c, out)
	c.HeldAt, c.ByDevice, c.Promised, c.Late, c.Broken, c.Muted, c.Form = 0, false, 0, false, false, false, Apart
	if l := s.CustomerLeg(c); l != nil {
		l.Hears = Hearing{}
	}
	s.Rehear(c, out)
}

func (s *State) talkHead(c *Call, out *Out) fact.Head {
	h := c.head(out.Actor)
	if l := s.AgentLeg(c); l != nil {
		h.Agent = l.Agent
	}
	return h
}
