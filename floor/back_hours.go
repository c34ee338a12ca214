package floor

import (
	"context"
	"slices"
	"sync"

	"gudok/base/journal"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

const (
	hourMS   = 3_600_000
	minuteMS = 60_000
	// momentsLimit bounds the time of which moments are asked for: a day, and the hour by which
	// one may be longer.
	momentsLimit = 25 * hourMS
	// hoursKept bounds what is remembered of hours that are over: a week.
	hoursKept = 168
	// downLeast: a restart shorter than this, ms, is nothing to look at.
	downLeast = 2000
)

// Moments are the marks of the slider: what happened in each minute in which something did.
type Moments struct {
	Now     int64    `json:"now"`
	Oldest  int64    `json:"oldest"` // ms UTC, the first moment of which anything is kept
	Exact   int64    `json:"exact"`  // from here on moments can be lived again; 0: none
	Minutes []Minute `json:"minutes"`
	Down    []Down   `json:"down"` // nobody had the floor
}

// A Minute in which something happened.
type Minute struct {
	At        int64 `json:"at"` // ms UTC, its beginning
	Offers    int   `json:"offers"`
	Answered  int   `json:"answered"`
	Abandoned int   `json:"abandoned"`
	Alarms    int   `json:"alarms"` // somebody waited too long, asked for help, was held too long; a fault
}

func (m *Minute) add(o Minute) {
	m.Offers += o.Offers
	m.Answered += o.Answered
	m.Abandoned += o.Abandoned
	m.Alarms += o.Alarms
}

// hours are those that are over and were asked for; facts do not change.
type hours struct {
	mu   sync.Mutex
	kept map[int64]*hour // by their beginning
	used []int64         // last, first
}

// An hour is what happened in it, to whom.
type hour struct {
	of   map[id.Tenant]*[60]Minute
	down []Down
}

func newHours() hours { return hours{kept: map[int64]*hour{}} }

func (h *hours) get(begin int64) *hour {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.kept[begin]
}

func (h *hours) put(begin int64, o *hour) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.kept[begin] = o
	h.used = slices.Insert(slices.DeleteFunc(h.used, func(b int64) bool { return b == begin }), 0, begin)
	for len(h.used) > hoursKept {
		delete(h.kept, h.used[hoursKept])
		h.used = h.used[:hoursKept]
	}
}

// Moments are the marks from one moment to another (ms UTC), at most 25 hours.
func (f *Floor) Moments(ctx context.Context, who id.User, v View, from, to int64) (Moments, error) {
	if to <= from || to-from > momentsLimit {
		return Moments{}, problem.New(problem.Invalid, "past.too_much")
	}
	// The slider and the board are asked for side by side: they are two looks.
	ctx, done, err := f.history.enter(ctx, who+" moments")
	if err != nil {
		return Moments{}, err
	}
	defer done()
	m, err := f.history.moments(ctx, v, from, min(to, f.Now()))
	if err != nil && ctx.Err() != nil {
		return Moments{}, problem.New(problem.Unavailable, "past.too_slow")
	}
	return m, err
}

func (h *history) moments(ctx context.Context, v View, from, to int64) (Moments, error) {
	m := Moments{Now: h.floor.Now(), Minutes: []Minute{}, Down: []Down{}}
	if err := h.reach(ctx, &m); err != nil {
		return m, err
	}
	head, err := h.floor.sql.Head(ctx)
	if err != nil {
		return m, err
	}
	for begin := max(from, m.Oldest) / hourMS * hourMS; begin < to; begin += hourMS {
		o := h.hours.get(begin)
		if o == nil {
			if o, err = h.read(ctx, begin, head.Fact); err != nil {
				return m, err
			}
			if begin+hourMS+minuteMS < m.Now {
				h.hours.put(begin, o)
			}
		}
		m.take(o, &v, begin, from, to)
	}
	return m, nil
}

// reach says how far back one can look.
func (h *history) reach(ctx context.Context, m *Moments) error {
	first, err := h.floor.sql.After(ctx, 0, 1)
	if err != nil {
		return err
	}
	if m.Oldest = m.Now; len(first) > 0 {
		m.Oldest = first[0].At
	}
	seq, at, err := h.floor.sql.FirstInput(ctx)
	if err != nil || seq == 0 {
		return err
	}
	if seq == 1 {
		m.Exact = at
		return nil
	}
	m.Exact, err = h.floor.sql.FirstState(ctx)
	return err
}

// take adds what of an hour lies between the moments and may be seen.
func (m *Moments) take(o *hour, v *View, begin, from, to int64) {
	for i := range 60 {
		one := Minute{At: begin + int64(i)*minuteMS}
		if one.At+minuteMS <= from || one.At >= to {
			continue
		}
		for t, all := range o.of {
			if v.sees(t) || v.all() {
				one.add(all[i])
			}
		}
		if (one != Minute{At: one.At}) {
			m.Minutes = append(m.Minutes, one)
		}
	}
	for _, d := range o.down {
		if d.To > from && d.From < to {
			m.Down = append(m.Down, d)
		}
	}
}

// read counts an hour's facts.
func (h *history) read(ctx context.Context, begin int64, head uint64) (*hour, error) {
	sql, o := h.floor.sql, &hour{of: map[id.Tenant]*[60]Minute{}}
	first, err := sql.FirstAt(ctx, begin, head)
	if err != nil {
		return nil, err
	}
	last, err := sql.FirstAt(ctx, begin+hourMS, head)
	if err != nil {
		return nil, err
	}
	for after := first - 1; after+1 < last; {
		page, err := sql.OfTypesAny(ctx, momentTypes(), after, last-1, recallPage)
		if err != nil {
			return nil, err
		}
		for _, e := range page {
			if fact.Is[fact.FloorStarted](e) {
				if err := o.wasDown(ctx, sql, e); err != nil {
					return nil, err
				}
			} else if one, ok := momentOf(e); ok {
				o.add(begin, e.At, e.Tenant, one)
			}
		}
		if len(page) < recallPage {
			break
		}
		after = page[len(page)-1].Seq
	}
	return o, nil
}

func (o *hour) add(begin, at int64, t id.Tenant, one Minute) {
	all := o.of[t]
	if all == nil {
		all = new([60]Minute)
		o.of[t] = all
	}
	all[min(max((at-begin)/minuteMS, 0), 59)].add(one)
}

// wasDown notes the time before a start: from the last that was heard of the process before.
func (o *hour) wasDown(ctx context.Context, sql *journal.SQL, e fact.Envelope) error {
	if e.Seq < 2 {
		return nil
	}
	before, err := sql.After(ctx, e.Seq-2, 1)
	if err != nil || len(before) == 0 {
		return err
	}
	mark, err := sql.LastMark(ctx, e.At-1) // the new process may have left one at once
	if err != nil {
		return err
	}
	if d := (Down{From: max(before[0].At, mark), To: e.At}); d.To-d.From >= downLeast {
		o.down = append(o.down, d)
	}
	return nil
}

// momentTypes are the facts that are counted.
func momentTypes() [8]string {
	return [8]string{
		fact.ItemOffered{}.FactType(), fact.ItemConnected{}.FactType(), fact.ItemLeft{}.FactType(), fact.FloorStarted{}.FactType(),
		fact.AgentHelp{}.FactType(), fact.CallHoldLate{}.FactType(), fact.FloorPanicked{}.FactType(), fact.JournalSpilled{}.FactType(),
	}
}

// momentOf is what a fact adds to its minute; false: nothing.
func momentOf(e fact.Envelope) (Minute, bool) {
	long := func(ms int64) int {
		if ms > max(targetOf(0)*waitingLong, waitingLongMin) {
			return 1
		}
		return 0
	}
	switch e.Type {
	case fact.ItemOffered{}.FactType():
		return Minute{Offers: 1}, true
	case fact.ItemConnected{}.FactType():
		f, err := fact.Open[fact.ItemConnected](e)
		return Minute{Answered: 1, Alarms: long(f.WaitedMS)}, err == nil && e.Promise == ""
	case fact.ItemLeft{}.FactType():
		f, err := fact.Open[fact.ItemLeft](e)
		return Minute{Abandoned: 1, Alarms: long(f.WaitedMS)}, err == nil && f.Reason == "abandoned"
	case fact.AgentHelp{}.FactType():
		f, err := fact.Open[fact.AgentHelp](e)
		return Minute{Alarms: 1}, err == nil && f.On
	}
	return Minute{Alarms: 1}, true
}
