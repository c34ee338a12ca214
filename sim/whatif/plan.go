package whatif

import (
	"fmt"
	"maps"
	"slices"

	"gudok/core"
	"gudok/id"
)

// A plan is what a day is made of: the scenario in the words of the core, and its chances.
type plan struct {
	name     string
	from, to int64 // ms after midnight
	warm     int64 // not counted before
	target   int64
	short    int64
	spread   float64

	setup  []core.Input // lines, numbers and agents
	kinds  []kind       // of callers
	groups []group
	people []employee
}

// A kind of callers.
type kind struct {
	name     string
	did, fwd id.DID    // to be called, and to be called by who was forwarded
	line     id.Line   // where a transfer goes
	rate     []float64 // calls in each slot
	slot     int64
	exact    int // this many, by the weights of rate; 0: as many as chance wants
	every    Chance
	patience Chance
	again    *Again
	forward  *Forward
	to       []int // of forward, with weights that add up to 1
	weights  []float64
	take     []handling // by group

	number            bool // callers show who they are: they are called back
	takesOffer, picks float64
}

type handling struct{ talk, wrap Chance }

type group struct {
	name          string
	answer, pause Chance
}

// An employee is one agent in one shift.
type employee struct {
	id       id.Agent
	group    int
	from, to int64
}

type shift struct{ from, to int64 }

// wrapLimit is longer than any wrap-up is drawn: the simulator ends it, not the line.
const wrapLimit int64 = 4 * 3_600_000

// ringLimit is how long a telephone rings when the scenario does not say.
const ringLimit = 60

// plan puts the scenario into the core's words.
func (s *Scenario) plan(name string) *plan {
	p := &plan{
		name: name, from: s.From.ms(), to: s.To.ms(), warm: s.From.ms() + s.Warmup.ms(), target: s.Target.Within.ms(), short: s.Target.Short.ms(),
		spread: s.Days.Spread,
	}
	p.setup = append(p.setup, core.TenantSet{Tenant: tenant}, core.FloorSet{Pick: s.Floor.Pick, StarveMS: s.Floor.Starve.ms()})
	for i, l := range s.Lines {
		p.setup = append(p.setup, s.coreLine(i, l, false), core.DIDSet{DID: core.DID{ID: didOf(i, false), Tenant: tenant, Line: lineOfIndex(i, false)}})
		if l.ForwardedBy > 0 {
			p.setup = append(p.setup, s.coreLine(i, l, true), core.DIDSet{DID: core.DID{ID: didOf(i, true), Tenant: tenant, Line: lineOfIndex(i, true)}})
		}
	}
	for i := range s.Agents {
		p.hire(s, i)
	}
	for i := range s.Callers {
		p.kinds = append(p.kinds, s.kind(&s.Callers[i]))
	}
	return p
}

const tenant id.Tenant = "ten_whatif"

func lineOfIndex(i int, forwarded bool) id.Line {
	if forwarded {
		return id.Line(fmt.Sprintf("lin_%03df", i))
	}
	return id.Line(fmt.Sprintf("lin_%03d", i))
}

func didOf(i int, forwarded bool) id.DID { return id.DID("did_" + string(lineOfIndex(i, forwarded))) }

func skillOf(name string) id.Skill { return id.Skill("skl_" + name) }

// coreLine is a line's settings; forwarded: of its twin for who was forwarded to it.
func (s *Scenario) coreLine(i int, l Line, forwarded bool) core.LineSet {
	out := core.Line{
		ID: lineOfIndex(i, forwarded), Tenant: tenant, Skill: skillOf(l.Skill), MinLevel: l.MinLevel, Priority: l.Priority,
		RingMS: l.Ring.ms(), WrapMS: wrapLimit, TargetMS: s.Target.Within.ms(), ShortMS: s.Target.Short.ms(),
		Strategy: l.Strategy, RingMany: l.RingMany, StepMS: l.Step.ms(), SpecialistsOff: l.Equal, Weight: l.Weight, BonusMS: l.Bonus.ms(), Strict: l.Strict, MaxWaiting: l.MaxWaiting, MaxWaitMS: l.MaxWait.ms(),
	}
	if out.RingMS == 0 {
		out.RingMS = ringLimit * 1000
	}
	if !s.wraps(l.Name) {
		out.WrapMS = -1
	}
	if forwarded {
		out.BonusMS += l.ForwardedBy.ms()
	}
	if out.MaxWaiting == 0 {
		out.MaxWaiting = maxWaiting
	}
	for _, r := range l.Relax {
		step := core.Relaxation{AfterMS: r.After.ms(), MinLevel: r.MinLevel}
		for _, k := range r.Skills {
			step.Skills = append(step.Skills, skillOf(k))
		}
		out.Relax = append(out.Relax, step)
	}
	if l.Keep != nil {
		out.Keep = &core.Keep{Skill: skillOf(l.Keep.Skill), N: l.Keep.N}
	}
	s.promises(l, &out)
	if l.OverflowTo != "" {
		to := slices.IndexFunc(s.Lines, func(o Line) bool { return o.Name == l.OverflowTo })
		out.Overflow = &core.Overflow{To: lineOfIndex(to, false), AfterMS: l.OverflowAt.ms(), Unstaffed: l.OverflowAt == 0}
	}
	return core.LineSet{Line: out}
}

// promises are the settings of calls back.
func (s *Scenario) promises(l Line, out *core.Line) {
	if o := l.Offer; o != nil {
		out.Offer = &core.Offer{AfterMS: o.After.ms(), EveryMS: o.Every.ms(), IfOverMS: o.IfOver.ms()}
	}
	if r := l.Returns; r != nil {
		out.Returns = &core.Returns{CustomerFirst: r.CustomerFirst, BonusMS: r.Bonus.ms()}
		for _, v := range r.After {
			out.ReturnMS = append(out.ReturnMS, v.ms())
		}
	}
}

// maxWaiting is the room in a line when the scenario says nothing: what the core allows.
const maxWaiting = 10_000

// wraps reports whether anything comes after a call of the line.
func (s *Scenario) wraps(line string) bool {
	for _, g := range s.Agents {
		if g.Pause.known {
			return true
		}
		for name, h := range g.Handling {
			if h.Wrap.known && s.Callers[s.callers(name)].Line == line {
				return true
			}
		}
	}
	return slices.ContainsFunc(s.Callers, func(c Callers) bool { return c.Line == line && c.Wrap.known })
}

// hire makes the people of a group: one for each shift.
func (p *plan) hire(s *Scenario, i int) {
	g := &s.Agents[i]
	p.groups = append(p.groups, group{name: g.Name, answer: g.Answer, pause: g.Pause})
	var skills []core.SkillLevel
	for _, name := range slices.Sorted(maps.Keys(g.Skills)) {
		skills = append(skills, core.SkillLevel{Skill: skillOf(name), Level: g.Skills[name]})
	}
	for _, sh := range g.shifts(s) {
		a := id.Agent(fmt.Sprintf("agt_%02d_%04d", i, len(p.people)))
		p.people = append(p.people, employee{a, i, sh.from, sh.to})
		p.setup = append(p.setup, core.AgentSet{Agent: core.Agent{ID: a, Skills: skills, Order: i + 1}})
	}
}

// openEnd is the end of a shift that lasts until the last caller is served.
const openEnd = never

// shifts are who comes when. Of a plan by slots whoever came first goes first, and those who
// are there in the last slot stay until everybody is served.
func (g *Group) shifts(s *Scenario) []shift {
	if g.fixed != nil {
		return slices.Clone(g.fixed)
	}
	var out []shift
	switch {
	case g.Shifts != nil:
		for _, sh := range g.Shifts {
			for range sh.Count {
				out = append(out, shift{sh.From.ms(), sh.To.ms()})
			}
		}
	case g.BySlot != nil:
		var there []int // indexes into out, who came first
		for i, n := range g.BySlot {
			at := s.From.ms() + int64(i)*s.Slot.ms()
			for len(there) > n || len(there) > 0 && g.Longest > 0 && at-out[there[0]].from >= g.Longest.ms() {
				out[there[0]].to = at
				there = there[1:]
			}
			for len(there) < n {
				there = append(there, len(out))
				out = append(out, shift{at, openEnd})
			}
		}
	default:
		for range g.Count {
			out = append(out, shift{s.From.ms(), openEnd})
		}
	}
	return out
}

// kind puts callers into numbers.
func (s *Scenario) kind(c *Callers) kind {
	line := slices.IndexFunc(s.Lines, func(l Line) bool { return l.Name == c.Line })
	k := kind{
		name: c.Name, did: didOf(line, false), fwd: didOf(line, false), line: lineOfIndex(line, false), slot: s.Slot.ms(),
		every: c.Calls.Every, patience: c.Patience, again: c.Again, forward: c.Forward,
	}
	k.number, k.takesOffer, k.picks = s.Lines[line].Returns != nil, c.TakesOffer, c.PicksUp
	if s.Lines[line].ForwardedBy > 0 {
		k.fwd, k.line = didOf(line, true), lineOfIndex(line, true)
	}
	k.rate, k.exact = s.rates(c.Calls)
	if c.Forward != nil {
		sum := 0.0
		for _, name := range slices.Sorted(maps.Keys(c.Forward.To)) {
			k.to = append(k.to, s.callers(name))
			k.weights = append(k.weights, c.Forward.To[name])
			sum += c.Forward.To[name]
		}
		for i := range k.weights {
			k.weights[i] /= sum
		}
	}
	for _, g := range s.Agents {
		h := handling{c.Talk, c.Wrap}
		if own, ok := g.Handling[c.Name]; ok {
			if own.Talk.known {
				h.talk = own.Talk
			}
			if own.Wrap.known {
				h.wrap = own.Wrap
			}
		}
		k.take = append(k.take, h)
	}
	return k
}

// rates are how many call in each slot, on average.
func (s *Scenario) rates(c Calls) (rate []float64, exact int) {
	n := s.slots()
	if c.Every.known {
		return nil, 0
	}
	if c.BySlot != nil {
		return c.BySlot, 0
	}
	rate = make([]float64, n)
	sum := 0.0
	for i := range rate {
		length := min(s.Slot.ms(), (s.To-s.From).ms()-int64(i)*s.Slot.ms())
		switch {
		case c.PerHour > 0:
			rate[i] = c.PerHour * float64(length) / 3_600_000
		case c.ByWeight != nil:
			rate[i] = c.ByWeight[i]
		default:
			rate[i] = float64(length)
		}
		sum += rate[i]
	}
	if c.PerHour > 0 {
		return rate, 0
	}
	for i := range rate {
		rate[i] *= c.PerDay / sum
	}
	if c.Exact {
		exact = int(c.PerDay + 0.5)
	}
	return rate, exact
}
