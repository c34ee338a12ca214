package media

import (
	"net"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
)

// Guards run in virtual time: nobody waits for half a minute.

func TestALegThatNeverSpeaksIsReportedOnce(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		r.dial("leg_a", nil)
		r.pass(firstSound - 2*time.Second)
		r.quiet()
		r.pass(4 * time.Second)
		if e := r.next().(voice.MediaLost); e.Leg != "leg_a" {
			r.Errorf("said %+v", e)
		}
		r.pass(time.Hour)
		r.quiet()
	})
}

func TestALegThatFallsSilentIsReportedAndForgivenWhenItSpeaks(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		r.pass(firstSound - 2*time.Second)
		before := r.Heard("leg_a")
		a.say(solid(frameSize, 1))
		r.pass(time.Second)
		if before || !r.Heard("leg_a") || !r.Heard("leg_gone") {
			r.Error("who was heard is wrong")
		}
		r.pass(laterSound - 3*time.Second)
		r.quiet()
		r.pass(4 * time.Second)
		r.next()
		a.say(solid(frameSize, 1))
		r.pass(laterSound + 2*time.Second)
		if e := r.next().(voice.MediaLost); e.Leg != "leg_a" {
			r.Errorf("said %+v", e)
		}
		r.quiet()
	})
}

func TestOnHoldAndBeforeTheAnswerNobodyMustSpeak(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", func(m *Remote) { m.Early = true })
		r.pass(time.Minute)
		a.set(nil)
		r.pass(time.Second)
		a.say(solid(frameSize, 1))
		for _, d := range []Direction{SendOnly, Inactive} {
			a.set(func(m *Remote) { m.Direction = d })
			r.pass(time.Hour)
			r.quiet()
		}
		a.set(nil) // back from hold: the time counts from here
		r.pass(laterSound - 2*time.Second)
		r.quiet()
		r.pass(4 * time.Second)
		if e, ok := r.next().(voice.MediaLost); !ok {
			r.Errorf("said %+v", e)
		}
	})
}

func TestRTCPIsASignOfLife(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		a.say(solid(frameSize, 1))
		to := *a.to.(*net.UDPAddr)
		to.Port++
		for range 10 {
			r.pass(laterSound - time.Second)
			if _, err := a.c.WriteTo([]byte{0x80, 201, 0, 1, 1, 2, 3, 4}, &to); err != nil {
				r.Fatal(err)
			}
		}
		r.quiet()
	})
}

func TestALegThatIsSentNothingIsKeptAlive(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		r.Engine.keepalive = keepaliveNS
		a := r.dial("leg_a", nil)
		last := a.hear()
		for range 5 {
			p := a.hear()
			if p.seq != last.seq+1 || int32(p.ts-last.ts) < 8000-frameSize || p.payload()[0] != 0xD5 || !p.marker {
				r.Errorf("%+v follows %+v", p, last)
			}
			last = p
		}
		a.set(func(m *Remote) { m.Direction = RecvOnly })
		if _, ok := a.try(5 * time.Second); ok {
			r.Error("a far end that wants nothing is sent something")
		}
	})
}

func TestMusicKeepsTheBeat(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		r.Do(voice.Play{Leg: "leg_a", What: []voice.Sound{{Prompt: "prm_a"}}, Loop: true})
		first := a.hear()
		at := time.Now()
		for i := range uint32(500) {
			p := a.hear()
			if p.ts != first.ts+(i+1)*frameSize || p.seq != first.seq+uint16(i+1) {
				r.Fatalf("frame %d is %+v after %+v", i+1, p, first)
			}
		}
		if d := time.Since(at); d != 10*time.Second {
			r.Errorf("500 frames took %v", d)
		}
	})
}

func TestAStalledLoopCatchesUpALittleAndDropsTheRest(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		e, err := New(r.o) // a second engine, whose loop only turns when it is told to
		if err != nil {
			r.Fatal(err)
		}
		still := &rig{T: r.T, Engine: e, listen: r.listen}
		a := still.dial("leg_a", nil)
		r.phones = append(r.phones, a)
		defer e.Close("leg_a")
		e.sounds.load("prm_a")
		e.Do(voice.Play{Leg: "leg_a", What: []voice.Sound{{Prompt: "prm_a"}}, Loop: true})
		lp, now := e.loops[0], e.clock()
		turn := func(ms int64) (heard []packet) {
			now += ms * 1_000_000
			lp.mu.Lock()
			lp.due(now)
			lp.mu.Unlock()
			for {
				p, ok := a.try(time.Millisecond)
				if !ok {
					return heard
				}
				heard = append(heard, p)
			}
		}
		first := turn(1)
		if n := len(first); n != 1 {
			r.Fatalf("the first turn sent %d frames", n)
		}
		if n := len(turn(3 * 20)); n != 3 {
			r.Errorf("%d frames made up for a stall of 60 ms", n)
		}
		late := turn(2000)
		if n := len(late); n != 1 {
			r.Fatalf("%d frames came after a stall of 2 s", n)
		}
		if d := int32(late[0].ts - first[0].ts); d < 2060*8-frameSize || d > 2060*8+frameSize || late[0].seq != first[0].seq+4 || !late[0].marker {
			r.Errorf("after 2 s comes %+v after %+v", late[0], first[0])
		}
	})
}

func TestAFarEndWithAFastOrRestartedClockIsFollowed(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		a.say(solid(frameSize, 1))
		last := b.hearOnly(1)
		for i, jump := range []func(){
			func() { a.ts += 1 << 30 },                     // timestamps anew
			func() { a.seq += 30000 },                      // numbers anew
			func() { a.seq -= 5000; a.ts -= 1 << 20 },      // both, back
			func() { a.ssrc++; a.seq = 1; a.ts = 1 << 31 }, // another stream
		} {
			jump()
			r.pass(20 * time.Millisecond)
			a.say(solid(frameSize, byte(i+2)))
			p := b.hearOnly(byte(i + 2))
			if d, s := int32(p.ts-last.ts), int16(p.seq-last.seq); i != 1 && (d < frameSize || d > 2*slack || s != 1) || p.ssrc != last.ssrc {
				r.Errorf("jump %d: %+v follows %+v", i, p, last)
			}
			last = p
		}
	})
}

func TestEnginesStartAndStopUnderLoad(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		for i := range 20 {
			name := id.Leg([]string{"leg_a", "leg_b", "leg_c"}[i%3])
			p := r.dial(name, nil)
			r.Do(voice.Play{Leg: name, Token: 1, What: []voice.Sound{{Prompt: "prm_a"}}})
			r.Do(voice.Record{Recording: id.Recording("rec_" + string(rune('a'+i))), Leg: name})
			p.say(solid(frameSize, 1))
			if i%2 == 0 {
				r.Close(name)
			} else {
				r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
			}
		}
		r.halt()
		if _, err := r.Open("leg_late", Spec{}); err == nil {
			r.Error("a leg was opened after the end")
		}
		if n := r.Totals().Recordings; n != 0 {
			r.Errorf("%d recordings are left", n)
		}
	})
}
