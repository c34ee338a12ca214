package acd

import (
	"math/bits"

	"gudok/fact"
)

// Match offers waiting items to ready agents until no pair is left. Every pair that is new
// since the last match has an agent who became ready, an item that began to wait, or a class
// that was stirred, so only those are looked at.
//
// The item comes first: whoever is next in the order of service gets an agent, if one
// may take it; among these the one whom its line's strategy prefers.
func (s *State) Match(now int64, out *Out) {
	for len(s.freed)+len(s.fresh)+len(s.stirred) > 0 {
		it, rivals := s.next(now)
		if it == nil {
			break
		}
		s.assign(now, it, rivals, out)
	}
	clear(s.freed)
	clear(s.fresh)
	for i, c := range s.stirred {
		c.stir, s.stirred[i] = false, nil
	}
	s.freed, s.fresh, s.stirred = s.freed[:0], s.fresh[:0], s.stirred[:0]
}

// assign offers the item to the agent for it, or to as many as its line rings at once: each is
// kept in this very step, so that nothing else can be offered to him.
func (s *State) assign(now int64, it *Item, rivals bool, out *Out) {
	n := s.many(it)
	l := s.Lines.Get(it.Line)
	if n > 1 && l.Strategy == RingProgressively {
		out.wake(Wake{At: now + l.StepMS, Kind: AddOver, Item: it.ID, Since: now})
		n = 1
	}
	for range n {
		list := s.choose(it, 2, now)
		if list.n == 0 {
			return
		}
		s.offer(now, it, list.at[0].a, s.decision(it, &list, rivals, now), out)
	}
}

// many is how many agents are rung at once for the item.
func (s *State) many(it *Item) int {
	l := s.Lines.Get(it.Line)
	if l == nil || it.Aside || it.Return || it.Only != "" {
		return 1
	}
	return l.many()
}

// next is the first item in the order of service that somebody ready may take. Rivals tells
// that an agent had become free and might have taken something else.
func (s *State) next(now int64) (best *Item, rivals bool) {
	for _, it := range s.fresh {
		if !it.lined || best != nil && s.cmp(best, it, now) <= 0 {
			continue
		}
		if s.choose(it, 1, now).n > 0 {
			best = it
		}
	}
	for _, c := range s.stirred {
		if it := s.firstOf(c, now); it != nil && (best == nil || s.cmp(it, best, now) < 0) {
			best = it
		}
	}
	for _, a := range s.freed {
		if a.filed != filedReady {
			continue
		}
		if it := s.first(a, now); it != nil && (best == nil || s.cmp(it, best, now) < 0) {
			best, rivals = it, true
		}
	}
	return best, rivals
}

// firstOf is the first item of the class that somebody ready may take.
func (s *State) firstOf(c *class, now int64) (best *Item) {
	c.items.all(func(it *Item) bool {
		if s.choose(it, 1, now).n > 0 {
			best = it
		}
		return best == nil && len(it.Barred) > 0 // who may not take one without bars may take none
	})
	return best
}

// first is the first waiting item that the agent may take.
func (s *State) first(a *Agent, now int64) *Item {
	var best *Item
	for _, it := range a.waits {
		if !it.barred(a.ID, now) && (best == nil || s.cmp(it, best, now) < 0) {
			best = it
		}
	}
	p := a.profile
	for w := range min(len(p.serves), len(s.waiting)) {
		for m := p.serves[w] & s.waiting[w]; m != 0; m &= m - 1 {
			c := s.classes[w<<6+bits.TrailingZeros64(m)]
			if s.kept(c.line, p) {
				continue
			}
			if head, _ := c.items.first(); len(head.Barred) == 0 {
				if best == nil || s.cmp(head, best, now) < 0 {
					best = head
				}
				continue
			}
			c.items.all(func(it *Item) bool {
				switch {
				case best != nil && s.cmp(it, best, now) >= 0:
					return false
				case it.barred(a.ID, now):
					return true
				}
				best = it
				return false
			})
		}
	}
	return best
}

// kept reports whether agents of the profile are the line's reserve now.
func (s *State) kept(l *Line, p *profile) bool {
	return l.Keep.N > 0 && p.level(l.Keep.Skill) > 0 && s.skill(l.Keep.Skill).ready <= l.Keep.N
}

// A candidate is an agent who may take an item, with what he is compared by.
type candidate struct {
	a    *Agent
	tier int
	key  int64
}

// before is the whole rule: tier, the strategy's figure, how long he is idle, his name.
func (c *candidate) before(d *candidate) bool {
	switch {
	case c.tier != d.tier:
		return c.tier < d.tier
	case c.key != d.key:
		return c.key < d.key
	}
	return cmpAgents(c.a, d.a) < 0
}

// A shortlist is the best candidates, the best first: who is chosen, and who would have been
// the next.
type shortlist struct {
	at   [2]candidate
	n    int
	want int
}

// full reports whether c is after all of a list that has enough.
func (l *shortlist) full(c *candidate) bool { return l.n == l.want && !c.before(&l.at[l.n-1]) }

func (l *shortlist) put(c candidate) {
	if l.n < l.want {
		l.n++
	}
	i := l.n - 1
	for i > 0 && c.before(&l.at[i-1]) {
		l.at[i] = l.at[i-1]
		i--
	}
	l.at[i] = c
}

// choose is the best n agents for a waiting item, as many as there are.
func (s *State) choose(it *Item, n int, now int64) (list shortlist) {
	list.want = n
	if it.Only != "" {
		if x := s.Agents.Get(it.Only); x != nil && x.filed == filedReady && !it.barred(x.ID, now) {
			list.put(candidate{a: x})
		}
		return list
	}
	l := s.Lines.Get(it.Line)
	if l == nil {
		return list
	}
	c := it.filed
	if c == nil {
		c = s.classOf(l, min(it.Step, len(l.Relax)), it.Return)
	}
	pick := picking{s: s, it: it, l: l, kind: l.kind(), now: now, list: &list}
	if !l.tiered() {
		pick.demand = false
		pick.among(c, s.readyAny)
	}
	pick.demand = true
	for t := range s.tiers {
		if s.tiers[t] > 0 && list.n < list.want && (l.tiered() || t == fact.TierOnDemand) {
			pick.tier = t
			pick.among(c, s.readyIn[t])
		}
	}
	return list
}

// A picking is a choice in progress.
type picking struct {
	s    *State
	it   *Item
	l    *Line
	kind kind
	now  int64
	list *shortlist

	tier   int
	demand bool // those on demand are looked at
}

// among looks at the best of each profile in the set that serves the class.
func (p *picking) among(c *class, set bitset) {
	for i, w := range c.who.at {
		for m := c.who.bits[i] & set.word(int(w)); m != 0; m &= m - 1 {
			x := p.s.profiles[int(w)<<6+bits.TrailingZeros64(m)]
			if (p.demand || !x.last()) && !p.s.kept(p.l, x) {
				p.profile(x)
			}
		}
	}
}

// profile puts the best of the profile on the list.
func (p *picking) profile(x *profile) {
	cand := candidate{tier: p.tier}
	if p.l.Strategy == MostSkilled {
		cand.key = -int64(x.level(p.l.Skill))
	}
	o := x.ready[p.kind]
	for _, run := range o.runs {
		for _, a := range run {
			if cand.a = a; p.kind != byIdle {
				cand.key = p.kind.figure(a)
			}
			if p.list.full(&cand) {
				return
			}
			if len(p.it.Barred) == 0 || !p.it.barred(a.ID, p.now) {
				p.list.put(cand)
			}
		}
	}
}
