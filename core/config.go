package core

import (
	"gudok/core/flow"
	"gudok/core/hours"
	"gudok/id"
	"gudok/voice"
)

// Configuration enters the core only as inputs. Each carries the whole new value; the
// core replaces what it knew and lets calls in progress go on with what they started with
// where that matters (flows).
type (
	TenantSet struct {
		Tenant id.Tenant `json:"tenant"`
		Record bool      `json:"record"`         // record this tenant's conversations
		Lang   string    `json:"lang,omitempty"` // of the shipped prompts: ru, uk, en; "" is the house's
	}
	LineSet     struct{ Line }
	DIDSet      struct{ DID }
	AgentSet    struct{ Agent }
	PauseSet    struct{ Pause }
	FlowSet     struct{ flow.Program }
	CalendarSet struct{ hours.Calendar }
	// ZoneSet is a zone in which people live whom we call, as its transitions: the core may
	// not look zones up (house.md 5.8).
	ZoneSet struct {
		Zone    string             `json:"zone"` // IANA
		Offsets []hours.Transition `json:"offsets"`
	}
	// Removed takes a thing of the kind (by the prefix of its id) out of service. Waiting
	// items of a removed line end failed(removed); an agent on a call finishes it first.
	Removed struct {
		ID string `json:"id"`
	}
)

// A Line is what a tenant buys. Zero values take the defaults named. Of Calendar, Music,
// ReturnMS, Closing, Overflow, Announce, Offer and Quiet an empty value is the parent's, and
// only at the root the default.
type Line struct {
	ID       id.Line     `json:"id"`
	Tenant   id.Tenant   `json:"tenant"`
	Parent   id.Line     `json:"parent,omitempty"`
	Skill    id.Skill    `json:"skill"`
	MinLevel int         `json:"min_level,omitempty"` // 0: 1
	Calendar id.Calendar `json:"calendar,omitempty"`  // "": always open
	Priority int         `json:"priority,omitempty"`

	RingMS    int64 `json:"ring_ms,omitempty"`    // 0: 15,000
	WrapMS    int64 `json:"wrap_ms,omitempty"`    // 0: 30,000; -1: none
	ReofferMS int64 `json:"reoffer_ms,omitempty"` // 0: 30,000
	RonaLimit int   `json:"rona_limit,omitempty"` // 0: 2
	TargetMS  int64 `json:"target_ms,omitempty"`  // service level T; 0: 20,000
	ShortMS   int64 `json:"short_ms,omitempty"`   // short abandon; 0: 5,000
	HoldMS    int64 `json:"hold_ms,omitempty"`    // promised hold by default; 0: 120,000

	Dispositions []id.Disposition `json:"dispositions,omitempty"`
	MustCode     bool             `json:"must_code,omitempty"` // wrap-up needs a disposition

	// Music is looped to who waits when the flow's node names none; empty: the shipped one.
	Music []voice.Sound `json:"music,omitempty"`

	CallerDID id.DID     `json:"caller_did,omitempty"` // shown when we call back
	Trunks    []id.Trunk `json:"trunks,omitempty"`     // to try in order when we call back
	// ReturnMS are the waits before a promise's attempts, the first after the miss;
	// empty: 2 min, 15 min, 2 h, 14 h, 14 h (product.md 5.5 rule 5).
	ReturnMS []int64 `json:"return_ms,omitempty"`
	// ReturnsBy are the same waits by the kind of promise; a kind that is not named: ReturnMS.
	ReturnsBy map[string][]int64 `json:"returns_by,omitempty"`
	// Returns is how promises are kept; nil at the root: agents call by hand.
	Returns *Returns `json:"returns,omitempty"`
	// Quiet is when people may be called, by the clock of their own number; nil: 9 to 21.
	Quiet *hours.Span `json:"may_call,omitempty"`

	Closing  string    `json:"closing,omitempty"` // what becomes of who waits when the line closes: serve (the default), callback, tell
	Overflow *Overflow `json:"overflow,omitempty"`
	Announce *Announce `json:"announce,omitempty"`
	Offer    *Offer    `json:"offer,omitempty"`

	// Who gets whom (product.md 5.2 and 5.3); routing.go. Of each an empty value is the parent's,
	// and only at the root the default named.
	Strategy       string       `json:"strategy,omitempty"`          // longest_idle
	RingMany       int          `json:"ring_many,omitempty"`         // of ring_all and ring_progressively: how many, 2 to 8; 0: 3
	StepMS         int64        `json:"step_ms,omitempty"`           // of ring_progressively; 0: 5,000
	Sticky         *Sticky      `json:"sticky,omitempty"`            // nil: whoever is next
	Relax          []Relaxation `json:"relax,omitempty"`             // at most 3, rising AfterMS
	SpecialistsOff bool         `json:"generalists_equal,omitempty"` // false: who has fewer skills comes first
	Weight         int          `json:"weight,omitempty"`            // by which an age in this line counts; 0: 1
	BonusMS        int64        `json:"bonus_ms,omitempty"`          // by how much older everybody in this line counts
	Strict         bool         `json:"strict,omitempty"`            // its items overtake all that are not strict
	MaxWaiting     int          `json:"max_waiting,omitempty"`       // 0: 1,000
	MaxWaitMS      int64        `json:"max_wait_ms,omitempty"`       // 0: no limit
	WhenFull       string       `json:"when_full,omitempty"`         // tell (the default), overflow, callback
	WhenLate       string       `json:"when_late,omitempty"`         // the same
	NoAgents       *NoAgents    `json:"no_agents,omitempty"`         // nil: who waits for nobody, waits
	Keep           *Keep        `json:"keep,omitempty"`              // nil: every ready agent may be taken

	Mode string `json:"mode,omitempty"` // who answers: "": the centre; own_first, own_only: the client's own telephone
	Own  Own    `json:"own,omitzero"`
}

// Closing actions of a line.
const (
	CloseServe    = "serve"    // who waits already is served
	CloseCallback = "callback" // is offered a call, and told the truth when he does not want one
	CloseTell     = "tell"     // is told that we have closed
)

// Modes of a line (product.md S-26 to S-28).
const (
	ModeCentre   = ""          // all calls go straight to the centre
	ModeOwnFirst = "own_first" // the client's own telephone rings first, then the centre takes over
	ModeOwnOnly  = "own_only"  // the client answers, the centre only remembers whom nobody answered
)

// An Overflow leads callers on to another line.
type Overflow struct {
	To        id.Line `json:"to"`
	AfterMS   int64   `json:"after_ms,omitempty"`  // who has waited so long; 0: waiting is no reason
	Unstaffed bool    `json:"unstaffed,omitempty"` // when nobody who may answer is signed in
}

// An Announce tells who waits where he stands.
type Announce struct {
	FirstMS  int64 `json:"first_ms"`           // after the wait began
	EveryMS  int64 `json:"every_ms,omitempty"` // 0: once
	Position bool  `json:"position,omitempty"`
	Wait     bool  `json:"wait,omitempty"` // how long it will take, as far as that can be known
}

// An Offer lets who waits ask by a key to be called back, without losing the place.
type Offer struct {
	AfterMS int64 `json:"after_ms"`
	EveryMS int64 `json:"every_ms,omitempty"` // 0: once
	// IfOverMS: only to who will wait longer than that, by Estimate; 0: to all.
	IfOverMS int64 `json:"if_over_ms,omitempty"`
}

// Own is the client's own telephone.
type Own struct {
	Number id.Number `json:"number,omitempty"`
	RingMS int64     `json:"ring_ms,omitempty"` // 0: 20,000
}

// A DID is a number that callers dial: it belongs to a root line, so that even a hang-up in
// the menu has a line.
type DID struct {
	ID     id.DID    `json:"id"`
	Tenant id.Tenant `json:"tenant"`
	Line   id.Line   `json:"line"`
	Flow   id.Flow   `json:"flow,omitempty"` // "": answer and into Line
}

// An Agent answers calls. Skills are sorted by Skill.
type Agent struct {
	ID     id.Agent     `json:"id"`
	Skills []SkillLevel `json:"skills"`
	Desk   id.Device    `json:"desk,omitempty"`   // the desk phone, if there is one
	Order  int          `json:"order,omitempty"`  // of top_down, from 1; 0: after all who have one
	Weight int          `json:"weight,omitempty"` // of random_weighted, 1 to 100; 0: 1
}

// A SkillLevel is from 1 (can) to 5 (best).
type SkillLevel struct {
	Skill id.Skill `json:"skill"`
	Level int      `json:"level"`
}

// A Pause is a reason for not taking calls.
type Pause struct {
	ID      id.Pause `json:"id"`
	Kind    string   `json:"kind"` // break, meal, training, meeting, back_office, coaching, technical, system
	LimitMS int64    `json:"limit_ms,omitempty"`
}

// Reserved reasons, always known, set by rules only.
const (
	PauseRONA           id.Pause = "pau_rona"
	PauseLostConnection id.Pause = "pau_lost_connection"
	PauseWrapOverrun    id.Pause = "pau_wrapup_overrun"
	PauseForced         id.Pause = "pau_forced"
)
