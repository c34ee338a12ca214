package reader

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"gudok/base/db"
	"gudok/fact"
)

// A Stream is where facts come from.
type Stream interface {
	// After are at most limit facts with a number above seq, oldest first.
	After(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error)
}

// A StreamFunc is a Stream by function.
type StreamFunc func(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error)

// After implements [Stream].
func (f StreamFunc) After(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	return f(ctx, seq, limit)
}

// Options say who follows what.
type Options struct {
	DB     *db.DB // where the room writes and the cursor stands; required
	Name   string // of the reader: the room; required
	Stream Stream // required
	// Fold writes what the facts lead to. It is called in a transaction; an error rolls back
	// and the same facts come again a second later. A fact that can never be understood must
	// be passed over, not refused.
	Fold func(ctx context.Context, tx *db.Tx, facts []fact.Envelope) error
	// Clear deletes all that Fold ever wrote: the first half of Rebuild.
	Clear func(ctx context.Context, tx *db.Tx) error
	// Folded is called after the commit of what Fold wrote. nil: nobody listens.
	Folded func(facts []fact.Envelope)
	Log    *slog.Logger // nil: silent
}

const (
	// batch is how many facts one transaction takes: some ms of work, so that a person's
	// edit need not wait behind a rebuild.
	batch = 200
	// poll finds facts whose nudge was lost.
	poll = time.Second
	// gap between two catch-ups: a list may be 200 ms behind (house.md 5.2), and ten small
	// transactions a second cost less than one for each commit of a busy floor.
	gap = 100 * time.Millisecond
	// pause after an error: the database may be locked or its disk full.
	pause = time.Second
)

// A Reader follows one stream for one room. Safe for concurrent use.
type Reader struct {
	o    Options
	wake chan struct{}
	mu   sync.Mutex // one batch at a time
}

// New makes a reader. Nothing is read before Run, CatchUp or Rebuild.
func New(o Options) *Reader {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Reader{o: o, wake: make(chan struct{}, 1)}
}

// Wake says that there may be new facts. It never blocks.
func (r *Reader) Wake() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// Run follows the stream until ctx ends.
func (r *Reader) Run(ctx context.Context) error {
	t := time.NewTimer(0)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-r.wake:
		case <-t.C:
		}
		wait := poll
		began := time.Now()
		if err := r.CatchUp(ctx); err != nil && ctx.Err() == nil {
			r.o.Log.ErrorContext(ctx, "projection stands still", "reader", r.o.Name, "err", err)
			wait = pause
		}
		t.Reset(max(gap-time.Since(began), 0))
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		t.Reset(wait)
	}
}

// CatchUp takes all facts that there are now.
func (r *Reader) CatchUp(ctx context.Context) error {
	for {
		n, last, err := r.step(ctx)
		if err != nil || n == 0 {
			return err
		}
		if t, ok := r.o.Stream.(Tipped); ok && last != 0 && last == t.Tip() {
			return nil // a fact that comes now brings its own nudge
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// At is the number of the last fact taken.
func (r *Reader) At(ctx context.Context) (uint64, error) { return r.cursor(ctx, r.o.DB) }

// AtIn is At as the querier sees it: inside a transaction.
func (r *Reader) AtIn(ctx context.Context, q db.Querier) (uint64, error) { return r.cursor(ctx, q) }

// Rebuild throws the projection away and makes it again from the first fact.
func (r *Reader) Rebuild(ctx context.Context) error {
	err := r.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := r.o.Clear(ctx, tx); err != nil {
			return err
		}
		return r.forget(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("rebuild %s: %w", r.o.Name, err)
	}
	return r.CatchUp(ctx)
}

var errMoved = errors.New("the cursor was moved by somebody else")

// step takes one batch; n is how many facts there were, last the number of the last one that
// was taken, 0 when none was.
func (r *Reader) step(ctx context.Context) (n int, last uint64, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	from, err := r.cursor(ctx, r.o.DB)
	if err != nil {
		return 0, 0, err
	}
	facts, err := r.o.Stream.After(ctx, from, batch)
	if err != nil {
		return 0, 0, fmt.Errorf("facts after %d: %w", from, err)
	}
	if len(facts) == 0 {
		return 0, 0, nil
	}
	err = r.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		now, err := r.cursor(ctx, tx)
		if err != nil {
			return err
		}
		if now != from {
			return errMoved // a rebuild in between, or a second process
		}
		if err := r.o.Fold(ctx, tx, facts); err != nil {
			return err
		}
		return r.move(ctx, tx, facts[len(facts)-1].Seq)
	})
	if errors.Is(err, errMoved) {
		return len(facts), 0, nil
	}
	if err != nil {
		return 0, 0, fmt.Errorf("fold facts after %d: %w", from, err)
	}
	if r.o.Folded != nil {
		r.o.Folded(facts)
	}
	return len(facts), facts[len(facts)-1].Seq, nil
}
