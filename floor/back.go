package floor

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

const (
	// backAtOnce is how many may look back at a time: a look costs up to a second of one
	// processor, and calls need the others.
	backAtOnce = 2
	// backLimit is how long one look may take: whoever moves a slider does not wait longer.
	backLimit = 8 * time.Second
	// scenesKept bounds the moments that are kept ready: a slider is moved to and fro around a
	// few of them. Each is as large as the state of the floor.
	scenesKept = 16
	// stepsShown and stepsFrom bound what is said to have happened just before the moment.
	stepsShown = 12
	stepsFrom  = 60_000 // ms
	stepsRead  = 200    // facts
)

// Then is the board as it was at a past moment, Now.
type Then struct {
	Board
	Version int      `json:"version"` // core.Version that decided then, 0: not known
	Exact   bool     `json:"exact"`   // lived again through the core, to the very state
	Unknown []string `json:"unknown"` // fields of lines that facts do not tell
	Down    *Down    `json:"down,omitempty"`
	Steps   []Did    `json:"steps"` // what had happened just before, newest first
}

// Down is a time in which nobody had the floor: nothing was recorded from From until the next
// process began at To. What is shown is the last that is known.
type Down struct {
	From int64 `json:"from"` // ms UTC
	To   int64 `json:"to"`
}

// A Did is one fact in short.
type Did struct {
	At    int64    `json:"at"`
	Type  string   `json:"type"`
	Line  id.Line  `json:"line,omitempty"`
	Call  id.Call  `json:"call,omitempty"`
	Agent id.Agent `json:"agent,omitempty"`
}

// history answers what was. It reads the journal beside the floor and never asks the core.
type history struct {
	floor *Floor
	turns chan struct{} // a place for each who may look

	mu     sync.Mutex
	asking map[id.User]bool
	scenes []*scene // used last, first
	hours  hours
}

func newHistory(f *Floor) *history {
	return &history{floor: f, turns: make(chan struct{}, backAtOnce), asking: map[id.User]bool{}, hours: newHours()}
}

// Then is the board at the moment at (ms UTC) as somebody with the view may see it. Each user
// asks for one moment at a time: problem "past.busy".
func (f *Floor) Then(ctx context.Context, who id.User, v View, at int64) (Then, error) {
	if at > f.Now() {
		return Then{}, problem.New(problem.Invalid, "past.not_yet")
	}
	ctx, done, err := f.history.enter(ctx, who)
	if err != nil {
		return Then{}, err
	}
	defer done()
	t, err := f.history.then(ctx, v, at)
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return Then{}, problem.New(problem.Unavailable, "past.too_slow")
	}
	return t, err
}

// enter waits for a place. The result gives it back.
func (h *history) enter(ctx context.Context, who id.User) (context.Context, func(), error) {
	h.mu.Lock()
	busy := h.asking[who]
	h.asking[who] = true
	h.mu.Unlock()
	if busy {
		return nil, nil, problem.New(problem.TooMany, "past.busy")
	}
	ctx, cancel := context.WithTimeout(ctx, backLimit)
	leave := func() {
		cancel()
		h.mu.Lock()
		delete(h.asking, who)
		h.mu.Unlock()
	}
	select {
	case h.turns <- struct{}{}:
		return ctx, func() { <-h.turns; leave() }, nil
	case <-ctx.Done():
		leave()
		return nil, nil, problem.New(problem.Unavailable, "past.too_slow")
	}
}

func (h *history) then(ctx context.Context, v View, at int64) (Then, error) {
	p, err := h.place(ctx, at)
	if err != nil {
		return Then{}, err
	}
	s, err := h.scene(ctx, p)
	if err != nil {
		return Then{}, err
	}
	t := h.draw(s, v, at)
	defer h.keep(s) // nobody else sees it before it is drawn
	if t.Down, err = h.down(ctx, s, p); err != nil {
		return Then{}, err
	}
	if t.Steps, err = h.steps(ctx, v, p); err != nil {
		return Then{}, err
	}
	w := Watcher{board: h.floor.board, view: v}
	for i := range t.Calls {
		w.name(ctx, &t.Calls[i])
	}
	return t, nil
}

// A place is a moment in the journal.
type place struct {
	at   int64
	fact uint64 // the last one not after it
	head uint64 // the newest of all
}

// place finds the moment. Problem "past.nothing_before" names the first moment of which
// anything is kept.
func (h *history) place(ctx context.Context, at int64) (place, error) {
	head, err := h.floor.sql.Head(ctx)
	if err != nil {
		return place{}, err
	}
	first, err := h.floor.sql.After(ctx, 0, 1)
	if err != nil {
		return place{}, err
	}
	if len(first) == 0 || at < first[0].At {
		oldest := h.floor.Now()
		if len(first) > 0 {
			oldest = first[0].At
		}
		return place{}, problem.New(problem.NotFound, "past.nothing_before", "first", strconv.FormatInt(oldest, 10))
	}
	next, err := h.floor.sql.FirstAt(ctx, at+1, head.Fact)
	return place{at: at, fact: next - 1, head: head.Fact}, err
}

// down is the time around the moment in which nobody had the floor, nil: somebody had.
func (h *history) down(ctx context.Context, s *scene, p place) (*Down, error) {
	around, err := h.floor.sql.After(ctx, p.fact-1, 2)
	if err != nil || len(around) < 2 || !fact.Is[fact.FloorStarted](around[1]) {
		return nil, err
	}
	mark, err := h.floor.sql.LastMark(ctx, p.at)
	if err != nil {
		return nil, err
	}
	d := Down{From: max(around[0].At, mark, s.lived()), To: around[1].At}
	if p.at <= d.From {
		return nil, nil //nolint:nilnil // nobody was missing
	}
	return &d, nil
}

// steps are the facts just before the moment that a supervisor would have seen.
func (h *history) steps(ctx context.Context, v View, p place) ([]Did, error) {
	list := []Did{}
	some, err := h.floor.sql.Before(ctx, p.fact+1, stepsRead)
	if err != nil {
		return nil, err
	}
	for _, e := range some {
		if e.At < p.at-stepsFrom || len(list) == stepsShown {
			break
		}
		if told(e, &v) {
			list = append(list, Did{At: e.At, Type: e.Type, Line: e.Line, Call: e.Call, Agent: e.Agent})
		}
	}
	return list, nil
}

// told reports whether the fact is one that is shown to the viewer. Who listens is the house's
// matter.
func told(e fact.Envelope, v *View) bool {
	if !v.all() && (!v.sees(e.Tenant) || fact.Is[fact.EarOpened](e)) {
		return false
	}
	switch e.Type {
	case fact.ItemEnqueued{}.FactType(), fact.ItemOffered{}.FactType(), fact.ItemConnected{}.FactType(), fact.ItemTransferred{}.FactType(),
		fact.CallHeld{}.FactType(), fact.CallHoldLate{}.FactType(), fact.CallEnded{}.FactType(), fact.AgentPresence{}.FactType(),
		fact.AgentHelp{}.FactType(), fact.EarOpened{}.FactType(), fact.PromiseOpened{}.FactType(), fact.FloorStarted{}.FactType():
		return true
	case fact.ItemLeft{}.FactType():
		f, err := fact.Open[fact.ItemLeft](e)
		return err == nil && f.Reason != "answered"
	}
	return false
}
