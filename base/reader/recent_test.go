package reader

import (
	"context"
	"testing"

	"gudok/fact"
)

func TestWhatIsRecentIsNotAskedForAgain(t *testing.T) {
	asked := 0
	r := NewRecent(StreamFunc(func(_ context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
		asked++
		var all []fact.Envelope
		for s := seq + 1; s <= 20_000 && len(all) < limit; s++ {
			all = append(all, fact.Envelope{Seq: s})
		}
		return all, nil
	}))
	for s := uint64(5); s <= 20_000; s++ {
		r.Heard(fact.Envelope{Seq: s})
	}
	for _, c := range []struct {
		name         string
		seq          uint64
		asked, first uint64
	}{
		{"the very last", 19_999, 0, 20_000},
		{"some seconds ago", 17_000, 0, 17_001},
		{"too long ago", 3, 1, 4},
		{"nothing new: the stream has the last word", 20_000, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked = 0
			got, err := r.After(t.Context(), c.seq, 200)
			if err != nil || asked != int(c.asked) {
				t.Fatalf("%v, asked %d times", err, asked)
			}
			if c.first == 0 && len(got) > 0 || c.first > 0 && (len(got) == 0 || got[0].Seq != c.first) {
				t.Errorf("got %d facts", len(got))
			}
			for i := 1; i < len(got); i++ {
				if got[i].Seq != got[i-1].Seq+1 {
					t.Errorf("gap after %d", got[i-1].Seq)
				}
			}
		})
	}
}

func TestAGapInWhatWasToldIsNotPapered(t *testing.T) {
	r := NewRecent(StreamFunc(func(context.Context, uint64, int) ([]fact.Envelope, error) { return nil, nil }))
	r.Heard(fact.Envelope{Seq: 1})
	r.Heard(fact.Envelope{Seq: 2})
	r.Heard(fact.Envelope{Seq: 9})
	if got, _ := r.After(t.Context(), 1, 10); len(got) != 0 {
		t.Errorf("got %v over a gap", got)
	}
	if got, _ := r.After(t.Context(), 8, 10); len(got) != 1 {
		t.Errorf("got %v", got)
	}
}
