package line

import (
	"slices"
	"strconv"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// Routing is who gets the next caller of a line, and when a caller gets nobody (product.md
// 5.2, 5.3). What is empty is the parent's, and at the root the centre's default.
type Routing struct {
	Strategy string `json:"strategy,omitempty" enum:"longest_idle,most_skilled,least_occupied,fewest_contacts,least_talk,round_robin,top_down,random_weighted,ring_all,ring_progressively," doc:"Whom of the free agents; empty: as the parent, else longest_idle"`
	RingMany int    `json:"ring_many,omitempty" doc:"ring_all: how many are rung at once; ring_progressively: at most so many; 2 to 8"`
	StepS    int    `json:"step_s,omitempty" doc:"ring_progressively: until one more is rung"`
	Sticky   Sticky `json:"sticky,omitzero"`

	Relax            []Relaxation `json:"relax,omitempty" doc:"At most 3, the soonest first"`
	GeneralistsEqual bool         `json:"generalists_equal,omitempty" doc:"Agents with many skills are asked like those with few"`

	Weight int  `json:"weight,omitempty" doc:"How much faster callers of this line grow old when an agent may take several lines; 0: as the parent, else 1"`
	BonusS int  `json:"bonus_s,omitempty" doc:"By how much older everybody in this line counts; 0: as the parent, else nothing"`
	Strict bool `json:"strict,omitempty" doc:"Its callers go before those of all lines that are not strict"`

	MaxWaiting int      `json:"max_waiting,omitempty" doc:"Who comes when so many wait does not wait; 0: as the parent, else 1000"`
	WhenFull   string   `json:"when_full,omitempty" enum:"tell,overflow,callback," doc:"What then: told so, led on, offered a call; empty: as the parent, else tell"`
	MaxWaitS   int      `json:"max_wait_s,omitempty" doc:"Nobody waits longer; 0: as the parent, else no limit"`
	WhenLate   string   `json:"when_late,omitempty" enum:"tell,overflow,callback," doc:"What then; empty: as the parent, else tell"`
	NoAgents   NoAgents `json:"no_agents,omitzero"`
	Keep       Keep     `json:"keep,omitzero"`
}

// Sticky looks for the agent who talked with the caller last.
type Sticky struct {
	MaxAgeH int `json:"max_age_h,omitempty" doc:"Not longer ago than so many hours; 0: as the parent, else nobody is looked for"`
	WaitS   int `json:"wait_s,omitempty" doc:"How long the caller waits for him; 0: only when he is free"`
}

// A Relaxation lets more agents take who has waited for so long.
type Relaxation struct {
	AfterS   int        `json:"after_s"`
	MinLevel int        `json:"min_level,omitempty" doc:"Agents of this level of the line's skill may take it too; 0: no lower level"`
	Skills   []id.Skill `json:"skills,omitempty" doc:"Agents with one of these may take it too"`
}

// NoAgents is what becomes of who waits when nobody who may answer is signed in.
type NoAgents struct {
	GraceS int    `json:"grace_s,omitempty" doc:"For so long somebody may still come back"`
	Action string `json:"action,omitempty" enum:"tell,overflow,callback," doc:"Empty: as the parent, else they wait on"`
}

// Keep leaves some ready agents alone: a reserve for other lines.
type Keep struct {
	Skill id.Skill `json:"skill,omitempty"`
	N     int      `json:"n,omitempty" doc:"So many ready agents with the skill do not get this line's callers"`
}

const (
	maxRelax       = 3        // skill, neighbours, everybody
	maxRelaxSkills = 10       // of one step
	maxWeight      = 100      //
	maxWaiting     = 1_000    // the core's own limit
	maxStickyH     = 366 * 24 // who called a year ago is a stranger again
	maxStickyS     = 600      // nobody waits ten minutes for one person
	maxKeep        = 100
	minRingMany    = 2
	maxRingMany    = 8
)

// strategies are all that core knows.
func strategies() []string {
	return []string{"", core.LongestIdle, core.MostSkilled, core.LeastOccupied, core.FewestContacts, core.LeastTalk,
		core.RoundRobin, core.TopDown, core.RandomWeighted, core.RingAll, core.RingProgressively}
}

func (r *Routing) check() error {
	if !slices.Contains(strategies(), r.Strategy) {
		return problem.New(problem.Invalid, "line.strategy_unknown", "field", "strategy")
	}
	rings := r.Strategy == "" || r.Strategy == core.RingAll || r.Strategy == core.RingProgressively
	if !rings && (r.RingMany != 0 || r.StepS != 0) {
		return problem.New(problem.Invalid, "line.ring_many_alone", "field", "ring_many")
	}
	for _, f := range []struct {
		field         string
		value         int
		lowest, atTop int
	}{
		{"ring_many", r.RingMany, minRingMany, maxRingMany}, {"step_s", r.StepS, 1, 120},
		{"sticky.max_age_h", r.Sticky.MaxAgeH, 1, maxStickyH}, {"sticky.wait_s", r.Sticky.WaitS, 1, maxStickyS},
		{"weight", r.Weight, 1, maxWeight}, {"bonus_s", r.BonusS, 1, maxWaitS}, {"max_waiting", r.MaxWaiting, 1, maxWaiting}, {"max_wait_s", r.MaxWaitS, 5, maxWaitS},
		{"no_agents.grace_s", r.NoAgents.GraceS, 1, maxWaitS}, {"keep.n", r.Keep.N, 1, maxKeep},
	} {
		if f.value != 0 && (f.value < f.lowest || f.value > f.atTop) {
			return outOfRange(f.field, f.lowest, f.atTop)
		}
	}
	for field, action := range map[string]string{"when_full": r.WhenFull, "when_late": r.WhenLate, "no_agents.action": r.NoAgents.Action} {
		if !slices.Contains([]string{"", core.ThenTell, core.ThenOverflow, core.ThenCallback}, action) {
			return problem.New(problem.Invalid, "line.action_unknown", "field", field)
		}
	}
	switch {
	case r.Sticky.MaxAgeH == 0 && r.Sticky.WaitS != 0:
		return problem.New(problem.Invalid, "line.sticky_without_age", "field", "sticky.max_age_h")
	case r.NoAgents.Action == "" && r.NoAgents.GraceS != 0:
		return problem.New(problem.Invalid, "line.no_agents_without_action", "field", "no_agents.action")
	case (r.Keep.Skill == "") != (r.Keep.N == 0):
		return problem.New(problem.Invalid, "line.keep_incomplete", "field", "keep.n")
	}
	return r.checkRelax()
}

// checkRelax: each step comes later than the one before it and lets somebody in.
func (r *Routing) checkRelax() error {
	if len(r.Relax) > maxRelax {
		return problem.New(problem.Invalid, "line.relax_too_many", "field", "relax", "max", strconv.Itoa(maxRelax))
	}
	last := 0
	for i := range r.Relax {
		s := &r.Relax[i]
		row := strconv.Itoa(i + 1)
		slices.Sort(s.Skills)
		s.Skills = slices.Compact(s.Skills)
		switch {
		case s.AfterS < 1 || s.AfterS > maxWaitS:
			return outOfRange("relax", 1, maxWaitS)
		case s.AfterS <= last:
			return problem.New(problem.Invalid, "line.relax_order", "field", "relax", "row", row)
		case s.MinLevel < 0 || s.MinLevel > 5:
			return outOfRange("relax", 1, 5)
		case s.MinLevel == 0 && len(s.Skills) == 0:
			return problem.New(problem.Invalid, "line.relax_empty", "field", "relax", "row", row)
		case len(s.Skills) > maxRelaxSkills:
			return problem.New(problem.Invalid, "line.list_too_long", "field", "relax", "max", strconv.Itoa(maxRelaxSkills))
		}
		last = s.AfterS
	}
	return nil
}

func outOfRange(field string, lowest, highest int) error {
	return problem.New(problem.Invalid, "line.out_of_range", "field", field, "min", strconv.Itoa(lowest), "max", strconv.Itoa(highest))
}

// Skills are all that the line names: its own, those of its relaxations and its reserve.
func (l *Line) Skills() []id.Skill { return append(l.skills(), l.Skill) }

// skills are all that the routing names.
func (r *Routing) skills() []id.Skill {
	var list []id.Skill
	for _, s := range r.Relax {
		list = append(list, s.Skills...)
	}
	if r.Keep.Skill != "" {
		list = append(list, r.Keep.Skill)
	}
	return list
}

// into tells the core.
func (r *Routing) into(c *core.Line) {
	c.Strategy, c.RingMany, c.StepMS, c.SpecialistsOff = r.Strategy, r.RingMany, ms(r.StepS), r.GeneralistsEqual
	c.Weight, c.BonusMS, c.Strict = r.Weight, ms(r.BonusS), r.Strict
	c.MaxWaiting, c.WhenFull, c.MaxWaitMS, c.WhenLate = r.MaxWaiting, r.WhenFull, ms(r.MaxWaitS), r.WhenLate
	if r.Sticky.MaxAgeH != 0 {
		c.Sticky = &core.Sticky{MaxAgeMS: ms(r.Sticky.MaxAgeH * 3600), WaitMS: ms(r.Sticky.WaitS)}
	}
	for _, s := range r.Relax {
		c.Relax = append(c.Relax, core.Relaxation{AfterMS: ms(s.AfterS), MinLevel: s.MinLevel, Skills: s.Skills})
	}
	if r.NoAgents.Action != "" {
		c.NoAgents = &core.NoAgents{GraceMS: ms(r.NoAgents.GraceS), Action: r.NoAgents.Action}
	}
	if r.Keep.Skill != "" {
		c.Keep = &core.Keep{Skill: r.Keep.Skill, N: r.Keep.N}
	}
}

// checkActions: who is to be led on needs a place to go, of the line's own or from above.
func (l *Line) checkActions(all []Line) error {
	to, at := l.Overflow.To, l.Parent
	for depth := 0; to == "" && at != "" && depth <= maxDepth; depth++ {
		i := slices.IndexFunc(all, func(o Line) bool { return o.ID == at })
		if i < 0 {
			break
		}
		to, at = all[i].Overflow.To, all[i].Parent
	}
	if to != "" {
		return nil
	}
	for _, f := range []struct{ field, action string }{{"when_full", l.WhenFull}, {"when_late", l.WhenLate}, {"no_agents.action", l.NoAgents.Action}} {
		if f.action == core.ThenOverflow {
			return problem.New(problem.Invalid, "line.action_without_overflow", "field", f.field)
		}
	}
	return nil
}
