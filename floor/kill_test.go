package floor

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"gudok/base/journal/faulty"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// A killer kills processes of a busy floor at random points and keeps what it must not lose.
type killer struct {
	*world
	states map[uint64]*core.State // after the last input of each batch of the present process

	mu     sync.Mutex
	acked  map[uint64]bool // wishes that were acknowledged
	n      uint64
	spills int // times a batch was written to the spill file
}

// arm decides how the next process ends.
func (k *killer) arm() {
	k.set = func(w *world, opt *Options) {
		r, after := rand.New(rand.NewPCG(w.chance.Uint64(), 5)), 5+w.chance.IntN(40)
		fault := faulty.Fault(1 + w.chance.IntN(int(faulty.LastsFault)-1))
		w.store.Delay = time.Duration(w.chance.IntN(2000)) * time.Millisecond
		w.store.Next = func(n int) faulty.Fault {
			k.mu.Lock()
			defer k.mu.Unlock()
			switch {
			case fault == faulty.DieBefore || fault == faulty.DieAfter:
				if n == after {
					return fault
				}
			case n > after && r.IntN(2) == 0: // a sick disk for the rest of this life
				return fault
			}
			return faulty.None
		}
		w.file.Delay = w.store.Delay
		w.file.Next = func() faulty.Fault {
			k.mu.Lock()
			defer k.mu.Unlock()
			if k.spills++; r.IntN(6) == 0 {
				return []faulty.Fault{faulty.DieBefore, faulty.DieAfter, faulty.Refuse, faulty.Slow}[r.IntN(4)]
			}
			return faulty.None
		}
	}
	k.hook = func(w *world, f *Floor) {
		f.committed = func() { k.states[f.seq] = f.state.Clone() }
	}
}

// live lets people ring, hang up and wish for things until the process is dead.
func (k *killer) live() {
	var people sync.WaitGroup
	deadline := time.Duration(k.chance.IntN(120_000)) * time.Millisecond
	for begun := time.Now(); !k.process.Dead(); {
		if time.Since(begun) > deadline {
			k.process.Kill() // in the middle of whatever it does
			break
		}
		switch k.chance.IntN(4) {
		case 0:
			c := k.phones.ring(fmt.Sprintf("+38050111%04d", k.chance.IntN(300)), []string{"+380441111111", "+380442222222"}[k.chance.IntN(2)])
			patience := time.Duration(k.chance.IntN(60_000)) * time.Millisecond
			time.AfterFunc(patience, func() { k.phones.hangUp(c) })
		case 1:
			people.Go(k.wish)
		default:
			pass(time.Duration(k.chance.IntN(1500)) * time.Millisecond)
		}
	}
	people.Wait()
}

// wish asks for something nobody asked for before, and notes that it was acknowledged. An
// input about a call that never was changes nothing, but is remembered like any other.
func (k *killer) wish() {
	k.mu.Lock()
	k.n++
	n := k.n
	k.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := k.floor.Configure(ctx, core.Condemned{Input: n}); err == nil && !k.process.Dead() && !k.floor.journal.Health().Held {
		k.mu.Lock()
		k.acked[n] = true
		k.mu.Unlock()
	}
}

// compare brings the state back beside the world and compares it with the one that died.
func (k *killer) compare() {
	k.t.Helper()
	f := New(Options{DB: k.db, Spill: &faulty.File{Platter: k.platter, Process: new(faulty.Process)}, Hands: k.phones, Epoch: 1})
	if err := f.recall(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
	if err := f.state.Check(); err != nil {
		k.t.Fatal(err)
	}
	want, known := k.states[f.seq]
	if !known {
		k.t.Fatalf("the journal ends at input %d, which ended no batch", f.seq)
	}
	k.states = map[uint64]*core.State{f.seq: want} // it may be where the next one ends, too
	if f.state.Hash() != want.Hash() {
		k.t.Fatalf("after input %d the state is not as it was", f.seq)
	}
}

// check holds the laws over the whole story.
func (k *killer) check() {
	k.t.Helper()
	stored := map[uint64]int{}
	for seq := uint64(0); ; {
		page, err := k.sql.Inputs(k.t.Context(), seq, 1000)
		if err != nil {
			k.t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, in := range page {
			seq = in.Seq
			if got, err := core.DecodeInput(in.Kind, in.Data); err == nil {
				if c, ok := got.(core.Condemned); ok {
					stored[c.Input]++
				}
			}
		}
	}
	for n := range k.acked {
		if stored[n] != 1 {
			k.t.Errorf("wish %d was acknowledged and is %d times in the journal", n, stored[n])
		}
	}
	for l, n := range k.phones.invited {
		if n > 1 {
			k.t.Errorf("%s was rung %d times", l, n)
		}
	}
}

// identities hold when everybody has gone home.
func (k *killer) identities() {
	k.t.Helper()
	created, _ := facts[fact.ItemCreated](k.world)
	left, _ := facts[fact.ItemLeft](k.world)
	if len(created) != len(left) || len(created) == 0 {
		k.t.Errorf("%d items created, %d left", len(created), len(left))
	}
	opened, _ := facts[fact.PromiseOpened](k.world)
	closed, _ := facts[fact.PromiseClosed](k.world)
	open := k.line("lin_shop").Promises + k.line("lin_clinic").Promises
	if len(opened) != open+len(closed) || len(opened) == 0 {
		k.t.Errorf("%d promises opened, %d open, %d closed", len(opened), open, len(closed))
	}
	began, _ := facts[fact.AttemptStarted](k.world)
	ended, _ := facts[fact.AttemptEnded](k.world)
	if len(began) != len(ended) {
		k.t.Errorf("%d attempts began, %d ended", len(began), len(ended))
	}
}

// TestAThousandKills is house.md 6 and reliability.md rows 4 to 6: at whatever point a
// process dies, nothing acknowledged is lost, nothing is dialled twice, the identities hold,
// and the state comes back bit for bit.
func TestAThousandKills(t *testing.T) {
	kills := 1000
	if testing.Short() {
		kills = 100
	}
	bubble(t, func(t *testing.T, w *world) {
		k := &killer{world: w, states: map[uint64]*core.State{}, acked: map[uint64]bool{}}
		for i := range kills {
			k.arm()
			k.start()
			<-k.floor.Ready()
			if i == 0 {
				if err := k.floor.Configure(t.Context(), k.settings...); err != nil {
					t.Fatal(err)
				}
			}
			if i < 3 {
				k.phones.up(id.Device(fmt.Sprint("dev_", i+1)))
				_ = k.floor.Ask(t.Context(), core.AgentForced{Agent: []id.Agent{"agt_olga", "agt_ivan", "agt_web"}[i], Presence: "online"})
			}
			k.live()
			k.die()
			k.compare()
			if i%20 == 0 {
				pass(12 * time.Hour) // another day: its figures are folded at each start
			}
			if t.Failed() {
				t.Fatalf("after %d kills", i+1)
			}
		}
		k.set, k.hook = nil, nil
		k.start()
		<-k.floor.Ready()
		pass(2 * time.Hour)
		k.check()
		k.identities()
		k.end()
		t.Logf("%d kills, %d wishes acknowledged, %d legs rung, %d batches spilled, %d inputs", kills, len(k.acked), len(k.phones.invited), k.spills, k.floor.seq)
	})
}
