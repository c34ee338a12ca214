package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// A client's own telephone: it rings first, or instead of the centre, or at the end of a
// menu. Nobody here has the caller while he talks there.

// sentOutside is the reason of who talks at the client's own telephone.
const sentOutside = "sent_outside"

const (
	ownRingMS = 20_000 // four cadences: whoever is near has picked up by then
	outRingMS = 30_000 // where a menu sends a caller out
)

// ownFirst rings the client's own telephone when the line wants that, once for each stay.
func (x *step) ownFirst(it *item, c *call.Call, name id.Line) bool {
	l := x.lines.Get(name)
	if l == nil || l.Mode == ModeCentre || l.Own.Number == "" || it.Own {
		return false
	}
	it.Own = true
	x.sendOut(it, c, l.Own.Number, or(l.Own.RingMS, ownRingMS))
	return true
}

// sendOut rings a number for the caller, who hears that it rings.
func (x *step) sendOut(it *item, c *call.Call, to id.Number, ringMS int64) {
	it.Stage, it.Token = inOut, 0
	x.part(it, "dialling")
	inv := voice.Invite{
		Leg: id.Leg(x.names.Next("leg")), RingMS: ringMS + ringSlackMS, Caller: c.Number,
		To: voice.Address{Number: to, Tenant: it.Tenant},
	}
	if l := x.lines.Get(it.Line); l != nil {
		inv.CallerDID = l.CallerDID
		for _, t := range l.Trunks {
			inv.Trunks = append(inv.Trunks, string(t))
		}
	}
	x.calls.InviteOutside(c, inv, &x.said.phone)
	cust := x.calls.CustomerLeg(c)
	if x.listen(cust, false); cust != nil && cust.Stage == call.Arrived {
		x.calls.Ring(cust, &x.said.phone) // it costs him nothing until somebody answers
	} else {
		x.calls.Play(cust, []voice.Sound{{Tone: voice.ToneRing}}, true, &x.said.phone)
	}
	x.at(ringMS, outOver, string(inv.Leg), 0)
}

// outOver: the client's telephone has rung long enough.
func (x *step) outOver(name id.Leg) {
	l := x.calls.Legs.Get(name)
	if l == nil || l.Stage != call.Invited && l.Stage != call.Ringing {
		return
	}
	c := x.calls.Calls.Get(l.Call)
	x.hangUp(l, voice.CauseNoAnswer)
	if it := x.itemOf(c); it != nil && it.Stage == inOut && c.Outside == name {
		c.Outside = ""
		x.outFailed(it, c, acd.NoAnswer)
	}
}

// outsideUp: the client has answered. The caller is his from now on.
func (x *step) outsideUp(l *call.Leg, c *call.Call) {
	it := x.itemOf(c)
	if it == nil || it.Stage != inOut || c.Outside != l.ID {
		x.hangUp(l, voice.CauseNormal)
		return
	}
	x.by(fact.System)
	x.calls.Accept(x.calls.CustomerLeg(c), &x.said.phone)
	x.calls.Join(c, &x.said.phone)
	x.calls.AnsweredOutside(c, &x.said.phone)
	x.part(it, "talking")
	if it.Run != nil {
		x.say(x.head(it), fact.MenuLeft{Node: it.Run.Node, Reason: sentOutside})
	}
	h := x.head(it)
	x.leave(it, sentOutside, "")
	x.ledger.Reached(x.now, it.Number, x.rootOf(it.Line), h, &x.said.book)
}

// outFailed: nobody took the caller there. The menu goes on, or the centre takes over, or
// the miss is remembered.
func (x *step) outFailed(it *item, c *call.Call, verdict string) {
	l := x.lines.Get(it.Line)
	x.calls.Indoors(c, &x.said.phone)
	if it.Stage = inMenu; it.Giver != "" {
		x.outReturned(it, c, verdict)
		return
	}
	switch {
	case it.Run != nil:
		it.Run.Failed(x.program(it), x.menuOut(it))
		x.obeyMenu(it, c)
	case l != nil && l.Mode == ModeOwnOnly:
		x.leave(it, "failed", "own_telephone")
		x.farewell(c, words("std_all_busy"))
	case it.Then != "":
		x.welcome(it, c)
	default:
		x.calls.Accept(x.calls.CustomerLeg(c), &x.said.phone)
		x.enqueue(it, c, it.Line)
	}
}

// outsideGone: the leg to the client's own telephone is gone.
func (x *step) outsideGone(l *call.Leg, c *call.Call, cause voice.Cause, code int) {
	told, current := l.Stage == call.Ending, l.ID == c.Outside
	cust, it := x.calls.CustomerLeg(c), x.itemOf(c)
	x.by(fact.System)
	if !told && current && it == nil {
		c.EndedBy(whoEnded("outside", cause), cause)
	}
	x.calls.Ended(l, cause, code, &x.said.phone)
	switch {
	case told || !current:
	case it != nil && it.Stage == inOut:
		x.outFailed(it, c, outcomeOf(cause))
	case it == nil && cust != nil && !cust.Last:
		x.hangUp(cust, voice.CauseNormal)
	}
	x.calls.Close(c, &x.said.phone)
	x.touch(c.ID)
}

// goneFromOutside: the caller hung up while the client's own telephone rang.
func (x *step) goneFromOutside(it *item, c *call.Call, cause voice.Cause) {
	x.hangUp(x.calls.OutsideLeg(c), voice.CauseCancelled)
	switch {
	case it.Run != nil:
		x.goneInMenu(it, c, cause)
	case wished(cause):
		x.leave(it, "abandoned", "")
	default:
		x.leave(it, "failed", string(cause))
	}
}
