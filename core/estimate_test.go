package core

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestTheEstimateIsTheSumOverTheCallsAhead(t *testing.T) {
	for _, row := range []struct {
		name        string
		free, theta float64
		ahead       int
		mean        float64
	}{
		{"next, one free every two minutes", 0.5, 0, 0, 2},
		{"behind three who are patient", 0.5, 0, 3, 8},
		{"behind one who may give up", 0.5, 0.5, 1, 3},
		{"no place before the first", 1, 0, -5, 1},
	} {
		if got, _ := qla(row.free, row.theta, row.ahead); math.Abs(got-row.mean) > 1e-9 {
			t.Errorf("%s: %v, should be %v", row.name, got, row.mean)
		}
	}
	_, v := qla(1, 1, 1)
	if math.Abs(v-1.25) > 1e-9 {
		t.Errorf("variance %v", v)
	}
}

func TestTheGammaQuantilesAreThoseOfTheTables(t *testing.T) {
	const z80 = 0.841621
	for _, row := range []struct{ shape, low, high float64 }{ // 20 and 80 % of gamma(shape, 1)
		{1, 0.22314, 1.60944}, {2, 0.82439, 2.99431}, {5, 3.08954, 6.72098}, {20, 16.1731, 23.6344},
	} {
		low, high := gamma(row.shape, row.shape, -z80), gamma(row.shape, row.shape, z80)
		if math.Abs(low/row.low-1) > 0.02 || math.Abs(high/row.high-1) > 0.02 {
			t.Errorf("shape %v: %v to %v, should be %v to %v", row.shape, low, high, row.low, row.high)
		}
	}
}

func TestARangeIsToldAsPeopleSayIt(t *testing.T) {
	for _, row := range []struct {
		name            string
		mean, low, high int64 // s
		from, to        int
	}{
		{"at once", 20, 5, 50, 0, 0},
		{"a minute and a half", 60, 20, 90, 0, 2},
		{"a few minutes", 250, 181, 359, 3, 6},
		{"exactly three", 180, 180, 180, 3, 4},
		{"a quarter of an hour", 900, 700, 1100, 10, 20},
		{"long", 2500, 2000, 3000, 30, 60},
		{"perhaps an hour", 3000, 1800, 4000, 30, 60},
		{"longer than anybody waits", 4000, 3000, 5000, 60, 0},
	} {
		if from, to := span(row.mean*1000, row.low*1000, row.high*1000); from != row.from || to != row.to {
			t.Errorf("%s: %d to %d minutes, should be %d to %d", row.name, from, to, row.from, row.to)
		}
	}
}

func TestALineLearnsItsPaceAndThePatienceOfItsCallers(t *testing.T) {
	p := newPace("lin_a")
	for range 300 {
		p.handled(60_000)
		p.rang(5_000)
		p.waited(90_000, false)
		p.waited(30_000, true)
	}
	if p.HandleMS < 59_000 || p.HandleMS > 62_000 || p.RangMS < 4_500 || p.RangMS > 5_000 {
		t.Errorf("contacts take %d ms after %d", p.HandleMS, p.RangMS)
	}
	if patience := 1 / p.theta(); math.Abs(patience/120_000-1) > 0.05 {
		t.Errorf("callers wait %.0f ms", patience)
	}
	for range 5 * maxLost {
		p.waited(240_000, true)
	}
	if patience := 1 / p.theta(); patience < 220_000 || p.Lost > maxLost {
		t.Errorf("they became patient, and %d are remembered with %.0f ms", p.Lost, patience)
	}
	if m, _, _ := newPace("lin_b").estimate(2, 0); m != firstPaceMS/2 {
		t.Errorf("a new line guesses %d ms", m)
	}
}

// TestTheLastWaitIsTwiceAsWrongAsTheQueue holds the code against theory: in M/M/s under load
// the mean square error of the last to enter service (LES) is that of the queue length times
// c_a^2+1 = 2 (Ibrahim and Whitt 2009).
func TestTheLastWaitIsTwiceAsWrongAsTheQueue(t *testing.T) {
	const servers, rho, arrivals = 100, 0.95, 1_500_000
	rng := rand.New(rand.NewPCG(5, 5))
	var ends timers // the heap of the core: when servers are free
	for range servers {
		ends.push(timer{})
	}
	const scale = 1e6 // of a mean service in the heap's unit
	now, last := 0.0, 0.0
	type begun struct{ at, wait float64 }
	var queue []begun // who waits, by when his service begins
	ql, les, n := 0.0, 0.0, 0
	for range arrivals {
		now += rng.ExpFloat64() / (servers * rho)
		for len(queue) > 0 && queue[0].at <= now {
			last = queue[0].wait
			queue = queue[1:]
		}
		free := float64(ends.pop().At) / scale
		start := max(now, free)
		if wait := start - now; wait > 0 {
			mean, _ := qla(servers, 0, len(queue))
			ql += (mean - wait) * (mean - wait)
			les += (last - wait) * (last - wait)
			n++
			queue = append(queue, begun{start, wait})
		}
		ends.push(timer{At: int64((start + rng.ExpFloat64()) * scale)})
	}
	if ratio := les / ql; math.Abs(ratio-2) > 0.15 {
		t.Errorf("the ratio is %.2f over %d who waited", ratio, n)
	}
}
