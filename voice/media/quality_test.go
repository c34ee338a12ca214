package media

import (
	"math"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
)

// judgements are what was said of a leg's quality since the last time.
func (r *rig) judgements(leg id.Leg) (all []voice.Quality) {
	r.Helper()
	for {
		select {
		case q := <-r.judged:
			if q.Leg == leg {
				all = append(all, q)
			}
		default:
			return all
		}
	}
}

func TestTheEstimateFallsWithLossAndJitter(t *testing.T) {
	for _, c := range []struct{ loss, jitter, want float64 }{
		{0, 0, 4.38}, {1, 5, 4.29}, {5, 10, 3.84}, {20, 30, 2.48}, {0, 200, 2.63}, {100, 0, 1.14},
	} {
		if got := MOS(c.loss, c.jitter); math.Abs(got-c.want) > 0.02 {
			t.Errorf("%v %% and %v ms: %.2f, not %.2f", c.loss, c.jitter, got, c.want)
		}
	}
	for loss := 0.0; loss < 100; loss += 0.5 {
		if a, b := MOS(loss, 10), MOS(loss+0.5, 10); b > a || a < 1 || a > 4.5 {
			t.Errorf("%v %%: %.3f, then %.3f", loss, a, b)
		}
	}
}

func TestQualityIsSaidWhenItChangesAndAtTheEnd(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		talk(600, a, 440, b, 700) // 12 s
		good := r.judgements("leg_a")
		if len(good) != 1 || good[0].LossPct != 0 || good[0].JitterMS > 0.5 || good[0].MOS < 4.3 || good[0].OneWay {
			r.Fatalf("said of a good line: %+v", good)
		}
		talk(1500, a, 440, b, 700)
		if q := r.judgements("leg_a"); len(q) != 0 {
			r.Errorf("nothing changed, and it says %+v", q)
		}
		for range 150 { // 30 s in which every tenth packet is lost and the others are uneven
			talk(9, a, 440, b, 700)
			a.seq, a.ts = a.seq+1, a.ts+frameSize
			r.pass(35 * time.Millisecond)
		}
		bad := r.judgements("leg_a")
		if len(bad) < 2 || len(bad) > 4 {
			r.Fatalf("said of a bad line: %+v", bad)
		}
		last := bad[len(bad)-1]
		if last.LossPct < 3 || last.LossPct > 5 || last.JitterMS < 1 || last.MOS > 4.2 || last.N <= good[0].N {
			r.Errorf("said of a bad line: %+v", last)
		}
		r.Close("leg_a")
		r.pass(time.Second)
		if q := r.judgements("leg_a"); len(q) != 1 || math.Abs(q[0].LossPct-last.LossPct) > 1 {
			r.Errorf("said at the end: %+v", q)
		}
	})
}

func TestSoundInOneDirectionOnlyIsSaidAndTakenBack(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		talk(450, a, 440, b, 0) // 9 s: nothing from b, who hears a
		if q := r.judgements("leg_b"); len(q) != 0 {
			r.Fatalf("too early: %+v", q)
		}
		talk(200, a, 440, b, 0)
		if q := r.judgements("leg_b"); len(q) != 1 || !q[0].OneWay || q[0].MOS != 0 {
			r.Fatalf("said %+v", q)
		}
		talk(100, a, 440, b, 700)
		if q := r.judgements("leg_b"); len(q) != 1 || q[0].OneWay || q[0].MOS < 4 {
			r.Errorf("after sound came: %+v", q)
		}
		b.set(func(m *Remote) { m.Direction = SendOnly }) // its own hold key
		talk(700, a, 440, b, 0)
		for _, q := range r.judgements("leg_b") {
			if q.OneWay {
				r.Errorf("on hold: %+v", q)
			}
		}
		r.pass(30 * time.Second) // neither says anything
		for _, q := range r.judgements("leg_a") {
			if q.OneWay {
				r.Errorf("nobody speaks: %+v", q)
			}
		}
	})
}

func TestASenderThatCountsAnewHasLostNothing(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		talk(100, a, 440, nil, 0)
		a.seq += 20000
		talk(100, a, 440, nil, 0)
		a.key(5, nil) // and a digit is no jitter
		s, _ := r.Stats("leg_a")
		r.eventually("all is heard", func() bool { s, _ = r.Stats("leg_a"); return s.Received == 206 })
		if s.Lost != 0 || s.JitterMS > 1 {
			r.Errorf("%+v", s)
		}
	})
}

func TestAnEarIsHeardOnlyWhenItIsOpened(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		local, err := r.Open("leg_s", Spec{ListenOnly: true})
		if err != nil {
			r.Fatal(err)
		}
		s := r.phone("leg_s", local.Port)
		s.set(nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_s"}) // even so
		r.Do(voice.Listen{Leg: "leg_s", Token: 1})
		s.say(solid(frameSize, 0x01))
		s.key(3, nil)
		r.eventually("it arrives", func() bool { x, _ := r.Stats("leg_s"); return x.Received == 7 })
		r.quiet()
		a.say(solid(frameSize, 0x02))
		s.hearOnly(0x02)
		if a.r.find("leg_a").out.packets != 0 {
			r.Error("it was heard")
		}
		r.restart(0)
		if _, err := r.Open("leg_s", Spec{}); err != nil {
			r.Fatal(err)
		}
		if l := r.find("leg_s"); !l.shut || l.expects() {
			r.Error("the restart opened it")
		}
		r.Do(voice.Open{Leg: "leg_s"})
		r.Do(voice.Open{Leg: "leg_s"})
		s.say(solid(frameSize, 0x03))
		a.hearOnly(0x03)
	})
}
