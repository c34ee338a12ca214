package id

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestATableListsByNameWhateverCameFirst(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var table Table[Call, int]
	model := map[Call]int{}
	for n := range 30_000 {
		k := Call(fmt.Sprintf("call_%04d", rng.IntN(2000)))
		if rng.IntN(3) == 0 {
			table.Delete(k)
			delete(model, k)
		} else {
			table.Put(k, &n)
			model[k] = n
		}
		if v, want := table.Get(k), model[k]; (v == nil) != (want == 0 && !contains(model, k)) || v != nil && *v != want {
			t.Fatalf("step %d: %s is %v, want %d", n, k, v, want)
		}
	}
	var names []Call
	for k := range model {
		names = append(names, k)
	}
	slices.Sort(names)
	if table.Len() != len(names) {
		t.Fatalf("%d values, want %d", table.Len(), len(names))
	}
	for i, v := range table.All() {
		if *v != model[names[i]] {
			t.Errorf("value %d is %d, want %d of %s", i, *v, model[names[i]], names[i])
		}
	}
}

func contains(m map[Call]int, k Call) bool { _, ok := m[k]; return ok }

func TestAClonedTableSharesNothing(t *testing.T) {
	var a Table[Line, int]
	one := 1
	a.Put("lin_a", &one)
	b := a.Clone(func(v *int) *int { c := *v; return &c })
	*b.Get("lin_a") = 2
	b.Delete("lin_a")
	if a.Len() != 1 || *a.Get("lin_a") != 1 {
		t.Errorf("the first table changed with its clone")
	}
}
