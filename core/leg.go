package core

import (
	"slices"

	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/dial"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// legRinging: the far end of a leg that we invited rings.
func (x *step) legRinging(in LegRinging) {
	l := x.calls.Legs.Get(in.Leg)
	if l == nil || !x.calls.Ringing(l, in.Early, &x.said.phone) {
		return
	}
	x.touch(l.Call)
	c := x.calls.Calls.Get(l.Call)
	it := x.itemOf(c)
	switch {
	case it == nil || !in.Early:
	case it.Stage == inDial && l.Side == call.Customer:
		x.customerRings(it, c, in.Early)
	case it.Stage == inTalk && l.ID == c.Third:
		x.calls.Ask(c, &x.said.phone)
	case it.Stage == inOut && l.ID == c.Outside:
		x.calls.Join(c, &x.said.phone)
	}
}

// legAnswered: a leg that we invited is up.
func (x *step) legAnswered(in LegAnswered) {
	if l := x.calls.Legs.Get(in.Leg); l != nil {
		x.by(x.actorOf(l))
		x.legUp(l)
	}
}

func (x *step) legUp(l *call.Leg) {
	if !x.calls.Answered(l, &x.said.phone) {
		return
	}
	x.touch(l.Call)
	c := x.calls.Calls.Get(l.Call)
	it := x.itemOf(c)
	switch {
	case l.Side == call.Outside:
		x.outsideUp(l, c)
	case l.Side == call.Ear:
		x.earUp(l, c)
	case l.Side == call.Third:
		x.thirdUp(l, c)
	case it == nil || l.ID != c.Agent && l.ID != c.Customer && !slices.Contains(c.Rung, l.ID):
		x.hangUp(l, voice.CauseNormal) // nobody waits for it any more
	case it.Stage == inLine && l.Side == call.Agent && it.Return:
		x.taken(it, c)
	case it.Stage == inLine && l.Side == call.Agent:
		x.first(it, c, l)
	case it.Stage == inDial && l.Side == call.Agent && it.Kind == kindInternal:
		x.callerThere(it, c)
	case it.Stage == inDial && l.Side == call.Agent:
		x.agentThere(it, c)
	case it.Stage == inDial:
		x.personThere(it, c)
	}
}

// legEnded: a leg is gone.
func (x *step) legEnded(in LegEnded) {
	l := x.calls.Legs.Get(in.Leg)
	if l == nil {
		return
	}
	x.by(x.actorOf(l))
	x.legGone(l, in.Cause, in.Code)
}

// actorOf is who speaks through the leg.
func (x *step) actorOf(l *call.Leg) fact.Actor {
	if l.Agent != "" {
		return fact.Actor(l.Agent)
	}
	return fact.Caller
}

// legGone draws the consequences of a leg that is gone, unless they were drawn when it was
// told to end. Nobody is left behind: neither the other side nor the agent's slot.
func (x *step) legGone(l *call.Leg, cause voice.Cause, code int) {
	c := x.calls.Calls.Get(l.Call)
	if l.Side == call.Outside {
		x.outsideGone(l, c, cause, code)
		return
	}
	if l.Side == call.Third || l.Side == call.Ear {
		x.besideGone(l, c, cause, code)
		return
	}
	told := l.Stage == call.Ending
	current := l.ID == c.Agent || l.ID == c.Customer || slices.Contains(c.Rung, l.ID)
	if !told && current && x.itemOf(c) == nil && l.Side == call.Customer {
		c.EndedBy("caller", cause) // in the middle of our last words
	}
	if !told && current {
		x.beforeGone(l, c, cause)
	}
	x.calls.Ended(l, cause, code, &x.said.phone)
	if l.Side == call.Agent {
		x.acd.Clearing(x.now, l.Agent, false, &x.said.route)
	} else if c.Visitor {
		c.Visitor = false
		x.ledger.Left(x.now, c.Number, &x.said.book)
	}
	if it := x.itemOf(c); it != nil && !told && current {
		if l.Side == call.Agent {
			x.agentGone(it, c, l.Agent, cause, code)
		} else {
			x.customerGone(it, c, cause, code)
		}
	}
	if l.Side == call.Customer {
		x.surveyGone(c)
		x.hangUp(x.calls.OutsideLeg(c), voice.CauseNormal)
		x.unearAll(c)
	}
	x.touch(c.ID)
	if it := x.itemOf(c); it != nil && it.Return && it.Stage == inLine {
		c.By, c.Cause = "", "" // the call goes on with the next agent
		return
	}
	x.calls.Close(c, &x.said.phone)
}

// besideGone is legGone of a leg beside the conversation of customer and agent: the third's,
// or an ear's.
func (x *step) besideGone(l *call.Leg, c *call.Call, cause voice.Cause, code int) {
	told, current := l.Stage == call.Ending, l.ID == c.Third
	if !told && l.Side == call.Ear {
		x.earGone(l, c, cause)
	}
	x.calls.Ended(l, cause, code, &x.said.phone)
	if l.Agent != "" {
		x.acd.Clearing(x.now, l.Agent, false, &x.said.route)
	}
	if !told && current && l.Side == call.Third {
		x.thirdGone(l, c, cause)
	}
	x.calls.Close(c, &x.said.phone)
	x.touch(c.ID)
}

// beforeGone remembers whose doing the end of a conversation is.
func (x *step) beforeGone(l *call.Leg, c *call.Call, cause voice.Cause) {
	it := x.itemOf(c)
	switch {
	case it == nil:
	case l.Side == call.Customer:
		c.EndedBy(whoEnded("caller", cause), cause)
	case it.Stage == inTalk && wished(cause):
		c.EndedBy("agent", cause)
	}
}

// wished reports whether somebody wanted the end, rather than the telephone failing.
func wished(c voice.Cause) bool {
	return slices.Contains([]voice.Cause{
		voice.CauseNormal, voice.CauseCancelled, voice.CauseTooLong, voice.CauseDeclined, voice.CauseBusy, voice.CauseNoAnswer, voice.CauseNotFound,
	}, c)
}

func whoEnded(person string, cause voice.Cause) string {
	if wished(cause) {
		return person
	}
	return "system"
}

// customerGone: the person outside is gone.
func (x *step) customerGone(it *item, c *call.Call, cause voice.Cause, code int) {
	switch it.Stage {
	case inMenu:
		x.goneInMenu(it, c, cause)
	case inOut:
		x.goneFromOutside(it, c, cause)
	case inLine:
		x.hangUp(x.calls.AgentLeg(c), voice.CauseCancelled)
		if wished(cause) {
			x.leave(it, acd.Abandoned, "")
		} else {
			x.leave(it, "failed", string(cause))
		}
	case inDial:
		outcome := outcomeOf(cause)
		if it.Met && wished(cause) {
			outcome = dial.OutcomeDropped
		}
		x.dialEnded(it, c, outcome, cause, code)
	case inTalk:
		x.finish(it, c)
		if cause == voice.CauseRestart { // our restart cut somebody off
			cut := *it
			cut.Promise = "" // what was promised is kept; this is a new miss
			x.miss(&cut, dial.Missed, "failed")
		}
	case inWrap, inConsult:
	}
}

// goneInMenu: the caller hung up in the menu, or after the tone of voicemail: what was said
// by then is a message.
func (x *step) goneInMenu(it *item, c *call.Call, cause voice.Cause) {
	h, node := x.head(it), ""
	if it.Run != nil {
		node = it.Run.Node
	}
	x.calls.StopRecord(c, &x.said.phone)
	switch {
	case !wished(cause):
		x.leave(it, "failed", string(cause))
	case it.Message != "":
		x.say(h, fact.MenuLeft{Node: node, Reason: "voicemail"})
		x.leave(it, "voicemail", "")
	default:
		x.say(h, fact.MenuLeft{Node: node, Reason: "hung_up"})
		x.leave(it, "left_in_menu", node)
	}
}

// agentGone: the agent's leg is gone. Before the conversation this is a verdict on the
// offer; in it, the agent's own wish ends the call, and any failure gives the caller back
// to the line.
func (x *step) agentGone(it *item, c *call.Call, name id.Agent, cause voice.Cause, code int) {
	switch it.Stage {
	case inLine:
		verdict, reason := verdictOf(cause)
		x.acd.RefuseBy(x.now, it.ID, name, verdict, reason, &x.said.route)
		x.unrung(it)
	case inDial:
		x.agentMissing(it, c, cause, code)
	case inTalk:
		switch {
		case it.Third.there() && it.Kind != kindInternal && wished(cause):
			x.handOver(it, c, x.agentOf(it), "") // who hangs up while two others talk has connected them
		case it.Third.there() && it.Third.Stage == thirdConfers:
			x.handOver(it, c, x.agentOf(it), cause)
		case it.Third.asked() && it.Kind != kindInternal && wished(cause) && x.lines.Get(it.Line) != nil:
			by := x.agentOf(it) // nor is a caller on hold cut off because the third has not answered yet
			x.letThirdGo(it, c, "agent_left")
			x.transfer(it, c, TransferAsked{Agent: by, To: Target{Line: it.Line}})
		case wished(cause):
			x.finish(it, c)
		default:
			x.reclaim(it, string(cause))
		}
	case inMenu, inWrap, inOut, inConsult:
	}
}

// verdictOf is how an offer ended whose leg did. Busy and friends are the device's fault
// (product.md 5.1); a restart is nobody's.
func verdictOf(cause voice.Cause) (verdict, reason string) {
	switch cause {
	case voice.CauseNoAnswer:
		return acd.NoAnswer, ""
	case voice.CauseDeclined, voice.CauseNormal:
		return acd.Declined, "device"
	case voice.CauseRestart, voice.CauseInterrupted:
		return acd.Rescinded, ""
	default:
		return acd.Unreachable, string(cause)
	}
}

// legHeld: the far end pressed its own hold key. The agent's holds the caller, who must not
// hear silence; the caller's own is his matter.
func (x *step) legHeld(in LegHeld) {
	l := x.calls.Legs.Get(in.Leg)
	if l == nil || !x.calls.Park(l) || l.Side != call.Agent {
		return
	}
	c := x.calls.Calls.Get(l.Call)
	if it := x.itemOf(c); it != nil && it.Stage == inTalk && l.ID == c.Agent && c.HeldAt == 0 {
		x.by(x.actorOf(l)).hold(it, c, 0, true)
	}
}

// legResumed: and took it back.
func (x *step) legResumed(in LegResumed) {
	l := x.calls.Legs.Get(in.Leg)
	if l == nil || !x.calls.Unpark(l) || l.Side != call.Agent {
		return
	}
	c := x.calls.Calls.Get(l.Call)
	if it := x.itemOf(c); it != nil && it.Stage == inTalk && l.ID == c.Agent && c.ByDevice {
		x.by(x.actorOf(l)).resume(it, c)
	}
}

// soundLost: no sound has come from a leg for longer than the guard of the media room
// allows. An agent's leg in conversation is as good as gone, and so is the caller's: a
// ghost call must not hold an agent for hours.
func (x *step) soundLost(in SoundLost) {
	l := x.calls.Legs.Get(in.Leg)
	if l == nil || l.Stage != call.Up {
		return
	}
	x.out.Effects = append(x.out.Effects, voice.End{Leg: l.ID, Cause: voice.CauseMediaLost})
	x.legGone(l, voice.CauseMediaLost, 0)
}

// recorded: a recording is closed.
func (x *step) recorded(in Recorded) { x.calls.Recorded(in.Recorded, &x.said.phone) }
