package media

import (
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
)

// Rows of the conformance suite: what hearing is on each packet path.

// party speaks a tone of its own in a conversation of several.
type party struct {
	*phone
	hz float64
}

// three dials a customer (440 Hz), an agent (700 Hz, the other law) and a supervisor (1000 Hz).
func three(r *rig) (c, a, s party) {
	r.Helper()
	return party{r.dial("leg_c", nil), 440},
		party{r.dial("leg_a", func(m *Remote) { m.Law = g711.U }), 700},
		party{r.dial("leg_s", nil), 1000}
}

// converse has all speak at the pace at which one of them hears a mixture, until that one has
// heard the tones of want and no other of theirs for a while.
func converse(r *rig, all []party, ear party, want ...float64) {
	r.Helper()
	wanted := map[float64]bool{}
	for _, hz := range want {
		wanted[hz] = true
	}
	var heard []byte
	for range 1000 {
		for _, p := range all {
			p.sayHz(1, p.hz)
		}
		p := ear.hear()
		heard = append(heard, p.payload()...)
		heard = heard[max(0, len(heard)-8*frameSize):]
		good := len(heard) == 8*frameSize
		for _, p := range all {
			share := power(heard, ear.law, p.hz)
			good = good && (share > 0.8/float64(len(want)) == wanted[p.hz]) && (wanted[p.hz] || share < 0.02)
		}
		if good {
			return
		}
	}
	for _, p := range all {
		r.Errorf("%s hears %.3f at %v Hz", ear.name, power(heard, ear.law, p.hz), p.hz)
	}
}

func TestAnEarHearsBothAndIsHeardByNobody(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		c, a, s := three(r)
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_c", "leg_a"}})
		converse(r, []party{c, a, s}, s, 440, 700)
		// The two go on as a relay: what comes is what was said, and nothing of the third.
		for _, pair := range [][2]party{{c, a}, {a, c}} {
			pair[0].say(solid(frameSize, 0x5B))
			pair[1].hearOnly(g711.One(0x5B, pair[0].law, pair[1].law))
		}
		if r.find("leg_c").mix != nil || r.find("leg_a").mix != nil {
			r.Error("who talks to one is mixed")
		}
	})
}

func TestAWhisperReachesTheAgentOnly(t *testing.T) {
	each(t, Options{Loops: 2}, func(r *rig) {
		c, a, s := three(r)
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_c", "leg_a"}})
		r.Do(voice.Hear{Leg: "leg_a", From: []id.Leg{"leg_c", "leg_s"}})
		converse(r, []party{c, a, s}, a, 440, 1000)
		s.say(solid(frameSize, 0x01))
		a.say(solid(frameSize, 0x5B))
		for p := c.hear(); p.payload()[0] != g711.One(0x5B, g711.U, g711.A); p = c.hear() {
			if power(p.payload(), g711.A, 1000) > 0.1 {
				r.Fatal("the customer hears the whisper")
			}
		}
		// Nobody who only listens or is only heard parts the others by going.
		r.Close("leg_s")
		a.say(solid(frameSize, 0x5C))
		c.hearOnly(g711.One(0x5C, g711.U, g711.A))
		c.say(solid(frameSize, 0x5D))
		a.hearOnly(g711.One(0x5D, g711.A, g711.U))
		if l := r.find("leg_a"); l.mix != nil || len(l.from) != 1 {
			r.Error("one source is not relayed")
		}
	})
}

func TestInAConferenceEachHearsTheOthers(t *testing.T) {
	each(t, Options{Loops: 2}, func(r *rig) {
		c, a, s := three(r)
		func() { // one of them lives on the other loop
			l := r.find("leg_s")
			for _, lp := range r.loops {
				lp.mu.Lock()
				defer lp.mu.Unlock()
			}
			if err := l.move(r.loops[1]); err != nil {
				r.Fatal(err)
			}
		}()
		all := []id.Leg{"leg_c", "leg_a", "leg_s"}
		for _, n := range all {
			r.Do(voice.Hear{Leg: n, From: all}) // itself is left out
		}
		parties := []party{c, a, s}
		converse(r, parties, c, 700, 1000)
		for _, p := range parties[1:] {
			for ok := true; ok; { // what was sent to it meanwhile
				_, ok = p.try(time.Microsecond)
			}
		}
		converse(r, parties, a, 440, 1000)
		r.Do(voice.Mute{Leg: "leg_s", Muted: true})
		converse(r, parties, a, 440)
		for _, n := range all {
			if r.find(n).loop.Load() != r.find("leg_c").loop.Load() {
				r.Errorf("%s is on another loop", n)
			}
		}
	})
}

func TestFromRelayToMixAndBackIsOneStream(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		c, a, s := three(r)
		r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_c"}})
		c.say(solid(frameSize, 0x5B))
		last := s.hearOnly(0x5B)
		next := func() byte {
			p := s.hear()
			if p.seq != last.seq+1 || p.ssrc != last.ssrc || int32(p.ts-last.ts) < frameSize {
				r.Fatalf("%+v follows %+v", p, last)
			}
			last = p
			return p.payload()[0]
		}
		for round := range byte(3) {
			r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_c", "leg_a"}})
			for range 10 {
				c.sayHz(1, 440)
				a.sayHz(1, 700)
				next()
			}
			r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_a"}})
			mark := 0x60 + round
			a.say(solid(frameSize, mark))
			for want := g711.One(mark, g711.U, g711.A); next() != want; {
			}
			r.Do(voice.Play{Leg: "leg_s", Token: 1, What: []voice.Sound{{Prompt: "prm_b"}}})
			for next() != 0x22 {
			}
			next()   // its second frame
			r.next() // it has ended
		}
		r.Do(voice.Hear{Leg: "leg_s"})
		a.say(solid(frameSize, 0x01))
		r.eventually("it arrives", func() bool { x, _ := r.Stats("leg_a"); return x.Received >= 34 })
		if r.find("leg_s").out.seq != last.seq {
			r.Error("silence is not silent")
		}
	})
}

func TestDigitsGoToWhoTalksAndAreInNoMixture(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		c, a, s := three(r)
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_c", "leg_a"}})
		c.key(7, nil)
		r.pass(500 * time.Millisecond)
		digits := func(p party) (n int) {
			for {
				k, ok := p.try(time.Microsecond)
				if !ok {
					return n
				}
				if k.pt == 101 {
					n++
				} else if k.payload()[0] != p.law.Silence() && p.law.Decode(k.payload()[0]) > 16 {
					r.Errorf("%s hears %#x", p.name, k.payload()[0])
				}
			}
		}
		if n := digits(a); n != keyFrames+keyEnds {
			r.Errorf("the agent is sent %d packets of the digit", n)
		}
		if n := digits(s); n != 0 {
			r.Errorf("the ear is sent %d packets of the digit", n)
		}
	})
}

func TestWhatIsHeardComesBackAfterARestart(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		c, a, s := three(r)
		all := []party{c, a, s}
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_c", "leg_a"}})
		converse(r, all, s, 440, 700)
		before := r.find("leg_s").out.ssrc
		r.restart(0)
		for _, p := range all {
			if _, err := r.Open(p.name, Spec{}); err != nil {
				r.Fatal(err)
			}
		}
		mix := r.find("leg_s").mix
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"}) // and the core says it again
		r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_a", "leg_c"}})
		if mix == nil || r.find("leg_s").mix != mix || r.find("leg_s").out.ssrc != before {
			r.Error("what was heard already began anew")
		}
		converse(r, all, s, 440, 700)
	})
}

func TestEachCommandChangesOnlyWhatItsLegHears(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		c, a, s := three(r)
		hear := func(want string) {
			r.Helper()
			var got string
			for _, n := range []id.Leg{"leg_c", "leg_a", "leg_s"} {
				for _, x := range r.find(n).from {
					got += string(n[4:]) + "<" + string(x.id[4:]) + " "
				}
			}
			if got != want {
				r.Errorf("they hear %q, not %q", got, want)
			}
		}
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Hear{Leg: "leg_s", From: []id.Leg{"leg_c", "leg_a", "leg_gone"}})
		hear("c<a a<c s<c s<a ")
		r.Do(voice.Play{Leg: "leg_c", Token: 1, Loop: true, What: []voice.Sound{{Prompt: "prm_a"}}})
		hear("a<c s<c s<a ")
		r.Do(voice.Silence{Leg: "leg_a"})
		hear("s<c s<a ")
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Hear{Leg: "leg_a", From: []id.Leg{"leg_s", "leg_c"}})
		hear("c<a a<s a<c s<c s<a ")
		r.Do(voice.Part{Leg: "leg_c", Other: "leg_a"})
		hear("s<c s<a ")
		r.Do(voice.Part{Leg: "leg_c", Other: "leg_a"}) // late
		r.Do(voice.Part{Leg: "leg_s", Other: "leg_gone"})
		hear("s<c s<a ")
		r.Do(voice.Hear{Leg: "leg_s"})
		hear("")
		r.Do(voice.Bridge{Leg: "leg_c", Other: "leg_a"})
		r.Do(voice.Bridge{Leg: "leg_s", Other: "leg_a"})
		hear("c<a a<s s<a ")
		r.Do(voice.Part{Leg: "leg_c"})
		hear("s<a ")
		for _, p := range []party{c, a, s} {
			p.say(solid(frameSize, 1))
		}
	})
}
