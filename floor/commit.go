package floor

import (
	"maps"
	"time"

	"gudok/base/journal"
	"gudok/core"
	"gudok/fact"
	"gudok/voice"
)

const (
	// heldLimit is how much may be only in memory before new calls are refused: those of
	// some minutes. A spilled journal may be larger: it survives a crash.
	heldLimit = 4 << 20
	// spilledLimit bounds what waits for the database, in memory and in the spill file.
	spilledLimit = 64 << 20
)

// A batch is what was stepped since the last commit.
type batch struct {
	*journal.Batch
	effects []voice.Command
	asks    []core.Ask
	replies []chan error
	tallies []tally
	since   time.Time // when it began, zero: not yet
}

func newBatch() batch { return batch{Batch: &journal.Batch{Version: core.Version}} }

// urgent reports whether somebody waits for the commit.
func (b *batch) urgent() bool { return len(b.effects)+len(b.asks)+len(b.replies) > 0 }

// due is when the batch is to be committed; false: there is nothing to remember.
func (f *Floor) due(now time.Time) (time.Time, bool) {
	b := &f.batch
	if b.Empty() && !b.urgent() && !f.keeper.pending() {
		return time.Time{}, false
	}
	if b.since.IsZero() {
		b.since = now
	}
	if b.urgent() {
		return f.pace.next(now), true
	}
	return b.since.Add(lazy), true
}

func (f *Floor) commitDue(now time.Time) {
	if due, any := f.due(now); any && !due.After(now) {
		f.commit(now)
	}
}

// commit remembers the batch, once, and then acts on it (house.md 5.2).
func (f *Floor) commit(now time.Time) {
	b := f.batch
	f.batch = newBatch()
	b.Epoch = f.epoch
	f.keeper.take(b.Batch)
	f.numbers.take(b.Batch)
	if !b.Empty() {
		f.pace.take(now)
		outcome := f.journal.Append(b.Batch).Wait()
		f.watchJournal(outcome)
	}
	if f.committed != nil {
		f.committed()
	}
	if f.hands.push(b.effects); f.hands.full() {
		f.refusing.Store(true)
	}
	if f.opt.Asker != nil {
		for _, a := range b.asks {
			f.opt.Asker(a)
		}
	}
	for _, r := range b.replies {
		r <- nil
	}
	if f.opt.Facts != nil {
		f.opt.Facts.PublishAll(b.Facts)
	}
	f.board.count(b.tallies)
	f.showDesks(maps.Keys(f.touched))
	clear(f.touched)
	f.snapshotDue(now)
}

// watchJournal raises and clears the alarms of the journal and decides whether new calls
// are taken.
func (f *Floor) watchJournal(o journal.Outcome) {
	if o == journal.Committed && !f.refusing.Load() && !f.unwell {
		return // the usual case: nothing to look at
	}
	h := f.journal.Health()
	f.unwell = h.Spilling
	f.board.set(Alarm{ID: "journal", Kind: "journal_slow", Severity: Warning, Params: why(h.Why)}, h.Spilling && !h.Held)
	f.board.set(Alarm{ID: "forgetful", Kind: "not_remembered", Severity: Critical, Params: why(h.Why)}, h.Held)
	f.refusing.Store(h.Held && h.Bytes > heldLimit || h.Bytes > spilledLimit || f.hands.full())
}

func why(text string) map[string]string { return map[string]string{"why": text} }

// tellSpills makes facts of spills that are over.
func (f *Floor) tellSpills() {
	for _, s := range f.journal.Spilled() {
		f.say(f.moment(), fact.Head{Actor: fact.System}, s)
	}
	f.watchJournal(0)
}

// moment stands for an input where a fact has no other cause than the floor itself.
func (f *Floor) moment() journal.Input { return journal.Input{At: f.clock.now()} }
