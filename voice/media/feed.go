package media

import "net/netip"

// A Feed is the way in of a browser leg. It belongs to the leg until the next Attach.
type Feed struct {
	l     *leg
	write func(pkt []byte) error
}

// Push takes one RTP packet from the browser, in the goroutine that read it, and passes it
// through to where it goes. It keeps nothing of pkt but changes it.
func (f *Feed) Push(pkt []byte) {
	if f == nil {
		return
	}
	l := f.l
	lp := l.lock()
	defer lp.mu.Unlock()
	if l.feed == f {
		l.receive(l.e.clock(), netip.AddrPort{}, pkt)
	}
}

// Close detaches the feed if it is still the leg's; the leg stays until Engine.Close.
func (f *Feed) Close() {
	if f == nil {
		return
	}
	l := f.l
	lp := l.lock()
	defer lp.mu.Unlock()
	if l.feed == f {
		l.feed = nil
		lp.deactivate(l)
	}
}
