package media

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/spool"
	"gudok/voice/media/tone"
)

// KindLeg is the kind under which legs are kept (voice.Kept).
const KindLeg = "media.leg"

// Errors of New, Open and Set.
var (
	ErrNoSink  = errors.New("media: options without a sink")
	ErrPorts   = errors.New("media: no free port in the range")
	ErrNoLeg   = errors.New("media: no such leg")
	ErrBrowser = errors.New("media: the leg is a browser's")
	ErrStopped = errors.New("media: the engine has stopped")
)

// The default range of ports: 5000 legs, outside of what Linux gives to outgoing sockets.
const (
	defaultMin = 20000
	defaultMax = 29999
)

// An Engine carries the sound of all legs. Its methods are safe for concurrent use and
// never wait for the network; none may be called from inside Options.Sink.Post or a write
// function of Attach.
type Engine struct {
	o         Options
	log       *slog.Logger
	began     time.Time // the engine's clock zero
	events    *reporter
	sounds    *sounds
	spool     *spool.Spool
	loops     []*loop
	numbers   atomic.Uint64
	keepalive int64         // keepaliveNS, but in tests that count packets
	missing   atomic.Uint64 // prompts asked for and not found
	ending    atomic.Bool   // the process ends: what is kept now is what the next one finds

	work  sync.WaitGroup // short work beside the loops, and readers of plain sockets
	start sync.Once
	fault error // of start

	// mu guards what follows. It is the innermost lock: nothing else is locked under it.
	mu      sync.Mutex
	legs    map[id.Leg]*leg
	recs    map[id.Recording]*recording
	stopped bool
}

// New makes an engine and opens nothing.
func New(o Options) (*Engine, error) {
	if o.Sink == nil {
		return nil, ErrNoSink
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if !o.Bind.IsValid() {
		o.Bind = netip.AddrFrom4([4]byte{127, 0, 0, 1})
	}
	if o.PortMin == 0 {
		o.PortMin, o.PortMax = defaultMin, defaultMax
	}
	if o.PortMin < 1 || o.PortMax > 65535 || o.PortMax-o.PortMin < 1 {
		return nil, fmt.Errorf("media: ports %d to %d are no range", o.PortMin, o.PortMax)
	}
	if o.Loops <= 0 {
		o.Loops = runtime.GOMAXPROCS(0)
	}
	e := &Engine{
		o: o, log: o.Log, keepalive: keepaliveNS, began: o.Now().Add(-time.Second), // so that 0 can mean never
		events: &reporter{sink: o.Sink, ready: make(chan struct{}, 1)},
		sounds: &sounds{from: o.Prompts, country: tone.Country(o.Country), cache: map[id.Prompt]sound{}, tones: map[voice.Tone]sound{}},
		legs:   map[id.Leg]*leg{}, recs: map[id.Recording]*recording{},
	}
	// Numbers rise over restarts too, so that a late event of a former process is known.
	e.numbers.Store(uint64(e.began.UnixMilli()) << 20)
	e.spool = spool.New(spool.Options{Dir: o.Spool, Report: func(r voice.Recorded) { e.tell(r) }, Log: o.Log})
	for i := range o.Loops {
		e.loops = append(e.loops, &loop{e: e, index: i})
	}
	return e, nil
}

// begin opens what the loops need, once, with the first leg or Run.
func (e *Engine) begin() error {
	e.start.Do(func() {
		for _, lp := range e.loops {
			if lp.line, e.fault = newCarrier(lp); e.fault != nil {
				return
			}
		}
	})
	return e.fault
}

// Run carries packets until ctx ends. Then ports are closed, and recordings are left as
// they are: a planned restart goes on with them (Restore), Recover closes the others.
func (e *Engine) Run(ctx context.Context) error {
	if err := e.begin(); err != nil {
		return fmt.Errorf("open the packet loops: %w", err)
	}
	after, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var loops, writer, rest sync.WaitGroup
	last, done := context.WithCancel(context.WithoutCancel(ctx))
	defer done()
	rest.Go(func() { e.events.run(last) })
	for _, lp := range e.loops {
		loops.Go(func() { lp.run(ctx) })
	}
	writer.Go(func() { _ = e.spool.Run(after) })
	loops.Wait()
	e.shut()
	e.work.Wait()
	stop()
	writer.Wait()
	done() // the reporter is last: the spool's last words pass through it
	rest.Wait()
	return nil
}

// shut lets go of all legs and recordings.
func (e *Engine) shut() {
	e.ending.Store(true)
	e.mu.Lock()
	e.stopped = true
	legs, recs := make([]*leg, 0, len(e.legs)), make([]*recording, 0, len(e.recs))
	for _, l := range e.legs {
		legs = append(legs, l)
	}
	for _, r := range e.recs {
		recs = append(recs, r)
	}
	e.mu.Unlock()
	for _, r := range recs {
		r.leave(e.clock())
	}
	for _, l := range legs {
		e.drop(l)
	}
	for _, lp := range e.loops {
		lp.line.close()
	}
}

// clock is nanoseconds since the engine was made. It never goes back (time.Now is monotonic).
func (e *Engine) clock() int64 { return int64(e.o.Now().Sub(e.began)) }

func (e *Engine) tell(ev voice.Event) { e.events.tell(ev) }

func (e *Engine) number() uint64 { return e.numbers.Add(1) }

func (e *Engine) find(name id.Leg) *leg {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.legs[name]
}

// Open binds the ports of a SIP leg and makes it known. A leg that is open already keeps
// its ports (Spec is not looked at). ErrPorts when the range is full.
func (e *Engine) Open(name id.Leg, s Spec) (Local, error) {
	if l := e.find(name); l != nil {
		lp := l.lock()
		defer lp.mu.Unlock()
		if l.sock == nil {
			return Local{}, ErrBrowser
		}
		l.claimed = true
		return l.local, nil
	}
	l := newLeg(e, name, e.clock())
	l.shut = s.ListenOnly
	port := s.Port
	if port == 0 {
		port = anyPort
	}
	if err := e.place(l, port); err != nil {
		return Local{}, fmt.Errorf("open leg %s: %w", name, err)
	}
	return l.local, nil
}

// anyPort asks place for a port of the range; 0 means a leg without a port (a browser's).
const anyPort = -1

// place gives a new leg its loop and its port, and makes it known.
func (e *Engine) place(l *leg, port int) error {
	if err := e.begin(); err != nil {
		return err
	}
	lp := e.roomiest()
	lp.mu.Lock()
	defer lp.mu.Unlock()
	if lp.closed {
		return ErrStopped
	}
	lp.add(l) // before its port is open: its packets find the loop
	if err := e.bind(lp, l, port); err != nil {
		lp.remove(l)
		return err
	}
	e.mu.Lock()
	old := e.legs[l.id]
	if old == nil && !e.stopped {
		e.legs[l.id] = l
	}
	stopped := e.stopped
	e.mu.Unlock()
	if old != nil || stopped {
		l.closed = true
		if l.sock != nil {
			l.sock.close()
		}
		lp.remove(l)
		return ErrStopped // or two gates open one leg at once: a programmer's mistake
	}
	l.changed()
	return nil
}

// roomiest is the loop for a new leg: the first that has room, else the emptiest.
func (e *Engine) roomiest() *loop {
	best, fewest := e.loops[0], 0
	for i, lp := range e.loops {
		lp.mu.Lock()
		n := len(lp.legs)
		lp.mu.Unlock()
		if n < roomy {
			return lp
		}
		if i == 0 || n < fewest {
			best, fewest = lp, n
		}
	}
	return best
}

// bind opens the leg's ports: the one asked for, or a random even one with a free
// neighbour, so that a stranger cannot guess where the next call will be.
func (e *Engine) bind(lp *loop, l *leg, port int) (err error) {
	if port == 0 {
		return nil
	}
	if port != anyPort {
		return e.bindOne(lp, l, port)
	}
	first := (e.o.PortMin + 1) &^ 1
	pairs := (e.o.PortMax - first + 1) / 2
	from := int(random32()) % max(1, pairs)
	for i := range pairs {
		err = e.bindOne(lp, l, first+2*((from+i)%pairs))
		if !errors.Is(err, errPortTaken) {
			return err
		}
	}
	return ErrPorts
}

func (e *Engine) bindOne(lp *loop, l *leg, port int) error {
	sock, err := lp.line.open(l, port)
	if err != nil {
		return fmt.Errorf("port %d: %w", port, err)
	}
	l.sock, l.local = sock, Local{Port: port, RTCP: port + 1, SSRC: l.out.ssrc}
	return nil
}

// Set says what an offer or answer agreed. It opens the latch for latchWindow; a Remote
// equal to the last one changes nothing else. ErrNoLeg, ErrBrowser.
func (e *Engine) Set(name id.Leg, r Remote) error {
	l := e.find(name)
	if l == nil {
		return fmt.Errorf("set leg %s: %w", name, ErrNoLeg)
	}
	lp := l.lock()
	defer lp.mu.Unlock()
	if l.sock == nil {
		return fmt.Errorf("set leg %s: %w", name, ErrBrowser)
	}
	l.setRemote(e.clock(), r)
	l.changed()
	return nil
}

// Attach makes a browser leg of packets that come by Feed.Push and go by write. The slice
// given to write is only valid until it returns; write must neither block nor call the
// engine. Attaching a leg again replaces its feed and leaves what it hears and whom it
// talks to as they were: a reloaded page goes on. nil, which may be used like any other Feed,
// when the engine has stopped or the leg is not a browser's.
func (e *Engine) Attach(name id.Leg, c Codec, write func(pkt []byte) error) *Feed {
	l := e.find(name)
	if l == nil {
		l = newLeg(e, name, e.clock())
		l.shut = c.ListenOnly
		if err := e.place(l, 0); err != nil {
			e.log.Error("browser leg cannot be attached", "leg", name, "err", err)
			return nil
		}
	}
	lp := l.lock()
	defer lp.mu.Unlock()
	if l.sock != nil || l.closed {
		e.log.Error("browser leg cannot be attached", "leg", name, "err", "it has a port or is gone")
		return nil
	}
	f := &Feed{l: l, write: write}
	l.feed, l.claimed = f, true
	l.law, l.eventPT, l.hearPT = c.Law, c.EventPT, c.EventPT
	l.heard.from, l.heard.lost = e.clock(), false
	l.out.cut()
	if l.play != nil && !l.play.loading || l.mix != nil || l.keys.busy() {
		lp.activate(l)
	}
	l.changed()
	return f
}

// Digit takes a key press that came beside the sound (SIP INFO, JSON) as if heard on the leg.
func (e *Engine) Digit(name id.Leg, digit string) {
	l := e.find(name)
	if l == nil || len(digit) != 1 || !isKey(digit[0]) {
		return
	}
	lp := l.lock()
	defer lp.mu.Unlock()
	if !l.closed {
		l.pressed(digit[0])
	}
}

// Close ends a leg and frees its ports. Its recording goes on to be closed by StopRecord or
// by the end of the last of its legs.
func (e *Engine) Close(name id.Leg) {
	e.mu.Lock()
	l := e.legs[name]
	delete(e.legs, name)
	e.mu.Unlock()
	if l == nil {
		return
	}
	e.drop(l)
	if e.o.Keeper != nil {
		e.o.Keeper.Drop(KindLeg, string(name))
	}
}

func (e *Engine) drop(l *leg) {
	lp := l.lock()
	defer lp.mu.Unlock()
	if l.closed {
		return
	}
	l.closed = true
	l.lastWord()
	l.leave()
	l.play = nil
	if l.sock != nil {
		l.sock.close()
	}
	l.feed = nil
	lp.remove(l)
	if r := l.rec; r != nil {
		l.rec = nil
		r.stop(e.clock())
	}
}

// Forget drops a prompt from memory after it was uploaded anew or removed. Who hears it now
// hears it to the end.
func (e *Engine) Forget(p id.Prompt) { e.sounds.forget(p) }

// Spool is where closed recordings are fetched from.
func (e *Engine) Spool() *spool.Spool { return e.spool }

// Recover reports every recording that an earlier process left and that Restore did not
// bring back to life: call it after Restore, with the engine running.
func (e *Engine) Recover(ctx context.Context) error { return e.spool.Recover(ctx) }

func random32() uint32 {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails
	return binary.LittleEndian.Uint32(b[:])
}
