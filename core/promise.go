package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/dial"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// promiseCallAsked: the agent wants to keep a promise now. He is kept free, his own leg
// comes first; the person is rung when he is there, and never hears silence.
func (x *step) promiseCallAsked(in PromiseCallAsked) {
	p := x.ledger.Open.Get(in.Promise)
	if code := x.ledger.May(in.Promise, x.now); code != "" {
		x.refuse(code)
		return
	}
	if pol := x.policy(p.Line, p.Zone); pol.Polite(x.now) != x.now {
		x.refuse(dial.QuietHours)
		return
	}
	if p.Reserved { // it rings at somebody's already, perhaps at his own
		x.refuse(dial.NumberBusy)
		return
	}
	kind := returnKind(p.Kind)
	v := item{
		ID: id.Item(x.names.Next("item")), Call: id.Call(x.names.Next("call")), Kind: kind, Stage: inDial, Tenant: p.Tenant,
		Root: p.Root, Line: p.Line, Number: p.Number, Parent: p.Item, Promise: p.ID, OriginAt: p.OriginAt,
	}
	h := fact.Head{Tenant: v.Tenant, Line: v.Line, Call: v.Call, Item: v.ID, Promise: v.Promise}
	if code := x.acd.Reserve(x.now, acd.Item{ID: v.ID, Line: v.Line, Head: h, OriginAt: v.OriginAt, Agent: in.Agent}, &x.said.route); code != "" {
		x.refuse(code)
		return
	}
	x.unqueue(x.items.Get(p.Return), whyByHand)
	leg := id.Leg(x.names.Next("leg"))
	c := x.calls.Begin(call.Call{ID: v.Call, Number: v.Number, Head: h}, leg, &x.said.phone)
	it := &v
	x.items.Put(it.ID, it)
	x.say(x.head(it), fact.ItemCreated{Kind: it.Kind, OriginAt: it.OriginAt, Parent: it.Parent, Number: it.Number})
	about := x.head(it)
	about.Agent = in.Agent
	x.ledger.Begin(x.now, p.ID, in.Agent, about, &x.said.book)
	a := x.acd.Agents.Get(in.Agent)
	x.calls.Invite(c, a.ID, voice.Invite{Leg: leg, Caller: c.Number, To: addressOf(a), RingMS: agentLegMS + ringSlackMS, AutoAnswer: true}, &x.said.phone)
	x.at(agentLegMS, dialOver, string(leg), 0)
	x.part(it, "dialling")
}

// returnKind is what kind of item keeps a promise.
func returnKind(kind string) string {
	switch kind {
	case dial.Voicemail:
		return kindVoicemailReturn
	case dial.Requested:
		return kindRequestedReturn
	case dial.VirtualHold:
		return kindHoldReturn
	case dial.Web:
		return kindWebReturn
	case dial.Answer:
		return kindAnswerReturn
	case dial.FollowUp:
		return kindFollowUp
	}
	return kindMissedReturn
}

const (
	agentLegMS = 20_000 // for the agent to pick up his own phone
	returnMSec = 45_000 // how long we let a person's phone ring
)

// dialCustomer: the agent is there; now the person is rung.
func (x *step) dialCustomer(it *item, c *call.Call) {
	x.ringPerson(it, c, id.Leg(x.names.Next("leg")))
}

func (x *step) ringPerson(it *item, c *call.Call, leg id.Leg) {
	ms := int64(returnMSec)
	if it.Kind == kindOutgoing {
		ms = outsideMS
	}
	inv := x.outgoing(it.Line, voice.Address{Number: it.Number, Tenant: it.Tenant}, ms)
	inv.Leg = leg
	x.calls.Invite(c, "", inv, &x.said.phone)
	x.calls.Play(x.calls.AgentLeg(c), []voice.Sound{{Tone: voice.ToneRing}}, true, &x.said.phone)
	x.at(ms, dialOver, string(inv.Leg), 0)
}

// customerRings: once the far end's own ringing can be heard, the agent hears that.
func (x *step) customerRings(it *item, c *call.Call, early bool) {
	if early && !it.Early && x.calls.AgentLeg(c) != nil {
		it.Early = true
		x.calls.Bridge(c, &x.said.phone)
	}
}

// dialOver: a leg of a call that we make has rung long enough.
func (x *step) dialOver(name id.Leg) {
	l := x.calls.Legs.Get(name)
	if l == nil || l.Stage != call.Invited && l.Stage != call.Ringing {
		return
	}
	c := x.calls.Calls.Get(l.Call)
	it := x.itemOf(c)
	if it == nil || it.Stage != inDial {
		return
	}
	x.hangUp(l, voice.CauseNoAnswer)
	if l.Side == call.Agent {
		x.agentMissing(it, c, voice.CauseNoAnswer, 0)
		return
	}
	x.dialEnded(it, c, dial.OutcomeNoAnswer, voice.CauseNoAnswer, 0)
}

// dialEnded: no conversation came of the call that we made.
func (x *step) dialEnded(it *item, c *call.Call, outcome string, cause voice.Cause, code int) {
	c.EndedBy("system", cause)
	x.hangUp(x.calls.CustomerLeg(c), voice.CauseCancelled)
	x.hangUp(x.calls.AgentLeg(c), voice.CauseNormal)
	x.endAttempt(it, outcome, cause, code)
	x.part(it, "ended")
	if it.Promise == "" {
		x.tried(it, outcome, cause, code)
	}
	x.letThirdGo(it, c, outcome)
	if x.visitorGone(c); outcome == givenUp {
		x.leave(it, "cancelled", outcome)
		return
	}
	x.leave(it, "failed", outcome)
}

func (x *step) endAttempt(it *item, outcome string, cause voice.Cause, code int) {
	about := x.head(it)
	about.Agent = x.agentOf(it)
	var zone string
	if p := x.ledger.Open.Get(it.Promise); p != nil {
		zone = p.Zone
	}
	x.ledger.End(x.now, it.Promise, outcome, cause, code, x.policy(it.Line, zone), about, &x.said.book)
	if it.Return && x.ledger.Owed(it.Number) { // by another line: he is only just putting his telephone down
		x.ledger.Rest(x.now, it.Number, dial.RestMS, &x.said.book)
	}
}

// outcomeOf is what the end of the person's leg before an answer means.
func outcomeOf(cause voice.Cause) string {
	switch cause {
	case voice.CauseNoAnswer:
		return dial.OutcomeNoAnswer
	case voice.CauseBusy, voice.CauseDeclined:
		return dial.OutcomeBusy
	case voice.CauseNotFound:
		return dial.OutcomeInvalid
	case voice.CauseRestart, voice.CauseInterrupted:
		return dial.OutcomeInterrupted
	default:
		return dial.OutcomeFailed
	}
}

// lostOutcome is what it means that our own side gave up: if the person's phone has rung
// by then it was a try, and after a restart nobody knows.
func (x *step) lostOutcome(c *call.Call, cause voice.Cause) string {
	cust := x.calls.CustomerLeg(c)
	switch {
	case cust == nil:
		return dial.OutcomeAgentLost
	case cause == voice.CauseRestart || cause == voice.CauseInterrupted:
		return dial.OutcomeInterrupted
	case cust.Stage == call.Ringing:
		return dial.OutcomeNoAnswer
	case cust.Stage == call.Up:
		return dial.OutcomeDropped
	}
	return dial.OutcomeAgentLost
}

// promiseCancelled: a person says that nobody need be called.
func (x *step) promiseCancelled(in PromiseCancelled) {
	x.refuse(x.ledger.Cancel(x.now, in.Promise, in.Reason, fact.Head{Actor: fact.Actor(in.By)}, &x.said.book))
}

// promiseRequested: a person agreed on a moment at which he is called. An agent agrees it in
// conversation or after it, others at their desks.
func (x *step) promiseRequested(in PromiseRequested) {
	l := x.lines.Get(in.Line)
	switch {
	case l == nil || l.Tenant != in.Tenant:
		x.refuse("promise.no_such_line")
		return
	case in.Owner != "" && x.acd.Agents.Get(in.Owner) == nil:
		x.refuse(acd.NoSuchAgent)
		return
	}
	who := fact.Actor(in.By)
	if in.Agent != "" {
		who = fact.Actor(in.Agent)
	}
	m := dial.Miss{Tenant: in.Tenant, Line: in.Line, Root: x.rootOf(in.Line), Number: in.Number, Cause: "agreed", OriginAt: x.now, Zone: in.Zone,
		Kind: in.Kind, SameAgentMS: in.SameAgentMS}
	x.refuse(x.ledger.Agree(x.now, m, in.At, in.Owner, x.policy(in.Line, in.Zone), fact.Head{Agent: in.Agent, Actor: who}, &x.said.book))
}

// promiseRecalled: the core began anew and is told what it owes.
func (x *step) promiseRecalled(in PromiseRecalled) {
	x.ledger.Recall(dial.Promise{
		ID: in.Promise, Tenant: in.Tenant, Line: in.Line, Root: x.rootOf(in.Line), Kind: in.Kind, Number: in.Number, Cause: in.Cause,
		Item: in.Item, OriginAt: in.OriginAt, OpenedAt: in.OpenedAt, MissedAt: in.OpenedAt, LatestAt: in.OriginAt, DueAt: in.DueAt,
		Misses: in.Misses, Attempts: in.Attempts, Tries: in.Attempts, Recording: in.Recording, Cooling: in.Attempts > 0,
		Zone: in.Zone, Owner: in.Owner, Enquiry: in.Enquiry, Until: in.Until,
	}, &x.said.book)
}

// promiseBlocked: an enquiry is to be answered before anybody calls.
func (x *step) promiseBlocked(in PromiseBlocked) {
	x.refuse(x.ledger.Block(x.now, in.Promise, in.Enquiry, in.Until, fact.Head{Actor: fact.Actor(in.By)}, &x.said.book))
}

// promiseFreed: it has ended.
func (x *step) promiseFreed(in PromiseFreed) {
	who := fact.Actor(in.By)
	if in.By == "" {
		who = fact.System
	}
	var pol dial.Policy
	if p := x.ledger.Open.Get(in.Promise); p != nil {
		pol = x.policy(p.Line, p.Zone)
	}
	x.refuse(x.ledger.Free(x.now, in.Promise, in.Enquiry, in.Outcome, pol, fact.Head{Actor: who}, &x.said.book))
}

// promiseChanged: somebody moves the moment, or says who is to call.
func (x *step) promiseChanged(in PromiseChanged) {
	var pol dial.Policy
	if p := x.ledger.Open.Get(in.Promise); p != nil {
		pol = x.policy(p.Line, p.Zone)
	}
	if in.Owner != "" && x.acd.Agents.Get(in.Owner) == nil {
		x.refuse(acd.NoSuchAgent)
		return
	}
	x.refuse(x.ledger.Change(x.now, in.Promise, in.DueAt, in.Owner, pol, fact.Head{Actor: fact.Actor(in.By)}, &x.said.book))
}
