package app

import (
	"bytes"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"gudok/core"
	"gudok/fact"
	sim "gudok/sim/phone"
	"gudok/voice"
	"gudok/voice/sip/memnet"
)

// minuteAndMore is longer than anything that a SIP dialog does after its end.
const minuteAndMore = 70 * time.Second

// A chat is a person on a telephone that suppresses silence: one second of every ten is said.
// With a packet every 20 ms each way, two hours are 1.4 million packets through the house and
// 20 s of real time; these 140,000 go the same way, and the guard against ghost calls (20 s
// without sound) is never let go to sleep.
type chat struct {
	tone sim.Audio
	n    int
}

func (c *chat) Frame(dst []int16) {
	if c.n++; c.n%500 < 50 {
		c.tone.Frame(dst)
		return
	}
	clear(dst)
}

func chatting(hz float64) sim.Manner {
	return sim.Manner{Audio: &chat{tone: sim.Tone(hz)}, Suppress: true}
}

// counter counts datagrams by their first bytes.
type counter struct {
	atomic.Int64
	from, to netip.AddrPort
	begin    []byte
}

func (c *counter) hook(from, to netip.AddrPort, data []byte) memnet.Fate {
	if from == c.from && to == c.to && bytes.HasPrefix(data, c.begin) {
		c.Add(1)
	}
	return memnet.Fate{}
}

func toCarrier(begin string) *counter {
	return &counter{from: netip.MustParseAddrPort(gateway), to: netip.MustParseAddrPort(carrier), begin: []byte(begin)}
}

func TestTwoHoursOfTalkAreTwoHoursInTheBooks(t *testing.T) {
	length := 2 * time.Hour
	if testing.Short() {
		length = 20 * time.Minute // under the race detector time is dear
	}
	updates := toCarrier("UPDATE ")
	inBubble(t, wish{record: true, hook: updates.hook}, func(t *testing.T, b *bubble) {
		s := b.hire(sim.Answering{After: 2 * time.Second, Manner: chatting(agentTone)})
		// Half an hour is what carriers ask for; we are to refresh (RFC 4028).
		c := b.dial(callerNumber(1), hotline, sim.Dialling{Manner: chatting(callerTone),
			Headers: [][2]string{{"Session-Expires", "1800;refresher=uas"}, {"Supported", "timer"}}})
		d := s.rung()
		b.talking(c, d)
		b.pass(length)
		if !up(c) || !up(d) {
			t.Fatalf("the call did not last: caller %+v, agent %+v", c.End(), d.End())
		}
		b.talking(c, d)
		if n := updates.Load(); n != int64(length/(15*time.Minute)) {
			t.Errorf("the session was refreshed %d times in %v", n, length)
		}
		b.must(b.house.floor.Ask(t.Context(), core.EndAsked{Agent: s.agent}))
		b.over("the caller", c, sim.Ending{By: sim.Them})
		b.over("the agent", d, sim.Ending{By: sim.Them})
		b.rest()

		if left := b.books(); len(left) != 1 || left["answered"] != 1 {
			t.Errorf("items left as %v", left)
		}
		if e := only[fact.CallEnded](b); e.F.By != "agent" || e.F.Cause != voice.CauseNormal {
			t.Errorf("the call ended %+v", e.F)
		}
		about := func(what string, ms int64, want time.Duration) {
			t.Helper()
			if d := time.Duration(ms)*time.Millisecond - want; d < 0 || d > 30*time.Second {
				t.Errorf("%s is %v more than %v", what, d, want)
			}
		}
		talk := only[fact.ItemClosed](b).F.TalkMS
		about("the talk in the books", talk, length)
		if w := only[fact.ItemConnected](b).F.WaitedMS; w < 2000 || w > 2200 {
			t.Errorf("the caller waited %d ms", w)
		}
		r := only[fact.RecordingClosed](b).F
		about("the recording", r.MS, length)
		if r.Failed != "" || r.Gaps != 0 || r.MS < talk-100 || r.MS > talk+100 {
			t.Errorf("of %d ms talk the recording holds %+v", talk, r)
		}
		f, err := b.house.sound.Spool().Open(r.Recording)
		b.must(err)
		if size, err := f.Seek(0, 2); err != nil || size != r.Bytes || size < r.MS*16 {
			t.Errorf("the file is %d bytes long (%v), the fact says %d", size, err, r.Bytes)
		}
		b.must(f.Close())
	})
}

func TestALostACKEndsNoCallThatShowsLife(t *testing.T) {
	for _, tt := range []struct {
		name string
		lost int
	}{{"lost once", 1}, {"always lost", -1}} {
		t.Run(tt.name, func(t *testing.T) {
			answers := toCarrier("SIP/2.0 200 ")
			inBubble(t, wish{hook: answers.hook}, func(t *testing.T, b *bubble) {
				s := b.hire(quick())
				c := b.dial(callerNumber(1), doorway, sim.Dialling{Manner: sim.Manner{Faults: sim.Faults{LoseACKs: tt.lost}}})
				d := s.rung()
				b.talking(c, d)
				b.pass(2 * time.Minute) // 64*T1 are 32 s
				b.talking(c, d)
				n := answers.Load()
				if tt.lost == 1 && n != 2 || tt.lost < 0 && n < 10 {
					t.Errorf("the answer was sent %d times", n)
				}
				c.Hangup()
				b.over("the agent", d, sim.Ending{By: sim.Them})
				b.rest()
				if left := b.books(); left["answered"] != 1 {
					t.Errorf("items left as %v", left)
				}
				if talk := only[fact.ItemClosed](b).F.TalkMS; talk < 120_000 || talk > 125_000 {
					t.Errorf("%d ms of talk", talk)
				}
			})
		})
	}
}

// An INVITE without an offer gets its answer in the ACK: without it there can be no sound, so
// that the guard against ghosts cannot help. 64*T1 without ACK, request or RTP is the end.
func TestACallThatNeverShowsLifeEndsAfter64T1(t *testing.T) {
	inBubble(t, wish{}, func(t *testing.T, b *bubble) {
		c := b.dial(callerNumber(1), hotline, sim.Dialling{Manner: sim.Manner{Faults: sim.Faults{LoseACKs: -1, LateOffer: true, Silent: true}}})
		<-c.Answered()
		b.pass(31 * time.Second)
		if !up(c) || b.here() != 1 {
			t.Fatalf("it ended early: %+v", c.End())
		}
		b.pass(2 * time.Second)
		b.over("the caller", c, sim.Ending{By: sim.Them})
		b.rest()
		if left := b.books(); left["failed"] != 1 {
			t.Errorf("items left as %v", left)
		}
		if p := only[fact.PromiseOpened](b); p.F.Cause != "failed" {
			t.Errorf("the promise was opened for %q", p.F.Cause)
		}
	})
}

func TestABYEThatOvertakesTheACKClosesTheCall(t *testing.T) {
	before, with := sim.Faults{ByeBeforeACK: true}, sim.Faults{ByeWithACK: true}
	late := func(_, to netip.AddrPort, data []byte) memnet.Fate {
		if to.Port() == 5060 && bytes.HasPrefix(data, []byte("ACK ")) {
			return memnet.Fate{Delay: 50 * time.Millisecond}
		}
		return memnet.Fate{}
	}
	for _, tt := range []struct {
		name   string
		faults sim.Faults
		hook   func(from, to netip.AddrPort, data []byte) memnet.Fate
		number string
		left   string
	}{
		{"before the ACK, nobody was there", before, nil, hotline, "abandoned"},
		{"with the ACK, nobody was there", with, nil, hotline, "abandoned"},
		{"overtaken on the way, nobody was there", with, late, hotline, "abandoned"},
		{"before the ACK, an agent had answered", before, nil, doorway, "answered"},
		{"with the ACK, an agent had answered", with, nil, doorway, "answered"},
		{"overtaken on the way, an agent had answered", with, late, doorway, "answered"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, wish{record: true, hook: tt.hook}, func(t *testing.T, b *bubble) {
				var s *seat
				if tt.number == doorway {
					s = b.hire(quick())
				}
				c := b.dial(callerNumber(1), tt.number, sim.Dialling{Manner: sim.Manner{Faults: tt.faults}})
				b.over("the caller", c, sim.Ending{By: sim.Us})
				promises := 1
				if s != nil {
					b.over("the agent", s.rung(), sim.Ending{By: sim.Them})
					promises = 0
				}
				b.rest()
				if left := b.books(); left[tt.left] != 1 {
					t.Errorf("items left as %v", left)
				}
				if n := len(all[fact.PromiseOpened](b)); n != promises {
					t.Errorf("%d promises", n)
				}
				if e := only[fact.CallEnded](b); e.F.By != "caller" || e.F.Cause != voice.CauseNormal {
					t.Errorf("the call ended %+v", e.F)
				}
			})
		})
	}
}
