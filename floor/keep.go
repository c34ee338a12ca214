package floor

import (
	"bytes"
	"encoding/json"
	"sync"

	"gudok/base/journal"
	"gudok/voice"
)

// A keeper is what gates asked to keep and is not in the journal yet (voice.Keeper).
type keeper struct {
	wake chan struct{} // capacity 1: there is something to save

	mu    sync.Mutex
	known map[journal.Name]keptRev
	dirty map[journal.Name]change
	order []journal.Name // of dirty, so that a batch does not depend on chance
}

// A change is dropped first and kept then; either may be missing.
type change struct {
	drop bool
	keep *voice.Kept
}

type keptRev struct {
	rev   uint64
	saved bool // in the journal
}

func newKeeper() *keeper {
	return &keeper{wake: make(chan struct{}, 1), known: map[journal.Name]keptRev{}, dirty: map[journal.Name]change{}}
}

// load takes what the journal kept from the last process.
func (k *keeper) load(all []voice.Kept) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, v := range all {
		k.known[journal.Name{Kind: v.Kind, Name: v.Name}] = keptRev{v.Rev, true}
	}
}

func (k *keeper) keep(kind, name string, rev uint64, data json.RawMessage) {
	n := journal.Name{Kind: kind, Name: name}
	k.mu.Lock()
	defer k.mu.Unlock()
	was, ok := k.known[n]
	if ok && rev < was.rev {
		return
	}
	k.known[n] = keptRev{rev, was.saved}
	k.mark(n, change{k.dirty[n].drop, &voice.Kept{Kind: kind, Name: name, Rev: rev, Data: bytes.Clone(data)}})
}

func (k *keeper) drop(kind, name string) {
	n := journal.Name{Kind: kind, Name: name}
	k.mu.Lock()
	defer k.mu.Unlock()
	was, ok := k.known[n]
	if !ok {
		return
	}
	delete(k.known, n)
	if !was.saved && !k.dirty[n].drop { // nobody but us ever heard of it
		delete(k.dirty, n)
		return
	}
	k.mark(n, change{drop: true})
}

func (k *keeper) mark(n journal.Name, c change) {
	if _, ok := k.dirty[n]; !ok {
		k.order = append(k.order, n)
	}
	k.dirty[n] = c
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// pending reports whether there is something to save.
func (k *keeper) pending() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.dirty) > 0
}

// take puts what is to be saved into b.
func (k *keeper) take(b *journal.Batch) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, n := range k.order {
		c, ok := k.dirty[n]
		if !ok {
			continue // dropped before it was saved, or named twice
		}
		delete(k.dirty, n)
		if c.drop {
			b.Drop = append(b.Drop, n)
		}
		if c.keep != nil {
			b.Keep = append(b.Keep, *c.keep)
			k.known[n] = keptRev{c.keep.Rev, true}
		}
	}
	k.order = k.order[:0]
}
