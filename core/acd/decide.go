package acd

import (
	"fmt"
	"slices"

	"gudok/fact"
	"gudok/id"
)

// maxExcluded is how many agents a decision names whom a rule kept out, and maxEach how many
// by each rule: the nearest, who would have been chosen but for it.
const (
	maxExcluded = 8
	maxEach     = 2
	maxLooked   = 4 // of one profile: it is a record, not a census
)

// Why it was the item's turn, beside its age.
const (
	ByStrict   = "strict"
	ByStarving = "starving"
	BySlack    = "slack"
	ByShares   = "shares"
)

// decision is why the item goes to the first of the list: enough to tell it in one sentence and
// to check it.
func (s *State) decision(it *Item, list *shortlist, rivals bool, now int64) fact.Decision {
	best := &list.at[0]
	d := fact.Decision{
		Rule: it.Rule, Item: s.turn(it, rivals), Agent: best.a.ID, Tier: best.tier, Key: best.key, IdleSince: best.a.IdleSince, Eligible: 1,
	}
	if it.Phase == Ringing {
		d.With = append(d.With, it.Agent)
		for _, r := range it.Others {
			d.With = append(d.With, r.Agent)
		}
	}
	l := s.Lines.Get(it.Line)
	if it.Only != "" || l == nil {
		return d
	}
	d.Rule, d.Step, d.Eligible = l.rule(), it.Step, 0
	if list.n > 1 {
		next := &list.at[1]
		d.RunnerUp, d.RunTier, d.RunKey, d.RunnerMS = next.a.ID, next.tier, next.key, next.a.IdleSince
	}
	w := weighing{s: s, it: it, l: l, c: it.filed, now: now, best: best, d: &d}
	if w.c == nil {
		w.c = s.classOf(l, min(it.Step, len(l.Relax)), it.Return)
	}
	w.count()
	w.exclude()
	flatten(&d)
	return d
}

// flatten forgets tiers where all who were weighed are in the same one.
func flatten(d *fact.Decision) {
	if d.InTier != d.Eligible || d.RunnerUp != "" && d.RunTier != d.Tier {
		return
	}
	for _, e := range d.Excluded {
		if e.Tier != d.Tier {
			return
		}
	}
	d.Tier, d.InTier, d.RunTier = 0, 0, 0
	for i := range d.Excluded {
		d.Excluded[i].Tier = 0
	}
}

// turn is why the item and no other is offered, as far as it is not its age.
func (s *State) turn(it *Item, rivals bool) string {
	l := s.Lines.Get(it.Line)
	switch {
	case it.Hand:
		return Hand
	case !rivals || l == nil || it.Only != "":
		return "" // an agent was free for it when it came: nobody was overtaken
	case it.Starving:
		return ByStarving
	case l.Strict:
		return ByStrict
	case s.Rules.Pick == PickSlack:
		return BySlack
	case s.Rules.Pick == PickShares:
		return ByShares
	}
	return ""
}

// A weighing is the making of a decision's record.
type weighing struct {
	s    *State
	it   *Item
	l    *Line
	c    *class
	now  int64
	best *candidate
	d    *fact.Decision
}

// count counts who might have had the item.
func (w *weighing) count() {
	tiered := w.l.tiered()
	w.c.who.each(w.s.readyAny, func(n int) bool {
		p := w.s.profiles[n]
		if w.s.kept(w.l, p) {
			return true
		}
		w.d.Eligible += int(w.s.readyN[n])
		if tiered && p.tier == w.best.tier {
			w.d.InTier += int(w.s.readyN[n])
		}
		return true
	})
}

// exclude names those whom a rule kept out and who would have been chosen but for it.
func (w *weighing) exclude() {
	for _, b := range w.it.Barred {
		a := w.s.Agents.Get(b.Agent)
		if a == nil || b.Until <= w.now || a.filed != filedReady || !a.profile.serves.has(w.c.n) {
			continue
		}
		if !w.s.kept(w.l, a.profile) {
			w.d.Eligible--
			if w.l.tiered() && a.profile.tier == w.best.tier {
				w.d.InTier--
			}
		}
		if len(w.d.Excluded) < maxExcluded {
			w.d.Excluded = append(w.d.Excluded, w.exclusion(a, "reoffer_delay", b.Until))
		}
	}
	if w.l.Keep.N > 0 {
		w.among("keep", &w.c.who, w.s.readyAny, func(p *profile) *order[*Agent] {
			if w.s.kept(w.l, p) {
				return p.ready[byIdle]
			}
			return nil
		})
	}
	for reason, rule := range [...]string{outDevice: "device", outPause: "pause", outWrap: "wrapup"} {
		w.among(rule, &w.c.who, w.s.outIn[reason], func(p *profile) *order[*Agent] { return p.out[reason] })
	}
	w.among("level", &w.s.skill(w.l.Skill).profiles, w.s.readyAny, func(p *profile) *order[*Agent] {
		if p.serves.has(w.c.n) {
			return nil
		}
		return p.ready[byIdle]
	})
}

// among names the nearest of those agents of profiles in both sets who would have been chosen.
func (w *weighing) among(rule string, set *sparse, also bitset, of func(*profile) *order[*Agent]) {
	var near [maxEach]candidate
	n := 0
	set.each(also, func(num int) bool {
		p := w.s.profiles[num]
		o := of(p)
		if o == nil {
			return true
		}
		looked := 0
		o.all(func(a *Agent) bool {
			c := w.candidate(a)
			looked++
			if !c.before(w.best) {
				return w.l.kind() != byIdle && looked < maxLooked // in order of idle: none after him is nearer
			}
			switch {
			case n == 0 || n < maxEach && near[0].before(&c):
				near[n] = c
				n++
			case n < maxEach:
				near[1], near[0] = near[0], c
				n++
			case c.before(&near[0]):
				near[1], near[0] = near[0], c
			case c.before(&near[1]):
				near[1] = c
			}
			return looked < maxLooked
		})
		return true
	})
	for i := range n {
		a := near[i].a
		if len(w.d.Excluded) == maxExcluded {
			return
		}
		if !slices.ContainsFunc(w.d.Excluded, func(e fact.Exclusion) bool { return e.Agent == a.ID }) {
			w.d.Excluded = append(w.d.Excluded, w.exclusion(a, rule, w.sinceOf(a, rule)))
		}
	}
}

// sinceOf is since when the rule keeps the agent out, 0 where that is no matter of time.
func (w *weighing) sinceOf(a *Agent, rule string) int64 {
	switch rule {
	case "device":
		return a.HealthSince
	case "pause":
		return a.Since
	case "wrapup":
		return a.SlotSince
	}
	return 0
}

// candidate is by what the agent would have been compared.
func (w *weighing) candidate(a *Agent) candidate {
	c := candidate{a: a}
	if w.l.tiered() || a.profile.last() {
		c.tier = a.profile.tier
	}
	if c.key = w.l.kind().figure(a); w.l.Strategy == MostSkilled {
		c.key = -int64(a.profile.level(w.l.Skill))
	}
	return c
}

func (w *weighing) exclusion(a *Agent, rule string, until int64) fact.Exclusion {
	c := w.candidate(a)
	return fact.Exclusion{Agent: a.ID, Rule: rule, Tier: c.tier, Key: c.key, IdleSince: a.IdleSince, Until: until}
}

// Judge runs the choice again on what a decision has stored and says who has the item by it. It
// fails on a record that cannot be weighed: of before version 3, or without anybody.
func Judge(d fact.Decision) (id.Agent, error) {
	if d.Agent == "" {
		return "", fmt.Errorf("judge: the record names nobody")
	}
	best := candidate{a: &Agent{ID: d.Agent, IdleSince: d.IdleSince}, tier: d.Tier, key: d.Key}
	if d.RunnerUp != "" {
		next := candidate{a: &Agent{ID: d.RunnerUp, IdleSince: d.RunnerMS}, tier: d.RunTier, key: d.RunKey}
		if next.before(&best) {
			best = next
		}
	}
	if slices.Contains(d.With, best.a.ID) {
		return "", fmt.Errorf("judge: %s is rung already", best.a.ID)
	}
	return best.a.ID, nil
}
