package floor

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/journal"
	"gudok/base/journal/faulty"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// sick makes the disks of the next process break while the fault is not None.
func (w *world) sick(store, file *atomic.Int64) {
	w.set = func(w *world, _ *Options) {
		w.store.Delay, w.file.Delay = time.Hour, time.Hour
		w.store.Next = func(int) faulty.Fault { return faulty.Fault(store.Load()) }
		w.file.Next = func() faulty.Fault { return faulty.Fault(file.Load()) }
	}
}

// alarms are the kinds of alarms on the board.
func (w *world) alarms() map[string]bool {
	w.t.Helper()
	watcher := w.floor.Watch(View{})
	defer watcher.Close()
	b, err := watcher.Next(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, a := range b.Alarms {
		kinds[a.Kind] = true
	}
	return kinds
}

func TestASlowDiskStopsNobody(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		var store, file atomic.Int64
		w.sick(&store, &file)
		w.begin()
		w.shift()
		store.Store(int64(faulty.Slow))
		start := time.Now()
		if err := w.floor.Configure(t.Context(), core.TenantSet{Tenant: "ten_new"}); err != nil || time.Since(start) != 250*time.Millisecond {
			t.Errorf("a wish is answered by %v after %v; want it safe in the spill file after 250 ms", err, time.Since(start))
		}
		w.phones.ring("+380501110001", "+380441111111")
		pass(3 * time.Second)
		if n := len(did[voice.Bridge](w.phones)); n != 1 || time.Since(start) > 5*time.Second {
			t.Errorf("%d bridges after %v on a slow disk", n, time.Since(start))
		}
		if a := w.alarms(); !a["journal_slow"] || a["not_remembered"] {
			t.Errorf("alarms %v", a)
		}
		store.Store(0)
		pass(2 * time.Hour)
		spilled, _ := facts[fact.JournalSpilled](w)
		if len(spilled) != 1 || spilled[0].Why != "slow commit" || spilled[0].ToSeq <= spilled[0].FromSeq {
			t.Errorf("spilled %+v", spilled)
		}
		if a := w.alarms(); a["journal_slow"] {
			t.Errorf("alarms %v although the journal caught up", a)
		}
		w.end()
	})
}

func TestAFullDiskRaisesTheAlarmAndCallsGoOn(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		var store, file atomic.Int64
		w.sick(&store, &file)
		w.begin()
		w.shift()
		talking := w.phones.ring("+380501110001", "+380441111111")
		pass(5 * time.Second)
		store.Store(int64(faulty.Refuse))
		file.Store(int64(faulty.Refuse))
		w.phones.ring("+380501110002", "+380441111111")
		pass(5 * time.Second)
		if n := len(did[voice.Bridge](w.phones)); n != 2 {
			t.Errorf("%d bridges, want the new call to be served, too", n)
		}
		if a := w.alarms(); !a["not_remembered"] {
			t.Errorf("alarms %v, want that nothing is remembered", a)
		}
		if !w.phones.alive(talking) {
			t.Error("the conversation was cut")
		}
		store.Store(0)
		file.Store(0)
		pass(time.Minute)
		if a := w.alarms(); a["not_remembered"] || a["journal_slow"] {
			t.Errorf("alarms %v after the disk has room again", a)
		}
		connected, _ := facts[fact.ItemConnected](w)
		if len(connected) != 2 {
			t.Errorf("%d conversations in the journal, want both", len(connected))
		}
		w.end()
	})
}

func TestWhenTooMuchIsOnlyInMemoryNewCallsAreRefused(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		var store, file atomic.Int64
		w.sick(&store, &file)
		w.begin()
		live := w.phones.ring("+380501110000", "+380441111111")
		store.Store(int64(faulty.Refuse))
		file.Store(int64(faulty.Refuse))
		calls := 0
		for calls < 20_000 && w.phones.ring("+380501110001", "+380449999999") != "" {
			if calls++; calls%100 == 0 {
				synctest.Wait()
				pass(10 * time.Millisecond)
			}
		}
		if calls == 20_000 {
			t.Fatal("calls are taken for ever although nothing is remembered")
		}
		w.phones.hangUp(live) // those who are here are still heard
		pass(time.Second)
		if v := w.line("lin_shop"); v.Waiting != 0 {
			t.Errorf("the caller who hung up still waits: %+v", v)
		}
		if a := w.alarms(); !a["overload"] && w.floor.Refused() == 0 {
			t.Errorf("alarms %v, %d refused", a, w.floor.Refused())
		}
		store.Store(0)
		file.Store(0)
		pass(time.Minute)
		if w.phones.ring("+380501110002", "+380441111111") == "" {
			t.Error("calls are refused although the journal caught up")
		}
		w.end()
	})
}

// TestALockedDatabaseIsOutwaited runs in real time: SQLite waits in the system, not in Go.
func TestALockedDatabaseIsOutwaited(t *testing.T) {
	dir := t.TempDir()
	open := func() *db.DB { return dbtest.Open(t, db.Options{Schema: db.Floor, Dir: dir}) }
	d, other := open(), open()
	file := &faulty.File{Platter: new(faulty.Platter), Process: new(faulty.Process)}
	f := New(Options{DB: d, Spill: file, Hands: nobody{}})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	<-f.Ready()
	err := other.In(t.Context(), func(context.Context, *db.Tx) error { // holds the only lock to write
		for i := range 3 {
			if err := f.Configure(t.Context(), core.TenantSet{Tenant: id.Tenant("ten_" + string(rune('a'+i)))}); err != nil {
				return err
			}
		}
		if h := f.journal.Health(); !h.Spilling || h.Held {
			t.Errorf("health %+v while another process has the database", h)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for f.journal.Health().Spilling { // until it has caught up
		if err := f.Configure(t.Context(), core.TenantSet{Tenant: "ten_z"}); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	in, err := journal.NewSQL(d, id.Main).Inputs(t.Context(), 0, 1000)
	if err != nil || uint64(len(in)) != f.seq {
		t.Errorf("%d inputs in the journal, %v; want %d", len(in), err, f.seq)
	}
}

// nobody obeys nothing.
type nobody struct{}

func (nobody) Do(voice.Command) {}
