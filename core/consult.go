package core

import (
	"slices"

	"gudok/core/acd"
	"gudok/core/call"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// While the caller is on hold the agent asks somebody: the third. A third who is an agent
// has an item of his own, aside, from the offer on. A talk among ourselves is the same
// without a caller.

// Refusals of wishes about consultations.
const (
	noConsultation = "floor.no_consultation"
	notAnswered    = "floor.not_answered" // the third does not talk yet
)

// A third is whom an agent asks, or has in a conference.
type third struct {
	To       Target    `json:"to"`
	Item     id.Item   `json:"item,omitempty"` // of a third who is an agent, or is looked for in a line
	Stage    string    `json:"stage"`          // ringing, talking, conference, failed
	Reason   string    `json:"reason,omitempty"`
	At       int64     `json:"at"`
	Announce id.Prompt `json:"announce,omitempty"`
	Token    uint64    `json:"token,omitempty"` // of the announcement that is heard
}

const (
	thirdRings   = "ringing"
	thirdTalks   = "talking"
	thirdConfers = "conference"
	thirdFailed  = "failed"
)

// asked reports whether somebody is being asked; a third who failed is only remembered.
func (t *third) asked() bool { return t != nil && t.Stage != thirdFailed }

// there reports whether the third talks with us.
func (t *third) there() bool { return t != nil && (t.Stage == thirdTalks || t.Stage == thirdConfers) }

// consultAsked: somebody is to be asked.
func (x *step) consultAsked(in ConsultAsked) {
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
	case c.ByDevice:
		x.refuse("floor.held_by_device")
		return
	}
	if code := x.mayAsk(in.Agent, it, in.To); code != "" {
		x.refuse(code)
		return
	}
	if c.HeldAt == 0 {
		x.hold(it, c, x.now+x.holdMS(it), false)
	}
	x.ask(it, c, in.Agent, in.To, in.Announce)
}

// ask rings the third; the agent hears that it rings.
func (x *step) ask(it *item, c *call.Call, by id.Agent, to Target, announce id.Prompt) {
	it.Third = &third{To: to, Stage: thirdRings, At: x.now, Announce: announce}
	if to.Number == "" {
		x.askAgent(it, c, to)
	} else {
		x.askNumber(it, c, to)
	}
	if !it.Third.asked() {
		return
	}
	x.calls.Play(x.calls.AgentLeg(c), []voice.Sound{{Tone: voice.ToneRing}}, true, &x.said.phone)
	x.touchAgent(it)
	if it.Kind != kindInternal {
		h := x.head(it)
		h.Agent = by
		x.say(h, fact.ConsultStarted{Item: it.Third.Item, Line: to.Line, Agent: to.Agent, Number: to.Number})
	}
}

// askAgent offers a colleague, or whoever is free in a line, an item of his own.
func (x *step) askAgent(it *item, c *call.Call, to Target) {
	kind, line, rule := kindConsult, it.Line, acd.Asked
	switch {
	case to.Line != "":
		line = to.Line
	case it.Kind == kindInternal:
		kind, rule = kindInternal, acd.Called
	}
	t := x.create(c, item{
		Kind: kind, Stage: inConsult, Tenant: it.Tenant, Root: it.Root, Line: line, Number: it.Number, Parent: it.ID,
		OriginAt: it.OriginAt, Path: slices.Clone(it.Path), Own: true,
	})
	it.Third.Item = t.ID
	v := acd.Item{ID: t.ID, Line: line, Head: x.head(t), OriginAt: t.OriginAt, Only: to.Agent, Rule: rule, Aside: true}
	if to.Agent != "" {
		x.acd.OfferTo(x.now, v, &x.said.route)
	} else {
		x.acd.Enqueue(x.now, v, &x.said.route)
		x.part(t, "waiting")
	}
}

// askNumber rings somebody outside.
func (x *step) askNumber(it *item, c *call.Call, to Target) {
	inv := x.outgoing(it.Line, voice.Address{Number: to.Number, Tenant: to.Tenant}, outsideMS)
	x.calls.InviteThird(c, "", inv, &x.said.phone)
	x.at(outsideMS, thirdOver, string(inv.Leg), 0)
}

// thirdOver: a number that is asked has rung long enough.
func (x *step) thirdOver(name id.Leg) {
	l := x.calls.Legs.Get(name)
	if l == nil || l.Stage != call.Invited && l.Stage != call.Ringing {
		return
	}
	c := x.calls.Calls.Get(l.Call)
	if it := x.itemOf(c); it != nil && c.Third == name && it.Third.asked() {
		x.hangUp(l, voice.CauseNoAnswer)
		x.consultFailed(it, c, acd.NoAnswer)
	}
}

// thirdUp: the third has answered.
func (x *step) thirdUp(l *call.Leg, c *call.Call) {
	it := x.itemOf(c)
	if it == nil || it.Third == nil || it.Third.Stage != thirdRings || c.Third != l.ID {
		x.hangUp(l, voice.CauseNormal)
		return
	}
	t := it.Third
	if own := x.items.Get(t.Item); own != nil {
		if !x.acd.Connect(x.now, own.ID, &x.said.route) {
			x.hangUp(l, voice.CauseNormal)
			return
		}
		x.part(own, "talking")
		if r := x.acd.Items.Get(own.ID); t.To.Agent == "" && r != nil {
			t.To = Target{Agent: r.Agent, Line: t.To.Line}
		}
	}
	t.Stage, t.At = thirdTalks, x.now
	if it.Kind == kindInternal {
		x.acd.Connect(x.now, it.ID, &x.said.route)
		it.Stage = inTalk
		x.part(it, "talking")
		x.calls.Talking(c, &x.said.phone)
	} else {
		x.acd.Consult(x.now, it.ID, &x.said.route)
		x.part(it, "consulting")
		x.say(x.head(it), fact.ConsultAnswered{Leg: l.ID})
	}
	if t.Token = x.announce(l, t.Announce); t.Token == 0 {
		x.calls.Ask(c, &x.said.phone)
	}
	x.touchAgent(it)
}

// thirdGone: the third's leg is gone, and nobody told it to.
func (x *step) thirdGone(l *call.Leg, c *call.Call, cause voice.Cause) {
	it := x.itemOf(c)
	if it == nil || !it.Third.asked() {
		return
	}
	own := x.items.Get(it.Third.Item)
	switch {
	case it.Third.there():
		x.thirdLeft(it, c, cause)
	case own != nil:
		verdict, reason := verdictOf(cause)
		x.part(own, "waiting")
		x.acd.Refuse(x.now, own.ID, verdict, reason, &x.said.route)
	default:
		x.consultFailed(it, c, outcomeOf(cause))
	}
}

// consultFailed: nobody was reached. The agent is alone, the caller still on hold.
func (x *step) consultFailed(it *item, c *call.Call, why string) {
	if it == nil || !it.Third.asked() {
		return
	}
	x.forgetThird(it, "cancelled", why)
	x.calls.Alone(c, &x.said.phone)
	it.Third.Stage, it.Third.Reason, it.Third.Item = thirdFailed, why, ""
	x.touchAgent(it)
	if it.Kind == kindInternal {
		x.dialEnded(it, c, why, voice.CauseNormal, 0)
		return
	}
	x.say(x.head(it), fact.ConsultEnded{Outcome: why})
}

// thirdLeft: the third, with whom the agent talked, is gone. The agent is back with his
// caller.
func (x *step) thirdLeft(it *item, c *call.Call, cause voice.Cause) {
	own := x.items.Get(it.Third.Item)
	if own != nil && !wished(cause) {
		x.acd.Lose(x.now, own.ID, &x.said.route)
	}
	x.forgetThird(it, "", "")
	if it.Third = nil; it.Kind == kindInternal {
		c.EndedBy("agent", cause)
		x.finish(it, c)
		return
	}
	x.say(x.head(it), fact.ConsultEnded{Outcome: "left"})
	x.alone(it, c)
}

// alone: the agent has only his caller again.
func (x *step) alone(it *item, c *call.Call) {
	x.calls.Alone(c, &x.said.phone)
	if c.HeldAt != 0 {
		x.acd.Unconsult(x.now, it.ID, &x.said.route)
		x.resume(it, c)
		return
	}
	x.touchAgent(it)
}

// letThirdGo ends whatever somebody else is asked, because of the outcome.
func (x *step) letThirdGo(it *item, c *call.Call, outcome string) {
	if !it.Third.asked() {
		it.Third = nil
		return
	}
	x.hangUp(x.calls.ThirdLeg(c), voice.CauseNormal)
	x.forgetThird(it, "cancelled", outcome)
	c.Third = ""
	if it.Third = nil; it.Kind != kindInternal {
		x.say(x.head(it), fact.ConsultEnded{Outcome: outcome})
	}
}

// forgetThird ends the third's own item, if he has one.
func (x *step) forgetThird(it *item, reason, detail string) {
	own := x.items.Get(it.Third.Item)
	if own == nil {
		return
	}
	switch r := x.acd.Items.Get(own.ID); {
	case r == nil:
	case r.Phase == acd.Talk:
		x.acd.Finish(x.now, own.ID, &x.said.route)
	default:
		x.acd.Leave(x.now, own.ID, reason, detail, &x.said.route)
	}
	x.items.Delete(own.ID)
}

// backAsked: enough asked.
func (x *step) backAsked(in BackAsked) {
	_, it, c := x.inHand(in.Agent, inTalk)
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
	case it.Third == nil || it.Kind == kindInternal:
		x.refuse(noConsultation)
	default:
		x.letThirdGo(it, c, "back")
		x.alone(it, c)
	}
}

// conferenceAsked: all three talk.
func (x *step) conferenceAsked(in ConferenceAsked) {
	_, it, c := x.inHand(in.Agent, inTalk)
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
	case !it.Third.asked() || it.Kind == kindInternal:
		x.refuse(noConsultation)
	case it.Third.Stage == thirdConfers:
	case it.Third.Stage != thirdTalks || it.Third.Token != 0:
		x.refuse(notAnswered)
	default:
		it.Third.Stage = thirdConfers
		x.calls.Confer(x.now, c, &x.said.phone)
		x.acd.Resume(x.now, it.ID, &x.said.route)
		x.part(it, "conference")
		x.touchAgent(it)
	}
}

// connectAsked: the caller stays with who was asked.
func (x *step) connectAsked(in ConnectAsked) {
	_, it, c := x.inHand(in.Agent, inTalk)
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
	case !it.Third.asked() || it.Kind == kindInternal:
		x.refuse(noConsultation)
	case !it.Third.there():
		x.refuse(notAnswered)
	default:
		x.handOver(it, c, in.Agent, "")
	}
}

// handOver takes the agent out of a consultation or conference. Lost is why he cannot be
// reached, "" when he goes by himself.
func (x *step) handOver(it *item, c *call.Call, by id.Agent, lost voice.Cause) {
	t, leg := it.Third, x.calls.AgentLeg(c)
	own := x.items.Get(t.Item)
	it.Third = nil
	x.say(x.head(it), fact.ConsultEnded{Outcome: "connected"})
	if own == nil {
		x.calls.Dismiss(x.now, c, &x.said.phone)
		child := x.child(it, c, item{Kind: kindCall, Stage: inOut, Line: it.Line})
		x.part(child, "talking")
		x.transferred(it, child, by, t.To, true)
		x.letGo(it, leg, lost)
		x.leave(child, sentOutside, "")
		return
	}
	draft := x.draft(it, own.Line)
	x.calls.Promote(x.now, c, &x.said.phone)
	x.ours(it, c)
	own.Stage, own.Parts = inTalk, slices.Clone(it.Parts)
	c.Head = fact.Head{Tenant: own.Tenant, Line: own.Line, Item: own.ID}
	x.acd.Adopt(own.ID, draft, &x.said.route)
	x.part(own, "talking")
	x.transferred(it, own, by, t.To, true)
	x.letGo(it, leg, lost)
	x.record(own, c)
}

// announce plays who is coming to the leg of a desk phone, which has no screen to show it. It
// returns the token, 0 when there is nothing to be heard.
func (x *step) announce(l *call.Leg, p id.Prompt) uint64 {
	if p == "" || l.Agent == "" || l.Device == id.Browser {
		return 0
	}
	token := x.calls.Play(l, words(p), false, &x.said.phone)
	if token != 0 {
		x.at(toldMS, toldOver, string(l.ID), int64(token))
	}
	return token
}

// toldMS is how long an announcement may take if nobody tells that it is over.
const toldMS = 15_000

// told: what was said to the leg under the token has been heard.
func (x *step) told(l *call.Leg, token uint64) {
	c := x.calls.Calls.Get(l.Call)
	it := x.itemOf(c)
	switch {
	case it == nil || it.Stage != inTalk:
	case it.Third != nil && l.ID == c.Third && it.Third.Token == token:
		it.Third.Token = 0
		x.calls.Ask(c, &x.said.phone)
	case it.Token != token:
	case l.ID == c.Agent:
		it.Token = 0
		x.join(it, c)
	case l.ID == c.Customer && c.HeldAt != 0:
		it.Token = 0
		x.music(it, l)
	}
}

func (x *step) toldOver(name id.Leg, token uint64) {
	if l := x.calls.Legs.Get(name); l != nil && l.Stage == call.Up {
		x.told(l, token)
	}
}
