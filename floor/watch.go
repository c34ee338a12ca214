package floor

import (
	"context"
	"slices"

	"gudok/core"
	"gudok/id"
)

// BoardLine is a line on the board.
type BoardLine struct {
	core.LineView
	Today Today `json:"today"`
}

// BoardCall is a call on the board with the outside party's number as the viewer may see it.
type BoardCall struct {
	core.CallView
	Sound  []LegSound `json:"sound,omitempty"`  // of its legs, as far as media has told
	Number string     `json:"number,omitempty"` // "" withheld, or hidden from this viewer
	Pretty string     `json:"pretty,omitempty"` // for people; masked where Number is hidden
}

// Board is the live floor: whole when Full, else what changed since the revision before.
// Alarms and figures are always whole.
type Board struct {
	Now     int64            `json:"now"` // ms UTC, the server's clock
	Rev     uint64           `json:"rev"`
	Full    bool             `json:"full"`
	Lines   []BoardLine      `json:"lines"`
	Agents  []core.AgentView `json:"agents"`
	Calls   []BoardCall      `json:"calls"`
	Gone    Gone             `json:"gone"`
	Alarms  []Alarm          `json:"alarms"`
	Figures Figures          `json:"figures"`
}

// Gone names rows that are to be taken off the board.
type Gone struct {
	Lines  []id.Line  `json:"lines"`
	Agents []id.Agent `json:"agents"`
	Calls  []id.Call  `json:"calls"`
}

// Figures sum up the lines that the viewer sees.
type Figures struct {
	Waiting      int      `json:"waiting"`
	Longest      int64    `json:"longest"` // since when who waits longest does, ms UTC, 0: nobody
	Level        *float64 `json:"level"`   // 0 to 1 today; null: nobody's waiting has ended yet
	Formula      string   `json:"formula"`
	Abandoned    int      `json:"abandoned"` // today
	Talking      int      `json:"talking"`
	Ready        int      `json:"ready"` // free agents; to a client: in the line that has most
	PromisesOpen int      `json:"promises_open"`
	Overdue      int      `json:"overdue"`
}

// A View says what of the board somebody may see (reliability.md 6.1).
type View struct {
	Tenants []id.Tenant // nil: all
	Masked  bool        // numbers are hidden but for their ends
}

func (v *View) all() bool { return v.Tenants == nil }

func (v *View) sees(t id.Tenant) bool { return v.all() || t != "" && slices.Contains(v.Tenants, t) }

// A Watcher follows the board. It belongs to one goroutine.
type Watcher struct {
	board *board
	view  View
	news  chan struct{}
	rev   uint64

	lines  map[id.Line]bool // shown to it
	agents map[id.Agent]bool
	calls  map[id.Call]bool
}

// Watch begins to follow the board. Close the watcher.
func (f *Floor) Watch(v View) *Watcher {
	w := &Watcher{board: f.board, view: v, news: make(chan struct{}, 1)}
	f.board.mu.Lock()
	defer f.board.mu.Unlock()
	f.board.watchers[w.news] = true
	return w
}

// Close ends it.
func (w *Watcher) Close() {
	w.board.mu.Lock()
	defer w.board.mu.Unlock()
	delete(w.board.watchers, w.news)
}

// Next waits for a change, at most one a second, and returns it; the first is the whole
// board, at once.
func (w *Watcher) Next(ctx context.Context) (Board, error) {
	if w.rev > 0 {
		select {
		case <-w.news:
		case <-w.board.floor.done:
			return Board{}, errStopping()
		case <-ctx.Done():
			return Board{}, ctx.Err()
		}
	}
	b := w.take()
	for i := range b.Calls {
		w.name(ctx, &b.Calls[i])
	}
	return b, nil
}

// take is what is new since the watcher last looked.
func (w *Watcher) take() Board {
	b := w.board
	b.mu.Lock()
	defer b.mu.Unlock()
	if w.rev == 0 || w.rev < max(b.lines.lost, b.agents.lost, b.calls.lost) {
		w.rev, w.lines, w.agents, w.calls = 0, map[id.Line]bool{}, map[id.Agent]bool{}, map[id.Call]bool{}
	}
	v := &w.view
	out := Board{Now: b.floor.Now(), Rev: max(b.rev, 1), Full: w.rev == 0, Alarms: b.alarmsFor(v), Figures: b.figuresFor(v)}
	out.Lines, out.Gone.Lines = b.lines.since(w.rev, func(l *BoardLine) bool { return v.sees(l.Tenant) }, w.lines)
	out.Calls, out.Gone.Calls = b.calls.since(w.rev, func(c *BoardCall) bool { return v.sees(c.Tenant) }, w.calls)
	// A client sees an agent only while he works for that client.
	out.Agents, out.Gone.Agents = b.agents.since(w.rev, func(a *core.AgentView) bool { return v.sees(a.Tenant) }, w.agents)
	w.rev = out.Rev
	if !v.all() {
		for i := range out.Calls {
			out.Calls[i] = out.Calls[i].forClient()
		}
		for i := range out.Agents {
			out.Agents[i].Ear, out.Agents[i].Help = nil, 0
		}
	}
	return out
}

// name writes the number of a call for people.
func (w *Watcher) name(ctx context.Context, c *BoardCall) {
	n := w.board.floor.numbers.digits(ctx, c.CallView.Number)
	switch {
	case n == "":
	case w.view.Masked:
		c.Pretty = n.Mask()
	default:
		c.Number, c.Pretty = string(n), n.Pretty()
	}
}

// figuresFor sums up what the viewer sees. The lock is held.
func (b *board) figuresFor(v *View) Figures {
	f := Figures{Formula: Formula}
	var today sums
	for name, r := range b.lines.rows {
		if r.gone || !v.sees(r.row.Tenant) {
			continue
		}
		l := &r.row
		f.Waiting += l.Waiting
		if l.Longest != 0 && (f.Longest == 0 || l.Longest < f.Longest) {
			f.Longest = l.Longest
		}
		f.Talking += l.Talking
		f.Ready = max(f.Ready, l.Ready)
		f.PromisesOpen += l.Promises
		f.Overdue += l.Overdue
		today.add(b.day.of(name))
	}
	f.Abandoned, f.Level = today.abandoned, today.level()
	if v.all() {
		f.Ready = b.free()
	}
	return f
}

// free counts the agents who could take a call now.
func (b *board) free() int {
	n := 0
	for _, r := range b.agents.rows {
		if !r.gone && isFree(&r.row) {
			n++
		}
	}
	return n
}

// isFree: the agent could take a call now.
func isFree(a *core.AgentView) bool {
	return !a.Aside && a.Presence.State == "online" && !a.Presence.Leaving && a.Presence.Pending == "" &&
		a.Slot.State == "idle" && a.Device.Healthy
}
