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
	CallResumed struct {
		HeldMS int64 `json:"held_ms"`
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
