package core

import (
	"math"
	"slices"

	"gudok/core/acd"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// How long somebody will wait: QLa, the queue length with abandonment (algorithms.md 5). Of
// the calls ahead each goes when an agent frees himself (rate N mu) or when it gives up
// (rate theta), so that with Q ahead the wait has the mean sum_{k=0..Q} 1/(N mu + k theta) and
// the variance of the same sum of squares. Everything in it is learnt from the line itself.

// Estimate is how long who stands at the position (1: next) of the line will wait: the mean
// and the range that two of three fall into, in ms. All are 0 when somebody free takes him at
// once, and -1 when nobody is there to estimate by.
func (s *State) Estimate(name id.Line, position int) (mean, low, high int64) {
	l := s.acd.Lines.Get(name)
	if l == nil {
		return -1, -1, -1
	}
	ready, online := s.acd.Staff(l)
	waiting, _ := l.Waiting()
	switch {
	case online == 0:
		return -1, -1, -1
	case position <= 1 && waiting == 0 && ready > 0:
		return 0, 0, 0
	}
	return s.paceOf(name).estimate(float64(online)*s.weight(l, waiting), position-1)
}

// estimate is the wait with so many calls ahead of it, for n agents.
func (p pace) estimate(n float64, ahead int) (mean, low, high int64) {
	m, v := qla(max(n, leastAgents)/float64(max(p.HandleMS+p.RangMS, 1)), p.theta(), ahead)
	q := func(z float64) int64 { return int64(gamma(m, v, z)) }
	return int64(m), q(-rangeZ), q(rangeZ)
}

const (
	leastAgents = 0.05 // a line that gets less of its agents than this is told no worse
	rangeZ      = 1.15 // two of three real waits lie between (measured, DESIGN.md): the model alone would want 0.97
	maxAhead    = 10_000
)

// qla is the mean and the variance of the wait, in the unit of the rates: free is how fast
// agents free themselves together, theta how fast one who waits gives up.
func qla(free, theta float64, ahead int) (mean, variance float64) {
	for k := range min(max(ahead, 0), maxAhead) + 1 {
		t := 1 / (free + float64(k)*theta)
		mean += t
		variance += t * t
	}
	return mean, variance
}

// gamma is the quantile of a gamma distribution of the mean and the variance at which the
// normal one has z (Wilson and Hilferty 1931: the cube root is nearly normal).
func gamma(mean, variance, z float64) float64 {
	if mean <= 0 || variance <= 0 {
		return mean
	}
	a := mean * mean / variance
	root := 1 - 1/(9*a) + z/(3*math.Sqrt(a))
	return mean * max(root, 0) * max(root, 0) * max(root, 0)
}

// weight is how much of the line's agents its own callers can expect, from 0 to 1. Who has
// other skills too is shared: of what he takes next, the line gets the part that it has of
// all who wait for him now, with one that is to come. To look at thousands of agents takes
// too long while a caller waits for an answer: at most maxLook are looked at, evenly spread.
func (s *State) weight(l *acd.Line, waiting int) float64 {
	loads := s.loads(l)
	if len(loads) == 0 {
		return 1
	}
	all := s.acd.Agents.All()
	stride := max(len(all)/maxLook, 1)
	mine, sum, n := float64(waiting+1), 0.0, 0
	for i := 0; i < len(all); i += stride {
		a := all[i]
		if a.Presence != acd.Online || !serves(a, l) {
			continue
		}
		others := 0
		for _, k := range a.Skills {
			for _, o := range loads {
				if o.skill == k.Skill {
					others += o.waiting
				}
			}
		}
		sum += mine / (mine + float64(others))
		n++
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}

// maxLook of agents for one estimate: their mean is known to a few percent then.
const maxLook = 400

func serves(a *acd.Agent, l *acd.Line) bool {
	for _, k := range a.Skills {
		if k.Skill == l.Skill {
			return k.Level >= l.MinLevel
		}
	}
	return false
}

// A load is how many wait for a skill.
type load struct {
	skill   id.Skill
	waiting int
}

// loads are how many wait in other lines, skill by skill.
func (s *State) loads(l *acd.Line) []load {
	var list []load
	for _, o := range s.acd.Lines.All() {
		n, _ := o.Waiting()
		if n == 0 || o == l {
			continue
		}
		i := slices.IndexFunc(list, func(v load) bool { return v.skill == o.Skill })
		if i < 0 {
			list = append(list, load{o.Skill, n})
			continue
		}
		list[i].waiting += n
	}
	return list
}

// A pace is how a line's contacts go, the latest counting most.
type pace struct {
	Line     id.Line `json:"line"`
	HandleMS int64   `json:"handle_ms"`
	N        int64   `json:"n,omitempty"`       // contacts it is learnt from
	RangMS   int64   `json:"rang_ms,omitempty"` // before an agent has taken one
	WaitMS   int64   `json:"wait_ms,omitempty"` // that callers have spent waiting, all together
	Lost     int64   `json:"lost,omitempty"`    // of them gave up
}

// theta is how fast who waits gives up, per ms: all that gave up over all that was waited. A
// line that has learnt nothing yet has one in firstPatienceMS.
func (p pace) theta() float64 { return float64(p.Lost+1) / float64(p.WaitMS+firstPatienceMS) }

func (p *pace) handled(ms int64) {
	p.N = min(p.N+1, paceShare)
	p.HandleMS += (ms - p.HandleMS) / (p.N + paceTrust)
}

func (p *pace) rang(ms int64) { p.RangMS += (ms - p.RangMS) / paceShare }

// waited: somebody's wait is over, lost when he gave up.
func (p *pace) waited(ms int64, lost bool) {
	p.WaitMS += ms
	if lost {
		p.Lost++
	}
	if p.Lost > maxLost || p.WaitMS > maxWaitMS {
		p.Lost, p.WaitMS = p.Lost/2, p.WaitMS/2 // what was long ago fades
	}
}

const (
	firstPaceMS     = 180_000     // how long a contact takes before the line has had any
	paceTrust       = 4           // contacts that this guess is worth
	paceShare       = 64          // contacts after which the first is all but forgotten: half a shift of one agent
	firstPatienceMS = 600_000     // how long people wait before they give up, until the line knows
	maxLost         = 400         // of whom the patience is known to a twentieth
	maxWaitMS       = 100_000_000 // the same for a line where hardly anybody gives up: 28 hours
)

func newPace(name id.Line) *pace { return &pace{Line: name, HandleMS: firstPaceMS} }

// paceOf is how the line's contacts go, as far as it is known.
func (s *State) paceOf(name id.Line) pace {
	if p := s.paces.Get(name); p != nil {
		return *p
	}
	return *newPace(name)
}

// learn takes into their lines' paces what was told of contacts in this step.
func (x *step) learn(said []Said) {
	var wrap int64
	for _, f := range said {
		name := f.Head.Line
		if name == "" {
			continue // among ourselves
		}
		switch v := f.Fact.(type) {
		case fact.ItemWrapped:
			wrap = v.WrapMS
		case fact.ItemClosed:
			x.pace(name).handled(v.TalkMS + v.HoldMS + wrap)
			wrap = 0
		case fact.ItemOfferEnded:
			if v.Verdict == acd.Accepted {
				x.pace(name).rang(v.RangMS)
			}
		case fact.ItemLeft:
			if v.WaitedMS > 0 {
				x.pace(name).waited(v.WaitedMS, v.Reason == acd.Abandoned)
			}
		}
	}
}

func (x *step) pace(name id.Line) *pace {
	p := x.paces.Get(name)
	if p == nil {
		p = newPace(name)
		x.paces.Put(name, p)
	}
	return p
}

// ladder is the minutes that are told: nobody believes "eleven to thirteen".
func ladder() []int64 { return []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 40, 60} }

// span is a range as it is told, in minutes: outwards to what people say. To is 0 for less
// than a minute; from is 60 for longer than an hour.
func span(mean, low, high int64) (from, to int) {
	if mean > longWaitMS {
		return longWaitMS / minuteMS, 0
	}
	for _, m := range ladder() {
		if m*minuteMS <= low {
			from = int(m)
		}
	}
	to = longWaitMS / minuteMS
	for _, m := range ladder() {
		if m*minuteMS >= high && int(m) > from {
			to = int(m)
			break
		}
	}
	if to == 1 {
		return 0, 0
	}
	return from, to
}

const (
	minuteMS   = 60_000
	longWaitMS = 60 * minuteMS // longer is told as that
)

// waitSound says how long who stands at the position will wait; nothing when nobody knows.
func (s *State) waitSound(name id.Line, position int) []voice.Sound {
	mean, low, high := s.Estimate(name, position)
	if mean < 0 {
		return nil
	}
	from, to := span(mean, low, high)
	return []voice.Sound{{Phrase: voice.PhraseWaitRange, N: from, To: to}}
}
