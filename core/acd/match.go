package acd

import (
	"gudok/fact"
)

// longestIdle is the rule by which an agent is chosen: whose last contact ended first,
// over all lines.
const longestIdle = "longest_idle"

// maxExcluded is how many agents a decision names whom a rule kept out.
const maxExcluded = 8

// Match offers waiting items to ready agents until no pair is left. Every pair that is new
// since the last match has an agent who became ready or an item that began to wait, so
// only those are looked at.
//
// The item comes first: whoever is next in the order of service gets an agent, if one
// may take it; among these the longest idle.
func (s *State) Match(now int64, out *Out) {
	for len(s.freed)+len(s.fresh) > 0 {
		it := s.next(now)
		if it == nil {
			break
		}
		a, runner := s.choose(it, now)
		s.offer(now, it, a, s.decision(it, a, runner, now), out)
	}
	clear(s.freed)
	clear(s.fresh)
	s.freed, s.fresh = s.freed[:0], s.fresh[:0]
}

// next is the first item in the order of service that somebody ready may take.
func (s *State) next(now int64) *Item {
	var best *Item
	for _, it := range s.fresh {
		if !it.lined || best != nil && cmpItems(best, it) <= 0 {
			continue
		}
		if a, _ := s.choose(it, now); a != nil {
			best = it
		}
	}
	for _, a := range s.freed {
		if a.filed != filedReady {
			continue
		}
		if it := a.first(now); it != nil && (best == nil || cmpItems(it, best) < 0) {
			best = it
		}
	}
	return best
}

// first is the first waiting item that the agent may take.
func (a *Agent) first(now int64) *Item {
	var best *Item
	for _, it := range a.waits { // what is meant for him comes before what anybody may have
		if !it.barred(a.ID, now) && (best == nil || cmpItems(it, best) < 0) {
			best = it
		}
	}
	if best != nil {
		return best
	}
	for _, st := range a.seats {
		for level := minLevel; level <= st.level; level++ {
			if st.waiting[level].len() == 0 {
				continue
			}
			st.waiting[level].all(func(it *Item) bool {
				if best != nil && cmpItems(it, best) >= 0 {
					return false
				}
				if it.barred(a.ID, now) {
					return true
				}
				best = it
				return false
			})
		}
	}
	return best
}

// choose is the agent for a waiting item and who would have been the next, nil for none.
func (s *State) choose(it *Item, now int64) (a, runner *Agent) {
	if it.Only != "" {
		if x := s.Agents.Get(it.Only); x != nil && x.filed == filedReady && !it.barred(x.ID, now) {
			return x, nil
		}
		return nil, nil
	}
	l := s.Lines.Get(it.Line)
	sk := s.skill(l.Skill)
	for level := l.minLevel(); level <= maxLevel; level++ {
		if sk.ready[level].len() == 0 {
			continue
		}
		sk.ready[level].all(func(x *Agent) bool {
			switch {
			case runner != nil && cmpAgents(x, runner) >= 0:
				return false
			case it.barred(x.ID, now):
			case a == nil:
				a = x
			case cmpAgents(x, a) < 0:
				a, runner = x, a
			default:
				runner = x
				return false
			}
			return true
		})
	}
	return a, runner
}

// decision is why the item goes to a: enough to tell it in one sentence and to check it.
func (s *State) decision(it *Item, a, runner *Agent, now int64) fact.Decision {
	if it.Only != "" {
		return fact.Decision{Rule: it.Rule, Eligible: 1, IdleSince: a.IdleSince}
	}
	d := fact.Decision{Rule: longestIdle, IdleSince: a.IdleSince}
	if runner != nil {
		d.RunnerUp, d.RunnerMS = runner.ID, runner.IdleSince
	}
	l := s.Lines.Get(it.Line)
	sk := s.skill(l.Skill)
	for level := l.minLevel(); level <= maxLevel; level++ {
		d.Eligible += sk.ready[level].len()
	}
	exclude := func(x *Agent, rule string) bool {
		if len(d.Excluded) == maxExcluded {
			return false
		}
		d.Excluded = append(d.Excluded, fact.Exclusion{Agent: x.ID, Rule: rule})
		return true
	}
	for _, b := range it.Barred {
		x := s.Agents.Get(b.Agent)
		if x != nil && b.Until > now && x.filed == filedReady && x.level(l.Skill) >= l.minLevel() {
			d.Eligible--
			exclude(x, "reoffer_delay")
		}
	}
	sk.unwell.all(func(x *Agent) bool {
		return x.level(l.Skill) < l.minLevel() || exclude(x, "device")
	})
	for level := l.minLevel() - 1; level >= minLevel; level-- {
		sk.ready[level].all(func(x *Agent) bool { return exclude(x, "level") })
	}
	return d
}
