package staffing

import (
	"errors"
	"math"
	"slices"
)

// A Wait is what was seen of one caller: how long he waited, and whether he gave up then. Of
// who was served first we only know that his patience is longer (it is censored): leaving him
// out, or counting his wait as patience, makes people look far less patient than they are.
type Wait struct {
	For  float64
	Left bool
}

// A Patience is how long callers are willing to wait, estimated from waits by the product-limit
// estimator (Kaplan and Meier 1958).
type Patience struct {
	steps []step
	waits int
	left  int
	total float64
}

// A step is a moment at which somebody gave up, and the share of patience beyond it.
type step struct {
	at       float64
	beyond   float64
	variance float64 // of log(beyond), by Greenwood (1926)
	atRisk   int
	left     int
}

// ErrWaits is the answer to waits that are negative or not numbers, or to none at all.
var ErrWaits = errors.New("waits must be numbers of 0 or more, and there must be some")

// KaplanMeier estimates the patience behind the waits. Callers who were served at once belong
// to them: a wait of 0. At the same moment givers-up come before those who were served.
func KaplanMeier(waits []Wait) (*Patience, error) {
	if len(waits) == 0 {
		return nil, ErrWaits
	}
	sorted := slices.Clone(waits)
	slices.SortFunc(sorted, func(a, b Wait) int {
		switch {
		case a.For < b.For:
			return -1
		case a.For > b.For:
			return 1
		}
		return 0
	})
	p := &Patience{waits: len(waits)}
	beyond, variance := 1.0, 0.0
	for i := 0; i < len(sorted); {
		at, left, same := sorted[i].For, 0, 0
		if at < 0 || math.IsNaN(at) || math.IsInf(at, 0) {
			return nil, ErrWaits
		}
		for ; i+same < len(sorted) && sorted[i+same].For == at; same++ {
			if sorted[i+same].Left {
				left++
			}
		}
		risk := len(sorted) - i
		if left > 0 {
			beyond *= 1 - float64(left)/float64(risk)
			variance += float64(left) / (float64(risk) * float64(risk-left)) // infinite when the last one left
			p.steps = append(p.steps, step{at, beyond, variance, risk, left})
		}
		p.left += left
		p.total += at * float64(same)
		i += same
	}
	return p, nil
}

// Waits and Left are how many waits it was estimated from, and how many of them ended by
// giving up.
func (p *Patience) Waits() int { return p.waits }

// Left: see Waits.
func (p *Patience) Left() int { return p.left }

// Mean is the mean patience if patience is exponential: all time waited divided by the number
// of those who gave up, which is the estimate of greatest likelihood. Infinite when nobody did.
func (p *Patience) Mean() float64 {
	if p.left == 0 {
		return math.Inf(1)
	}
	return p.total / float64(p.left)
}

// MeanBand is the interval in which the mean lies with the confidence of z standard deviations
// (1.96: 95 %), on the scale of logarithms, where it is good from a handful of observations on.
func (p *Patience) MeanBand(z float64) (low, high float64) {
	if p.left == 0 {
		return 0, math.Inf(1)
	}
	f := math.Exp(z / math.Sqrt(float64(p.left)))
	return p.Mean() / f, p.Mean() * f
}

// Beyond is the share of callers whose patience is longer than t.
func (p *Patience) Beyond(t float64) float64 {
	if i := p.at(t); i >= 0 {
		return p.steps[i].beyond
	}
	return 1
}

// Band is the interval in which Beyond(t) lies with the confidence of z standard deviations, on
// the scale log(-log) where it never leaves 0 to 1 (Kalbfleisch and Prentice 1980).
func (p *Patience) Band(t, z float64) (low, high float64) {
	i := p.at(t)
	if i < 0 {
		return 1, 1
	}
	s := p.steps[i]
	if s.beyond <= 0 {
		return 0, 0
	}
	l := math.Log(s.beyond)
	f := math.Exp(z * math.Sqrt(s.variance) / -l)
	return math.Exp(l * f), math.Exp(l / f)
}

// at is the index of the last step not after t, -1 for none.
func (p *Patience) at(t float64) int {
	i, found := slices.BinarySearchFunc(p.steps, t, func(s step, t float64) int {
		switch {
		case s.at < t:
			return -1
		case s.at > t:
			return 1
		}
		return 0
	})
	if !found {
		i--
	}
	return i
}

// Quantile is the time after which the share q of callers would have given up; false when so
// many never did while anybody watched.
func (p *Patience) Quantile(q float64) (float64, bool) {
	i, _ := slices.BinarySearchFunc(p.steps, 1-q, func(s step, want float64) int {
		if s.beyond > want {
			return -1
		}
		return 1
	})
	if i == len(p.steps) {
		return 0, false
	}
	return p.steps[i].at, true
}

// Draw turns u, drawn evenly from 0 to 1, into a patience. Beyond what was seen, people go on
// giving up at the mean rate.
func (p *Patience) Draw(u float64) float64 {
	if t, ok := p.Quantile(u); ok {
		return t
	}
	if p.left == 0 {
		return math.Inf(1)
	}
	last := step{beyond: 1}
	if n := len(p.steps); n > 0 {
		last = p.steps[n-1]
	}
	return last.at - p.Mean()*math.Log((1-u)/last.beyond)
}

// Steps are the moments at which somebody gave up and the share of patience beyond each: the
// curve as it is drawn.
func (p *Patience) Steps(yield func(at, beyond float64) bool) {
	for _, s := range p.steps {
		if !yield(s.at, s.beyond) {
			return
		}
	}
}
