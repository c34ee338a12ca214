package core

import (
	"slices"

	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/dial"
	"gudok/id"
	"gudok/voice"
)

// ring rings the agent's device for a waiting item.
func (x *step) ring(it *item, name id.Agent) {
	if it.Return && it.Stage == inLine {
		x.ringReturn(it, name)
		return
	}
	c, a := x.callOf(it), x.acd.Agents.Get(name)
	inv := voice.Invite{Leg: id.Leg(x.names.Next("leg")), Caller: c.Number, To: addressOf(a)}
	if r := x.acd.Items.Get(it.ID); r != nil {
		rung, _ := r.Rung(name)
		inv.RingMS = rung.Until - x.now + ringSlackMS
	}
	leg := x.calls.AgentLeg(c)
	switch {
	case it.Stage == inConsult:
		x.calls.InviteThird(c, name, inv, &x.said.phone)
	case leg != nil && leg.Stage != call.Ending:
		x.calls.InviteBeside(c, name, inv, &x.said.phone)
	default:
		x.calls.Invite(c, name, inv, &x.said.phone)
	}
	x.part(it, "ringing")
}

// ringSlackMS lets the core end an offer, not the gate.
const ringSlackMS = 5_000

func addressOf(a *acd.Agent) voice.Address {
	if a.Device == id.Browser {
		return voice.Address{Agent: a.ID, Device: id.Browser}
	}
	return voice.Address{Device: a.Device}
}

// withdraw: the routing took an offer back; the device must stop ringing.
func (x *step) withdraw(it *item, name id.Agent, verdict string) {
	cause := voice.CauseCancelled
	if verdict == acd.NoAnswer {
		cause = voice.CauseNoAnswer
	}
	if c := x.callOf(it); c != nil {
		x.hangUp(x.rungLeg(it, c, name), cause)
		x.unrung(it)
	}
}

// unrung: an offer has ended; unless somebody else is rung for the item, it waits again.
func (x *step) unrung(it *item) {
	if r := x.acd.Items.Get(it.ID); r != nil && r.Phase == acd.Waiting {
		x.waitsAgain(it)
	}
}

// rungLeg is the agent's leg that rings or has answered for the item.
func (x *step) rungLeg(it *item, c *call.Call, name id.Agent) *call.Leg {
	if it.Stage == inConsult {
		return x.calls.ThirdLeg(c)
	}
	return x.calls.Rings(c, name)
}

// first: of all who are rung for the item this one has picked up. The others stop ringing.
func (x *step) first(it *item, c *call.Call, l *call.Leg) {
	x.acd.Win(x.now, it.ID, l.Agent, &x.said.route)
	x.calls.Front(c, l)
	x.connect(it, c)
}

// unring ends all legs that ring beside the agent's.
func (x *step) unring(c *call.Call) {
	for _, name := range slices.Clone(c.Rung) {
		x.hangUp(x.calls.Legs.Get(name), voice.CauseCancelled)
	}
}

// offered is the item that rings at the agent, nil for none.
func (x *step) offered(name id.Agent) (*acd.Agent, *item, *call.Call) {
	a, it, c := x.inHand(name, inLine)
	if it == nil {
		_, it, c = x.inHand(name, inConsult)
	}
	return a, it, c
}

// answerAsked: the agent pressed the key. A desk phone is answered at the phone.
func (x *step) answerAsked(in AnswerAsked) {
	a, it, c := x.offered(in.Agent)
	switch {
	case a == nil:
		x.refuse(acd.NoSuchAgent)
	case it == nil || it.ID != in.Item:
		x.refuse(acd.NoSuchOffer)
	case a.Device != id.Browser:
		x.refuse("floor.answer_on_phone")
	default:
		if code := x.acd.Accept(x.now, in.Agent, in.Item, &x.said.route); code != "" {
			x.refuse(code)
			return
		}
		if it.Stage == inLine {
			x.calls.Front(c, x.rungLeg(it, c, in.Agent))
		}
		x.calls.Accept(x.rungLeg(it, c, in.Agent), &x.said.phone)
	}
}

// declineAsked: the agent does not want this one.
func (x *step) declineAsked(in DeclineAsked) {
	_, it, c := x.offered(in.Agent)
	if it == nil || it.ID != in.Item || x.acd.Items.Get(it.ID).Phase != acd.Ringing {
		x.refuse(acd.NoSuchOffer)
		return
	}
	x.hangUp(x.rungLeg(it, c, in.Agent), voice.CauseDeclined)
	x.acd.RefuseBy(x.now, it.ID, in.Agent, acd.Declined, in.Reason, &x.said.route)
	x.unrung(it)
}

// connect: both are there. They hear each other, and the file runs if the tenant wants it.
func (x *step) connect(it *item, c *call.Call) {
	cust := x.calls.CustomerLeg(c)
	if cust == nil || !x.acd.Connect(x.now, it.ID, &x.said.route) {
		x.hangUp(x.calls.AgentLeg(c), voice.CauseNormal)
		return
	}
	it.Stage, it.Giver, it.Draft = inTalk, "", ""
	x.calls.Accept(cust, &x.said.phone)
	x.part(it, "talking")
	if it.Token = x.announce(x.calls.AgentLeg(c), it.Announce); it.Token == 0 {
		x.join(it, c)
	}
	x.meet(it, x.agentOf(it))
	if it.Promise != "" {
		x.ledger.Talking(it.Promise, &x.said.book)
		return
	}
	h := x.head(it)
	h.Agent = x.agentOf(it)
	if !c.Inbound { // we called him: at a desk, or in a return whose agent was lost
		x.ledger.Met(x.now, it.Number, x.rootOf(it.Line), h, &x.said.book)
		return
	}
	x.ledger.Reached(x.now, it.Number, x.rootOf(it.Line), h, &x.said.book)
}

// join lets the two hear each other.
func (x *step) join(it *item, c *call.Call) {
	if c.HeldAt != 0 {
		return // held already, while he was told who comes
	}
	x.calls.Bridge(c, &x.said.phone)
	x.calls.Talking(c, &x.said.phone)
	x.record(it, c)
}

func (x *step) record(it *item, c *call.Call) {
	if t := x.tenants.Get(it.Tenant); t != nil && t.Record {
		x.calls.Record(x.now, c, false, 0, &x.said.phone)
	}
}

// holdAsked: the caller hears music until the agent comes back, and has been told when.
func (x *step) holdAsked(in HoldAsked) {
	_, it, c := x.inHand(in.Agent, inTalk)
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
		return
	case it.Kind == kindInternal:
		x.refuse(noCustomer)
		return
	case it.Third != nil && it.Third.Stage == thirdConfers:
		x.refuse(inConsultation)
		return
	}
	ms := in.PromisedMS
	if ms <= 0 {
		ms = x.holdMS(it)
	}
	x.hold(it, c, x.now+ms, false)
}

// holdMS is how long a hold is promised to last if nobody says otherwise.
func (x *step) holdMS(it *item) int64 {
	if l := x.lines.Get(it.Line); l != nil && l.HoldMS > 0 {
		return l.HoldMS
	}
	return defaultHoldMS
}

const defaultHoldMS = 120_000

// holdLate: the agent has not come back when he promised. The caller hears an apology, once,
// and the board shows it.
func (x *step) holdLate(name id.Call, promised int64) {
	c := x.calls.Calls.Get(name)
	if c == nil || c.HeldAt == 0 || c.Late || c.Promised != promised {
		return
	}
	it := x.itemOf(c)
	if it == nil || it.Stage != inTalk || c.Customer == "" {
		return
	}
	it.Token = x.calls.HoldLate(c, words("std_hold_late"), &x.said.phone)
	x.at(toldMS, toldOver, string(c.Customer), int64(it.Token))
	x.touchAgent(it)
}

func (x *step) hold(it *item, c *call.Call, until int64, byDevice bool) {
	x.calls.Hold(x.now, c, until, byDevice, x.musicOf(it), &x.said.phone)
	x.acd.Hold(x.now, it.ID, &x.said.route)
	if until != 0 {
		x.at(until-x.now, holdLate, string(c.ID), until)
	}
	x.touchAgent(it)
	x.part(it, "held")
}

// resumeAsked: and back.
func (x *step) resumeAsked(in ResumeAsked) {
	_, it, c := x.inHand(in.Agent, inTalk)
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
	case c.HeldAt == 0:
		x.refuse(acd.NotHeld)
	case c.ByDevice:
		x.refuse("floor.held_by_device") // its own key ends it, we cannot
	case it.Third.asked():
		x.refuse(inConsultation)
	default:
		it.Third = nil
		x.resume(it, c)
	}
}

func (x *step) resume(it *item, c *call.Call) {
	x.calls.Resume(x.now, c, &x.said.phone)
	x.acd.Resume(x.now, it.ID, &x.said.route)
	x.part(it, "talking")
}

// muteAsked: the agent is heard or not.
func (x *step) muteAsked(in MuteAsked) {
	_, it, c := x.inHand(in.Agent, inTalk)
	if it == nil {
		if _, it, c = x.inHand(in.Agent, inConsult); it != nil && x.itemOf(c).Third.there() {
			x.calls.MuteThird(c, in.Muted, &x.said.phone)
			x.touchAgent(it)
			return
		}
		x.refuse(acd.NotTalking)
		return
	}
	x.calls.Mute(c, in.Muted, &x.said.phone)
	x.touchAgent(it)
}

// maxDigits of one wish: longer is a paste by mistake.
const maxDigits = 64

// digitsAsked: key presses for the other side's menu.
func (x *step) digitsAsked(in DigitsAsked) {
	_, it, c := x.inHand(in.Agent, inTalk)
	switch {
	case it == nil:
		x.refuse(acd.NotTalking)
	case in.Digits == "" || len(in.Digits) > maxDigits:
		x.refuse("floor.bad_digits")
	default:
		x.calls.Digits(c, in.Digits, &x.said.phone)
	}
}

// endAsked: the agent ends the conversation, or gives up a call that is being made.
func (x *step) endAsked(in EndAsked) {
	if _, it, c := x.inHand(in.Agent, inTalk); it != nil {
		if in.Machine && it.Promise != "" && !it.Third.asked() {
			x.endAttempt(it, dial.OutcomeMachine, voice.CauseNormal, 0)
		}
		x.endTalk(it, c, in.Agent)
		return
	}
	if _, it, c := x.inHand(in.Agent, inConsult); it != nil && x.itemOf(c).Third.there() {
		x.hangUp(x.calls.ThirdLeg(c), voice.CauseNormal)
		x.thirdLeft(x.itemOf(c), c, voice.CauseNormal)
		return
	}
	_, it, c := x.inHand(in.Agent, inDial)
	if it == nil {
		x.refuse(acd.NotTalking)
		return
	}
	c.EndedBy("agent", voice.CauseCancelled)
	outcome := x.lostOutcome(c, voice.CauseCancelled)
	if it.Promise == "" {
		outcome = givenUp
	}
	x.dialEnded(it, c, outcome, voice.CauseCancelled, 0)
}

// endTalk: in a conference the agent goes and the others go on; a caller who hears music while
// somebody is asked is not cut off by mistake.
func (x *step) endTalk(it *item, c *call.Call, by id.Agent) {
	switch {
	case it.Third.asked() && it.Third.Stage == thirdConfers:
		x.handOver(it, c, by, "")
	case it.Third.asked() && it.Kind != kindInternal:
		x.refuse(inConsultation)
	default:
		c.EndedBy("agent", voice.CauseNormal)
		x.finish(it, c)
	}
}

// finish: the conversation is over for both; the agent writes it up.
func (x *step) finish(it *item, c *call.Call) {
	x.letThirdGo(it, c, "over")
	it.Stage = inWrap
	x.part(it, "wrapup")
	x.calls.StopRecord(c, &x.said.phone)
	stays := x.stays(it, c)
	if !stays {
		x.hangUp(x.calls.CustomerLeg(c), voice.CauseNormal)
	}
	x.hangUp(x.calls.AgentLeg(c), voice.CauseNormal)
	if stays {
		x.survey(it, c)
	}
	if it.Promise != "" {
		x.endAttempt(it, dial.OutcomeTalked, c.Cause, 0)
	}
	x.acd.Finish(x.now, it.ID, &x.said.route)
	x.wrapped(it.ID)
}

// reclaim: the agent is lost in mid-call. The caller stays, goes back to the head of the
// line in an item of his own, and is told to wait.
func (x *step) reclaim(it *item, why string) {
	c := x.callOf(it)
	if c == nil {
		return
	}
	agentLeg := x.calls.AgentLeg(c)
	switch it.Stage {
	case inLine: // said yes, and never came
		x.hangUp(agentLeg, voice.CauseMediaLost)
		x.acd.Refuse(x.now, it.ID, acd.Unreachable, why, &x.said.route)
		x.waitsAgain(it)
		return
	case inDial:
		x.agentMissing(it, c, voice.CauseMediaLost, 0)
		return
	case inMenu, inWrap, inOut:
		return
	case inConsult:
		x.reclaimThird(it, c, why)
		return
	case inTalk:
	}
	if it.Third.there() && it.Third.Stage == thirdConfers {
		x.handOver(it, c, x.agentOf(it), voice.CauseMediaLost) // the caller has somebody to talk to
		return
	}
	x.letThirdGo(it, c, "agent_lost")
	x.hangUp(agentLeg, voice.CauseMediaLost)
	x.calls.Parted(c, &x.said.phone)
	if it.Promise != "" {
		x.endAttempt(it, dial.OutcomeAgentLost, voice.CauseMediaLost, 0)
	}
	x.acd.Lose(x.now, it.ID, &x.said.route)
	x.items.Delete(it.ID)
	if it.Kind == kindInternal {
		c.EndedBy("system", voice.CauseMediaLost)
		return
	}
	if !c.Visitor {
		c.Visitor = true // we called him; now he waits on our line
		x.ledger.Arrived(c.Number, &x.said.book)
	}
	child := x.newItem(c, item{
		Kind: kindCall, Stage: inLine, Tenant: it.Tenant, Root: it.Root, Line: it.Line, Number: it.Number,
		Parent: it.ID, OriginAt: it.OriginAt, Music: it.Music, Path: it.Path, Parts: it.Parts, Plus: it.Plus,
	})
	if x.calls.CustomerLeg(c) != nil {
		x.wait(child, c, words("std_please_wait"))
	}
}

// reclaimThird: a colleague who is asked is lost.
func (x *step) reclaimThird(it *item, c *call.Call, why string) {
	x.hangUp(x.calls.ThirdLeg(c), voice.CauseMediaLost)
	if main := x.itemOf(c); main.Third.there() {
		x.thirdLeft(main, c, voice.CauseMediaLost)
		return
	}
	x.acd.Refuse(x.now, it.ID, acd.Unreachable, why, &x.said.route)
	x.part(it, "waiting")
}

func (x *step) touchAgent(it *item) {
	if a := x.agentOf(it); a != "" {
		x.said.route.Agents = append(x.said.route.Agents, a)
	}
	x.touch(it.Call)
}
