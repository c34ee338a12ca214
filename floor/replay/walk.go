package replay

import (
	"context"
	"errors"
	"fmt"

	"gudok/base/journal"
	"gudok/core"
)

// Emptied is the kind of the floor's own journal record: from here on the core began anew,
// because it could not go on with what it knew (house.md 5.4). The core never hears it.
const Emptied = "emptied"

// A walk asks for few batches at first, because it may only go on for a second, and then for
// more and more.
const (
	rowsAtFirst = 32
	rowsAtOnce  = 512
)

// ErrNothing: nothing that was kept leads to the moment.
var ErrNothing = errors.New("no inputs and no state are kept of that moment")

// A Walk lives inputs again, one after another. It belongs to one goroutine.
type Walk struct {
	State *core.State
	Seq   uint64 // of the last input that State contains
	At    int64  // ms UTC, its moment

	sql  *journal.SQL
	rows []journal.Stored
	next int // input of rows[0]
	ask  int // rows to ask for next
	out  core.Out
}

// A Beginning is where a walk began.
type Beginning struct {
	Seq     uint64
	At      int64
	Version int  // core.Version that kept the state
	Empty   bool // with the very first input
}

// Begin is a walk that stands at the newest kept state not after the moment (ms UTC), or before
// the very first input. ErrNothing: what was before the moment is gone.
func Begin(ctx context.Context, sql *journal.SQL, moment int64) (*Walk, Beginning, error) {
	m, kept, err := sql.StateBefore(ctx, moment)
	if err != nil {
		return nil, Beginning{}, err
	}
	if kept {
		w, err := stateOf(sql, m)
		return w, Beginning{Seq: m.Seq, At: m.At, Version: m.Version}, err
	}
	first, at, err := sql.FirstInput(ctx)
	switch {
	case err != nil:
		return nil, Beginning{}, err
	case first != 1:
		return nil, Beginning{}, ErrNothing
	}
	return &Walk{State: core.New(), At: at, sql: sql}, Beginning{At: at, Version: core.Version, Empty: true}, nil
}

func stateOf(sql *journal.SQL, m journal.Mark) (w *Walk, err error) {
	data, err := journal.UnpackState(m.State)
	if err != nil {
		return nil, fmt.Errorf("state after input %d: %w", m.Seq, err)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("state after input %d: %v", m.Seq, p)
		}
	}()
	s, err := core.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("state after input %d: %w", m.Seq, err)
	}
	return &Walk{State: s, Seq: m.Seq, At: m.At, sql: sql}, nil
}

// Clone is a walk that goes on from the same place by itself.
func (w *Walk) Clone() *Walk {
	return &Walk{State: w.State.Clone(), Seq: w.Seq, At: w.At, sql: w.sql}
}

// A Taken is one input that was lived again. It is valid until the next.
type Taken struct {
	Input journal.Input
	Row   *journal.Stored // in which it lay
	First bool            // of its row
	Said  []core.Said     // what the core says now; nil of an input that it never took
}

// Next takes the next input that is not after the moment (ms UTC); false: there is none. An
// error names the input that could not be taken.
func (w *Walk) Next(ctx context.Context, upTo int64) (t Taken, ok bool, err error) {
	if len(w.rows) == 0 || w.next == len(w.rows[0].Inputs) {
		if err := w.turn(ctx); err != nil || len(w.rows) == 0 {
			return Taken{}, false, err
		}
	}
	row := &w.rows[0]
	in := row.Inputs[w.next]
	if in.At > upTo {
		return Taken{}, false, nil
	}
	if in.Seq != w.Seq+1 {
		return Taken{}, false, fmt.Errorf("input %d is missing", w.Seq+1)
	}
	t = Taken{Input: in, Row: row, First: w.next == 0}
	w.next++
	w.Seq, w.At = in.Seq, in.At
	t.Said, err = w.take(in)
	return t, true, err
}

// turn goes to the next row, and asks for more when there is none.
func (w *Walk) turn(ctx context.Context) (err error) {
	if len(w.rows) > 0 {
		w.rows = w.rows[1:]
	}
	w.next = 0
	if len(w.rows) == 0 {
		w.ask = min(max(w.ask*2, rowsAtFirst), rowsAtOnce)
		if w.rows, err = w.sql.Stored(ctx, w.Seq+1, w.ask); err != nil {
			return err
		}
	}
	// The first row may begin before what the state already contains.
	for len(w.rows) > 0 && w.rows[0].Last <= w.Seq {
		w.rows = w.rows[1:]
	}
	if len(w.rows) > 0 && w.rows[0].First <= w.Seq {
		w.next = int(w.Seq + 1 - w.rows[0].First)
	}
	return nil
}

// take steps one input.
func (w *Walk) take(in journal.Input) (said []core.Said, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("input %d, %s: the core cannot take it: %v", in.Seq, in.Kind, p)
		}
	}()
	switch {
	case in.Kind == Emptied:
		w.State = core.New()
		return nil, nil
	case in.Skipped:
		return nil, nil
	}
	what, err := core.DecodeInput(in.Kind, in.Data)
	if err != nil {
		return nil, fmt.Errorf("input %d: %w", in.Seq, err)
	}
	w.out.Reset()
	w.State.Step(in.At, in.Seq, what, &w.out)
	return w.out.Facts, nil
}

// To takes all inputs up to the moment (ms UTC).
func (w *Walk) To(ctx context.Context, moment int64) error {
	for {
		if _, ok, err := w.Next(ctx, moment); err != nil || !ok {
			return err
		}
	}
}
