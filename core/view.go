package core

import "gudok/id"

// Views are what people see of the state at one moment. They are copies: the floor hands
// them to other goroutines. All moments are ms UTC of the server's clock, 0 is never.
// Ids travel; names and numbers are joined by the floor and the browser.

// Touched names whose views changed in a step. Lists may hold one name several times.
type Touched struct {
	Agents []id.Agent
	Lines  []id.Line
	Calls  []id.Call
}

func (t Touched) reset() Touched {
	return Touched{Agents: t.Agents[:0], Lines: t.Lines[:0], Calls: t.Calls[:0]}
}

// DeskView is all that an agent's desk shows of the floor.
type DeskView struct {
	Agent    id.Agent     `json:"agent"`
	Presence PresenceView `json:"presence"`
	Slot     SlotView     `json:"slot"`
	Device   DeviceView   `json:"device"`
	Item     *ItemView    `json:"item"`     // the contact in hand: offered, talking, wrap-up
	Missed   []MissedView `json:"missed"`   // offers not answered in this shift, newest first, at most 20
	Promises []Owed       `json:"promises"` // due or soon due in the agent's lines, at most 50
	Lines    []LineWait   `json:"lines"`    // the agent's lines
	Help     int64        `json:"help"`     // since when the agent asks a supervisor for help
	Ear      *EarView     `json:"ear"`      // the call that the agent, a supervisor, listens to
	Tried    *Tried       `json:"tried"`    // how the last call ended that the agent made and nobody answered
}

type PresenceView struct {
	State   string   `json:"state"` // offline, online, pause
	Reason  id.Pause `json:"reason,omitempty"`
	Kind    string   `json:"kind,omitempty"`
	Since   int64    `json:"since"`
	LimitMS int64    `json:"limit_ms,omitempty"`
	Pending id.Pause `json:"pending,omitempty"` // pause asked for, comes after this contact
	Leaving bool     `json:"leaving,omitempty"` // end of shift asked for
}

type SlotView struct {
	State string `json:"state"` // idle, offered, connecting, talking, held, consulting, wrapup, dialling, listening
	Since int64  `json:"since"`
}

type DeviceView struct {
	Device  id.Device `json:"device"`
	Healthy bool      `json:"healthy"`
	Why     string    `json:"why,omitempty"`
	Since   int64     `json:"since"`
}

// ItemView is a contact as its agent sees it.
type ItemView struct {
	Item          id.Item        `json:"item"`
	Call          id.Call        `json:"call"`
	Kind          string         `json:"kind"` // call, missed_return, voicemail_return, …, outgoing, internal, consult
	Tenant        id.Tenant      `json:"tenant"`
	Line          id.Line        `json:"line"`
	Number        id.Number      `json:"number_id,omitempty"`
	Promise       id.Promise     `json:"promise,omitempty"`
	Path          []string       `json:"path"` // labels of the branches chosen in the menu
	OriginAt      int64          `json:"origin_at"`
	EnqueuedAt    int64          `json:"enqueued_at"`
	OfferedAt     int64          `json:"offered_at"`
	RingUntil     int64          `json:"ring_until"`
	AnsweredAt    int64          `json:"answered_at"`
	HeldAt        int64          `json:"held_at"`
	PromisedUntil int64          `json:"promised_until"`
	Late          bool           `json:"late"` // that moment has passed
	EndedAt       int64          `json:"ended_at"`
	WrapUntil     int64          `json:"wrap_until"`
	Extended      int            `json:"extended"`
	Muted         bool           `json:"muted"`
	Recording     bool           `json:"recording"`
	Disposition   id.Disposition `json:"disposition,omitempty"`
	MustCode      bool           `json:"must_code"`
	Why           string         `json:"why"` // rule of the decision
	Parts         []Part         `json:"parts"`

	Peer     id.Agent    `json:"peer,omitempty"`     // of consult and internal: the colleague
	Return   *ReturnView `json:"return,omitempty"`   // of a call that keeps a promise: what was promised
	Third    *ThirdView  `json:"third,omitempty"`    // whom the agent asks, or has in a conference
	Returned *Returned   `json:"returned,omitempty"` // who was to have the caller and did not take him
}

// A ReturnView is why a person is called back.
type ReturnView struct {
	Kind          string       `json:"kind"`  // missed, voicemail, virtual_hold, requested, web, enquiry_answer, follow_up
	Cause         string       `json:"cause"` // the leave reason of the latest miss, or agreed
	OpenedAt      int64        `json:"opened_at"`
	DueAt         int64        `json:"due_at"`
	Attempts      int          `json:"attempts"` // before this one
	Misses        int          `json:"misses"`
	Recording     id.Recording `json:"recording,omitempty"`
	Owner         id.Agent     `json:"owner,omitempty"`          // who agreed to call
	CustomerFirst bool         `json:"customer_first,omitempty"` // the person is rung before the agent is asked
}

// A ThirdView is whom an agent asks while the caller is on hold. A failed one stays until the
// agent does something else: Reason says why nobody was reached.
type ThirdView struct {
	Agent  id.Agent  `json:"agent,omitempty"`
	Line   id.Line   `json:"line,omitempty"` // where somebody was looked for
	Number id.Number `json:"number_id,omitempty"`
	Item   id.Item   `json:"item,omitempty"`
	State  string    `json:"state"`            // ringing, talking, conference, failed
	Reason string    `json:"reason,omitempty"` // declined, no_answer, unreachable, busy, invalid, failed
	Since  int64     `json:"since"`
}

// An EarView is a supervisor's ear in a call.
type EarView struct {
	Seat  id.Agent `json:"seat"`
	By    id.User  `json:"by"`
	Call  id.Call  `json:"call"`
	Mode  string   `json:"mode"`  // listen, whisper, barge
	Since int64    `json:"since"` // 0: not there yet
}

// A Part is one piece of the strip: from At until the next part's At.
type Part struct {
	State string `json:"state"` // menu, waiting, ringing, talking, held, consulting, conference, wrapup, dialling, ended
	At    int64  `json:"at"`
}

type MissedView struct {
	Item    id.Item `json:"item"`
	Line    id.Line `json:"line"`
	At      int64   `json:"at"`
	Verdict string  `json:"verdict"`
}

// Owed is an open promise.
type Owed struct {
	Promise   id.Promise   `json:"promise"`
	Tenant    id.Tenant    `json:"tenant"`
	Line      id.Line      `json:"line"`
	Kind      string       `json:"kind"`
	Number    id.Number    `json:"number_id"`
	OriginAt  int64        `json:"origin_at"`
	DueAt     int64        `json:"due_at"`
	Attempts  int          `json:"attempts"`
	Misses    int          `json:"misses"`
	State     string       `json:"state"` // open, due, reserved, dialling, talking, cooldown, frozen, waiting_enquiry
	Recording id.Recording `json:"recording,omitempty"`
	Owner     id.Agent     `json:"owner,omitempty"` // who agreed to call
}

type LineWait struct {
	Line    id.Line `json:"line"`
	Waiting int     `json:"waiting"`
	Longest int64   `json:"longest"` // enqueued_at of who waits longest
}

// LineView is a line on the live floor.
type LineView struct {
	Line     id.Line   `json:"line"`
	Tenant   id.Tenant `json:"tenant"`
	Waiting  int       `json:"waiting"`
	Longest  int64     `json:"longest"`
	Talking  int       `json:"talking"`
	Ready    int       `json:"ready"`  // free agents who may take it
	Online   int       `json:"online"` // signed-in agents who may take it
	Promises int       `json:"promises"`
	Overdue  int       `json:"overdue"`
	Open     bool      `json:"open"`
	TargetMS int64     `json:"target_ms"`
	EstMS    int64     `json:"est_ms"` // that a caller who comes now will wait, by Estimate; -1: nobody is there
}

// AgentView is an agent on the live floor.
type AgentView struct {
	Agent    id.Agent     `json:"agent"`
	Presence PresenceView `json:"presence"`
	Slot     SlotView     `json:"slot"`
	Device   DeviceView   `json:"device"`
	Call     id.Call      `json:"call,omitempty"`
	Line     id.Line      `json:"line,omitempty"`
	Tenant   id.Tenant    `json:"tenant,omitempty"`
	Help     int64        `json:"help,omitempty"` // since when the agent asks a supervisor for help
	Ear      *EarView     `json:"ear,omitempty"`  // the call that the agent, a supervisor, listens to
	// Away: an empty seat that serves no line, as supervisors have: nothing to look at.
	Away  bool `json:"-"`
	Aside bool `json:"aside,omitempty"` // has no skills: a supervisor's seat, to which no line leads
}

// LegView is whose a leg is.
type LegView struct {
	Call   id.Call
	Side   string // customer, agent, third, ear, outside
	Agent  id.Agent
	Tenant id.Tenant
	Line   id.Line
}

// CallView is a call on the live floor.
type CallView struct {
	Call   id.Call   `json:"call"`
	Tenant id.Tenant `json:"tenant"`
	Line   id.Line   `json:"line"`
	Number id.Number `json:"number_id,omitempty"`
	Agent  id.Agent  `json:"agent,omitempty"`
	Kind   string    `json:"kind"`
	Parts  []Part    `json:"parts"`

	HeldAt        int64      `json:"held_at,omitempty"`
	PromisedUntil int64      `json:"promised_until,omitempty"`
	Late          bool       `json:"late,omitempty"` // that moment has passed: alarm hold_late
	Third         *ThirdView `json:"third,omitempty"`
	Ears          []EarView  `json:"ears,omitempty"`
}
