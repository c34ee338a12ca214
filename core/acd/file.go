package acd

import (
	"slices"

	"gudok/id"
)

// A skill is where agents and items that need each other are filed: ready agents by their
// level, waiting items by the least level that their line asks for. So the best pair is
// found by looking at a handful of heads.
type skill struct {
	lines   []*Line // that need it, in the order of names
	ready   [maxLevel + 1]*order[*Agent]
	unwell  *order[*Agent]    // available but for the device
	online  [maxLevel + 1]int // agents in presence online
	waiting [maxLevel + 1]*class
}

// A class is all items that the same agents may take.
type class struct{ *order[*Item] }

// A seat is an agent's place in a skill.
type seat struct {
	*skill
	level int
}

// filing is where an agent stands in all his skills.
type filing uint8

const (
	filedNowhere filing = iota
	filedReady
	filedUnwell
	filedBusy // online, doing something else
)

func (s *State) skill(k id.Skill) *skill {
	sk := s.skills[k]
	if sk == nil {
		sk = &skill{unwell: newOrder(cmpAgents)}
		for l := minLevel; l <= maxLevel; l++ {
			sk.ready[l], sk.waiting[l] = newOrder(cmpAgents), &class{newOrder(cmpItems)}
		}
		s.skills[k] = sk
	}
	return sk
}

func (sk *skill) addLine(l *Line) {
	i, _ := slices.BinarySearchFunc(sk.lines, l.ID, func(x *Line, want id.Line) int { return cmpString(x.ID, want) })
	sk.lines = slices.Insert(sk.lines, i, l)
}

func (sk *skill) dropLine(l *Line) {
	sk.lines = slices.DeleteFunc(sk.lines, func(x *Line) bool { return x == l })
}

// seat finds the agent's places from Skills.
func (s *State) seat(a *Agent) {
	a.seats = a.seats[:0]
	for _, k := range a.Skills {
		a.seats = append(a.seats, seat{s.skill(k.Skill), a.level(k.Skill)})
	}
}

// place is where the three machines put the agent.
func (a *Agent) place() filing {
	switch {
	case a.offerable():
		return filedReady
	case a.available():
		return filedUnwell
	case a.Presence == Online:
		return filedBusy
	}
	return filedNowhere
}

// file puts the agent where the three machines say and remembers who became ready. It is
// the only way in and out of the orders; IdleSince and Skills change only between unfile
// and file.
func (s *State) file(a *Agent) {
	to := a.place()
	if to == a.filed {
		return
	}
	s.unfile(a)
	a.filed = to
	for _, st := range a.seats {
		if to != filedNowhere {
			st.online[st.level]++
		}
		switch to {
		case filedReady:
			st.ready[st.level].put(a)
		case filedUnwell:
			st.unwell.put(a)
		case filedNowhere, filedBusy:
		}
	}
	if to == filedReady {
		s.freed = append(s.freed, a)
	}
}

func (s *State) unfile(a *Agent) {
	for _, st := range a.seats {
		if a.filed != filedNowhere {
			st.online[st.level]--
		}
		switch a.filed {
		case filedReady:
			st.ready[st.level].drop(a)
		case filedUnwell:
			st.unwell.drop(a)
		case filedNowhere, filedBusy:
		}
	}
	a.filed = filedNowhere
}

// line lets the item wait in its line, at its place.
func (s *State) line(it *Item, l *Line) {
	it.lined = true
	l.waiting.put(it)
	if it.Only != "" {
		if a := s.Agents.Get(it.Only); a != nil {
			a.waits = append(a.waits, it)
		}
		return
	}
	it.filed = s.skill(l.Skill).waiting[l.minLevel()]
	it.filed.put(it)
}

// unline takes a waiting item out of the orders.
func (s *State) unline(it *Item) {
	if !it.lined {
		return
	}
	it.lined = false
	if it.filed != nil {
		it.filed.drop(it)
		it.filed = nil
	} else if a := s.Agents.Get(it.Only); a != nil {
		a.waits = slices.DeleteFunc(a.waits, func(x *Item) bool { return x == it })
	}
	if l := s.Lines.Get(it.Line); l != nil {
		l.waiting.drop(it)
	}
}

// touchLines tells that the counts of free agents changed in all lines the agent serves.
func (a *Agent) touchLines(out *Out) {
	for _, st := range a.seats {
		for _, l := range st.lines {
			if l.minLevel() <= st.level {
				out.Lines = append(out.Lines, l.ID)
			}
		}
	}
}

// Staff counts the agents who may take the line's items: those free now and those signed
// in and not in a pause.
func (s *State) Staff(l *Line) (ready, online int) {
	sk := s.skill(l.Skill)
	for level := l.minLevel(); level <= maxLevel; level++ {
		ready += sk.ready[level].len()
		online += sk.online[level]
	}
	return ready, online
}

// LinesOf lists the lines that the agent may serve, skill by skill, in the order of names.
func (s *State) LinesOf(a *Agent) []*Line {
	var lines []*Line
	for _, st := range a.seats {
		for _, l := range st.lines {
			if l.minLevel() <= st.level && !l.Gone {
				lines = append(lines, l)
			}
		}
	}
	return lines
}
