package floor

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"sync"
	"time"

	"gudok/base/journal"
	"gudok/core"
)

const (
	// snapshotInputs and snapshotEvery: a start re-steps at most so many inputs (some 50 ms),
	// and a day of little work still ages out of the snapshots.
	snapshotInputs = 5000
	snapshotEvery  = 5 * time.Minute
	// snapshotsHeld: the newest to come back from, two older ones in case it leads to a panic.
	snapshotsHeld = 3
	// pastLimit is how many inputs are written down after a panic.
	pastLimit = 10_000
	// stateEvery and stateInputs: of the marks one in an hour (ms) carries the state, and one in so
	// many inputs, so that any past second is some half a second of work away from one.
	stateEvery  = 3_600_000
	stateInputs = 20_000
)

// past is what the stepping goroutine needs to come back from a panic without asking the
// database: the newest snapshots and every input since the oldest of them.
type past struct {
	snaps []journal.Snapshot // newest first
	tail  []journal.Input

	since    int       // inputs since the last snapshot was begun
	begun    time.Time // when that was
	encoded  chan journal.Snapshot
	encoding sync.WaitGroup
	busy     bool
	hour     int64  // of the last mark with a state, in stateEvery; 0: not in this process
	kept     uint64 // the input after which that was
}

func newPast() *past { return &past{encoded: make(chan journal.Snapshot, 1)} }

func (p *past) add(rec journal.Input) {
	p.tail = append(p.tail, rec)
	p.since++
}

// put files a snapshot and forgets inputs before the oldest one kept.
func (p *past) put(s journal.Snapshot) {
	p.snaps = slices.Insert(p.snaps, 0, s)
	p.snaps = p.snaps[:min(len(p.snaps), snapshotsHeld)]
	oldest := p.snaps[len(p.snaps)-1].Seq
	drop := 0
	for drop < len(p.tail) && p.tail[drop].Seq <= oldest && len(p.tail)-drop > pastLimit {
		drop++
	}
	p.tail = slices.Delete(p.tail, 0, drop)
}

// after are the inputs after seq.
func (p *past) after(seq uint64) []journal.Input {
	i, _ := slices.BinarySearchFunc(p.tail, seq+1, func(in journal.Input, want uint64) int {
		return int(int64(in.Seq) - int64(want))
	})
	return p.tail[i:]
}

// snapshotDue begins a snapshot when it is time. The journal saves it when all before it is
// committed.
func (f *Floor) snapshotDue(now time.Time) {
	p := f.past
	if p.busy || p.since == 0 || p.since < snapshotInputs && now.Sub(p.begun) < snapshotEvery {
		return
	}
	p.busy, p.since, p.begun = true, 0, now
	s := f.state.Clone()
	seq, at := f.seq, f.clock.now()
	keep := p.keeps(seq, at)
	p.encoding.Go(func() { p.encoded <- encode(s, seq, at, keep) })
}

// keeps reports whether the mark of this moment is to carry the state.
func (p *past) keeps(seq uint64, at int64) bool {
	hour := at / stateEvery
	if hour == p.hour && seq-p.kept < stateInputs {
		return false
	}
	p.hour, p.kept = hour, seq
	return true
}

// encode is the state as bytes, with a mark that outlives them; keep: and the state in the
// mark. A state that does not come back as it was would be no snapshot: then Data is nil.
func encode(s *core.State, seq uint64, at int64, keep bool) (sn journal.Snapshot) {
	defer func() {
		if recover() != nil {
			sn.Data = nil
		}
	}()
	sn = journal.Snapshot{Seq: seq, At: at, Version: core.Version, Data: s.Encode()}
	back, err := core.Decode(sn.Data)
	if err != nil || !bytes.Equal(back.Encode(), sn.Data) {
		sn.Data = nil
		return sn
	}
	sn.Mark = markOf(sn, keep)
	return sn
}

func markOf(sn journal.Snapshot, keep bool) *journal.Mark {
	m := &journal.Mark{Seq: sn.Seq, At: sn.At, Version: sn.Version, Hash: sha256.Sum256(sn.Data)}
	m.Parts, _ = core.PartsOf(sn.Data) // it was decoded just now
	if keep {
		m.State = journal.PackState(sn.Data)
	}
	return m
}

// snapshotTaken keeps a snapshot that another goroutine encoded.
func (f *Floor) snapshotTaken(s journal.Snapshot) {
	f.past.busy = false
	if s.Data == nil {
		f.log.Error("snapshot does not come back as it was: not kept", "input", s.Seq)
		f.past.hour = 0
		return
	}
	f.journal.Snapshot(s)
	s.Mark = nil
	f.past.put(s)
}
