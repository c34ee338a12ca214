package media

import (
	"context"
	"slices"
	"sync"
)

const (
	// careNS is how often a loop looks after all its legs: guards, keepalives, saving.
	careNS = 1_000_000_000
	// mostBehind is how many frames are caught up after a stall; the rest is dropped, since
	// sound that is late by more is noise to a jitter buffer.
	mostBehind = 3
	// A leg is ticked in one of so many parts of the 20 ms, so that 500 callers with music are
	// four bursts of a millisecond and not one of four, for which a conversation would wait.
	phases  = 4
	phaseNS = frameNS / phases
	// roomy is how many legs a loop takes before the next loop gets any: fewer, fuller loops
	// are cheaper per packet (batches), and 1000 legs are a quarter of a core.
	roomy = 1000
)

// A loop owns legs: their state is only touched under its lock, packets are handled to
// completion under it, and legs that hear each other are always on the same loop. So the
// packet path needs no queue and no second goroutine, a browser's packet goes straight
// through in the goroutine that read it, and the control plane runs its few lines under the
// same lock instead of posting closures and waiting for answers.
type loop struct {
	e     *Engine
	index int
	line  carrier

	mu     sync.Mutex
	legs   []*leg         // all; leg.slot is the place
	active [phases][]*leg // with something to send each 20 ms; leg.phase and leg.turn are the place
	phase  int            // of the coming tick
	next   int64          // the coming tick, ns of the engine's clock; 0: no leg is active
	care   int64          // the coming look after all legs
	buf    [headerSize + maxPayload]byte
	sum    [frameSize]int32 // of a mix
	closed bool
}

// A carrier moves packets between the ports of one loop's legs and the loop: the packet
// path. There are two, for Linux and for any net.PacketConn, held to one conformance suite.
type carrier interface {
	// open binds the RTP port and the RTCP port above it for l; port is even. An error that
	// is errPortTaken means that another port may do.
	open(l *leg, port int) (socket, error)
	// turn waits for packets or a wake, but no longer than until (ns of the engine's clock),
	// hands packets to their legs under the loop's lock, and calls loop.due with the lock
	// held before it returns.
	turn(until int64)
	// wake ends a turn early. Safe at any time, with or without the loop's lock.
	wake()
	// close frees what the carrier itself holds, after the last turn.
	close()
}

// A socket is the pair of ports of one leg. Called under the loop's lock.
type socket interface {
	// aim sets where packets go.
	aim(to aim)
	send(pkt []byte) error     // from the RTP port
	sendRTCP(pkt []byte) error // from the RTCP port
	// rehome moves the ports to the other loop; both locks are held.
	rehome(to *loop) error
	close()
}

func (lp *loop) run(ctx context.Context) {
	stop := context.AfterFunc(ctx, lp.line.wake)
	defer stop()
	for ctx.Err() == nil {
		lp.line.turn(lp.coming())
	}
}

// coming is when something is due next.
func (lp *loop) coming() int64 {
	lp.mu.Lock()
	defer lp.mu.Unlock()
	if lp.next == 0 {
		return lp.care
	}
	at := lp.next
	for k := 0; k < phases && len(lp.active[(lp.phase+k)%phases]) == 0; k++ {
		at += phaseNS
	}
	return min(at, lp.care)
}

// due runs the ticks and the care when their time has come.
func (lp *loop) due(now int64) {
	if lp.next != 0 && now >= lp.next {
		if late := now - lp.next; late > mostBehind*frameNS {
			lp.next += late - late%frameNS // the frames in between are dropped
		}
		for lp.next <= now {
			phase := lp.phase
			lp.phase = (phase + 1) % phases
			lp.next += phaseNS
			lp.tick(now, phase)
		}
		if lp.idle() {
			lp.next = 0
		}
	}
	if now >= lp.care {
		lp.care = now + careNS
		for _, l := range lp.legs {
			l.care(now)
		}
	}
}

// tick gives each active leg of a phase its 20 ms. A leg may leave the list in its tick; the
// last one then takes its place, hence backwards.
func (lp *loop) tick(now int64, phase int) {
	legs := lp.active[phase]
	for i := len(legs) - 1; i >= 0; i-- {
		legs[i].tick(now)
	}
}

func (lp *loop) idle() bool {
	for p := range lp.active {
		if len(lp.active[p]) > 0 {
			return false
		}
	}
	return true
}

// activate has l ticked from now on, in the emptiest phase.
func (lp *loop) activate(l *leg) {
	if l.turn >= 0 {
		return
	}
	l.phase = lp.phase
	for p := range lp.active {
		if len(lp.active[p]) < len(lp.active[l.phase]) {
			l.phase = p
		}
	}
	l.turn = len(lp.active[l.phase])
	lp.active[l.phase] = append(lp.active[l.phase], l)
	if lp.next == 0 {
		lp.next = lp.e.clock()
	}
	lp.line.wake() // it may be due before what is waited for
}

func (lp *loop) deactivate(l *leg) {
	if l.turn < 0 {
		return
	}
	legs := lp.active[l.phase]
	last := len(legs) - 1
	legs[l.turn] = legs[last]
	legs[l.turn].turn = l.turn
	legs[last] = nil
	lp.active[l.phase] = legs[:last]
	l.turn = -1
}

func (lp *loop) add(l *leg) {
	l.slot = len(lp.legs)
	lp.legs = append(lp.legs, l)
	l.loop.Store(lp)
}

func (lp *loop) remove(l *leg) {
	lp.deactivate(l)
	last := len(lp.legs) - 1
	lp.legs[l.slot] = lp.legs[last]
	lp.legs[l.slot].slot = l.slot
	lp.legs[last] = nil
	lp.legs = lp.legs[:last]
}

// lock locks the loop that owns l, which may change until it is locked.
func (l *leg) lock() *loop {
	for {
		lp := l.loop.Load()
		lp.mu.Lock()
		if l.loop.Load() == lp {
			return lp
		}
		lp.mu.Unlock()
	}
}

// lockAll locks the loops of all these legs in the order of their numbers, and returns how
// to unlock them.
func lockAll(legs ...*leg) (unlock func()) {
	for {
		var loops []*loop
		for _, l := range legs {
			if lp := l.loop.Load(); !slices.Contains(loops, lp) {
				loops = append(loops, lp)
			}
		}
		slices.SortFunc(loops, func(a, b *loop) int { return a.index - b.index })
		for _, lp := range loops {
			lp.mu.Lock()
		}
		unlock = func() {
			for _, lp := range loops {
				lp.mu.Unlock()
			}
		}
		if !slices.ContainsFunc(legs, func(l *leg) bool { return !slices.Contains(loops, l.loop.Load()) }) {
			return unlock
		}
		unlock() // one moved meanwhile
	}
}

// move brings l to the loop to. Both loops are locked, and who is joined with l moves too.
func (l *leg) move(to *loop) error {
	from := l.loop.Load()
	if from == to {
		return nil
	}
	if l.sock != nil {
		if err := l.sock.rehome(to); err != nil {
			return err
		}
	}
	active := l.turn >= 0
	from.remove(l)
	to.add(l)
	if active {
		to.activate(l)
	}
	return nil
}
