package media

import (
	"context"
	"errors"

	"gudok/id"
	"gudok/voice"
)

// KindLeg is the kind under which legs are kept (voice.Kept).
const KindLeg = "media.leg"

// Errors of Open and Set.
var (
	ErrPorts   = errors.New("media: no free port in the range")
	ErrNoLeg   = errors.New("media: no such leg")
	ErrStopped = errors.New("media: the engine has stopped")
)

// An Engine carries the sound of all legs. Its methods are safe for concurrent use and
// never wait for the network; none may be called from inside Options.Sink.Post or a write
// function of Attach.
type Engine struct{ o Options }

// New makes an engine and opens nothing.
func New(o Options) (*Engine, error) { return &Engine{o: o}, nil }

// Run carries packets until ctx ends, then closes all ports and recordings.
func (e *Engine) Run(ctx context.Context) error { <-ctx.Done(); return nil }

// Do obeys a sound command at once; commands of signalling and unknown legs are ignored.
func (e *Engine) Do(c voice.Command) {}

// Open binds the ports of a SIP leg and makes it known. A leg that is open already keeps
// its ports (Spec is not looked at).
func (e *Engine) Open(leg id.Leg, s Spec) (Local, error) { return Local{}, ErrPorts }

// Set says what an offer or answer agreed. It opens the latch for latchWindow; a Remote
// equal to the last one changes nothing else.
func (e *Engine) Set(leg id.Leg, r Remote) error { return ErrNoLeg }

// Attach makes a browser leg of packets that come by Feed.Push and go by write. The slice
// given to write is only valid until it returns; write must neither block nor call the
// engine. Attaching a leg again replaces its feed and leaves what it hears and whom it
// talks to as they were: a reloaded page goes on.
func (e *Engine) Attach(leg id.Leg, c Codec, write func(pkt []byte) error) *Feed { return &Feed{} }

// Digit takes a key press that came beside the sound (SIP INFO, JSON) as if heard on the leg.
func (e *Engine) Digit(leg id.Leg, digit string) {}

// Close ends a leg and frees its ports. Its recording goes on to be closed by StopRecord or
// by the end of the last of its legs.
func (e *Engine) Close(leg id.Leg) {}

// Restore brings legs back after a start (kind KindLeg): the same ports, sources and
// bridges, before any signalling. A leg that no gate claims by Open or Attach within
// claimWindow is closed. Legs whose ports are taken are left out and logged.
func (e *Engine) Restore(ctx context.Context, kept []voice.Kept) error { return nil }

// A Feed is the way in of a browser leg.
type Feed struct{}

// Push takes one RTP packet from the browser. It keeps nothing of pkt but changes it.
func (f *Feed) Push(pkt []byte) {}

// Close detaches the feed if it is still the leg's; the leg stays until Engine.Close.
func (f *Feed) Close() {}
