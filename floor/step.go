package floor

import (
	"fmt"
	"runtime/debug"

	"gudok/base/journal"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
)

// step journals one input and lets the core take it. The error is a refusal: a problem.
func (f *Floor) step(in core.Input) error {
	f.seq++
	kind, data := core.EncodeInput(in)
	rec := journal.Input{Seq: f.seq, At: f.clock.now(), Kind: kind, Data: data}
	if crash := f.try(rec, in); crash != nil {
		f.survive(rec, in, crash)
		return problem.New(problem.Unavailable, "floor.could_not")
	}
	f.remember(rec)
	f.live.hear(in)
	if e, ok := in.(core.LegEnded); ok {
		f.board.legOver(e.Leg)
	}
	f.learn(in)
	if e, ok := in.(core.LegEnded); ok && len(f.strays) > 0 {
		f.strayEnded(e.Leg, e.Cause)
	}
	return f.collect(rec)
}

// A crash is a panic of the core: a programmer's mistake that one input brought to light.
type crash struct {
	what  string
	stack []byte
}

// try is the core's Step, with its panic caught.
func (f *Floor) try(rec journal.Input, in core.Input) (c *crash) {
	defer func() {
		if p := recover(); p != nil {
			c = &crash{fmt.Sprint(p), debug.Stack()}
		}
	}()
	if f.poison != nil {
		f.poison(in)
	}
	f.state.Step(rec.At, rec.Seq, in, &f.out)
	return nil
}

// remember puts the input into the batch and into what a panic needs to come back.
func (f *Floor) remember(rec journal.Input) {
	f.batch.Inputs = append(f.batch.Inputs, rec)
	f.past.add(rec)
}

// collect moves what a step led to into the batch.
func (f *Floor) collect(rec journal.Input) error {
	defer f.out.Reset()
	for i := range f.out.Facts {
		f.say(rec, f.out.Facts[i].Head, f.out.Facts[i].Fact)
	}
	for _, c := range f.out.Effects {
		f.live.do(c)
		f.batch.effects = append(f.batch.effects, c)
	}
	f.batch.asks = append(f.batch.asks, f.out.Asks...)
	for _, note := range f.out.Notes {
		f.log.Info("core", "note", note, "input", rec.Seq)
	}
	f.touch(&f.out.Touched)
	if r := f.out.Refused; r != nil {
		return problem.New(problem.Conflict, r.Code, r.Params...)
	}
	return nil
}

// say appends a fact to the batch.
func (f *Floor) say(rec journal.Input, h fact.Head, what fact.Fact) {
	f.facts++
	f.batch.Facts = append(f.batch.Facts, fact.Wrap(journal.Stream(f.opt.Floor), f.facts, rec.At, rec.Seq, h, what))
	if t, ok := tallied(rec.At, h, what); ok {
		f.batch.tallies = append(f.batch.tallies, t)
	}
}

// touch notes whose views changed.
func (f *Floor) touch(t *core.Touched) {
	for _, a := range t.Agents {
		f.touched[a] = true
		f.dirty.agents[a] = true
	}
	for _, l := range t.Lines {
		f.dirty.lines[l] = true
	}
	for _, c := range t.Calls {
		f.dirty.calls[c] = true
	}
}
