package whatif

import (
	"slices"

	"gudok/fact"
	"gudok/staffing"
)

// counts is what one day came to.
type counts struct {
	target, short int64
	kinds         []stay
	groups        []used
	asked         int     // callers who asked to be called back
	owed, kept    int     // people to whom a call was owed, and who were talked with
	later         []int32 // how long after, ms
	stuck         int     // callers who waited when the day was closed
	inputs        uint64
	length        int64 // ms that were counted
}

// stay is what callers of a kind went through.
type stay struct {
	offered  int
	inTime   int
	leftIn   int // gave up in the time of the service level
	shorts   int
	reasons  map[string]int // why they were not answered; for looking up only
	lost     int            // all of those
	answered []int32        // waits, ms
	gone     []int32        // of those who gave up
}

// used is what a group's time was spent on, ms.
type used struct {
	ring, talk, wrap, rest, idle int64

	calls int
}

func newCounts(p *plan) *counts {
	c := &counts{target: p.target, short: p.short, kinds: make([]stay, len(p.kinds)), groups: make([]used, len(p.groups)), length: p.to - p.warm}
	for i := range c.kinds {
		c.kinds[i].reasons = map[string]int{}
	}
	return c
}

func (c *counts) offered(who *caller) {
	if who.counted {
		c.kinds[who.kind].offered++
	}
}

func (c *counts) answered(who *caller, waited int64) {
	if !who.counted {
		return
	}
	s := &c.kinds[who.kind]
	waited += who.before
	s.answered = append(s.answered, int32(min(waited, 1<<31-1)))
	if waited <= c.target {
		s.inTime++
	}
}

// took: the agent has one more call.
func (c *counts) took(d *day, who int32) {
	if d.now >= midnight+d.p.warm {
		c.groups[d.p.people[who].group].calls++
	}
}

// left: the stay of a caller ended without an answer.
func (c *counts) left(who *caller, v fact.ItemLeft) {
	if v.Reason == "overflowed" {
		who.moved = true
		who.before += v.WaitedMS
		return
	}
	if !who.counted || v.Reason == "transferred" {
		return
	}
	s := &c.kinds[who.kind]
	s.reasons[v.Reason]++
	s.lost++
	waited := v.WaitedMS + who.before
	if v.Reason == "callback_requested" {
		c.asked++
	}
	if v.Reason != "abandoned" {
		if v.Reason == "queue_full" {
			s.offered++ // never came into the line
		}
		return
	}
	s.gone = append(s.gone, int32(min(waited, 1<<31-1)))
	if waited <= c.target {
		s.leftIn++
	}
	if waited <= c.short {
		s.shorts++
	}
}

// close is the end of the day.
func (c *counts) close(d *day) {
	for i := range d.agents {
		d.spent(int32(i))
	}
	c.stuck, c.inputs = d.inside, d.seq
	for i := range c.kinds {
		slices.Sort(c.kinds[i].answered)
		slices.Sort(c.kinds[i].gone)
	}
	slices.Sort(c.later)
}

// sum is all callers together.
func (c *counts) sum() stay {
	var all stay
	for _, s := range c.kinds {
		all.offered += s.offered
		all.inTime += s.inTime
		all.leftIn += s.leftIn
		all.shorts += s.shorts
		all.lost += s.lost
		all.answered = append(all.answered, s.answered...)
		all.gone = append(all.gone, s.gone...)
	}
	slices.Sort(all.answered)
	slices.Sort(all.gone)
	return all
}

// ratios are what the figures are made of: numerator and denominator of a day, so that a figure
// of many days is the ratio of their sums and not the mean of ratios, in which a quiet night
// would count as much as a busy noon.
func (s *stay) ratios() map[string]ratio {
	n, gave := float64(len(s.answered)), float64(len(s.gone))
	c := staffing.Counts{
		Offered: float64(s.offered), Answered: n, AnsweredInTime: float64(s.inTime), Abandoned: gave, AbandonedInTime: float64(s.leftIn), Short: float64(s.shorts),
	}
	sumA, sumG := total(s.answered), total(s.gone)
	out := map[string]ratio{
		"offered": {float64(s.offered), 1}, "answered": {n, 1}, "abandoned": {gave, 1}, "otherwise_lost": {float64(s.lost) - gave, 1},
		"in_time":        {float64(s.inTime), 1},
		"answered_share": {n, float64(s.offered)}, "abandoned_share": {gave, float64(s.offered)}, "no_wait_share": {float64(upTo(s.answered, 0)), float64(s.offered)},
		"wait_mean": {sumA, n}, "left_wait_mean": {sumG, gave}, "all_wait_mean": {sumA + sumG, n + gave},
	}
	for _, f := range staffing.Formulas() {
		good, all := c.Parts(f)
		out[string(f)] = ratio{good, all}
	}
	for name, w := range map[string][]int32{"wait": s.answered, "left_wait": s.gone} {
		if len(w) > 0 {
			out[name+"_p50"], out[name+"_p90"] = ratio{quantile(w, 0.5), 1}, ratio{quantile(w, 0.9), 1}
			out[name+"_max"] = ratio{float64(w[len(w)-1]) / 1000, 1}
		}
	}
	return out
}

// A ratio is the numerator and the denominator of one day's figure.
type ratio struct{ num, den float64 }

func total(ms []int32) float64 {
	sum := int64(0)
	for _, v := range ms {
		sum += int64(v)
	}
	return float64(sum) / 1000
}

// upTo is how many of the sorted waits are at most ms.
func upTo(sorted []int32, ms int32) int {
	i, _ := slices.BinarySearch(sorted, ms+1)
	return i
}

// quantile is the wait, in seconds, that the share q did not exceed.
func quantile(sorted []int32, q float64) float64 {
	return float64(sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]) / 1000
}

func (u *used) ratios() map[string]ratio {
	busy := float64(u.ring + u.talk + u.wrap)
	there := busy + float64(u.rest+u.idle)
	return map[string]ratio{
		"calls": {float64(u.calls), 1}, "hours": {there / 3_600_000, 1}, "occupancy": {busy, busy + float64(u.idle)}, "talk_share": {float64(u.talk), there},
	}
}
