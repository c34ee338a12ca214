package core

import (
	"slices"

	"gudok/core/acd"
	"gudok/core/call"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// A supervisor's ear in a call: he listens and is heard by nobody, whispers to the agent,
// speaks to all, or takes the caller over. An ear belongs to the customer's call: it stays
// when the agent changes and ends with it. Losing it never touches the call.

// Refusals of wishes about ears.
const (
	badMode      = "floor.bad_mode"
	notListening = "floor.not_listening"
	ownCall      = "floor.own_call"
	tooManyEars  = "floor.too_many_ears"
)

// maxEars in one call: more people than a call has is a meeting.
const maxEars = 4

// earAsked: a supervisor wants to hear a call, or otherwise than until now.
func (x *step) earAsked(in EarAsked) {
	if !slices.Contains([]string{call.Listen, call.Whisper, call.Barge}, in.Mode) {
		x.refuse(badMode)
		return
	}
	c, it := x.earable(in.Call)
	if ear := x.earOf(in.Agent); ear != nil {
		if ear.Call != in.Call {
			x.refuse(acd.Busy)
			return
		}
		x.tune(ear, in)
		return
	}
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
		return
	case x.calls.LegOf(c, in.Agent) != nil:
		x.refuse(ownCall)
		return
	case len(c.Ears) >= maxEars:
		x.refuse(tooManyEars)
		return
	}
	if code := x.acd.Listen(x.now, in.Agent, &x.said.route); code != "" {
		x.refuse(code)
		return
	}
	a := x.acd.Agents.Get(in.Agent)
	inv := voice.Invite{Leg: id.Leg(x.names.Next("leg")), To: addressOf(a), RingMS: agentLegMS + ringSlackMS, AutoAnswer: true}
	x.calls.InviteEar(c, in.Agent, in.By, in.Mode, inv, &x.said.phone)
	x.at(agentLegMS, earOver, string(inv.Leg), 0)
	x.touch(c.ID)
}

// earable is the call if an agent talks with a customer in it.
func (x *step) earable(name id.Call) (*call.Call, *item) {
	c := x.calls.Calls.Get(name)
	if c == nil {
		return nil, nil
	}
	it := x.itemOf(c)
	if it == nil || it.Stage != inTalk || c.Customer == "" {
		return c, nil
	}
	return c, it
}

// earOf is the ear at the seat, nil for none.
func (s *State) earOf(seat id.Agent) *call.Leg {
	a := s.acd.Agents.Get(seat)
	if a == nil || a.Slot != acd.Listening {
		return nil
	}
	for _, l := range s.calls.Legs.All() {
		if l.Side == call.Ear && l.Agent == seat && l.Stage != call.Ending {
			return l
		}
	}
	return nil
}

// tune changes the mode of an ear.
func (x *step) tune(ear *call.Leg, in EarAsked) {
	c := x.calls.Calls.Get(ear.Call)
	if ear.Mode == in.Mode {
		return
	}
	x.calls.Tune(c, ear, in.Mode, &x.said.phone)
	if ear.Stage == call.Up {
		x.say(x.earHead(c, ear), fact.EarChanged{Leg: ear.ID, Mode: in.Mode, By: in.By})
	}
	x.touchEar(c, ear)
}

func (x *step) earHead(c *call.Call, ear *call.Leg) fact.Head {
	h := c.Head
	h.Call, h.Agent, h.Actor = c.ID, ear.Agent, fact.Actor(ear.By)
	return h
}

func (x *step) touchEar(c *call.Call, ear *call.Leg) {
	x.said.route.Agents = append(x.said.route.Agents, ear.Agent)
	x.touch(c.ID)
}

// earUp: the supervisor's leg is there.
func (x *step) earUp(l *call.Leg, c *call.Call) {
	x.calls.Hearken(x.now, c, l, &x.said.phone)
	x.say(x.earHead(c, l), fact.EarOpened{Leg: l.ID, Mode: l.Mode, By: l.By})
	x.touchEar(c, l)
}

// earOver: the supervisor's leg has rung long enough.
func (x *step) earOver(name id.Leg) {
	if l := x.calls.Legs.Get(name); l != nil && l.Side == call.Ear && (l.Stage == call.Invited || l.Stage == call.Ringing) {
		x.unear(l, string(voice.CauseNoAnswer))
	}
}

// earLeft: the supervisor has heard enough.
func (x *step) earLeft(in EarLeft) {
	ear := x.earOf(in.Agent)
	if ear == nil {
		x.refuse(notListening)
		return
	}
	x.unear(ear, "left")
}

// unear ends an ear that is there or comes.
func (x *step) unear(l *call.Leg, why string) {
	c := x.calls.Calls.Get(l.Call)
	x.earShut(l, c, why)
	x.hangUp(l, voice.CauseNormal)
	x.acd.Deaf(x.now, l.Agent, &x.said.route)
}

// earShut takes the ear out of the call and says so.
func (x *step) earShut(l *call.Leg, c *call.Call, why string) {
	if l.At != 0 {
		x.say(x.earHead(c, l), fact.EarClosed{Leg: l.ID, MS: x.now - l.At, Why: why})
	}
	l.At = 0
	x.touchEar(c, l)
	x.calls.Unear(c, l, &x.said.phone)
}

// earGone: the supervisor's leg is gone, and nobody told it to.
func (x *step) earGone(l *call.Leg, c *call.Call, cause voice.Cause) {
	x.earShut(l, c, string(cause))
	x.acd.Deaf(x.now, l.Agent, &x.said.route)
}

// unearAll: the customer is gone, there is nothing to hear any more.
func (x *step) unearAll(c *call.Call) {
	for _, l := range x.calls.EarLegs(c) {
		if l != nil && l.Stage != call.Ending {
			x.unear(l, "over")
		}
	}
}

// deafen: the seat of a supervisor cannot be reached any more.
func (x *step) deafen(seat id.Agent, why string) {
	if ear := x.earOf(seat); ear != nil {
		x.unear(ear, why)
		return
	}
	x.acd.Deaf(x.now, seat, &x.said.route)
}

// takeOverAsked: the supervisor who hears the call has the caller from now on.
func (x *step) takeOverAsked(in TakeOverAsked) {
	c, it := x.earable(in.Call)
	ear := x.earOf(in.Agent)
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
	case ear == nil || ear.Call != in.Call || ear.Stage != call.Up:
		x.refuse(notListening)
	default:
		x.takeOver(it, c, ear)
	}
}

func (x *step) takeOver(it *item, c *call.Call, ear *call.Leg) {
	x.letThirdGo(it, c, "taken_over")
	leg, draft, from := x.calls.AgentLeg(c), x.draft(it, it.Line), x.agentOf(it)
	x.say(x.earHead(c, ear), fact.EarClosed{Leg: ear.ID, MS: x.now - ear.At, Why: "taken_over"})
	x.calls.Seize(x.now, c, ear, &x.said.phone)
	child := x.child(it, c, item{Kind: kindCall, Stage: inTalk, Line: it.Line})
	h := x.head(it)
	h.Agent = from
	x.say(h, fact.ItemTransferred{Child: child.ID, Agent: ear.Agent, TakenOver: true})
	x.letGo(it, leg, "")
	x.acd.Seize(x.now, acd.Item{
		ID: child.ID, Line: child.Line, Head: x.head(child), OriginAt: child.OriginAt, Agent: ear.Agent, Disposition: draft,
	}, &x.said.route)
	x.part(child, "talking")
	x.record(child, c)
}

// helpAsked: the agent wants a supervisor.
func (x *step) helpAsked(in HelpAsked) {
	x.refuse(x.acd.AskHelp(x.now, in.Agent, in.On, &x.said.route))
}

// helpTaken: one comes.
func (x *step) helpTaken(in HelpTaken) { x.refuse(x.acd.TakeHelp(x.now, in.Agent, &x.said.route)) }
