package media

import (
	"testing"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
)

// The conformance suite of the packet paths: every test runs on each of them.

func TestABridgeIsOneUnbrokenStreamOfOurOwn(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		for i := range byte(10) {
			a.say(solid(frameSize, 0x40+i))
		}
		first := b.hearOnly(0x40)
		if first.pt != 8 || !first.marker || first.ssrc == a.ssrc {
			r.Errorf("the first packet is %+v", first)
		}
		for i := range byte(9) {
			p := b.hear()
			if p.payload()[0] != 0x41+i || p.seq != first.seq+1+uint16(i) || p.ts != first.ts+frameSize*(1+uint32(i)) ||
				p.ssrc != first.ssrc || p.marker {
				r.Fatalf("packet %d is %+v after %+v", i+1, p, first)
			}
		}
		b.say(solid(frameSize, 0x60))
		if p := a.hearOnly(0x60); p.ssrc == first.ssrc {
			r.Error("both legs send with one SSRC")
		}
	})
}

func TestLegsOnTwoLoopsCanBeBridgedAndParted(t *testing.T) {
	each(t, Options{Loops: 2}, func(r *rig) {
		var phones []*phone
		names := []id.Leg{"leg_a", "leg_b", "leg_c"}
		for _, n := range names {
			phones = append(phones, r.dial(n, nil))
		}
		l := r.find("leg_b")
		func() {
			defer lockAll(l, r.find("leg_a"))()
			r.loops[1].mu.Lock()
			defer r.loops[1].mu.Unlock()
			if err := l.move(r.loops[1]); err != nil {
				r.Fatal(err)
			}
		}()
		for i := range byte(20) { // b goes back and forth between a (loop 0) and c (loop 0)
			to := int(i%2) * 2
			r.Do(voice.Bridge{Leg: names[1], Other: names[to]})
			phones[to].say(solid(frameSize, 0x10+i))
			phones[1].hearOnly(0x10 + i)
			phones[1].say(solid(frameSize, 0x80+i))
			phones[to].hearOnly(0x80 + i)
		}
		if r.find("leg_a").loop.Load() != r.loops[1] {
			r.Error("the partner was not brought to the same loop")
		}
	})
}

func TestLawsAreConvertedBetweenLegs(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", func(m *Remote) { m.Law = g711.U })
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		a.say(solid(frameSize, 0x11))
		want := g711.One(0x11, g711.A, g711.U)
		if p := b.hearOnly(want); p.pt != 0 || p.payload()[frameSize-1] != want {
			r.Errorf("µ-law leg heard %+v", p)
		}
		b.say(solid(frameSize, 0x22))
		want = g711.One(0x22, g711.U, g711.A)
		if p := a.hearOnly(want); p.pt != 8 {
			r.Errorf("A-law leg heard %+v", p)
		}
		// A far end may use the other law without a word: both were in the offer.
		a.law = g711.U
		a.say(solid(frameSize, 0x55))
		b.hearOnly(0x55)
	})
}

func TestAnyFrameOf10To60MSPasses(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		for i, ms := range []int{10, 20, 30, 40, 60} {
			a.say(solid(ms*8, byte(i+1)))
			if p := b.hearOnly(byte(i + 1)); len(p.payload()) != ms*8 {
				r.Errorf("%d ms became %d bytes", ms, len(p.payload()))
			}
		}
	})
}

func TestAPlayEndsAndTheBridgeGoesOnInTheSameStream(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Play{Leg: "leg_a", Token: 7, What: []voice.Sound{{Prompt: "prm_a"}, {SilenceMS: 10}, {Prompt: "prm_b"}}})
		// 50 ms + 10 ms + 30 ms: sounds follow each other inside of frames.
		var heard []byte
		last := a.hearOnly(0x11)
		heard = append(heard, last.payload()...)
		for range 4 {
			p := a.hear()
			if p.seq != last.seq+1 || p.ssrc != last.ssrc {
				r.Fatalf("%+v follows %+v", p, last)
			}
			last = p
			heard = append(heard, p.payload()...)
		}
		for i, want := range map[int]byte{0: 0x11, 399: 0x11, 400: 0xD5, 479: 0xD5, 480: 0x22, 719: 0x22, 720: 0xD5, 799: 0xD5} {
			if heard[i] != want {
				r.Errorf("byte %d is %#x, not %#x", i, heard[i], want)
			}
		}
		if e := r.next().(voice.Played); e.Token != 7 || e.Outcome != voice.OutcomeDone || e.Leg != "leg_a" {
			r.Errorf("said %+v", e)
		}
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		b.say(solid(frameSize, 0x77))
		p := a.hearOnly(0x77)
		if p.ssrc != last.ssrc || !p.marker || int16(p.seq-last.seq) < 1 || int32(p.ts-last.ts) < frameSize {
			r.Errorf("after the prompt comes %+v, before it was %+v", p, last)
		}
	})
}

func TestPlaysAreReplacedOnce(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", func(m *Remote) { m.Law = g711.U })
		long := []voice.Sound{{Prompt: "prm_a"}, {SilenceMS: 60_000}}
		r.Do(voice.Play{Leg: "leg_a", Token: 1, What: long})
		a.hearOnly(0x33)
		r.Do(voice.Play{Leg: "leg_a", Token: 2, What: []voice.Sound{{Prompt: "prm_b"}}, Loop: true})
		if e := r.next().(voice.Played); e.Token != 1 || e.Outcome != voice.OutcomeReplaced {
			r.Errorf("said %+v", e)
		}
		for range 5 { // round and round
			a.hearOnly(0x44)
		}
		r.Do(voice.Play{Leg: "leg_a", Token: 3, What: long})
		a.hearOnly(0x33)
		r.Do(voice.Silence{Leg: "leg_a"})
		if e := r.next().(voice.Played); e.Token != 3 || e.Outcome != voice.OutcomeReplaced {
			r.Errorf("said %+v: a loop has no end to report", e)
		}
		r.quiet()
	})
}

func TestAMissingPromptIsSaidAndTheRestIsHeard(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		r.Do(voice.Play{Leg: "leg_a", Token: 1, What: []voice.Sound{{Prompt: "prm_gone"}, {Prompt: "prm_b"}}})
		a.hearOnly(0x22)
		if e := r.next().(voice.Played); e.Outcome != voice.OutcomeMissing || e.Token != 1 {
			r.Errorf("said %+v", e)
		}
		r.Do(voice.Play{Leg: "leg_a", Token: 2, What: []voice.Sound{{Prompt: "prm_gone"}}, Loop: true})
		if e := r.next().(voice.Played); e.Outcome != voice.OutcomeMissing || e.Token != 2 {
			r.Errorf("nothing to loop: said %+v", e)
		}
		if n := r.Totals().Missing; n != 2 {
			r.Errorf("%d missing prompts were counted", n)
		}
	})
}

func TestWhoIsMutedIsNotHeardAndHears(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		a.say(solid(frameSize, 0x01))
		first := b.hearOnly(0x01)
		r.Do(voice.Mute{Leg: "leg_a", Muted: true})
		a.say(solid(frameSize, 0x02))
		b.say(solid(frameSize, 0x03))
		a.hearOnly(0x03)
		r.eventually("the muted packet arrives", func() bool { s, _ := r.Stats("leg_a"); return s.Received == 2 })
		r.Do(voice.Mute{Leg: "leg_a"})
		a.say(solid(frameSize, 0x04))
		if p := b.hear(); p.payload()[0] != 0x04 || p.seq != first.seq+1 {
			r.Errorf("after the mute comes %+v after %+v", p, first)
		}
	})
}

func TestOnHoldNothingIsSentOrPassedOn(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		b.say(solid(frameSize, 0x01))
		a.hearOnly(0x01)
		a.set(func(m *Remote) { m.Direction = Inactive })
		a.say(solid(frameSize, 0x02))
		b.say(solid(frameSize, 0x03))
		r.eventually("both arrive", func() bool {
			x, _ := r.Stats("leg_a")
			y, _ := r.Stats("leg_b")
			return x.Received == 1 && y.Received == 2
		})
		a.set(nil)
		a.say(solid(frameSize, 0x04))
		b.say(solid(frameSize, 0x05))
		if p := b.hear(); p.payload()[0] != 0x04 {
			r.Errorf("what was said on hold was passed on: %#x", p.payload()[0])
		}
		if p := a.hear(); p.payload()[0] != 0x05 {
			r.Errorf("who was on hold was sent %#x", p.payload()[0])
		}
	})
}

func TestComfortNoiseLeavesNoHoleInTheNumbers(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		a.say(solid(frameSize, 0x01))
		first := b.hearOnly(0x01)
		a.send(13, false, a.ts, []byte{30})
		a.ts += 5 * frameSize
		a.say(solid(frameSize, 0x02))
		if p := b.hear(); p.payload()[0] != 0x02 || p.seq != first.seq+1 || p.ts != first.ts+6*frameSize {
			r.Errorf("%+v follows %+v", p, first)
		}
	})
}

func TestABrowserLegIsBridgedLikeAnyOther(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		out := make(chan []byte, 100)
		attach := func(mark byte) *Feed {
			return r.Attach("leg_b", Codec{Law: g711.U, EventPT: 126}, func(b []byte) error {
				out <- append([]byte{mark}, b...)
				return nil
			})
		}
		old := attach(1)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		push := func(f *Feed, seq uint16, c byte) {
			b := make([]byte, headerSize, headerSize+frameSize)
			putHeader(b, 0, false, seq, uint32(seq)*frameSize, 99)
			f.Push(append(b, solid(frameSize, c)...))
		}
		push(old, 1, g711.One(0x31, g711.A, g711.U))
		a.hearOnly(g711.One(g711.One(0x31, g711.A, g711.U), g711.U, g711.A))
		a.say(solid(frameSize, 0x32))
		want := g711.One(0x32, g711.A, g711.U)
		for b := range out {
			if b[0] != 1 {
				r.Fatal("another feed was written to")
			}
			if b[1+headerSize] == want {
				break
			}
		}
		fresh := attach(2) // the page was reloaded
		push(old, 2, 0x01) // and the old one is still twitching
		old.Close()
		push(fresh, 3, g711.One(0x33, g711.A, g711.U))
		if p := a.hear(); p.payload()[0] != 0x33 {
			r.Errorf("after the reload comes %#x", p.payload()[0])
		}
		a.say(solid(frameSize, 0x34))
		for b := range out {
			if b[0] == 2 && b[1+headerSize] == g711.One(0x34, g711.A, g711.U) {
				break
			}
		}
		r.Close("leg_b")
		push(fresh, 4, 0x01)
		var none *Feed
		none.Push(nil)
		none.Close()
	})
}
