package replay_test

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

// A recorder writes an invented day as a floor would: batches of inputs with the facts they
// led to, marks of the state, every sixth with the state.
type recorder struct {
	t     testing.TB
	sql   *journal.SQL
	state *core.State
	out   core.Out
	batch *journal.Batch
	seq   uint64
	fact  uint64
	last  int64 // moment
	marks int
	each  func(now int64, s *core.State) // after every input; may be nil
}

const (
	batchOf = 5
	markOf  = 1000
)

// record lets an invented centre live for ms and writes it down.
func record(t testing.TB, d *db.DB, opt sim.Options, ms int64, each func(int64, *core.State)) *recorder {
	t.Helper()
	r := &recorder{t: t, sql: journal.NewSQL(d, id.Main), state: core.New(), batch: &journal.Batch{Version: core.Version, Epoch: 1}, each: each}
	opt.Tap = r.hear
	w := sim.New(opt)
	if err := w.Run(ms); err != nil {
		t.Fatal(err)
	}
	r.flush()
	return r
}

func (r *recorder) hear(now int64, seq uint64, in core.Input) {
	kind, data := core.EncodeInput(in)
	r.seq, r.last = seq, now
	r.batch.Inputs = append(r.batch.Inputs, journal.Input{Seq: seq, At: now, Kind: kind, Data: data})
	r.out.Reset()
	r.state.Step(now, seq, in, &r.out)
	for _, f := range r.out.Facts {
		r.fact++
		r.batch.Facts = append(r.batch.Facts, fact.Wrap(journal.Stream(id.Main), r.fact, now, seq, f.Head, f.Fact))
	}
	if len(r.batch.Inputs) == batchOf {
		r.flush()
	}
	if r.each != nil {
		r.each(now, r.state)
	}
	if seq%markOf == 0 {
		r.flush()
		r.mark()
	}
}

func (r *recorder) flush() {
	if r.batch.Empty() {
		return
	}
	if err := r.sql.Write(r.t.Context(), []*journal.Batch{r.batch}); err != nil {
		r.t.Fatal(err)
	}
	r.batch = &journal.Batch{Version: core.Version, Epoch: 1}
}

func (r *recorder) mark() {
	data := r.state.Encode()
	m := &journal.Mark{Seq: r.seq, At: r.last, Version: core.Version, Hash: sha256.Sum256(data)}
	var err error
	if m.Parts, err = core.PartsOf(data); err != nil {
		r.t.Fatal(err)
	}
	if r.marks++; r.marks%6 == 0 {
		m.State = journal.PackState(data)
	}
	sn := journal.Snapshot{Seq: r.seq, At: r.last, Version: core.Version, Data: data, Mark: m}
	if err := r.sql.SaveSnapshot(r.t.Context(), sn, 3, 0); err != nil {
		r.t.Fatal(err)
	}
}
