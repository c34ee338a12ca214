package fact

import (
	"gudok/id"
	"gudok/voice"
)

// Promises and the attempts to keep them (product.md 5.5).
type (
	PromiseOpened struct {
		Kind      string       `json:"kind"`  // missed, voicemail, virtual_hold, requested, web, follow_up
		Cause     string       `json:"cause"` // the leave reason that opened it
		Number    id.Number    `json:"number"`
		OriginAt  int64        `json:"origin_at"`
		DueAt     int64        `json:"due_at"`
		Recording id.Recording `json:"recording,omitempty"`
		Owner     id.Agent     `json:"owner,omitempty"` // who is to call
		Zone      string       `json:"zone,omitempty"`  // in which the number lies
	}
	// PromiseMissedAgain: the same person was missed once more; no second promise.
	PromiseMissedAgain struct {
		Cause     string       `json:"cause"`
		Misses    int          `json:"misses"`
		Recording id.Recording `json:"recording,omitempty"`
	}
	// PromiseAgreed: a promise that was open already has become a call at an agreed moment.
	PromiseAgreed struct {
		Kind  string   `json:"kind,omitempty"` // "": requested
		DueAt int64    `json:"due_at"`
		Owner id.Agent `json:"owner,omitempty"`
	}
	// PromiseDeferred: its moment would have been one at which the person is not called. Why:
	// quiet_hours (by the clock of his number), closed (the line).
	PromiseDeferred struct {
		Why   string `json:"why"`
		DueAt int64  `json:"due_at"`
	}
	// PromiseBlocked: nobody calls before an enquiry is answered, or until the moment.
	PromiseBlocked struct {
		Enquiry id.Enquiry `json:"enquiry"`
		Until   int64      `json:"until_at"`
	}
	// PromiseFreed: the enquiry has ended: answered, expired, withdrawn.
	PromiseFreed struct {
		Enquiry id.Enquiry `json:"enquiry"`
		Outcome string     `json:"outcome"`
		DueAt   int64      `json:"due_at"`
	}
	// PromiseChanged: somebody moved its moment or gave it to somebody.
	PromiseChanged struct {
		DueAt int64    `json:"due_at"`
		Owner id.Agent `json:"owner,omitempty"`
	}
	// PromisesBroken: the law of promises does not hold: opened is not open + closed, or the
	// floor does not know what is open by the facts.
	PromisesBroken struct {
		Opened int    `json:"opened"`
		Open   int    `json:"open"`
		Closed int    `json:"closed"`
		Why    string `json:"why"`
	}
	// MissWithoutNumber: an anonymous caller was missed: nobody can be called back.
	MissWithoutNumber struct {
		Cause string `json:"cause"`
	}
	AttemptStarted struct {
		Attempt id.Attempt `json:"attempt"`
		N       int        `json:"n"` // from 1
	}
	// AttemptEnded: outcomes talked, no_answer, busy, invalid, failed, agent_lost, interrupted.
	AttemptEnded struct {
		Attempt id.Attempt  `json:"attempt"`
		Outcome string      `json:"outcome"`
		Cause   voice.Cause `json:"cause,omitempty"`
		Code    int         `json:"code,omitempty"`
		NextAt  int64       `json:"next_at,omitempty"`
	}
	// PromiseClosed: once, by one reason.
	PromiseClosed struct {
		Reason string `json:"reason"`
		Detail string `json:"detail,omitempty"`
	}
)

func (PromiseOpened) FactType() string      { return "promise.opened" }
func (PromiseMissedAgain) FactType() string { return "promise.missed_again" }
func (PromiseAgreed) FactType() string      { return "promise.agreed" }
func (PromiseDeferred) FactType() string    { return "promise.deferred" }
func (PromiseBlocked) FactType() string     { return "promise.blocked" }
func (PromiseFreed) FactType() string       { return "promise.freed" }
func (PromiseChanged) FactType() string     { return "promise.changed" }
func (PromisesBroken) FactType() string     { return "promises.broken" }
func (MissWithoutNumber) FactType() string  { return "promise.no_number" }
func (AttemptStarted) FactType() string     { return "attempt.started" }
func (AttemptEnded) FactType() string       { return "attempt.ended" }
func (PromiseClosed) FactType() string      { return "promise.closed" }
