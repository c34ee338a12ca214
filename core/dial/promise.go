package dial

import (
	"gudok/fact"
	"gudok/id"
)

// Kinds of promises.
const (
	Missed      = "missed"         // the caller got nobody
	Voicemail   = "voicemail"      // and left a message
	VirtualHold = "virtual_hold"   // hung up and keeps his place in the line
	Requested   = "requested"      // wants to be called at an agreed time
	Web         = "web"            // asked for it on a page
	Answer      = "enquiry_answer" // waits for what an enquiry has brought
	FollowUp    = "follow_up"      // we have something to tell him
)

// Reasons for which promises are closed.
const (
	Talked        = "talked"
	CallerReached = "caller_reached_us"
	WrongNumber   = "wrong_number"
	Unreachable   = "unreachable"
	Refused       = "refused"
	Duplicate     = "duplicate"
	Cancelled     = "cancelled_by_supervisor"
	DNC           = "dnc"                 // does not want to be called, ever
	ByCaller      = "cancelled_by_caller" // he says that he needs no call any more
	Expired       = "expired"             // nobody kept it, and now nobody would know why we call
)

// Limits of the ledger (product.md 5.5).
const (
	leaseMS  = 120_000        // a number stays locked after a dial whose outcome is unknown
	lifeMS   = 48 * 3_600_000 // after which a failed attempt is the last
	redialMS = 60_000         // who calls again within it keeps his place
	expireMS = 96 * 3_600_000 // after the last moment at which the call was due
	retryMS  = 3_600_000      // when a promise that should expire is being kept
	busyMS   = 30_000         // the least wait after a busy tone: who talks does so for a while
)

// A Promise is an obligation to call somebody back.
type Promise struct {
	ID        id.Promise   `json:"id"`
	Tenant    id.Tenant    `json:"tenant"`
	Line      id.Line      `json:"line"`
	Root      id.Line      `json:"root"` // of the line's tree: one promise per person and tree
	Kind      string       `json:"kind"`
	Number    id.Number    `json:"number"`
	Cause     string       `json:"cause"`
	Item      id.Item      `json:"item,omitempty"` // of the first miss
	OriginAt  int64        `json:"origin_at"`
	OpenedAt  int64        `json:"opened_at"`
	MissedAt  int64        `json:"missed_at"` // the last time
	LatestAt  int64        `json:"latest_at"` // since when the person wanted us that last time
	DueAt     int64        `json:"due_at"`
	Misses    int          `json:"misses"`
	Attempts  int          `json:"attempts,omitempty"` // all
	Tries     int          `json:"tries,omitempty"`    // those that count towards giving up
	Cooling   bool         `json:"cooling,omitempty"`  // DueAt is a wait after an attempt
	Recording id.Recording `json:"recording,omitempty"`
	Zone      string       `json:"zone,omitempty"`   // in which the number lies, "": not known
	Owner     id.Agent     `json:"owner,omitempty"`  // who is to call, "": whoever is free
	Agreed    bool         `json:"agreed,omitempty"` // a moment was agreed in the attempt that is on: it is not the last

	SameAgentMS int64      `json:"same_agent_ms,omitempty"` // how long after DueAt it is the owner's alone; 0: as the line says
	Enquiry     id.Enquiry `json:"enquiry,omitempty"`       // without whose answer nobody calls
	Until       int64      `json:"until,omitempty"`         // and how long at most
	Return      id.Item    `json:"return,omitempty"`        // that waits in the line for an agent, or in which it is kept
	Reserved    bool       `json:"reserved,omitempty"`      // and is offered to one

	Attempt id.Attempt `json:"attempt,omitempty"` // the live one
	Agent   id.Agent   `json:"agent,omitempty"`   // who makes it
	Talking bool       `json:"talking,omitempty"`
}

// A Number is a person's number while something is known of it.
type Number struct {
	ID       id.Number    `json:"id"`
	Present  int          `json:"present,omitempty"`  // calls in which the person is on our line
	Live     id.Attempt   `json:"live,omitempty"`     // the dial that is on
	Lease    int64        `json:"lease,omitempty"`    // locked until then
	Held     id.Promise   `json:"held,omitempty"`     // the promise that is being offered to an agent
	Rest     int64        `json:"rest,omitempty"`     // not dialled by the floor itself until then; an agent may
	Promises []id.Promise `json:"promises,omitempty"` // open ones, oldest first
}

// A Count is how many promises were closed by a reason.
type Count struct {
	Reason string `json:"reason"`
	N      int    `json:"n"`
}

// State is what the promise looks like to people: open, due, reserved, dialling, talking,
// cooldown, frozen, waiting_enquiry.
func (l *Ledger) State(p *Promise, now int64) string {
	switch {
	case p.Talking:
		return "talking"
	case p.Attempt != "":
		return "dialling"
	case l.present(p.Number):
		return "frozen"
	case p.Reserved:
		return "reserved"
	case p.Blocked(now):
		return "waiting_enquiry"
	case p.Cooling && now < p.DueAt:
		return "cooldown"
	case now >= p.DueAt:
		return "due"
	}
	return "open"
}

// Blocked reports whether an enquiry is waited for.
func (p *Promise) Blocked(now int64) bool { return p.Enquiry != "" && now < p.Until }

// Wanted reports whether the person himself asked for the call: then it has a place in the
// line like his own, and does not come after all who wait in person.
func (p *Promise) Wanted() bool { return rank(p.Kind) == wished }

func (p *Promise) head(about fact.Head) fact.Head {
	about.Tenant, about.Line, about.Promise = p.Tenant, p.Line, p.ID
	return about
}
