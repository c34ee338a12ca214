package acd

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gudok/fact"
	"gudok/id"
)

// A bench is a State with what it wants kept beside it.
type bench struct {
	t     *testing.T
	s     *State
	now   int64
	seq   uint64
	log   fact.Log
	names id.Maker
	out   Out
	wakes []Wake
	rang  []Act // what Match wanted
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, s: New(), now: 1_767_571_200_000}
	b.out = Out{Log: &b.log, Names: &b.names}
	return b
}

// do lets one thing happen and the matching after it.
func (b *bench) do(actor fact.Actor, what func(*Out)) {
	b.seq++
	b.names.Begin(b.now, b.seq)
	b.out.Actor = actor
	what(&b.out)
	b.keep()
	b.s.Match(b.now, &b.out)
	b.keep()
}

func (b *bench) keep() {
	b.wakes = append(b.wakes, b.out.Wakes...)
	b.rang = append(b.rang, b.out.Acts...)
	b.out.Reset()
}

// later lets time pass: due wakes happen in their order.
func (b *bench) later(ms int64) {
	until := b.now + ms
	for {
		next := -1
		for i, w := range b.wakes {
			if w.At <= until && (next < 0 || w.At < b.wakes[next].At) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		w := b.wakes[next]
		b.wakes = slices.Delete(b.wakes, next, next+1)
		b.now = max(b.now, w.At)
		b.do(fact.Rule, func(out *Out) { b.s.Wake(b.now, w, out) })
	}
	b.now = until
}

// A naive choice looks at everybody and everything, as the rules are written in product.md 5.2
// and 5.3, and knows nothing of classes, profiles and orders.
type naive struct {
	s   *State
	now int64
}

// may is whether the agent may have the item: declared available, free, well, able after so long
// a wait, not asked too lately, no reserve. Rung are those who are rung for it already.
func (n naive) may(a *Agent, it *Item, rung []*Agent) bool {
	free := (a.Presence == Online || a.Presence == OnDemand) && a.Slot == Idle && !a.Clearing && a.Healthy && !a.Gone
	if !free || it.barred(a.ID, n.now) || slices.Contains(rung, a) {
		return false
	}
	if it.Only != "" {
		return it.Only == a.ID
	}
	l := n.s.Lines.Get(it.Line)
	able := a.level(l.Skill) >= max(min(l.MinLevel, 5), 1)
	for _, r := range l.Relax {
		if n.now-it.EnqueuedAt >= r.AfterMS {
			able = able || r.MinLevel > 0 && a.level(l.Skill) >= r.MinLevel
			able = able || slices.ContainsFunc(r.Skills, func(k id.Skill) bool { return a.level(k) > 0 })
		}
	}
	if !able || it.Return && a.Presence == OnDemand {
		return false
	}
	if l.Keep.N > 0 && a.level(l.Keep.Skill) > 0 {
		ready := 0
		for _, o := range n.s.Agents.All() {
			if o.offerable() && o.level(l.Keep.Skill) > 0 && !slices.Contains(rung, o) {
				ready++
			}
		}
		return ready > l.Keep.N
	}
	return true
}

// figures are what the agent is compared by; the least comes first.
func (n naive) figures(a *Agent, it *Item) [3]int64 {
	if it.Only != "" {
		return [3]int64{}
	}
	l := n.s.Lines.Get(it.Line)
	tier, key := int64(min(max(len(a.Skills), 1), 8)), int64(0)
	switch l.Strategy {
	case MostSkilled:
		tier, key = 0, -int64(a.level(l.Skill))
	case LeastOccupied:
		key = a.Occupied
	case FewestContacts:
		key = a.Contacts
	case LeastTalk:
		key = a.TalkedMS
	case RoundRobin:
		tier, key = 0, a.Turn
	case TopDown:
		if tier, key = 0, int64(a.Order); key == 0 {
			key = noOrder
		}
	case RandomWeighted:
		tier, key = 0, a.Lot
	}
	if l.Equal {
		tier = 0
	}
	if a.Presence == OnDemand {
		tier = fact.TierOnDemand
	}
	return [3]int64{tier, key, a.IdleSince}
}

func (n naive) agent(it *Item, rung []*Agent) *Agent {
	var best *Agent
	for _, a := range n.s.Agents.All() {
		if !n.may(a, it, rung) {
			continue
		}
		if best != nil {
			x, y := n.figures(a, it), n.figures(best, it)
			if c := slices.Compare(x[:], y[:]); c > 0 || c == 0 && a.ID > best.ID {
				continue
			}
		}
		best = a
	}
	return best
}

// standing is what the item is compared by, in the order of what counts; the least comes first.
func (n naive) standing(it *Item) []int64 {
	l, is := n.s.Lines.Get(it.Line), map[bool]int64{true: -1}
	meant := is[it.Only != "" && it.Rule != Sticky]
	if it.Last {
		return []int64{meant, 1, it.OriginAt}
	}
	since := it.OriginAt - it.Bonus - l.BonusMS
	if it.At != 0 {
		since = it.At
	}
	hungry := n.now-max(it.EnqueuedAt, it.PlacedAt) >= n.s.Rules.starveMS() || it.Hand && it.Starving
	list := []int64{meant, 0, is[hungry]}
	if hungry {
		return append(list, since, it.Seq)
	}
	list = append(list, is[l.Strict])
	prio := -int64(it.Priority)
	switch n.s.Rules.Pick {
	case PickShares:
		pool, excess := n.pool(l)
		return append(list, int64(slices.Index(n.s.Lines.All(), pool[0])), -excess, int64(slices.Index(n.s.Lines.All(), l)), prio, since, it.Seq)
	case PickSlack:
		return append(list, prio, since+l.TargetMS, since, it.Seq)
	}
	return append(list, prio, -max(int64(l.Weight), 1)*(n.now-since), since, it.Seq)
}

// pool is all lines that share agents with this one, and by how much its queue exceeds its
// share of theirs.
func (n naive) pool(of *Line) (lines []*Line, excess int64) {
	lines = []*Line{of}
	last := func(l *Line, a *Agent) bool { return a.profile.serves.has(n.s.classOf(l, len(l.Relax), false).n) }
	for grew := true; grew; {
		grew = false
		for _, l := range n.s.Lines.All() {
			shared := slices.ContainsFunc(n.s.Agents.All(), func(a *Agent) bool {
				return last(l, a) && slices.ContainsFunc(lines, func(m *Line) bool { return last(m, a) })
			})
			if shared && !slices.Contains(lines, l) {
				lines, grew = append(lines, l), true
			}
		}
	}
	slices.SortFunc(lines, func(a, b *Line) int { return cmpString(a.ID, b.ID) })
	var weight, queue int64
	for _, l := range lines {
		weight, queue = weight+l.share(n.now), queue+int64(l.waiting.len())
	}
	return lines, int64(of.waiting.len())*weight - of.share(n.now)*queue
}

func (n naive) item() *Item {
	var best *Item
	var least []int64
	for _, it := range n.s.Items.All() {
		if it.Phase != Waiting || n.agent(it, nil) == nil {
			continue
		}
		x := n.standing(it)
		if best == nil || slices.Compare(x, least) < 0 {
			best, least = it, x
		}
	}
	return best
}

// match is Match, each choice of which is compared with the naive one.
func (w *wild) match() (pairs int) {
	n := naive{w.s, w.now}
	for {
		want := n.item()
		it, list, rivals := w.s.next(w.now)
		if it != want {
			w.t.Fatalf("seq %d: %v is next, a naive scan says %v", w.seq, it, want)
		}
		if it == nil {
			break
		}
		var rung []*Agent
		var names []id.Agent
		many := 1
		if l := w.s.Lines.Get(it.Line); l.Strategy == RingAll && !it.Return && it.Only == "" {
			many = l.many()
		}
		for range many {
			if a := n.agent(it, rung); a != nil {
				rung, names = append(rung, a), append(names, a.ID)
			}
		}
		w.s.assign(w.now, it, &list, rivals, &w.out)
		var got []id.Agent
		for _, a := range w.out.Acts {
			if a.Do == Ring {
				got = append(got, a.Agent)
			}
		}
		if !slices.Equal(got, names) {
			w.t.Fatalf("seq %d: %s rings %v, a naive scan %v", w.seq, it.ID, got, names)
		}
		pairs += len(got)
		w.keep()
	}
	w.s.Match(w.now, &w.out)
	return pairs
}

func TestEveryChoiceIsTheOneOfANaiveScan(t *testing.T) {
	pairs := 0
	for seed := range uint64(54) {
		rng := rand.New(rand.NewPCG(seed, 7))
		w := &wild{bench: newBench(t), rng: rng}
		w.setUp(12+int(seed%3)*6, 4+int(seed%4)*2)
		for range 4000 {
			w.something()
			pairs += w.match()
			if w.seq%50 == 0 {
				if err := w.s.Check(w.now); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				w.reload()
			}
		}
		if testing.Short() && seed == 4 {
			return
		}
	}
	if pairs < 50_000 {
		t.Errorf("only %d pairs were made", pairs)
	}
	t.Logf("%d choices, none of them another", pairs)
}
