package media

import (
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
)

// feed is one input of a mix and what a test sends into it.
type feed struct {
	in  input
	seq uint16
	ts  uint32
}

// say sends one frame in which every sample is v (or the nearest that A-law knows).
func (f *feed) say(v int16) {
	b := append(make([]byte, headerSize), solid(frameSize, g711.A.Encode(v))...)
	p := packet{b: b, off: headerSize, end: len(b), seq: f.seq, ts: f.ts, ssrc: 1}
	f.seq++
	f.ts += frameSize
	f.in.take(g711.A, &p)
}

// lose has the next packet never come.
func (f *feed) lose() { f.seq, f.ts = f.seq+1, f.ts+frameSize }

// hear plays one frame and returns its first sample.
func (f *feed) hear() int32 {
	var to [frameSize]int32
	f.in.add(&to)
	return to[0]
}

// sample is v as it comes out of A-law.
func sample(v int16) int32 { return int32(g711.A.Decode(g711.A.Encode(v))) }

func TestAnInputIsHeldBackFor40MS(t *testing.T) {
	var f feed
	for i := range 20 {
		f.say(int16(1000 * (i + 1)))
		want := int32(0)
		if i >= 2 {
			want = sample(int16(1000 * (i - 1)))
		}
		if got := f.hear(); got != want {
			t.Fatalf("in tick %d sounds %d, not %d", i, got, want)
		}
	}
}

func TestALostPieceIsCoveredSofterAndSofterForThreeFrames(t *testing.T) {
	var f feed
	for range 5 {
		f.say(8000)
		f.hear()
	}
	var got []int32
	for range 6 {
		f.lose()
		got = append(got, f.hear())
	}
	full := sample(8000)
	if got[0] != full || got[1] != full { // these were waiting
		t.Errorf("what waited became %d", got[:2])
	}
	if !(got[2] < full && got[2] > got[3] && got[3] > got[4] && got[4] > 0 && got[5] == 0) {
		t.Errorf("covered by %d", got[2:])
	}
	// It comes back in its own place.
	f.say(-8000)
	f.say(-8000)
	f.say(-8000)
	if v := f.hear(); v != 0 && v != -full {
		t.Errorf("after the loss comes %d", v)
	}
}

func TestPacketsThatChangePlacesAreHeardInOrder(t *testing.T) {
	var f feed
	var heard []int32
	for i := range 30 {
		if i%2 == 0 { // the second of each pair comes first
			f.seq, f.ts = f.seq+1, f.ts+frameSize
			f.say(int16(1000 + 100*(i+1)))
			f.seq, f.ts = f.seq-2, f.ts-2*frameSize
			f.say(int16(1000 + 100*i))
			f.seq, f.ts = f.seq+1, f.ts+frameSize
		}
		heard = append(heard, f.hear())
	}
	for i := 6; i < len(heard); i++ {
		if heard[i] < heard[i-1] {
			t.Fatalf("heard %d", heard)
		}
	}
}

func TestAnUnevenWayIsGivenMoreTimeAndThenLess(t *testing.T) {
	var f feed
	for range 10 {
		f.say(8000)
		f.hear()
	}
	for range 3 { // nothing comes, then all at once
		f.hear()
	}
	for range 3 {
		f.say(8000)
	}
	if f.in.delay != farDelay {
		t.Errorf("held back for %d samples", f.in.delay)
	}
	for range 3 * calm {
		f.say(8000)
		if v := f.hear(); v == 0 {
			t.Fatal("a hole")
		}
	}
	if f.in.delay != nearDelay {
		t.Errorf("after a calm time held back for %d samples", f.in.delay)
	}
}

func TestAfterAStallItIsSoonInTimeAgain(t *testing.T) {
	var f feed
	for range 10 {
		f.say(8000)
		f.hear()
	}
	for range 15 {
		f.hear()
	}
	for range 15 { // 300 ms in a burst
		f.say(8000)
	}
	if held := int32(f.in.top - f.in.read); held > deepest || held < nearDelay {
		t.Errorf("%d samples are held", held)
	}
	f.say(-8000)
	n := 0
	for ; f.hear() > 0; n++ {
		f.say(-8000)
	}
	if n > 9 {
		t.Errorf("new sound waits for %d frames", n)
	}
}

func TestASlowOrFastClockNeverLosesTheSound(t *testing.T) {
	for _, every := range []int{50, -50} { // 2 %, far worse than any quartz
		var f feed
		holes := 0
		for i := range 5000 {
			if every > 0 && i%every == 0 {
				f.say(8000)
			}
			if every > 0 || i%-every != 0 {
				f.say(8000)
			}
			if f.hear() == 0 && i > 5 {
				holes++
			}
		}
		if holes > 0 {
			t.Errorf("%d frames of silence where one packet in %d is too many", holes, every)
		}
		if held := int32(f.in.top - f.in.read); held > deepest {
			t.Errorf("%d samples are held", held)
		}
	}
}

func TestASenderThatCountsAnewIsHeardAtOnce(t *testing.T) {
	for name, jump := range map[string]func(*feed){
		"forward":  func(f *feed) { f.ts += 1 << 30 },
		"backward": func(f *feed) { f.ts -= 1 << 30 },
	} {
		var f feed
		for range 10 {
			f.say(8000)
			f.hear()
		}
		jump(&f)
		n := 0
		for f.say(-8000); f.hear() >= 0; f.say(-8000) {
			if n++; n > 8 {
				t.Fatalf("%s: not heard for %d frames", name, n)
			}
		}
	}
}

func TestWhatIsTakenAwayOnPurposeIsSilenceAtOnce(t *testing.T) {
	var f feed
	for range 5 {
		f.say(8000)
		f.hear()
	}
	f.in.hushed = true
	for range 2 {
		f.hear()
	}
	if v := f.hear(); v != 0 {
		t.Errorf("after the mute sounds %d", v)
	}
}

func TestASumIsClippedAndNotWrapped(t *testing.T) {
	a, b := feed{}, feed{}
	m := mix{inputs: []*input{&a.in, &b.in}}
	var to [frameSize]int32
	for range 4 {
		a.say(30000)
		b.say(30000)
		m.sum(&to)
	}
	if to[0] < 40000 {
		t.Fatalf("the sum is %d", to[0])
	}
	out := make([]byte, frameSize)
	for _, l := range []g711.Law{g711.A, g711.U} {
		l.Compress(out, to[:])
		if v := l.Decode(out[0]); v < 32000 {
			t.Errorf("%v: it sounds as %d", l, v)
		}
	}
}

func TestMixingCostsNoAllocation(t *testing.T) {
	e, a, b, from := still(t)
	var s *leg
	e.Attach("leg_s", Codec{Law: g711.U}, func([]byte) error { return nil })
	s = e.find("leg_s")
	e.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_a", "leg_b"}})
	e.Do(voice.Hear{Leg: "leg_a", From: []id.Leg{"leg_b", "leg_s"}}) // mixed and recorded
	pkt := make([]byte, headerSize+frameSize)
	now, seq := e.clock(), uint16(0)
	lp := a.lock()
	defer lp.mu.Unlock()
	n := testing.AllocsPerRun(1000, func() {
		seq++
		now += frameNS
		for i, l := range []*leg{a, b} {
			putHeader(pkt, 8, false, seq, uint32(seq)*frameSize, uint32(70+i))
			l.receive(now, from, pkt)
		}
		for phase := range phases {
			lp.tick(now, phase)
		}
	})
	if n > 0.1 { // a chunk of the recording a second
		t.Errorf("%v allocations", n)
	}
	if s.out.packets < 1000 || a.out.packets < 1000 {
		t.Errorf("only %d and %d frames were sent", s.out.packets, a.out.packets)
	}
}

func BenchmarkOneMixedFrameOfTwo(b *testing.B) {
	x, y := feed{}, feed{}
	m := mix{inputs: []*input{&x.in, &y.in}}
	var to [frameSize]int32
	out := make([]byte, frameSize)
	pkt := append(make([]byte, headerSize), solid(frameSize, 0x5B)...)
	p := packet{b: pkt, off: headerSize, end: len(pkt), ssrc: 1}
	for b.Loop() {
		p.ts += frameSize
		x.in.take(g711.A, &p)
		y.in.take(g711.A, &p)
		m.sum(&to)
		g711.A.Compress(out, to[:])
	}
}

// What the customer's file holds while a supervisor listens, whispers and joins in, and
// after the call was handed on.
func TestTheFileHoldsWhatTheCustomerHears(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		c, a, s := three(r)
		b := party{r.dial("leg_b", nil), 1300} // the second agent
		speak := func() {
			for range 50 {
				r.pass(20 * time.Millisecond)
				for _, p := range []party{c, a, s, b} {
					p.sayHz(1, p.hz)
				}
			}
		}
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Record{Recording: "rec_1", Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_c", "leg_a"}})
		speak() // second 0: an ear listens
		r.Do(voice.Hear{Leg: "leg_a", From: []id.Leg{"leg_c", "leg_s"}})
		speak() // 1: it whispers
		r.Do(voice.Hear{Leg: "leg_c", From: []id.Leg{"leg_a", "leg_s"}})
		speak() // 2: it joins in
		r.Do(voice.Play{Leg: "leg_c", Loop: true, What: []voice.Sound{{Prompt: "prm_a"}}})
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		speak() // 3: a consultation, the customer has music
		r.Close("leg_a")
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_b"})
		speak() // 4: the second agent has the call
		r.Do(voice.StopRecord{Leg: "leg_c", Recording: "rec_1"})
		said, _, ch := r.recorded("rec_1")
		if said.MS != 5000 || said.Gaps != 0 {
			r.Errorf("said %+v", said)
		}
		for sec, want := range [][]float64{{700}, {700}, {700, 1000}, {}, {1300}} {
			span := at(ch[right], float64(sec)+0.15, float64(sec)+0.95)
			for _, hz := range []float64{440, 700, 1000, 1300} {
				share, wanted := power(span, g711.A, hz), false
				for _, w := range want {
					wanted = wanted || w == hz
				}
				if wanted != (share > 0.4) || !wanted && share > 0.01 {
					r.Errorf("second %d: %.3f at %v Hz", sec, share, hz)
				}
			}
			if p := power(at(ch[left], float64(sec)+0.15, float64(sec)+0.95), g711.A, 440); (p > 0.9) != (sec != 3) {
				r.Errorf("second %d: the customer's own voice %.3f", sec, p)
			}
		}
	})
}
