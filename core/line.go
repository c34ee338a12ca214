package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/dial"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// enqueue lets the caller wait in a line, unless its client answers himself, it is closed or
// full, or sends him on at once. Nobody ready is no reason not to wait.
func (x *step) enqueue(it *item, c *call.Call, name id.Line) {
	l := x.lines.Get(name)
	if l == nil {
		x.leave(it, "failed", "no_line")
		x.farewell(c, words("std_apology"))
		return
	}
	if it.Line != name {
		it.Own = false // another line, perhaps another client's telephone
	}
	it.Line, c.Head.Line = name, name
	switch {
	case x.ownFirst(it, c, name):
	case !x.openAt(l, x.now):
		x.leave(it, "closed_now", "")
		x.farewell(c, words("std_closed"))
	case x.unstaffed(l) && x.overflow(it, c):
	case x.acd.Full(name):
		x.turn(it, c, fullReason, climb(x.State, name, func(l *Line) (string, bool) { return l.WhenFull, l.WhenFull != "" }))
	default:
		x.wait(it, c, nil)
	}
}

// wait puts the item into its line: at its place by its origin, which for who comes back
// from an agent is the head. First says something before the music.
func (x *step) wait(it *item, c *call.Call, first []voice.Sound) {
	v := acd.Item{ID: it.ID, Line: it.Line, Head: x.head(it), OriginAt: it.OriginAt, Plus: it.Plus}
	x.prefer(it, &v)
	if !x.acd.Enqueue(x.now, v, &x.said.route) {
		x.leave(it, "failed", "no_line")
		x.farewell(c, words("std_apology"))
		return
	}
	it.Stage, it.Token = inLine, 0
	x.part(it, "waiting")
	x.await(it)
	x.limit(it)
	leg := x.calls.CustomerLeg(c)
	switch {
	case leg == nil:
	case leg.Stage == call.Arrived:
		x.calls.Ring(leg, &x.said.phone) // a line that is answered only by a person
	case first != nil:
		it.Token = x.calls.Play(leg, first, false, &x.said.phone)
	default:
		x.music(it, leg)
	}
}

// music is what who waits hears: the menu's, the line's, or the shipped one.
func (x *step) music(it *item, leg *call.Leg) {
	x.calls.Play(leg, x.musicOf(it), true, &x.said.phone)
}

func (x *step) musicOf(it *item) []voice.Sound {
	if len(it.Music) > 0 {
		return it.Music
	}
	if music := climb(x.State, it.Line, func(l *Line) ([]voice.Sound, bool) { return l.Music, len(l.Music) > 0 }); music != nil {
		return music
	}
	return call.Music()
}

// orphan: the item's line is out of service.
func (x *step) orphan(it *item) {
	c := x.callOf(it)
	if it.Stage == inConsult {
		x.consultFailed(x.itemOf(c), c, "removed")
		return
	}
	if it.Return {
		x.letGoReturn(it)
	}
	x.leave(it, "failed", "removed")
	if c != nil && it.Return {
		x.closeEmpty(c)
	} else if c != nil {
		x.farewell(c, words("std_apology"))
	}
}

// returnMS are the waits before the attempts at a promise: +2 min, +15 min, +2 h, next
// morning, and once more (product.md 5.5 rule 5).
func returnMS() []int64 {
	return []int64{2 * 60_000, 15 * 60_000, 2 * 3_600_000, 14 * 3_600_000, 14 * 3_600_000}
}

// hangUp ends a leg. Legs answer for themselves; one that does not within a while is
// taken for gone, and an agent's device counts as free again a little sooner.
func (x *step) hangUp(l *call.Leg, cause voice.Cause) {
	if l == nil || l.Stage == call.Ending {
		return
	}
	x.calls.End(l, cause, &x.said.phone)
	x.at(legOverMS, legOver, string(l.ID), 0)
	if l.Side == call.Customer {
		x.unearAll(x.calls.Calls.Get(l.Call))
	}
	if l.Agent != "" {
		x.acd.Clearing(x.now, l.Agent, true, &x.said.route)
		x.at(clearOverMS, clearOver, string(l.ID), 0)
	}
}

const (
	legOverMS   = 40_000 // the slowest ending of a SIP dialog takes 32 s (RFC 3261 timer F)
	clearOverMS = 4_000  // a device that needs longer will say that it is busy
)

func (x *step) legOver(name id.Leg) {
	if l := x.calls.Legs.Get(name); l != nil && l.Stage == call.Ending {
		x.legGone(l, voice.CauseFailed, 0)
	}
}

func (x *step) clearOver(name id.Leg) {
	if l := x.calls.Legs.Get(name); l != nil && l.Stage == call.Ending {
		x.acd.Clearing(x.now, l.Agent, false, &x.said.route)
	}
}

// dialWake is the ledger's wake that the timer stands for.
func dialWake(t timer) dial.Wake {
	if t.Kind == promiseDue {
		return dial.Wake{At: t.At, Promise: id.Promise(t.Name)}
	}
	return dial.Wake{At: t.At, Number: id.Number(t.Name)}
}

func (x *step) say(h fact.Head, f fact.Fact) {
	x.out.Facts = append(x.out.Facts, Said{Head: h, Fact: f})
}
