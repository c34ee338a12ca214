package core

import (
	"gudok/id"
	"gudok/voice"
)

// An Input is everything that the core can hear: configuration (config.go), what people
// ask for, what the telephone tells, and the floor's own words. Inputs are journalled.
type Input interface{ input() }

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
		Agent id.Agent `json:"agent"`
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
		Reason  string     `json:"reason"` // a code: wrong_number, refused, duplicate, other
		By      id.User    `json:"by"`
	}
	// AgentForced: a supervisor sets an agent's presence: online, pause (PauseForced), offline.
	AgentForced struct {
		Agent    id.Agent `json:"agent"`
		Presence string   `json:"presence"`
		By       id.User  `json:"by"`
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
		Refuse string    `json:"refuse,omitempty"` // set by the floor: overload, device
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

func (TenantSet) input()        {}
func (LineSet) input()          {}
func (DIDSet) input()           {}
func (AgentSet) input()         {}
func (PauseSet) input()         {}
func (FlowSet) input()          {}
func (CalendarSet) input()      {}
func (Removed) input()          {}
func (ShiftStarted) input()     {}
func (ShiftEnded) input()       {}
func (ReadyAsked) input()       {}
func (PauseAsked) input()       {}
func (AnswerAsked) input()      {}
func (DeclineAsked) input()     {}
func (HoldAsked) input()        {}
func (ResumeAsked) input()      {}
func (MuteAsked) input()        {}
func (DigitsAsked) input()      {}
func (EndAsked) input()         {}
func (Coded) input()            {}
func (WrapExtended) input()     {}
func (WrapFinished) input()     {}
func (PromiseCallAsked) input() {}
func (PromiseCancelled) input() {}
func (AgentForced) input()      {}
func (CallArrived) input()      {}
func (LegRinging) input()       {}
func (LegAnswered) input()      {}
func (LegEnded) input()         {}
func (LegHeld) input()          {}
func (LegResumed) input()       {}
func (DigitHeard) input()       {}
func (PlayEnded) input()        {}
func (SoundLost) input()        {}
func (DeviceUp) input()         {}
func (DeviceDown) input()       {}
func (Recorded) input()         {}
func (Opened) input()           {}
func (Restored) input()         {}
func (Tick) input()             {}
func (Condemned) input()        {}
