package replay_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/floor/replay"
	"gudok/floor/replay/replaytest"
	"gudok/sim"
)

func compare(t *testing.T, r *replaytest.Recorder, from int64) *replay.Report {
	t.Helper()
	rep, err := replay.Compare(t.Context(), r.SQL, replay.Options{From: from, To: r.Last})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func TestADayThatIsLivedAgainIsTheDayThatWas(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		r := replaytest.Record(t, d, sim.Options{Seed: 7}, 2*hour, nil)
		start := r.Last - 2*hour
		whole := compare(t, r, start)
		if whole.Differs != nil || len(whole.Damaged) > 0 || !whole.Sure() || !whole.Empty {
			t.Errorf("%+v: %+v", whole, whole.Differs)
		}
		if whole.Inputs != int(r.Seq) || whole.Facts != int(r.Fact) || len(whole.Marks) != r.Marks || whole.Restarts < 2 || whole.Offers < 100 {
			t.Errorf("%d of %d inputs, %d of %d facts, %d of %d marks, %d restarts, %d offers",
				whole.Inputs, r.Seq, whole.Facts, r.Fact, len(whole.Marks), r.Marks, whole.Restarts, whole.Offers)
		}
		part := compare(t, r, r.Last-10*minute)
		if part.Empty || part.Inputs >= whole.Inputs/2 || part.Differs != nil || part.Facts == 0 {
			t.Errorf("the end of the day began at input %d: %+v", part.Seq, part.Differs)
		}
		if part.Walk.State.Hash() != r.State.Hash() {
			t.Error("it did not lead to the same state")
		}
	})
}

const (
	sqlRowOf   = `select first_seq, data from journal_input order by first_seq`
	sqlSetRow  = `update journal_input set data = ? where first_seq = ?`
	sqlSetMark = `update journal_mark set hash = ?, parts = ? where seq = ?`
)

// tamper changes the first such bytes after an input and returns the row in which they were.
func tamper(t *testing.T, d *db.DB, after uint64, was, is string) uint64 {
	t.Helper()
	type row struct {
		first uint64
		data  []byte
	}
	rows, err := d.Query(t.Context(), sqlRowOf)
	all, err := db.Collect(rows, err, func(scan func(...any) error) (r row, err error) { return r, scan(&r.first, &r.data) })
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.first > after && bytes.Contains(r.data, []byte(was)) {
			if _, err := d.Exec(t.Context(), sqlSetRow, bytes.Replace(r.data, []byte(was), []byte(is), 1), int64(r.first)); err != nil {
				t.Fatal(err)
			}
			return r.first
		}
	}
	t.Fatalf("no %s", was)
	return 0
}

func TestAChangedInputIsNamed(t *testing.T) {
	d := dbtest.SQLite(t, db.Floor)
	r := replaytest.Record(t, d, sim.Options{Seed: 6}, hour, nil)
	row := tamper(t, d, r.Seq/2, "answer_asked", "answer_axxed")
	rep := compare(t, r, r.Last-hour)
	if len(rep.Damaged) != 1 || rep.Damaged[0].First != row {
		t.Errorf("row %d was changed; told: %v", row, rep.Damaged)
	}
	if f := rep.Differs; f == nil || f.What != replay.Broken || f.Kind != "answer_axxed" || f.Seq < row || f.Seq >= row+replaytest.BatchOf {
		t.Errorf("row %d was changed; the first difference is %+v", row, rep.Differs)
	}
}

func TestWhatAChangedInputLedToIsNamed(t *testing.T) {
	d := dbtest.SQLite(t, db.Floor)
	r := replaytest.Record(t, d, sim.Options{Seed: 6}, hour, nil)
	first := tamper(t, d, r.Seq/2, `"Cause":"normal"`, `"Cause":"norman"`)
	rep := compare(t, r, r.Last-hour)
	f := rep.Differs
	if f == nil || f.What != replay.Said || f.Seq < first || f.Seq > first+replaytest.BatchOf || f.Kind != "leg_ended" || f.At == 0 {
		t.Fatalf("row %d was changed; the first difference is %+v", first, f)
	}
	if f.Was == f.Now || f.Was == "" || len(rep.Marks) == 0 {
		t.Errorf("%q became %q", f.Was, f.Now)
	}
}

func TestAStateThatIsAnotherIsNamedByItsParts(t *testing.T) {
	d := dbtest.SQLite(t, db.Floor)
	r := replaytest.Record(t, d, sim.Options{Seed: 7}, hour, nil)
	marks, err := r.SQL.Marks(t.Context(), 0, r.Last, 3)
	if err != nil || len(marks) != 3 {
		t.Fatal(marks, err)
	}
	if _, err := d.Exec(t.Context(), sqlSetMark, make([]byte, 32), `{"ledger":"00"}`, int64(marks[1].Seq)); err != nil {
		t.Fatal(err)
	}
	rep := compare(t, r, r.Last-hour)
	f := rep.Differs
	if f == nil || f.What != replay.Silent || f.Seq != marks[0].Seq+1 || f.To != marks[1].Seq || !slices.Contains(f.Parts, "ledger") {
		t.Errorf("mark %d was changed; told: %+v", marks[1].Seq, f)
	}
}

const sqlOtherVersion = `update journal_input set version = ?`

func TestADayOfAnotherVersionTellsTheFirstDecisionThatWouldDiffer(t *testing.T) {
	d := dbtest.SQLite(t, db.Floor)
	r := replaytest.Record(t, d, sim.Options{Seed: 8}, hour, nil)
	if _, err := d.Exec(t.Context(), sqlOtherVersion, core.Version-1); err != nil {
		t.Fatal(err)
	}
	same := compare(t, r, r.Last-hour)
	if same.Sure() || same.Differs != nil || same.Offers < 50 {
		t.Errorf("%v, %+v, %d offers", same.Versions, same.Differs, same.Offers)
	}
	// A core that decides otherwise, here because it is told another's skill.
	tamper(t, d, 0, `"level":5`, `"level":1`)
	f := compare(t, r, r.Last-hour).Differs
	if f == nil || f.What != replay.Said || !strings.HasPrefix(f.Was, "item.offered") {
		t.Errorf("the first other decision is %+v", f)
	}
}

func TestNothingIsKeptOfATimeBeforeTheFirstInput(t *testing.T) {
	d := dbtest.SQLite(t, db.Floor)
	r := replaytest.Record(t, d, sim.Options{Seed: 9}, 10*minute, nil)
	if _, err := d.Exec(t.Context(), `delete from journal_input where first_seq < 100`); err != nil {
		t.Fatal(err)
	}
	_, err := replay.Compare(t.Context(), r.SQL, replay.Options{From: r.Last - 9*minute, To: r.Last})
	if !replay.IsNothing(err) {
		t.Errorf("error %v", err)
	}
}
