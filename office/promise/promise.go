package promise

import (
	"context"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// A Promise is an obligation to contact somebody, as its facts tell it. Moments are ms UTC,
// 0 is never.
type Promise struct {
	ID         id.Promise
	Tenant     id.Tenant
	Line       id.Line
	Call       id.Call // the call that opened it
	Kind       string  // missed, voicemail, virtual_hold, requested, web, enquiry_answer, follow_up
	Cause      string  // the leave reason that opened it, of the latest miss
	Number     id.Number
	Recording  id.Recording
	State      State
	OriginAt   int64
	OpenedAt   int64
	DueAt      int64
	Misses     int
	Attempts   int
	Agent      id.Agent // of the latest attempt
	Outcome    string   // of the latest attempt
	FirstTryAt int64
	ClosedAt   int64
	Reason     string // why it was closed
	Detail     string
	Owner      id.Agent // who agreed to call, "": whoever is free

	Enquiry      id.Enquiry // that it waits for, "": none
	BlockedUntil int64      // at the latest
}

// A State is where a promise is on its way. Due is not stored: it is open with its moment over.
type State string

const (
	Open     State = "open"
	Due      State = "due"
	Dialling State = "dialling"
	Cooldown State = "cooldown" // tried in vain, to be tried again
	Waiting  State = "waiting_enquiry"
	Closed   State = "closed"
)

// At is the state that people see at the moment.
func (p *Promise) At(now int64) State {
	if (p.State == Open || p.State == Cooldown) && p.DueAt <= now {
		return Due
	}
	return p.State
}

// Floor is what this room asks of the floor; implemented by floor.
type Floor interface {
	// Ask returns after the commit; a refusal is a problem.
	Ask(ctx context.Context, in core.Input) error
}

// Stream is the floor's stream of facts; implemented by base/journal.
type Stream interface {
	// After are at most limit facts with a number above seq, oldest first.
	After(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error)
	// Owed are at most limit facts of promises with a number above seq, oldest first.
	Owed(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error)
	// OfPromise are at most limit facts about a promise, oldest first.
	OfPromise(ctx context.Context, p id.Promise, limit int) ([]fact.Envelope, error)
}

// Numbers turns the ids of telephone numbers into digits; implemented by the floor.
type Numbers interface {
	// Texts are the numbers that ids stand for; unknown ids are missing.
	Texts(ctx context.Context, ids []id.Number) (map[id.Number]phone.Number, error)
}

// A Filter is what a list shows. Zero fields let everything pass.
type Filter struct {
	Tenants []id.Tenant // nil: all
	Line    id.Line
	Kind    string
	Reason  string // of closed ones
	Closed  bool   // closed ones, the latest first; else open ones, the most urgent first
	Cursor  string
}

// Limits of lists.
const (
	page      = 50
	maxFacts  = 500
	maxTimes  = 100_000 // values that a percentile is taken of: a year of the largest centre
	maxReason = 40
)

// A Law is the sum of one tenant's promises, and the chain over its facts.
type Law struct {
	Tenant   id.Tenant
	Opened   int64
	Closed   int64
	NoNumber int64 // misses of callers without a number: nobody can be called back
	Facts    int64
	Seq      uint64 // of the last fact in the chain
	Hash     string // lower-case hex
	Form     int64  // how it was computed
}

// A Check is what the last check of a tenant's law found.
type Check struct {
	Tenant id.Tenant
	At     int64
	OK     bool
	Why    string // one of the Why words; "" when it is well
	Facts  int64  // links that were read
	Broken Link   // the first broken one, where there is one
}

// A Head is a chain's end as it once was.
type Head struct {
	Tenant id.Tenant
	N      int64
	Hash   string
	At     int64
	Why    string // check, proof
}
