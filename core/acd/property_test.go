package acd

import (
	"fmt"
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

// naive finds the pair that is next by looking at everything, as the rules are written in
// product.md: available, free, well, able, not asked too lately; who came first with the
// higher priority; who has been idle longest.
func naive(s *State, now int64) (*Item, *Agent) {
	var item *Item
	var agent *Agent
	for _, it := range s.Items.All() {
		if it.Phase != Waiting || item != nil && cmpItems(item, it) < 0 {
			continue
		}
		l := s.Lines.Get(it.Line)
		var best *Agent
		for _, a := range s.Agents.All() {
			free := a.Presence == Online && a.Slot == Idle && !a.Clearing && a.Healthy && !a.Gone
			if !free || a.level(l.Skill) < max(l.MinLevel, 1) || it.barred(a.ID, now) {
				continue
			}
			if best == nil || cmpAgents(a, best) < 0 {
				best = a
			}
		}
		if best != nil {
			item, agent = it, best
		}
	}
	return item, agent
}

// matchSlowly is Match done by naive, pair after pair, on a copy.
func matchSlowly(s *State, now int64) []Act {
	if it, _ := naive(s, now); it == nil {
		return nil
	}
	c := s.Clone()
	var log fact.Log
	var names id.Maker
	names.Begin(now, 1)
	out := Out{Log: &log, Names: &names}
	for {
		it, a := naive(c, now)
		if it == nil {
			break
		}
		c.offer(now, it, a, fact.Decision{Rule: longestIdle}, &out)
	}
	return out.Acts
}

func TestEveryChoiceIsTheOneOfANaiveScan(t *testing.T) {
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 7))
		b := newBench(t)
		w := &wild{bench: b, rng: rng}
		w.setUp(30, 9)
		pairs := 0
		for range 3000 {
			w.something()
			want := matchSlowly(b.s, b.now)
			b.s.Match(b.now, &b.out)
			var got []Act
			for _, a := range b.out.Acts {
				if a.Do == Ring {
					got = append(got, a)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("seed %d: matched %v, a naive scan %v", seed, got, want)
			}
			pairs += len(got)
			b.keep()
			if b.seq%50 == 0 {
				if err := b.s.Check(b.now); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				w.reload()
			}
		}
		if pairs < 300 {
			t.Errorf("seed %d: only %d pairs were made", seed, pairs)
		}
	}
}

// wild does anything to a State, in any order.
type wild struct {
	*bench
	rng   *rand.Rand
	items int
}

func (w *wild) setUp(agents, lines int) {
	for i := range lines {
		w.s.SetLine(w.line(i), &w.out)
	}
	for i := range agents {
		name := id.Agent(fmt.Sprintf("agt_%02d", i))
		w.s.SetAgent(name, w.skills(), "", &w.out)
		w.s.DeviceUp(w.now, name, id.Browser, &w.out)
		w.s.StartShift(w.now, name, id.Browser, &w.out)
	}
	w.s.SetPause(Pause{ID: "pau_break", Kind: "break"})
}

func (w *wild) line(i int) Line {
	return Line{
		ID: id.Line(fmt.Sprintf("lin_%02d", i)), Skill: id.Skill(fmt.Sprintf("skl_%d", w.rng.IntN(4))), MinLevel: w.rng.IntN(6), Priority: w.rng.IntN(3),
		RingMS: 10_000, WrapMS: int64(w.rng.IntN(2)) * 5000, ReofferMS: 20_000, RonaLimit: 2,
	}
}

func (w *wild) skills() []SkillLevel {
	var list []SkillLevel
	for k := range 4 {
		if w.rng.IntN(2) == 0 {
			list = append(list, SkillLevel{id.Skill(fmt.Sprintf("skl_%d", k)), 1 + w.rng.IntN(5)})
		}
	}
	return list
}

// something random happens, without a match.
func (w *wild) something() {
	w.seq++
	w.now += w.rng.Int64N(800)
	w.names.Begin(w.now, w.seq)
	w.due()
	a := w.s.Agents.All()[w.rng.IntN(w.s.Agents.Len())]
	w.out.Actor = fact.Actor(a.ID)
	switch n := w.rng.IntN(60); {
	case n < 16:
		w.arrives()
	case n < 44:
		w.works(a)
	case n < 51: // back from wherever he is
		w.s.DeviceUp(w.now, a.ID, id.Browser, &w.out)
		w.s.Clearing(w.now, a.ID, false, &w.out)
		w.s.StartShift(w.now, a.ID, id.Browser, &w.out)
		w.s.Ready(w.now, a.ID, &w.out)
	case n < 53:
		w.s.Pause(w.now, a.ID, "pau_break", &w.out)
	case n < 55:
		w.s.DeviceDown(w.now, a.ID, id.Browser, "connection", &w.out)
	case n == 55:
		w.s.Clearing(w.now, a.ID, true, &w.out)
	case n == 56:
		w.changes(a)
	default:
		w.leaves()
	}
	w.keep()
}

// due lets the wakes happen whose time has come.
func (w *wild) due() {
	var rest []Wake
	for _, k := range w.wakes {
		if k.At > w.now {
			rest = append(rest, k)
			continue
		}
		w.s.Wake(w.now, k, &w.out)
	}
	w.wakes = rest
}

func (w *wild) arrives() {
	w.items++
	name := id.Item(fmt.Sprintf("item_%05d", w.items))
	l := w.s.Lines.All()[w.rng.IntN(w.s.Lines.Len())]
	w.s.Enqueue(w.now, Item{ID: name, Line: l.ID, OriginAt: w.now - w.rng.Int64N(20_000)}, &w.out)
}

// works does the next thing with what the agent has in hand.
func (w *wild) works(a *Agent) {
	it := w.s.Items.Get(a.Item)
	switch a.Slot { //nolint:exhaustive // nobody consults or listens here
	case Offered:
		switch w.rng.IntN(6) {
		case 0:
			w.s.Refuse(w.now, it.ID, Declined, "busy", &w.out)
		case 1:
			w.s.Refuse(w.now, it.ID, Unreachable, "busy", &w.out)
		case 2:
			w.s.Refuse(w.now, it.ID, NoAnswer, "", &w.out)
		default:
			w.s.Accept(w.now, a.ID, it.ID, &w.out)
		}
	case Connecting, Dialling:
		w.s.Connect(w.now, it.ID, &w.out)
	case Talking:
		switch w.rng.IntN(5) {
		case 0:
			w.s.Hold(w.now, it.ID, &w.out)
		case 1:
			w.s.Lose(w.now, it.ID, &w.out)
		default:
			w.s.Finish(w.now, it.ID, &w.out)
		}
	case Held:
		w.s.Resume(w.now, it.ID, &w.out)
	case WrapUp:
		w.s.Wrap(w.now, a.ID, &w.out)
	case Idle:
		w.items++
		l := w.s.Lines.All()[w.rng.IntN(w.s.Lines.Len())]
		if w.rng.IntN(4) == 0 {
			w.s.Reserve(w.now, Item{ID: id.Item(fmt.Sprintf("item_%05d", w.items)), Line: l.ID, Agent: a.ID}, &w.out)
		}
	}
}

func (w *wild) changes(a *Agent) {
	switch w.rng.IntN(3) {
	case 0:
		w.s.SetAgent(a.ID, w.skills(), "", &w.out)
	case 1:
		w.s.SetLine(w.line(w.rng.IntN(w.s.Lines.Len())), &w.out)
	case 2:
		w.s.EndShift(w.now, a.ID, &w.out)
	}
}

// leaves: somebody who waits or is being offered gives up.
func (w *wild) leaves() {
	if n := w.s.Items.Len(); n > 0 {
		w.s.Leave(w.now, w.s.Items.All()[w.rng.IntN(n)].ID, Abandoned, "", &w.out)
	}
}

// reload goes on with a copy: what is derived must be derived again alike.
func (w *wild) reload() {
	c := w.s.Clone()
	for _, a := range w.s.Agents.All() {
		if b := c.Agents.Get(a.ID); b.filed != a.filed {
			w.t.Fatalf("agent %s is filed %d, in the copy %d", a.ID, a.filed, b.filed)
		}
	}
	w.s = c
}
