package app

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/core"
	"gudok/fact"
	"gudok/office/trunk"
	sim "gudok/sim/phone"
	"gudok/voice/sip/memnet"
)

// secret of a desk phone that registers.
const secret = "a test has no secrets"

// register gives an agent a desk phone that registers, and brings him to work.
func (b *bubble) register(as sim.Answering) *seat {
	b.t.Helper()
	s := b.place(as)
	name := fmt.Sprintf("seat%d", len(b.seats))
	d, _, err := b.house.trunks.AddDevice(b.t.Context(), chief, trunk.Device{Name: name, Login: name, Enabled: true}, secret)
	b.must(err)
	_, err = s.Register(b.t.Context(), sim.Account{Registrar: gateway, User: name, Password: secret, Domain: "gudok", Expires: time.Hour})
	b.must(err)
	b.begins(s, name, d.ID)
	return s
}

// One conversation and three callers in line outlive the process that has them, twice. The
// agent's phone has registered for an hour and learns nothing of it.
func TestCallsOutliveARestartOfTheHouse(t *testing.T) {
	inBubble(t, wish{record: true}, func(t *testing.T, b *bubble) {
		s := b.register(quick())
		talks := b.dial(callerNumber(0), hotline, sim.Dialling{})
		d := s.rung()
		b.talking(talks, d)
		var waiting []*sim.Call
		for i, number := range []string{hotline, doorway, hotline} { // the second hears ringing
			waiting = append(waiting, b.dial(callerNumber(i+1), number, sim.Dialling{}))
			b.pass(time.Second)
		}
		before := b.waiting()
		if len(before) != 3 {
			t.Fatalf("%v wait", before)
		}
		for _, gone := range []time.Duration{2 * time.Second, 5 * time.Second} {
			b.shut()
			b.pass(gone)
			b.open()
			b.pass(3 * time.Second)
			b.talking(talks, d)
			if now := b.waiting(); fmt.Sprint(now) != fmt.Sprint(before) {
				t.Fatalf("after a restart %v wait, before it %v", now, before)
			}
			if f := b.board().Figures; f.Talking != 1 || f.Waiting != 3 {
				t.Errorf("the board shows %+v", f)
			}
			for i, a := range b.board().Agents {
				if !a.Device.Healthy || a.Presence.State != "online" {
					t.Errorf("agent %d: %+v", i, a)
				}
			}
		}
		began := time.Now()
		for i, next := range waiting {
			talks.Hangup()
			b.over("the agent", d, sim.Ending{By: sim.Them})
			if d = s.rung(); !from(d, callerNumber(i+1)) {
				t.Fatalf("in turn %d the agent is rung for %s", i+1, d.From)
			}
			b.talking(next, d)
			talks = next
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("three callers took %v: the agent's phone was away", took)
		}
		d.Hangup()
		b.over("the last caller", talks, sim.Ending{By: sim.Them})
		b.rest()

		if left := b.books(); left["answered"] != 4 {
			t.Errorf("items left as %v", left)
		}
		for i, r := range all[fact.FloorRestored](b) {
			want := []fact.FloorRestored{{}, {Legs: 5}, {Legs: 5}}[i]
			if r.F != want {
				t.Errorf("start %d restored %+v, want %+v", i, r.F, want)
			}
		}
		for _, p := range all[fact.AgentDevice](b) {
			t.Errorf("the agent's phone was told to be %+v", p.F)
		}
		recordings := all[fact.RecordingClosed](b)
		talk := all[fact.ItemClosed](b)[0].F.TalkMS
		if r := recordings[0].F; len(recordings) != 4 || r.Failed != "" || r.MS < talk-500 || r.MS > talk+500 || talk < 13_000 {
			t.Errorf("%d recordings, the first of %d ms talk: %+v", len(recordings), talk, r)
		}
	})
}

// Three of ten SIP datagrams are lost, either way. (The sound is let through: what is proven
// is that every call ends, and is told once.)
func TestTwentyCallsOverABadNetworkAddUp(t *testing.T) {
	seeds := uint64(3)
	if testing.Short() {
		seeds = 1 // under the race detector time is dear
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			var mu sync.Mutex
			chance := rand.New(rand.NewPCG(seed, 30))
			lossy, lost := false, 0
			hook := func(from, to netip.AddrPort, _ []byte) (f memnet.Fate) {
				mu.Lock()
				defer mu.Unlock()
				if lossy && from.Port() == 5060 && to.Port() == 5060 && chance.IntN(10) < 3 {
					f.Drop = true
					lost++
				}
				return f
			}
			inBubble(t, wish{ringS: 10, hook: hook}, func(t *testing.T, b *bubble) {
				for range 3 {
					b.hire(quick())
				}
				mu.Lock()
				lossy = true
				mu.Unlock()
				var calls []*sim.Call
				for i := range 20 {
					c := b.dial(callerNumber(i), []string{hotline, doorway}[i%2], sim.Dialling{
						GiveUp: time.Duration(6+i) * time.Second, Talk: time.Duration(10+i) * time.Second})
					calls = append(calls, c)
					b.pass(2 * time.Second)
				}
				ends := map[sim.Ending]int{}
				for i, c := range calls {
					b.until(fmt.Sprintf("caller %d is gone: %+v", i, c.End()), func() bool { return c.End() != sim.Ending{} })
					ends[c.End()]++
				}
				b.rest()
				left := b.books()
				t.Logf("%d datagrams were lost; items left as %v, callers ended as %v", lost, left, ends)
				for reason := range left {
					if reason != "answered" && reason != "abandoned" && reason != "failed" {
						t.Errorf("somebody left as %q", reason)
					}
				}
				if len(all[fact.CallCreated](b)) < 18 || left["answered"] < 10 {
					t.Errorf("of 20 calls %d came, items left as %v", len(all[fact.CallCreated](b)), left)
				}
			})
		})
	}
}

// A conversation goes on all the while, so that each life has something to bring back.
func TestFiftyStartsAndStopsOfTheHouseLeaveNothing(t *testing.T) {
	times := 50
	if testing.Short() {
		times = 10
	}
	inBubble(t, wish{record: true}, func(t *testing.T, b *bubble) {
		s := b.hire(quick())
		c := b.dial(callerNumber(1), hotline, sim.Dialling{})
		d := s.rung()
		b.talking(c, d)
		goroutines, files, ports := 0, 0, 0
		for i := range times {
			b.shut()
			synctest.Wait()
			g, f, n := inhabitants(), openFiles(t), len(b.net.Open())
			if i == 0 {
				goroutines, files, ports = g, f, n
			}
			if g == 0 || g > goroutines || f > files || n > ports {
				t.Fatalf("after stop %d there are %d goroutines (%d after the first), %d files (%d), %d ports (%d)", i+1, g, goroutines, f, files, n, ports)
			}
			b.open()
			b.pass(time.Second)
			b.talking(c, d)
		}
		c.Hangup()
		b.over("the agent", d, sim.Ending{By: sim.Them})
		b.rest()
		if left := b.books(); left["answered"] != 1 {
			t.Errorf("items left as %v", left)
		}
		talk, r := only[fact.ItemClosed](b).F.TalkMS, only[fact.RecordingClosed](b).F
		if r.Failed != "" || r.MS < talk-500 || r.MS > talk+500 || talk < int64(times)*1000 {
			t.Errorf("of %d ms talk the recording holds %+v", talk, r)
		}
	})
}

// inhabitants are the goroutines of this bubble. (runtime.NumGoroutine counts the collector's
// too, when it happens to be at work.)
func inhabitants() int {
	b := make([]byte, 1<<20)
	return bytes.Count(b[:runtime.Stack(b, true)], []byte(", synctest bubble "))
}

// openFiles is how many files this process has open; 0 where that cannot be seen.
func openFiles(t *testing.T) int {
	t.Helper()
	if runtime.GOOS != "linux" {
		return 0
	}
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// Who rings while nobody is at home rings on, as telephones do (RFC 3261, timer A), and is
// heard when the house is back.
func TestWhoRingsDuringARestartGetsThrough(t *testing.T) {
	inBubble(t, wish{}, func(t *testing.T, b *bubble) {
		s := b.hire(quick())
		b.shut()
		c := b.dial(callerNumber(1), hotline, sim.Dialling{})
		b.pass(4 * time.Second)
		b.open()
		d := s.rung()
		b.talking(c, d)
		c.Hangup()
		b.over("the agent", d, sim.Ending{By: sim.Them})
		b.rest()
		if left := b.books(); left["answered"] != 1 {
			t.Errorf("items left as %v", left)
		}
	})
}

// The offices know of a desk phone that the floor has never heard of, as after its database
// was lost. It stands at its address all the time and tells nobody: the gate does.
func TestAFloorWithoutAPastKnowsThePhonesThatAreThere(t *testing.T) {
	inBubble(t, wish{}, func(t *testing.T, b *bubble) {
		s := b.hire(quick())
		b.shut()
		lost, err := filepath.Glob(filepath.Join(b.dir, "floor.db*"))
		b.must(err)
		for _, f := range append(lost, filepath.Join(b.dir, "floor.spill")) {
			if err := os.Remove(f); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
		}
		b.open()
		b.must(b.house.floor.Ask(t.Context(), core.ShiftStarted{Agent: s.agent, Device: s.device}))
		c := b.dial(callerNumber(1), hotline, sim.Dialling{})
		d := s.rung()
		b.talking(c, d)
		c.Hangup()
		b.rest()
		b.books()
	})
}
