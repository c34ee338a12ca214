package replay_test

import (
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/journal"
	"gudok/core"
	"gudok/floor/replay"
	"gudok/floor/replay/replaytest"
	"gudok/sim"
)

// BenchmarkADayOf20000Calls lives a day of 200 agents and 20,000 calls again, with every fact and
// every mark held to what was written.
func BenchmarkADayOf20000Calls(b *testing.B) {
	r := busyDay(b)
	begun := time.Now()
	for b.Loop() {
		rep, err := replay.Compare(b.Context(), r.SQL, replay.Options{From: r.Last - 24*hour, To: r.Last})
		if err != nil || rep.Differs != nil {
			b.Fatal(err, rep.Differs)
		}
		b.ReportMetric(float64(rep.Inputs), "inputs")
		b.ReportMetric(float64(rep.Offers), "offers")
	}
	b.ReportMetric(time.Since(begun).Seconds()/float64(b.N), "s/day")
}

// BenchmarkFoldOfADay folds the facts of such a day to its last second.
func BenchmarkFoldOfADay(b *testing.B) {
	r := busyDay(b)
	for b.Loop() {
		f, err := replay.FoldBefore(b.Context(), r.SQL, r.Last, r.Fact)
		if err != nil {
			b.Fatal(err)
		}
		if err := f.Follow(b.Context(), r.SQL, r.Fact); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(r.Fact), "facts")
}

// BenchmarkMark is what a mark costs beside the floor: the encoding, which a snapshot needs in
// any case, the hashes, and the packed state.
func BenchmarkMark(b *testing.B) {
	r := busyDay(b)
	data := r.State.Encode()
	b.Run("clone, on the call path", func(b *testing.B) {
		for b.Loop() {
			r.State.Clone()
		}
	})
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			r.State.Encode()
		}
	})
	b.Run("parts", func(b *testing.B) {
		for b.Loop() {
			if _, err := core.PartsOf(data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("pack", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = len(journal.PackState(data))
		}
		b.ReportMetric(float64(len(data)), "plain-B")
		b.ReportMetric(float64(n), "packed-B")
	})
}

func busyDay(b *testing.B) *replaytest.Recorder {
	b.Helper()
	size := sim.Size{Agents: 200, Lines: 40, Tenants: 5, PerHour: 2000, People: 20_000}
	return replaytest.Record(b, dbtest.SQLite(b, db.Floor), sim.Options{Seed: 77, Size: size, Calm: true}, 10*hour, nil)
}
