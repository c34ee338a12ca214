package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"gudok/fact"
	"gudok/voice"
)

func inputs() []Input {
	return []Input{
		{Seq: 7, At: 1000, Kind: "call_arrived", Data: json.RawMessage(`{"leg":"leg_1"}`)},
		{Seq: 8, At: 1000, Kind: "tick", Data: json.RawMessage(`{}`), Skipped: true},
		{Seq: 9, At: 99_000, Kind: "x", Data: json.RawMessage(`0`)},
	}
}

func TestPackedInputsComeBack(t *testing.T) {
	got, err := unpack(7, 1000, pack(nil, inputs()))
	if err != nil || fmt.Sprint(got) != fmt.Sprint(inputs()) {
		t.Errorf("unpack = %v, %v", got, err)
	}
}

func TestDamagedInputsAreNoticed(t *testing.T) {
	whole := pack(nil, inputs())
	for n := range len(whole) {
		got, err := unpack(7, 1000, whole[:n])
		if err == nil && len(got) == 3 {
			t.Errorf("%d of %d bytes are read as the whole", n, len(whole))
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(pack(nil, inputs()))
	f.Fuzz(func(t *testing.T, data []byte) {
		if in, err := unpack(7, 1000, data); err == nil && len(in) > 0 {
			if again, err := unpack(7, 1000, pack(nil, in)); err != nil || in[0].At == 1000 && len(again) != len(in) {
				t.Errorf("what was read cannot be written: %v", err)
			}
		}
	})
}

func TestRecordsEndWhereTheFileIsTorn(t *testing.T) {
	b := &Batch{Inputs: inputs(), Facts: []fact.Envelope{fact.Wrap("s", 1, 1, 1, fact.Head{}, fact.LegAnswered{Leg: "l"})},
		Keep: []voice.Kept{{Kind: "k", Name: "n", Rev: 1, Data: json.RawMessage(`{"a":1}`)}}}
	var file []byte
	var ends []int
	for n := range uint32(3) {
		var err error
		if file, err = appendRecord(file, 5, n+1, b); err != nil {
			t.Fatal(err)
		}
		ends = append(ends, len(file))
	}
	for n := range len(file) + 1 {
		whole := 0
		for _, e := range ends {
			if n >= e {
				whole++
			}
		}
		torn := append(bytes.Clone(file[:n]), make([]byte, 50)...)
		run, got, err := readRecords(bytes.NewReader(torn))
		if err != nil || len(got) != whole || whole > 0 && run != 5 {
			t.Fatalf("%d bytes: %d records of run %d, %v; want %d", n, len(got), run, err, whole)
		}
	}
	for i := range file {
		bent := bytes.Clone(file)
		bent[i] ^= 0x10
		if _, got, _ := readRecords(bytes.NewReader(bent)); len(got) == 3 {
			t.Fatalf("a flipped bit in byte %d is not noticed", i)
		}
	}
}

func TestARecordOfAnOlderRunIsTheEnd(t *testing.T) {
	b := &Batch{Inputs: inputs()}
	old, err := appendRecord(nil, 1, 1, b)
	if err == nil {
		old, err = appendRecord(old, 1, 2, b)
	}
	if err != nil {
		t.Fatal(err)
	}
	young, err := appendRecord(nil, 2, 1, b)
	if err != nil {
		t.Fatal(err)
	}
	copy(old, young) // records of both runs are equally long
	if run, got, err := readRecords(bytes.NewReader(old)); err != nil || run != 2 || len(got) != 1 {
		t.Errorf("%d records of run %d, %v; want one of run 2", len(got), run, err)
	}
}

func TestTheSpillFileHasItsBlocksBeforehand(t *testing.T) {
	dir, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	for range 2 { // the second time there is nothing to do
		f, err := OpenSpill(dir, 3<<20+17)
		if err != nil {
			t.Fatal(err)
		}
		if run, all, err := readRecords(f); run != 0 || len(all) != 0 || err != nil {
			t.Errorf("a new file holds %d records of run %d, %v", len(all), run, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	st, err := os.Stat(filepath.Join(dir.Name(), "journal.spill"))
	if err != nil || st.Size() != 3<<20+17 {
		t.Errorf("size %v, %v", st, err)
	}
}
