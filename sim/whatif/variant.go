package whatif

import (
	"fmt"
	"maps"
	"slices"

	"gudok/core"
)

// checkVariants applies each variant once, so that what is wrong with it is said before an
// hour is simulated.
func (s *Scenario) checkVariants(f *finder) error {
	for i, v := range s.Variants {
		at := fmt.Sprintf("variants[%d]", i)
		if v.Name == "" || v.Name == baseName {
			return f.err(at+".name", "a variant needs a name of its own")
		}
		if _, err := s.with(v, at, f); err != nil {
			return err
		}
	}
	return nil
}

// baseName is what the scenario without changes is called.
const baseName = "as it is"

// copied is a scenario that can be changed without changing s.
func (s *Scenario) copied() *Scenario {
	c := *s
	c.Lines, c.Callers, c.Agents = slices.Clone(s.Lines), slices.Clone(s.Callers), slices.Clone(s.Agents)
	for i := range c.Lines {
		l := &c.Lines[i]
		l.Relax, l.Keep, l.Offer, l.Returns = slices.Clone(l.Relax), own(l.Keep), own(l.Offer), own(l.Returns)
	}
	for i := range c.Agents {
		g := &c.Agents[i]
		g.Skills, g.BySlot, g.Shifts = maps.Clone(g.Skills), slices.Clone(g.BySlot), slices.Clone(g.Shifts)
	}
	return &c
}

// own is a copy: a decoder writes into what a pointer shows.
func own[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// with is the scenario changed as the variant says.
func (s *Scenario) with(v Variant, at string, f *finder) (*Scenario, error) {
	out := s.copied()
	for i, c := range v.Changes {
		at := fmt.Sprintf("%s.changes[%d]", at, i)
		given := 0
		for _, yes := range [...]bool{c.Agents != "", c.Line != "", c.Callers != "", c.Floor} {
			if yes {
				given++
			}
		}
		var err error
		switch {
		case given != 1:
			err = f.err(at, "one of agents, line, callers and floor says what changes")
		case c.Agents != "":
			err = out.changeAgents(c, at, f)
		case c.Line != "":
			err = out.changeLine(c, at, f)
		case c.Callers != "":
			err = out.changeCallers(c, at, f)
		default:
			err = f.set(at, c.Set, &out.Floor)
			if err == nil && !slices.Contains([]string{"", core.PickAge, core.PickSlack, core.PickShares}, out.Floor.Pick) {
				err = f.err(at+".set.pick", "%q: age, slack or shares", out.Floor.Pick)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// set gives fields of v other values.
func (f *finder) set(at string, fields RawFields, v any) error {
	if len(fields) == 0 {
		return f.err(at, "set says which fields have another value")
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		text := append(fmt.Appendf(nil, "{%q:", name), fields[name]...)
		if err := strict(append(text, '}'), v); err != nil {
			return f.err(at+".set."+name, "%v", err)
		}
	}
	return nil
}

func (s *Scenario) changeLine(c Change, at string, f *finder) error {
	l := s.line(c.Line)
	if l == nil {
		return f.err(at+".line", "there is no line %q", c.Line)
	}
	if err := f.set(at, c.Set, l); err != nil {
		return err
	}
	if l.Name != c.Line {
		return f.err(at+".set.name", "a line keeps its name")
	}
	return s.checkLines(f)
}

func (s *Scenario) changeCallers(c Change, at string, f *finder) error {
	if c.Callers != "*" && s.callers(c.Callers) < 0 {
		return f.err(at+".callers", "there are no callers %q", c.Callers)
	}
	if c.Times < 0 || c.Times > 100 {
		return f.err(at+".times", "from 0 to 100 times as many")
	}
	if c.Times == 0 && !c.Patience.known && !c.Talk.known && !c.Wrap.known {
		return f.err(at, "nothing changes: times, patience, talk or wrap")
	}
	for i := range s.Callers {
		k := &s.Callers[i]
		if c.Callers != "*" && k.Name != c.Callers {
			continue
		}
		if c.Times > 0 {
			if k.Calls.Every.known {
				return f.err(at+".times", "callers %q come at intervals: give them others", k.Name)
			}
			k.Calls.PerDay *= c.Times
			k.Calls.PerHour *= c.Times
			k.Calls.BySlot = slices.Clone(k.Calls.BySlot)
			for j := range k.Calls.BySlot {
				k.Calls.BySlot[j] *= c.Times
			}
		}
		for _, p := range [...]struct{ to, from *Chance }{{&k.Patience, &c.Patience}, {&k.Talk, &c.Talk}, {&k.Wrap, &c.Wrap}} {
			if p.from.known {
				*p.to = *p.from
			}
		}
	}
	return nil
}

func (s *Scenario) changeAgents(c Change, at string, f *finder) error {
	i := s.group(c.Agents)
	switch {
	case i < 0:
		return f.err(at+".agents", "there is no group %q", c.Agents)
	case c.Add == 0 && c.Skills == nil:
		return f.err(at, "nothing changes: add people, or give skills")
	case c.Add != 0 && c.Skills != nil:
		return f.err(at, "two changes in one: write two")
	case c.Skills != nil:
		return s.teach(i, c, at, f)
	case c.Add > maxPeople || c.Add < -maxPeople:
		return f.err(at+".add", "at most %d", maxPeople)
	}
	from, to := c.From.ms(), c.To.ms()
	if from == 0 && to == 0 {
		from, to = s.From.ms(), lastClock*1000
	}
	if to <= from {
		return f.err(at, "from %s to %s is no time", c.From, c.To)
	}
	g := &s.Agents[i]
	shifts := g.shifts(s)
	if c.Add > 0 {
		for range c.Add {
			shifts = append(shifts, shift{from, to})
		}
	}
	for range -c.Add {
		left, ok := without(shifts, from, to)
		if !ok {
			return f.err(at+".add", "nobody of %q is there from %s to %s who could go", c.Agents, Clock(from/1000), Clock(to/1000))
		}
		shifts = left
	}
	g.fixed = shifts
	return nil
}

// without takes one agent away from from to to: the one who is there for most of it. What lies
// outside of that time he works; if he was not there all the time, others go in the rest.
func without(shifts []shift, from, to int64) ([]shift, bool) {
	took := false
	for at := from; at < to; {
		best, end := -1, int64(0)
		next := to
		for i, s := range shifts {
			switch {
			case s.from <= at && s.to > at && s.to > end:
				best, end = i, s.to
			case s.from > at:
				next = min(next, s.from)
			}
		}
		if best < 0 {
			at = next
			continue
		}
		took = true
		s := shifts[best]
		stop := min(s.to, to)
		shifts = slices.Delete(slices.Clone(shifts), best, best+1)
		if s.from < at {
			shifts = append(shifts, shift{s.from, at})
		}
		if s.to > stop {
			shifts = append(shifts, shift{stop, s.to})
		}
		at = stop
	}
	return shifts, took
}

// teach gives Count of the group's people the skills: they become a group of their own.
func (s *Scenario) teach(i int, c Change, at string, f *finder) error {
	if err := s.checkSkills(c.Skills, at+".skills", f); err != nil {
		return err
	}
	g := &s.Agents[i]
	shifts := g.shifts(s)
	n := c.Count
	if n == 0 {
		n = len(shifts)
	}
	if n < 0 || n > len(shifts) {
		return f.err(at+".count", "%q has %d shifts in a day", c.Agents, len(shifts))
	}
	taught := *g
	taught.Skills = maps.Clone(g.Skills)
	maps.Copy(taught.Skills, c.Skills)
	if n == len(shifts) {
		*g = taught
		return nil
	}
	taught.Name = g.Name + " +"
	// The longest shifts first: "three people" are three who are there.
	slices.SortStableFunc(shifts, func(a, b shift) int {
		return int(max(min(b.to-b.from-a.to+a.from, 1), -1))
	})
	taught.fixed, g.fixed = slices.Clone(shifts[:n]), slices.Clone(shifts[n:])
	s.Agents = append(s.Agents, taught)
	return nil
}
