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
		it, list, rivals := s.next(now)
		if it == nil {
			break
		}
		s.assign(now, it, &list, rivals, out)
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
func (s *State) assign(now int64, it *Item, list *shortlist, rivals bool, out *Out) {
	n := s.many(it)
	l := s.Lines.Get(it.Line)
	if n > 1 && l.Strategy == RingProgressively {
		out.wake(Wake{At: now + l.StepMS, Kind: AddOver, Item: it.ID, Since: now})
		n = 1
	}
	for {
		s.offer(now, it, list.at[0].a, s.decision(it, list, rivals, now), out)
		if n--; n == 0 {
			return
		}
		if *list = s.choose(it, 2, now); list.n == 0 {
			return
		}
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

// next is the first item in the order of service that somebody ready may take, and who may.
// Rivals tells that an agent had become free and might have taken something else.
func (s *State) next(now int64) (best *Item, list shortlist, rivals bool) {
	for _, it := range s.fresh {
		if !it.lined || best != nil && s.cmp(best, it, now) <= 0 {
			continue
		}
		if l := s.choose(it, 2, now); l.n > 0 {
			best, list = it, l
		}
	}
	fresh := best
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
	if best != nil && best != fresh {
		list = s.choose(best, 2, now)
	}
	return best, list, rivals
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

// first is the first waiting item that the agent may take. Hardly ever is it one that he may not
// be offered again yet; then they are looked through once more, with an eye to that.
func (s *State) first(a *Agent, now int64) *Item {
	best := s.foremost(a, false, now)
	if best != nil && len(best.Barred) > 0 && best.barred(a.ID, now) {
		best = s.foremost(a, true, now)
	}
	return best
}

func (s *State) foremost(a *Agent, bars bool, now int64) *Item {
	var best *Item
	var lead front
	for _, it := range a.waits {
		if !it.barred(a.ID, now) && (best == nil || s.cmp(it, best, now) < 0) {
			best = it
		}
	}
	if best != nil {
		lead = s.frontOf(best)
	}
	p := a.profile
	for w := range min(len(p.serves), len(s.waiting)) {
		for m := p.serves[w] & s.waiting[w]; m != 0; m &= m - 1 {
			n := w<<6 + bits.TrailingZeros64(m)
			f := &s.heads[n]
			if best != nil && !s.sooner(f, &lead, now) || f.keep && s.kept(f.it.in, p) {
				continue
			}
			if !bars {
				best, lead = f.it, *f
			} else if it := s.unbarred(s.classes[n], a, best, now); it != nil {
				best, lead = it, s.frontOf(it)
			}
		}
	}
	return best
}

// unbarred is the first item of the class that may be offered to the agent again, nil for none
// before best.
func (s *State) unbarred(c *class, a *Agent, best *Item, now int64) (found *Item) {
	c.items.all(func(it *Item) bool {
		switch {
		case best != nil && s.cmp(it, best, now) >= 0:
			return false
		case it.barred(a.ID, now):
			return true
		}
		found = it
		return false
	})
	return found
}

// A front is what the first item of a class is compared by, side by side for all classes: an
// agent who becomes free looks at some dozens of them.
type front struct {
	it     *Item
	since  int64
	weight int64
	due    int64 // by the target of its line
	prio   int
	group  uint8 // starving, strict, all others, those who come last
	keep   bool
}

// lead brings the class's front up to date.
func (s *State) lead(c *class) {
	if it, ok := c.items.first(); ok {
		s.heads[c.n] = s.frontOf(it)
	} else {
		s.heads[c.n] = front{}
	}
}

func (s *State) frontOf(it *Item) front {
	l := it.in
	f := front{it: it, since: it.since, weight: l.weight(), due: it.since + l.TargetMS, prio: it.Priority, group: 2, keep: l.Keep.N > 0}
	switch {
	case it.meant():
		f.group = tied
	case it.Last:
		f.group = 3
	case it.Starving:
		f.group = 0
	case l.Strict:
		f.group = 1
	}
	return f
}

// tied is the group of what must be compared whole.
const tied = 255

// sooner reports whether a comes before b, which is State.cmp made quick for the usual case.
func (s *State) sooner(a, b *front, now int64) bool {
	if a.group != b.group && a.group != tied && b.group != tied {
		return a.group < b.group
	}
	if (a.group == 1 || a.group == 2) && a.group == b.group && s.Rules.Pick != PickShares {
		if a.prio != b.prio {
			return a.prio > b.prio
		}
		if s.Rules.Pick == PickSlack {
			if a.due != b.due {
				return a.due < b.due
			}
		} else if x, y := a.weight*(now-a.since), b.weight*(now-b.since); x != y {
			return x > y
		}
	}
	return s.cmp(a.it, b.it, now) < 0
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
	pick := picking{s: s, it: it, l: l, kind: l.kind(), now: now, list: &list, quick: l.kind() == byIdle && l.Strategy != MostSkilled}
	demand := s.readyIn[fact.TierOnDemand]
	if !l.tiered() {
		pick.among(c, s.readyAny, demand)
		if pick.tier = fact.TierOnDemand; s.tiers[pick.tier] > 0 && list.n < n {
			pick.among(c, demand, nil)
		}
		return list
	}
	for t := range s.tiers {
		if s.tiers[t] > 0 && list.n < n {
			pick.tier = t
			pick.among(c, s.readyIn[t], nil)
		}
	}
	return list
}

// A picking is a choice in progress.
type picking struct {
	s     *State
	it    *Item
	l     *Line
	kind  kind
	tier  int
	now   int64
	list  *shortlist
	quick bool // nothing but the time since the last contact counts within a tier
}

// among looks at the best of each profile in the set that serves the class, but for those of
// the other set.
func (p *picking) among(c *class, set, but bitset) {
	for i, w := range c.who.at {
		for m := c.who.bits[i] & set.word(int(w)) &^ but.word(int(w)); m != 0; m &= m - 1 {
			n := int(w)<<6 + bits.TrailingZeros64(m)
			if p.quick && p.list.n == p.list.want && p.s.headAt[n] > p.list.at[p.list.n-1].a.IdleSince {
				continue
			}
			if x := p.s.profiles[n]; !p.s.kept(p.l, x) {
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
