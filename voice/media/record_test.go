package media

import (
	"bytes"
	"io"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/spool"
	"gudok/voice/media/wav"
)

// talk has the phones speak tones for so many frames, 20 ms apart; 0 Hz says nothing.
func talk(frames int, a *phone, aHz float64, b *phone, bHz float64) {
	for range frames {
		a.r.pass(20 * time.Millisecond)
		if aHz > 0 {
			a.sayHz(1, aHz)
		}
		if bHz > 0 {
			b.sayHz(1, bHz)
		}
	}
}

// recorded waits for the end of a recording and reads it: one slice per channel.
func (r *rig) recorded(rec id.Recording) (voice.Recorded, wav.Info, [2][]byte) {
	r.Helper()
	var said voice.Recorded
	for said.Recording != rec {
		if e, ok := r.next().(voice.Recorded); ok {
			said = e
		}
	}
	f, err := r.Spool().Open(rec)
	if err != nil {
		r.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		r.Fatal(err)
	}
	in, err := wav.Parse(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		r.Fatal(err)
	}
	var ch [2][]byte
	for i, s := range b[in.Offset:][:in.Bytes] {
		ch[i%in.Channels] = append(ch[i%in.Channels], s)
	}
	return said, in, ch
}

// at cuts a span of seconds out of a channel.
func at(b []byte, from, to float64) []byte { return b[int(from*g711.Rate):int(to*g711.Rate)] }

func silent(b []byte, l g711.Law) bool {
	for _, c := range b {
		if c != l.Silence() {
			return false
		}
	}
	return true
}

func TestTheCallerIsLeftAndTheAgentRight(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", func(m *Remote) { m.Law = g711.U })
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		rec := voice.Record{Recording: "rec_1", Tenant: "ten_a", Leg: "leg_a", Other: "leg_b"}
		r.Do(rec)
		r.Do(rec) // done already
		talk(150, a, 440, b, 700)
		r.Do(voice.StopRecord{Leg: "leg_a", Recording: "rec_1"})
		said, in, ch := r.recorded("rec_1")
		if said.Tenant != "ten_a" || said.MS != 3000 || said.Failed != "" || said.Gaps != 0 || said.SHA256 == "" {
			r.Errorf("said %+v", said)
		}
		if in.Channels != 2 || in.Tag != wav.TagALaw {
			r.Fatalf("the file is %+v", in)
		}
		if p := power(at(ch[0], 0.1, 2.9), g711.A, 440); p < 0.95 {
			r.Errorf("left has %.2f at 440 Hz", p)
		}
		if p := power(at(ch[1], 0.1, 2.9), g711.A, 700); p < 0.95 {
			r.Errorf("right, converted from µ-law, has %.2f at 700 Hz", p)
		}
		if p := power(ch[0], g711.A, 700) + power(ch[1], g711.A, 440); p > 0.01 {
			r.Errorf("%.2f of each other", p)
		}
		r.quiet()
	})
}

func TestOnlyWhatTheTwoCouldHearIsRecorded(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.dial("leg_c", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		r.Do(voice.Record{Recording: "rec_1", Leg: "leg_a", Other: "leg_b"})
		talk(50, a, 440, b, 700) // second 0: both
		r.Do(voice.Mute{Leg: "leg_b", Muted: true})
		talk(50, a, 440, b, 700) // 1: the agent is muted
		r.Do(voice.Mute{Leg: "leg_b"})
		r.Do(voice.Part{Leg: "leg_a", Other: "leg_b"})
		talk(50, a, 440, b, 700) // 2: hold
		r.Do(voice.Bridge{Leg: "leg_b", Other: "leg_c"})
		talk(50, a, 440, b, 700) // 3: the agent asks a colleague
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		talk(50, a, 440, b, 700) // 4: both again
		r.Do(voice.StopRecord{Leg: "leg_a", Recording: "rec_1"})
		said, _, ch := r.recorded("rec_1")
		if said.MS != 5000 || said.Gaps != 0 {
			r.Errorf("said %+v", said)
		}
		for sec, want := range [][2]bool{{true, true}, {true, false}, {false, false}, {false, false}, {true, true}} {
			for side, hz := range []float64{440, 700} {
				span := at(ch[side], float64(sec)+0.05, float64(sec)+0.95)
				if want[side] && power(span, g711.A, hz) < 0.9 {
					r.Errorf("second %d, side %d: %.2f at %v Hz", sec, side, power(span, g711.A, hz), hz)
				}
				if !want[side] && !silent(span, g711.A) {
					r.Errorf("second %d, side %d is not silent", sec, side)
				}
			}
		}
	})
}

func TestLateLostAndShiftedPacketsFindTheirPlace(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", nil)
		r.Do(voice.Record{Recording: "rec_1", Leg: "leg_a"})
		talk(25, a, 440, nil, 0)
		seq, ts := a.seq, a.ts
		a.seq, a.ts = seq+1, ts+frameSize // the next two come the wrong way round
		talk(1, a, 440, nil, 0)
		a.seq, a.ts = seq, ts
		talk(1, a, 440, nil, 0)
		a.seq, a.ts = seq+2, ts+2*frameSize
		talk(23, a, 440, nil, 0)
		a.seq, a.ts = a.seq+5, a.ts+5*frameSize // 100 ms are lost
		r.pass(100 * time.Millisecond)
		talk(45, a, 440, nil, 0)
		a.key(5, nil) // a digit is no loss
		r.pass(120 * time.Millisecond)
		talk(44, a, 440, nil, 0)
		r.Do(voice.StopRecord{Leg: "leg_a", Recording: "rec_1"})
		said, in, ch := r.recorded("rec_1")
		if in.Channels != 1 || said.Gaps != 1 || said.MS != 3000 {
			r.Errorf("said %+v of %+v", said, in)
		}
		if p := power(at(ch[0], 0, 0.98), g711.A, 440); p < 0.98 {
			r.Errorf("%.3f at 440 Hz where packets changed places", p)
		}
		if !silent(at(ch[0], 1.02, 1.08), g711.A) {
			r.Error("lost packets are not silence")
		}
		if p := power(at(ch[0], 1.12, 1.98), g711.A, 440); p < 0.98 {
			r.Errorf("%.3f at 440 Hz after the loss", p)
		}
	})
}

func TestAVoicemailEndsByItself(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a := r.dial("leg_a", func(m *Remote) { m.Law = g711.U })
		r.Do(voice.Record{Recording: "rec_1", Leg: "leg_a", MaxMS: 2500})
		talk(200, a, 440, nil, 0)
		said, in, ch := r.recorded("rec_1")
		if said.MS != 2500 || in.Channels != 1 || in.Tag != wav.TagULaw || len(ch[0]) != 20000 {
			r.Errorf("said %+v of %+v", said, in)
		}
		if p := power(ch[0], g711.U, 440); p < 0.95 {
			r.Errorf("%.2f at 440 Hz", p)
		}
		r.Do(voice.StopRecord{Leg: "leg_a", Recording: "rec_1"})
		r.quiet()
	})
}

func TestTheEndOfTheCustomersLegEndsTheRecording(t *testing.T) {
	virtually(t, Options{}, func(r *rig) {
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		r.Do(voice.Record{Recording: "rec_1", Leg: "leg_a", Other: "leg_b"})
		talk(50, a, 440, b, 700)
		r.Close("leg_b") // the agent's: the customer is led on
		r.pass(time.Second)
		r.quiet()
		r.Close("leg_a")
		if said, _, _ := r.recorded("rec_1"); said.MS != 2000 {
			r.Errorf("said %+v", said)
		}
		r.Do(voice.Record{Recording: "rec_2", Tenant: "ten_a", Leg: "leg_a"})
		if e := r.next().(voice.Recorded); e.Failed == "" || e.Tenant != "ten_a" {
			r.Errorf("a recording of nobody: %+v", e)
		}
	})
}

// fullDir is a disk that has no room for sound from some moment on.
type fullDir struct {
	spool.Dir
	full *atomic.Bool
}

type fullFile struct {
	spool.File
	full *atomic.Bool
}

func (d fullDir) Open(name string, flag int) (spool.File, error) {
	f, err := d.Dir.Open(name, flag)
	return fullFile{f, d.full}, err
}

func (f fullFile) WriteAt(b []byte, off int64) (int, error) {
	if off >= wav.HeaderSize && f.full.Load() {
		return 0, syscall.ENOSPC
	}
	return f.File.WriteAt(b, off)
}

func TestAFullDiskIsToldAndNotHeard(t *testing.T) {
	each(t, Options{}, func(r *rig) {
		var full atomic.Bool
		full.Store(true)
		// A second engine on the rig's ports would be the same: the disk is put under this one.
		r.halt()
		o := r.o
		o.Spool = fullDir{o.Spool, &full}
		r.start(o, func() {})
		a, b := r.dial("leg_a", nil), r.dial("leg_b", nil)
		r.Do(voice.Bridge{Leg: "leg_a", Other: "leg_b"})
		r.Do(voice.Record{Recording: "rec_1", Leg: "leg_a", Other: "leg_b"})
		a.say(solid(frameSize, 1))
		last := b.hearOnly(1)
		idle(r.T) // there is something to write
		r.Do(voice.StopRecord{Leg: "leg_a", Recording: "rec_1"})
		for i := range byte(50) {
			a.say(solid(frameSize, 2+i))
			if p := b.hear(); p.seq != last.seq+1 || p.ts != last.ts+frameSize || p.payload()[0] != 2+i {
				r.Fatalf("the disk is heard: %+v after %+v", p, last)
			} else {
				last = p
			}
		}
		if e := r.next().(voice.Recorded); !strings.Contains(e.Failed, "no space left") {
			r.Errorf("said %+v", e)
		}
	})
}
