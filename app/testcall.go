package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"time"

	"gudok/base/config"
	"gudok/id"
	"gudok/office/trunk"
	"gudok/phone"
	"gudok/voice"
	"gudok/voice/media"
	"gudok/voice/media/sound"
	"gudok/voice/media/spool"
	"gudok/voice/sip"
)

// A TestCall is one call placed from a command line through the very gates of a centre, to
// find out what a carrier, a number or a path of sound is like.
type TestCall struct {
	To     string // the number called
	Via    string // host:port of the carrier, or of a gudok
	TCP    bool
	Caller string // the number shown; "" is anonymous
	User   string // of a digest challenge, "" for none
	Secret string
	Say    []byte // a sound file to be played, nil: silence
	Hear   string // the WAV file to be written with what is heard, "" for none
	For    time.Duration
	Ring   time.Duration // how long it may ring
	Out    io.Writer
	Log    *slog.Logger

	// Trunk is how the carrier wants it, in place of Via, TCP, User and Secret.
	Trunk *sip.Trunk
	// Ports are those for sound; the zero value: any.
	Ports config.PortRange
	// Advertise is the address that the far end is told; the zero value: ours.
	Advertise netip.Addr

	became trunk.Test
}

// ErrNotAnswered is the end of a test call that nobody answered.
var ErrNotAnswered = errors.New("the call was not answered")

const (
	testTrunk id.Trunk     = "trk_test"
	testSaid  id.Prompt    = "prm_test"
	testHeard id.Recording = "rec_test"
	// testEnd is how long the far end may take to let go: Timer F of RFC 3261 is 32 s, but
	// somebody sits before this one.
	testEnd = 5 * time.Second
)

// Run places the call and tells Out what comes of it, line by line.
func (t *TestCall) Run(ctx context.Context) (err error) {
	p := &testPhone{TestCall: t, leg: "leg_test", heard: make(chan voice.Event, 256)}
	if t.Say != nil {
		if p.said, err = sound.Encode(t.Say); err != nil {
			return fmt.Errorf("--say: %w", err)
		}
	}
	c := newCrew()
	defer func() { err = errors.Join(err, c.stop(), p.close()) }()
	if err := p.open(ctx); err != nil {
		return err
	}
	c.start(ctx, "sound", p.sound.Run)
	c.start(ctx, "sip", p.gate.Run)
	if _, err := p.gate.Restore(ctx, nil); err != nil {
		return err
	}
	begun := time.Now()
	p.hands.Do(voice.Invite{Leg: p.leg, Call: "call_test", To: voice.Address{Number: "num_test", Tenant: id.House},
		Trunks: []string{string(testTrunk)}, RingMS: t.Ring.Milliseconds(), Digits: t.To, CallerDigits: t.Caller})
	if err := p.answered(ctx, begun); err != nil {
		return err
	}
	return p.talk(ctx)
}

// A testPhone is a TestCall in progress.
type testPhone struct {
	*TestCall
	leg    id.Leg
	heard  chan voice.Event
	said   sound.Encoded
	sound  *media.Engine
	gate   *sip.Gate
	hands  obeyer // the gate
	folder string
	closes []io.Closer
}

// Post implements voice.Sink. Nobody may ring a test call.
func (p *testPhone) Post(e voice.Event) bool {
	if a, ok := e.(voice.Arrived); ok {
		go p.hands.Do(voice.End{Leg: a.Leg, Cause: voice.CauseNotFound})
		return true
	}
	select {
	case p.heard <- e:
	default: // far more than one call says
	}
	return true
}

// Open implements media.Prompts.
func (p *testPhone) Open(id.Prompt) (alaw, ulaw []byte, err error) {
	return p.said.ALaw, p.said.ULaw, nil
}

func (p *testPhone) close() error {
	var errs []error
	for _, c := range p.closes {
		if err := c.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	if p.folder != "" {
		errs = append(errs, os.RemoveAll(p.folder))
	}
	return errors.Join(errs...)
}

// open takes free ports on the address that leads to the far end, and builds the gates.
func (p *testPhone) open(ctx context.Context) error {
	var d net.Dialer
	towards, err := d.DialContext(ctx, "udp4", p.Via) // sends nothing
	if err != nil {
		return fmt.Errorf("--via %s: %w", p.Via, err)
	}
	here := towards.LocalAddr().(*net.UDPAddr).AddrPort().Addr()
	if err := towards.Close(); err != nil {
		return err
	}
	if p.folder, err = os.MkdirTemp("", "gudok-call-"); err != nil {
		return err
	}
	root, err := os.OpenRoot(p.folder)
	if err != nil {
		return err
	}
	p.closes = append(p.closes, root)
	p.sound, err = media.New(media.Options{Sink: p, Prompts: p, Spool: spool.Root(root), Bind: here,
		PortMin: p.Ports.From, PortMax: p.Ports.To, Log: p.Log})
	if err != nil {
		return err
	}
	conn, err := (&net.ListenConfig{}).ListenPacket(ctx, "udp4", netip.AddrPortFrom(here, 0).String())
	if err != nil {
		return err
	}
	p.closes = append(p.closes, conn)
	names := &id.Source{Now: func() int64 { return time.Now().UnixMilli() }}
	p.gate, err = sip.New(sip.Options{UDP: []net.PacketConn{conn}, Advertise: p.Advertise, Media: legs{p.sound}, Sink: p, Names: names, Log: p.Log})
	if err != nil {
		return err
	}
	p.hands = p.gate
	p.gate.Configure([]sip.Trunk{p.carrier()}, nil)
	return nil
}

// carrier is the only trunk. It neither registers nor asks: that is the centre's business.
func (p *testPhone) carrier() sip.Trunk {
	t := sip.Trunk{Name: p.Via, Address: p.Via, Transport: "udp", User: p.User, Secret: p.Secret}
	if p.TCP {
		t.Transport = "tcp"
	}
	if p.Trunk != nil {
		t = *p.Trunk
	}
	t.ID, t.Probe, t.Register, t.Disabled, t.Sources = testTrunk, -1, false, false, nil
	return t
}

func (p *testPhone) tell(format string, args ...any) {
	_, _ = fmt.Fprintf(p.Out, format+"\n", args...) // who reads it is a person at a terminal
}

// answered waits for the far end.
func (p *testPhone) answered(ctx context.Context, begun time.Time) error {
	after := func() float64 { return time.Since(begun).Seconds() }
	for {
		select {
		case <-ctx.Done():
			p.hands.Do(voice.End{Leg: p.leg, Cause: voice.CauseCancelled})
			return ctx.Err()
		case e := <-p.heard:
			switch e := e.(type) {
			case voice.Ringing:
				p.became.RingMS = time.Since(begun).Milliseconds()
				p.tell("%6.1f s  it rings", after())
			case voice.Answered:
				p.became.Answered, p.became.TookMS = true, time.Since(begun).Milliseconds()
				p.tell("%6.1f s  answered", after())
				return nil
			case voice.Ended:
				p.became.Cause, p.became.Code, p.became.TookMS = string(e.Cause), e.Code, time.Since(begun).Milliseconds()
				p.tell("%6.1f s  ended: %s%s", after(), e.Cause, code(e.Code))
				return ErrNotAnswered
			}
		}
	}
}

func code(c int) string {
	if c == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d)", c)
}

// talk says and hears, hangs up, and tells what the sound was like.
func (p *testPhone) talk(ctx context.Context) error {
	if p.Say != nil {
		p.sound.Do(voice.Play{Leg: p.leg, Token: 1, What: []voice.Sound{{Prompt: testSaid}}})
	}
	if p.Hear != "" {
		p.sound.Do(voice.Record{Recording: testHeard, Tenant: id.House, Leg: p.leg})
	}
	over := time.NewTimer(p.For)
	defer over.Stop()
	ended := ""
	for ended == "" {
		select {
		case <-ctx.Done():
			ended = "by us"
		case <-over.C:
			ended = "by us"
		case e := <-p.heard:
			if e, ok := e.(voice.Ended); ok {
				ended = "by the far end: " + string(e.Cause) + code(e.Code)
			}
		}
	}
	s, ok := p.sound.Stats(p.leg)
	p.sound.Do(voice.StopRecord{Leg: p.leg, Recording: testHeard})
	p.hands.Do(voice.End{Leg: p.leg, Cause: voice.CauseNormal})
	p.tell("          ended %s", ended)
	if ok {
		p.became.Received, p.became.Lost, p.became.JitterMS = s.Received, s.Lost, s.JitterMS
		p.tell("          heard %d packets, %d lost, jitter %.1f ms; sent %d", s.Received, s.Lost, s.JitterMS, s.Sent)
	}
	return p.finish()
}

// finish waits until the recording is closed and the far end has let go.
func (p *testPhone) finish() error {
	limit := time.NewTimer(testEnd)
	defer limit.Stop()
	recorded := p.Hear == ""
	for ended := false; !recorded || !ended; {
		select {
		case <-limit.C:
			if !recorded {
				return fmt.Errorf("--hear: nothing was recorded within %v", testEnd)
			}
			return nil
		case e := <-p.heard:
			switch e := e.(type) {
			case voice.Ended:
				ended = true
			case voice.Recorded:
				if e.Failed != "" {
					return fmt.Errorf("--hear: %s", e.Failed)
				}
				if err := p.save(); err != nil {
					return err
				}
				recorded = true
				p.tell("          %.1f s of sound in %s", float64(e.MS)/1000, p.Hear)
			}
		}
	}
	return nil
}

// save copies what was heard to where it was asked for.
func (p *testPhone) save() (err error) {
	from, err := p.sound.Spool().Open(testHeard)
	if err != nil {
		return fmt.Errorf("--hear: %w", err)
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := os.Create(p.Hear)
	if err != nil {
		return fmt.Errorf("--hear: %w", err)
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

// tester is trunk.Tester: a test call with the trunk's own settings, from a port of its own.
type tester struct{ h *house }

const (
	testTalk = 5 * time.Second
	testRing = 30 * time.Second
)

func (t tester) TestCall(ctx context.Context, over trunk.Trunk, to phone.Number) (trunk.Test, error) {
	carrier := sipTrunk(over, t.h.log)
	via := over.Address
	if _, _, err := net.SplitHostPort(via); err != nil {
		via = net.JoinHostPort(via, "5060")
	}
	c := TestCall{To: string(to), Via: via, Trunk: &carrier, Ports: t.h.o.RTP, For: testTalk, Ring: testRing, Out: io.Discard, Log: t.h.log}
	if t.h.o.Advertise != "" {
		c.Advertise = netip.MustParseAddr(t.h.o.Advertise) // config has checked it
	}
	err := c.Run(ctx)
	if errors.Is(err, ErrNotAnswered) {
		err = nil
	}
	return c.became, err
}
