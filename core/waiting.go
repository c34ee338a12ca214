package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// What becomes of who waits: flows over into another line, is told where he stands, is
// offered a call back, and what happens when the line closes meanwhile.

const (
	maxHops       = 3      // lines that one caller flows over: more is a circle
	lookAgainMS   = 10_000 // how often it is seen whether anybody is signed in (the grace of a shift change), or a wait has grown long
	offerKey      = "1"
	closeOfferMS  = 6_000 // to decide, once the offer was heard at closing time
	offerPrompt   = "std_callback_offer"
	acceptPrompt  = "std_callback_saved"
	closingPrompt = "std_closed"
)

// await sets the clocks of a stay that begins.
func (x *step) await(it *item) {
	if o := x.overflowOf(it.Line); o != nil && o.To != it.Line {
		switch {
		case o.Unstaffed:
			x.at(lookAgainMS, overflowed, string(it.ID), 0)
		case o.AfterMS > 0:
			x.at(o.AfterMS, overflowed, string(it.ID), 0)
		}
	}
	if ms := x.nextWord(it, 0); ms > 0 {
		x.at(ms, tellWaiter, string(it.ID), 0)
	}
}

// waiter is the item when it waits in a line with nobody's telephone ringing for it.
func (x *step) waiter(name id.Item) (it *item, r *acd.Item, c *call.Call) {
	it, r = x.items.Get(name), x.acd.Items.Get(name)
	if it == nil || r == nil || it.Stage != inLine || it.Return || r.Phase == acd.Joining {
		return nil, nil, nil
	}
	return it, r, x.callOf(it)
}

// unstaffed reports whether the line sends callers on because nobody is signed in.
func (x *step) unstaffed(l *Line) bool {
	o := x.overflowOf(l.ID)
	if o == nil || !o.Unstaffed {
		return false
	}
	return !x.acd.SignedIn(l.ID)
}

// overflowDue: the item may have waited long enough, or nobody is there any more. While a
// telephone rings for it, it stays.
func (x *step) overflowDue(name id.Item) {
	it, r, c := x.waiter(name)
	if it == nil || c == nil {
		return
	}
	l, o := x.lines.Get(it.Line), x.overflowOf(it.Line)
	if l == nil || o == nil {
		return
	}
	late := o.AfterMS > 0 && x.now-r.EnqueuedAt >= o.AfterMS
	if r.Phase == acd.Waiting && (late || x.unstaffed(l)) && x.by(fact.Rule).overflow(it, c) {
		return
	}
	switch left := r.EnqueuedAt + o.AfterMS - x.now; {
	case late || o.Unstaffed && (o.AfterMS == 0 || left > lookAgainMS):
		x.at(lookAgainMS, overflowed, string(name), 0)
	case o.AfterMS > 0:
		x.at(max(left, 1), overflowed, string(name), 0)
	}
}

// overflow lets the caller go on in the line to which his own leads, in an item of its own
// with the same origin. It does not where nobody would have him there either.
func (x *step) overflow(it *item, c *call.Call) bool {
	o := x.overflowOf(it.Line)
	if o == nil || o.To == it.Line || it.Hops >= maxHops {
		return false
	}
	to := x.lines.Get(o.To)
	if to == nil || !x.openAt(to, x.now) || x.acd.Full(to.ID) {
		return false
	}
	if o.Unstaffed && o.AfterMS == 0 && !x.acd.SignedIn(to.ID) {
		return false
	}
	x.leave(it, "overflowed", string(to.ID))
	child := x.newItem(c, item{
		Kind: it.Kind, Stage: inLine, Tenant: to.Tenant, Root: it.Root, Line: to.ID, Number: it.Number, Parent: it.ID,
		OriginAt: it.OriginAt, Path: it.Path, Parts: it.Parts, Hops: it.Hops + 1, Own: true, Told: it.Told, Offered: it.Offered, Plus: it.Plus,
	})
	x.wait(child, c, nil)
	return true
}

// nextWord is after how long who has waited a while is told something, 0 for never.
func (x *step) nextWord(it *item, waited int64) int64 {
	var next int64
	for _, at := range [...]int64{x.announceAt(it), x.offerAt(it)} {
		if at > 0 && at <= waited {
			at = waited + lookAgainMS // due, but it will not take long: as far as we know now
		}
		if at > 0 && (next == 0 || at < next) {
			next = at
		}
	}
	if next == 0 {
		return 0
	}
	return next - waited
}

// announceAt is after which wait the caller is told the next time where he stands, 0: never.
func (x *step) announceAt(it *item) int64 {
	if a := x.announceOf(it.Line); a != nil {
		return wordAt(a.FirstMS, a.EveryMS, it.Told)
	}
	return 0
}

// offerAt is the same for the offer of a call back.
func (x *step) offerAt(it *item) int64 {
	if o := x.offerOf(it.Line); o != nil && it.Number != "" {
		return wordAt(o.AfterMS, o.EveryMS, it.Offered)
	}
	return 0
}

// wordAt is when a word comes for the n-th time that is said first after a while, then again
// and again.
func wordAt(first, every int64, n int) int64 {
	if n > 0 && every == 0 {
		return 0
	}
	return first + int64(n)*every
}

// tellWaiter tells the caller where he stands, and offers a call, each in its turn.
func (x *step) tellWaiter(name id.Item) {
	it, r, c := x.waiter(name)
	if it == nil || c == nil || it.Shut {
		return
	}
	leg := x.calls.CustomerLeg(c)
	waited := x.now - r.EnqueuedAt
	var what []voice.Sound
	if at := x.announceAt(it); at > 0 && at <= waited {
		it.Told++
		what = x.standing(it, r)
	}
	if at := x.offerAt(it); at > 0 && at <= waited && x.longFor(it, r) {
		it.Offered++
		what = append(what, voice.Sound{Prompt: offerPrompt})
		x.listen(leg, true)
	}
	if len(what) > 0 && leg != nil && leg.Stage == call.Up {
		it.Token = x.calls.Play(leg, what, false, &x.said.phone)
	}
	if ms := x.nextWord(it, waited); ms > 0 {
		x.at(ms, tellWaiter, string(it.ID), 0)
	}
}

// longFor reports whether the wait is long enough for the line's offer of a call back. Where
// nobody is there to estimate by, it is.
func (x *step) longFor(it *item, r *acd.Item) bool {
	o := x.offerOf(it.Line)
	if o == nil || o.IfOverMS == 0 {
		return true
	}
	mean, _, _ := x.Estimate(it.Line, x.acd.Place(r))
	return mean < 0 || mean > o.IfOverMS
}

// standing says where the caller stands and how long it may take.
func (x *step) standing(it *item, r *acd.Item) []voice.Sound {
	a, position := x.announceOf(it.Line), x.acd.Place(r)
	var what []voice.Sound
	if a.Position {
		what = append(what, voice.Sound{Phrase: voice.PhrasePosition, N: position})
	}
	if a.Wait {
		what = append(what, x.waitSound(it.Line, position)...)
	}
	return what
}

// keyWhileWaiting: the caller asks to be called back.
func (x *step) keyWhileWaiting(it *item, c *call.Call, key string) {
	r := x.acd.Items.Get(it.ID)
	if key != offerKey || it.Number == "" || it.Offered == 0 || r == nil || r.Phase == acd.Joining {
		return
	}
	x.callbackRequested(it, c, nil)
}

// callbackRequested lets the caller hang up without losing his place: he is called when his
// turn has come.
func (x *step) callbackRequested(it *item, c *call.Call, last []voice.Sound) {
	x.hangUp(x.calls.AgentLeg(c), voice.CauseCancelled)
	x.leave(it, "callback_requested", "")
	if len(last) == 0 {
		last = words(acceptPrompt)
	}
	x.farewell(c, last)
}

// shut: the line has closed. Those who wait are served, offered a call or told so.
func (x *step) shut(l *Line) {
	action := x.closingOf(l.ID)
	if action == "" || action == CloseServe {
		return
	}
	for _, it := range x.items.All() {
		if it.Line != l.ID || it.Shut {
			continue
		}
		it, r, c := x.waiter(it.ID)
		if it == nil || c == nil || r.Phase != acd.Waiting {
			continue
		}
		leg := x.calls.CustomerLeg(c)
		if action == CloseTell || it.Number == "" || leg == nil || leg.Stage != call.Up {
			x.closedOn(it, c)
			continue
		}
		it.Shut = true
		it.Offered++
		x.listen(leg, true)
		it.Token = x.calls.Play(leg, append(words(closingPrompt), voice.Sound{Prompt: offerPrompt}), false, &x.said.phone)
		x.at(farewellMS, closeOver, string(it.ID), int64(it.Token))
	}
}

// closedOn ends the wait of somebody whose line has closed.
func (x *step) closedOn(it *item, c *call.Call) {
	x.leave(it, "closed_now", "")
	x.farewell(c, words(closingPrompt))
}

// closeOver: the offer at closing time was not taken.
func (x *step) closeOver(name id.Item, token uint64) {
	it, r, c := x.waiter(name)
	if it == nil || c == nil || !it.Shut || it.Token != token || r.Phase != acd.Waiting {
		return
	}
	x.leave(it, "closed_now", "")
	x.farewell(c, words("std_goodbye"))
}

// shutHeard: the offer was heard at closing time; a while is left to decide.
func (x *step) shutHeard(it *item) {
	it.Token = x.calls.NextToken()
	x.at(closeOfferMS, closeOver, string(it.ID), int64(it.Token))
}
