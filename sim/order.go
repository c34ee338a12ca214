package sim

import (
	"cmp"
	"fmt"
	"slices"

	"gudok/core"
	"gudok/core/acd"
	"gudok/fact"
	"gudok/id"
)

// Who is next and who gets him, reckoned as product.md 5.2 and 5.3 say it: everybody is looked
// at, nothing is filed. What facts do not tell is not judged.

// The defaults of a line and of the floor, as config.go names them.
const (
	reofferMS = 30 * second
	ronaLimit = 2
	targetMS  = 20 * second
	starveMS  = 600 * second
	takeMS    = 5 * minute // that a supervisor's choice is waited for
	settleMS  = 5 * second // after which a telephone has let go of the last call
)

// A way is how a line finds agents, its own settings and those of the lines above it.
type way struct {
	skill                   id.Skill
	level, priority, weight int
	bonus, target           int64
	strategy                string
	strict, equal           bool
	keep, sticky            bool
	relax                   []core.Relaxation
}

// wayOf climbs from the line to its root.
func (w *watch) wayOf(l *core.Line) *way {
	v := &way{skill: l.Skill, level: max(l.MinLevel, 1), priority: l.Priority, target: cmp.Or(l.TargetMS, targetMS)}
	for ; l != nil; l = w.lines[l.Parent] {
		v.weight, v.bonus, v.strategy = cmp.Or(v.weight, l.Weight), cmp.Or(v.bonus, l.BonusMS), cmp.Or(v.strategy, l.Strategy)
		v.strict, v.equal = v.strict || l.Strict, v.equal || l.SpecialistsOff
		v.keep, v.sticky = v.keep || l.Keep != nil, v.sticky || l.Sticky != nil
		if len(v.relax) == 0 {
			v.relax = l.Relax
		}
	}
	v.weight, v.strategy = max(v.weight, 1), cmp.Or(v.strategy, core.LongestIdle)
	return v
}

// lineSet: the line, and all below it, find agents in another way.
func (w *watch) lineSet(l *core.Line) {
	if w.ways[l.ID] == nil {
		w.names = append(w.names, l.ID)
	}
	w.lines[l.ID] = l
	for _, name := range w.names {
		for x := w.lines[name]; x != nil; x = w.lines[x.Parent] {
			if x.ID == l.ID {
				w.ways[name] = w.wayOf(w.lines[name])
			}
		}
	}
}

// starving reports whether the stay has waited for so long that nobody may overtake it any more.
func (w *watch) starving(now int64, s *stay) bool {
	return !s.last && now-s.enqueued >= cmp.Or(w.starveMS, starveMS)
}

// before is the order of service at a moment; sure is false where facts do not tell it.
func (w *watch) before(now int64, a, b *stay) (first, sure bool) {
	if a.last != b.last {
		return b.last, true
	}
	x, y := w.ways[a.line], w.ways[b.line]
	if a.last || w.vague(a) || w.vague(b) || x == nil || y == nil {
		return false, false
	}
	switch p, q := w.starving(now, a), w.starving(now, b); {
	case p != q:
		return p, true
	case p:
		return w.older(a, b, x, y), true
	case x.strict != y.strict:
		return x.strict, true
	case a.line != b.line && w.pick == core.PickShares:
		return false, false
	}
	if p, q := w.rank(a), w.rank(b); p != q {
		return p > q, true
	}
	if a.line != b.line {
		if w.pick == core.PickSlack {
			if p, q := a.origin-x.bonus+x.target, b.origin-y.bonus+y.target; p != q {
				return p < q, true
			}
		} else if p, q := int64(x.weight)*(now-a.origin+x.bonus), int64(y.weight)*(now-b.origin+y.bonus); p != q {
			return p > q, true
		}
	}
	return w.older(a, b, x, y), true
}

func (w *watch) older(a, b *stay, x, y *way) bool {
	return cmp.Or(cmp.Compare(a.origin-x.bonus, b.origin-y.bonus), cmp.Compare(a.item, b.item)) < 0
}

// rank is what counts of a stay's priority now: its line's, which may have changed, and what
// the caller has beyond that.
func (w *watch) rank(s *stay) int {
	if v := w.ways[s.line]; v != nil {
		return v.priority + s.plus
	}
	return s.plus
}

// surely reports whether the agent may have the stay whatever else is true; possibly whether he
// may at all.
func (w *watch) surely(a *watched, s *stay) bool {
	v := w.ways[s.line]
	return v != nil && w.lines[s.line] != nil && !v.keep && level(a.skills, v.skill) >= v.level
}

func (w *watch) possibly(now int64, a *watched, s *stay) bool {
	v := w.ways[s.line]
	if v == nil || level(a.skills, v.skill) >= v.level {
		return v != nil
	}
	for _, r := range v.relax {
		if now-s.enqueued < r.AfterMS {
			continue
		}
		if r.MinLevel > 0 && level(a.skills, v.skill) >= r.MinLevel {
			return true
		}
		if slices.ContainsFunc(r.Skills, func(k id.Skill) bool { return level(a.skills, k) > 0 }) {
			return true
		}
	}
	return false
}

func level(skills []core.SkillLevel, k id.Skill) int {
	for _, s := range skills {
		if s.Skill == k {
			return s.Level
		}
	}
	return 0
}

// direct reports whether an item was meant for the agent, whatever he can.
func direct(rule string) bool {
	switch rule {
	case "handed_over", "returned", "consulted", "called", "agreed", "dialled", "hand":
		return true
	}
	return false
}

// order: whoever was offered must have been next, of all who still wait after the step. What
// was offered to somebody else in the same step was served too.
func (w *watch) order(now int64, o *offering) error {
	a := w.agent(o.agent)
	meant := direct(o.decision.Rule)
	for _, x := range w.wait {
		if x.onlyTill != 0 && x.onlyTill <= now {
			x.only = ""
		}
		switch {
		case x.since > o.told, x.item == o.stay.item, x.bars[o.agent] > now, x.spared == o.agent && x.sparedTill > now:
		case x.only == o.agent && !meant:
			return fmt.Errorf("%s is offered %s while %s waits for him alone", o.agent, o.stay.item, x.item)
		case x.only != "", meant, a.presence != "online", !w.surely(a, x), w.ways[x.line].sticky && w.lined(x):
		default:
			if first, sure := w.before(now, x, &o.stay); first && sure {
				return fmt.Errorf("%s is offered %s by %q while %s, which is before it, waits", o.agent, o.stay.item, o.decision.Item, x.item)
			}
		}
	}
	return w.chosen(now, o, a)
}

// lined: a line that prefers who talked with the caller last may let him wait for that one.
func (w *watch) lined(s *stay) bool { return s.kind == "call" }

// chosen: nobody who was free for the item may be nearer to it by the rule of its line. Figures
// of the day's work are the core's own business and are not reckoned here.
func (w *watch) chosen(now int64, o *offering, a *watched) error {
	v := w.ways[o.stay.line]
	if v == nil || w.lines[o.stay.line] == nil || direct(o.decision.Rule) || o.decision.Rule == "sticky" {
		return nil
	}
	if o.decision.Rule != v.strategy {
		return fmt.Errorf("%s is offered %s by %s, its line goes by %s", o.agent, o.stay.item, o.decision.Rule, v.strategy)
	}
	for _, name := range w.staff {
		b := w.agents[name]
		if b == a || b.unsure || a.unsure || !b.free(now) || o.stay.bars[name] > now || o.stay.spared == name || !w.surely(b, &o.stay) {
			continue
		}
		var nearer bool
		switch v.strategy {
		case core.LongestIdle, core.RingAll, core.RingProgressively:
			x, y := 0, 0
			if !v.equal {
				x, y = len(b.skills), len(a.skills)
			}
			nearer = x < y || x == y && b.idle < a.idle
		case core.MostSkilled:
			x, y := level(b.skills, v.skill), level(a.skills, v.skill)
			nearer = x > y || x == y && b.idle < a.idle
		}
		if nearer || a.presence == "on_demand" {
			return fmt.Errorf("%s (%s) is offered %s by %s, %s was nearer", o.agent, a.presence, o.stay.item, v.strategy, name)
		}
	}
	return nil
}

// judged: the decision that is stored comes to the same when it is taken again.
func judged(name id.Agent, d fact.Decision) error {
	a, err := acd.Judge(d)
	switch {
	case err != nil:
		return err
	case a != name:
		return fmt.Errorf("offered to %s, the record judges for %s", name, a)
	case d.EncodedSize() > 2000:
		return fmt.Errorf("the record is %d bytes long", d.EncodedSize())
	}
	return nil
}
