package acd

import (
	"fmt"
	"math/bits"
	"slices"

	"gudok/fact"
	"gudok/id"
)

// maxExcluded is how many agents a decision names whom a rule kept out, and maxEach how many
// by each rule: the nearest, who would have been chosen but for it.
const (
	maxExcluded = 8
	maxEach     = 1
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
	d.Rule, d.Step = l.rule(), it.Step
	if list.n > 1 {
		next := &list.at[1]
		d.RunnerUp, d.RunTier, d.RunKey, d.RunnerMS = next.a.ID, next.tier, next.key, next.a.IdleSince
	}
	w := weighing{
		s: s, it: it, l: l, c: it.filed, now: now, best: best, d: &d,
		tiered: l.tiered(), quick: l.kind() == byIdle && l.Strategy != MostSkilled,
	}
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

	tiered, quick bool
}

// count counts who might have had the item.
func (w *weighing) count() {
	w.d.Eligible = 0
	if w.s.readyAll == 1 {
		w.d.Eligible, w.d.InTier = 1, 1
		return
	}
	for i, at := range w.c.who.at {
		for m := w.c.who.bits[i] & w.s.readyAny.word(int(at)); m != 0; m &= m - 1 {
			n := int(at)<<6 + bits.TrailingZeros64(m)
			if w.l.Keep.N > 0 && w.s.kept(w.l, w.s.profiles[n]) {
				continue
			}
			w.d.Eligible += int(w.s.readyN[n])
			if w.tiered && int(w.s.tierN[n]) == w.best.tier {
				w.d.InTier += int(w.s.readyN[n])
			}
		}
	}
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
			if w.tiered && a.profile.tier == w.best.tier {
				w.d.InTier--
			}
		}
		if len(w.d.Excluded) < maxExcluded {
			w.d.Excluded = append(w.d.Excluded, w.exclusion(a, "reoffer_delay", b.Until))
		}
	}
	if w.l.Keep.N > 0 {
		w.among("keep", &w.c.who, nil, w.s.readyAny, w.s.headAt, func(p *profile) *order[*Agent] {
			if w.s.kept(w.l, p) {
				return p.ready[byIdle]
			}
			return nil
		})
	}
	for reason, rule := range [...]string{outDevice: "device", outPause: "pause", outWrap: "wrapup"} {
		if w.s.outN[reason] == 0 {
			continue
		}
		w.among(rule, &w.c.who, nil, w.s.outIn[reason], w.s.outAt[reason], func(p *profile) *order[*Agent] { return p.out[reason] })
	}
	if w.s.readyAll == 1 {
		return
	}
	w.among("level", &w.s.skill(w.l.Skill).profiles, &w.c.who, w.s.readyAny, w.s.headAt, func(p *profile) *order[*Agent] { return p.ready[byIdle] })
}

// nearest are those whom a rule kept out and who would have been chosen, the nearest first.
type nearest struct {
	at [maxEach]candidate
	n  int
}

func (l *nearest) put(c candidate) {
	if l.n == maxEach && !c.before(&l.at[maxEach-1]) {
		return
	}
	i := min(l.n, maxEach-1)
	for i > 0 && c.before(&l.at[i-1]) {
		l.at[i] = l.at[i-1]
		i--
	}
	l.at[i] = c
	l.n = min(l.n+1, maxEach)
}

// among names the nearest of those agents whose profiles are in set and also and not in but.
// Heads are since when the first of each profile is idle.
func (w *weighing) among(rule string, set, but *sparse, also bitset, heads []int64, of func(*profile) *order[*Agent]) {
	var near nearest
	j := 0
	for i, at := range set.at {
		m := set.bits[i] & also.word(int(at))
		for but != nil && j < len(but.at) && but.at[j] < at {
			j++
		}
		if but != nil && j < len(but.at) && but.at[j] == at {
			m &^= but.bits[j]
		}
		for ; m != 0; m &= m - 1 {
			n := int(at)<<6 + bits.TrailingZeros64(m)
			if !w.far(n, heads[n], &near) {
				w.look(of(w.s.profiles[n]), &near)
			}
		}
	}
	for i := range near.n {
		a := near.at[i].a
		if len(w.d.Excluded) < maxExcluded && !slices.ContainsFunc(w.d.Excluded, func(e fact.Exclusion) bool { return e.Agent == a.ID }) {
			w.d.Excluded = append(w.d.Excluded, w.exclusion(a, rule, w.sinceOf(a, rule)))
		}
	}
}

// far reports whether nobody of the profile can be near enough, by what is known of it without
// looking.
func (w *weighing) far(n int, head int64, near *nearest) bool {
	tier := int(w.s.tierN[n])
	if !w.tiered && tier != fact.TierOnDemand {
		tier = 0
	}
	if tier > w.best.tier {
		return true
	}
	if !w.quick {
		return false
	}
	if tier == w.best.tier && head > w.best.a.IdleSince {
		return true
	}
	last := &near.at[maxEach-1]
	return near.n == maxEach && (tier > last.tier || tier == last.tier && head > last.a.IdleSince)
}

// look looks at the first few of a profile.
func (w *weighing) look(o *order[*Agent], near *nearest) {
	if o == nil {
		return
	}
	looked := 0
	o.all(func(a *Agent) bool {
		if c := w.candidate(a); c.before(w.best) {
			near.put(c)
		} else if w.quick {
			return false
		}
		looked++
		return looked < maxLooked
	})
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
	if w.tiered || a.profile.last() {
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
