package floor

import (
	"math/rand/v2"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/floor/replay/replaytest"
	"gudok/sim"
)

// BenchmarkBoardAt is what one past second costs on a floor of 200 agents and 2,000 calls an
// hour: some second of the day for the first time, the second after one that was shown, and one
// whose inputs are gone.
func BenchmarkBoardAt(b *testing.B) {
	const hour = 3_600_000
	size := sim.Size{Agents: 200, Lines: 40, Tenants: 5, PerHour: 2000, People: 20_000}
	d := dbtest.SQLite(b, db.Floor)
	r := replaytest.Record(b, d, sim.Options{Seed: 77, Size: size, Calm: true}, 2*hour, nil)
	chance := rand.New(rand.NewPCG(1, 2))
	look := func(b *testing.B, f *Floor, at int64, exact bool) {
		b.Helper()
		if t, err := f.Then(b.Context(), "usr_1", View{}, at); err != nil || t.Exact != exact || len(t.Agents) == 0 {
			b.Fatal(len(t.Agents), t.Exact, err)
		}
	}
	b.Run("some second", func(b *testing.B) {
		for b.Loop() {
			look(b, New(Options{DB: d}), r.Last-chance.Int64N(hour), true)
		}
	})
	b.Run("the next second", func(b *testing.B) {
		f, at := New(Options{DB: d}), r.Last-hour
		for b.Loop() {
			at += 1000
			look(b, f, at, true)
		}
	})
	if _, err := d.Exec(b.Context(), `delete from journal_mark where seq > 0`); err != nil {
		b.Fatal(err)
	}
	if _, err := d.Exec(b.Context(), `delete from journal_input where first_seq > 0`); err != nil {
		b.Fatal(err)
	}
	b.Run("some second, from facts", func(b *testing.B) {
		for b.Loop() {
			look(b, New(Options{DB: d}), r.Last-chance.Int64N(hour), false)
		}
	})
}
