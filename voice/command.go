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
		// ListenOnly makes a leg that never sends us sound: a browser opens no microphone, a
		// SIP leg is offered a=sendonly, voice/media drops what comes all the same. Open
		// lifts it.
		ListenOnly bool

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
	// Open lets a leg invited with ListenOnly speak: a browser opens its microphone, a SIP leg
	// is offered sendrecv, voice/media accepts its sound from now on. Obeyed by the gate of the
	// leg and by voice/media; a leg that may speak already ignores it.
	Open struct{ Leg id.Leg }
	// End ends a leg in whatever state: refusal, CANCEL or BYE.
	End struct {
		Leg   id.Leg
		Cause Cause
	}
)

// Sound, obeyed by voice/media for every leg alike.
type (
	// Play replaces what the leg hears by a list of sounds. Played follows with Token,
	// unless Loop. A later Play, Bridge, Hear or Silence ends it with OutcomeReplaced.
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
	// Hear lets the leg hear the sum of what the legs of From say, and replaces whatever it
	// heard before (Play, Bridge, Hear). An empty From is Silence. One source is relayed as it
	// is, two and more are mixed; the leg itself in From is left out, and so is a leg that is
	// gone. It is one-way: a leg that nobody names in From is heard by nobody. Bridge is the
	// same as Hear both ways.
	Hear struct {
		Leg  id.Leg
		From []id.Leg
	}
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
	// Record starts a recording of Leg, the customer's: the left channel is what Leg says, the
	// right one the sum of what Leg hears from other legs (not prompts, not music), whoever
	// they are from moment to moment; so a transfer goes on in the same file and a whisper is
	// never in it. Other says who is heard at the start; "" records one channel (voicemail).
	// Recorded follows once, idempotent by Recording.
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
func (c Open) On() id.Leg       { return c.Leg }
func (c End) On() id.Leg        { return c.Leg }
func (c Play) On() id.Leg       { return c.Leg }
func (c Silence) On() id.Leg    { return c.Leg }
func (c Listen) On() id.Leg     { return c.Leg }
func (c Bridge) On() id.Leg     { return c.Leg }
func (c Hear) On() id.Leg       { return c.Leg }
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

// A Sound is one piece of what a leg hears; exactly one field is set, and N with Phrase.
type Sound struct {
	Prompt    id.Prompt `json:"prompt,omitempty"`
	Tone      Tone      `json:"tone,omitempty"`
	SilenceMS int64     `json:"silence_ms,omitempty"`
	// Phrase is a sentence about the number N. Numbers agree with what they count, each
	// language in its own way: who hands the command to the media room puts prompts for it.
	Phrase Phrase `json:"phrase,omitempty"`
	N      int    `json:"n,omitempty"`
	To     int    `json:"to,omitempty"` // of a range
}

// A Phrase is a sentence with a number in it.
type Phrase string

const (
	PhrasePosition Phrase = "position" // your number in the line is N
	PhraseWait     Phrase = "wait"     // you will wait about N minutes; 0: less than one
	// PhraseWaitRange: you will wait from N to To minutes, N 0: up to To. Both 0: less than
	// one; To 0: longer than N.
	PhraseWaitRange Phrase = "wait_range"
)

// A Tone is a name from the tables of voice/media; the country is a setting of the media room.
type Tone string

const (
	ToneRing       Tone = "ring"       // ringback
	ToneBusy       Tone = "busy"       //
	ToneCongestion Tone = "congestion" //
	ToneBeep       Tone = "beep"       // before a voicemail, 1 kHz, 300 ms
	ToneDisconnect Tone = "disconnect" // to an agent whose caller left
)
