package whatif

import (
	"fmt"
	"slices"

	"gudok/core"
)

// Limits of a scenario: more is a mistake of units, and would fill the memory.
const (
	maxLines   = 500
	maxCallers = 500
	maxPeople  = 10_000 // agents
	maxCalls   = 10_000_000
	maxLevel   = 5
	minSlot    = 60 // seconds: nobody plans by the second
)

// check refuses what has no meaning, with its place in the file.
func (s *Scenario) check(f *finder) error {
	if s.Target.Within == 0 {
		s.Target.Within = 20
	}
	if s.Target.Short == 0 {
		s.Target.Short = 5
	}
	if s.Slot == 0 {
		s.Slot = 1800
	}
	switch {
	case s.To <= s.From:
		return f.err("to", "the day ends (%s) before it begins (%s)", s.To, s.From)
	case float64(s.Warmup) >= float64(s.To-s.From):
		return f.err("warmup", "nothing of the day is left after it")
	case s.Slot < minSlot:
		return f.err("slot", "at least %d s", minSlot)
	case s.Days.Spread < 0 || s.Days.Spread > 1:
		return f.err("days.spread", "from 0 to 1")
	case len(s.Callers) == 0 || len(s.Callers) > maxCallers:
		return f.err("callers", "somebody must call (and at most %d kinds of callers)", maxCallers)
	case len(s.Agents) == 0:
		return f.err("agents", "somebody must answer")
	case !slices.Contains([]string{"", core.PickAge, core.PickSlack, core.PickShares}, s.Floor.Pick):
		return f.err("floor.pick", "%q: age, slack or shares", s.Floor.Pick)
	}
	if err := s.checkLines(f); err != nil {
		return err
	}
	for i := range s.Callers {
		if err := s.checkCallers(&s.Callers[i], fmt.Sprintf("callers[%d]", i), f); err != nil {
			return err
		}
	}
	for i := range s.Agents {
		if err := s.checkGroup(&s.Agents[i], fmt.Sprintf("agents[%d]", i), f); err != nil {
			return err
		}
	}
	return s.checkVariants(f)
}

// checkLines also adds the lines that callers name and nobody has described.
func (s *Scenario) checkLines(f *finder) error {
	for i := range s.Callers {
		c := &s.Callers[i]
		if c.Line == "" {
			c.Line = c.Name
		}
		if s.line(c.Line) == nil && c.Line == c.Name {
			s.Lines = append(s.Lines, Line{Name: c.Line})
		}
	}
	if len(s.Lines) > maxLines {
		return f.err("lines", "at most %d", maxLines)
	}
	for i := range s.Lines {
		l, at := &s.Lines[i], fmt.Sprintf("lines[%d]", i)
		if l.Skill == "" {
			l.Skill = l.Name
		}
		switch {
		case l.Name == "":
			return f.err(at+".name", "a line needs a name")
		case slices.ContainsFunc(s.Lines[:i], func(o Line) bool { return o.Name == l.Name }):
			return f.err(at+".name", "there are two lines %q", l.Name)
		case l.Strategy != "" && !slices.Contains(strategies(), l.Strategy):
			return f.err(at+".strategy", "%q is none of %v", l.Strategy, strategies())
		case l.MinLevel < 0 || l.MinLevel > maxLevel:
			return f.err(at+".min_level", "levels are 1 to %d", maxLevel)
		case l.OverflowTo != "" && s.line(l.OverflowTo) == nil:
			return f.err(at+".overflow_to", "there is no line %q", l.OverflowTo)
		case l.Offer != nil && l.Returns == nil:
			return f.err(at+".offer", "nobody would call: returns are needed")
		case len(l.Relax) > 3:
			return f.err(at+".relax", "at most 3 steps")
		}
	}
	return nil
}

func strategies() []string {
	return []string{core.LongestIdle, core.MostSkilled, core.LeastOccupied, core.FewestContacts, core.LeastTalk, core.RoundRobin, core.TopDown,
		core.RandomWeighted, core.RingAll, core.RingProgressively}
}

func (s *Scenario) line(name string) *Line {
	for i := range s.Lines {
		if s.Lines[i].Name == name {
			return &s.Lines[i]
		}
	}
	return nil
}

func (s *Scenario) callers(name string) int {
	return slices.IndexFunc(s.Callers, func(c Callers) bool { return c.Name == name })
}

func (s *Scenario) group(name string) int {
	return slices.IndexFunc(s.Agents, func(g Group) bool { return g.Name == name })
}

func (s *Scenario) checkCallers(c *Callers, at string, f *finder) error {
	switch {
	case c.Name == "" || c.Name == "*":
		return f.err(at+".name", "callers need a name (and * is none)")
	case &s.Callers[s.callers(c.Name)] != c:
		return f.err(at+".name", "there are two callers %q", c.Name)
	case s.line(c.Line) == nil:
		return f.err(at+".line", "there is no line %q", c.Line)
	case !c.Talk.known:
		return f.err(at+".talk", "how long a conversation takes must be said")
	}
	if a := c.Again; a != nil {
		if bad(a.First) || bad(a.Further) {
			return f.err(at+".again", "shares are from 0 to 1")
		}
		if !a.After.known {
			return f.err(at+".again.after", "after how long they call again must be said")
		}
	}
	if w := c.Forward; w != nil {
		if bad(w.Share) || len(w.To) == 0 {
			return f.err(at+".forward", "a share from 0 to 1 goes on to somebody")
		}
		for name, weight := range w.To {
			if s.callers(name) < 0 || weight < 0 {
				return f.err(at+".forward.to", "%q: the name of callers with a weight of 0 or more", name)
			}
		}
	}
	if bad(c.TakesOffer) || bad(c.PicksUp) {
		return f.err(at, "takes_offer and picks_up are shares from 0 to 1")
	}
	if s.line(c.Line).Returns != nil && c.PicksUp == 0 {
		return f.err(at+".picks_up", "the line calls people back: which share of them answers must be said")
	}
	return s.checkCalls(c.Calls, at+".calls", f)
}

func bad(share float64) bool { return !(share >= 0 && share <= 1) }

// slots is how many slots the day has; the last may be cut short.
func (s *Scenario) slots() int {
	d, w := (s.To - s.From).ms(), s.Slot.ms()
	return int((d + w - 1) / w)
}

func (s *Scenario) checkCalls(c Calls, at string, f *finder) error {
	given := 0
	for _, yes := range [...]bool{c.PerDay != 0, c.PerHour != 0, c.BySlot != nil, c.Every.known} {
		if yes {
			given++
		}
	}
	switch {
	case given > 1:
		return f.err(at, "one of per_day, per_hour, by_slot and every")
	case c.PerDay < 0 || c.PerHour < 0 || c.PerDay > maxCalls || c.PerHour > maxCalls/24:
		return f.err(at, "from 0 to %d calls a day", maxCalls)
	case c.ByWeight != nil && c.PerDay == 0:
		return f.err(at+".by_weight", "goes with per_day")
	case c.Exact && c.PerDay == 0:
		return f.err(at+".exact", "goes with per_day")
	}
	for name, list := range map[string][]float64{"by_slot": c.BySlot, "by_weight": c.ByWeight} {
		if list != nil && len(list) != s.slots() {
			return f.err(at+"."+name, "%d values for %d slots of %v s from %s to %s", len(list), s.slots(), float64(s.Slot), s.From, s.To)
		}
		sum := 0.0
		for i, v := range list {
			if v < 0 {
				return f.err(fmt.Sprintf("%s.%s[%d]", at, name, i), "less than nobody")
			}
			sum += v
		}
		if list != nil && (sum == 0 && name == "by_weight" || sum > maxCalls) {
			return f.err(at+"."+name, "the sum is %v", sum)
		}
	}
	return nil
}

func (s *Scenario) checkGroup(g *Group, at string, f *finder) error {
	switch {
	case g.Name == "":
		return f.err(at+".name", "a group needs a name")
	case &s.Agents[s.group(g.Name)] != g:
		return f.err(at+".name", "there are two groups %q", g.Name)
	case len(g.Skills) == 0:
		return f.err(at+".skills", "who can nothing answers nothing")
	case g.Count < 0 || g.Count > maxPeople:
		return f.err(at+".count", "from 0 to %d", maxPeople)
	case g.BySlot != nil && len(g.BySlot) != s.slots():
		return f.err(at+".by_slot", "%d values for %d slots of %v s from %s to %s", len(g.BySlot), s.slots(), float64(s.Slot), s.From, s.To)
	case g.Longest > 0 && g.BySlot == nil:
		return f.err(at+".longest_shift", "goes with by_slot")
	case (g.Count > 0 && g.BySlot != nil) || (g.Count > 0 || g.BySlot != nil) && g.Shifts != nil:
		return f.err(at, "one of count, by_slot and shifts")
	}
	for i, n := range g.BySlot {
		if n < 0 || n > maxPeople {
			return f.err(fmt.Sprintf("%s.by_slot[%d]", at, i), "from 0 to %d", maxPeople)
		}
	}
	for i, sh := range g.Shifts {
		if sh.To <= sh.From || sh.Count < 0 || sh.Count > maxPeople {
			return f.err(fmt.Sprintf("%s.shifts[%d]", at, i), "from %s to %s for %d", sh.From, sh.To, sh.Count)
		}
	}
	for name := range g.Handling {
		if s.callers(name) < 0 {
			return f.err(at+".handling", "there are no callers %q", name)
		}
	}
	return s.checkSkills(g.Skills, at+".skills", f)
}

func (s *Scenario) checkSkills(skills map[string]int, at string, f *finder) error {
	for name, level := range skills {
		switch {
		case level < 1 || level > maxLevel:
			return f.err(at+"."+name, "levels are 1 to %d", maxLevel)
		case !slices.ContainsFunc(s.Lines, func(l Line) bool {
			return l.Skill == name || slices.ContainsFunc(l.Relax, func(r Relaxation) bool { return slices.Contains(r.Skills, name) })
		}):
			return f.err(at+"."+name, "no line asks for this skill")
		}
	}
	return nil
}

// chances visits every distribution of the scenario.
func (s *Scenario) chances(visit func(at string, c *Chance) error) error {
	type named struct {
		at string
		c  *Chance
	}
	var all []named
	add := func(at string, c *Chance) { all = append(all, named{at, c}) }
	for i := range s.Callers {
		c, at := &s.Callers[i], fmt.Sprintf("callers[%d]", i)
		add(at+".patience", &c.Patience)
		add(at+".talk", &c.Talk)
		add(at+".wrap", &c.Wrap)
		add(at+".calls.every", &c.Calls.Every)
		if c.Again != nil {
			add(at+".again.after", &c.Again.After)
		}
	}
	for i := range s.Agents {
		g, at := &s.Agents[i], fmt.Sprintf("agents[%d]", i)
		add(at+".answer", &g.Answer)
		add(at+".pause", &g.Pause)
		for name, h := range g.Handling {
			at := at + ".handling." + name
			for _, n := range []named{{at + ".talk", &h.Talk}, {at + ".wrap", &h.Wrap}} {
				if err := visit(n.at, n.c); err != nil {
					return err
				}
			}
			g.Handling[name] = h
		}
	}
	for i := range s.Variants {
		for j := range s.Variants[i].Changes {
			c, at := &s.Variants[i].Changes[j], fmt.Sprintf("variants[%d].changes[%d]", i, j)
			add(at+".patience", &c.Patience)
			add(at+".talk", &c.Talk)
			add(at+".wrap", &c.Wrap)
		}
	}
	for _, n := range all {
		if err := visit(n.at, n.c); err != nil {
			return err
		}
	}
	return nil
}
