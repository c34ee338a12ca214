package journal

import (
	"context"
	"fmt"
	"time"

	"gudok/fact"
)

// commitAll is the goroutine that owns the Store.
func (j *Journal) commitAll(ctx context.Context) error {
	old := time.NewTicker(forgetEvery)
	defer old.Stop()
	for {
		if j.commitTail(ctx) {
			j.saveSnapshot(ctx)
		}
		select {
		case <-j.commitWake:
		case <-old.C:
			j.forget(ctx)
		case <-ctx.Done():
			return j.close()
		}
	}
}

// commitTail writes what waits and reports whether all of it is committed. While the
// database refuses it tries again until ctx ends.
func (j *Journal) commitTail(ctx context.Context) bool {
	var todo [writeAtOnce]*Batch
	for {
		n := j.next(&todo)
		if n == 0 {
			return true
		}
		err := j.write(ctx, todo[:n])
		if err == nil {
			j.committed(n)
			continue
		}
		j.opt.Log.Error("journal commit", "err", err)
		j.tooSlow(err.Error())
		if !pause(ctx, retryEvery) {
			return false
		}
		j.skipWritten(ctx)
	}
}

// write is not cut short by a stop: the floor waits for the batch. Only a server that says
// nothing at all is given up.
func (j *Journal) write(ctx context.Context, batches []*Batch) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeLimit)
	defer cancel()
	return j.opt.Store.Write(ctx, batches)
}

// next copies the oldest batches of the tail and says how many.
func (j *Journal) next(todo *[writeAtOnce]*Batch) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := min(len(j.tail), writeAtOnce)
	for i := range n {
		todo[i] = j.tail[i].batch
	}
	return n
}

// committed takes the n oldest batches off the tail and tells who waits.
func (j *Journal) committed(n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i, e := range j.tail[:n] {
		j.bytes -= e.bytes
		e.settle(Committed)
		j.tail[i] = nil // the array lives on; the batch need not
	}
	j.tail = j.tail[n:]
	if len(j.tail) == 0 {
		j.tail = nil
		j.caughtUp()
	}
}

// caughtUp ends a spill: nothing waits any more.
func (j *Journal) caughtUp() {
	if !j.spilling {
		return
	}
	if j.from != 0 {
		j.drained = append(j.drained, fact.JournalSpilled{FromSeq: j.from, ToSeq: j.to, Why: j.why})
	}
	j.opt.Log.Info("journal caught up", "inputs", j.to-j.from+1, "ms", j.opt.Now().Sub(j.since).Milliseconds())
	j.spilling, j.stuck, j.why, j.from, j.to = false, false, "", 0, 0
	wake(j.spillWake) // to empty the file
	j.opt.Drained()
}

// settle tells the outcome once. Called with the lock held.
func (e *entry) settle(o Outcome) {
	select {
	case <-e.done:
	default:
		e.outcome = o
		close(e.done)
	}
}

// skipWritten looks whether a failed write was committed all the same: a broken connection
// leaves that unknown, and a batch must not be written twice.
func (j *Journal) skipWritten(ctx context.Context) {
	h, err := j.opt.Store.Head(ctx)
	if err != nil {
		return // it still refuses
	}
	n := 0
	j.mu.Lock()
	for i, e := range j.tail {
		if e.batch.within(h) {
			n = i + 1 // what came before it is there too: batches are committed in order
		}
	}
	j.mu.Unlock()
	if n > 0 {
		j.committed(n)
	}
}

// within reports whether the batch is in a journal that stands at h. Of one that has neither
// inputs nor facts that cannot be known; writing it again in its order does no harm.
func (b *Batch) within(h Head) bool {
	if len(b.Inputs)+len(b.Facts) == 0 {
		return false
	}
	return b.last() <= h.Seq && b.lastFact() <= h.Fact
}

func (j *Journal) saveSnapshot(ctx context.Context) {
	j.mu.Lock()
	s := j.snapshot
	j.snapshot = nil
	j.mu.Unlock()
	if s == nil {
		return
	}
	before := s.At - snapshotsFor.Milliseconds()
	if err := j.opt.Store.SaveSnapshot(context.WithoutCancel(ctx), *s, keepSnapshots, before); err != nil {
		// The next one comes in minutes; until then a start re-steps more inputs.
		j.opt.Log.Warn("snapshot not saved", "err", err)
	}
}

// forget removes inputs that are too old, in pieces, as long as nobody waits.
func (j *Journal) forget(ctx context.Context) {
	day := Day(j.opt.Now().Add(-inputsFor).UnixMilli())
	for {
		n, err := j.opt.Store.Forget(ctx, day)
		if err != nil {
			j.opt.Log.Warn("old inputs not removed", "err", err)
			return
		}
		if n == 0 || !j.commitTail(ctx) {
			return
		}
	}
}

// close commits the rest, once: what fails now is in the spill file or said to be lost.
//
//nolint:contextcheck // the context of Run has ended: that is why
func (j *Journal) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if j.commitTail(ctx) {
		j.saveSnapshot(ctx)
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, e := range j.tail {
		if !e.inFile {
			return fmt.Errorf("journal: %d batches could not be remembered: %s", len(j.tail), j.why)
		}
	}
	return nil // the next start reads the spill file
}

// pause waits and reports whether ctx goes on.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
