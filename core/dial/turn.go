package dial

import (
	"gudok/fact"
	"gudok/id"
)

// How an enquiry ends.
const (
	EnquiryAnswered  = "answered"
	EnquiryExpired   = "expired"
	EnquiryWithdrawn = "withdrawn"
)

// Due reports whether the promise may be kept now and its moment has come.
func (l *Ledger) Due(p *Promise, now int64) bool {
	return p.Attempt == "" && now >= p.DueAt && l.may(p, now) == "" && !l.Rests(p.Number, now)
}

// Rests reports whether the floor lets the number alone for a while.
func (l *Ledger) Rests(name id.Number, now int64) bool {
	n := l.Numbers.Get(name)
	return n != nil && now < n.Rest
}

// Queue remembers that an item waits for an agent who keeps the promise; "" that none does
// any more.
func (l *Ledger) Queue(p *Promise, item id.Item, out *Out) {
	if item == "" {
		l.Release(p.ID, p, out)
	}
	p.Return = item
	out.Lines = append(out.Lines, p.Line)
}

// Reserve locks the number while the return is offered to an agent: no other promise to the
// person is offered meanwhile. It reports false when the number is taken.
func (l *Ledger) Reserve(name id.Promise, agent id.Agent, now int64, out *Out) bool {
	p := l.Open.Get(name)
	if l.may(p, now) != "" {
		return false
	}
	p.Reserved, p.Agent = true, agent
	l.number(p.Number).Held = p.ID
	l.turns(p.Number, out)
	out.Lines = append(out.Lines, p.Line)
	return true
}

// Release ends it. The promise may be closed already: p is what it was, nil to look it up.
func (l *Ledger) Release(name id.Promise, p *Promise, out *Out) {
	if p == nil {
		p = l.Open.Get(name)
	}
	if p == nil || !p.Reserved {
		return
	}
	p.Reserved, p.Agent = false, ""
	if n := l.number(p.Number); n.Held == p.ID {
		n.Held = ""
	}
	l.turns(p.Number, out)
	out.Lines = append(out.Lines, p.Line)
}

// Owed reports whether anything is promised to the person.
func (l *Ledger) Owed(name id.Number) bool {
	n := l.Numbers.Get(name)
	return n != nil && len(n.Promises) > 0
}

// Rest lets the number alone for a while: what has just gone wrong is not repeated at once. An
// agent who wants to call him by hand may.
func (l *Ledger) Rest(now int64, name id.Number, ms int64, out *Out) {
	n := l.number(name)
	n.Rest = max(n.Rest, now+ms)
	out.Wakes = append(out.Wakes, Wake{At: n.Rest, Number: name})
	l.turns(name, out)
}

// RestMS is how long a number rests whose return we broke off ourselves, or who has just hung up.
const RestMS = 30_000

// Defer moves a promise whose moment is not one at which the person is called.
func (l *Ledger) Defer(p *Promise, at int64, why string, out *Out) {
	l.due(p, at, out)
	out.Log.Say(p.head(fact.Head{Actor: fact.Rule}), fact.PromiseDeferred{Why: why, DueAt: at})
	out.Lines = append(out.Lines, p.Line)
}

// Block lets nobody keep the promise before the enquiry has ended, or until the moment.
// Blocked in conversation, that conversation does not keep it.
func (l *Ledger) Block(now int64, name id.Promise, enquiry id.Enquiry, until int64, about fact.Head, out *Out) string {
	p := l.Open.Get(name)
	switch {
	case p == nil:
		return NotOpen
	case enquiry == "":
		return NoEnquiry
	case p.Blocked(now) && p.Enquiry != enquiry:
		return Waits
	case until > now+maxAheadMS:
		return TooFar
	case p.Attempt != "" && !p.Talking:
		return InAttempt
	}
	p.Enquiry, p.Until = enquiry, until
	out.Log.Say(p.head(about), fact.PromiseBlocked{Enquiry: enquiry, Until: until})
	if p.Talking {
		p.Agreed, p.Cooling = true, false
		l.due(p, max(p.DueAt, until), out)
	}
	out.Wakes = append(out.Wakes, Wake{At: until, Promise: p.ID})
	out.Lines = append(out.Lines, p.Line)
	out.turn(p)
	return ""
}

// Free: the enquiry has ended. Who waits for an answer that is there is called at once.
func (l *Ledger) Free(now int64, name id.Promise, enquiry id.Enquiry, outcome string, pol Policy, about fact.Head, out *Out) string {
	p := l.Open.Get(name)
	switch {
	case p == nil:
		return NotOpen
	case p.Enquiry == "" || p.Enquiry != enquiry:
		return NoEnquiry
	case outcome != EnquiryAnswered && outcome != EnquiryExpired && outcome != EnquiryWithdrawn:
		return BadReason
	}
	due := p.DueAt
	if outcome == EnquiryAnswered && p.Kind != Requested {
		due = min(due, pol.Open(now))
	}
	l.free(now, p, outcome, due, about, out)
	return ""
}

func (l *Ledger) free(now int64, p *Promise, outcome string, due int64, about fact.Head, out *Out) {
	f := fact.PromiseFreed{Enquiry: p.Enquiry, Outcome: outcome, DueAt: due}
	p.Enquiry, p.Until = "", 0
	if p.Cooling = p.Cooling && due > now; due != p.DueAt {
		l.due(p, due, out)
	}
	out.Log.Say(p.head(about), f)
	out.Lines = append(out.Lines, p.Line)
	out.turn(p)
}

// Change moves the moment (0: as it was) and says who is to call.
func (l *Ledger) Change(now int64, name id.Promise, at int64, owner id.Agent, pol Policy, about fact.Head, out *Out) string {
	p := l.Open.Get(name)
	switch {
	case p == nil:
		return NotOpen
	case p.Attempt != "":
		return InAttempt
	case at > now+maxAheadMS:
		return TooFar
	}
	p.Owner = owner
	if at != 0 {
		p.Cooling = false
		l.due(p, pol.polite(max(at, now)), out)
	}
	out.Log.Say(p.head(about), fact.PromiseChanged{DueAt: p.DueAt, Owner: owner})
	out.Lines = append(out.Lines, p.Line)
	out.turn(p)
	return ""
}
