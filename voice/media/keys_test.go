package media

import (
	"testing"
	"time"

	"gudok/voice"
	"gudok/voice/media/g711"
)

// heardKeys are the events that a phone hears until its sound is byte last: per timestamp
// the packets in order.
func (p *phone) heardKeys(last byte) (order []uint32, events map[uint32][]packet) {
	p.r.Helper()
	events = map[uint32][]packet{}
	for range 1000 {
		pk := p.hear()
		if pk.pt == 101 {
			if len(events[pk.ts]) == 0 {
				order = append(order, pk.ts)
			}
			events[pk.ts] = append(events[pk.ts], pk)
			continue
		}
		if pk.payload()[0] == last {
			return order, events
		}
	}
	p.r.Fatal("the digits never end")
	return nil, nil
}

// sayUntilHeard has a speak until it is heard at the other end: sound is suppressed while
// digits are sent.
func sayUntilHeard(r *rig, a *phone, c byte) (stop func()) {
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		for {
			select {
			case <-quit:
				return
			case <-time.NewTimer(20 * time.Millisecond).C:
				a.say(solid(frameSize, c))
			}
		}
	}()
	return func() { close(quit); <-gone }
}

func TestOneKeyStaysOneKeyAtTheFarEnd(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Listen{Leg: "leg_a", Token: 5})
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		a.say(solid(frameSize, 0x01))
		before := b.hearOnly(0x01)
		a.key(7, solid(frameSize, 0x02)) // sound between the packets of the event, as sipp sends it
		stop := sayUntilHeard(r, a, 0x03)
		order, events := b.heardKeys(0x03)
		stop()
		if len(order) != 1 {
			r.Fatalf("one 7 became %d events", len(order))
		}
		checkEvent(r, before, events[order[0]])
		if e := r.next().(voice.Digit); e.Digit != "7" || e.Token != 5 || e.Leg != "leg_a" {
			r.Errorf("said %+v", e)
		}
		r.quiet()
	})
}

// checkEvent holds one event to RFC 4733: a marker at its beginning, one timestamp, growing
// duration, the end three times with the same duration, no hole in the sequence numbers.
func checkEvent(r *rig, before packet, list []packet) {
	r.Helper()
	if len(list) != keyFrames+keyEnds {
		r.Fatalf("the event has %d packets", len(list))
	}
	if int32(list[0].ts-before.ts) <= 0 || int16(list[0].seq-before.seq) < 1 {
		r.Errorf("the event begins before the sound ends: %+v after %+v", list[0], before)
	}
	for i, p := range list {
		b := p.payload()
		dur := int(b[2])<<8 | int(b[3])
		if p.seq != list[0].seq+uint16(i) || p.marker != (i == 0) || b[0] != 7 ||
			(b[1]&0x80 != 0) != (i >= keyFrames) || dur != min(i+1, keyFrames)*frameSize {
			r.Errorf("packet %d of the event is %+v, %x", i, p, b)
		}
	}
}

func TestAKeyIsCountedWhateverOfItIsLost(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		r.Do(voice.Listen{Leg: "leg_a", Token: 1})
		ev := func(ts uint32, code byte, end bool, marker bool, dur uint16) {
			b := []byte{code, 10, byte(dur >> 8), byte(dur)}
			if end {
				b[1] |= 0x80
			}
			a.send(101, marker, ts, b)
		}
		ev(1000, 1, true, false, 800) // only the last packet arrived
		ev(1000, 1, true, false, 800)
		ev(3000, 2, false, true, 160) // the end is lost
		ev(9000, 2, false, true, 160) // the same key again
		ev(3000, 2, true, false, 800) // late, of the first
		ev(20000, 3, false, true, 0x9000)
		ev(20000, 3, false, false, 0xFFFF)
		ev(20000+0xFFFF, 3, false, false, 160) // a long press goes on (RFC 4733 2.5.1.3)
		ev(20000+0xFFFF, 3, true, false, 320)
		ev(99000, 16, true, true, 800) // flash is no key
		ev(120000, 15, true, true, 800)
		want := []string{"1", "2", "2", "3", "D"}
		n := uint64(0)
		for _, w := range want {
			e := r.next().(voice.Digit)
			if e.Digit != w || e.N <= n {
				r.Errorf("said %+v, wanted %s", e, w)
			}
			n = e.N
		}
		r.quiet()
	})
}

func TestNobodyListensNothingIsSaid(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		a.key(1, nil)
		r.eventually("the key arrives", func() bool { s, _ := r.Stats("leg_a"); return s.Received == 6 })
		r.Do(voice.Listen{Leg: "leg_a", Token: 9})
		r.Digit("leg_a", "5") // by SIP INFO
		r.Digit("leg_a", "55")
		r.Digit("leg_a", "x")
		r.Digit("leg_gone", "1")
		if e := r.next().(voice.Digit); e.Digit != "5" || e.Token != 9 {
			r.Errorf("said %+v", e)
		}
		r.quiet()
	})
}

func TestDigitsAreSentOneAfterTheOther(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		r.Do(voice.SendDigits{Leg: "leg_b", Digits: "1#x1"})
		stop := sayUntilHeard(r, a, 0x03)
		order, events := b.heardKeys(0x03)
		stop()
		var got []byte
		for i, ts := range order {
			got = append(got, events[ts][0].payload()[0])
			if i > 0 && int32(ts-order[i-1]) < (keyFrames+keyGap)*frameSize {
				r.Errorf("event %d begins %d samples after the one before it", i, ts-order[i-1])
			}
		}
		if string(got) != "\x01\x0b\x01" {
			r.Errorf("heard events %v", got)
		}
	})
}

func TestWithoutTelephoneEventADigitIsSound(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", func(m *Remote) { m.EventPT = 0 })
		r.Do(voice.SendDigits{Leg: "leg_a", Digits: "7"})
		var heard []byte
		for len(heard) < keyFrames*frameSize {
			p := a.hear()
			if p.pt != 8 {
				r.Fatalf("heard payload type %d", p.pt)
			}
			heard = append(heard, p.payload()...)
		}
		if lo, hi := power(heard, g711.A, 852), power(heard, g711.A, 1209); lo < 0.3 || hi < 0.3 {
			r.Errorf("%.2f at 852 Hz, %.2f at 1209 Hz", lo, hi)
		}
	})
}
