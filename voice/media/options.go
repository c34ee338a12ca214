package media

import (
	"log/slog"
	"net"
	"net/netip"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/spool"
)

// Options say with what an Engine works. Only Sink is required.
type Options struct {
	Sink    voice.Sink   // hears Played, Digit, Recorded, MediaLost, Quality; required
	Keeper  voice.Keeper // remembers legs over a restart (kind KindLeg); nil: nothing is kept
	Prompts Prompts      // nil: every prompt is missing
	Spool   spool.Dir    // where recordings are written; nil: every recording fails at once

	// Bind is the local address of all ports; the zero value is 127.0.0.1. What is written
	// into SDP is the SIP gate's business.
	Bind netip.Addr
	// PortMin and PortMax are the inclusive range of ports for legs; 0: 30000 and 39999.
	PortMin, PortMax int
	// Listen opens one port. nil: the Linux packet loops with raw system calls, elsewhere
	// net.ListenUDP on Bind. Given (in virtual time, in tests): plain net.PacketConn.
	Listen func(port int) (net.PacketConn, error)
	// Loops is the number of packet loops; 0: one per core.
	Loops int

	Country string           // whose tones: "ru", "ua", "eu"; "" is "eu"
	Now     func() time.Time // nil: time.Now
	Log     *slog.Logger     // nil: silent
}

// Prompts is what the engine needs of the shipped and uploaded sounds: both laws, 8 kHz,
// one byte per sample. An error means that the prompt is missing. The engine keeps what it
// was given and never changes it; see Engine.Forget.
type Prompts interface {
	Open(p id.Prompt) (alaw, ulaw []byte, err error)
}

// A Spec says how a SIP leg's ports are opened.
type Spec struct {
	// Port is the RTP port to bind, as after a restart; 0: a random free even port.
	Port int
	// ListenOnly: nothing that the far end sends is heard until voice.Open.
	ListenOnly bool
}

// Local is our end of a SIP leg.
type Local struct {
	Port int    // RTP, even
	RTCP int    // Port+1
	SSRC uint32 // of all that we send
}

// A Direction is what we do on a leg after negotiation, in the words of our own SDP
// (RFC 3264): a far end that puts us on hold with sendonly or inactive makes ours recvonly
// or inactive; one that only wants to listen makes ours sendonly. The zero value is SendRecv.
type Direction uint8

const (
	SendRecv Direction = iota
	SendOnly           // we send, nothing is expected
	RecvOnly           // we are sent to, we send nothing
	Inactive           // neither
)

func (d Direction) String() string {
	return [...]string{"sendrecv", "sendonly", "recvonly", "inactive"}[d&3]
}

func (d Direction) sends() bool    { return d == SendRecv || d == SendOnly }
func (d Direction) receives() bool { return d == SendRecv || d == RecvOnly }

// A Remote is what an offer or answer said about the far end of a SIP leg.
type Remote struct {
	// Addr is c= and m= of the SDP; an unspecified address or port 0: nothing is sent
	// until the far end was heard (and the latch allows it).
	Addr netip.AddrPort `json:"addr"`
	// Signal is where the far end's signalling comes from: the second address besides
	// Addr from which sound may come. May be zero.
	Signal netip.Addr `json:"signal,omitzero"`
	// NAT lets sound come from any address within the latch window.
	NAT bool `json:"nat,omitempty"`
	// Law is what we send; both laws are accepted at any time.
	Law g711.Law `json:"law"`
	// EventPT is the payload type of telephone-event/8000; 0: none was agreed.
	EventPT uint8 `json:"event_pt,omitempty"`
	// HearPT is the payload type of telephone-event in our own SDP, which is what the far
	// end should send (RFC 3264 section 5.1); 0: the same as EventPT.
	HearPT uint8 `json:"hear_pt,omitempty"`
	// Direction is ours.
	Direction Direction `json:"direction,omitempty"`
	// PTimeMS is the far end's wish; 0: 20. Any packet of 10 to 60 ms is accepted.
	PTimeMS int `json:"ptime_ms,omitempty"`
	// Early is true before the answer (183): the guard against lost sound sleeps.
	Early bool `json:"early,omitempty"`
}

// A Codec is what was agreed with a browser.
type Codec struct {
	Law     g711.Law // what we send; both are accepted
	EventPT uint8    // telephone-event/8000; 0: none
	// ListenOnly: nothing that the page sends is heard until voice.Open. Only of a leg that is
	// attached for the first time.
	ListenOnly bool
}
