package floor

import (
	"encoding/json"
	"fmt"
	"testing"

	"gudok/base/journal"
	"gudok/voice"
)

func TestWhatGatesKeepGoesIntoTheNextBatch(t *testing.T) {
	type step func(*keeper)
	keep := func(rev uint64) step {
		return func(k *keeper) { k.keep("sip.dialog", "leg_1", rev, json.RawMessage(fmt.Sprint(rev))) }
	}
	drop := func(k *keeper) { k.drop("sip.dialog", "leg_1") }
	save := func(k *keeper) { k.take(&journal.Batch{}) }
	for _, c := range []struct {
		name  string
		steps []step
		want  string // dropped, kept revisions
	}{
		{"the newest of several changes is saved once", []step{keep(1), keep(2), keep(3)}, "0 [3]"},
		{"an older revision is ignored", []step{keep(5), keep(4)}, "0 [5]"},
		{"an older revision is ignored after it was saved", []step{keep(5), save, keep(4)}, "0 []"},
		{"what was never saved is dropped without a word", []step{keep(1), drop}, "0 []"},
		{"what was saved is dropped", []step{keep(1), save, drop}, "1 []"},
		{"dropping twice is once", []step{keep(1), save, drop, drop}, "1 []"},
		{"a name may begin again with a lower revision", []step{keep(9), save, drop, keep(1)}, "1 [1]"},
		{"and end again", []step{keep(9), save, drop, keep(1), drop}, "1 []"},
		{"nothing is saved twice", []step{keep(1), save}, "0 []"},
		{"what nobody kept is not dropped", []step{drop}, "0 []"},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := newKeeper()
			for _, s := range c.steps {
				s(k)
			}
			b := &journal.Batch{}
			k.take(b)
			revs := []uint64{}
			for _, v := range b.Keep {
				revs = append(revs, v.Rev)
			}
			if got := fmt.Sprint(len(b.Drop), revs); got != c.want {
				t.Errorf("dropped and kept %s, want %s", got, c.want)
			}
			if k.pending() {
				t.Error("something is left after it was taken")
			}
		})
	}
}

func TestAKeptValueOfTheLastProcessKeepsItsRevision(t *testing.T) {
	k := newKeeper()
	k.load([]voice.Kept{{Kind: "sip.dialog", Name: "leg_1", Rev: 7}})
	k.keep("sip.dialog", "leg_1", 6, json.RawMessage(`1`))
	if k.pending() {
		t.Error("an older revision than the last process's is to be saved")
	}
	k.drop("sip.dialog", "leg_1")
	b := &journal.Batch{}
	if k.take(b); len(b.Drop) != 1 {
		t.Errorf("dropped %d, want the value of the last process", len(b.Drop))
	}
}
