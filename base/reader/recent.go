package reader

import (
	"context"
	"sync"

	"gudok/fact"
)

// recentFacts is how many facts a Recent holds: some seconds of a busy floor, a few MB.
const recentFacts = 8192

// A Recent is a Stream with its end in memory: readers that keep up, which is nearly always,
// cost the database no query. What is older is read from the stream behind it. Safe for
// concurrent use.
type Recent struct {
	stream Stream

	mu   sync.Mutex
	ring []fact.Envelope // of gapless numbers, oldest first
}

// NewRecent puts a memory in front of a stream.
func NewRecent(s Stream) *Recent { return &Recent{stream: s} }

// Heard takes a fact that was just committed, in the order of numbers. A gap (a fact that was
// not told) empties the memory: it is never wrong, only of less use.
func (r *Recent) Heard(e fact.Envelope) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := len(r.ring); n > 0 && r.ring[n-1].Seq+1 != e.Seq {
		r.ring = r.ring[:0]
	}
	if len(r.ring) == recentFacts {
		// Half at once, so that moving costs little per fact.
		r.ring = r.ring[:copy(r.ring, r.ring[recentFacts/2:])]
	}
	r.ring = append(r.ring, e)
}

// A Tipped stream knows the number of its last fact without being asked for it.
type Tipped interface {
	// Tip is the number of the last fact that it heard of, 0 when of none.
	Tip() uint64
}

// Tip implements [Tipped].
func (r *Recent) Tip() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.ring) == 0 {
		return 0
	}
	return r.ring[len(r.ring)-1].Seq
}

// After implements [Stream].
func (r *Recent) After(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	if facts, ok := r.remembered(seq, limit); ok {
		return facts, nil
	}
	return r.stream.After(ctx, seq, limit)
}

// remembered is the answer from memory; ok is false when it does not reach back to seq. That
// there is nothing after the last fact heard is for the stream to say: one may be on its way.
func (r *Recent) remembered(seq uint64, limit int) (facts []fact.Envelope, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.ring) == 0 || seq+1 < r.ring[0].Seq || seq >= r.ring[len(r.ring)-1].Seq {
		return nil, false
	}
	from := int(seq + 1 - r.ring[0].Seq)
	return append(facts, r.ring[from:min(from+limit, len(r.ring))]...), true
}
