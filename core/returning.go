package core

import (
	"strings"

	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/dial"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// A promise whose turn has come waits in its line in an item of its own, a *return*, and is
// offered to an agent like a caller. Nobody but look decides whether it waits: it is asked
// whenever something has changed of the promise, of the person's number or of the line.

const (
	// maxReturns wait in one line at a time: the others are due, and come when one has gone.
	// When a line opens, thousands may be due at once.
	maxReturns = 200
	// sameAgentMS is how long a return waits for who agreed to call, if nobody says otherwise.
	sameAgentMS = 15 * 60_000
	// joinMS is for the agent's own telephone when the person has answered already.
	joinMS = 10_000
)

// Why a return that waits is taken out of its line; or the refusal of the ledger without its
// "promise.".
const (
	whyClosed = "promise_closed"
	whyNotDue = "not_due"
	whyByHand = "by_hand"
	whyHours  = "hours"
)

// look sees to it that the promise has a return in its line exactly when the person may be
// called.
func (x *step) look(t dial.Turn) {
	p := x.ledger.Open.Get(t.Promise)
	if p == nil {
		x.unqueue(x.items.Get(t.Item), whyClosed)
		return
	}
	l, r := x.lines.Get(p.Line), x.returnsOf(p.Line)
	switch {
	case p.Attempt != "":
		x.crossed(p)
	case l == nil:
		x.ledger.Cancel(x.now, p.ID, "line_removed", x.aboutSystem(), &x.said.book)
	case p.Return != "":
		x.lookAgain(p, r)
	case r != nil && !r.Hand && x.ledger.Due(p, x.now):
		if !x.postponed(p) {
			x.queue(p, r)
		}
	}
}

// lookAgain: the promise's return is in the line already.
func (x *step) lookAgain(p *dial.Promise, r *Returns) {
	it, q := x.items.Get(p.Return), x.acd.Items.Get(p.Return)
	code := x.ledger.May(p.ID, x.now)
	switch {
	case r == nil || r.Hand:
		x.unqueue(it, whyByHand)
	case code != "":
		x.unqueue(it, strings.TrimPrefix(code, "promise."))
	case x.now < p.DueAt || x.ledger.Rests(p.Number, x.now):
		x.unqueue(it, whyNotDue)
	case q != nil && q.Phase == acd.Waiting && x.hours(p) > x.now: // an offer that is out may be taken: taking it looks again
		x.unqueue(it, whyHours)
		x.postponed(p)
	}
}

// hours is the first moment at which the person may be called and the line is open.
func (x *step) hours(p *dial.Promise) int64 { return x.policy(p.Line, p.Zone).Open(x.now) }

// postponed moves a promise to the first moment at which the person may be called; false when
// that is now.
func (x *step) postponed(p *dial.Promise) bool {
	pol := x.policy(p.Line, p.Zone)
	at := pol.Open(x.now)
	if at <= x.now {
		return false
	}
	why := "closed"
	if pol.Polite(x.now) > x.now {
		why = "quiet_hours"
	}
	x.ledger.Defer(p, at, why, &x.said.book)
	return true
}

// queue lets a return wait in the line of its promise. Who asked for the call stands in the
// line like a caller: who kept his place where he stood, others from the moment that was
// agreed. Whom we merely missed comes after all who wait in person, unless the line gives
// returns a bonus.
func (x *step) queue(p *dial.Promise, r *Returns) {
	q := x.acd.Lines.Get(p.Line)
	if q == nil || q.Gone || x.returning(p.Line) >= maxReturns && p.Kind != dial.VirtualHold {
		return
	}
	it := &item{
		ID: id.Item(x.names.Next("item")), Call: id.Call(x.names.Next("call")), Kind: returnKind(p.Kind), Stage: inLine, Tenant: p.Tenant,
		Root: p.Root, Line: p.Line, Number: p.Number, Parent: p.Item, Promise: p.ID, OriginAt: p.OriginAt, Return: true,
	}
	v := acd.Item{ID: it.ID, Line: it.Line, Head: x.head(it), OriginAt: p.DueAt, Return: true, Call: it.Call}
	switch {
	case p.Kind == dial.VirtualHold:
		v.OriginAt = p.LatestAt
	case p.Wanted():
	case r.BonusMS > 0:
		v.OriginAt -= r.BonusMS
	default:
		v.Last = true
	}
	x.items.Put(it.ID, it)
	x.say(x.head(it), fact.ItemCreated{Kind: it.Kind, OriginAt: it.OriginAt, Parent: it.Parent, Number: it.Number})
	x.part(it, "waiting")
	x.ledger.Queue(p, it.ID, &x.said.book)
	if until := x.aloneUntil(p, r); until > x.now {
		x.acd.Enter(x.now, v)
		x.acd.Await(x.now, it.ID, p.Owner, until-x.now, &x.said.route)
		x.acd.Items.Get(it.ID).Rule = acd.Agreed
	} else if !x.acd.Enqueue(x.now, v, &x.said.route) {
		x.unqueue(it, "queue_full")
		x.ledger.Rest(x.now, p.Number, dial.RestMS, &x.said.book)
		return
	}
	if at, ok := x.turnOf(p); ok {
		x.timers.push(timer{At: at, Kind: promiseDue, Name: string(p.ID)})
	}
}

// aloneUntil is until when the return is offered to nobody but who agreed to call.
func (x *step) aloneUntil(p *dial.Promise, r *Returns) int64 {
	if a := x.acd.Agents.Get(p.Owner); a == nil || a.Gone {
		return 0
	}
	return p.DueAt + or(p.SameAgentMS, or(r.SameAgentMS, sameAgentMS))
}

// turnOf is when the hours end in which the person may be called, or those of the line.
func (x *step) turnOf(p *dial.Promise) (at int64, ok bool) {
	if quiet := x.quiet(p.Line, p.Zone); quiet != nil {
		at, ok = quiet.Turn(x.now)
	}
	if cal := x.calendarOf(p.Line); cal != nil {
		if t, turns := cal.Turn(x.now); turns && (!ok || t < at) {
			at, ok = t, true
		}
	}
	return at, ok
}

// returning is how many returns wait in the line.
func (x *step) returning(name id.Line) int {
	n := 0
	for _, p := range x.ledger.Of(name) {
		if p.DueAt > x.now || n == maxReturns {
			break
		}
		if p.Return != "" && p.Attempt == "" {
			n++
		}
	}
	return n
}

// nextReturn lets the next promise of the line look whether there is room for it.
func (x *step) nextReturn(name id.Line) {
	for _, p := range x.ledger.Of(name) {
		if p.DueAt > x.now {
			return
		}
		if p.Return == "" && x.ledger.Due(p, x.now) {
			x.said.book.Turns = append(x.said.book.Turns, dial.Turn{Promise: p.ID})
			return
		}
	}
}

// unqueue takes a return out of its line before anybody was called: what rings at an agent is
// rescinded.
func (x *step) unqueue(it *item, why string) {
	if it == nil || it.Stage != inLine || !it.Return {
		return
	}
	c := x.callOf(it)
	x.letGoReturn(it)
	x.leave(it, "cancelled", why)
	if c != nil {
		x.hangUp(x.calls.AgentLeg(c), voice.CauseCancelled)
		x.closeEmpty(c)
	}
	x.nextReturn(it.Line)
}

// letGoReturn parts the promise from the return that does not wait any more.
func (x *step) letGoReturn(it *item) {
	if p := x.ledger.Open.Get(it.Promise); p != nil && p.Return == it.ID {
		x.ledger.Queue(p, "", &x.said.book)
	}
}

// closeEmpty ends a call of which no leg is left.
func (x *step) closeEmpty(c *call.Call) {
	x.calls.Close(c, &x.said.phone)
	x.touch(c.ID)
}

// ringReturn: an agent is offered the return. Agent first his telephone rings like for any
// caller; customer first he is kept, and the person is rung at once.
func (x *step) ringReturn(it *item, name id.Agent) {
	p, r := x.ledger.Open.Get(it.Promise), x.returnsOf(it.Line)
	leg := id.Leg(x.names.Next("leg"))
	c := x.returnCall(it, leg)
	switch {
	case p == nil || r == nil:
		x.unqueue(it, whyClosed)
		return
	case x.hours(p) > x.now:
		x.unqueue(it, whyHours)
		x.postponed(p)
		return
	case !x.ledger.Reserve(p.ID, name, x.now, &x.said.book):
		x.unqueue(it, strings.TrimPrefix(dial.NumberBusy, "promise."))
		return
	case r.CustomerFirst:
		x.begin1st(it, c, name, leg)
		return
	}
	q, a := x.acd.Items.Get(it.ID), x.acd.Agents.Get(name)
	inv := voice.Invite{Leg: leg, Caller: c.Number, To: addressOf(a), RingMS: q.RingUntil - x.now + ringSlackMS}
	x.calls.Invite(c, name, inv, &x.said.phone)
	x.part(it, "ringing")
}

// returnCall is the call of a return, begun when somebody is rung for the first time.
func (x *step) returnCall(it *item, first id.Leg) *call.Call {
	if c := x.callOf(it); c != nil {
		return c
	}
	it.Rung = true
	h := x.head(it)
	c := x.calls.Begin(call.Call{ID: it.Call, Number: it.Number, Head: h}, first, &x.said.phone)
	x.say(h, fact.ItemCalled{Kind: it.Kind, OriginAt: it.OriginAt, Parent: it.Parent, Number: it.Number})
	return c
}

// begin1st: the agent is kept, the person is rung.
func (x *step) begin1st(it *item, c *call.Call, name id.Agent, leg id.Leg) {
	x.acd.Dial(x.now, x.acd.Items.Get(it.ID), &x.said.route)
	if x.beginAttempt(it, name) {
		x.ringPerson(it, c, leg)
	}
}

// taken: the agent has said yes and is there; now the person is rung. The hours may have ended
// while it rang at the agent's.
func (x *step) taken(it *item, c *call.Call) {
	name, p := x.agentOf(it), x.ledger.Open.Get(it.Promise)
	if p != nil && x.hours(p) > x.now {
		x.unqueue(it, whyHours)
		x.postponed(p)
		return
	}
	if !x.acd.Dial(x.now, x.acd.Items.Get(it.ID), &x.said.route) || !x.beginAttempt(it, name) {
		x.hangUp(x.calls.AgentLeg(c), voice.CauseNormal)
		return
	}
	x.ringPerson(it, c, id.Leg(x.names.Next("leg")))
}

// beginAttempt locks the number. What stands in the way took the return out of the line
// before, so that it never fails; if it does, nobody is rung.
func (x *step) beginAttempt(it *item, name id.Agent) bool {
	about := x.head(it)
	about.Agent = name
	if code := x.ledger.Begin(x.now, it.Promise, name, about, &x.said.book); code != "" {
		x.letGoReturn(it)
		x.leave(it, "cancelled", strings.TrimPrefix(code, "promise."))
		return false
	}
	it.Stage = inDial
	x.part(it, "dialling")
	return true
}

// waitsAgain: the offer has ended and nobody has taken the item.
func (x *step) waitsAgain(it *item) {
	x.part(it, "waiting")
	if it.Return {
		x.ledger.Release(it.Promise, nil, &x.said.book)
	}
}

// personThere: the person has answered. Customer first the agent is joined now, and the person
// hears that it still rings.
func (x *step) personThere(it *item, c *call.Call) {
	if x.calls.AgentLeg(c) != nil {
		x.connect(it, c)
		return
	}
	it.Met = true
	a := x.acd.Agents.Get(x.agentOf(it))
	leg := id.Leg(x.names.Next("leg"))
	x.calls.Play(x.calls.CustomerLeg(c), []voice.Sound{{Tone: voice.ToneRing}}, true, &x.said.phone)
	x.calls.Invite(c, a.ID, voice.Invite{Leg: leg, Caller: c.Number, To: addressOf(a), RingMS: joinMS + ringSlackMS, AutoAnswer: true}, &x.said.phone)
	x.at(joinMS, dialOver, string(leg), 0)
}

// agentThere: the agent's own leg of a call that we make is up.
func (x *step) agentThere(it *item, c *call.Call) {
	if it.Met {
		x.connect(it, c)
		return
	}
	x.dialCustomer(it, c)
}

// agentMissing: the agent of a call that we make is lost before anybody has talked. A person
// who has answered is not hung up on: he waits in the line for another agent.
func (x *step) agentMissing(it *item, c *call.Call, cause voice.Cause, code int) {
	if !it.Met || x.calls.CustomerLeg(c) == nil {
		x.dialEnded(it, c, x.lostOutcome(c, cause), cause, code)
		return
	}
	name := x.agentOf(it)
	x.hangUp(x.calls.AgentLeg(c), voice.CauseMediaLost)
	x.endAttempt(it, dial.OutcomeAgentLost, cause, code)
	x.leave(it, "failed", dial.OutcomeAgentLost)
	if !c.Visitor {
		c.Visitor = true
		x.ledger.Arrived(c.Number, &x.said.book)
	}
	child := x.newItem(c, item{
		Kind: kindCall, Stage: inLine, Tenant: it.Tenant, Root: it.Root, Line: it.Line, Number: it.Number,
		Parent: it.ID, OriginAt: it.OriginAt, Parts: it.Parts,
	})
	x.wait(child, c, words("std_please_wait"))
	if q := x.acd.Items.Get(child.ID); q != nil { // not to the telephone that has just not come
		until := x.now + dial.RestMS
		q.Barred = append(q.Barred, acd.Bar{Agent: name, Until: until})
		x.said.route.Wakes = append(x.said.route.Wakes, acd.Wake{At: until, Kind: acd.BarOver, Item: child.ID, Agent: name})
	}
}

// crossed: the person calls us while we dial him, in this call or by hand. His call counts:
// ours ends, and was no try.
func (x *step) crossed(p *dial.Promise) {
	it := x.items.Get(p.Return)
	if p.Talking || it == nil || it.Stage != inDial || it.Met || !x.ledger.Here(p.Number) {
		return
	}
	if c := x.callOf(it); c != nil {
		x.dialEnded(it, c, dial.OutcomeCrossed, voice.CauseCancelled, 0)
	}
}

// returnsSet: a line, or one below it, keeps its promises in another way from now on.
func (x *step) returnsSet(before, l *Line) {
	was := before != nil && before.Returns != nil
	if was == (l.Returns != nil) && (!was || *before.Returns == *l.Returns) {
		return
	}
	for _, p := range x.ledger.Open.All() {
		x.said.book.Turns = append(x.said.book.Turns, dial.Turn{Promise: p.ID, Item: p.Return})
	}
}

// returnsOf is how the line keeps its promises; nil: agents call by hand.
func (s *State) returnsOf(name id.Line) *Returns {
	return climb(s, name, func(l *Line) (*Returns, bool) { return l.Returns, l.Returns != nil })
}

// returnView is what was promised to whom the item calls, nil for any other item or once it is
// kept.
func (s *State) returnView(it *item) *ReturnView {
	p := s.ledger.Open.Get(it.Promise)
	if p == nil {
		return nil
	}
	v := &ReturnView{
		Kind: p.Kind, Cause: p.Cause, OpenedAt: p.OpenedAt, DueAt: p.DueAt, Attempts: p.Attempts, Misses: p.Misses,
		Recording: p.Recording, Owner: p.Owner,
	}
	if r := s.returnsOf(p.Line); r != nil {
		v.CustomerFirst = r.CustomerFirst && !r.Hand
	}
	if p.Attempt != "" {
		v.Attempts--
	}
	return v
}
