package promise

import (
	"context"
	"fmt"

	"gudok/base/db"
	"gudok/fact"
	"gudok/id"
)

// walkBatch is how many facts or links are in memory at once: some hundred kilobytes.
const walkBatch = 1_000

// A walk reads the stored facts and the stored links side by side, in the order of the
// stream, and finds for each tenant the first place where they do not belong together.
type walk struct {
	chains map[id.Tenant]*Chain
	order  []id.Tenant          // as they came
	heads  map[id.Tenant][]Head // not reached yet, the shortest first
	seq    uint64               // where it stands
}

func newWalk() *walk { return &walk{chains: map[id.Tenant]*Chain{}} }

func (w *walk) chain(t id.Tenant) *Chain {
	c := w.chains[t]
	if c == nil {
		c = newChain(t)
		w.chains[t] = c
		w.order = append(w.order, t)
	}
	return c
}

// expect sets the heads that the chains once had; those behind the walk were looked at.
func (w *walk) expect(all []Head) {
	w.heads = map[id.Tenant][]Head{}
	for _, h := range all {
		if c := w.chains[h.Tenant]; c == nil || h.N > c.N {
			w.heads[h.Tenant] = append(w.heads[h.Tenant], h)
		}
	}
}

// to walks up to and with the fact of the number.
func (w *walk) to(ctx context.Context, q db.Querier, s Stream, until uint64) error {
	facts := feed[fact.Envelope]{at: w.seq, until: until, seq: func(e fact.Envelope) uint64 { return e.Seq },
		more: func(after uint64) ([]fact.Envelope, error) { return s.Owed(ctx, after, walkBatch) }}
	stored := feed[Link]{at: w.seq, until: until, seq: func(l Link) uint64 { return l.Seq },
		more: func(after uint64) ([]Link, error) { return links(ctx, q, after, walkBatch) }}
	for {
		e, isFact, err := facts.peek()
		if err != nil {
			return fmt.Errorf("facts after %d: %w", facts.at, err)
		}
		l, isLink, err := stored.peek()
		if err != nil {
			return fmt.Errorf("links after %d: %w", stored.at, err)
		}
		switch {
		case !isFact && !isLink:
			w.seq = max(w.seq, until)
			w.unreached()
			return nil
		case isLink && (!isFact || l.Seq < e.Seq):
			w.missing(l)
			stored.next()
		case isFact && (!isLink || e.Seq < l.Seq):
			w.added(e)
			facts.next()
		default:
			w.both(e, l)
			facts.next()
			stored.next()
		}
	}
}

func (w *walk) missing(l Link) {
	c := w.chain(l.Tenant)
	c.breaks(l, WhyMissing)
	c.N, c.Hash = l.N, l.Hash // what follows is counted all the same
}

func (w *walk) added(e fact.Envelope) {
	t := tenantOf(e)
	c := w.chain(t)
	c.breaks(Link{Tenant: t, N: c.N, Seq: e.Seq, At: e.At, Promise: e.Promise}, WhyAdded)
}

func (w *walk) both(e fact.Envelope, l Link) {
	c := w.chain(l.Tenant)
	if tenantOf(e) != l.Tenant {
		c.breaks(l, WhyChanged)
		c.N, c.Hash = l.N, l.Hash
		return
	}
	is, ok := c.take(e)
	switch {
	case is.N != l.N:
		c.breaks(is, WhyLink)
	case is.Hash != l.Hash:
		c.breaks(l, WhyChanged)
	case !ok:
		c.breaks(is, WhyTwice)
	}
	for h := w.heads[l.Tenant]; len(h) > 0 && h[0].N <= is.N; h = w.heads[l.Tenant] {
		if h[0].N == is.N && h[0].Hash != is.Hash {
			c.breaks(is, WhyHead)
		}
		w.heads[l.Tenant] = h[1:]
	}
}

// unreached: a chain that was longer once has lost its end.
func (w *walk) unreached() {
	for _, t := range w.order {
		w.lost(w.chains[t])
	}
	for t := range w.heads {
		w.lost(w.chain(t))
	}
}

func (w *walk) lost(c *Chain) {
	if h := w.heads[c.Tenant]; len(h) > 0 {
		c.breaks(Link{Tenant: c.Tenant, N: h[0].N, At: h[0].At}, WhyHead)
	}
}

// A feed hands out rows one by one and reads them in batches.
type feed[T any] struct {
	more  func(after uint64) ([]T, error)
	seq   func(T) uint64
	at    uint64 // the last one that was read
	until uint64
	rows  []T
	done  bool
}

// peek is the next row; ok is false behind the last one.
func (f *feed[T]) peek() (row T, ok bool, err error) {
	if len(f.rows) == 0 && !f.done {
		if f.rows, err = f.more(f.at); err != nil {
			return row, false, err
		}
		if f.done = len(f.rows) < walkBatch; len(f.rows) > 0 {
			f.at = f.seq(f.rows[len(f.rows)-1])
		}
	}
	if len(f.rows) == 0 || f.seq(f.rows[0]) > f.until {
		return row, false, nil
	}
	return f.rows[0], true, nil
}

func (f *feed[T]) next() { f.rows = f.rows[1:] }
