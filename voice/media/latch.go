package media

import (
	"net/netip"
	"time"
)

// The latch decides whose packets are a leg's. A far end behind NAT sends from another
// address than its SDP says, and whoever follows any source can be fed by anybody ("RTP
// bleed"): so another source is believed only within latchWindow of an offer or answer, from
// the address of the SDP or of the signalling (any, where the endpoint is marked NAT), and
// after latchCount packets in a row; then never again until the next Set.
const (
	latchWindow = 5 * time.Second
	latchCount  = 5 // consecutive sequence numbers of one SSRC
)

type latch struct {
	source netip.AddrPort // whom we hear and, once it was heard, whom we send to
	until  int64          // end of the window, ns of the engine's clock; 0: closed

	// a source on trial
	trial netip.AddrPort
	ssrc  uint32
	next  uint16
	count int
}

// set opens the window. The source stays when the SDP's address did not change: a refresh
// must not cut a conversation whose far end is behind NAT.
func (t *latch) set(now int64, addr netip.AddrPort, changed bool) {
	if changed {
		t.source = addr
	}
	t.until = now + int64(latchWindow)
	t.count = 0
}

// accepts reports whether the packet from this source is the leg's. moved: the source has
// just become the one to send to.
func (t *latch) accepts(now int64, from netip.AddrPort, p *packet, r *Remote) (ok, moved bool) {
	known := from == t.source
	if t.until == 0 {
		return known, false
	}
	if now > t.until {
		t.until = 0
		return known, false
	}
	if !known && !r.NAT && from.Addr() != r.Addr.Addr() && from.Addr() != r.Signal {
		return false, false
	}
	if from != t.trial || p.ssrc != t.ssrc || p.seq != t.next {
		t.trial, t.ssrc, t.count = from, p.ssrc, 0
	}
	t.next = p.seq + 1
	t.count++
	if t.count < latchCount {
		return known, false
	}
	t.source, t.until = from, 0
	return true, !known
}
