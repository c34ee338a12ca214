package replay

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"

	"gudok/base/journal"
	"gudok/core"
	"gudok/fact"
)

const (
	// marksAtOnce is how many marks one question brings back.
	marksAtOnce = 1000
	// damagedShown bounds the list of rows that were changed: with more, the disk is the matter.
	damagedShown = 20
	// goingOnEvery is after how many inputs Options.GoingOn is called.
	goingOnEvery = 10_000
)

// Options say what is compared.
type Options struct {
	From, To int64 // ms UTC; the walk begins at the state before From
	// GoingOn hears how far it is. May be nil.
	GoingOn func(inputs int, at int64)
}

// A Report is what became of a day that was lived again.
type Report struct {
	Beginning
	Last     uint64 // input
	LastAt   int64  // its moment
	Inputs   int
	Facts    int // recorded ones that were held to what the core says now
	Offers   int // of them
	Skipped  int // inputs that the core could not take when they came
	Restarts int
	Versions []int // of the core that recorded the inputs, in order
	Marks    []Marked
	Damaged  []Range     // rows of inputs whose bytes are not those that were written
	Differs  *Difference // the first; nil: all is as it was
	Walk     *Walk       // where it ended, for looking around
}

// A Marked is what a mark of the state says.
type Marked struct {
	Seq   uint64
	At    int64
	Equal bool
	Parts []string // that differ
}

// A Range of inputs.
type Range struct{ First, Last uint64 }

// Sure reports whether the whole day was decided by this version of the core, whose decisions
// and states are promised to be the same (house.md 5.5).
func (r *Report) Sure() bool {
	return len(r.Versions) == 0 || len(r.Versions) == 1 && r.Versions[0] == core.Version
}

// Compare lives the time again and holds it to what was recorded. It ends at the first
// difference, or rather at the mark after it, which says what part of the state it reached.
// The error is of the database; a record that cannot be lived again is a difference.
func Compare(ctx context.Context, sql *journal.SQL, o Options) (*Report, error) {
	w, b, err := Begin(ctx, sql, o.From)
	if err != nil {
		return nil, err
	}
	head, err := sql.Head(ctx)
	if err != nil {
		return nil, err
	}
	c := &comparing{Report: &Report{Beginning: b, Last: b.Seq, LastAt: b.At, Walk: w}, sql: sql}
	if c.told, err = recordedSince(ctx, sql, b, head.Fact); err != nil {
		return nil, err
	}
	if err := c.run(ctx, o); err != nil {
		return nil, err
	}
	return c.Report, nil
}

// comparing is a Compare that is on.
type comparing struct {
	*Report
	sql      *journal.SQL
	told     *recorded
	marks    []journal.Mark // to come
	unmarked bool           // no further ones will come
	equal    uint64         // the last input at which the state was as recorded
	other    bool           // an input of another version was taken
}

func (c *comparing) run(ctx context.Context, o Options) error {
	c.equal = c.Seq
	for {
		t, ok, err := c.Walk.Next(ctx, o.To)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			c.cannot(t, err)
			return nil
		case !ok:
			return nil
		}
		c.count(t)
		if c.Inputs%goingOnEvery == 0 && o.GoingOn != nil {
			o.GoingOn(c.Inputs, t.Input.At)
		}
		if err := c.facts(ctx, t); err != nil {
			return err
		}
		met, err := c.mark(ctx, t, o.To)
		if err != nil {
			return err
		}
		if c.Differs != nil && (met || c.other) {
			return nil
		}
	}
}

// count notes the input and the row in which it lay.
func (c *comparing) count(t Taken) {
	c.Inputs++
	c.Last, c.LastAt = t.Input.Seq, t.Input.At
	if t.Input.Skipped {
		c.Skipped++
	}
	if t.Input.Kind == "opened" {
		c.Restarts++
	}
	if !t.First && c.Inputs > 1 {
		return
	}
	if v := t.Row.Version; !slices.Contains(c.Versions, v) {
		c.Versions = append(c.Versions, v)
		c.other = c.other || v != core.Version
	}
	if !t.Row.Whole && len(c.Damaged) < damagedShown {
		c.Damaged = append(c.Damaged, Range{t.Row.First, t.Row.Last})
	}
}

// cannot is an input that could be taken then and cannot now.
func (c *comparing) cannot(t Taken, err error) {
	if c.Differs == nil {
		c.Differs = &Difference{Seq: max(t.Input.Seq, c.Last+1), At: t.Input.At, Kind: t.Input.Kind, What: Broken, Why: err.Error()}
	}
}

// facts holds what the core says now to what was recorded. Of another version's inputs only
// decisions are compared: it may well have said the rest in other words.
func (c *comparing) facts(ctx context.Context, t Taken) error {
	was, err := c.told.of(ctx, t.Input.Seq)
	if err != nil || c.Differs != nil || t.Input.Skipped {
		return err
	}
	c.Facts += len(was)
	for _, e := range was {
		if fact.Is[fact.ItemOffered](e) {
			c.Offers++
		}
	}
	now := t.Said
	if c.other {
		was, now = decisionsOf(was), decisions(now)
	}
	for i := range max(len(was), len(now)) {
		if d := compareFact(at(was, i), at(now, i), c.other); d != nil {
			d.Seq, d.At, d.Kind = t.Input.Seq, t.Input.At, t.Input.Kind
			c.Differs = d
			break
		}
	}
	return nil
}

func at[T any](list []T, i int) *T {
	if i < len(list) {
		return &list[i]
	}
	return nil
}

// mark holds the state to the mark of this input, if there is one, and reports whether.
func (c *comparing) mark(ctx context.Context, t Taken, upTo int64) (met bool, err error) {
	if len(c.marks) == 0 && !c.unmarked {
		if c.marks, err = c.sql.Marks(ctx, c.Last-1, upTo, marksAtOnce); err != nil {
			return false, err
		}
		c.unmarked = len(c.marks) < marksAtOnce
	}
	for len(c.marks) > 0 && c.marks[0].Seq < t.Input.Seq {
		c.marks = c.marks[1:]
	}
	if len(c.marks) == 0 || c.marks[0].Seq != t.Input.Seq {
		return false, nil
	}
	m := c.marks[0]
	c.marks = c.marks[1:]
	if c.other || m.Version != core.Version {
		return true, nil // another version's state has another form
	}
	got := Marked{Seq: m.Seq, At: m.At}
	data := c.Walk.State.Encode()
	if got.Equal = sha256.Sum256(data) == m.Hash; !got.Equal {
		got.Parts = differing(m.Parts, data)
	}
	c.Marks = append(c.Marks, got)
	switch {
	case got.Equal:
		c.equal = m.Seq
	case c.Differs == nil:
		c.Differs = &Difference{Seq: c.equal + 1, To: m.Seq, At: m.At, What: Silent, Parts: got.Parts}
	case c.Differs.Parts == nil:
		c.Differs.Parts = got.Parts
	}
	return true, nil
}

// differing are the names of the parts of an encoded state that are not as recorded.
func differing(was map[string]string, data []byte) []string {
	now, err := core.PartsOf(data)
	if err != nil {
		return nil
	}
	list := []string{}
	for name, sum := range now {
		if was[name] != sum {
			list = append(list, name)
		}
	}
	for name := range was {
		if _, ok := now[name]; !ok {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// recorded reads facts beside the inputs that led to them.
type recorded struct {
	sql   *journal.SQL
	page  []fact.Envelope
	after uint64
	ended bool
}

const factsAtOnce = 2000

// recordedSince are the facts from the beginning of a walk on.
func recordedSince(ctx context.Context, sql *journal.SQL, b Beginning, head uint64) (*recorded, error) {
	first, err := sql.FirstAt(ctx, b.At, head)
	if err != nil {
		return nil, err
	}
	return &recorded{sql: sql, after: first - 1}, nil
}

// of are the facts that the input led to. Inputs are asked for in order. What the floor said of
// itself has no cause.
func (r *recorded) of(ctx context.Context, seq uint64) (list []fact.Envelope, err error) {
	for {
		if len(r.page) == 0 {
			if r.ended {
				return list, nil
			}
			if r.page, err = r.sql.After(ctx, r.after, factsAtOnce); err != nil {
				return nil, err
			}
			if len(r.page) == 0 {
				r.ended = true
				return list, nil
			}
			r.after = r.page[len(r.page)-1].Seq
		}
		e := r.page[0]
		if e.Cause > seq {
			return list, nil
		}
		if e.Cause == seq {
			list = append(list, e)
		}
		r.page = r.page[1:]
	}
}

// IsNothing reports whether the error says that nothing is kept of the time.
func IsNothing(err error) bool { return errors.Is(err, ErrNothing) }
