package journal

import (
	"context"
	"fmt"
	"time"

	"gudok/fact"
)

// spill is the file beside the database. Its fields belong to the spilling goroutine.
type spill struct {
	file File
	run  uint64 // of this spill, differs from all before
	n    uint32 // records written in this run
	off  int64  // end of the last
	buf  []byte
}

// spillAll is the goroutine that owns the spill file.
func (j *Journal) spillAll(ctx context.Context) error {
	for {
		select {
		case <-j.spillWake:
		case <-ctx.Done():
			return nil
		}
		for !j.spillTail() {
			if !pause(ctx, retryEvery) {
				return nil
			}
		}
	}
}

// spillTail writes what waits and is not in the file yet; false: it failed, try again.
func (j *Journal) spillTail() bool {
	todo, over := j.toSpill()
	if j.spill.file == nil {
		return true
	}
	if over {
		return j.emptied()
	}
	if len(todo) == 0 {
		return true
	}
	if err := j.spill.write(todo, j.opt.Now()); err != nil {
		j.opt.Log.Error("journal spill", "err", err)
		j.notRemembered()
		return false
	}
	j.spilled(todo)
	return true
}

// emptied makes the file forget a spill that is over.
func (j *Journal) emptied() bool {
	if err := j.spill.reset(); err != nil {
		// Its batches are all committed: read again at the next start they are skipped.
		j.opt.Log.Warn("journal spill file not emptied", "err", err)
	}
	return true
}

// toSpill lists what is to be written; over: the spill has ended.
func (j *Journal) toSpill() (todo []*entry, over bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.spilling {
		return nil, j.spill.n > 0
	}
	for _, e := range j.tail {
		if !e.inFile {
			todo = append(todo, e)
		}
	}
	return todo, false
}

func (j *Journal) spilled(done []*entry) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, e := range done {
		e.inFile = true
		e.settle(Spilled)
	}
	j.stuck = false
	for _, e := range j.tail {
		if !e.inFile { // came meanwhile
			wake(j.spillWake)
			return
		}
	}
}

// write appends the batches and syncs. After an error the same are written again at the
// same place.
func (s *spill) write(todo []*entry, now time.Time) error {
	if s.n == 0 {
		s.run = max(s.run+1, uint64(now.UnixNano()))
	}
	s.buf = s.buf[:0]
	for i, e := range todo {
		var err error
		if s.buf, err = appendRecord(s.buf, s.run, s.n+uint32(i)+1, e.batch); err != nil {
			return err
		}
	}
	if _, err := s.file.WriteAt(s.buf, s.off); err != nil {
		return err
	}
	if err := s.file.Sync(); err != nil {
		return err
	}
	s.n += uint32(len(todo))
	s.off += int64(len(s.buf))
	return nil
}

// reset makes the file begin with no record.
func (s *spill) reset() error {
	s.n, s.off = 0, 0
	s.buf = nil // a long spill needs a large one; the next is far away
	if _, err := s.file.WriteAt(make([]byte, recordHead), 0); err != nil {
		return err
	}
	return s.file.Sync()
}

// Recover brings what the last process spilled into the database. Call it before anything
// is read, and before Run. Spilled then tells of it.
func (j *Journal) Recover(ctx context.Context) error {
	if j.spill.file == nil {
		return nil
	}
	run, all, err := readRecords(j.spill.file)
	if err != nil {
		return fmt.Errorf("read the spill file: %w", err)
	}
	j.spill.run = run
	h, err := j.opt.Store.Head(ctx)
	if err != nil {
		return err
	}
	done := 0
	for i, b := range all {
		if b.within(h) {
			done = i + 1
		}
	}
	all = all[done:]
	for at := 0; at < len(all); at += writeAtOnce {
		if err := j.opt.Store.Write(ctx, all[at:min(at+writeAtOnce, len(all))]); err != nil {
			return fmt.Errorf("bring the spill file into the database: %w", err)
		}
	}
	if run == 0 {
		return nil
	}
	for _, b := range all {
		j.note(b)
	}
	if j.from != 0 {
		j.drained, j.from, j.to = append(j.drained, restartSpill(j.from, j.to)), 0, 0
	}
	return j.spill.reset()
}

func restartSpill(from, to uint64) fact.JournalSpilled {
	return fact.JournalSpilled{FromSeq: from, ToSeq: to, Why: "crash while spilling"}
}
