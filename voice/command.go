package voice

import "gudok/id"

// A Command tells one leg what to do. The set is closed: the structs of this file.
type Command interface{ On() id.Leg }

// Signalling, obeyed by the gate that owns the leg.
type (
	// Invite makes an outgoing leg. Ringing, Answered or Ended follow.
	Invite struct {
		Leg    id.Leg
		Call   id.Call
		To     Address
		Caller id.Number // shown to the called party; "" is anonymous
		// RingMS is how long the gate lets it ring before it gives up by itself with
		// CauseNoAnswer: a guard a little longer than the core's own timer.
		RingMS int64
		// AutoAnswer asks a browser to connect without a key: the agent asked for the call.
		AutoAnswer bool

		// CallerDID is the number of ours to be shown instead of Caller, over a trunk.
		CallerDID id.DID
		// Trunks are the ids of trunks to try in order, over a trunk; the core names those of
		// the line, the floor fills in others where there are none.
		Trunks []string

		// Filled in by the floor just before the command leaves it (house.md 5.9).
		Digits       string // E.164 of To.Number, "+…"
		CallerDigits string // E.164 of CallerDID or Caller, "" is anonymous
		CallerName   string // display name, may be ""
	}
	// Ring tells the caller of an inbound leg that we are ringing: 180, without sound.
	Ring struct{ Leg id.Leg }
	// Accept answers: an inbound leg with 200, a browser leg by connecting its media.
	Accept struct{ Leg id.Leg }
	// End ends a leg in whatever state: refusal, CANCEL or BYE.
	End struct {
		Leg   id.Leg
		Cause Cause
	}
)

// Sound, obeyed by voice/media for every leg alike.
type (
	// Play replaces what the leg hears by a list of sounds. Played follows with Token,
	// unless Loop. A later Play, Bridge or Silence ends it with OutcomeReplaced.
	Play struct {
		Leg   id.Leg
		Token uint64
		What  []Sound
		Loop  bool
		// Lang is in which language the shipped prompts speak that are named without one:
		// the tenant's; "" is the house's.
		Lang string
	}
	// Silence stops what is playing and leaves the leg hearing nothing.
	Silence struct{ Leg id.Leg }
	// Listen reports digits as Digit events with Token until the next Listen; Token 0: none.
	Listen struct {
		Leg   id.Leg
		Token uint64
	}
	// Bridge lets two legs hear each other. It replaces what either heard before.
	Bridge struct{ Leg, Other id.Leg }
	// Part ends a bridge: both legs hear nothing until told otherwise.
	Part struct{ Leg, Other id.Leg }
	// Mute stops (or lets through again) what the leg says; it goes on hearing.
	Mute struct {
		Leg   id.Leg
		Muted bool
	}
	// SendDigits sends telephone-events to the leg's far end.
	SendDigits struct {
		Leg    id.Leg
		Digits string // 0-9 * # A-D
	}
	// Record starts a two-channel recording: Leg left (customer), Other right (agent).
	// Other "" records one leg (voicemail). Recorded follows once, idempotent by Recording.
	Record struct {
		Recording  id.Recording
		Tenant     id.Tenant
		Leg, Other id.Leg
		MaxMS      int64 // 0: the media limit
	}
	// StopRecord closes a recording. Recorded follows.
	StopRecord struct {
		Leg       id.Leg
		Recording id.Recording
	}
)

func (c Invite) On() id.Leg     { return c.Leg }
func (c Ring) On() id.Leg       { return c.Leg }
func (c Accept) On() id.Leg     { return c.Leg }
func (c End) On() id.Leg        { return c.Leg }
func (c Play) On() id.Leg       { return c.Leg }
func (c Silence) On() id.Leg    { return c.Leg }
func (c Listen) On() id.Leg     { return c.Leg }
func (c Bridge) On() id.Leg     { return c.Leg }
func (c Part) On() id.Leg       { return c.Leg }
func (c Mute) On() id.Leg       { return c.Leg }
func (c SendDigits) On() id.Leg { return c.Leg }
func (c Record) On() id.Leg     { return c.Leg }
func (c StopRecord) On() id.Leg { return c.Leg }

// An Address is whom an Invite rings: exactly one of a browser, a desk phone, a number.
type Address struct {
	Agent  id.Agent  `json:"agent,omitempty"`  // with Device id.Browser: that agent's browser
	Device id.Device `json:"device,omitempty"` // a desk phone, or id.Browser
	Number id.Number `json:"number,omitempty"` // over a trunk
	Tenant id.Tenant `json:"tenant,omitempty"` // of the number
}

// A Sound is one piece of what a leg hears; exactly one field is set.
type Sound struct {
	Prompt    id.Prompt `json:"prompt,omitempty"`
	Tone      Tone      `json:"tone,omitempty"`
	SilenceMS int64     `json:"silence_ms,omitempty"`
}

// A Tone is a name from the tables of voice/media; the country is a setting of the media room.
type Tone string

const (
	ToneRing       Tone = "ring"       // ringback
	ToneBusy       Tone = "busy"       //
	ToneCongestion Tone = "congestion" //
	ToneBeep       Tone = "beep"       // before a voicemail, 1 kHz, 300 ms
	ToneDisconnect Tone = "disconnect" // to an agent whose caller left
)
