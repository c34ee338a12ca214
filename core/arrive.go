package core

import (
	"gudok/core/call"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// callArrived: somebody rings. Whoever rang a number of ours has an item from the first
// moment, so that a hang-up in the menu is somebody's miss.
func (x *step) callArrived(in CallArrived) {
	if x.calls.Legs.Get(in.Leg) != nil {
		return // told twice
	}
	did := x.dids.Get(in.DID)
	switch {
	case in.Refuse != "":
		x.turnAway(in, in.Refuse)
		return
	case did == nil || x.lines.Get(did.Line) == nil:
		x.turnAway(in, "unknown_number")
		return
	}
	c := x.calls.Arrive(call.Call{
		ID: id.Call(x.names.Next("call")), Number: in.Caller, Zone: in.Zone, Known: in.Known,
		Head: fact.Head{Tenant: did.Tenant, Line: did.Line},
	}, in.Leg, fact.CallCreated{Trunk: in.Trunk, DID: in.DID, Original: in.Original}, &x.said.phone)
	x.ledger.Arrived(in.Caller, &x.said.book)
	it := x.newItem(c, item{
		Kind: kindCall, Stage: inMenu, Tenant: did.Tenant, Root: did.Line, Line: did.Line,
		Number: in.Caller, OriginAt: x.originOf(in.Caller, did.Line),
	})
	if x.listed(it, c, in.List) {
		return
	}
	x.part(it, "menu")
	it.Then = did.Flow
	if !x.ownFirst(it, c, did.Line) {
		x.welcome(it, c)
	}
}

// welcome takes the caller into the menu of the number dialled, or into its line.
func (x *step) welcome(it *item, c *call.Call) {
	name := it.Then
	it.Then = ""
	if m := x.menus.Get(name); m != nil && m.Current != 0 {
		x.enterMenu(it, c, m)
		return
	}
	x.calls.Accept(x.calls.CustomerLeg(c), &x.said.phone)
	x.enqueue(it, c, it.Root)
}

// turnAway refuses a call that nobody here can take. The fact is the whole story of it.
func (x *step) turnAway(in CallArrived, reason string) {
	cause := voice.CauseNotFound
	switch reason {
	case "overload":
		cause = voice.CauseOverload
	case "device":
		cause = voice.CauseDeclined
	}
	h := fact.Head{Tenant: id.House, Actor: fact.Caller}
	if did := x.dids.Get(in.DID); did != nil {
		h.Tenant, h.Line = did.Tenant, did.Line
	}
	x.say(h, fact.CallRefused{Reason: reason, Trunk: in.Trunk, Called: in.Called, Caller: in.Caller})
	x.out.Effects = append(x.out.Effects, voice.End{Leg: in.Leg, Cause: cause})
}

// originOf is since when the person has wanted us: now, or the moment of a miss so fresh
// that this is the same need.
func (x *step) originOf(n id.Number, line id.Line) int64 {
	if at, ok := x.ledger.Redial(x.now, n, x.rootOf(line)); ok {
		return at
	}
	return x.now
}

func (x *step) menuOut(it *item) *flow.Out {
	out := &x.said.menu
	out.Acts, out.Head, out.World, out.Memo = out.Acts[:0], x.head(it), around{x, it}, &x.said.memo
	return out
}

// obeyMenu does what the menu wants.
func (x *step) obeyMenu(it *item, c *call.Call) {
	leg := x.calls.CustomerLeg(c)
	for _, a := range x.said.menu.Acts {
		switch a.Do {
		case flow.Accept:
			x.calls.Accept(leg, &x.said.phone)
		case flow.Say:
			x.listen(leg, a.Keys)
			it.Token = x.calls.Play(leg, a.Say, false, &x.said.phone)
			x.at(a.MS, menuOver, string(it.ID), int64(it.Token))
		case flow.Wait:
			x.calls.Silence(leg, &x.said.phone) // a key may have cut something short
			x.listen(leg, a.Keys)
			it.Token = x.calls.NextToken()
			x.at(a.MS, menuOver, string(it.ID), int64(it.Token))
		case flow.ToLine:
			x.leaveRun(it)
			x.calls.Listen(leg, false, &x.said.phone)
			it.Music = a.Music
			x.enqueue(it, c, a.Line)
		case flow.Record:
			x.takeMessage(it, c, a)
		case flow.LookUp:
			x.lookUp(it, leg, a)
		case flow.ToAgent:
			x.leaveRun(it)
			x.calls.Listen(leg, false, &x.said.phone)
			x.toAgent(it, c, a)
		case flow.CallBack:
			if x.lines.Get(a.Line) != nil {
				it.Line, c.Head.Line = a.Line, a.Line
			}
			x.callbackRequested(it, c, a.Say)
		case flow.SendOut:
			x.sendOut(it, c, a.Number, a.MS)
		case flow.InLang:
			c.Lang = a.Lang
		case flow.Leave:
			x.leaveMenu(it, c, a)
		}
	}
}

// listen begins or ends the hearing of keys; in a menu that goes on it is left alone.
func (x *step) listen(leg *call.Leg, on bool) {
	if leg != nil && on != (leg.Listen != 0) {
		x.calls.Listen(leg, on, &x.said.phone)
	}
}

// takeMessage records what the caller has to say, until a key, the longest time or the end.
func (x *step) takeMessage(it *item, c *call.Call, a flow.Act) {
	if x.lines.Get(a.Line) != nil {
		it.Line, c.Head.Line = a.Line, a.Line
	}
	x.listen(x.calls.CustomerLeg(c), true)
	x.calls.Record(x.now, c, true, a.MS+messageSlackMS, &x.said.phone)
	it.Message, it.Token, it.For = c.Recording, x.calls.NextToken(), a.Agent
	x.at(a.MS, menuOver, string(it.ID), int64(it.Token))
}

// messageSlackMS lets the core end a message, not the media room.
const messageSlackMS = 5_000

// leaveMenu ends a call that its menu has served, or could not.
func (x *step) leaveMenu(it *item, c *call.Call, a flow.Act) {
	reason, detail := "served_by_menu", a.Node
	switch a.Why {
	case "failed":
		reason, detail = "failed", "menu"
	case "voicemail":
		reason, detail = "voicemail", ""
	}
	x.calls.StopRecord(c, &x.said.phone)
	x.leave(it, reason, detail)
	c.EndedBy("system", voice.CauseNormal)
	x.farewell(c, a.Say)
}

// farewell lets the customer hear last words and ends the call with them.
func (x *step) farewell(c *call.Call, what []voice.Sound) {
	leg := x.calls.CustomerLeg(c)
	if leg == nil {
		return
	}
	if len(what) == 0 {
		x.hangUp(leg, voice.CauseNormal)
		return
	}
	x.calls.Accept(leg, &x.said.phone) // who was never answered still deserves the words
	token := x.calls.Farewell(leg, what, voice.CauseNormal, &x.said.phone)
	x.at(farewellMS, farewell, string(leg.ID), int64(token))
	c.EndedBy("system", voice.CauseNormal)
}

// farewellMS is how long last words may take if nobody tells that they are over.
const farewellMS = 60_000

func (x *step) farewellOver(name id.Leg, token uint64) {
	if l := x.calls.Legs.Get(name); l != nil && l.Last && (token == 0 || l.Hears.Token == token) {
		x.hangUp(l, voice.CauseNormal)
	}
}

func words(p id.Prompt) []voice.Sound { return []voice.Sound{{Prompt: p}} }

// menuOver: the silence, the sound or the message under the token has lasted long enough.
func (x *step) menuOver(name id.Item, token uint64) {
	it := x.items.Get(name)
	if it == nil || it.Run == nil || it.Token != token {
		return
	}
	p, out := x.program(it), x.menuOut(it)
	switch it.Run.State {
	case flow.Waiting:
		it.Run.Waited(p, out)
	case flow.Recording:
		it.Run.Messaged(p, out)
	case flow.Saying, flow.Greeting:
		it.Run.Said(p, out)
	case flow.Asking:
		it.Run.Looked(p, AskTimeout, nil, x.now-it.AskedAt, out)
	case flow.Done, flow.Calling:
	}
	x.obeyMenu(it, x.callOf(it))
}

// digitHeard: one key of the caller's.
func (x *step) digitHeard(in DigitHeard) {
	leg := x.calls.Legs.Get(in.Leg)
	if leg == nil || !x.calls.Pressed(leg, in.Token, in.N) {
		return
	}
	c := x.calls.Calls.Get(leg.Call)
	if q := x.asked.Get(c.ID); q != nil {
		x.surveyKey(q, c, in.Digit.Digit)
		return
	}
	it := x.itemOf(c)
	switch {
	case it != nil && it.Stage == inLine:
		x.keyWhileWaiting(it, c, in.Digit.Digit)
		return
	case it == nil || it.Run == nil:
		return
	}
	it.Run.Pressed(x.program(it), in.Digit.Digit, x.menuOut(it))
	x.obeyMenu(it, c)
}

// playEnded: what a leg heard is over.
func (x *step) playEnded(in PlayEnded) {
	leg := x.calls.Legs.Get(in.Leg)
	if leg == nil || !x.calls.Played(leg, in.Token) {
		return
	}
	c := x.calls.Calls.Get(leg.Call)
	if in.Outcome == voice.OutcomeMissing {
		x.out.Notes = append(x.out.Notes, "a prompt is missing in call "+string(leg.Call))
	}
	if leg.Last {
		x.hangUp(leg, voice.CauseNormal)
		return
	}
	if q := x.asked.Get(c.ID); q != nil {
		x.surveyHeard(q, c, in.Token)
		return
	}
	it := x.itemOf(c)
	switch {
	case it != nil && it.Stage == inTalk:
		x.told(leg, in.Token)
	case it == nil || it.Token != in.Token:
	case it.Run != nil:
		it.Run.Said(x.program(it), x.menuOut(it))
		x.obeyMenu(it, c)
	case it.Stage == inLine && it.Shut:
		x.shutHeard(it)
	case it.Stage == inLine:
		it.Token = 0
		x.music(it, leg)
	}
}
