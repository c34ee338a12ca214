package core

import (
	"gudok/id"
	"gudok/voice"
)

// An Input is everything that the core can hear: configuration (config.go), what people
// ask for, what the telephone tells, and the floor's own words. Inputs are journalled under
// their kind, which therefore never changes.
type Input interface{ kind() string }

// What agents and supervisors ask for. A refused one changes nothing; see Out.Refuse.
type (
	// ShiftStarted: Device is id.Browser or the agent's desk phone. The agent is online.
	ShiftStarted struct {
		Agent  id.Agent  `json:"agent"`
		Device id.Device `json:"device"`
	}
	ShiftEnded struct {
		Agent id.Agent `json:"agent"`
	}
	ReadyAsked struct {
		Agent id.Agent `json:"agent"`
	}
	// PauseAsked during a contact is pending until its wrap-up is over.
	PauseAsked struct {
		Agent  id.Agent `json:"agent"`
		Reason id.Pause `json:"reason"`
	}
	AnswerAsked struct {
		Agent id.Agent `json:"agent"`
		Item  id.Item  `json:"item"`
	}
	DeclineAsked struct {
		Agent  id.Agent `json:"agent"`
		Item   id.Item  `json:"item"`
		Reason string   `json:"reason"` // a code: busy, wrong_skill, technical, other
	}
	HoldAsked struct {
		Agent      id.Agent `json:"agent"`
		PromisedMS int64    `json:"promised_ms,omitempty"` // also changes the promise of a hold that is on
	}
	ResumeAsked struct {
		Agent id.Agent `json:"agent"`
	}
	MuteAsked struct {
		Agent id.Agent `json:"agent"`
		Muted bool     `json:"muted"`
	}
	DigitsAsked struct {
		Agent  id.Agent `json:"agent"`
		Digits string   `json:"digits"`
	}
	EndAsked struct {
		Agent   id.Agent `json:"agent"`
		Machine bool     `json:"machine,omitempty"` // it was an answering machine: a return is not kept
	}
	// Coded drafts the outcome of the contact, during or after the talk; last one counts.
	Coded struct {
		Agent       id.Agent       `json:"agent"`
		Item        id.Item        `json:"item"`
		Disposition id.Disposition `json:"disposition"`
	}
	WrapExtended struct {
		Agent id.Agent `json:"agent"`
	} // by 30 s, at most 4 times
	WrapFinished struct {
		Agent id.Agent `json:"agent"`
	}
	// PromiseCallAsked: the agent wants to call this promise back now.
	PromiseCallAsked struct {
		Agent   id.Agent   `json:"agent"`
		Promise id.Promise `json:"promise"`
	}
	PromiseCancelled struct {
		Promise id.Promise `json:"promise"`
		Reason  string     `json:"reason"` // a code: wrong_number, refused, duplicate, dnc, by_caller, other
		By      id.User    `json:"by"`
	}
	// PromiseRequested: somebody is to be called at a moment that was agreed with him. Agent
	// is who agreed it at his desk, By who did it at another.
	PromiseRequested struct {
		Agent  id.Agent  `json:"agent,omitempty"`
		By     id.User   `json:"by,omitempty"`
		Tenant id.Tenant `json:"tenant"`
		Line   id.Line   `json:"line"`
		Number id.Number `json:"number"`
		Zone   string    `json:"zone,omitempty"`
		At     int64     `json:"at"`              // ms UTC; 0 or past: as soon as may be
		Owner  id.Agent  `json:"owner,omitempty"` // who is to call; "": whoever is free
		Kind   string    `json:"kind,omitempty"`  // requested (the default), web, follow_up
		// SameAgentMS is how long after the moment the owner alone is offered the call; 0: as
		// the line says.
		SameAgentMS int64 `json:"same_agent_ms,omitempty"`
	}
	// AgentForced: a supervisor sets an agent's presence: online, on_demand, draining (then PauseForced),
	// pause (PauseForced), offline.
	AgentForced struct {
		Agent    id.Agent  `json:"agent"`
		Presence string    `json:"presence"`
		Device   id.Device `json:"device,omitempty"` // online: with this one; "": the one before, else the desk phone
		By       id.User   `json:"by"`
	}
)

// What the telephone tells: voice.Event with numbers turned into ids by the floor.
type (
	CallArrived struct {
		Leg    id.Leg    `json:"leg"`
		Trunk  id.Trunk  `json:"trunk,omitempty"`
		DID    id.DID    `json:"did,omitempty"`    // "" when nobody here has that number
		Called id.Number `json:"called,omitempty"` // the number as dialled, for the list of unknown ones
		Caller id.Number `json:"caller,omitempty"` // "" withheld
		// Original is the number that was dialled first, where the network says that the call
		// was diverted to us.
		Original id.Number `json:"original,omitempty"`
		Zone     string    `json:"zone,omitempty"`   // in which the caller's number lies, "": not known
		Known    bool      `json:"known,omitempty"`  // answered here in the last 365 days, or on the tenant's list
		List     string    `json:"list,omitempty"`   // of the tenant's on which the number is: "", vip, blocked
		Refuse   string    `json:"refuse,omitempty"` // set by the floor: overload, device
	}
	LegRinging  struct{ voice.Ringing }
	LegAnswered struct{ voice.Answered }
	LegEnded    struct{ voice.Ended }
	LegHeld     struct{ voice.Held }
	LegResumed  struct{ voice.Resumed }
	DigitHeard  struct{ voice.Digit }
	PlayEnded   struct{ voice.Played }
	SoundLost   struct{ voice.MediaLost }
	DeviceUp    struct{ voice.DeviceUp }
	DeviceDown  struct{ voice.DeviceDown }
	Recorded    struct{ voice.Recorded }
)

// The floor's own words.
type (
	// Opened is the first input of each process: a new epoch, the seed of chance.
	Opened struct {
		Epoch uint16 `json:"epoch"`
		Seed  uint64 `json:"seed"`
	}
	// Restored says what the gates could bring back; all that the core holds and that is
	// not named here is gone (house.md 5.3).
	Restored struct {
		Legs    []voice.Restored `json:"legs"`
		Devices []RestoredDevice `json:"devices"`
	}
	RestoredDevice struct {
		Agent  id.Agent  `json:"agent,omitempty"`
		Device id.Device `json:"device"`
	}
	// PromiseRecalled brings an open promise back into a core that began anew, from the
	// facts about it (house.md 5.4). It was opened before; nothing is said of it.
	PromiseRecalled struct {
		Promise   id.Promise   `json:"promise"`
		Tenant    id.Tenant    `json:"tenant"`
		Line      id.Line      `json:"line"`
		Kind      string       `json:"kind"`
		Number    id.Number    `json:"number"`
		Cause     string       `json:"cause"`
		Item      id.Item      `json:"item,omitempty"` // of the first miss
		OriginAt  int64        `json:"origin_at"`
		OpenedAt  int64        `json:"opened_at"`
		DueAt     int64        `json:"due_at"`
		Misses    int          `json:"misses"`
		Attempts  int          `json:"attempts,omitempty"`
		Recording id.Recording `json:"recording,omitempty"`
		Zone      string       `json:"zone,omitempty"`
		Owner     id.Agent     `json:"owner,omitempty"`
		Enquiry   id.Enquiry   `json:"enquiry,omitempty"` // that blocks it
		Until     int64        `json:"until,omitempty"`   // and how long at most
	}
	// Tick: the moment that NextWake named has come.
	Tick struct{}
	// Condemned: the input named could not be taken (a panic). End the item and call that
	// it named with an apology, and open a promise.
	Condemned struct {
		Input uint64  `json:"input"`
		Call  id.Call `json:"call,omitempty"`
		Leg   id.Leg  `json:"leg,omitempty"`
	}
)

func (TenantSet) kind() string        { return "tenant_set" }
func (LineSet) kind() string          { return "line_set" }
func (DIDSet) kind() string           { return "did_set" }
func (AgentSet) kind() string         { return "agent_set" }
func (PauseSet) kind() string         { return "pause_set" }
func (FlowSet) kind() string          { return "flow_set" }
func (CalendarSet) kind() string      { return "calendar_set" }
func (ZoneSet) kind() string          { return "zone_set" }
func (Removed) kind() string          { return "removed" }
func (ShiftStarted) kind() string     { return "shift_started" }
func (ShiftEnded) kind() string       { return "shift_ended" }
func (ReadyAsked) kind() string       { return "ready_asked" }
func (PauseAsked) kind() string       { return "pause_asked" }
func (AnswerAsked) kind() string      { return "answer_asked" }
func (DeclineAsked) kind() string     { return "decline_asked" }
func (HoldAsked) kind() string        { return "hold_asked" }
func (ResumeAsked) kind() string      { return "resume_asked" }
func (MuteAsked) kind() string        { return "mute_asked" }
func (DigitsAsked) kind() string      { return "digits_asked" }
func (EndAsked) kind() string         { return "end_asked" }
func (Coded) kind() string            { return "coded" }
func (WrapExtended) kind() string     { return "wrap_extended" }
func (WrapFinished) kind() string     { return "wrap_finished" }
func (PromiseCallAsked) kind() string { return "promise_call_asked" }
func (PromiseCancelled) kind() string { return "promise_cancelled" }
func (PromiseRequested) kind() string { return "promise_requested" }
func (AgentForced) kind() string      { return "agent_forced" }
func (CallArrived) kind() string      { return "call_arrived" }
func (LegRinging) kind() string       { return "leg_ringing" }
func (LegAnswered) kind() string      { return "leg_answered" }
func (LegEnded) kind() string         { return "leg_ended" }
func (LegHeld) kind() string          { return "leg_held" }
func (LegResumed) kind() string       { return "leg_resumed" }
func (DigitHeard) kind() string       { return "digit_heard" }
func (PlayEnded) kind() string        { return "play_ended" }
func (SoundLost) kind() string        { return "sound_lost" }
func (DeviceUp) kind() string         { return "device_up" }
func (DeviceDown) kind() string       { return "device_down" }
func (Recorded) kind() string         { return "recorded" }
func (Opened) kind() string           { return "opened" }
func (PromiseRecalled) kind() string  { return "promise_recalled" }
func (Restored) kind() string         { return "restored" }
func (Tick) kind() string             { return "tick" }
func (Condemned) kind() string        { return "condemned" }
