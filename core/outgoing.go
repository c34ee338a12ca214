package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// Calls that agents make: to a number for a line, or to a colleague. The agent's own leg comes
// first; he hears the far end ring and never silence.

// Tried is how the last call ended that the agent made and that nobody answered.
type Tried struct {
	Agent   id.Agent    `json:"agent"`
	Call    id.Call     `json:"call"`
	Peer    id.Agent    `json:"peer,omitempty"`
	Number  id.Number   `json:"number_id,omitempty"`
	Outcome string      `json:"outcome"` // no_answer, busy, invalid, failed, given_up, declined, unreachable, …
	Cause   voice.Cause `json:"cause"`
	Code    int         `json:"code,omitempty"` // SIP status or Q.850 cause
	At      int64       `json:"at"`
}

// givenUp is the outcome of a call that the agent himself broke off.
const givenUp = "given_up"

// dialAsked: the agent calls somebody.
func (x *step) dialAsked(in DialAsked) {
	switch {
	case !in.To.one() || in.To.Line != "" || in.To.Agent == in.Agent:
		x.refuse(badTarget)
	case in.To.Agent != "":
		x.refuse(x.callColleague(in))
	default:
		x.refuse(x.callNumber(in))
	}
}

func (x *step) callNumber(in DialAsked) string {
	l := x.lines.Get(in.Line)
	switch {
	case l == nil:
		return noSuchLine
	case l.Tenant != in.To.Tenant:
		return otherTenant
	}
	if code := x.ledger.Callable(in.To.Number, x.now); code != "" {
		return code
	}
	return x.beginDial(in.Agent, item{
		Kind: kindOutgoing, Stage: inDial, Tenant: l.Tenant, Root: x.rootOf(l.ID), Line: l.ID, Number: in.To.Number, OriginAt: x.now,
	})
}

func (x *step) callColleague(in DialAsked) string {
	if code := x.acd.Free(in.To.Agent); code != "" {
		return code
	}
	return x.beginDial(in.Agent, item{
		Kind: kindInternal, Stage: inDial, Tenant: id.House, OriginAt: x.now, Third: &third{To: in.To, Stage: thirdFailed, At: x.now},
	})
}

// beginDial keeps the agent free for a call of his own and rings him first.
func (x *step) beginDial(name id.Agent, v item) string {
	v.ID, v.Call = id.Item(x.names.Next("item")), id.Call(x.names.Next("call"))
	h := fact.Head{Tenant: v.Tenant, Line: v.Line, Call: v.Call, Item: v.ID}
	r := acd.Item{ID: v.ID, Line: v.Line, Head: h, OriginAt: v.OriginAt, Agent: name, Aside: v.Kind == kindInternal}
	if code := x.acd.Reserve(x.now, r, &x.said.route); code != "" {
		return code
	}
	leg := id.Leg(x.names.Next("leg"))
	c := x.calls.Begin(call.Call{ID: v.Call, Number: v.Number, Head: h}, leg, &x.said.phone)
	it := &v
	x.items.Put(it.ID, it)
	x.say(x.head(it), fact.ItemCreated{Kind: it.Kind, OriginAt: it.OriginAt, Number: it.Number})
	if it.Kind == kindOutgoing { // nobody else may dial him meanwhile
		c.Visitor = true
		x.ledger.Arrived(c.Number, &x.said.book)
	}
	a := x.acd.Agents.Get(name)
	x.calls.Invite(c, a.ID, voice.Invite{Leg: leg, Caller: c.Number, To: addressOf(a), RingMS: agentLegMS + ringSlackMS, AutoAnswer: true}, &x.said.phone)
	x.at(agentLegMS, dialOver, string(leg), 0)
	x.part(it, "dialling")
	return ""
}

// outgoing is an invitation of somebody outside, shown the line's number.
func (x *step) outgoing(line id.Line, to voice.Address, ringMS int64) voice.Invite {
	inv := voice.Invite{Leg: id.Leg(x.names.Next("leg")), RingMS: ringMS + ringSlackMS, To: to}
	if l := x.lines.Get(line); l != nil {
		inv.CallerDID = l.CallerDID
		for _, t := range l.Trunks {
			inv.Trunks = append(inv.Trunks, string(t))
		}
	}
	return inv
}

// callerThere: the agent who calls a colleague has picked up; now the colleague is rung.
func (x *step) callerThere(it *item, c *call.Call) {
	to := it.Third.To
	if code := x.acd.Free(to.Agent); code != "" {
		x.dialEnded(it, c, "busy", voice.CauseBusy, 0)
		return
	}
	x.ask(it, c, x.agentOf(it), to, "")
}

// tried remembers for the agent's desk why nobody came to the telephone.
func (x *step) tried(it *item, outcome string, cause voice.Cause, code int) {
	v := Tried{Agent: x.agentOf(it), Call: it.Call, Number: it.Number, Outcome: outcome, Cause: cause, Code: code, At: x.now}
	if it.Third != nil {
		v.Peer = it.Third.To.Agent
	}
	x.tries.Put(v.Agent, &v)
}

// visitorGone: a person whom we had not rung yet need not be kept from others any more.
func (x *step) visitorGone(c *call.Call) {
	if c.Visitor && c.Customer == "" {
		c.Visitor = false
		x.ledger.Left(x.now, c.Number, &x.said.book)
	}
}
