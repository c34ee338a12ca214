package acd

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestAnOrderIsASortedListWhateverHappensToIt(t *testing.T) {
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 3))
		o := newOrder(cmpInt[int])
		var model []int
		for range 6000 {
			v := rng.IntN(3000)
			i, inside := slices.BinarySearch(model, v)
			switch {
			case !inside && rng.IntN(3) > 0:
				o.put(v)
				model = slices.Insert(model, i, v)
			default:
				if o.drop(v) != inside {
					t.Fatalf("seed %d: dropped %d: %v", seed, v, !inside)
				}
				if inside {
					model = slices.Delete(model, i, i+1)
				}
			}
			if o.len() != len(model) {
				t.Fatalf("seed %d: %d inside, want %d", seed, o.len(), len(model))
			}
			if first, ok := o.first(); ok != (len(model) > 0) || ok && first != model[0] {
				t.Fatalf("seed %d: first is %d", seed, first)
			}
		}
		var got []int
		for v := range o.all {
			got = append(got, v)
			if r := o.rank(v); model[r] != v {
				t.Fatalf("seed %d: %d has rank %d", seed, v, r)
			}
		}
		if !slices.Equal(got, model) {
			t.Fatalf("seed %d: the order is wrong", seed)
		}
		for _, run := range o.runs {
			if len(run) == 0 || len(run) > runLimit {
				t.Errorf("seed %d: a run of %d", seed, len(run))
			}
		}
	}
}
