package core

import (
	"gudok/core/acd"
	"gudok/id"
)

// What a line takes from its parent of how its items find agents, and what the routing gets.

// Defaults of routing (product.md 5.2 and 5.3).
const (
	defaultStepMS   = 5_000
	defaultStickyMS = 7 * 24 * 3_600_000
	maxRingMany     = 8
	vipPriority     = 1000 // more than any line's own: a VIP overtakes all who are none
)

// route tells the routing of the line, and of all below it, which may take something from it.
func (x *step) route(l *Line) {
	x.acd.SetLine(x.now, x.routeOf(l), &x.said.route)
	for _, m := range x.lines.All() {
		if m.ID != l.ID && m.Parent != "" && x.under(m.ID, l.ID) {
			x.acd.SetLine(x.now, x.routeOf(m), &x.said.route)
		}
	}
}

// under reports whether the line is somewhere below the other.
func (s *State) under(name, top id.Line) bool {
	for range maxDepth {
		l := s.lines.Get(name)
		if l == nil || l.Parent == "" {
			return false
		}
		if name = l.Parent; name == top {
			return true
		}
	}
	return false
}

// routeOf is the line as the routing needs it: every value is effective.
func (s *State) routeOf(l *Line) acd.Line {
	v := acd.Line{
		ID: l.ID, Tenant: l.Tenant, Skill: l.Skill, MinLevel: l.MinLevel, Priority: l.Priority,
		RingMS: or(l.RingMS, defaultRingMS), WrapMS: max(or(l.WrapMS, defaultWrapMS), 0), // -1: none
		ReofferMS: or(l.ReofferMS, defaultReofferMS), RonaLimit: int(or(int64(l.RonaLimit), defaultRonaLimit)),
		ShortMS: or(l.ShortMS, defaultShortMS), MustCode: l.MustCode, TargetMS: or(l.TargetMS, defaultTargetMS),
	}
	v.Strategy = climb(s, l.ID, func(l *Line) (string, bool) { return l.Strategy, l.Strategy != "" })
	v.RingMany = climb(s, l.ID, func(l *Line) (int, bool) { return min(l.RingMany, maxRingMany), l.RingMany > 0 })
	v.StepMS = or(climb(s, l.ID, func(l *Line) (int64, bool) { return l.StepMS, l.StepMS > 0 }), defaultStepMS)
	v.Weight = climb(s, l.ID, func(l *Line) (int, bool) { return l.Weight, l.Weight > 0 })
	v.BonusMS = climb(s, l.ID, func(l *Line) (int64, bool) { return l.BonusMS, l.BonusMS != 0 })
	v.MaxWaiting = climb(s, l.ID, func(l *Line) (int, bool) { return l.MaxWaiting, l.MaxWaiting > 0 })
	v.Strict = climb(s, l.ID, func(l *Line) (bool, bool) { return l.Strict, l.Strict })
	v.Equal = climb(s, l.ID, func(l *Line) (bool, bool) { return l.SpecialistsOff, l.SpecialistsOff })
	if k := climb(s, l.ID, func(l *Line) (*Keep, bool) { return l.Keep, l.Keep != nil }); k != nil {
		v.Keep = acd.Keep(*k)
	}
	for _, r := range climb(s, l.ID, func(l *Line) ([]Relaxation, bool) { return l.Relax, len(l.Relax) > 0 }) {
		v.Relax = append(v.Relax, acd.Relaxation(r))
	}
	return v
}

// floorSet: what holds for all lines.
func (x *step) floorSet(in FloorSet) {
	x.acd.SetRules(x.now, acd.Rules(in), &x.said.route)
}
