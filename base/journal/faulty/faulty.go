package faulty

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"gudok/base/journal"
)

// ErrDead is what a dead process gets, ErrDisk what a broken disk says.
var (
	ErrDead = errors.New("faulty: the process is dead")
	ErrDisk = errors.New("faulty: no space left on device")
)

// A Process can be killed once.
type Process struct{ dead atomic.Bool }

// Kill ends the process.
func (p *Process) Kill() { p.dead.Store(true) }

// Dead reports whether it was killed.
func (p *Process) Dead() bool { return p.dead.Load() }

// A Fault is what happens to one write.
type Fault int

const (
	None       Fault = iota
	Refuse           // nothing is written, an error
	Unknown          // it is written, and an error says that it was not
	Slow             // it is written after Store.Delay
	DieBefore        // the process dies, nothing is written
	DieAfter         // it is written, the process dies before it hears of it
	LastsFault       // number of faults
)

// A Store breaks another store's writes.
type Store struct {
	journal.Store
	Process *Process
	Delay   time.Duration          // of Slow
	Next    func(write int) Fault  // asked for each write, counted from 1; nil: None
	Written func([]*journal.Batch) // called for what was written; nil: nobody listens

	n int
}

// Write implements journal.Store.
func (s *Store) Write(ctx context.Context, batches []*journal.Batch) error {
	if s.Process.Dead() {
		return ErrDead
	}
	s.n++
	fault := None
	if s.Next != nil {
		fault = s.Next(s.n)
	}
	switch fault {
	case Refuse:
		return ErrDisk
	case DieBefore:
		s.Process.Kill()
		return ErrDead
	case Slow:
		t := time.NewTimer(s.Delay)
		<-t.C
	default: // it is written first
	}
	if s.Process.Dead() { // it died while we waited
		return ErrDead
	}
	if err := s.Store.Write(ctx, batches); err != nil {
		return err
	}
	if s.Written != nil {
		s.Written(batches)
	}
	switch fault {
	case DieAfter:
		s.Process.Kill()
		return ErrDead
	case Unknown:
		return ErrDisk
	default:
		return nil
	}
}

// SaveSnapshot implements journal.Store.
func (s *Store) SaveSnapshot(ctx context.Context, sn journal.Snapshot, keep int, before int64) error {
	if s.Process.Dead() {
		return ErrDead
	}
	return s.Store.SaveSnapshot(ctx, sn, keep, before)
}

// A Platter is the file's bytes: what is synced survives a crash, of the rest only a part.
type Platter struct {
	mu      sync.Mutex
	synced  []byte
	pending []written
}

type written struct {
	off  int64
	data []byte
}

// Crash forgets what was not synced, except for a random part of its beginning.
func (p *Platter) Crash(r *rand.Rand) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.pending {
		p.put(w.off, w.data[:r.IntN(len(w.data)+1)])
		if r.IntN(2) == 0 {
			break
		}
	}
	p.pending = nil
}

func (p *Platter) put(off int64, data []byte) {
	if need := int(off) + len(data); need > len(p.synced) {
		p.synced = append(p.synced, make([]byte, need-len(p.synced))...)
	}
	copy(p.synced[off:], data)
}

// A File is a process's spill file on a platter.
type File struct {
	Platter *Platter
	Process *Process
	// Next is asked before each sync: Refuse, Slow, DieBefore, DieAfter or None. nil: None.
	Next  func() Fault
	Delay time.Duration // of Slow
}

// ReadAt implements io.ReaderAt.
func (f *File) ReadAt(b []byte, off int64) (int, error) {
	f.Platter.mu.Lock()
	defer f.Platter.mu.Unlock()
	if off >= int64(len(f.Platter.synced)) {
		return 0, io.EOF
	}
	n := copy(b, f.Platter.synced[off:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// WriteAt implements io.WriterAt.
func (f *File) WriteAt(b []byte, off int64) (int, error) {
	if f.Process.Dead() {
		return 0, ErrDead
	}
	f.Platter.mu.Lock()
	defer f.Platter.mu.Unlock()
	f.Platter.pending = append(f.Platter.pending, written{off, append([]byte(nil), b...)})
	return len(b), nil
}

// Sync makes what was written survive.
func (f *File) Sync() error {
	fault := None
	if f.Next != nil {
		fault = f.Next()
	}
	if fault == Slow {
		t := time.NewTimer(f.Delay)
		<-t.C
	}
	if fault == DieBefore {
		f.Process.Kill()
	}
	if f.Process.Dead() {
		return ErrDead
	}
	f.Platter.mu.Lock()
	defer f.Platter.mu.Unlock()
	if fault == Refuse {
		f.Platter.pending = nil
		return ErrDisk
	}
	for _, w := range f.Platter.pending {
		f.Platter.put(w.off, w.data)
	}
	f.Platter.pending = nil
	if fault == DieAfter {
		f.Process.Kill()
		return ErrDead
	}
	return nil
}

// Close does nothing: the platter stays.
func (f *File) Close() error { return nil }
