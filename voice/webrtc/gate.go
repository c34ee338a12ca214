package webrtc

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media"
)

// KindLeg is the kind under which answered legs are kept (voice.Kept).
const KindLeg = "rtc.leg"

const (
	// ackWithin is how long a page has to say that it rings. A page that is alive says so in
	// milliseconds; one that was frozen by its browser must not cost the caller more.
	ackWithin = time.Second
	// connectWithin is how long an answered leg waits for a page's sound to come (back).
	connectWithin = 4 * time.Second
	// pageGrace is how long a page may be away before its device is down: a reload takes a
	// second, a page that is found again after two missed pings (5 s each) was not away.
	pageGrace = 10 * time.Second
	// soundGrace is how long the sound may be away while the page is there. ICE has already
	// waited 6 s before it says so.
	soundGrace = 3 * time.Second
	// defaultRing ends a ring that nobody ended, when the Invite names no limit.
	defaultRing = time.Minute
	// reportEvery is the usual interval of receiver reports (RFC 3550, 6.2).
	reportEvery = 5 * time.Second
)

// Media is what the gate needs of voice/media; see [MediaOf].
type Media interface {
	// Attach makes the leg's sound come by the feed and go by write, in place of an earlier one.
	Attach(leg id.Leg, c media.Codec, write func(pkt []byte) error) Feed
	// Close ends the leg's sound.
	Close(leg id.Leg)
}

// A Feed is the way in of one leg's sound.
type Feed interface {
	Push(pkt []byte)
	Close()
}

// MediaOf is the engine as the gate needs it.
func MediaOf(e *media.Engine) Media { return engine{e} }

type engine struct{ *media.Engine }

func (e engine) Attach(leg id.Leg, c media.Codec, write func(pkt []byte) error) Feed {
	return e.Engine.Attach(leg, c, write)
}

// Options are what a Gate needs. Conn, Media and Sink are required.
type Options struct {
	// Conn is the one UDP port. Run closes it.
	Conn net.PacketConn
	// Advertise are the addresses told to pages instead of the port's own: 1:1 NAT. The port
	// number is Conn's.
	Advertise []netip.Addr
	Media     Media
	Sink      voice.Sink
	Keeper    voice.Keeper     // nil: nothing survives a restart
	Now       func() time.Time // nil: time.Now
	Log       *slog.Logger     // nil: silent
}

// A Gate serves the browsers of all agents. Its methods are safe for concurrent use.
type Gate struct {
	conn      net.PacketConn
	advertise []netip.Addr
	media     Media
	sink      voice.Sink
	keeper    voice.Keeper
	log       *slog.Logger
	box       *outbox
	n         atomic.Uint64  // of voice events; rises over restarts too
	closing   sync.WaitGroup // sessions that are being closed

	mu    sync.Mutex
	maker *maker // nil before Run and after it
	seats map[id.Agent]*seat
	legs  map[id.Leg]*leg
}

// New makes a gate; it opens nothing.
func New(o Options) *Gate {
	g := &Gate{
		conn: o.Conn, advertise: o.Advertise, media: o.Media, sink: o.Sink, keeper: o.Keeper, log: o.Log,
		box: newOutbox(), seats: map[id.Agent]*seat{}, legs: map[id.Leg]*leg{},
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if g.log == nil {
		g.log = slog.New(slog.DiscardHandler)
	}
	if g.keeper == nil {
		g.keeper = forgetful{}
	}
	// Numbers of events must rise over a restart; no leg has a thousand events a second.
	g.n.Store(uint64(o.Now().UnixMilli()))
	return g
}

type forgetful struct{}

func (forgetful) Keep(string, string, uint64, json.RawMessage) {}
func (forgetful) Drop(string, string)                          {}

// Run serves until ctx ends. Answered legs are left as they are: a next start brings them back.
func (g *Gate) Run(ctx context.Context) error {
	m, err := newMaker(g.conn, g.advertise)
	if err != nil {
		return fmt.Errorf("browser gate: %w", err)
	}
	g.mu.Lock()
	g.maker = m
	for _, s := range g.seats { // pages that came before we were ready
		s.greet()
	}
	g.mu.Unlock()

	var posting sync.WaitGroup
	posting.Go(func() { g.box.run(ctx, g.sink) })
	t := time.NewTicker(reportEvery)
	defer t.Stop()
	for ctx.Err() == nil {
		select {
		case <-t.C:
			g.report()
		case <-ctx.Done():
		}
	}
	g.shut()
	g.closing.Wait()
	m.close()
	posting.Wait()
	return nil
}

// shut lets all pages go, silently: their agents did nothing wrong.
func (g *Gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.maker = nil
	for _, s := range g.seats {
		s.stopTimers()
		g.discard(s.session)
		g.discard(s.next)
		s.session, s.next, s.peer = nil, nil, nil
	}
	for _, l := range g.legs {
		l.stopTimers()
	}
}

// discard closes a session in the background; nil is nothing.
func (g *Gate) discard(s *session) {
	if s == nil {
		return
	}
	s.dead = true
	s.listen(nil)
	g.closing.Go(s.close)
}

// report tells the pages how their sound arrives.
func (g *Gate) report() {
	g.mu.Lock()
	var all []*session
	for _, s := range g.seats {
		if s.session != nil && s.session.connected {
			all = append(all, s.session)
		}
	}
	g.mu.Unlock()
	for _, s := range all {
		s.report()
	}
}

// Do obeys Invite, Accept, Open and End for browser legs and ignores everything else.
func (g *Gate) Do(c voice.Command) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch c := c.(type) {
	case voice.Invite:
		if c.To.Device == id.Browser && g.legs[c.Leg] == nil {
			g.invite(c)
		}
	case voice.Accept:
		if l := g.legs[c.Leg]; l != nil {
			l.accept()
		}
	case voice.Open:
		if l := g.legs[c.Leg]; l != nil {
			l.open()
		}
	case voice.End:
		if l := g.legs[c.Leg]; l != nil {
			l.end(c.Cause)
		}
	}
}

// Restore takes back the legs that were answered when the process ended. Their pages offer
// again by themselves; until then the legs are silent.
func (g *Gate) Restore(_ context.Context, kept []voice.Kept) ([]voice.Restored, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var out []voice.Restored
	for _, k := range kept {
		if k.Kind != KindLeg {
			continue
		}
		var r record
		if err := json.Unmarshal(k.Data, &r); err != nil {
			return nil, fmt.Errorf("restore browser leg %s: %w", k.Name, err)
		}
		l := g.newLeg(r.Leg, r.Call, g.seat(r.Agent))
		l.state, l.rev, l.ear = talking, k.Rev, r.Ear
		l.join() // claims the leg's sound, silent for now
		out = append(out, voice.Restored{Leg: l.id, Answered: true})
	}
	return out, nil
}

// Pages is how many agents have a page with living sound, for figures and tests.
func (g *Gate) Pages() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := 0
	for _, s := range g.seats {
		if s.healthy() {
			n++
		}
	}
	return n
}

func (g *Gate) number() uint64 { return g.n.Add(1) }

// after calls f with the lock held when d has passed. The caller holds the lock; a timer
// that comes late must find out by itself that it has nothing to do.
func (g *Gate) after(d time.Duration, f func()) *time.Timer {
	return time.AfterFunc(d, func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.maker != nil {
			f()
		}
	})
}
