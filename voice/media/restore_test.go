package media

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
)

// restart ends the engine and begins the next process with what was kept.
func (r *rig) restart(pause time.Duration) {
	r.Helper()
	r.halt()
	if pause > 0 {
		r.pass(pause)
	}
	r.mu.Lock()
	kept := make([]voice.Kept, 0, len(r.kept))
	for _, k := range r.kept {
		kept = append(kept, k)
	}
	r.mu.Unlock()
	r.start(r.o, func() {})
	if err := r.Restore(r.Context(), kept); err != nil {
		r.Fatal(err)
	}
}

func TestAConversationGoesOnAfterARestart(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", func(m *Remote) { m.Law = g711.U })
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		r.Do(voice.Listen{Leg: "leg_a", Token: 3})
		a.say(solid(frameSize, 1))
		before := b.hearOnly(g711.One(1, g711.A, g711.U))
		first := a.to.String()
		r.restart(0)
		local, err := r.Open("leg_a", Spec{}) // the SIP gate claims it
		if err != nil || local.SSRC == 0 {
			r.Fatal(local, err)
		}
		a.set(nil) // and says again what was agreed
		if a.to.String() != first || r.find("leg_a").local != local {
			r.Error("the port is another")
		}
		a.say(solid(frameSize, 2))
		p := b.hearOnly(g711.One(2, g711.A, g711.U))
		if p.ssrc != before.ssrc || !p.marker || int16(p.seq-before.seq) < 1 || int32(p.ts-before.ts) < 0 {
			r.Errorf("after the restart comes %+v, before it was %+v", p, before)
		}
		a.key(4, nil)
		if e := r.next().(voice.Digit); e.Token != 3 {
			r.Errorf("said %+v", e)
		}
	})
}

func TestARecordingGoesOnAfterARestart(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		r.Do(voice.Record{Recording: "rec_1", Tenant: "ten_a", Leg: "leg_a", Other: "leg_b", MaxMS: 60_000})
		r.Do(voice.Record{Recording: "rec_2", Tenant: "ten_a", Leg: "leg_c"})
		r.next() // of leg_c, which is not there
		talk(75, a, 440, b, 700)
		r.restart(2500 * time.Millisecond)
		if err := r.Recover(r.Context()); err != nil {
			r.Fatal(err)
		}
		talk(100, a, 440, b, 700)
		r.Do(voice.StopRecord{Leg: "leg_a", Recording: "rec_1"})
		said, _, ch := r.recorded("rec_1")
		if said.MS != 6000 || said.Gaps != 1 || said.Tenant != "ten_a" {
			r.Errorf("said %+v", said)
		}
		for _, span := range [][2]float64{{0.05, 1.45}, {4.1, 5.9}} {
			if p := power(at(ch[1], span[0], span[1]), g711.A, 700); p < 0.95 {
				r.Errorf("%.2f at 700 Hz in %v", p, span)
			}
		}
		if !silent(at(ch[0], 1.6, 3.9), g711.A) {
			r.Error("the pause is not silent")
		}
	})
}

// killed is restart without a good end: the file and what was kept are as a power cut or
// kill -9 would leave them at this moment.
func (r *rig) killed(rec id.Recording) {
	r.Helper()
	name := filepath.Join(r.dir, string(rec)+".part")
	file, err := os.ReadFile(name)
	if err != nil {
		r.Fatal(err)
	}
	r.halt()
	if err := os.WriteFile(name, file, 0o600); err != nil {
		r.Fatal(err)
	}
	r.restart(700 * time.Millisecond)
}

func TestTheGapOfAKilledProcessIsCountedWheneverItComes(t *testing.T) {
	for _, frames := range []int{2, 10, 45, 59, 62, 99, 111, 257, 275, 300} {
		virtually(t, Options{}, func(r *rig) {
			a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
			r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
			r.Do(voice.Record{Recording: "rec_1", Tenant: "ten_a", Leg: "leg_a", Other: "leg_b"})
			talk(frames, a, 440, b, 700)
			r.killed("rec_1")
			talk(50, a, 440, b, 700)
			r.Do(voice.StopRecord{Leg: "leg_a", Recording: "rec_1"})
			said, _, ch := r.recorded("rec_1")
			if want := int64(frames)*20 + 1700; said.Gaps != 1 || said.MS != want {
				r.Errorf("killed after %d frames: %d gaps, %d ms of %d", frames, said.Gaps, said.MS, want)
			}
			from := float64(frames)*0.02 + 0.75
			if p := power(at(ch[1], from, from+0.9), g711.A, 700); p < 0.95 {
				r.Errorf("killed after %d frames: %.2f of the agent afterwards", frames, p)
			}
		})
	}
}

func TestMusicGoesOnAndWhatNobodyClaimsIsClosed(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		r.dial("leg_b", nil)
		r.Attach("leg_c", Codec{EventPT: 126}, func([]byte) error { return nil })
		r.Do(voice.Play{Leg: "leg_a", Token: 1, What: []voice.Sound{{Prompt: "prm_b"}}, Loop: true})
		a.hearOnly(0x22)
		r.restart(time.Second)
		a.hearOnly(0x22)
		if _, err := r.Open("leg_a", Spec{}); err != nil {
			r.Fatal(err)
		}
		r.Attach("leg_c", Codec{EventPT: 126}, func([]byte) error { return nil })
		if n := r.Totals().Legs; n != 3 {
			r.Fatalf("%d legs are back", n)
		}
		r.pass(claimWindow + 2*time.Second)
		if n := r.Totals().Legs; n != 2 || r.find("leg_b") != nil {
			r.Errorf("%d legs stay", n)
		}
	})
}

func TestTakenPortsAreSaid(t *testing.T) {
	each(t, Options{PortMin: 23000, PortMax: 23007}, func(r *rig) {
		free := 0
		for i := range 5 {
			if _, err := r.Open(id.Leg([]string{"leg_a", "leg_b", "leg_c", "leg_d", "leg_e"}[i]), Spec{}); err == nil {
				free++
			} else if !errors.Is(err, ErrPorts) {
				r.Errorf("said %v", err)
			}
		}
		if free != 4 {
			r.Errorf("%d legs found ports in a range of 8", free)
		}
		r.Close("leg_a")
		if l, err := r.Open("leg_f", Spec{}); err != nil || l.Port%2 != 0 || l.RTCP != l.Port+1 {
			r.Errorf("after one was freed: %+v, %v", l, err)
		}
		if _, err := r.Open("leg_g", Spec{Port: r.find("leg_f").local.Port}); err == nil {
			r.Error("a taken port was opened twice")
		}
		if err := r.Set("leg_gone", Remote{}); !errors.Is(err, ErrNoLeg) {
			r.Errorf("set: %v", err)
		}
	})
}
