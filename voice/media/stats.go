package media

import (
	"net/netip"
	"time"

	"gudok/id"
)

// Stats are what one leg counted.
type Stats struct {
	Leg    id.Leg
	Port   int            // 0: a browser's
	Source netip.AddrPort // whom we hear and send to
	Received,
	Sent uint64 // packets
	Lost     uint64  // of those that were to be received
	JitterMS float64 // of what is received (RFC 3550)
	Foreign  uint64  // from addresses that are not the leg's: somebody tries
	Bad      uint64  // no RTP, or a payload that was not agreed
	Failed   uint64  // could not be sent
	Silent   time.Duration
	Recorded id.Recording // what hears the leg now
}

// Stats is what a leg counted so far; ok is false when there is no such leg.
func (e *Engine) Stats(name id.Leg) (s Stats, ok bool) {
	l := e.find(name)
	if l == nil {
		return Stats{}, false
	}
	lp := l.lock()
	defer lp.mu.Unlock()
	s = Stats{
		Leg: name, Port: l.local.Port, Source: l.latch.source, Received: l.in.total, Sent: l.out.packets,
		Lost: l.in.lost() + l.in.earlier, JitterMS: l.in.jitterMS(), Foreign: l.in.foreign, Bad: l.in.bad, Failed: l.out.failed,
	}
	if l.heard.ever {
		s.Silent = time.Duration(e.clock() - l.heard.at)
	}
	if l.rec != nil {
		s.Recorded = l.rec.name
	}
	return s, true
}

// Totals say how busy the engine is.
type Totals struct {
	Legs, Recordings int
	Missing          uint64 // prompts that were asked for and not found, since the start
}

// Totals counts.
func (e *Engine) Totals() Totals {
	e.mu.Lock()
	defer e.mu.Unlock()
	return Totals{Legs: len(e.legs), Recordings: len(e.recs), Missing: e.missing.Load()}
}

// Heard reports whether any sound has come from the leg's far end; true where there is no
// such leg, since then nothing is known against it.
func (e *Engine) Heard(name id.Leg) bool {
	l := e.find(name)
	if l == nil {
		return true
	}
	lp := l.lock()
	defer lp.mu.Unlock()
	return l.heard.ever
}
