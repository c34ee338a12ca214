package phone

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"time"
)

// A Manner is how a phone behaves in one call.
type Manner struct {
	Audio    Audio     // what it says; nil: quiet packets
	Capture  io.Writer // gets what is heard, as linear 16-bit little-endian samples at 8 kHz
	Laws     []Law     // offered and taken, the best first; nil: PCMA, PCMU
	NoEvents bool      // know no telephone-event
	Suppress bool      // send no packets where Audio is quiet (RFC 3551, 4.1)
	Faults   Faults
}

// Faults are what a phone does wrong on purpose.
type Faults struct {
	LoseACKs     int  // how many 2xx get no ACK; -1: none ever gets one
	ByeWithACK   bool // say BYE in the same moment as the ACK, right behind it
	ByeBeforeACK bool // say BYE in the same moment as the ACK, ahead of it
	NoBye        bool // hang up by going dead: no BYE, no sound, no answers
	IgnoreBye    bool // do not answer a BYE
	Silent       bool // send no RTP
	LateOffer    bool // INVITE without SDP: we answer in the ACK
	Twice        bool // send the INVITE as two equal datagrams
}

// A Kind of event.
type Kind string

const (
	Rang     Kind = "rang"     // 18x: Code; Early when there is sound already
	Answered Kind = "answered" //
	Held     Kind = "held"     // by the other side
	Resumed  Kind = "resumed"  //
	Pressed  Kind = "pressed"  // the other side pressed Digit
	Ended    Kind = "ended"    // the last event
)

// An Event is something that happened in a call.
type Event struct {
	Kind  Kind
	At    time.Time
	Code  int
	Early bool
	Digit string
}

// maxEvents is how many events wait for a reader; more are dropped, Ended is told by Done too.
const maxEvents = 64

// A Party of a call.
type Party string

const (
	Us     Party = "us"
	Them   Party = "them"
	Nobody Party = "nobody" // nobody answered us any more
)

// An Ending is how a call ended. Code is the SIP status that refused it, 0 after an answer.
type Ending struct {
	By   Party
	Code int
}

type state int

const (
	calling state = iota
	up
	ended
)

// A Call is one call of a Phone. Its methods may be used from any goroutine.
type Call struct {
	// Incoming is whether we were called. From and To are URIs, ID the Call-ID.
	Incoming     bool
	From, To, ID string

	p        *Phone
	manner   Manner
	ringing  chan struct{}
	answered chan struct{}
	done     chan struct{}
	events   chan Event

	// What follows is guarded by p.mu.
	sound      *sound
	state      state
	rang       bool
	end        Ending
	tag        string // ours
	local      string // our From or To with our tag, as it goes into requests
	remote     string // theirs, with their tag when known
	target     string // their Contact
	routes     []string
	dest       net.Addr
	cseq       uint32
	sdpID      uint32
	version    int
	holding    bool // we hold
	held       bool // they hold
	dead       bool // says nothing and hears nothing
	lostACKs   int
	invite     *message // the first INVITE, ours or theirs
	tx         *clientTx
	cancelling bool
	pending    bool   // a re-INVITE of ours is not answered yet
	ack        []byte // of the last 2xx, for its retransmissions
	ackTo      net.Addr
	password   string
	user       string
	tried      bool // credentials were sent
	theirCSeq  uint32
	lastKey    string // CSeq of the last request answered
	lastReply  []byte
	respond    *time.Timer // retransmits a 2xx until its ACK
	acked      bool
	offered    bool // our 2xx carried an offer, the answer comes in the ACK
	timers     []*time.Timer
	answering  Answering
	unbind     func() bool // from the context of Dial
}

// Ringing is closed when the far end rings, Answered when the call is up, Done when it is over.
func (c *Call) Ringing() <-chan struct{}  { return c.ringing }
func (c *Call) Answered() <-chan struct{} { return c.answered }
func (c *Call) Done() <-chan struct{}     { return c.done }

// Events tells what happens, in order; closed after Ended.
func (c *Call) Events() <-chan Event { return c.events }

// End is how the call ended; zero while it lives.
func (c *Call) End() Ending {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	return c.end
}

// Header is a header of the first INVITE, "" when it has none.
func (c *Call) Header(name string) string { return c.invite.get(name) }

// Hangup ends the call in whatever state: CANCEL, 486, BYE; with Faults.NoBye by going dead.
func (c *Call) Hangup() {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.hangup()
}

// Vanish is a plug pulled out: from now on the call says and hears nothing.
func (c *Call) Vanish() {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.vanish()
}

func (c *Call) vanish() {
	c.dead = true
	c.over(Ending{By: Us})
}

// Say replaces what is said.
func (c *Call) Say(a Audio) {
	if s := c.ear(); s != nil {
		s.say(a)
	}
}

// SendDigits presses keys (0-9 * # A-D) one after the other, 220 ms each.
func (c *Call) SendDigits(digits string) error {
	s := c.ear()
	if s == nil {
		return errors.New("a call without sound has no keys")
	}
	return s.press(digits)
}

// Heard is what came over RTP so far; zero for a call without sound.
func (c *Call) Heard() Heard {
	s := c.ear()
	if s == nil {
		return Heard{}
	}
	return s.heard()
}

// Hears reports whether a tone of hz has filled most of the last 200 ms.
func (c *Call) Hears(hz float64) bool {
	s := c.ear()
	return s != nil && s.hears(time.Now(), hz, toneShare)
}

// HearsAmong reports whether a tone of hz was among what was heard in the last 200 ms: of
// several who speak at once each has a part.
func (c *Call) HearsAmong(hz float64) bool {
	s := c.ear()
	return s != nil && s.hears(time.Now(), hz, amongShare)
}

// ear is the sound of the call, nil for one without (or not opened yet).
func (c *Call) ear() *sound {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	return c.sound
}

// AwaitTone waits until hz is heard, ctx ends or the call is over.
func (c *Call) AwaitTone(ctx context.Context, hz float64) error {
	return c.await(ctx, fmt.Sprintf("tone of %g Hz", hz), func() bool { return c.Hears(hz) })
}

// AwaitQuiet waits until no sound is heard: no packets, or quiet ones, for 200 ms.
func (c *Call) AwaitQuiet(ctx context.Context) error {
	return c.await(ctx, "quiet", func() bool {
		h := c.Heard()
		return time.Since(h.Last) > 2*earFresh || h.Level < toneFloor
	})
}

func (c *Call) await(ctx context.Context, what string, ok func() bool) error {
	t := time.NewTicker(20 * time.Millisecond)
	defer t.Stop()
	for !ok() {
		select {
		case <-t.C:
		case <-c.done:
			return fmt.Errorf("waiting for %s: the call ended %+v", what, c.End())
		case <-ctx.Done():
			return fmt.Errorf("waiting for %s, heard %+v: %w", what, c.Heard(), ctx.Err())
		}
	}
	return nil
}

// MediaAddr is where this call wants its sound; for tests that inject packets.
func (c *Call) MediaAddr() netip.AddrPort {
	s := c.ear()
	if s == nil {
		return netip.AddrPort{}
	}
	return s.local
}

// tell makes an event known. The caller holds mu.
func (c *Call) tell(e Event) {
	e.At = time.Now()
	select {
	case c.events <- e:
	default:
	}
}

// digit is called by the sound's reader.
func (c *Call) digit(d string) {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	if c.state != ended {
		c.tell(Event{Kind: Pressed, Digit: d})
	}
}

// open makes the call known and opens its sound. event is the payload type that an offer
// uses for telephone-event and that our answer must use too, 0: our own. The caller holds mu.
func (c *Call) open(event uint8) error {
	p := c.p
	if p.closed {
		return errClosed
	}
	if c.manner.Laws == nil {
		c.manner.Laws = []Law{PCMA, PCMU}
	}
	if p.media != nil {
		conn, err := p.media()
		if err != nil {
			return fmt.Errorf("socket for sound: %w", err)
		}
		local := addrPort(conn.LocalAddr())
		if p.advertise.IsValid() {
			local = netip.AddrPortFrom(p.advertise, local.Port())
		}
		c.sound = newSound(conn, local, c.manner, c.digit)
		if event != 0 {
			c.sound.eventRx = event
		}
		p.readers.Go(c.sound.listen)
		p.beat.add(c.sound)
	}
	p.calls[c.ID+"|"+c.tag] = c
	return nil
}

// over ends the call for its user; the dialog stays known for a while, so that what still
// comes of it is answered. The caller holds mu.
func (c *Call) over(e Ending) {
	if c.state == ended {
		return
	}
	c.state, c.end = ended, e
	for _, t := range c.timers {
		c.p.forget(t)
	}
	c.p.forget(c.respond)
	if c.unbind != nil {
		c.unbind()
	}
	if c.sound != nil {
		c.p.beat.remove(c.sound)
		c.sound.close()
	}
	c.tell(Event{Kind: Ended, Code: e.Code})
	close(c.events)
	close(c.done)
	c.p.after(c.p.timeout(), func() {
		delete(c.p.calls, c.ID+"|"+c.tag)
		if c.Incoming {
			delete(c.p.in, c.inKey())
		}
	})
}

// later runs f after d unless the call is over by then. The caller holds mu.
func (c *Call) later(d time.Duration, f func()) {
	c.timers = append(c.timers, c.p.after(d, f))
}
