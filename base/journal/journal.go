package journal

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"gudok/fact"
)

const (
	// defaultSlow is how long a commit may take before its batch goes to the spill file:
	// a caller does not notice a quarter of a second (house.md 5.6).
	defaultSlow = 250 * time.Millisecond
	// retryEvery is the pause between tries of a database that refuses: short enough that a
	// lock's end is noticed at once, long enough not to load a sick disk.
	retryEvery = 200 * time.Millisecond
	// writeLimit is when a database that does not answer is asked again on a new connection.
	writeLimit = 30 * time.Second
	// writeAtOnce bounds how many waiting batches one transaction takes when it catches up.
	writeAtOnce = 64
	// keepSnapshots: the newest to start from, two older ones in case it leads to a panic.
	keepSnapshots = 3
	// snapshotsFor is how long snapshots are kept, because erased people must age out.
	snapshotsFor = 24 * time.Hour
	// inputsFor is how long inputs are kept (house.md 5.2).
	inputsFor = 28 * 24 * time.Hour
	// forgetEvery is how often old inputs are looked for.
	forgetEvery = time.Hour
)

// Options of a journal. New opens nothing.
type Options struct {
	Store Store         // required
	Spill File          // nil: there is no spill file, a slow batch is held in memory at once
	Slow  time.Duration // 0: 250 ms
	// Drained is called when everything that was spilled or held has been committed. It must
	// not block. nil: nobody listens.
	Drained func()
	Now     func() time.Time // nil: time.Now
	Log     *slog.Logger     // nil: silent
}

// A Journal commits batches in order. Append is for one goroutine, the floor's; Health for all.
type Journal struct {
	opt   Options
	spill *spill

	commitWake, spillWake chan struct{} // capacity 1

	mu       sync.Mutex
	tail     []*entry // appended and not committed, oldest first
	bytes    int      // of tail, roughly
	spilling bool     // since a commit was slow or failed, until tail is empty again
	since    time.Time
	stuck    bool   // the spill file is slow or fails
	why      string // of spilling
	from, to uint64 // inputs that were not committed in time
	drained  []fact.JournalSpilled
	snapshot *Snapshot // to be saved when tail is empty
}

// An entry is one batch on its way.
type entry struct {
	batch *Batch
	bytes int

	done    chan struct{} // closed when the outcome is known
	outcome Outcome       // Committed or Spilled, valid after done
	inFile  bool
}

// New makes a journal; Run makes it work.
func New(opt Options) *Journal {
	if opt.Slow == 0 {
		opt.Slow = defaultSlow
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Drained == nil {
		opt.Drained = func() {}
	}
	return &Journal{
		opt: opt, spill: &spill{file: opt.Spill},
		commitWake: make(chan struct{}, 1), spillWake: make(chan struct{}, 1),
	}
}

// An Outcome is how well a batch is remembered.
type Outcome int

const (
	Committed Outcome = iota + 1 // in the database
	Spilled                      // in the spill file, synced: survives a crash
	Held                         // in memory only: a crash would forget it
)

// A Future is a batch on its way into the database.
type Future struct {
	j    *Journal
	e    *entry
	slow bool // the database is known to be slow: do not wait for it again
	held bool // the spill file too
}

// Append hands a batch over. The caller must not change it afterwards.
func (j *Journal) Append(b *Batch) Future {
	e := &entry{batch: b, bytes: b.size(), done: make(chan struct{})}
	j.mu.Lock()
	j.tail = append(j.tail, e)
	j.bytes += e.bytes
	f := Future{j: j, e: e, slow: j.spilling, held: j.spilling && j.stuck}
	if j.spilling {
		j.note(b)
	}
	j.mu.Unlock()
	wake(j.commitWake)
	if f.slow {
		wake(j.spillWake)
	}
	return f
}

// Wait returns as soon as the batch is safe, at the latest after twice Options.Slow.
func (f Future) Wait() Outcome {
	if !f.slow {
		if f.within() {
			return f.e.outcome
		}
		f.j.tooSlow("slow commit")
	}
	if !f.held && f.j.spill.file != nil && f.within() {
		return f.e.outcome
	}
	select {
	case <-f.e.done:
		return f.e.outcome
	default:
		f.j.notRemembered()
		return Held
	}
}

func (f Future) within() bool {
	t := time.NewTimer(f.j.opt.Slow)
	defer t.Stop()
	select {
	case <-f.e.done:
		return true
	case <-t.C:
		return false
	}
}

// Health is the journal's state, for alarms and for refusing new work.
type Health struct {
	Spilling bool      // the database is slow or refuses
	Held     bool      // the spill file too: decisions are only in memory
	Since    time.Time // of either
	Why      string
	Bytes    int // waiting to be committed
}

// Health says how the journal is.
func (j *Journal) Health() Health {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Health{Spilling: j.spilling, Held: j.spilling && j.stuck, Since: j.since, Why: j.why, Bytes: j.bytes}
}

// Spilled returns, once each, the spills that are over: the floor makes facts of them.
func (j *Journal) Spilled() []fact.JournalSpilled {
	j.mu.Lock()
	defer j.mu.Unlock()
	s := j.drained
	j.drained = nil
	return s
}

// Snapshot has s saved when all before it is committed. Only the newest waits.
func (j *Journal) Snapshot(s Snapshot) {
	j.mu.Lock()
	j.snapshot = &s
	j.mu.Unlock()
	wake(j.commitWake)
}

// tooSlow sends what waits to the spill file.
func (j *Journal) tooSlow(why string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.tail) == 0 { // it was committed this very moment
		return
	}
	if !j.spilling {
		j.spilling, j.since, j.why = true, j.opt.Now(), why
		j.stuck = j.spill.file == nil
		for _, e := range j.tail {
			j.note(e.batch)
		}
		j.opt.Log.Warn("journal spills", "err", why)
	}
	wake(j.spillWake)
}

// notRemembered says that even the spill file keeps us waiting.
func (j *Journal) notRemembered() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.spilling && !j.stuck {
		j.stuck = true
		j.opt.Log.Error("journal does not remember: decisions are only in memory")
	}
}

// note widens the range of inputs that were not committed in time.
func (j *Journal) note(b *Batch) {
	if len(b.Inputs) == 0 {
		return
	}
	if j.from == 0 {
		j.from = b.Inputs[0].Seq
	}
	j.to = b.last()
}

// Run works until ctx ends and everything that can be committed without waiting has been.
func (j *Journal) Run(ctx context.Context) error {
	var both sync.WaitGroup
	errs := make([]error, 2)
	both.Go(func() { errs[0] = j.commitAll(ctx) })
	both.Go(func() { errs[1] = j.spillAll(ctx) })
	both.Wait()
	return errors.Join(errs...)
}

func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
