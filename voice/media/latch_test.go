package media

import (
	"net/netip"
	"testing"
	"time"

	"gudok/voice"
)

// The table of who is believed when. SDP says 192.0.2.1:4000, signalling comes from 192.0.2.2.
func TestTheLatchOpensOnlyToWhomItShould(t *testing.T) {
	sdp := netip.MustParseAddrPort("192.0.2.1:4000")
	type hit struct {
		from  string
		at    time.Duration // after Set
		n     int           // packets, with consecutive numbers
		skip  int           // a hole after so many of them
		taken int           // how many were accepted
		moved bool
	}
	for name, c := range map[string]struct {
		nat  bool
		hits []hit
	}{
		"the SDP's own address is heard at once": {hits: []hit{{"192.0.2.1:4000", 0, 3, 0, 3, false}}},
		"another port of the SDP's host after five packets": {hits: []hit{
			{"192.0.2.1:7000", 0, 7, 0, 3, true}, {"192.0.2.1:4000", time.Second, 2, 0, 0, false}}},
		"the signalling host after five packets": {hits: []hit{{"192.0.2.2:7000", 0, 5, 0, 1, true}}},
		"a stranger never":                       {hits: []hit{{"198.51.100.9:7000", 0, 50, 0, 0, false}}},
		"a stranger behind NAT, where that is allowed": {nat: true, hits: []hit{
			{"198.51.100.9:7000", time.Second, 6, 0, 2, true}}},
		"a hole in the numbers begins the count anew": {nat: true, hits: []hit{
			{"198.51.100.9:7000", 0, 8, 4, 0, false}, {"198.51.100.9:7000", 0, 1, 0, 0, false}}},
		"a moment too late": {nat: true, hits: []hit{{"198.51.100.9:7000", latchWindow + 1, 50, 0, 0, false}}},
		"once latched, closed": {nat: true, hits: []hit{
			{"198.51.100.9:7000", 0, 5, 0, 1, true}, {"203.0.113.5:1", time.Second, 50, 0, 0, false},
			{"198.51.100.9:7000", time.Hour, 5, 0, 5, false}}},
		"five packets from the SDP's address close it too": {nat: true, hits: []hit{
			{"192.0.2.1:4000", 0, 5, 0, 5, false}, {"198.51.100.9:7000", time.Second, 50, 0, 0, false}}},
		"two in turns: neither has five in a row": {nat: true, hits: []hit{
			{"198.51.100.9:7000", 0, 4, 0, 0, false}, {"203.0.113.5:1", 0, 4, 0, 0, false},
			{"198.51.100.9:7000", 0, 4, 0, 0, false}}},
	} {
		t.Run(name, func(t *testing.T) {
			r := Remote{Addr: sdp, Signal: netip.MustParseAddr("192.0.2.2"), NAT: c.nat}
			var l latch
			l.set(0, sdp, true)
			for i, h := range c.hits {
				from := netip.MustParseAddrPort(h.from)
				p := packet{ssrc: uint32(i), seq: 65533} // across the wrap
				taken, moved := 0, false
				for k := range h.n {
					if h.skip > 0 && k == h.skip {
						p.seq++
					}
					ok, m := l.accepts(int64(h.at), from, &p, &r)
					if ok {
						taken++
					}
					moved = moved || m
					p.seq++
				}
				if taken != h.taken || moved != h.moved {
					t.Errorf("hit %d: %d accepted, moved %v; want %d, %v", i, taken, moved, h.taken, h.moved)
				}
			}
		})
	}
}

func TestARefreshKeepsTheSourceAndANewAddressDoesNot(t *testing.T) {
	sdp, nat := netip.MustParseAddrPort("192.0.2.1:4000"), netip.MustParseAddrPort("198.51.100.9:7000")
	var l latch
	l.set(0, sdp, true)
	r := Remote{Addr: sdp, NAT: true}
	for i := range uint16(latchCount) {
		l.accepts(0, nat, &packet{seq: i}, &r)
	}
	l.set(1, sdp, false)
	if l.source != nat {
		t.Error("a refresh without change cut the far end off")
	}
	l.set(2, netip.MustParseAddrPort("192.0.2.3:4000"), true)
	if l.source == nat {
		t.Error("a new address in the SDP was not followed")
	}
}

func TestAStrangerIsNotHeardAndGetsNothing(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		for range latchCount { // closes the latch
			a.say(solid(frameSize, 0x01))
			b.hearOnly(0x01)
		}
		thief := r.phone("leg_a", r.find("leg_a").local.Port)
		for range 50 {
			thief.say(solid(frameSize, 0x66))
		}
		r.eventually("the stranger is counted", func() bool { s, _ := r.Stats("leg_a"); return s.Foreign == 50 })
		a.say(solid(frameSize, 0x02))
		if p := b.hear(); p.payload()[0] != 0x02 {
			r.Errorf("the stranger was heard: %#x", p.payload()[0])
		}
		b.say(solid(frameSize, 0x03))
		a.hearOnly(0x03)
		if _, ok := thief.try(time.Millisecond); ok {
			r.Error("the stranger was sent sound")
		}
	})
}

func TestAPhoneBehindNATIsFoundAndAnswered(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		a.set(func(m *Remote) { m.Addr = netip.MustParseAddrPort("192.0.2.55:4000"); m.NAT = true })
		for range latchCount {
			a.say(solid(frameSize, 0x01))
		}
		b.hearOnly(0x01)
		b.say(solid(frameSize, 0x02))
		a.hearOnly(0x02)
		if s, _ := r.Stats("leg_a"); s.Source.Port() != a.addr.Port() {
			r.Errorf("the source is %v", s.Source)
		}
	})
}
