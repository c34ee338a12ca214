package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// Whom a line does not keep: it is full, he has waited too long, nobody is there, he is on the
// tenant's list of those who are not served.

// Kinds of timers of those who are not kept.
const (
	lateOver  = "late_over"  // the waiting item Name may have waited too long
	aloneOver = "alone_over" // whether anybody is there for the waiting item Name
)

const (
	fullReason   = "queue_full"
	lateReason   = "max_wait"
	aloneReason  = "no_agents"
	blockedWhy   = "rejected_blocked"
	movedReason  = "transferred_by_supervisor"
	listVIP      = "vip"
	listBlocked  = "blocked"
	blockedMS    = 2_500 // of a tone: whoever is not wanted hears it, and a machine too
	ringsStillMS = 1_000 // after which it is looked again at who should go while a telephone rings for him
)

// limit sets the clocks that may end a stay which begins.
func (x *step) limit(it *item) {
	if ms := x.maxWaitOf(it.Line); ms > 0 {
		x.at(ms, lateOver, string(it.ID), 0)
	}
	if n := x.noAgentsOf(it.Line); n != nil {
		if it.Alone = 0; !x.acd.SignedIn(it.Line) {
			it.Alone = x.now
		}
		x.at(min(max(n.GraceMS, 1), lookAgainMS), aloneOver, string(it.ID), 0)
	}
}

func (s *State) maxWaitOf(name id.Line) int64 {
	return climb(s, name, func(l *Line) (int64, bool) { return l.MaxWaitMS, l.MaxWaitMS > 0 })
}

func (s *State) noAgentsOf(name id.Line) *NoAgents {
	return climb(s, name, func(l *Line) (*NoAgents, bool) { return l.NoAgents, l.NoAgents != nil })
}

// lateDue: the item may have waited for as long as the line lets anybody wait. While a telephone
// rings for it, it stays.
func (x *step) lateDue(name id.Item) {
	it, r, c := x.waiter(name)
	if it == nil || c == nil {
		return
	}
	ms := x.maxWaitOf(it.Line)
	switch left := r.EnqueuedAt + ms - x.now; {
	case ms == 0:
	case left > 0:
		x.at(left, lateOver, string(name), 0)
	case r.Phase != acd.Waiting:
		x.at(ringsStillMS, lateOver, string(name), 0)
	default:
		x.by(fact.Rule).turn(it, c, lateReason, climb(x.State, it.Line, func(l *Line) (string, bool) { return l.WhenLate, l.WhenLate != "" }))
	}
}

// aloneDue: whether anybody is signed in for the item, now or within the grace of a change of
// shifts.
func (x *step) aloneDue(name id.Item) {
	it, r, c := x.waiter(name)
	if it == nil || c == nil {
		return
	}
	n := x.noAgentsOf(it.Line)
	if n == nil {
		return
	}
	if x.acd.SignedIn(it.Line) {
		it.Alone = 0
		x.at(lookAgainMS, aloneOver, string(name), 0)
		return
	}
	if it.Alone == 0 {
		it.Alone = x.now
	}
	left := it.Alone + n.GraceMS - x.now
	if left > 0 || r.Phase != acd.Waiting {
		x.at(min(max(left, ringsStillMS), lookAgainMS), aloneOver, string(name), 0)
		return
	}
	x.by(fact.Rule).turn(it, c, aloneReason, n.Action)
}

// turn sends away a caller whom the line does not keep, in the way that it wants.
func (x *step) turn(it *item, c *call.Call, reason, action string) {
	switch {
	case action == ThenOverflow && x.overflow(it, c):
	case action == ThenCallback && it.Number != "":
		x.hangUp(x.calls.AgentLeg(c), voice.CauseCancelled)
		x.leave(it, "callback_requested", reason)
		x.farewell(c, words(acceptPrompt))
	default:
		x.leave(it, reason, "")
		x.farewell(c, words("std_all_busy"))
	}
}

// listed: the caller's number is on a list of the tenant's. It reports whether he is not served.
func (x *step) listed(it *item, c *call.Call, list string) bool {
	switch list {
	case listVIP:
		it.Plus = vipPriority
		x.say(x.head(it), fact.CallListed{List: list})
	case listBlocked:
		x.say(x.head(it), fact.CallListed{List: list})
		x.leave(it, blockedWhy, "")
		leg := x.calls.CustomerLeg(c)
		x.calls.Accept(leg, &x.said.phone)
		token := x.calls.Farewell(leg, []voice.Sound{{Tone: voice.ToneBusy}}, voice.CauseDeclined, &x.said.phone)
		x.at(blockedMS, farewell, string(leg.ID), int64(token))
		c.EndedBy("system", voice.CauseDeclined)
		return true
	}
	return false
}
