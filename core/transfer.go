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

// A caller is given to somebody else in a child of the agent's item, with the same origin:
// unheard (blind), or by connect.go after the agent has talked with him. Who does not take
// him gives him back to who gave him, and if that one is not there, to the line.

// Refusals of wishes about transfers.
const (
	badTarget      = "floor.bad_target" // none, two, or the caller himself
	noSuchLine     = "floor.no_such_line"
	lineClosed     = "floor.line_closed"
	lineFull       = "floor.line_full"
	otherTenant    = "floor.other_tenant"
	noCustomer     = "floor.no_customer" // a talk among ourselves cannot be handed over
	inConsultation = "floor.in_consultation"
)

const (
	giveBackMS = 20_000 // how long a returned caller waits for who gave him away
	outsideMS  = 40_000 // how long we let a number ring: eight cadences
)

// Returned is why a caller who was given away is back.
type Returned struct {
	Agent   id.Agent  `json:"agent,omitempty"`
	Number  id.Number `json:"number_id,omitempty"`
	Verdict string    `json:"verdict"` // declined, no_answer, unreachable, busy, invalid, failed, rescinded
}

// transferAsked: the caller goes to somebody else.
func (x *step) transferAsked(in TransferAsked) {
	_, it, c := x.inHand(in.Agent, inTalk)
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
		return
	case it.Kind == kindInternal:
		x.refuse(noCustomer)
		return
	case it.Third.asked():
		x.refuse(inConsultation)
		return
	}
	if code := x.mayAsk(in.Agent, it, in.To); code != "" {
		x.refuse(code)
		return
	}
	x.transfer(it, c, in)
}

// mayAsk says whether the target may be rung for the item: "" is yes.
func (x *step) mayAsk(name id.Agent, it *item, to Target) string {
	switch {
	case !to.one() || to.Agent == name || to.Number != "" && to.Number == it.Number:
		return badTarget
	case to.Agent != "":
		return x.acd.Free(to.Agent)
	case to.Number != "":
		if to.Tenant != it.Tenant {
			return otherTenant
		}
		return ""
	}
	l := x.lines.Get(to.Line)
	switch {
	case l == nil:
		return noSuchLine
	case l.Tenant != it.Tenant:
		return otherTenant
	case !x.openAt(l, x.now):
		return lineClosed
	case x.acd.Full(l.ID):
		return lineFull
	}
	return ""
}

func (x *step) transfer(it *item, c *call.Call, in TransferAsked) {
	line := it.Line
	if in.To.Line != "" {
		line = in.To.Line
	}
	leg, draft := x.calls.AgentLeg(c), x.draft(it, line)
	x.calls.Dismiss(x.now, c, &x.said.phone)
	child := x.child(it, c, item{Kind: kindCall, Stage: inLine, Line: line, Giver: in.Agent, Announce: in.Announce})
	x.transferred(it, child, in.Agent, in.To, false)
	x.letGo(it, leg, "")
	switch {
	case in.To.Line != "":
		child.Giver = ""
		x.wait(child, c, nil)
		if r := x.acd.Items.Get(child.ID); r != nil {
			r.Disposition = draft
		}
	case in.To.Agent != "":
		x.part(child, "waiting")
		x.acd.OfferTo(x.now, acd.Item{
			ID: child.ID, Line: line, Head: x.head(child), OriginAt: child.OriginAt, Only: in.To.Agent, Rule: acd.Handed, Disposition: draft,
		}, &x.said.route)
		x.music(child, x.calls.CustomerLeg(c))
	default:
		child.To, child.Draft = in.To.Number, draft
		x.sendOut(child, c, in.To.Number, outsideMS)
	}
}

// draft is the outcome that the agent has noted so far, if the line to come knows it too.
func (x *step) draft(it *item, name id.Line) id.Disposition {
	r, l := x.acd.Items.Get(it.ID), x.lines.Get(name)
	if r == nil || l == nil || !slices.Contains(l.Dispositions, r.Disposition) {
		return ""
	}
	return r.Disposition
}

// child is an item in which the customer of it goes on: the same need, the same origin.
func (x *step) child(it *item, c *call.Call, v item) *item {
	v.Tenant, v.Root, v.Number, v.Parent, v.OriginAt = it.Tenant, it.Root, it.Number, it.ID, it.OriginAt
	v.Path, v.Parts, v.Own, v.Plus = slices.Clone(it.Path), slices.Clone(it.Parts), true, it.Plus
	x.ours(it, c)
	return x.newItem(c, v)
}

// ours: whomever we called is from now on somebody on our line.
func (x *step) ours(it *item, c *call.Call) {
	if it.Promise != "" {
		x.endAttempt(it, dial.OutcomeTalked, c.Cause, 0)
	}
	if !c.Visitor {
		c.Visitor = true
		x.ledger.Arrived(c.Number, &x.said.book)
	}
}

// transferred says who has the caller now.
func (x *step) transferred(it, child *item, by id.Agent, to Target, warm bool) {
	h := x.head(it)
	h.Agent = by
	x.say(h, fact.ItemTransferred{Child: child.ID, Line: to.Line, Agent: to.Agent, Number: to.Number, Warm: warm})
}

// letGo sends the agent of an item that goes on without him into his wrap-up. Lost is why he
// cannot be reached, "" when he can.
func (x *step) letGo(it *item, leg *call.Leg, lost voice.Cause) {
	it.Stage, it.Third = inWrap, nil
	x.part(it, "wrapup")
	if lost == "" {
		x.hangUp(leg, voice.CauseNormal)
		x.acd.Finish(x.now, it.ID, &x.said.route)
	} else {
		x.hangUp(leg, lost)
		x.acd.Lose(x.now, it.ID, &x.said.route)
	}
	x.wrapped(it.ID)
}

// returned: an agent who alone was offered the item does not take it.
func (x *step) returned(it *item, name id.Agent, verdict string) {
	switch {
	case it.Return:
		x.acd.Release(x.now, it.ID, &x.said.route) // who agreed to call did not take it: anybody may
	case it.Stage == inConsult:
		x.consultFailed(x.itemOf(x.callOf(it)), x.callOf(it), verdict)
	case name == it.Giver || it.Giver == "":
		x.release(it)
	default:
		x.giveBack(it, Returned{Agent: name, Verdict: verdict})
	}
}

// release lets an item that was meant for somebody wait in its line.
func (x *step) release(it *item) {
	it.Giver = ""
	x.acd.Release(x.now, it.ID, &x.said.route)
	x.await(it)
}

// giveBack offers the caller to who gave him away, whose wrap-up ends by it: the contact is
// not over.
func (x *step) giveBack(it *item, why Returned) {
	giver := x.acd.Agents.Get(it.Giver)
	here := giver != nil && giver.Presence != acd.Offline && !giver.Leaving
	it.Back = &why
	f := fact.ItemReturned{Agent: why.Agent, Number: why.Number, Verdict: why.Verdict}
	if here {
		f.Giver = it.Giver
	}
	x.say(x.head(it), f)
	if !here {
		x.release(it)
		return
	}
	x.acd.Unwrap(x.now, it.Giver, it.Parent, &x.said.route)
	x.wrapped(it.Parent)
	x.acd.Await(x.now, it.ID, it.Giver, giveBackMS, &x.said.route)
}

// outReturned: the number to which the caller was given does not take him.
func (x *step) outReturned(it *item, c *call.Call, verdict string) {
	it.Stage = inLine
	x.part(it, "waiting")
	x.acd.Enter(x.now, acd.Item{ID: it.ID, Line: it.Line, Head: x.head(it), OriginAt: it.OriginAt, Disposition: it.Draft, Plus: it.Plus})
	x.music(it, x.calls.CustomerLeg(c))
	x.giveBack(it, Returned{Number: it.To, Verdict: verdict})
}
