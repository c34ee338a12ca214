package whatif

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"
)

// Options of a run.
type Options struct {
	Reps    int      // days of each variant; 0: 20
	Seed    uint64   // the same seed gives the same figures
	Workers int      // days at a time; 0: as many as there are processors
	Only    []string // names of variants; nil: all
	// Progress is told after each day, from one goroutine at a time. May be nil.
	Progress func(done, all int, elapsed time.Duration)
}

// Limits of a run.
const (
	defaultReps = 20
	MaxReps     = 1_000_000
)

// A Result is what a run found.
type Result struct {
	Scenario string        `json:"scenario"`
	About    string        `json:"about,omitempty"`
	Seed     uint64        `json:"seed"`
	Asked    int           `json:"repetitions_asked"`
	Reps     int           `json:"repetitions"` // of every variant; fewer when it was stopped
	Within   float64       `json:"within_s"`
	Short    float64       `json:"short_s"`
	Hours    float64       `json:"hours_counted"` // of each day
	Variants []Outcome     `json:"variants"`      // the first is the scenario as it is
	Took     time.Duration `json:"-"`
	Inputs   uint64        `json:"core_inputs"` // the core took in all
}

// An Outcome is the figures of a variant.
type Outcome struct {
	Name    string           `json:"name"`
	All     Table            `json:"all"`
	Callers map[string]Table `json:"callers"`
	Agents  map[string]Table `json:"agents"`
	Differs Table            `json:"differs,omitempty"` // of all callers, from the scenario as it is
	Left    int              `json:"left_waiting,omitempty"`
	Lost    map[string]int   `json:"lost,omitempty"` // why callers were lost who did not hang up

	kinds, groups []string
}

// daySummary is what is kept of a day.
type daySummary struct {
	all    map[string]ratio
	kinds  []map[string]ratio
	groups []map[string]ratio
	left   int
	lost   map[string]int
	inputs uint64
}

func summary(c *counts) *daySummary {
	all := c.sum()
	s := &daySummary{all: all.ratios(), left: c.stuck, lost: map[string]int{}, inputs: c.inputs}
	for i := range c.kinds {
		k := &c.kinds[i]
		s.kinds = append(s.kinds, k.ratios())
		for why, n := range k.reasons {
			if why != "abandoned" {
				s.lost[why] += n
			}
		}
	}
	var every used
	for i := range c.groups {
		g := &c.groups[i]
		s.groups = append(s.groups, g.ratios())
		every.ring, every.talk, every.wrap, every.rest, every.idle = every.ring+g.ring, every.talk+g.talk, every.wrap+g.wrap, every.rest+g.rest, every.idle+g.idle
	}
	busy := every.ratios()
	s.all["occupancy"], s.all["hours"] = busy["occupancy"], busy["hours"]
	s.all["asked_callback"], s.all["owed"], s.all["kept"] = ratio{float64(c.asked), 1}, ratio{float64(c.owed), 1}, ratio{float64(c.kept), 1}
	s.all["kept_after_mean"] = ratio{total(c.later), float64(len(c.later))}
	return s
}

// Run lives the days. When ctx ends it returns what was finished by then, and the error of
// ctx: only repetitions that all variants have lived through count.
func Run(ctx context.Context, s *Scenario, opt Options) (*Result, error) {
	if opt.Reps == 0 {
		opt.Reps = defaultReps
	}
	if opt.Reps < 1 || opt.Reps > MaxReps {
		return nil, fmt.Errorf("%d repetitions: from 1 to %d", opt.Reps, MaxReps)
	}
	plans, err := s.plans(opt.Only)
	if err != nil {
		return nil, err
	}
	begun := time.Now()
	done := live(ctx, plans, opt, begun)
	res := &Result{
		Scenario: s.Name, About: s.About, Seed: opt.Seed, Asked: opt.Reps, Within: float64(s.Target.Within), Short: float64(s.Target.Short),
		Hours: (float64(s.To-s.From) - float64(s.Warmup)) / 3600, Took: time.Since(begun),
	}
	whole := wholeReps(done)
	res.Reps = len(whole)
	for v, p := range plans {
		res.Variants = append(res.Variants, outcome(p, done[v], done[0], whole))
		for _, rep := range whole {
			res.Inputs += done[v][rep].inputs
		}
	}
	if ctx.Err() != nil && res.Reps < opt.Reps {
		return res, ctx.Err()
	}
	return res, nil
}

// plans are the scenario as it is and its variants.
func (s *Scenario) plans(only []string) ([]*plan, error) {
	out := []*plan{s.plan(baseName)}
	found := 0
	for i, v := range s.Variants {
		if only != nil && !slices.Contains(only, v.Name) {
			continue
		}
		found++
		changed, err := s.with(v, fmt.Sprintf("variants[%d]", i), &finder{})
		if err != nil {
			return nil, err
		}
		out = append(out, changed.plan(v.Name))
	}
	if found < len(only) {
		return nil, fmt.Errorf("%q: the scenario has no such variants", only)
	}
	return out, nil
}

// live runs all days on all processors: repetition by repetition, so that a run that is stopped
// has whole ones.
func live(ctx context.Context, plans []*plan, opt Options, begun time.Time) [][]*daySummary {
	done := make([][]*daySummary, len(plans))
	for v := range done {
		done[v] = make([]*daySummary, opt.Reps)
	}
	workers := opt.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var (
		wg             sync.WaitGroup
		mu             sync.Mutex
		next, finished int
		all            = opt.Reps * len(plans)
	)
	for range min(workers, all) {
		wg.Go(func() {
			for ctx.Err() == nil {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= all {
					return
				}
				rep, v := i/len(plans), i%len(plans)
				c, err := newDay(plans[v], mixed(opt.Seed)+uint64(rep)).run(ctx)
				if err != nil {
					return
				}
				sum := summary(c)
				mu.Lock()
				done[v][rep] = sum
				finished++
				if opt.Progress != nil {
					opt.Progress(finished, all, time.Since(begun))
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return done
}

// wholeReps are the repetitions that every variant has finished.
func wholeReps(done [][]*daySummary) []int {
	var out []int
	for rep := range done[0] {
		if !slices.ContainsFunc(done, func(days []*daySummary) bool { return days[rep] == nil }) {
			out = append(out, rep)
		}
	}
	return out
}

// outcome makes figures of the days.
func outcome(p *plan, days, base []*daySummary, reps []int) Outcome {
	o := Outcome{Name: p.name, Callers: map[string]Table{}, Agents: map[string]Table{}, Lost: map[string]int{}}
	pick := func(from []*daySummary, of func(*daySummary) map[string]ratio) []map[string]ratio {
		var list []map[string]ratio
		for _, rep := range reps {
			list = append(list, of(from[rep]))
		}
		return list
	}
	all := pick(days, func(d *daySummary) map[string]ratio { return d.all })
	o.All = figures(all)
	if p.name != baseName {
		o.Differs = differences(pick(base, func(d *daySummary) map[string]ratio { return d.all }), all)
	}
	for i, k := range p.kinds {
		o.kinds = append(o.kinds, k.name)
		o.Callers[k.name] = figures(pick(days, func(d *daySummary) map[string]ratio { return d.kinds[i] }))
	}
	for i, g := range p.groups {
		o.groups = append(o.groups, g.name)
		o.Agents[g.name] = figures(pick(days, func(d *daySummary) map[string]ratio { return d.groups[i] }))
	}
	for _, rep := range reps {
		o.Left += days[rep].left
		for why, n := range days[rep].lost {
			o.Lost[why] += n
		}
	}
	return o
}
