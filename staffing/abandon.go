package staffing

import (
	"errors"
	"math"
)

// A Load is what comes to a line. Times are in any unit, the same for all three.
type Load struct {
	Arrivals float64 // calls per unit of time
	Handling float64 // mean handling time: talk, hold and wrap-up
	Patience float64 // mean time until a waiting caller gives up; 0: never
	Places   int     // where one can wait; 0: as many as are needed
}

// Erlangs is the load in agents who would be busy if nobody gave up.
func (l Load) Erlangs() float64 { return l.Arrivals * l.Handling }

// ErrLoad is the answer to a load that has no meaning: a time or a rate that is negative, not
// a number or infinite, or a handling time of nothing.
var ErrLoad = errors.New("arrivals and patience must be 0 or more, handling more than 0, all of them finite")

// ErrOverload is the answer where everybody waits for ever and more comes than is served: the
// queue has no end and no mean.
var ErrOverload = errors.New("without patience or a limit of places the agents cannot carry this load")

func (l Load) check() error {
	for _, v := range [...]float64{l.Arrivals, l.Handling, l.Patience} {
		if v < 0 || math.IsNaN(v) || math.IsInf(v, 0) {
			return ErrLoad
		}
	}
	if l.Handling == 0 || l.Places < 0 {
		return ErrLoad
	}
	return nil
}

// A Line is the steady state of a line with a number of agents. Shares of calls are of those
// that were let in; only Blocked is of all.
type Line struct {
	Agents float64 // may be a fraction, see At

	Wait      float64 // share that has to wait at all
	Abandon   float64 // share that gives up
	Blocked   float64 // share that finds all places taken
	Occupancy float64 // share of the agents' time that is handling

	MeanWait      float64 // of all, served or not
	ServedWait    float64 // mean, of those who were served
	ServedVar     float64 // and its variance
	AbandonedWait float64 // mean, of those who gave up; 0 when nobody does

	Queue    float64 // mean number of those who wait
	QueueVar float64
	Inside   float64 // mean number of those who wait or talk

	chains []chain // what Within looks at; two of them between whole agents
}

// A chain is the birth and death process of the number of callers inside, and its weight in
// a Line (which lies between two whole numbers of agents).
type chain struct {
	load   Load
	n      int
	weight float64
	p      []float64 // of the states n, n+1, …: all agents are busy and so many wait
	open   float64   // share of arrivals that is let in
	idle   float64   // share of those let in that need not wait
}

// negligible is where the tail of a chain is cut: 17 digits below what has been summed up.
const negligible = 1e-17

// maxQueue ends a tail that will not end: nobody waits behind a million others.
const maxQueue = 1_000_000

// Erlang is the line with n agents: Erlang A, or Erlang C where Patience is 0. The chain is
// begun at the state in which all agents are busy and none waits, and followed both ways, so
// that neither a factorial nor a power is ever computed; means and shares are good to about
// twelve digits.
func Erlang(l Load, n int) (Line, error) {
	if err := l.check(); err != nil {
		return Line{}, err
	}
	mu, theta := 1/l.Handling, 0.0
	if l.Patience > 0 {
		theta = 1 / l.Patience
	}
	if n < 0 || n > maxAgents {
		return Line{}, ErrLoad
	}
	if n == 0 && theta == 0 && l.Arrivals > 0 || theta == 0 && l.Places == 0 && l.Arrivals >= float64(n)*mu && l.Arrivals > 0 {
		return Line{}, ErrOverload
	}
	below, waiting := stationary(l, n, mu, theta)
	return measure(l, n, below, waiting), nil
}

// stationary are the shares of time: of the states 0..n-1 as sums (share, busy agents), and of
// each state with k = 0, 1, … waiting.
func stationary(l Load, n int, mu, theta float64) (below [2]float64, waiting []float64) {
	waiting = append(waiting, 1)
	sum, most := 1.0, l.Places
	if most == 0 {
		most = maxQueue
	}
	for k := 0; k < most; k++ {
		d := float64(n)*mu + float64(k+1)*theta
		v := waiting[k] * l.Arrivals / d
		if l.Places == 0 && v < sum*negligible && l.Arrivals < d {
			break
		}
		waiting = append(waiting, v)
		if sum += v; sum > 1e250 { // a large overload of patient callers
			for i := range waiting {
				waiting[i] *= 1e-250
			}
			sum *= 1e-250
		}
	}
	v := waiting[0]
	for i := n; i > 0 && l.Arrivals > 0 && v > 0; i-- {
		v *= float64(i) * mu / l.Arrivals
		below[0] += v
		below[1] += v * float64(i-1)
		if sum += v; sum > 1e250 { // hardly any load for so many agents
			v, below[0], below[1], sum = v*1e-250, below[0]*1e-250, below[1]*1e-250, sum*1e-250
			for i := range waiting {
				waiting[i] *= 1e-250
			}
		}
	}
	if l.Arrivals == 0 && n > 0 {
		return [2]float64{1, 0}, []float64{0}
	}
	below[0], below[1] = below[0]/sum, below[1]/sum
	for i := range waiting {
		waiting[i] /= sum
	}
	return below, waiting
}

// measure reads everything off the shares of time (arrivals see them: PASTA).
func measure(l Load, n int, below [2]float64, p []float64) Line {
	c := chain{load: l, n: n, weight: 1, p: p, open: 1}
	if l.Places > 0 && len(p) == l.Places+1 {
		c.open -= p[l.Places]
	}
	v := Line{Agents: float64(n), Blocked: 1 - c.open}
	busy, q2 := below[1], 0.0
	v.Inside = below[1]
	for k, s := range p {
		busy += float64(n) * s
		v.Queue += float64(k) * s
		q2 += float64(k) * float64(k) * s
		v.Inside += float64(n+k) * s
	}
	v.QueueVar = q2 - v.Queue*v.Queue
	if n > 0 {
		v.Occupancy = busy / float64(n)
	}
	if c.open <= 0 || l.Arrivals == 0 {
		c.idle, c.p = 1, nil
		v.chains = []chain{c}
		return v
	}
	c.idle = below[0] / c.open
	v.Wait = 1 - c.idle
	v.MeanWait = v.Queue / (l.Arrivals * c.open)
	if l.Patience > 0 {
		v.Abandon = v.MeanWait / l.Patience
	}
	v.ServedWait, v.ServedVar = c.served()
	if v.Abandon > 0 {
		v.AbandonedWait = (v.MeanWait - v.ServedWait*(1-v.Abandon)) / v.Abandon
	}
	v.chains = []chain{c}
	return v
}

// served is mean and variance of the wait of those who are served. Somebody with k ahead of
// him waits until one of the n agents or of the k others lets him forward, or he gives up: the
// moments follow from those of k-1.
func (c chain) served() (mean, variance float64) {
	mu, theta := 1/c.load.Handling, c.theta()
	ps, s1, s2 := c.idle*c.open, 0.0, 0.0
	g, m, m2 := 1.0, 0.0, 0.0 // served, wait and wait squared of who is served, with k-1 ahead
	for k := range c.entrants() {
		on := float64(c.n)*mu + float64(k)*theta
		all := on + theta
		// In this order: each needs what the next was with one fewer ahead.
		m2 = on / all * (m2 + 2*m/all + 2*g/(all*all))
		m = on / all * (m + g/all)
		g = on / all * g
		ps, s1, s2 = ps+c.p[k]*g, s1+c.p[k]*m, s2+c.p[k]*m2
	}
	if ps == 0 {
		return 0, 0
	}
	mean = s1 / ps
	return mean, s2/ps - mean*mean
}

// entrants is how many of the states with all agents busy let a caller in.
func (c chain) entrants() int {
	if c.load.Places > 0 && len(c.p) == c.load.Places+1 {
		return c.load.Places
	}
	return len(c.p)
}

func (c chain) theta() float64 {
	if c.load.Patience > 0 {
		return 1 / c.load.Patience
	}
	return 0
}

// At is the line with a number of agents that may be a fraction (3.5 full-time equivalents):
// the straight line between the whole numbers beside it. Where only the lower one cannot carry
// the load the error is that of the lower one.
func At(l Load, agents float64) (Line, error) {
	if agents < 0 || math.IsNaN(agents) || agents > maxAgents {
		return Line{}, ErrLoad
	}
	n := int(math.Floor(agents))
	a, err := Erlang(l, n)
	f := agents - float64(n)
	if err != nil || f == 0 {
		return a, err
	}
	b, err := Erlang(l, n+1)
	if err != nil {
		return b, err
	}
	return between(a, b, f), nil
}

// between is the straight line from a to b at f of the way.
func between(a, b Line, f float64) Line {
	mix := func(x, y float64) float64 { return x + (y-x)*f }
	v := Line{
		Agents: mix(a.Agents, b.Agents), Wait: mix(a.Wait, b.Wait), Abandon: mix(a.Abandon, b.Abandon), Blocked: mix(a.Blocked, b.Blocked),
		Occupancy: mix(a.Occupancy, b.Occupancy), MeanWait: mix(a.MeanWait, b.MeanWait), ServedWait: mix(a.ServedWait, b.ServedWait),
		ServedVar: mix(a.ServedVar, b.ServedVar), AbandonedWait: mix(a.AbandonedWait, b.AbandonedWait),
		Queue: mix(a.Queue, b.Queue), QueueVar: mix(a.QueueVar, b.QueueVar), Inside: mix(a.Inside, b.Inside),
	}
	for _, c := range a.chains {
		c.weight *= 1 - f
		v.chains = append(v.chains, c)
	}
	for _, c := range b.chains {
		c.weight *= f
		v.chains = append(v.chains, c)
	}
	return v
}
