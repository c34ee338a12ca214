package staffing

import "math"

// Within are the shares of calls that are served after a wait of at most t, and that have given
// up by then. Both are of all calls that were let in, so that their sum is the share that has
// stopped waiting. It follows somebody who comes in with k ahead of him through the chain in
// which nobody comes behind him (a pure death process), with the classical Runge-Kutta steps
// of a quarter of the shortest mean stay: good to about ten digits.
func (v Line) Within(t float64) (served, abandoned float64) {
	for _, c := range v.chains {
		s, a := c.within(t)
		served += c.weight * s
		abandoned += c.weight * a
	}
	return served, abandoned
}

// ServedBy and AbandonedBy are the distributions of the wait of those who were served, and of
// those who gave up: the probability that it was at most t. 1 when there are none.
func (v Line) ServedBy(t float64) float64 {
	s, _ := v.Within(t)
	if v.Abandon >= 1 {
		return 1
	}
	return s / (1 - v.Abandon)
}

// AbandonedBy: see ServedBy.
func (v Line) AbandonedBy(t float64) float64 {
	_, a := v.Within(t)
	if v.Abandon == 0 {
		return 1
	}
	return a / v.Abandon
}

const (
	stepsPerStay = 4     // Runge-Kutta steps in the shortest mean stay of a state
	leastSteps   = 50    // and in all
	unseen       = 1e-14 // states that arrivals meet more rarely change no digit that is printed
)

func (c chain) within(t float64) (served, abandoned float64) {
	served = c.idle
	if t < 0 || c.open <= 0 {
		return 0, 0
	}
	top := 0
	for k := range c.entrants() {
		if c.p[k] > unseen {
			top = k + 1
		}
	}
	if t == 0 || top == 0 {
		return served, 0
	}
	mu, theta := 1/c.load.Handling, c.theta()
	if theta == 0 && c.load.Places == 0 { // Erlang C has a formula
		return 1 - (1-c.idle)*math.Exp(-(float64(c.n)*mu-c.load.Arrivals)*t), 0
	}
	d := death{n: float64(c.n) * mu, theta: theta, served: make([]float64, top), gone: make([]float64, top)}
	steps := int(t*(d.n+float64(top)*theta)*stepsPerStay) + leastSteps
	d.run(t/float64(steps), steps)
	for k := range top {
		served += c.p[k] / c.open * d.served[k]
		abandoned += c.p[k] / c.open * d.gone[k]
	}
	return served, abandoned
}

// A death process: of somebody with k ahead of him, how likely it is that he has been served,
// or has given up, by now.
type death struct {
	n, theta     float64 // rate of service of all agents, rate of giving up of one caller
	served, gone []float64
}

// slope is how fast the two grow at the values x and y.
func (d *death) slope(x, y, dx, dy []float64) {
	before, left := 1.0, 0.0 // with nobody ahead the next is served
	for k := range x {
		on := d.n + float64(k)*d.theta
		dx[k] = on*(before-x[k]) - d.theta*x[k]
		dy[k] = on*(left-y[k]) + d.theta*(1-y[k])
		before, left = x[k], y[k]
	}
}

// run does the steps of length h.
func (d *death) run(h float64, steps int) {
	n := len(d.served)
	var kx, ky [4][]float64
	for i := range kx {
		kx[i], ky[i] = make([]float64, n), make([]float64, n)
	}
	x, y := make([]float64, n), make([]float64, n)
	for range steps {
		d.slope(d.served, d.gone, kx[0], ky[0])
		for i, f := range [...]float64{h / 2, h / 2, h} {
			for k := range n {
				x[k] = d.served[k] + f*kx[i][k]
				y[k] = d.gone[k] + f*ky[i][k]
			}
			d.slope(x, y, kx[i+1], ky[i+1])
		}
		for k := range n {
			d.served[k] += h / 6 * (kx[0][k] + 2*kx[1][k] + 2*kx[2][k] + kx[3][k])
			d.gone[k] += h / 6 * (ky[0][k] + 2*ky[1][k] + 2*ky[2][k] + ky[3][k])
		}
	}
}
