package journal_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/journal"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// noon is the moment of the first test input.
const noon = 1_780_000_000_000

// batch is n inputs after seq, each with one fact about call_1.
func batch(seq uint64, n int) *journal.Batch {
	b := &journal.Batch{Epoch: 1, Version: 1}
	for i := range uint64(n) {
		at := noon + int64(seq+i)*10
		b.Inputs = append(b.Inputs, journal.Input{Seq: seq + i + 1, At: at, Kind: "tick", Data: json.RawMessage(`{}`)})
		h := fact.Head{Tenant: "ten_1", Line: "lin_1", Call: "call_1", Actor: fact.Caller}
		b.Facts = append(b.Facts, fact.Wrap("floor/main", seq+i+1, at, seq+i+1, h, fact.LegAnswered{Leg: "leg_1"}))
	}
	return b
}

func write(t *testing.T, s *journal.SQL, batches ...*journal.Batch) {
	t.Helper()
	if err := s.Write(t.Context(), batches); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsWrittenComesBack(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		s := journal.NewSQL(d, id.Main)
		if h, err := s.Head(t.Context()); err != nil || h != (journal.Head{}) {
			t.Fatalf("Head of an empty journal = %+v, %v", h, err)
		}
		first, second := batch(0, 3), batch(3, 2)
		second.Inputs[1].Skipped = true
		write(t, s, first, second)
		in, err := s.Inputs(t.Context(), 1, 10)
		want := append(slices.Clone(first.Inputs[1:]), second.Inputs...)
		if err != nil || fmt.Sprint(in) != fmt.Sprint(want) {
			t.Errorf("Inputs = %v, %v; want %v", in, err, want)
		}
		facts, err := s.After(t.Context(), 2, 10)
		if err != nil || fmt.Sprint(facts) != fmt.Sprint(append(first.Facts[2:], second.Facts...)) {
			t.Errorf("FactsAfter = %v, %v", facts, err)
		}
		of, err := s.OfCall(t.Context(), "call_1", 4)
		if err != nil || fmt.Sprint(of) != fmt.Sprint(append(first.Facts, second.Facts[0])) {
			t.Errorf("OfCall = %v, %v; want the first 4", of, err)
		}
		if of, err = s.Before(t.Context(), 3, 10); err != nil || len(of) != 2 || of[0].Seq != 2 {
			t.Errorf("Before 3 = %v, %v; want 2 and 1", of, err)
		}
		if of, err = s.OfTypes(t.Context(), [3]string{"x", "leg.answered", "y"}, 1, 4, 10); err != nil || len(of) != 3 || of[0].Seq != 2 {
			t.Errorf("OfTypes = %v, %v; want 2 to 4", of, err)
		}
		for at, want := range map[int64]uint64{0: 1, noon: 1, noon + 1: 2, noon + 40: 5, noon + 41: 6} {
			if got, err := s.FirstAt(t.Context(), at, 5); err != nil || got != want {
				t.Errorf("FirstAt(%d) = %d, %v; want %d", at, got, err, want)
			}
		}
		if h, err := s.Head(t.Context()); err != nil || h != (journal.Head{Seq: 5, Fact: 5, At: noon + 40}) {
			t.Errorf("Head = %+v, %v", h, err)
		}
	})
}

func TestAGapInTheInputsIsAnError(t *testing.T) {
	s := journal.NewSQL(dbtest.SQLite(t, db.Floor), id.Main)
	write(t, s, batch(0, 2), batch(3, 1))
	if in, err := s.Inputs(t.Context(), 0, 10); err == nil {
		t.Errorf("Inputs = %v although number 3 is missing", in)
	}
}

func TestTheSameBatchIsRefusedTheSecondTime(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		s := journal.NewSQL(d, id.Main)
		write(t, s, batch(0, 2))
		if err := s.Write(t.Context(), []*journal.Batch{batch(0, 2)}); !db.Taken(err) {
			t.Errorf("Write = %v, want that it is taken", err)
		}
	})
}

func TestKeptValuesFollowTheirRevision(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		s := journal.NewSQL(d, id.Main)
		kept := func(name string, rev uint64, data string) voice.Kept {
			return voice.Kept{Kind: "sip.dialog", Name: name, Rev: rev, Data: json.RawMessage(data)}
		}
		write(t, s,
			&journal.Batch{Keep: []voice.Kept{kept("a", 5, `5`), kept("b", 1, `1`)}},
			&journal.Batch{Keep: []voice.Kept{kept("a", 4, `4`)}},
			&journal.Batch{Keep: []voice.Kept{kept("c", 1, `1`)}, Drop: []journal.Name{{Kind: "sip.dialog", Name: "b"}}})
		got, err := s.Kept(t.Context())
		want := []voice.Kept{kept("a", 5, `5`), kept("c", 1, `1`)}
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("Kept = %v, %v; want %v", got, err, want)
		}
	})
}

func TestThreeSnapshotsAreKeptForADay(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		s := journal.NewSQL(d, id.Main)
		seqs := func() (all []uint64) {
			list, err := s.Snapshots(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, sn := range list {
				all = append(all, sn.Seq)
			}
			return all
		}
		save := func(seq uint64, at int64) {
			sn := journal.Snapshot{Seq: seq, At: at, Version: 1, Data: []byte{1}}
			if err := s.SaveSnapshot(t.Context(), sn, 3, at-(24*time.Hour).Milliseconds()); err != nil {
				t.Fatal(err)
			}
		}
		for i := range int64(5) {
			save(uint64(i+1), noon+i)
		}
		if got := seqs(); !slices.Equal(got, []uint64{5, 4, 3}) {
			t.Errorf("kept %v, want the three newest", got)
		}
		save(9, noon+(48*time.Hour).Milliseconds())
		if got := seqs(); !slices.Equal(got, []uint64{9}) {
			t.Errorf("kept %v two days later, want only the new one", got)
		}
		if h, err := s.Head(t.Context()); err != nil || h.Seq != 9 || h.At != noon+(48*time.Hour).Milliseconds() {
			t.Errorf("Head = %+v, %v; want the snapshot's", h, err)
		}
	})
}

func TestOldInputsAreForgottenAndFactsAreNot(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		s := journal.NewSQL(d, id.Main)
		old, young := batch(0, 2), batch(2, 2)
		for i := range young.Inputs {
			young.Inputs[i].At += (24 * time.Hour).Milliseconds()
		}
		write(t, s, old, young)
		n, err := s.Forget(t.Context(), journal.Day(young.Inputs[0].At))
		if err != nil || n != 1 {
			t.Fatalf("Forget = %d, %v; want one row", n, err)
		}
		in, err := s.Inputs(t.Context(), 2, 10)
		if err != nil || len(in) != 2 {
			t.Errorf("%d inputs are left, %v; want 2", len(in), err)
		}
		facts, err := s.After(t.Context(), 0, 10)
		if err != nil || len(facts) != 4 {
			t.Errorf("%d facts are left, %v; want 4", len(facts), err)
		}
	})
}

func TestANumberIsFoundBothWaysUntilItIsErased(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		s := journal.NewSQL(d, id.Main)
		row := journal.Number{ID: "num_1", Tenant: "ten_1", E164: "+380441234567", At: noon}
		write(t, s, &journal.Batch{Numbers: []journal.Number{row}}, &journal.Batch{Numbers: []journal.Number{row}})
		of, err := journal.NumbersOf(t.Context(), d, "ten_1", row.E164)
		if err != nil || len(of) != 1 || of[0] != row {
			t.Errorf("NumbersOf = %v, %v", of, err)
		}
		if of, err = journal.NumbersOf(t.Context(), d, "ten_2", row.E164); err != nil || len(of) != 0 {
			t.Errorf("another tenant finds %v, %v", of, err)
		}
		for digits, want := range map[string]int{"67": 1, "1234567": 1, "+380441234567": 1, "68": 0, "": 1} {
			if of, err = journal.NumbersEnding(t.Context(), d, "", digits, 10); err != nil || len(of) != want {
				t.Errorf("NumbersEnding %q = %v, %v; want %d", digits, of, err, want)
			}
		}
		if of, err = journal.NumbersEnding(t.Context(), d, "ten_2", "67", 10); err != nil || len(of) != 0 {
			t.Errorf("another tenant finds %v by the end, %v", of, err)
		}
		if got, err := journal.FindNumber(t.Context(), d, "num_1"); err != nil || got != row {
			t.Errorf("FindNumber = %v, %v", got, err)
		}
		if n, err := journal.EraseNumber(t.Context(), d, "ten_1", row.E164); err != nil || n != 1 {
			t.Errorf("EraseNumber = %d, %v", n, err)
		}
		if _, err := journal.FindNumber(t.Context(), d, "num_1"); !db.NotFound(err) {
			t.Errorf("FindNumber of an erased number: %v", err)
		}
	})
}

func TestEachProcessHasItsEpoch(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		s := journal.NewSQL(d, id.Main)
		for want := uint16(1); want < 4; want++ {
			if got, err := s.NextEpoch(t.Context()); err != nil || got != want {
				t.Errorf("NextEpoch = %d, %v; want %d", got, err, want)
			}
		}
	})
}
