package core

import (
	"math/rand/v2"
	"testing"
)

func TestTimersFireByMomentThenInTheOrderInWhichTheyWereSet(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var h timers
	for range 3000 {
		h.push(timer{At: rng.Int64N(100), Kind: menuOver})
		if rng.IntN(3) == 0 {
			h.pop()
		}
	}
	at, n := int64(-1), uint64(0)
	for h.next() != 0 || len(h.Heap) > 0 {
		x := h.pop()
		if x.At < at || x.At == at && x.N < n {
			t.Fatalf("timer %d of %d came after %d of %d", x.N, x.At, n, at)
		}
		at, n = x.At, x.N
	}
}

func TestChanceIsTheSameForTheSameSeedAndFavoursNobody(t *testing.T) {
	var a, b, other chance
	a.seed(42)
	b.seed(42)
	other.seed(43)
	count := make([]int, 6)
	same := 0
	for range 60_000 {
		x := a.below(6)
		if y := b.below(6); x != y {
			t.Fatal("two of one seed differ")
		}
		if other.below(6) == x {
			same++
		}
		count[x]++
	}
	for face, n := range count {
		if n < 9_500 || n > 10_500 {
			t.Errorf("%d fell %d times of 60000", face, n)
		}
	}
	if same > 11_000 {
		t.Errorf("two seeds agree %d times of 60000", same)
	}
}
