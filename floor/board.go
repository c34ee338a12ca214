package floor

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"gudok/core"
	"gudok/id"
)

const (
	// boardEvery: a board that changes more often than once a second is read by nobody.
	boardEvery = time.Second
	// linesAnew is how often all lines are looked at, changed or not: promises become overdue
	// and calendars open by the clock alone.
	linesAnew = 10 * time.Second
	// goneKept bounds how many rows that are gone are remembered for those who have not been
	// told; who comes back later gets the whole board.
	goneKept = 2000
)

// dirty is what changed since the board was last told. It belongs to the stepping goroutine.
type dirty struct {
	agents map[id.Agent]bool
	lines  map[id.Line]bool
	calls  map[id.Call]bool
	next   time.Time // not before
	anew   time.Time // all lines again
}

func newDirty() dirty {
	return dirty{agents: map[id.Agent]bool{}, lines: map[id.Line]bool{}, calls: map[id.Call]bool{}}
}

func (d *dirty) any() bool { return len(d.agents)+len(d.lines)+len(d.calls) > 0 }

// showBoard hands changed rows to the board, at most once a second.
func (f *Floor) showBoard(now time.Time) {
	d := &f.dirty
	if now.Before(d.next) || !d.any() && now.Before(d.anew) {
		return
	}
	d.next = now.Add(boardEvery)
	at := f.clock.now()
	var rows news
	for a := range d.agents {
		v, ok := f.state.AgentView(a)
		rows.agents = append(rows.agents, agentRow{a, v, ok && !v.Away})
	}
	for c := range d.calls {
		v, ok := f.state.CallView(c)
		rows.calls = append(rows.calls, callRow{c, v, ok})
	}
	if !now.Before(d.anew) {
		d.anew = now.Add(linesAnew)
		for _, v := range f.state.Lines(at) {
			d.lines[v.Line] = true
		}
	}
	for l := range d.lines {
		v, ok := f.state.LineView(l, at)
		rows.lines = append(rows.lines, lineRow{l, v, ok})
	}
	clear(d.agents)
	clear(d.calls)
	clear(d.lines)
	f.board.tell(rows, at)
}

// news are rows that may have changed; without ok they are gone.
type (
	news struct {
		lines  []lineRow
		agents []agentRow
		calls  []callRow
	}
	lineRow struct {
		name id.Line
		view core.LineView
		ok   bool
	}
	agentRow struct {
		name id.Agent
		view core.AgentView
		ok   bool
	}
	callRow struct {
		name id.Call
		view core.CallView
		ok   bool
	}
)

// board keeps the rows that supervisors look at. Each row knows the revision in which it
// changed, so a watcher asks "what is new since the revision I have": nobody is queued for.
type board struct {
	floor *Floor
	wake  chan struct{} // capacity 1: something changed

	mu       sync.Mutex
	rev      uint64
	now      int64
	changed  bool // since the watchers were told
	lines    rows[id.Line, BoardLine]
	agents   rows[id.Agent, core.AgentView]
	calls    rows[id.Call, BoardCall]
	sounds   map[id.Call][]LegSound
	sounding map[id.Leg]id.Call // whose legs are among sounds
	alarms   map[string]Alarm
	day      day
	watchers map[chan struct{}]bool
	refused  uint64
	crowded  int64 // ms UTC, when a call was refused last
	panicked int64 // ms UTC, when the core panicked last
	counting bool  // day knows all up to last
	law      audit // of promises: law.go

	// tally is held for moments only: the stepping goroutine must not wait for watchers.
	tally   sync.Mutex
	tallies []tally

	last    uint64            // fact, when the process began
	targets map[id.Line]int64 // of lines at that moment, ms
}

// rows are one kind of rows.
type rows[K ~string, V any] struct {
	rows map[K]*row[V]
	lost uint64 // rows that went in this revision or before are forgotten
}

type row[V any] struct {
	row  V
	rev  uint64
	gone bool
}

func newBoard(f *Floor) *board {
	return &board{floor: f, wake: make(chan struct{}, 1), alarms: map[string]Alarm{}, sounds: map[id.Call][]LegSound{}, sounding: map[id.Leg]id.Call{},
		watchers: map[chan struct{}]bool{}, day: day{zone: f.opt.Zone},
		lines:  rows[id.Line, BoardLine]{rows: map[id.Line]*row[BoardLine]{}},
		agents: rows[id.Agent, core.AgentView]{rows: map[id.Agent]*row[core.AgentView]{}},
		calls:  rows[id.Call, BoardCall]{rows: map[id.Call]*row[BoardCall]{}}}
}

func (r *rows[K, V]) put(k K, v V, rev uint64) { r.rows[k] = &row[V]{row: v, rev: rev} }

func (r *rows[K, V]) remove(k K, rev uint64) {
	if was, ok := r.rows[k]; ok && !was.gone {
		was.gone, was.rev = true, rev
	}
}

// forget drops the oldest of too many rows that are gone.
func (r *rows[K, V]) forget() {
	var gone []K
	for k, v := range r.rows {
		if v.gone {
			gone = append(gone, k)
		}
	}
	if len(gone) <= goneKept {
		return
	}
	slices.SortFunc(gone, func(a, b K) int { return cmp.Compare(r.rows[a].rev, r.rows[b].rev) })
	for _, k := range gone[:len(gone)/2] {
		r.lost = max(r.lost, r.rows[k].rev)
		delete(r.rows, k)
	}
}

// since lists the rows newer than rev that may be seen and the names of those that were
// shown and may not be any more, both sorted by name. shown is the watcher's memory.
func (r *rows[K, V]) since(rev uint64, see func(*V) bool, shown map[K]bool) (list []V, gone []K) {
	list, gone = []V{}, []K{}
	names := make([]K, 0, len(r.rows))
	for k, v := range r.rows {
		if v.rev > rev {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	for _, k := range names {
		switch v := r.rows[k]; {
		case !v.gone && see(&v.row):
			list = append(list, v.row)
			shown[k] = true
		case shown[k]:
			gone = append(gone, k)
			delete(shown, k)
		}
	}
	return list, gone
}

// recall makes everything known again new, before the first look.
func (d *dirty) recall(s *core.State, now int64) {
	for _, v := range s.Lines(now) {
		d.lines[v.Line] = true
	}
	for _, v := range s.Agents() {
		d.agents[v.Agent] = true
	}
	for _, v := range s.Calls() {
		d.calls[v.Call] = true
	}
}

// begin notes where the process began, before the board's goroutine does.
func (b *board) begin(last uint64, lines []core.LineView) {
	b.last, b.targets = last, map[id.Line]int64{}
	for _, v := range lines {
		b.targets[v.Line] = v.TargetMS
	}
}

// recall fills today's figures from the journal. It works beside the floor: after a busy day
// that takes seconds, and calls do not wait for figures.
func (b *board) recall(ctx context.Context) {
	d := day{zone: b.floor.opt.Zone}
	d.turn(b.floor.Now())
	if err := d.recall(ctx, b.floor.sql, b.last, func(l id.Line) int64 { return targetOf(b.targets[l]) }); err != nil && ctx.Err() == nil {
		b.floor.log.Error("today's figures begin anew", "err", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.day, b.counting = d, true
	for l, r := range b.lines.rows {
		r.row.Today, r.rev = b.todayOf(l), b.rev+1
	}
	b.changed = true
}

// targetOf is a line's target in ms, with the default of core.Line.
func targetOf(ms int64) int64 {
	const usual = 20_000
	if ms == 0 {
		return usual
	}
	return ms
}

// count takes what facts add to the day. It is summed up by the board's own goroutine.
func (b *board) count(all []tally) {
	if len(all) == 0 {
		return
	}
	b.tally.Lock()
	b.tallies = append(b.tallies, all...)
	b.tally.Unlock()
	nudge(b.wake)
}

// tell takes changed rows.
func (b *board) tell(n news, now int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = now
	rev := b.rev + 1
	for _, r := range n.lines {
		if !r.ok {
			b.lines.remove(r.name, rev)
		} else if was := b.lines.rows[r.name]; was == nil || was.gone || was.row.LineView != r.view {
			b.lines.put(r.name, BoardLine{LineView: r.view, Today: b.todayOf(r.name)}, rev)
		} else {
			continue
		}
		b.changed = true
	}
	for _, r := range n.agents {
		if r.ok {
			b.agents.put(r.name, r.view, rev)
		} else {
			b.agents.remove(r.name, rev)
		}
		b.watchAgent(r.name, &r.view, r.ok)
		b.changed = true
	}
	for _, r := range n.calls {
		if r.ok {
			b.calls.put(r.name, BoardCall{CallView: r.view, Sound: b.sounds[r.name]}, rev)
		} else {
			b.calls.remove(r.name, rev)
			b.silent(r.name)
		}
		b.watchCall(r.name, &r.view, r.ok)
		b.changed = true
	}
	b.watchLines(now)
	nudge(b.wake)
}

func (b *board) todayOf(l id.Line) Today {
	s := b.day.of(l)
	return s.today()
}

// run sums up and tells the watchers, at most once a second, until ctx ends.
func (b *board) run(ctx context.Context) error {
	b.recall(ctx)
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-b.wake:
		case <-ctx.Done():
			return nil
		}
		b.publish()
		pause.Reset(boardEvery)
		select {
		case <-pause.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// publish makes what changed a new revision.
func (b *board) publish() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sumUp()
	if !b.changed {
		return
	}
	b.changed = false
	b.rev++
	b.lines.forget()
	b.agents.forget()
	b.calls.forget()
	for w := range b.watchers {
		nudge(w)
	}
}

// sumUp folds the facts of the last second into the day.
func (b *board) sumUp() {
	if !b.counting {
		return
	}
	rev := b.rev + 1
	if b.day.turn(b.floor.Now()) {
		for l, r := range b.lines.rows {
			if !r.gone {
				r.row.Today, r.rev = b.todayOf(l), rev
				b.changed = true
			}
		}
	}
	b.tally.Lock()
	tallies := b.tallies
	b.tallies = nil
	b.tally.Unlock()
	for _, t := range tallies {
		r := b.lines.rows[t.line]
		if r == nil {
			b.day.add(t, targetOf(0))
			continue
		}
		b.day.add(t, targetOf(r.row.TargetMS))
		if !r.gone {
			r.row.Today, r.rev = b.todayOf(t.line), rev
			b.changed = true
		}
	}
	b.watchRefused(b.floor.Now())
	b.watchPanics(b.floor.Now())
}
