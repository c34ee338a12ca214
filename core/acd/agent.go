package acd

import (
	"gudok/fact"
	"gudok/id"
)

// Presence is the first machine: what the agent, a supervisor or a rule declared.
type Presence string

const (
	Offline Presence = "offline"
	Online  Presence = "online"
	Paused  Presence = "pause"
	// OnDemand: gets offers only when nobody else can.
	OnDemand Presence = "on_demand"
	// Draining: finishes what he has, gets nothing new; then comes what is Pending, or the end
	// of the shift.
	Draining Presence = "draining"
)

// Slot is the second machine: the work in the voice slot, derived from what happens.
type Slot string

const (
	Idle       Slot = "idle"
	Offered    Slot = "offered"    // the device rings
	Connecting Slot = "connecting" // the agent said yes, the sound is not there yet
	Talking    Slot = "talking"
	Held       Slot = "held"
	WrapUp     Slot = "wrapup"
	Dialling   Slot = "dialling"   // reserved for a call that we make
	Consulting Slot = "consulting" // the caller is on hold, somebody else is asked
	Listening  Slot = "listening"  // to a call that somebody else has: a supervisor's ear
)

// Levels of a skill, from can to best.
const (
	minLevel = 1
	maxLevel = 5
)

// maxMissed is how many missed offers the desk shows.
const maxMissed = 20

// An Agent answers calls.
type Agent struct {
	ID     id.Agent     `json:"id"`
	Skills []SkillLevel `json:"skills"`
	Desk   id.Device    `json:"desk,omitempty"`   // the desk phone that belongs to the agent
	Gone   bool         `json:"gone,omitempty"`   // taken out of service, finishes the contact
	Order  int          `json:"order,omitempty"`  // of TopDown, from 1; 0: after all who have one
	Weight int          `json:"weight,omitempty"` // of RandomWeighted; 0: 1

	Presence  Presence   `json:"presence"`
	Reason    id.Pause   `json:"reason,omitempty"`
	Since     int64      `json:"since"`
	Pending   id.Pause   `json:"pending,omitempty"` // comes when the slot is idle
	PendingBy fact.Actor `json:"pending_by,omitempty"`
	Leaving   bool       `json:"leaving,omitempty"` // the shift ends when the slot is idle

	Slot      Slot    `json:"slot"`
	SlotSince int64   `json:"slot_since"`
	Item      id.Item `json:"item,omitempty"`     // of every slot but idle
	Clearing  bool    `json:"clearing,omitempty"` // the device still lets go of the last call

	Device      id.Device `json:"device,omitempty"`  // chosen for the shift
	Browser     bool      `json:"browser,omitempty"` // the browser is connected, in use or not
	BrowserWhy  string    `json:"browser_why,omitempty"`
	Suspect     string    `json:"suspect,omitempty"` // why an offer could not reach a device said to be well
	Healthy     bool      `json:"healthy"`           // of the chosen device
	Why         string    `json:"why,omitempty"`
	HealthSince int64     `json:"health_since"`

	IdleSince int64    `json:"idle_since"` // end of the last contact, over all lines
	Rona      int      `json:"rona,omitempty"`
	Missed    []Missed `json:"missed,omitempty"` // newest first, in this shift
	Help      int64    `json:"help,omitempty"`   // since when he asks a supervisor for help

	Contacts int64    `json:"contacts,omitempty"` // people talked with in this shift
	TalkedMS int64    `json:"talked_ms,omitempty"`
	Turn     int64    `json:"turn,omitempty"`     // number of the last offer
	Lot      int64    `json:"lot,omitempty"`      // drawn for RandomWeighted
	Occupied int64    `json:"occupied,omitempty"` // busy ms of the last hour, as far as a line asks
	BusyAt   int64    `json:"busy_at,omitempty"`  // since when something is in the slot
	Work     []Window `json:"work,omitempty"`
	Said     []int64  `json:"said_no,omitempty"` // when he declined, in the last hour

	filed   filing   // derived: where it stands in its profile
	profile *profile // derived: what it can
	waits   []*Item  // derived: what waits for this agent alone
}

// A SkillLevel is from 1 (can) to 5 (best).
type SkillLevel struct {
	Skill id.Skill `json:"skill"`
	Level int      `json:"level"`
}

// Missed is an offer that did not lead to a conversation.
type Missed struct {
	Item    id.Item `json:"item"`
	Line    id.Line `json:"line"`
	At      int64   `json:"at"`
	Verdict string  `json:"verdict"`
}

// A Pause is a reason for not taking calls.
type Pause struct {
	ID      id.Pause `json:"id"`
	Kind    string   `json:"kind"`
	LimitMS int64    `json:"limit_ms,omitempty"`
}

// Reserved reasons: always known, set by rules and supervisors only.
const (
	PauseRONA           id.Pause = "pau_rona"
	PauseLostConnection id.Pause = "pau_lost_connection"
	PauseWrapOverrun    id.Pause = "pau_wrapup_overrun"
	PauseForced         id.Pause = "pau_forced"
)

// system is the kind of the reserved reasons.
const system = "system"

func reserved(p id.Pause) bool {
	switch p {
	case PauseRONA, PauseLostConnection, PauseWrapOverrun, PauseForced:
		return true
	}
	return false
}

// A Desk is a desk phone as observed.
type Desk struct {
	ID  id.Device `json:"id"`
	Up  bool      `json:"up"`
	Why string    `json:"why,omitempty"`

	owners []*Agent // derived: whose Desk it is
}

// head is what the agent's own facts are about. Agents belong to the centre.
func (a *Agent) head(actor fact.Actor) fact.Head {
	return fact.Head{Tenant: id.House, Agent: a.ID, Item: a.Item, Actor: actor}
}

// offerable is the rule of the three machines: declared available, nothing in the slot,
// device well. The last call must have left the device, or the next ring meets a busy phone.
func (a *Agent) offerable() bool { return a.available() && a.Healthy }

func (a *Agent) available() bool {
	return (a.Presence == Online || a.Presence == OnDemand) && a.Slot == Idle && !a.Clearing && !a.Gone
}

// level is the agent's level of a skill, 0 without it.
func (a *Agent) level(k id.Skill) int {
	for _, s := range a.Skills {
		if s.Skill == k {
			return min(max(s.Level, minLevel), maxLevel)
		}
	}
	return 0
}

func cmpAgents(a, b *Agent) int {
	if a.IdleSince != b.IdleSince {
		return cmpInt(a.IdleSince, b.IdleSince)
	}
	return cmpString(a.ID, b.ID)
}
