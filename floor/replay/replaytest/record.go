// Package replaytest writes invented days down as a floor would, for tests of what reads them.
package replaytest

import (
	"crypto/sha256"
	"testing"

	"gudok/base/db"
	"gudok/base/journal"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/sim"
)

// A Recorder writes an invented day: batches of inputs with the facts they led to, marks of the
// state, every sixth with the state.
type Recorder struct {
	SQL   *journal.SQL
	State *core.State // after the last input
	Seq   uint64      // of the last input
	Fact  uint64      // of the last fact
	Last  int64       // ms UTC, the last moment
	Marks int

	t     testing.TB
	out   core.Out
	batch *journal.Batch
	each  func(now int64, s *core.State)
}

const (
	// BatchOf is how many inputs lie together.
	BatchOf = 5
	markOf  = 1000
)

// Record lets an invented centre live for ms and writes it down. each hears of the state after
// every input; it may be nil.
func Record(t testing.TB, d *db.DB, opt sim.Options, ms int64, each func(int64, *core.State)) *Recorder {
	t.Helper()
	r := &Recorder{t: t, SQL: journal.NewSQL(d, id.Main), State: core.New(), batch: &journal.Batch{Version: core.Version, Epoch: 1}, each: each}
	opt.Tap = r.hear
	w := sim.New(opt)
	if err := w.Run(ms); err != nil {
		t.Fatal(err)
	}
	r.flush()
	return r
}

func (r *Recorder) hear(now int64, seq uint64, in core.Input) {
	kind, data := core.EncodeInput(in)
	r.Seq, r.Last = seq, now
	r.batch.Inputs = append(r.batch.Inputs, journal.Input{Seq: seq, At: now, Kind: kind, Data: data})
	r.out.Reset()
	r.State.Step(now, seq, in, &r.out)
	for _, f := range r.out.Facts {
		r.Fact++
		r.batch.Facts = append(r.batch.Facts, fact.Wrap(journal.Stream(id.Main), r.Fact, now, seq, f.Head, f.Fact))
	}
	if len(r.batch.Inputs) == BatchOf {
		r.flush()
	}
	if r.each != nil {
		r.each(now, r.State)
	}
	if seq%markOf == 0 {
		r.flush()
		r.mark()
	}
}

func (r *Recorder) flush() {
	if r.batch.Empty() {
		return
	}
	if err := r.SQL.Write(r.t.Context(), []*journal.Batch{r.batch}); err != nil {
		r.t.Fatal(err)
	}
	r.batch = &journal.Batch{Version: core.Version, Epoch: 1}
}

func (r *Recorder) mark() {
	data := r.State.Encode()
	m := &journal.Mark{Seq: r.Seq, At: r.Last, Version: core.Version, Hash: sha256.Sum256(data)}
	var err error
	if m.Parts, err = core.PartsOf(data); err != nil {
		r.t.Fatal(err)
	}
	if r.Marks++; r.Marks%6 == 0 {
		m.State = journal.PackState(data)
	}
	sn := journal.Snapshot{Seq: r.Seq, At: r.Last, Version: core.Version, Data: data, Mark: m}
	if err := r.SQL.SaveSnapshot(r.t.Context(), sn, 3, 0); err != nil {
		r.t.Fatal(err)
	}
}
