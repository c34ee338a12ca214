package acd

import (
	"slices"

	"gudok/fact"
	"gudok/id"
)

// filing is where an agent stands in his profile.
type filing uint8

const (
	filedNowhere filing = iota
	filedReady
	filedUnwell // available but for the device
	filedWrap   // writes up
	filedBusy   // online, doing something else
	filedPause
)

// out is under which of a profile's lists such an agent is kept for explanations, -1 for none.
func (f filing) out() int {
	switch f {
	case filedUnwell:
		return outDevice
	case filedPause:
		return outPause
	case filedWrap:
		return outWrap
	case filedNowhere, filedReady, filedBusy:
	}
	return -1
}

func (f filing) online() bool { return f != filedNowhere && f != filedPause }

// place is where the three machines put the agent.
func (a *Agent) place() filing {
	switch {
	case a.Presence == Offline:
		return filedNowhere
	case a.offerable():
		return filedReady
	case a.available():
		return filedUnwell
	case a.Presence == Paused:
		return filedPause
	case a.Slot == WrapUp:
		return filedWrap
	}
	return filedBusy
}

// file puts the agent where the three machines say and remembers who became ready. It is
// the only way in and out of the orders; what he is compared by and Skills change only between
// unfile and file.
func (s *State) file(a *Agent) {
	to := a.place()
	if to == a.filed && a.profile.demand == (a.Presence == OnDemand) {
		return
	}
	s.unfile(a)
	if a.profile.demand != (a.Presence == OnDemand) {
		s.seat(a)
	}
	p := a.profile
	a.filed = to
	if to != filedNowhere {
		p.shift++
	}
	if to.online() {
		p.online++
	}
	if r := to.out(); r >= 0 {
		if p.out[r].put(a); p.out[r].len() == 1 {
			s.outIn[r].set(p.n)
			s.outN[r]++
		}
		s.outAt[r][p.n] = head(p.out[r])
	}
	if to == filedReady {
		s.drawLot(a)
		s.makeReady(a, p)
		s.freed = append(s.freed, a)
	}
}

func (s *State) makeReady(a *Agent, p *profile) {
	for _, o := range p.ready {
		if o != nil {
			o.put(a)
		}
	}
	s.readyAll++
	if s.readyN[p.n]++; s.readyN[p.n] == 1 {
		s.readyIn[p.tier].set(p.n)
		s.readyAny.set(p.n)
		s.tiers[p.tier]++
	}
	s.headAt[p.n] = head(p.ready[byIdle])
	for _, sk := range p.reserves {
		sk.ready++
		for _, l := range sk.keepers {
			if sk.ready == l.Keep.N+1 {
				s.stir(l) // one more than the reserve: any of them may go
			}
		}
	}
}

func (s *State) unfile(a *Agent) {
	p := a.profile
	if a.filed != filedNowhere {
		p.shift--
	}
	if a.filed.online() {
		p.online--
	}
	if r := a.filed.out(); r >= 0 {
		if p.out[r].drop(a); p.out[r].len() == 0 {
			s.outIn[r].clear(p.n)
			s.outN[r]--
		}
		s.outAt[r][p.n] = head(p.out[r])
	}
	if a.filed == filedReady {
		for _, o := range p.ready {
			if o != nil {
				o.drop(a)
			}
		}
		s.headAt[p.n] = head(p.ready[byIdle])
		s.readyAll--
		if s.readyN[p.n]--; s.readyN[p.n] == 0 {
			s.readyIn[p.tier].clear(p.n)
			s.readyAny.clear(p.n)
			s.tiers[p.tier]--
		}
		for _, sk := range p.reserves {
			sk.ready--
		}
	}
	a.filed = filedNowhere
}

// head is since when the first of them is idle.
func head(o *order[*Agent]) int64 {
	if a, ok := o.first(); ok {
		return a.IdleSince
	}
	return 0
}

// stir has the line's waiting items looked at again.
func (s *State) stir(l *Line) {
	for _, list := range l.classes {
		for _, c := range list {
			if c != nil && !c.stir && c.items.len() > 0 {
				c.stir = true
				s.stirred = append(s.stirred, c)
			}
		}
	}
}

// queue lets an item wait in its line: at its place, for as many agents as its wait has opened
// the line to.
func (s *State) queue(now int64, it *Item, l *Line, out *Out) {
	waited := now - it.EnqueuedAt
	it.Step = l.step(waited)
	it.Starving = !it.Last && (now >= it.hungryAt(s.Rules) || it.Hand && it.Starving)
	s.line(it, l)
	if it.Step < len(l.Relax) && !it.Aside {
		out.wake(Wake{At: it.EnqueuedAt + l.Relax[it.Step].AfterMS, Kind: StepOver, Item: it.ID})
	}
	if !it.Starving && !it.Last {
		s.hunger(it.hungryAt(s.Rules), l, out)
	}
	s.fresh = append(s.fresh, it)
}

// line files a waiting item by what is known of it.
func (s *State) line(it *Item, l *Line) {
	it.lined, it.since, it.in = true, it.from(l), l
	l.waiting.put(it)
	s.queued(l, 1)
	if it.Return {
		l.returns++
	}
	if it.Only != "" {
		if a := s.Agents.Get(it.Only); a != nil {
			a.waits = append(a.waits, it)
		}
		return
	}
	it.filed = s.classOf(l, min(it.Step, len(l.Relax)), it.Return)
	it.filed.items.put(it)
	s.waiting.set(it.filed.n)
	s.lead(it.filed)
}

// unline takes a waiting item out of the orders.
func (s *State) unline(it *Item) {
	if !it.lined {
		return
	}
	it.lined = false
	if c := it.filed; c != nil {
		if c.items.drop(it); c.items.len() == 0 {
			s.waiting.clear(c.n)
		}
		s.lead(c)
		it.filed = nil
	} else if a := s.Agents.Get(it.Only); a != nil {
		a.waits = slices.DeleteFunc(a.waits, func(x *Item) bool { return x == it })
	}
	if l := s.Lines.Get(it.Line); l != nil {
		l.waiting.drop(it)
		s.queued(l, -1)
		if it.Return {
			l.returns--
		}
	}
}

// refile changes what a waiting item is sorted by.
func (s *State) refile(it *Item, change func()) {
	lined := it.lined
	s.unline(it)
	change()
	if l := s.Lines.Get(it.Line); lined && l != nil {
		s.line(it, l)
	}
}

// touchLines tells that the counts of free agents changed in all lines the agent serves.
func (a *Agent) touchLines(out *Out) {
	for _, l := range a.profile.lines {
		out.Lines = append(out.Lines, l.ID)
	}
}

// Staff counts the agents who may take the line's items: those free now and those signed
// in and not in a pause.
func (s *State) Staff(l *Line) (ready, online int) {
	c := s.classOf(l, 0, false)
	s.members(c, func(p *profile) {
		ready += int(s.readyN[p.n])
		online += p.online
	})
	return ready, online
}

// SignedIn reports whether anybody is on shift who may take the line's callers, in a pause or
// not: who has a break comes back.
func (s *State) SignedIn(name id.Line) bool {
	l := s.Lines.Get(name)
	if l == nil {
		return false
	}
	shift := 0
	s.members(s.classOf(l, len(l.Relax), false), func(p *profile) { shift += p.shift })
	return shift > 0
}

// members yields the profiles that may take the class's items.
func (s *State) members(c *class, yield func(*profile)) {
	for i, w := range c.who.at {
		for n, m := int(w)<<6, c.who.bits[i]; m != 0; n, m = n+1, m>>1 {
			if m&1 != 0 {
				yield(s.profiles[n])
			}
		}
	}
}

// LinesOf lists the lines that the agent may serve, in the order of names.
func (s *State) LinesOf(a *Agent) []*Line {
	var lines []*Line
	for _, l := range a.profile.lines {
		if !l.Gone {
			lines = append(lines, l)
		}
	}
	return lines
}

// onDemand is whether the agent is asked only when nobody else can.
func (p *profile) last() bool { return p.tier == fact.TierOnDemand }
