package voice

import "gudok/id"

// An Event is what a leg, a device or a recording tells. The set is closed: this file.
type Event interface{ event() }

type (
	// Arrived is a new inbound leg. The numbers are as the trunk sent them, normalised to
	// E.164 by the gate where the trunk's rules allow; the floor turns them into ids.
	Arrived struct {
		Leg    id.Leg
		Trunk  id.Trunk  // "" when Device is set
		Device id.Device // a desk phone that dials; its calls are refused for now
		From   string    // "" is anonymous
		To     string
		// Original is the number dialled first where Diversion or History-Info say so.
		Original string
		Name     string // display name, untrusted
	}
	// Ringing: the far end rings. Early is true when its sound is already coming (183).
	Ringing struct {
		Leg   id.Leg
		N     uint64 // per-leg number, rises
		Early bool
	}
	// Answered: the leg is up, both ways.
	Answered struct {
		Leg id.Leg
		N   uint64
	}
	// Ended: the leg is gone, for whatever reason; the last event of a leg.
	Ended struct {
		Leg   id.Leg
		N     uint64
		Cause Cause
		Code  int // SIP status or Q.850 cause where there was one, else 0
	}
	// Held and Resumed: the far end's own hold key.
	Held struct {
		Leg id.Leg
		N   uint64
	}
	Resumed struct {
		Leg id.Leg
		N   uint64
	}
	// Digit is one key press, heard as telephone-event, SIP INFO or JSON.
	Digit struct {
		Leg   id.Leg
		N     uint64
		Token uint64
		Digit string // one of 0-9 * # A-D
	}
	// Played ends a Play.
	Played struct {
		Leg     id.Leg
		N       uint64
		Token   uint64
		Outcome Outcome
	}
	// Recorded: the file is closed and can be fetched from the spool.
	Recorded struct {
		Recording id.Recording
		Tenant    id.Tenant
		MS        int64
		Bytes     int64
		SHA256    string // lower-case hex
		Gaps      int    // places filled with silence because sound was missing
		Failed    string // "" or why nothing (more) could be written, for the alarm
	}
	// MediaLost: no sound for longer than the guard allows and the leg is not on hold.
	MediaLost struct {
		Leg id.Leg
		N   uint64
	}
	// Quality is how well the leg's sound crosses the network, as heard here: every 10 s while
	// it has changed enough to be worth saying, and once more before the leg's end. It is no
	// input of the core: the floor shows it, office/call keeps the last one of a leg.
	Quality struct {
		Leg id.Leg
		N   uint64
		// LossPct is the share of packets that never came since the leg began, 0-100; the
		// last Quality of a leg is thus the figure for the whole of it.
		LossPct float64
		// JitterMS is the interarrival jitter of RFC 3550 section 6.4.1 in milliseconds.
		JitterMS float64
		// MOS is an estimate, 1.0-4.5, of the E-model (ITU-T G.107, simplified); 0 where
		// nothing was heard to estimate from.
		MOS float64
		// OneWay: we have sent for 10 s and heard nothing, the leg not being on hold nor
		// ListenOnly. The next Quality without it says that sound has come.
		OneWay bool
	}
	// DeviceUp and DeviceDown are edges of a device's health: registered, connected.
	DeviceUp struct {
		Agent  id.Agent // set for a browser
		Device id.Device
	}
	DeviceDown struct {
		Agent  id.Agent
		Device id.Device
		Why    string
	}
)

func (Arrived) event()    {}
func (Ringing) event()    {}
func (Answered) event()   {}
func (Ended) event()      {}
func (Held) event()       {}
func (Resumed) event()    {}
func (Digit) event()      {}
func (Played) event()     {}
func (Recorded) event()   {}
func (MediaLost) event()  {}
func (Quality) event()    {}
func (DeviceUp) event()   {}
func (DeviceDown) event() {}

// An Outcome is how a Play ended.
type Outcome string

const (
	OutcomeDone     Outcome = "done"
	OutcomeReplaced Outcome = "replaced"
	OutcomeMissing  Outcome = "missing" // a prompt was not found: the rest was played
)

// A Sink hears events. Post never blocks for long and never drops an event of a live leg;
// it reports false when the floor takes no new arrivals: answer 503 with Retry-After.
type Sink interface {
	Post(Event) bool
}
