package reader

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/fact"
)

// tape is a stream in memory.
type tape struct{ last atomic.Uint64 }

func (s *tape) After(_ context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	var list []fact.Envelope
	for n := seq + 1; n <= s.last.Load() && len(list) < limit; n++ {
		list = append(list, fact.Envelope{Stream: "floor/main", Seq: n, Type: "call.created"})
	}
	return list, nil
}

// room counts what it was given.
type room struct {
	seen  []uint64
	fails int
}

func (m *room) fold(_ context.Context, _ *db.Tx, facts []fact.Envelope) error {
	if m.fails > 0 {
		m.fails--
		return errors.New("disk full")
	}
	for _, f := range facts {
		m.seen = append(m.seen, f.Seq)
	}
	return nil
}

func (m *room) clear(context.Context, *db.Tx) error { m.seen = nil; return nil }

func upTo(n uint64) (list []uint64) {
	for i := uint64(1); i <= n; i++ {
		list = append(list, i)
	}
	return list
}

func TestEachFactComesOnceInOrderOverRestartsAndRebuilds(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		ctx, s, m := t.Context(), &tape{}, &room{}
		open := func() *Reader {
			return New(Options{DB: d, Name: "call", Stream: s, Fold: m.fold, Clear: m.clear})
		}
		s.last.Store(batch + 3)
		if err := open().CatchUp(ctx); err != nil {
			t.Fatal(err)
		}
		s.last.Store(batch + 7)
		r := open() // a new process
		if err := r.CatchUp(ctx); err != nil || !slices.Equal(m.seen, upTo(batch+7)) {
			t.Fatalf("%v; seen %d facts", err, len(m.seen))
		}
		if err := r.Rebuild(ctx); err != nil || !slices.Equal(m.seen, upTo(batch+7)) {
			t.Fatalf("rebuild: %v; seen %d facts", err, len(m.seen))
		}
		if at, err := r.At(ctx); err != nil || at != batch+7 {
			t.Fatalf("cursor at %d, %v", at, err)
		}
	})
}

func TestAFailureComesAgainAndANudgeIsHeardAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := dbtest.SQLite(t, db.Office)
		s, m := &tape{}, &room{fails: 2}
		r := New(Options{DB: d, Name: "call", Stream: s, Fold: m.fold, Clear: m.clear})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		s.last.Store(1)
		go func() { done <- r.Run(ctx) }()
		time.Sleep(2*(pause+gap) + time.Millisecond)
		synctest.Wait()
		if len(m.seen) != 1 {
			t.Fatalf("after two failures %d facts were taken", len(m.seen))
		}
		time.Sleep(gap)
		s.last.Store(2)
		r.Wake()
		synctest.Wait() // no time passes
		if len(m.seen) != 2 {
			t.Fatal("the nudge was not heard")
		}
		s.last.Store(4)
		r.Wake()
		r.Wake()
		synctest.Wait()
		if len(m.seen) != 2 {
			t.Fatal("a busy stream costs a transaction for each nudge")
		}
		time.Sleep(gap)
		synctest.Wait()
		if len(m.seen) != 4 {
			t.Fatal("the second nudge was forgotten")
		}
		s.last.Store(5)
		time.Sleep(poll + gap)
		synctest.Wait()
		if len(m.seen) != 5 {
			t.Fatal("a lost nudge was never found")
		}
		stop()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	})
}
