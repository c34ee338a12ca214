package sip

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/wire"
)

// tickTime is how often the housekeeping looks: registrations that expire, trunks to be
// probed, names to be looked up again.
const tickTime = time.Second

// restorePace is how long the gate waits between two restored dialogs that it asks whether
// they live: 50 a second (telephony.md 7.3).
const restorePace = 20 * time.Millisecond

// settleTime is how long Configure and Restore may take after Run: a floor that has to read
// a long journal. Callers repeat an INVITE for 32 s.
const settleTime = 10 * time.Second

// A Gate is the SIP gate of a node. Its methods are safe for concurrent use.
type Gate struct {
	o       Options
	log     *slog.Logger
	names   *id.Source
	longest time.Duration
	stack   *wire.Stack
	devices *devices
	notes   limiter

	config atomic.Pointer[config]

	began      atomic.Int64 // ms: when Run began
	configured atomic.Bool
	restored   atomic.Bool

	mu      sync.Mutex
	legs    map[id.Leg]*leg
	dialogs map[string]*leg // by dialogKey
	calls   map[string]said // by Call-ID, for the trace
	ask     []question      // for restored legs
	asked   chan struct{}   // something was put there

	work chan *mailbox // to idle goroutines

	busy    sync.Mutex    // guards those below
	working int           // mailboxes that are worked at
	resting int           // idle goroutines
	quit    chan struct{} // while running: closed to send them away
	stopped bool
	idle    chan struct{} // closed when stopped and all are gone
}

// New makes a gate. It opens and reads nothing. An error says what is missing in the options.
func New(o Options) (*Gate, error) {
	switch {
	case o.Media == nil || o.Sink == nil:
		return nil, errors.New("sip gate: Media and Sink are required")
	case len(o.UDP)+len(o.TCP) == 0:
		return nil, errors.New("sip gate: no socket")
	case !o.Advertise.IsValid() && unspecified(o):
		return nil, errors.New("sip gate: bound to every address, so the one to advertise has to be given")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Realm == "" {
		o.Realm = "gudok"
	}
	if o.Resolve == nil {
		o.Resolve = resolve
	}
	g := &Gate{
		o: o, log: o.Log, names: o.Names, longest: o.LongestCall,
		legs: map[id.Leg]*leg{}, dialogs: map[string]*leg{}, calls: map[string]said{},
		work: make(chan *mailbox), idle: make(chan struct{}), asked: make(chan struct{}, 1),
	}
	if g.longest == 0 {
		g.longest = longestCall
	}
	if g.names == nil {
		g.names = &id.Source{Now: g.now}
	}
	g.config.Store(&config{})
	g.devices = newDevices(g)
	w := wire.Options{
		UDP: o.UDP, TCP: o.TCP, Advertise: o.Advertise, Inside: o.Inside,
		Handler: g, Known: g.known, Dial: o.Dial, Now: o.Now, Log: o.Log,
	}
	if o.Trace != nil {
		w.Trace = g.trace
	}
	g.stack = wire.New(w)
	return g, nil
}

func unspecified(o Options) bool {
	for _, c := range o.UDP {
		if a, err := netip.ParseAddrPort(c.LocalAddr().String()); err == nil && a.Addr().IsUnspecified() {
			return true
		}
	}
	for _, l := range o.TCP {
		if a, err := netip.ParseAddrPort(l.Addr().String()); err == nil && a.Addr().IsUnspecified() {
			return true
		}
	}
	return false
}

func resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

func (g *Gate) now() int64 { return g.o.Now().UnixMilli() }

// settled reports that the gate knows what it has to know to answer anybody: its trunks and
// the calls of the process before. Until then nothing is answered; whatever matters comes
// again, and a wrong answer (403 to a carrier, 481 in a call that goes on) cannot be taken
// back. Whoever never tells it of calls before is waited for settleTime.
func (g *Gate) settled() bool {
	if g.configured.Load() && (g.restored.Load() || g.o.Keeper == nil) {
		return true
	}
	return g.now()-g.began.Load() >= settleTime.Milliseconds()
}

// Run serves until ctx ends or a socket fails. Calls that are up stay up: the next process
// goes on with them. It returns when all goroutines of the gate are gone.
func (g *Gate) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g.began.Store(g.now())
	g.busy.Lock()
	g.quit = make(chan struct{})
	g.busy.Unlock()
	var house sync.WaitGroup
	house.Go(func() { g.keepHouse(ctx) })
	house.Go(func() { g.askRestored(ctx) })
	err := g.stack.Run(ctx)
	cancel()
	house.Wait()
	g.busy.Lock()
	g.stopped = true
	close(g.quit)
	none := g.working+g.resting == 0
	g.busy.Unlock()
	if !none {
		<-g.idle
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, l := range g.dialogs {
		l.quiet()
	}
	return err
}

// enter counts a goroutine in; false: the gate has stopped.
func (g *Gate) enter() bool {
	g.busy.Lock()
	defer g.busy.Unlock()
	if g.stopped {
		return false
	}
	g.working++
	return true
}

// exit counts it out again.
func (g *Gate) exit() {
	g.busy.Lock()
	defer g.busy.Unlock()
	g.working--
	g.gone()
}

// gone ends the waiting of Run when the last goroutine is gone; g.busy is held.
func (g *Gate) gone() {
	if g.stopped && g.working+g.resting == 0 {
		close(g.idle)
	}
}

func (g *Gate) keepHouse(ctx context.Context) {
	tick := time.NewTicker(tickTime)
	defer tick.Stop()
	for {
		g.config.Load().probe(ctx, g)
		g.devices.post(g.devices.expire)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Do obeys a signalling command and returns at once; commands of others, of unknown legs
// and those already done are ignored.
func (g *Gate) Do(c voice.Command) {
	if c, ok := c.(voice.Invite); ok {
		g.begin(c)
		return
	}
	g.mu.Lock()
	l := g.legs[c.On()]
	g.mu.Unlock()
	if l == nil {
		return
	}
	switch c := c.(type) {
	case voice.Ring:
		l.post(l.ring)
	case voice.Accept:
		l.post(l.answer)
	case voice.Open:
		l.post(func() {
			if l.try != nil {
				l.try.ListenOnly = false // of what is still tried
			}
			l.open()
		})
	case voice.End:
		l.post(func() { l.finish(c.Cause, 0) })
	}
}

// begin makes the leg of an Invite that is ours: a desk phone, or a number over a trunk.
func (g *Gate) begin(c voice.Invite) {
	if c.To.Device == id.Browser || c.To.Device == "" && c.To.Number == "" {
		return
	}
	g.mu.Lock()
	if g.legs[c.Leg] != nil {
		g.mu.Unlock()
		return
	}
	l := g.newOutbound(c)
	g.legs[c.Leg] = l
	full := len(g.legs) > maxLegs
	g.mu.Unlock()
	if full {
		l.post(func() { l.giveUp(voice.CauseCongestion, 0) })
		return
	}
	l.post(l.invite)
}

// add makes an inbound leg known. false: there are too many, or this very INVITE came by
// another way too (RFC 3261 8.2.2.2).
func (g *Gate) add(l *leg) (status int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if old := g.calls[l.d.CallID].leg; old != nil && old.first == l.first {
		return 482
	}
	if len(g.legs) >= maxLegs {
		return 503
	}
	g.legs[l.name] = l
	g.dialogs[l.d.key()] = l
	g.calls[l.d.CallID] = said{l, l.d.Trunk, l.d.Device}
	l.keys, l.callIDs = []string{l.d.key()}, []string{l.d.CallID}
	return 0
}

// replace gives a leg another dialog: that of its next attempt.
func (g *Gate) replace(l *leg, d *Dialog) {
	l.d = d
	g.mu.Lock()
	defer g.mu.Unlock()
	g.dialogs[d.key()] = l
	g.calls[d.CallID] = said{l, d.Trunk, d.Device}
	l.keys, l.callIDs = append(l.keys, d.key()), append(l.callIDs, d.CallID)
}

// forget takes the leg's name away: commands no longer reach it.
func (g *Gate) forget(l *leg) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.legs[l.name] == l {
		delete(g.legs, l.name)
	}
}

// remove takes its dialogs away: nothing reaches it any more.
func (g *Gate) remove(l *leg) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, k := range l.keys {
		if g.dialogs[k] == l {
			delete(g.dialogs, k)
		}
	}
	for _, c := range l.callIDs {
		if g.calls[c].leg == l {
			delete(g.calls, c)
		}
	}
	l.keys, l.callIDs = nil, nil
}

// Counts are for health pages and tests.
type Counts struct {
	Legs, Dialogs int
	wire.Counts
}

// Counts says how much is held.
func (g *Gate) Counts() Counts {
	g.mu.Lock()
	c := Counts{Legs: len(g.legs), Dialogs: len(g.dialogs)}
	g.mu.Unlock()
	c.Counts = g.stack.Counts()
	return c
}

// A limiter lets one note a second through, so that an attack does not fill the log.
type limiter struct {
	mu   sync.Mutex
	at   time.Time
	lost int
}

func (l *limiter) pass(now time.Time) (lost int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.at) < time.Second {
		l.lost++
		return 0, false
	}
	lost, l.lost, l.at = l.lost, 0, now
	return lost, true
}

// note logs something about a message, at most once a second.
func (g *Gate) note(what string, m *wire.Message) {
	if lost, ok := g.notes.pass(g.o.Now()); ok {
		g.log.Warn(what, "from", m.Flow.String(), "method", m.Method, "unlogged", lost)
	}
}
