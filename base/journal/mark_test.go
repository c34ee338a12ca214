package journal_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/journal"
	"gudok/id"
)

const day = 86_400_000

func TestMarksAreKeptAsLongAsTheInputsAndTheStateBeforeThem(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		sql := journal.NewSQL(d, id.Main)
		begin := int64(20_000) * day
		for n := range uint64(10) { // two a day, the first with a state
			m := &journal.Mark{Seq: n + 1, At: begin + int64(n)*day/2, Version: 3, Hash: [32]byte{byte(n)}, Parts: map[string]string{"ledger": "0a"}}
			if n%2 == 0 {
				m.State = journal.PackState(bytes.Repeat([]byte("state "), int(n)+1))
			}
			b := &journal.Batch{Inputs: []journal.Input{{Seq: n + 1, At: m.At, Kind: "tick", Data: json.RawMessage("{}")}}}
			if err := sql.Write(t.Context(), []*journal.Batch{b}); err != nil {
				t.Fatal(err)
			}
			if err := sql.SaveSnapshot(t.Context(), journal.Snapshot{Seq: n + 1, At: m.At, Data: []byte("{}"), Mark: m}, 3, 0); err != nil {
				t.Fatal(err)
			}
		}
		all, err := sql.Marks(t.Context(), 0, begin+10*day, 100)
		if err != nil || len(all) != 10 || all[3].Hash[0] != 3 || all[3].Parts["ledger"] != "0a" || all[3].State != nil {
			t.Fatalf("%d marks, %v", len(all), err)
		}
		m, ok, err := sql.StateBefore(t.Context(), begin+day+day/2+1)
		if err != nil || !ok || m.Seq != 3 {
			t.Fatalf("state %d, %v, %v; want 3", m.Seq, ok, err)
		}
		if plain, err := journal.UnpackState(m.State); err != nil || string(plain) != "state state state " {
			t.Errorf("%q, %v", plain, err)
		}
		if _, err := sql.Forget(t.Context(), journal.Day(begin+2*day)); err != nil {
			t.Fatal(err)
		}
		left, err := sql.Marks(t.Context(), 0, begin+10*day, 100)
		if err != nil || len(left) != 8 || left[0].Seq != 3 { // the last with a state before the day, and all since
			t.Errorf("left %+v, %v", left, err)
		}
		first, at, err := sql.FirstInput(t.Context())
		if err != nil || first != 5 || at != begin+2*day {
			t.Errorf("first input %d at %d, %v", first, at, err)
		}
		if at, err := sql.FirstState(t.Context()); err != nil || at != begin+day {
			t.Errorf("first state at %d, %v", at, err)
		}
		if at, err := sql.LastMark(t.Context(), begin+day+1); err != nil || at != begin+day {
			t.Errorf("last mark at %d, %v", at, err)
		}
	})
}

func TestARowThatWasChangedIsNotWhole(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		sql := journal.NewSQL(d, id.Main)
		var inputs []journal.Input
		for n := range uint64(3) {
			inputs = append(inputs, journal.Input{Seq: n + 1, At: 1000 + int64(n), Kind: "tick", Data: json.RawMessage(`{"n":1}`)})
		}
		if err := sql.Write(t.Context(), []*journal.Batch{{Inputs: inputs, Version: 3, Epoch: 4}}); err != nil {
			t.Fatal(err)
		}
		rows, err := sql.Stored(t.Context(), 2, 10)
		if err != nil || len(rows) != 1 || !rows[0].Whole || rows[0].Version != 3 || rows[0].Epoch != 4 || len(rows[0].Inputs) != 3 {
			t.Fatalf("%+v, %v", rows, err)
		}
		for _, change := range []string{`update journal_input set at = at + 1`, `update journal_input set at = at - 1, last_seq = 2`} {
			if _, err := d.Exec(t.Context(), change); err != nil {
				t.Fatal(err)
			}
			if rows, err := sql.Stored(t.Context(), 1, 10); err != nil || rows[0].Whole {
				t.Errorf("%s: %+v, %v", change, rows, err)
			}
		}
	})
}
