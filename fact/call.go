package fact

import (
	"gudok/id"
	"gudok/voice"
)

// Calls and their legs.
type (
	// CallCreated: somebody rang, or we set out to ring somebody.
	CallCreated struct {
		Inbound bool      `json:"inbound"`
		Leg     id.Leg    `json:"leg,omitempty"` // the first one: the caller's, or the agent's whom we rang first
		Trunk   id.Trunk  `json:"trunk,omitempty"`
		DID     id.DID    `json:"did,omitempty"`
		Caller  id.Number `json:"caller,omitempty"` // the outside party; "" withheld
		// Original is the number that was dialled first, of a call that was diverted to us.
		Original id.Number `json:"original,omitempty"`
	}
	// CallRefused: a call that nobody here could take; the whole story of an unknown number.
	CallRefused struct {
		Reason string    `json:"reason"` // unknown_number, overload, device
		Trunk  id.Trunk  `json:"trunk,omitempty"`
		Called id.Number `json:"called,omitempty"`
		Caller id.Number `json:"caller,omitempty"`
	}
	// CallAnswered: two people hear each other for the first time in this call.
	CallAnswered struct {
		Leg id.Leg `json:"leg"`
	}
	CallHeld struct {
		ByDevice      bool  `json:"by_device,omitempty"`
		PromisedUntil int64 `json:"promised_until_ms,omitempty"`
	}
	// CallResumed: Promise is kept or broken, "" when nothing was promised.
	CallResumed struct {
		HeldMS  int64  `json:"held_ms"`
		Promise string `json:"promise,omitempty"`
	}
	// CallHoldLate: the promised moment has passed; the caller hears an apology.
	CallHoldLate struct {
		PromisedUntil int64 `json:"promised_until_ms"`
	}
	// ConsultStarted: while the caller is on hold the agent asks somebody. Item is that one's.
	ConsultStarted struct {
		Item   id.Item   `json:"item,omitempty"`
		Line   id.Line   `json:"to_line,omitempty"`
		Agent  id.Agent  `json:"to_agent,omitempty"`
		Number id.Number `json:"to_number,omitempty"`
	}
	ConsultAnswered struct {
		Leg id.Leg `json:"leg"`
	}
	// ConsultEnded: Outcome is connected (the caller stays with who was asked), back, left (who
	// was asked hung up), or why nobody was reached: declined, no_answer, busy, …
	ConsultEnded struct {
		Outcome string `json:"outcome"`
	}
	// CallConference: customer, agent and who was asked hear each other.
	CallConference struct {
		Leg id.Leg `json:"leg"`
	}
	// EarOpened: a supervisor, the actor, at the seat of the agent named hears the call from
	// now on. Every listening leaves it (reliability.md 6.1).
	EarOpened struct {
		Leg  id.Leg  `json:"leg"`
		Mode string  `json:"mode"` // listen, whisper (heard by the agent), barge (heard by all)
		By   id.User `json:"by"`
	}
	EarChanged struct {
		Leg  id.Leg  `json:"leg"`
		Mode string  `json:"mode"`
		By   id.User `json:"by"`
	}
	// EarClosed: Why is left, over (the call ended), taken_over, or the cause that ended the leg.
	EarClosed struct {
		Leg id.Leg `json:"leg"`
		MS  int64  `json:"ms"`
		Why string `json:"why"`
	}
	CallMuted struct {
		Muted bool `json:"muted"`
	}
	// CallEnded: the last leg is gone. By is caller, agent or system.
	CallEnded struct {
		By    string      `json:"by"`
		Cause voice.Cause `json:"cause"`
	}
	LegInvited struct {
		Leg    id.Leg    `json:"leg"`
		Device id.Device `json:"device,omitempty"`
		Number id.Number `json:"number,omitempty"`
	}
	LegRinging struct {
		Leg   id.Leg `json:"leg"`
		Early bool   `json:"early,omitempty"`
	}
	LegAnswered struct {
		Leg id.Leg `json:"leg"`
	}
	LegEnded struct {
		Leg   id.Leg      `json:"leg"`
		Cause voice.Cause `json:"cause"`
		Code  int         `json:"code,omitempty"`
	}
	// MenuEntered: a node of a menu began. Version is the program's.
	MenuEntered struct {
		Flow    id.Flow `json:"flow"`
		Version int     `json:"version"`
		Node    string  `json:"node"`
	}
	// MenuChoice: the caller chose the branch with this label.
	MenuChoice struct {
		Node   string `json:"node"`
		Branch string `json:"branch"`
	}
	// MenuLeft: the menu is over: hung up in it, served by it, gone into a line.
	MenuLeft struct {
		Node   string `json:"node"`
		Reason string `json:"reason"` // hung_up, served, enqueued, voicemail, failed
	}
	RecordingStarted struct {
		Recording id.Recording `json:"recording"`
		Voicemail bool         `json:"voicemail,omitempty"`
	}
	RecordingClosed struct {
		Recording id.Recording `json:"recording"`
		MS        int64        `json:"ms"`
		Bytes     int64        `json:"bytes"`
		SHA256    string       `json:"sha256"`
		Gaps      int          `json:"gaps,omitempty"`
		Failed    string       `json:"failed,omitempty"`
	}
)

func (CallCreated) FactType() string      { return "call.created" }
func (CallRefused) FactType() string      { return "call.refused" }
func (CallAnswered) FactType() string     { return "call.answered" }
func (CallHeld) FactType() string         { return "call.held" }
func (CallResumed) FactType() string      { return "call.resumed" }
func (CallHoldLate) FactType() string     { return "call.hold_late" }
func (CallConference) FactType() string   { return "call.conference" }
func (ConsultStarted) FactType() string   { return "consult.started" }
func (ConsultAnswered) FactType() string  { return "consult.answered" }
func (ConsultEnded) FactType() string     { return "consult.ended" }
func (EarOpened) FactType() string        { return "ear.opened" }
func (EarChanged) FactType() string       { return "ear.changed" }
func (EarClosed) FactType() string        { return "ear.closed" }
func (CallMuted) FactType() string        { return "call.muted" }
func (CallEnded) FactType() string        { return "call.ended" }
func (LegInvited) FactType() string       { return "leg.invited" }
func (LegRinging) FactType() string       { return "leg.ringing" }
func (LegAnswered) FactType() string      { return "leg.answered" }
func (LegEnded) FactType() string         { return "leg.ended" }
func (MenuEntered) FactType() string      { return "menu.entered" }
func (MenuChoice) FactType() string       { return "menu.choice" }
func (MenuLeft) FactType() string         { return "menu.left" }
func (RecordingStarted) FactType() string { return "recording.started" }
func (RecordingClosed) FactType() string  { return "recording.closed" }
