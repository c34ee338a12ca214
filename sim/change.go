package sim

import (
	"fmt"

	"gudok/core"
	"gudok/core/hours"
	"gudok/id"
)

// People in the office change settings while others are on the line, and never ask whether
// it suits. Whatever they set stays set until somebody changes it again.

const (
	changeEvery = 4 * minute
	maxLines    = 16 // lines come and go; more than these are no load but noise
)

// change changes something.
func (w *World) change() {
	if w.closing {
		return
	}
	w.in(w.about(changeEvery), w.change)
	pick(w, w.changes())()
}

func (w *World) changes() []func() {
	return []func(){
		w.ranks, w.demands, w.times, w.chooses, w.relaxes, w.limits, w.reserves, w.waits, w.returns,
		w.opens, w.publishes, w.adds, w.removes, w.teaches, w.numbers, w.reasons, w.floorRule, w.records,
		w.dials, w.asksAfter, w.asksAfter,
	}
}

// sets changes a line. One that is out of service stays so.
func (w *World) sets(change func(l *core.Line)) {
	l := pick(w, w.lines)
	change(l)
	if !w.shut[l.ID] {
		w.tell(core.LineSet{Line: *l})
	}
}

func (w *World) ranks() {
	w.sets(func(l *core.Line) {
		l.Priority = w.rng.IntN(10)
		l.Weight, l.Strict, l.BonusMS = w.rng.IntN(4), w.chance(0.1), 0
		if w.chance(0.2) {
			l.BonusMS = w.between(0, 5*minute)
		}
	})
}

// demands changes what a line asks of its agents.
func (w *World) demands() {
	w.sets(func(l *core.Line) {
		l.Skill = skillName(w.rng.IntN(w.skills()))
		l.MinLevel = 1 + w.rng.IntN(3)
	})
}

func (w *World) skills() int { return max(1, (w.opt.Size.Lines+1)/2) }

func (w *World) times() {
	w.sets(func(l *core.Line) {
		l.RingMS = pick(w, []int64{0, 8000, 10_000, 20_000})
		l.WrapMS = pick(w, []int64{0, -1, 10_000, 40_000})
		l.ReofferMS = pick(w, []int64{0, 10_000, 60_000})
		l.RonaLimit = w.rng.IntN(4)
		l.MustCode = w.chance(0.2)
		l.TargetMS, l.ShortMS = pick(w, []int64{0, 10_000, 60_000}), pick(w, []int64{0, 3000, 10_000})
	})
}

// strategies are all ways to choose an agent.
func strategies() []string {
	return []string{
		"", core.LongestIdle, core.MostSkilled, core.LeastOccupied, core.FewestContacts, core.LeastTalk, core.RoundRobin,
		core.TopDown, core.RandomWeighted, core.RingAll, core.RingProgressively,
	}
}

// chooses: whom a line prefers.
func (w *World) chooses() {
	w.sets(func(l *core.Line) {
		l.Strategy = pick(w, strategies())
		l.RingMany, l.StepMS = w.rng.IntN(5), pick(w, []int64{0, 3000, 7000})
		l.SpecialistsOff = w.chance(0.3)
		if l.Sticky = nil; w.chance(0.3) {
			l.Sticky = &core.Sticky{MaxAgeMS: w.between(0, 5*hour), WaitMS: w.between(0, 40*second)}
		}
	})
}

func (w *World) relaxes() {
	w.sets(func(l *core.Line) {
		l.Relax = nil
		after := int64(0)
		for range w.rng.IntN(4) {
			after += w.between(5*second, 30*second)
			r := core.Relaxation{AfterMS: after, MinLevel: w.rng.IntN(3)}
			if w.chance(0.5) {
				r.Skills = []id.Skill{skillName(w.rng.IntN(w.skills()))}
			}
			l.Relax = append(l.Relax, r)
		}
	})
}

// limits: how many may wait and for how long.
func (w *World) limits() {
	action := func() string { return pick(w, []string{"", core.ThenTell, core.ThenOverflow, core.ThenCallback}) }
	w.sets(func(l *core.Line) {
		l.MaxWaiting, l.MaxWaitMS, l.NoAgents = 0, 0, nil
		switch w.rng.IntN(4) {
		case 0:
			l.MaxWaiting, l.WhenFull = 2+w.rng.IntN(8), action()
		case 1:
			l.MaxWaitMS, l.WhenLate = w.between(30*second, 3*minute), action()
		case 2:
			l.NoAgents = &core.NoAgents{GraceMS: w.between(0, minute), Action: action()}
		}
	})
}

func (w *World) reserves() {
	w.sets(func(l *core.Line) {
		if l.Keep = nil; w.chance(0.4) {
			l.Keep = &core.Keep{Skill: skillName(w.rng.IntN(w.skills())), N: 1 + w.rng.IntN(2)}
		}
	})
}

// waits: what becomes of who waits.
func (w *World) waits() {
	w.sets(func(l *core.Line) {
		l.Overflow, l.Announce, l.Offer = nil, nil, nil
		if to := pick(w, w.lines); w.chance(0.4) {
			l.Overflow = &core.Overflow{To: to.ID, AfterMS: w.between(10*second, 90*second), Unstaffed: w.chance(0.4)}
		}
		if w.chance(0.5) {
			l.Announce = &core.Announce{FirstMS: w.between(5*second, 30*second), EveryMS: w.between(20*second, minute), Position: true, Wait: w.chance(0.5)}
		}
		if w.chance(0.4) {
			l.Offer = &core.Offer{AfterMS: w.between(10*second, minute), EveryMS: w.between(20*second, minute), IfOverMS: pick(w, []int64{0, 60_000})}
		}
		l.Closing = pick(w, []string{"", core.CloseServe, core.CloseCallback, core.CloseTell})
	})
}

// returns: how promises of a line are kept.
func (w *World) returns() {
	w.sets(func(l *core.Line) {
		l.ReturnMS, l.Quiet = nil, nil
		if w.chance(0.5) {
			l.ReturnMS = []int64{w.between(0, minute), w.between(minute, 10*minute), w.between(minute, hour)}
		}
		if w.chance(0.3) {
			l.Quiet = &hours.Span{From: 7*60 + w.rng.IntN(4*60), To: 18*60 + w.rng.IntN(4*60)}
		}
		l.ReturnsBy, l.Returns = nil, w.keeps()
		if w.chance(0.3) {
			l.ReturnsBy = map[string][]int64{"voicemail": {w.between(0, minute), w.between(minute, hour)}, "virtual_hold": {0, minute}}
		}
	})
}

// keeps is a way to keep promises: by hand, by the floor, the agent or the person first.
func (w *World) keeps() *core.Returns {
	if w.chance(0.3) {
		return nil
	}
	r := &core.Returns{Hand: w.chance(0.15), CustomerFirst: w.chance(0.3), SameAgentMS: pick(w, []int64{0, 30_000, 600_000})}
	if w.chance(0.3) {
		r.BonusMS = w.between(0, 20*minute)
	}
	return r
}

// opens changes the hours of all lines that go by the week.
func (w *World) opens() {
	c := week()
	for d := range c.Week {
		from := 6*60 + w.rng.IntN(3*60)
		c.Week[d] = []hours.Span{{From: from, To: from + 6*60 + w.rng.IntN(8*60)}}
	}
	if w.chance(0.5) {
		c = week()
	}
	w.tell(core.CalendarSet{Calendar: c})
}

// publishes a menu anew; it lists the lines that there are.
func (w *World) publishes() {
	w.edition++
	t := w.rng.IntN(w.opt.Size.Tenants)
	if w.chance(0.3) {
		w.tell(core.FlowSet{Program: w.submenu(t, w.edition)})
		return
	}
	w.tell(core.FlowSet{Program: w.program(t, w.edition)})
}

// adds a line that never was, with a number of its own.
func (w *World) adds() {
	if len(w.lines) >= maxLines {
		return
	}
	n := w.named
	w.named++
	l := w.line(n)
	w.lines = append(w.lines, &l)
	w.tell(core.LineSet{Line: l})
	d := core.DID{ID: id.DID(fmt.Sprintf("did_%02d", n)), Tenant: l.Tenant, Line: l.ID}
	w.dids = append(w.dids, d)
	w.tell(core.DIDSet{DID: d})
}

// removes a line for a while: who waits there is told, who is owed a call there is not.
func (w *World) removes() {
	l := pick(w, w.lines)
	if w.shut[l.ID] || w.chance(0.6) {
		return
	}
	w.shut[l.ID] = true
	w.tell(core.Removed{ID: string(l.ID)})
	w.in(w.about(5*minute), func() {
		delete(w.shut, l.ID)
		w.tell(core.LineSet{Line: *l})
	})
}

func (w *World) teaches() { w.teach(pick(w, w.agents)) }

// numbers: a number leads elsewhere within its tenant.
func (w *World) numbers() {
	n := w.rng.IntN(len(w.dids))
	d := w.dids[n]
	for range 10 {
		if l := pick(w, w.lines); l.Tenant == d.Tenant && !w.shut[l.ID] {
			d.Line = l.ID
			break
		}
	}
	w.dids[n] = d
	w.tell(core.DIDSet{DID: d})
}

// reasons for a pause come and go.
func (w *World) reasons() {
	if w.chance(0.3) {
		w.tell(core.Removed{ID: "pau_break"})
		return
	}
	w.tell(core.PauseSet{Pause: core.Pause{ID: "pau_break", Kind: pick(w, []string{"break", "training", "meeting"}), LimitMS: w.between(minute, 20*minute)}})
}

// floorRule is by what whoever becomes free gets his next item.
func (w *World) floorRule() {
	w.tell(core.FloorSet{Pick: pick(w, []string{"", core.PickAge, core.PickSlack, core.PickShares}), StarveMS: pick(w, []int64{0, 2 * minute, 5 * minute})})
}

func (w *World) records() {
	w.tell(core.TenantSet{Tenant: tenant(w.rng.IntN(w.opt.Size.Tenants)), Record: w.chance(0.6), Lang: pick(w, []string{"", "uk", "ru"})})
}
