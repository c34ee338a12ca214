package call

import (
	"context"
	"slices"

	"gudok/fact"
	"gudok/id"
	"gudok/phone"
	"gudok/voice"
)

// A Call is a conversation as its facts tell it.
type Call struct {
	ID     id.Call   `json:"id"`
	Tenant id.Tenant `json:"tenant"`
	Line   id.Line   `json:"line,omitempty"` // the last line it was in
	DID    id.DID    `json:"did,omitempty"`
	Trunk  id.Trunk  `json:"trunk,omitempty"`
	Number id.Number `json:"number,omitempty"` // the outside party; "" withheld
	Called id.Number `json:"called,omitempty"` // a number that nobody here has
	// Original is the number that was dialled first, of a call that was diverted to us.
	Original id.Number `json:"original,omitempty"`
	Inbound  bool      `json:"inbound"`
	Kind     string    `json:"kind,omitempty"` // of its item: call, missed_return, voicemail_return

	StartedAt  int64 `json:"started_at"`            // ms UTC
	AnsweredAt int64 `json:"answered_at,omitempty"` // by a person
	EndedAt    int64 `json:"ended_at,omitempty"`
	ClosedAt   int64 `json:"closed_at,omitempty"` // wrap-up over too

	Agents []id.Agent `json:"agents,omitempty"` // who talked, in order
	Missed []id.Agent `json:"missed,omitempty"` // who was offered it and did not take it
	Path   []string   `json:"path,omitempty"`   // labels chosen in the menu
	Parts  []Part     `json:"parts"`

	WaitMS int64 `json:"wait_ms"` // in lines, until answered or left
	TalkMS int64 `json:"talk_ms"` // without hold
	HoldMS int64 `json:"hold_ms"`
	WrapMS int64 `json:"wrap_ms"`

	Result  Result      `json:"result"`
	Refused string      `json:"refused,omitempty"` // the reason of call.refused
	Detail  string      `json:"detail,omitempty"`  // the node of left_in_menu, the cause of failed
	By      string      `json:"by,omitempty"`      // who ended it: caller, agent, system
	Cause   voice.Cause `json:"cause,omitempty"`

	Disposition id.Disposition `json:"disposition,omitempty"`
	Recordings  []id.Recording `json:"recordings,omitempty"`
	Promise     id.Promise     `json:"promise,omitempty"`
	Legs        []id.Leg       `json:"legs,omitempty"`
	Items       []Stay         `json:"items,omitempty"`
}

// A Stay is one item of the call: one stay in one line.
type Stay struct {
	Item   id.Item `json:"item"`
	Line   id.Line `json:"line"`
	Kind   string  `json:"kind,omitempty"`   // consult: a colleague is asked while the caller is on hold
	Reason string  `json:"reason,omitempty"` // of item.left; "" still there
	Detail string  `json:"detail,omitempty"`
	Short  bool    `json:"short,omitempty"`
	Closed bool    `json:"closed,omitempty"` // its wrap-up is over too
}

// A Part is one piece of the strip: from At until the next part's At. The last is "ended".
type Part struct {
	State string `json:"state"`
	At    int64  `json:"at"`
}

// States of parts, in the words of core.Part.
const (
	partMenu      = "menu"
	partWaiting   = "waiting"
	partRinging   = "ringing"
	partTalking   = "talking"
	partHeld      = "held"
	partWrapup    = "wrapup"
	partDialling  = "dialling"
	partVoicemail = "voicemail"
	partEnded     = "ended"
)

// A Result is how a call ended, one word of a closed set.
type Result string

// Results. What is not in this list is a leave reason of an item, taken as it is.
const (
	Live          Result = "live" // not ended yet
	Answered      Result = "answered"
	Abandoned     Result = "abandoned"
	Short         Result = "short" // abandoned within the line's short limit
	LeftInMenu    Result = "left_in_menu"
	ServedByMenu  Result = "served_by_menu"
	Voicemail     Result = "voicemail"
	Failed        Result = "failed"
	Returned      Result = "returned"    // we called back and talked
	NotReached    Result = "not_reached" // we called back in vain
	UnknownNumber Result = "unknown_number"
	Blocked       Result = "rejected_blocked" // the tenant does not let the number in
)

// lost: an outside party rang and talked with nobody.
func (c *Call) lost() bool {
	return c.Inbound && c.EndedAt != 0 && c.AnsweredAt == 0 && c.Refused == "" && c.Result != ServedByMenu && c.Result != Blocked
}

// lastedMS is from the first ring to the last leg's end, 0 while it lasts.
func (c *Call) lastedMS() int64 {
	if c.EndedAt == 0 {
		return 0
	}
	return c.EndedAt - c.StartedAt
}

// Had reports whether the agent talked in the call.
func (c *Call) Had(a id.Agent) bool { return a != "" && slices.Contains(c.Agents, a) }

// A Note is what a person wrote about a call.
type Note struct {
	Text    string
	By      id.User
	At      int64 // ms UTC
	Version int   // 0: there is none
}

// maxNote is a page of writing; more belongs into a document.
const maxNote = 4_000

// A Filter is what a list shows. Zero fields let everything pass.
type Filter struct {
	Tenants   []id.Tenant // nil: all
	Line      id.Line
	Agent     id.Agent // who talked
	Result    Result
	Lost      bool
	Direction string // in, out
	From, To  int64  // started, ms UTC, from inclusive, to exclusive
	LongerMS  int64
	Number    string // the last digits of a number, at least minDigits
	Cursor    string // of the page before
}

// Limits of lists.
const (
	page       = 50
	minDigits  = 3  // fewer match every number of the country
	maxMatches = 16 // numbers that one search may mean
	maxFacts   = 2_000
	maxUnknown = 200
	maxDay     = 200 // calls of one agent's day
)

// Numbers turns the ids of telephone numbers into digits and back; implemented by the floor,
// which alone keeps the table (house.md 5.9).
type Numbers interface {
	// Texts are the numbers that ids stand for; unknown ids are missing.
	Texts(ctx context.Context, ids []id.Number) (map[id.Number]phone.Number, error)
	// Ending are at most limit ids of the tenants' numbers that end with digits; none named: of all.
	Ending(ctx context.Context, tenants []id.Tenant, digits string, limit int) ([]id.Number, error)
}

// Stream is the floor's stream of facts; implemented by base/journal.
type Stream interface {
	// After are at most limit facts with a number above seq, oldest first.
	After(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error)
	// OfCall are at most limit facts about a call, oldest first.
	OfCall(ctx context.Context, call id.Call, limit int) ([]fact.Envelope, error)
}
