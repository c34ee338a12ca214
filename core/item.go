package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/dial"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// An item ties the rooms together: a caller's need, from the first ring to the end of
// wrap-up. The routing keeps its own half of it under the same name while it is in a line.
type item struct {
	ID       id.Item       `json:"id"`
	Call     id.Call       `json:"call"`
	Kind     string        `json:"kind"`
	Stage    stage         `json:"stage"`
	Tenant   id.Tenant     `json:"tenant"`
	Root     id.Line       `json:"root"` // of the number dialled: whose a hang-up in the menu is
	Line     id.Line       `json:"line"`
	Number   id.Number     `json:"number,omitempty"`
	Parent   id.Item       `json:"parent,omitempty"`
	Promise  id.Promise    `json:"promise,omitempty"` // that this call is to keep
	OriginAt int64         `json:"origin_at"`
	Run      *flow.Run     `json:"run,omitempty"`
	Token    uint64        `json:"token,omitempty"` // of the sound or silence that it waits for
	Music    []voice.Sound `json:"music,omitempty"`
	Path     []string      `json:"path,omitempty"`
	Parts    []Part        `json:"parts"`
	Message  id.Recording  `json:"message,omitempty"` // left in voicemail
	Early    bool          `json:"early,omitempty"`   // the customer's own ringing is heard

	Third    *third         `json:"third,omitempty"`    // whom its agent asks
	Giver    id.Agent       `json:"giver,omitempty"`    // who gave the caller away, and gets him back if need be
	To       id.Number      `json:"to,omitempty"`       // the number to which he was given
	Draft    id.Disposition `json:"draft,omitempty"`    // of the outcome, while nobody has the item
	Back     *Returned      `json:"back,omitempty"`     // why the caller came back
	Announce id.Prompt      `json:"announce,omitempty"` // played to whoever answers

	Own     bool    `json:"own,omitempty"`     // the client's own telephone was tried
	Then    id.Flow `json:"then,omitempty"`    // the menu that comes after it
	Hops    int     `json:"hops,omitempty"`    // lines that it flowed over from
	Told    int     `json:"told,omitempty"`    // how often the caller was told where he stands
	Offered int     `json:"offered,omitempty"` // how often a call back was offered
	Shut    bool    `json:"shut,omitempty"`    // the line has closed: what is heard is the last offer
	Plus    int     `json:"plus,omitempty"`    // to the priority of its line: a VIP's
	Alone   int64   `json:"alone,omitempty"`   // since when nobody is signed in who might take it

	AskedAt int64    `json:"asked_at,omitempty"` // since when a look-up is on
	For     id.Agent `json:"for,omitempty"`      // whom the message is for

	Return bool `json:"return,omitempty"` // in line: nobody waits in it, a promise's turn has come
	Rung   bool `json:"rung,omitempty"`   // of a return: its call has begun
	Met    bool `json:"met,omitempty"`    // customer first: the person has answered, the agent is to come
}

// A stage is who has the item.
type stage string

const (
	inMenu    stage = "menu"
	inOut     stage = "out"  // the client's own telephone rings for the caller
	inLine    stage = "line" // waiting or offered
	inDial    stage = "dial" // an agent is kept, the person is being rung
	inTalk    stage = "talk"
	inWrap    stage = "wrap"
	inConsult stage = "consult" // somebody is asked, in a call that is about another item
)

// Kinds of items.
const (
	kindCall            = "call"
	kindMissedReturn    = "missed_return"
	kindVoicemailReturn = "voicemail_return"
	kindOutgoing        = "outgoing" // dialled at a desk
	kindInternal        = "internal" // among ourselves
	kindConsult         = "consult"  // somebody is asked while a caller is on hold
	kindRequestedReturn = "requested_return"
	kindHoldReturn      = "virtual_hold_return"
	kindWebReturn       = "web_return"
	kindAnswerReturn    = "enquiry_return"
	kindFollowUp        = "follow_up_return"
)

// maxParts of the strip that a desk draws: who holds more often is drawn with the last one.
const maxParts = 64

// part begins a new piece of the item's strip.
func (x *step) part(it *item, state string) {
	n := len(it.Parts)
	if n > 0 && it.Parts[n-1].State == state {
		return
	}
	if n == maxParts {
		it.Parts[n-1].State = state
	} else {
		it.Parts = append(it.Parts, Part{State: state, At: x.now})
	}
	x.touch(it.Call)
}

// head is what a fact about the item is about.
func (x *step) head(it *item) fact.Head {
	if it.Return && !it.Rung {
		return fact.Head{Tenant: it.Tenant, Line: it.Line, Item: it.ID, Promise: it.Promise, Actor: x.said.route.Actor}
	}
	return fact.Head{Tenant: it.Tenant, Line: it.Line, Call: it.Call, Item: it.ID, Promise: it.Promise, Actor: x.said.route.Actor}
}

// aboutSystem is the head of what the core does of itself.
func (x *step) aboutSystem() fact.Head { return fact.Head{Actor: fact.System} }

// newItem creates an item and lets the call's facts be about it.
func (x *step) newItem(c *call.Call, v item) *item {
	it := x.create(c, v)
	c.Head = fact.Head{Tenant: it.Tenant, Line: it.Line, Item: it.ID, Promise: it.Promise}
	return it
}

// create creates an item beside the one that the call is about.
func (x *step) create(c *call.Call, v item) *item {
	it := &v
	it.ID, it.Call = id.Item(x.names.Next("item")), c.ID
	x.items.Put(it.ID, it)
	x.say(x.head(it), fact.ItemCreated{Kind: it.Kind, OriginAt: it.OriginAt, Parent: it.Parent, Number: it.Number})
	return it
}

// owed reports whether a miss of such an item is a person whom nobody served.
func owed(kind string) bool {
	return kind != kindOutgoing && kind != kindInternal && kind != kindConsult
}

// itemOf is the item that the call is about now, nil when its stay is over.
func (s *State) itemOf(c *call.Call) *item { return s.items.Get(c.Head.Item) }

// callOf is the item's call, nil when it is over.
func (x *step) callOf(it *item) *call.Call { return x.calls.Calls.Get(it.Call) }

// leave ends an item's stay before any conversation, and owes the person a call where the
// reason is a miss.
func (x *step) leave(it *item, reason, detail string) {
	x.leaveRun(it)
	if c := x.callOf(it); c != nil && it.Stage == inLine {
		x.unring(c)
	}
	if x.acd.Items.Get(it.ID) != nil {
		x.acd.Leave(x.now, it.ID, reason, detail, &x.said.route)
	} else {
		x.say(x.head(it), fact.ItemLeft{Reason: reason, Detail: detail})
	}
	x.items.Delete(it.ID)
	x.touch(it.Call)
	switch reason {
	case "served_by_menu", "overflowed", sentOutside, blockedWhy, movedReason:
	case "callback_requested":
		x.miss(it, dial.VirtualHold, reason)
	case "voicemail":
		x.miss(it, dial.Voicemail, reason)
	default:
		if owed(it.Kind) {
			x.miss(it, dial.Missed, reason)
		}
	}
}

// miss owes the person a call. A return that fails is a matter of its attempt, not a miss.
func (x *step) miss(it *item, kind, cause string) {
	if it.Promise != "" || x.lines.Get(it.Line) == nil {
		return // a line that is out of service promises nothing
	}
	m := dial.Miss{
		Tenant: it.Tenant, Line: it.Line, Root: x.rootOf(it.Line), Kind: kind, Number: it.Number,
		Cause: cause, Item: it.ID, OriginAt: it.OriginAt, Recording: it.Message, Owner: it.For,
	}
	if c := x.callOf(it); c != nil {
		m.Zone = c.Zone
	}
	h := x.head(it)
	if r := x.returnsOf(it.Line); r != nil && !r.Hand && it.Number != "" && kind != dial.VirtualHold {
		x.ledger.Rest(x.now, it.Number, dial.RestMS, &x.said.book) // he is only just putting his telephone down
	}
	x.ledger.Missed(x.now, m, x.policy(it.Line, m.Zone), fact.Head{Call: h.Call, Item: h.Item, Actor: h.Actor}, &x.said.book)
}

// wrapped forgets an item whose wrap-up the routing has closed.
func (x *step) wrapped(name id.Item) {
	if it := x.items.Get(name); it != nil && it.Stage == inWrap && x.acd.Items.Get(name) == nil {
		x.items.Delete(name)
		x.touch(it.Call)
	}
}

// agentOf is the agent who has the item, "" for none.
func (x *step) agentOf(it *item) id.Agent {
	if r := x.acd.Items.Get(it.ID); r != nil {
		return r.Agent
	}
	return ""
}

// inHand is the agent's item of the stage and its call; nil when there is none.
func (x *step) inHand(name id.Agent, want stage) (*acd.Agent, *item, *call.Call) {
	a := x.acd.Agents.Get(name)
	if a == nil || a.Item == "" {
		return a, nil, nil
	}
	it := x.items.Get(a.Item)
	if it == nil || it.Stage != want {
		return a, nil, nil
	}
	c := x.callOf(it)
	if c == nil {
		return a, nil, nil
	}
	return a, it, c
}
