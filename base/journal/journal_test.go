package journal_test

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/journal"
	"gudok/base/journal/faulty"
	"gudok/id"
)

// A world is a journal over a real database with faults between them.
type world struct {
	sql     *journal.SQL
	store   *faulty.Store
	file    *faulty.File
	j       *journal.Journal
	seq     uint64
	drained int
	stop    func() error
}

// begin starts a journal in a bubble; the end of the test stops it.
func begin(t *testing.T, set func(*world)) *world {
	t.Helper()
	w := &world{sql: journal.NewSQL(dbtest.SQLite(t, db.Floor), id.Main)}
	p := new(faulty.Process)
	w.store = &faulty.Store{Store: w.sql, Process: p}
	w.file = &faulty.File{Platter: new(faulty.Platter), Process: p}
	if set != nil {
		set(w)
	}
	w.start(t)
	return w
}

func (w *world) start(t *testing.T) {
	t.Helper()
	w.j = journal.New(journal.Options{Store: w.store, Spill: w.file, Drained: func() { w.drained++ }})
	if err := w.j.Recover(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- w.j.Run(ctx) }()
	w.stop = func() error { cancel(); return <-done }
}

// append waits for a batch of two inputs.
func (w *world) append() journal.Outcome {
	f := w.j.Append(batch(w.seq, 2))
	w.seq += 2
	return f.Wait()
}

// check fails unless all inputs are in the database, once and in order.
func (w *world) check(t *testing.T) {
	t.Helper()
	in, err := w.sql.Inputs(t.Context(), 0, 1000)
	if err != nil || uint64(len(in)) != w.seq {
		t.Errorf("%d inputs in the database, %v; want %d", len(in), err, w.seq)
	}
}

func TestABatchIsCommitted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := begin(t, nil)
		if got := w.append(); got != journal.Committed {
			t.Errorf("outcome %d, want committed", got)
		}
		w.check(t)
		if err := w.stop(); err != nil {
			t.Error(err)
		}
	})
}

func TestASlowCommitIsSpilledAfterAQuarterOfASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := begin(t, func(w *world) {
			w.store.Delay = 10 * time.Second
			w.store.Next = func(n int) faulty.Fault {
				if n == 2 {
					return faulty.Slow
				}
				return faulty.None
			}
		})
		w.append()
		start := time.Now()
		if got := w.append(); got != journal.Spilled || time.Since(start) != 250*time.Millisecond {
			t.Errorf("outcome %d after %v, want spilled after 250 ms", got, time.Since(start))
		}
		start = time.Now()
		if got := w.append(); got != journal.Spilled || time.Since(start) != 0 {
			t.Errorf("the next: outcome %d after %v, want spilled at once", got, time.Since(start))
		}
		if h := w.j.Health(); !h.Spilling || h.Held || h.Bytes == 0 {
			t.Errorf("health %+v while it spills", h)
		}
		time.Sleep(20 * time.Second)
		w.check(t)
		s := w.j.Spilled()
		if len(s) != 1 || s[0].FromSeq != 3 || s[0].ToSeq != 6 || s[0].Why != "slow commit" || w.drained != 1 {
			t.Errorf("Spilled = %+v, drained %d times; want inputs 3 to 6 once", s, w.drained)
		}
		if h := w.j.Health(); h.Spilling || h.Bytes != 0 {
			t.Errorf("health %+v after it caught up", h)
		}
		if got := w.append(); got != journal.Committed {
			t.Errorf("outcome %d afterwards, want committed", got)
		}
		if err := w.stop(); err != nil {
			t.Error(err)
		}
	})
}

func TestADatabaseThatRefusesForAMinuteLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var back time.Time
		w := begin(t, func(w *world) {
			w.store.Next = func(int) faulty.Fault {
				if time.Now().Before(back) {
					return faulty.Refuse
				}
				return faulty.None
			}
		})
		w.append()
		back = time.Now().Add(time.Minute)
		for time.Now().Before(back) {
			if got := w.append(); got != journal.Spilled {
				t.Fatalf("outcome %d, want spilled", got)
			}
			time.Sleep(300 * time.Millisecond)
		}
		time.Sleep(time.Second)
		w.check(t)
		if err := w.stop(); err != nil {
			t.Error(err)
		}
	})
}

func TestWhenTheSpillFailsTooTheBatchIsHeldAndComesLater(t *testing.T) {
	for name, fault := range map[string]faulty.Fault{"refused": faulty.Refuse, "slow": faulty.Slow} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var broken atomic.Bool
				broken.Store(true)
				next := func() faulty.Fault {
					if broken.Load() {
						return fault
					}
					return faulty.None
				}
				w := begin(t, func(w *world) {
					w.store.Delay, w.file.Delay = time.Hour, time.Hour
					w.store.Next = func(int) faulty.Fault { return next() }
					w.file.Next = next
				})
				start := time.Now()
				if got := w.append(); got != journal.Held || time.Since(start) > 500*time.Millisecond {
					t.Errorf("outcome %d after %v, want held within half a second", got, time.Since(start))
				}
				start = time.Now()
				if got := w.append(); got != journal.Held || time.Since(start) != 0 {
					t.Errorf("the next: outcome %d after %v, want held at once", got, time.Since(start))
				}
				if h := w.j.Health(); !h.Held {
					t.Errorf("health %+v does not say that nothing is remembered", h)
				}
				broken.Store(false)
				time.Sleep(2 * time.Hour)
				w.check(t)
				if h := w.j.Health(); h.Spilling || h.Held {
					t.Errorf("health %+v after recovery", h)
				}
				if err := w.stop(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestAWriteOfUnknownOutcomeIsNotRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := begin(t, func(w *world) {
			w.store.Next = func(n int) faulty.Fault {
				if n%2 == 0 {
					return faulty.Unknown
				}
				return faulty.None
			}
		})
		for range 10 {
			w.append()
			time.Sleep(time.Second)
		}
		w.check(t)
		if err := w.stop(); err != nil {
			t.Error(err)
		}
	})
}

func TestWhatWasSpilledSurvivesTheProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		chance := rand.New(rand.NewPCG(1, 2))
		w := begin(t, func(w *world) {
			w.store.Next = func(n int) faulty.Fault { return faulty.Refuse }
		})
		for range 5 {
			if got := w.append(); got != journal.Spilled {
				t.Fatalf("outcome %d, want spilled", got)
			}
		}
		w.file.Process.Kill()
		lost := w.j.Append(batch(w.seq, 2)) // its write is torn by the crash
		if got := lost.Wait(); got != journal.Held {
			t.Errorf("a dead process's batch: outcome %d", got)
		}
		if _, err := w.file.WriteAt([]byte("torn"), 1<<20); err == nil {
			t.Error("a dead process writes")
		}
		_ = w.stop()
		w.file.Platter.Crash(chance)
		p := new(faulty.Process)
		w.store = &faulty.Store{Store: w.sql, Process: p}
		w.file = &faulty.File{Platter: w.file.Platter, Process: p}
		w.start(t)
		w.check(t)
		if s := w.j.Spilled(); len(s) != 1 || s[0].FromSeq != 1 || s[0].ToSeq != 10 {
			t.Errorf("Spilled = %+v, want inputs 1 to 10", s)
		}
		if err := w.stop(); err != nil {
			t.Error(err)
		}
		w.start(t)
		if s := w.j.Spilled(); len(s) != 0 {
			t.Errorf("Spilled = %+v at the second start, want nothing: the file was emptied", s)
		}
		if err := w.stop(); err != nil {
			t.Error(err)
		}
	})
}

func TestAStopWithABrokenDiskSaysThatSomethingIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := begin(t, func(w *world) {
			w.store.Next = func(int) faulty.Fault { return faulty.Refuse }
			w.file.Next = func() faulty.Fault { return faulty.Refuse }
		})
		w.append()
		if err := w.stop(); err == nil {
			t.Error("Run ends without an error although a batch is nowhere")
		}
	})
}
