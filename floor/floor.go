package floor

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"log/slog"
	"os"
	"sync/atomic"
	"time"

	"gudok/base/bus"
	"gudok/base/db"
	"gudok/base/journal"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
	"gudok/voice"
)

// A Gate brings back, after a start, what it kept (house.md 5.3). It is given all that was
// kept, of every kind, and takes its own. Restore binds ports and reports the legs that live;
// nothing is dialled or played again. Registered devices it posts as voice.DeviceUp while it
// restores: the floor takes them into the same Restored.
type Gate interface {
	Restore(ctx context.Context, kept []voice.Kept) ([]voice.Restored, error)
}

// Options of a floor. New opens nothing.
type Options struct {
	DB    *db.DB       // of the floor schema; required
	Hands Hands        // required
	Gates []Gate       // restored in this order: sound before signalling
	Spill journal.File // nil: a slow disk makes the floor forgetful at once
	// Store is where batches are written, nil: DB. Tests put faults here.
	Store journal.Store
	// Floor is which one this is, "" is Main.
	Floor id.Floor
	// Epoch is this process's, from journal.SQL.NextEpoch; 0: Run takes the next.
	Epoch uint16
	// Panics is the folder for inputs that the core could not take; nil: they are only logged.
	Panics *os.Root
	// Facts are published here after the commit; nil: nobody listens.
	Facts *bus.Topic[fact.Envelope]
	// Notes keep what agents write; nil: notes are refused.
	Notes Notes
	// Quality hears how well legs sound, which is no matter of the core's. It must return at
	// once; nil: nobody listens.
	Quality func(voice.Quality)
	// Known says whether a tenant's caller was answered here before or is on its list; nil:
	// nobody is. It is asked in the gate's goroutine and must not take long.
	Known func(ctx context.Context, t id.Tenant, e164 phone.Number, n id.Number) bool
	// List is on which of a tenant's lists the number stands: vip, blocked, "" on none; nil: on
	// none. It is asked like Known.
	List func(ctx context.Context, t id.Tenant, e164 phone.Number) string
	// Asker asks the world what a menu wants to know (core.Ask), after the commit and beside the
	// floor: it must return at once; what comes of it is asked of the floor as LookedUp. nil: nobody
	// is asked, and the menu's time-out decides.
	Asker func(core.Ask)
	// Zone is the house's, for "today" on the board; nil: UTC.
	Zone *time.Location
	Seed uint64           // of the core's chance; 0: drawn
	Now  func() time.Time // the wall; nil: time.Now
	Log  *slog.Logger     // nil: silent
}

// Notes is what the floor needs of office/call: texts may not be in facts (house.md 5.9).
type Notes interface {
	// Note keeps what an agent wrote about a call; the last one counts.
	Note(ctx context.Context, t id.Tenant, c id.Call, a id.Agent, text string) error
}

// A Floor runs one core.
type Floor struct {
	opt Options
	log *slog.Logger

	sql     *journal.SQL
	journal *journal.Journal
	numbers *numbers
	keeper  *keeper
	hands   *hands
	desks   *desks
	board   *board
	history *history

	mail     chan *letter
	drained  chan struct{} // capacity 1: the journal caught up
	ready    chan struct{} // closed when Restored is remembered
	done     chan struct{} // closed when Run is over
	open     atomic.Bool   // calls may arrive
	refusing atomic.Bool   // too much is not remembered, or hands are too slow
	refused  atomic.Uint64 // calls that were
	clock    *clock

	mind
}

// A mind is what only the stepping goroutine touches.
type mind struct {
	state *core.State
	out   core.Out
	seq   uint64 // of the last input
	facts uint64 // number of the last fact
	epoch uint16
	live  *live
	told  settings

	batch   batch
	touched map[id.Agent]bool // whose desks changed in the batch
	pace    *pace
	past    *past
	dirty   dirty
	unwell  bool        // the journal does not keep up
	anew    bool        // the core began anew and has not been told what lives
	strays  []stray     // conversations that it does not know of
	crashes []time.Time // of the core, within the last minute
	fatal   error       // the core cannot go on

	poison    func(core.Input) // for tests: panics like a core with a mistake in it
	committed func()           // for tests: a batch has been handed over
}

// New makes a floor.
func New(opt Options) *Floor {
	if opt.Floor == "" {
		opt.Floor = id.Main
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	f := &Floor{opt: opt, log: opt.Log, sql: journal.NewSQL(opt.DB, opt.Floor), keeper: newKeeper(),
		mail: make(chan *letter, mailboxSize), drained: make(chan struct{}, 1),
		ready: make(chan struct{}), done: make(chan struct{})}
	if opt.Store == nil {
		f.opt.Store = f.sql
	}
	f.journal = journal.New(journal.Options{Store: f.opt.Store, Spill: opt.Spill, Now: opt.Now, Log: opt.Log,
		Drained: func() { nudge(f.drained) }})
	begun := time.Now()
	f.clock = newClock(opt.Now, func() time.Duration { return time.Since(begun) })
	f.numbers = newNumbers(opt.DB, &id.Source{Now: f.Now}, opt.Log)
	f.hands = newHands(f)
	f.desks = newDesks(f)
	f.board = newBoard(f)
	f.history = newHistory(f)
	f.mind = mind{state: core.New(), live: newLive(),
		batch: newBatch(), touched: map[id.Agent]bool{}, past: newPast(), dirty: newDirty()}
	return f
}

// Ready is closed when the floor has come back from its last life and takes calls.
func (f *Floor) Ready() <-chan struct{} { return f.ready }

// Now is the floor's clock, ms UTC.
func (f *Floor) Now() int64 { return f.clock.now() }

// Refused is how many calls were turned away since the start because of too much work.
func (f *Floor) Refused() uint64 { return f.refused.Load() }

// Run brings the floor back and lives until ctx ends. It returns when its goroutines are
// gone and all that was decided is remembered; an error says that it cannot go on.
func (f *Floor) Run(ctx context.Context) error {
	defer close(f.done)
	if err := f.recall(ctx); err != nil {
		return err
	}
	remember := hire(f.journal.Run)
	act := hire(f.hands.run)
	draw := hire(f.desks.run)
	tell := hire(f.board.run)
	err := f.wakeUp(ctx)
	if err == nil {
		err = f.loop(ctx)
	}
	f.open.Store(false)
	return errors.Join(err, remember(), act(), draw(), tell())
}

// hire runs work until the result is called, which ends it and waits for it. The crew does
// not hang on Run's own context: it goes on until the last batch is remembered and done.
//
//nolint:contextcheck // see above
func hire(work func(context.Context) error) (dismiss func() error) {
	ctx, end := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	return func() error {
		end()
		return <-done
	}
}

// seed is the core's chance; it is in the fact of the start, so a day can be told again.
func (f *Floor) seed() uint64 {
	if f.opt.Seed != 0 {
		return f.opt.Seed
	}
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return binary.BigEndian.Uint64(b[:])
}

func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
