package call

import (
	"slices"

	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// ThirdLeg is the leg of whom the agent asks, nil for none.
func (s *State) ThirdLeg(c *Call) *Leg { return s.Legs.Get(c.Third) }

// EarLegs are the supervisors' legs.
func (s *State) EarLegs(c *Call) []*Leg {
	var legs []*Leg
	for _, e := range c.Ears {
		legs = append(legs, s.Legs.Get(e))
	}
	return legs
}

// LegOf is the leg by which the agent is in the call, nil for none.
func (s *State) LegOf(c *Call, name id.Agent) *Leg {
	for _, l := range append([]*Leg{s.AgentLeg(c), s.ThirdLeg(c)}, s.EarLegs(c)...) {
		if l != nil && l.Agent == name {
			return l
		}
	}
	return nil
}

// Ask lets agent and third hear each other, while the customer, if there is one, hears music.
func (s *State) Ask(c *Call, out *Out) {
	c.Form = Consult
	s.Rehear(c, out)
}

// Confer lets all three hear each other; a hold ends by it.
func (s *State) Confer(now int64, c *Call, out *Out) {
	s.unhold(now, c, out)
	c.Form = Conference
	s.Rehear(c, out)
	out.say(s.talkHead(c, out), fact.CallConference{Leg: c.Third})
}

// Alone: the third is not there any more, or never came. The leg is to be ended by itself.
func (s *State) Alone(c *Call, out *Out) {
	c.Third = ""
	switch c.Form {
	case Consult:
		c.Form = Held
	case Conference:
		c.Form = Talk
	case Apart, Talk, Held, Outdoors:
	}
	if l := s.AgentLeg(c); l != nil && c.Form == Held && l.Hears.Token != 0 {
		s.Silence(l, out) // it heard that it rang
	}
	s.Rehear(c, out)
}

// MuteThird stops what the third says, or lets it through again.
func (s *State) MuteThird(c *Call, muted bool, out *Out) {
	l := s.ThirdLeg(c)
	if l == nil || l.Muted == muted {
		return
	}
	l.Muted = muted
	out.do(voice.Mute{Leg: l.ID, Muted: muted})
	out.say(s.legHead(l, out.Actor), fact.CallMuted{Muted: muted})
}

// Promote makes the third the agent of the call. The former agent's leg is to be ended by
// itself; the recording goes on.
func (s *State) Promote(now int64, c *Call, out *Out) {
	s.unhold(now, c, out)
	c.Agent, c.Third, c.Muted, c.Form = c.Third, "", false, Talk
	if l := s.AgentLeg(c); l != nil {
		l.Side, c.Muted, l.Muted = Agent, l.Muted, false
	}
	s.Rehear(c, out)
}

// Dismiss takes the former agent out of the call: the customer stays with the third outside,
// or alone. His leg is to be ended by itself; the recording goes on.
func (s *State) Dismiss(now int64, c *Call, out *Out) {
	s.unhold(now, c, out)
	c.Agent, c.Muted, c.Form = "", false, Apart
	if l := s.ThirdLeg(c); l != nil {
		l.Side, c.Outside, c.Third, c.Form = Outside, c.Third, "", Outdoors
	}
	if l := s.CustomerLeg(c); l != nil && c.Form == Apart {
		l.Hears = Hearing{} // he is told at once what comes now
	}
	s.Rehear(c, out)
}

// Seize makes the ear the agent of the call; the former agent's leg is to be ended by itself.
func (s *State) Seize(now int64, c *Call, ear *Leg, out *Out) {
	s.unhold(now, c, out)
	c.Ears = slices.DeleteFunc(c.Ears, func(e id.Leg) bool { return e == ear.ID })
	c.Agent, c.Muted, c.Form = ear.ID, false, Talk
	s.open(ear, out)
	ear.Side, ear.Mode, ear.By, ear.At, ear.Open = Agent, "", "", 0, false
	s.Rehear(c, out)
}

// Tune changes the mode of an ear.
func (s *State) Tune(c *Call, ear *Leg, mode string, out *Out) {
	if ear.Mode = mode; mode != Listen {
		s.open(ear, out)
	}
	s.Rehear(c, out)
}

// open lets an ear speak; who hears it is another matter. One that is not up yet is told
// when it comes.
func (s *State) open(ear *Leg, out *Out) {
	if ear.Open {
		return
	}
	if ear.Open = true; ear.Stage == Up {
		out.do(voice.Open{Leg: ear.ID})
	}
}

// Hearken: the ear has come and hears the call from now on.
func (s *State) Hearken(now int64, c *Call, ear *Leg, out *Out) {
	ear.At = now
	if ear.Mode != Listen {
		out.do(voice.Open{Leg: ear.ID})
	}
	s.Rehear(c, out)
}

// Unear takes an ear out of the call; the leg is to be ended by itself.
func (s *State) Unear(c *Call, ear *Leg, out *Out) {
	c.Ears = slices.DeleteFunc(c.Ears, func(e id.Leg) bool { return e == ear.ID })
	s.Rehear(c, out)
}

// HoldLate: the promised moment has passed. The customer hears an apology once; the token of
// it is returned.
func (s *State) HoldLate(c *Call, apology []voice.Sound, out *Out) uint64 {
	c.Late, c.Broken = true, true
	out.say(s.talkHead(c, out), fact.CallHoldLate{PromisedUntil: c.Promised})
	return s.Play(s.CustomerLeg(c), apology, false, out)
}
