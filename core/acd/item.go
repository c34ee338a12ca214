package acd

import (
	"slices"

	"gudok/fact"
	"gudok/id"
)

// Phase is where an item is on its way.
type Phase string

const (
	Waiting  Phase = "waiting"
	Ringing  Phase = "ringing"  // offered to Agent
	Joining  Phase = "joining"  // Agent said yes, the sound is not there yet
	Talk     Phase = "talk"     // with Agent
	Wrapping Phase = "wrapping" // the conversation is over, Agent writes it up
	Reserved Phase = "reserved" // Agent is kept for a call that we make
)

// Limits, in ms where they are times.
const (
	maxWaiting          = 1000   // in one line unless it says otherwise; a caller behind so many would wait for hours
	maxMaxWaiting       = 5000   // whatever it says
	maxBars             = 64     // agents that one item remembers to avoid
	maxExtends          = 4      // two minutes: whoever needs more needs a pause
	extendMS            = 30_000 // by which a wrap-up is extended
	graceMS       int64 = 10_000 // without a device until the agent is paused
	lostMS        int64 = 30_000 // without a device until the caller gets somebody else
	connectMS     int64 = 10_000 // from yes to sound; longer means the device cannot
)

// An Item is one stay in one line, from its entry to the end of wrap-up.
type Item struct {
	ID         id.Item   `json:"id"`
	Line       id.Line   `json:"line"`
	Head       fact.Head `json:"head"` // what its facts are about, without the agent
	Priority   int       `json:"priority,omitempty"`
	OriginAt   int64     `json:"origin_at"`
	EnqueuedAt int64     `json:"enqueued_at"`
	Phase      Phase     `json:"phase"`
	Barred     []Bar     `json:"barred,omitempty"`

	Agent       id.Agent       `json:"agent,omitempty"`
	Offer       id.Offer       `json:"offer,omitempty"`
	Rule        string         `json:"rule,omitempty"`
	OfferedAt   int64          `json:"offered_at,omitempty"`
	RingUntil   int64          `json:"ring_until,omitempty"`
	AnsweredAt  int64          `json:"answered_at,omitempty"`
	HeldAt      int64          `json:"held_at,omitempty"` // of the hold that is on
	HeldMS      int64          `json:"held_ms,omitempty"` // of the holds that are over
	EndedAt     int64          `json:"ended_at,omitempty"`
	WrapUntil   int64          `json:"wrap_until,omitempty"`
	Extended    int            `json:"extended,omitempty"`
	Wrapped     bool           `json:"wrapped,omitempty"`
	Disposition id.Disposition `json:"disposition,omitempty"`

	Only      id.Agent `json:"only,omitempty"`       // nobody else may have it
	OnlyUntil int64    `json:"only_until,omitempty"` // while it waits for him
	Aside     bool     `json:"aside,omitempty"`      // a talk among ourselves: no figures of its line, no wrap-up

	Return bool    `json:"return,omitempty"` // nobody waits in person: a promise whose turn has come
	Call   id.Call `json:"call,omitempty"`   // of a Return: what Head is about from its first offer on
	Last   bool    `json:"last,omitempty"`   // comes after all that are not, but for one that is meant for one agent

	Step     int    `json:"step,omitempty"`     // relaxations of its line that are open to it
	Starving bool   `json:"starving,omitempty"` // has waited longer than anybody should because of others
	Plus     int    `json:"plus,omitempty"`     // to the line's priority: a VIP's, or by hand
	Bonus    int64  `json:"bonus,omitempty"`    // ms, to its age
	Hand     bool   `json:"hand,omitempty"`     // somebody changed its place, its rank or its agent
	At       int64  `json:"at,omitempty"`       // from which its age counts, where it was placed by hand
	Seq      int64  `json:"seq,omitempty"`      // among those of the same age, where it was placed by hand
	PlacedAt int64  `json:"placed_at,omitempty"`
	Others   []Rung `json:"others,omitempty"`   // who else is rung for it
	RoundAt  int64  `json:"round_at,omitempty"` // since when somebody is rung for it

	filed *class // derived: where it waits
	lined bool   // derived: stands in its line
	since int64  // derived: from when its age counts, while it stands there
	in    *Line  // derived: its line, while it stands there
}

// A Bar keeps an agent from getting the same item again too soon.
type Bar struct {
	Agent id.Agent `json:"agent"`
	Until int64    `json:"until"`
}

func (it *Item) barred(a id.Agent, now int64) bool {
	return slices.ContainsFunc(it.Barred, func(b Bar) bool { return b.Agent == a && b.Until > now })
}

// bar remembers to avoid a; what is over is forgotten.
func (it *Item) bar(a id.Agent, now, until int64) {
	it.Barred = slices.DeleteFunc(it.Barred, func(b Bar) bool { return b.Until <= now || b.Agent == a })
	if len(it.Barred) == maxBars {
		it.Barred = slices.Delete(it.Barred, 0, 1)
	}
	it.Barred = append(it.Barred, Bar{a, until})
}

func (it *Item) head(actor fact.Actor) fact.Head {
	h := it.Head
	h.Agent, h.Actor = it.Agent, actor
	return h
}
