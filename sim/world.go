package sim

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime/debug"

	"gudok/core"
	"gudok/id"
)

// Size is how big the centre is.
type Size struct {
	Agents, Lines, Tenants int
	PerHour                float64 // arriving calls
	People                 int     // who may call
}

// Standard is the size of house.md 6.2.
func Standard() Size { return Size{Agents: 40, Lines: 12, Tenants: 3, PerHour: 300, People: 3000} }

// Options of a World.
type Options struct {
	Seed  uint64
	Size  Size  // zero: Standard
	Calm  bool  // nothing goes wrong: no faults, no restarts
	Start int64 // ms UTC; 0: Monday 5 January 2026, 06:00
	// Tap hears every input just before it is taken. May be nil.
	Tap func(now int64, seq uint64, in core.Input)
}

// fullCheck is after how many inputs everything is looked at; the cheap checks of the
// books run after each.
const fullCheck = 500

// monday is 5 January 2026, 06:00 UTC.
const monday = 1_767_571_200_000 + 6*hour

const (
	second int64 = 1000
	minute       = 60 * second
	hour         = 60 * minute
)

// A World is an invented centre at one moment.
type World struct {
	opt   Options
	rng   *rand.Rand
	now   int64
	seq   uint64
	epoch uint16
	state *core.State
	out   core.Out
	todo  agenda
	books *books
	watch *watch
	debts *debts
	broke error

	legs    map[id.Leg]*leg // for looking up only
	live    []*leg          // in the order in which they came
	legs0   int             // how many were named here
	people  []*person
	byNum   map[id.Number]*person // for looking up only
	agents  []*agent
	byAgent map[id.Agent]*agent  // for looking up only
	byDesk  map[id.Device]*agent // for looking up only
	lines   []*core.Line         // as they are set now
	shut    map[id.Line]bool     // for looking up only: those out of service
	named   int                  // lines so far
	asked   int                  // enquiries so far
	edition int                  // of menus
	dids    []core.DID
	closing bool // nobody calls any more
	tally   Tally
}

// A Tally is what a world went through.
type Tally struct {
	Inputs, Items, Offers, Attempts, Restarts int
	Ends                                      map[string]int // how items, offers, attempts and promises ended
	Record, Longest                           int            // bytes of all decision records, and of the longest
	Rolling                                   uint64         // over all that was said
}

// Add sums two worlds up.
func (t *Tally) Add(o Tally) {
	t.Inputs += o.Inputs
	t.Items += o.Items
	t.Offers += o.Offers
	t.Attempts += o.Attempts
	t.Restarts += o.Restarts
	t.Record += o.Record
	t.Longest = max(t.Longest, o.Longest)
	if t.Ends == nil {
		t.Ends = map[string]int{}
	}
	t.Rolling ^= o.Rolling
	for k, n := range o.Ends {
		t.Ends[k] += n
	}
}

// New is a centre just before its first caller.
func New(opt Options) *World {
	if opt.Size == (Size{}) {
		opt.Size = Standard()
	}
	if opt.Start == 0 {
		opt.Start = monday
	}
	w := &World{
		opt: opt, rng: rand.New(rand.NewPCG(opt.Seed, 0x676f6f64)), now: opt.Start, state: core.New(), books: newBooks(), watch: newWatch(),
		legs: map[id.Leg]*leg{}, byNum: map[id.Number]*person{}, byAgent: map[id.Agent]*agent{}, byDesk: map[id.Device]*agent{}, shut: map[id.Line]bool{},
	}
	w.debts = newDebts(w.watch.lines)
	w.tell(core.Opened{Epoch: 1, Seed: opt.Seed})
	w.epoch = 1
	w.setUp()
	return w
}

// State is the core's state; it must only be looked at.
func (w *World) State() *core.State { return w.state }

// Tally is what has happened so far.
func (w *World) Tally() Tally { return w.tally }

// Now is the moment of the world, ms UTC.
func (w *World) Now() int64 { return w.now }

// Run lets time pass and returns what must never have been, nil when all is well.
func (w *World) Run(ms int64) error {
	until := w.now + ms
	for w.broke == nil {
		at, wake := w.todo.next(), w.state.NextWake()
		if wake != 0 && (wake < at || at == 0) {
			if wake > until {
				break
			}
			w.now = max(w.now, wake)
			w.tell(core.Tick{})
			continue
		}
		if at == 0 || at > until {
			break
		}
		w.now = max(w.now, at)
		w.todo.pop().do()
	}
	w.now = max(w.now, until)
	return w.broke
}

// Close lets everybody finish: no caller comes, no agent dials, and after a while nobody
// may be left in a call, and the books must balance.
func (w *World) Close() error {
	w.closing = true
	for _, l := range w.lines { // nor does the floor
		l.Returns = &core.Returns{Hand: true}
		w.tell(core.LineSet{Line: *l})
	}
	if err := w.Run(6 * hour); err != nil {
		return err
	}
	if err := w.state.Check(); err != nil {
		return w.fail(err)
	}
	if n := len(w.state.Calls()); n > 0 {
		return w.fail(fmt.Errorf("%d calls are left after everybody went", n))
	}
	if err := w.books.balance(); err != nil {
		return w.fail(err)
	}
	return nil
}

// tell gives the core an input and looks whether what it says may be.
func (w *World) tell(in core.Input) {
	if w.broke != nil {
		return
	}
	w.seq++
	w.tally.Inputs++
	if w.opt.Tap != nil {
		w.opt.Tap(w.now, w.seq, in)
	}
	w.books.hear(in)
	w.watch.hear(in)
	w.debts.hear(in)
	w.out.Reset()
	if err := w.step(in); err != nil {
		w.broke = w.fail(fmt.Errorf("%T: %w", in, err))
		return
	}
	for _, f := range w.out.Facts {
		w.tally.count(f)
		err := w.books.enter(w.now, f)
		if err == nil {
			if err = cmp.Or(w.watch.enter(w.now, f), w.debts.enter(w.now, f)); err != nil {
				err = fmt.Errorf("%s of %s: %w", f.Fact.FactType(), f.Head.Item, err)
			}
		}
		if err != nil {
			w.broke = w.fail(fmt.Errorf("after %T: %w", in, err))
			return
		}
	}
	if err := cmp.Or(w.books.settle(), w.watch.settle(w.now)); err != nil {
		w.broke = w.fail(fmt.Errorf("after %T: %w", in, err))
		return
	}
	for _, a := range w.out.Asks {
		w.replies(a)
	}
	for _, c := range w.out.Effects {
		w.tally.roll(string(c.On()))
		w.obey(c)
	}
	if w.tally.Inputs%fullCheck == 0 {
		if err := cmp.Or(w.state.Check(), w.debts.old(w.now)); err != nil {
			w.broke = w.fail(fmt.Errorf("after %T: %w", in, err))
		}
	}
}

// step steps the core; a panic is a failure like any, and has a seed.
func (w *World) step(in core.Input) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	w.state.Step(w.now, w.seq, in, &w.out)
	return nil
}

func (w *World) fail(err error) error {
	return fmt.Errorf("seed %d, input %d, %d min in: %w", w.opt.Seed, w.seq, (w.now-w.opt.Start)/minute, err)
}

// in lets something happen after ms.
func (w *World) in(ms int64, do func()) { w.todo.push(w.now+max(ms, 1), do) }

// chance is true once in a while: p of 1.
func (w *World) chance(p float64) bool { return w.rng.Float64() < p }

// fault is chance, but never in a calm world.
func (w *World) fault(p float64) bool { return !w.opt.Calm && w.rng.Float64() < p }

// about draws a time from an exponential distribution, at least a tenth of the mean.
func (w *World) about(mean int64) int64 {
	return mean/10 + int64(-math.Log(1-w.rng.Float64())*float64(mean)*0.9)
}

// between draws a time from lo to hi.
func (w *World) between(lo, hi int64) int64 { return lo + w.rng.Int64N(hi-lo+1) }

func pick[T any](w *World, list []T) T { return list[w.rng.IntN(len(list))] }
