package media

import (
	"net/netip"
	"testing"
	"time"

	"github.com/pion/rtcp"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/spool"
)

// still is an engine whose loops do not turn, with two legs bridged and recorded: packets
// are handed in by the test.
func still(tb testing.TB) (e *Engine, a, b *leg, from netip.AddrPort) {
	tb.Helper()
	e, err := New(Options{Sink: deafSink{}})
	if err != nil {
		tb.Fatal(err)
	}
	from = netip.MustParseAddrPort("127.0.0.1:9")
	for _, n := range []string{"leg_a", "leg_b"} {
		e.Attach(id.Leg(n), Codec{Law: g711.A, EventPT: 101}, func([]byte) error { return nil })
	}
	a, b = e.find("leg_a"), e.find("leg_b")
	e.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
	e.Do(voice.Record{Recording: "rec_1", Leg: "leg_a", Other: "leg_b"})
	return e, a, b, from
}

type deafSink struct{}

func (deafSink) Post(voice.Event) bool { return true }

func TestAPacketCostsNoAllocation(t *testing.T) {
	e, a, b, from := still(t)
	b.law = g711.U
	pkt := make([]byte, headerSize+frameSize)
	seq := uint16(0)
	n := testing.AllocsPerRun(1000, func() {
		seq++
		putHeader(pkt, 8, false, seq, uint32(seq)*frameSize, 77)
		lp := a.lock()
		a.receive(e.clock(), from, pkt)
		lp.mu.Unlock()
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
	if b.out.packets < 1000 {
		t.Errorf("only %d packets were passed on", b.out.packets)
	}
}

func TestATickCostsNoAllocation(t *testing.T) {
	e, a, _, _ := still(t)
	e.Do(voice.Part{Leg: "leg_a", Other: "leg_b"})
	e.Do(voice.Play{Leg: "leg_a", Loop: true, What: []voice.Sound{{Tone: voice.ToneRing}}})
	lp := a.lock()
	defer lp.mu.Unlock()
	now := e.clock()
	if n := testing.AllocsPerRun(1000, func() { now += frameNS; lp.tick(now, a.phase) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if a.out.packets < 1000 {
		t.Errorf("only %d frames were sent", a.out.packets)
	}
}

// FuzzReceive: whatever is sent to a port must not stop the loop.
func FuzzReceive(f *testing.F) {
	good := make([]byte, headerSize+frameSize)
	putHeader(good, 8, true, 1, 2, 3)
	f.Add(good)
	f.Add([]byte{0xBF, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0xBE, 0xDE, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Add([]byte{0x80, 0xE5, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7, 0x8A, 3, 0x20})
	f.Add([]byte{0xA0, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7, 0x8A, 3, 2})
	e, a, b, from := still(f)
	f.Fuzz(func(t *testing.T, pkt []byte) {
		was := b.out.packets
		lp := a.lock()
		defer lp.mu.Unlock()
		a.receive(e.clock(), from, pkt)
		a.receiveRTCP(e.clock(), from, pkt)
		if b.out.packets > was+1 {
			t.Errorf("one packet became %d", b.out.packets-was)
		}
	})
}

func TestHeaderExtensionsAndPaddingAreNotPassedOn(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		odd := []byte{0x80 | 0x20 | 0x10 | 1, 8, 0, 1, 0, 0, 0, 160, 0, 0, 0, 9}
		odd = append(odd, 1, 2, 3, 4)                               // a contributing source
		odd = append(odd, 0xBE, 0xDE, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8) // two words of extension
		odd = append(odd, solid(80, 0x5A)...)
		odd = append(odd, 0, 0, 0, 4) // padding
		if _, err := a.c.WriteTo(odd, a.to); err != nil {
			r.Fatal(err)
		}
		if p := b.hearOnly(0x5A); len(p.payload()) != 80 || p.off != headerSize || p.b[0] != 0x80 {
			r.Errorf("passed on as %d bytes at %d: %x", len(p.payload()), p.off, p.b[:headerSize])
		}
	})
}

// What we say in RTCP is read by somebody else's parser.
func TestReportsAreGoodRTCP(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		ear, err := r.o.Listen(int(a.addr.Port()) + 1)
		if err != nil {
			r.Fatal(err)
		}
		defer ear.Close()
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		a.say(solid(frameSize, 1))
		a.seq += 2
		a.say(solid(frameSize, 1))
		b.say(solid(frameSize, 1))
		buf := make([]byte, 1500)
		var list []rtcp.Packet
		r.pass(6 * time.Second)
		n, _, err := ear.ReadFrom(buf)
		if err == nil {
			n, _, err = ear.ReadFrom(buf) // the first may be of before anybody spoke
		}
		if err == nil {
			list, err = rtcp.Unmarshal(buf[:n])
		}
		if err != nil || len(list) != 2 {
			r.Fatalf("%v, %v", list, err)
		}
		sr, ok := list[0].(*rtcp.SenderReport)
		if !ok || sr.SSRC != r.find("leg_a").out.ssrc || sr.PacketCount == 0 || len(sr.Reports) != 1 {
			r.Fatalf("said %+v", list[0])
		}
		if x := sr.Reports[0]; x.SSRC != a.ssrc || x.TotalLost != 2 || uint16(x.LastSequenceNumber) != a.seq-1 {
			r.Errorf("reports %+v", x)
		}
		if _, ok := list[1].(*rtcp.SourceDescription); !ok {
			r.Errorf("no name: %+v", list[1])
		}
	})
}

func TestOneEngineServesBothFamilies(t *testing.T) {
	real(t, Options{Bind: netip.IPv6Unspecified(), Spool: spool.Dir(nil)}, nil, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		for i := range byte(latchCount + 1) {
			a.say(solid(frameSize, 1+i))
			b.hearOnly(1 + i)
		}
	})
}

func TestTheDigitsOfOurOwnPayloadTypeAreHeard(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", func(m *Remote) { m.EventPT, m.HearPT = 96, 101 })
		r.Do(voice.Listen{Leg: "leg_a", Token: 1})
		a.key(8, nil)
		if e := r.next().(voice.Digit); e.Digit != "8" {
			r.Errorf("said %+v", e)
		}
		r.Do(voice.SendDigits{Leg: "leg_a", Digits: "1"})
		if p := a.hear(); p.pt != 96 {
			r.Errorf("digits are sent as %d", p.pt)
		}
	})
}

// BenchmarkPacketWithoutSystemCalls is our own part of a bridged, recorded packet.
func BenchmarkPacketWithoutSystemCalls(b *testing.B) {
	e, leg, _, from := still(b)
	pkt := make([]byte, headerSize+frameSize)
	now, seq := e.clock(), uint16(0)
	for b.Loop() {
		seq++
		now += frameNS
		putHeader(pkt, 8, false, seq, uint32(seq)*frameSize, 77)
		lp := leg.lock()
		leg.receive(now, from, pkt)
		lp.mu.Unlock()
	}
}
