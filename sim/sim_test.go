package sim

import (
	"os"
	"strconv"
	"testing"
)

// seed is 1, or what GUDOK_SEED says, to see a failure again.
func seed(t *testing.T) uint64 {
	t.Helper()
	s := os.Getenv("GUDOK_SEED")
	if s == "" {
		return 1
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		t.Fatalf("GUDOK_SEED: %v", err)
	}
	return n
}

// TestThousandHours is the long proof: worlds of fifty hours each, with everything going
// wrong that can. A failure names the seed of its world; GUDOK_SEED begins there.
func TestThousandHours(t *testing.T) {
	const each = 50
	worlds := 20
	if testing.Short() {
		worlds = 1
	}
	var sum Tally
	first := seed(t)
	for n := range worlds {
		hours := int64(each)
		if testing.Short() {
			hours = 20
		}
		w := New(Options{Seed: first + uint64(n)})
		if err := w.Run(hours * hour); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		v := w.Tally()
		sum.Inputs += v.Inputs
		sum.Items += v.Items
		sum.Answered += v.Answered
		sum.Abandoned += v.Abandoned
		sum.Offers += v.Offers
		sum.Attempts += v.Attempts
		sum.Restarts += v.Restarts
		sum.Opened += v.Opened
		sum.Closed += v.Closed
	}
	t.Logf("seeds %d to %d: %+v", first, first+uint64(worlds)-1, sum)
	if sum.Answered == 0 || sum.Abandoned == 0 || sum.Attempts == 0 || sum.Restarts == 0 {
		t.Errorf("a world in which nothing happens proves nothing")
	}
}

func TestTheSameSeedIsTheSameCentre(t *testing.T) {
	run := func(s uint64) (Tally, [32]byte) {
		w := New(Options{Seed: s})
		if err := w.Run(5 * hour); err != nil {
			t.Fatal(err)
		}
		return w.Tally(), w.State().Hash()
	}
	s := seed(t)
	a, ha := run(s)
	b, hb := run(s)
	if a != b || ha != hb {
		t.Errorf("seed %d twice: %+v %x and %+v %x", s, a, ha, b, hb)
	}
	if c, hc := run(s + 1); c.Rolling == a.Rolling || hc == ha {
		t.Errorf("seeds %d and %d are the same centre", s, s+1)
	}
}
