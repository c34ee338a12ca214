package acd

import (
	"fmt"
	"math/rand/v2"

	"gudok/fact"
	"gudok/id"
)

// wild does anything to a State, in any order.
type wild struct {
	*bench
	rng   *rand.Rand
	items int
	long  bool  // names as long as made ones
	pace  int64 // ms between two things at most
}

func (w *wild) setUp(agents, lines int) {
	for i := range lines {
		w.s.SetLine(w.now, w.line(i), &w.out)
	}
	for i := range agents {
		name := id.Agent(fmt.Sprintf("agt_%02d", i))
		if w.long {
			name = id.Agent(fmt.Sprintf("agt_01M8%04d2W00080000000%05d", i*797%9999, i*2001))
		}
		w.s.SetAgent(w.agent(name), &w.out)
		w.s.DeviceUp(w.now, name, id.Browser, &w.out)
		w.s.StartShift(w.now, name, id.Browser, &w.out)
	}
	w.s.SetPause(Pause{ID: "pau_break", Kind: "break"})
}

func (w *wild) line(i int) Line {
	l := Line{
		ID: id.Line(fmt.Sprintf("lin_%02d", i)), Skill: w.skill(), MinLevel: w.rng.IntN(6), Priority: w.rng.IntN(3),
		RingMS: 10_000, WrapMS: int64(w.rng.IntN(2)) * 5000, ReofferMS: 20_000, RonaLimit: 2, StepMS: 3000,
		Strategy: strategies[w.rng.IntN(len(strategies))], RingMany: w.rng.IntN(5), Equal: w.rng.IntN(3) == 0,
		Weight: w.rng.IntN(4), BonusMS: int64(w.rng.IntN(3)) * 7000, Strict: w.rng.IntN(5) == 0, TargetMS: int64(w.rng.IntN(4)) * 10_000,
		MaxWaiting: w.rng.IntN(40),
	}
	at := int64(0)
	for range w.rng.IntN(4) {
		at += 1 + w.rng.Int64N(15_000)
		r := Relaxation{AfterMS: at, MinLevel: w.rng.IntN(4)}
		if w.rng.IntN(2) == 0 {
			r.Skills = []id.Skill{w.skill()}
		}
		l.Relax = append(l.Relax, r)
	}
	if w.rng.IntN(4) == 0 {
		l.Keep = Keep{Skill: w.skill(), N: 1 + w.rng.IntN(3)}
	}
	return l
}

var strategies = [...]string{"", LongestIdle, MostSkilled, LeastOccupied, FewestContacts, LeastTalk, RoundRobin, TopDown, RandomWeighted, RingAll, RingProgressively}

func (w *wild) skill() id.Skill { return id.Skill(fmt.Sprintf("skl_%d", w.rng.IntN(4))) }

func (w *wild) agent(name id.Agent) Agent {
	return Agent{ID: name, Skills: w.skills(), Order: w.rng.IntN(5), Weight: w.rng.IntN(4)}
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
	w.now += w.rng.Int64N(max(w.pace, 800))
	w.names.Begin(w.now, w.seq)
	w.due()
	a := w.s.Agents.All()[w.rng.IntN(w.s.Agents.Len())]
	w.out.Actor = fact.Actor(a.ID)
	switch n := w.rng.IntN(66); {
	case n < 16:
		w.arrives()
	case n < 44:
		w.works(w.somebody())
	case n < 57: // back from wherever he is
		w.returns(a)
	case n < 58:
		w.s.Pause(w.now, a.ID, "pau_break", &w.out)
	case n < 59:
		w.declares(a)
	case n < 60:
		w.s.DeviceDown(w.now, a.ID, id.Browser, "connection", &w.out)
	case n == 60:
		w.s.Clearing(w.now, a.ID, true, &w.out)
	case n == 61:
		w.changes(a)
	case n == 62:
		w.hand(a)
	default:
		w.leaves()
	}
	w.keep()
}

func (w *wild) returns(a *Agent) {
	w.s.DeviceUp(w.now, a.ID, id.Browser, &w.out)
	w.s.Clearing(w.now, a.ID, false, &w.out)
	w.s.StartShift(w.now, a.ID, id.Browser, &w.out)
	w.s.Ready(w.now, a.ID, &w.out)
}

// somebody is mostly an agent who has something in hand.
func (w *wild) somebody() (a *Agent) {
	for range 4 {
		if a = w.s.Agents.All()[w.rng.IntN(w.s.Agents.Len())]; a.Item != "" {
			break
		}
	}
	return a
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
	l := w.s.Lines.All()[w.rng.IntN(w.s.Lines.Len())]
	v := Item{ID: id.Item(fmt.Sprintf("item_%05d", w.items)), Line: l.ID, OriginAt: w.now - w.rng.Int64N(20_000)}
	switch w.rng.IntN(12) {
	case 0:
		v.Return, v.Last = true, w.rng.IntN(2) == 0
	case 1:
		v.Plus, v.Bonus = w.rng.IntN(3), w.rng.Int64N(9000)
	case 2:
		v.Only, v.OnlyUntil, v.Rule = w.s.Agents.All()[w.rng.IntN(w.s.Agents.Len())].ID, w.now+w.rng.Int64N(20_000), Sticky
	}
	w.s.Enqueue(w.now, v, &w.out)
}

// declares: an agent is there only when he must, or wants to go.
func (w *wild) declares(a *Agent) {
	if w.rng.IntN(2) == 0 {
		w.s.Demand(w.now, a.ID, &w.out)
	} else {
		w.s.Drain(w.now, a.ID, "pau_break", &w.out)
	}
}

// hand: a supervisor changes what he likes.
func (w *wild) hand(a *Agent) {
	if w.s.Items.Len() == 0 {
		return
	}
	it := w.s.Items.All()[w.rng.IntN(w.s.Items.Len())]
	switch w.rng.IntN(5) {
	case 0:
		w.s.Rank(w.now, it.ID, w.rng.IntN(4), "usr_boss", &w.out)
	case 1:
		w.s.Take(w.now, it.ID, a.ID, "usr_boss", &w.out)
	case 2:
		picks := [...]string{"", PickAge, PickSlack, PickShares}
		w.s.SetRules(w.now, Rules{Pick: picks[w.rng.IntN(len(picks))], StarveMS: 5000 + w.rng.Int64N(60_000)}, &w.out)
	default:
		w.placed(it)
	}
}

// placed: and he stands where he was put.
func (w *wild) placed(it *Item) {
	place := 1 + w.rng.IntN(5)
	if code := w.s.Put(w.now, it.ID, place, "usr_boss", &w.out); code != "" || it.filed == nil {
		return
	}
	n := 0
	w.s.Lines.Get(it.Line).waiting.all(func(x *Item) bool {
		if !x.Last {
			n++
		}
		return true
	})
	if got := w.s.Place(it); got != min(place, n) {
		w.t.Fatalf("%s was put at %d of %d and stands at %d", it.ID, place, n, got)
	}
}

// works does the next thing with what the agent has in hand.
func (w *wild) works(a *Agent) {
	it := w.s.Items.Get(a.Item)
	switch a.Slot { //nolint:exhaustive // nobody consults or listens here
	case Offered:
		switch w.rng.IntN(6) {
		case 0:
			w.s.RefuseBy(w.now, it.ID, a.ID, Declined, "busy", &w.out)
		case 1:
			w.s.RefuseBy(w.now, it.ID, a.ID, Unreachable, "busy", &w.out)
		case 2:
			w.s.RefuseBy(w.now, it.ID, a.ID, NoAnswer, "", &w.out)
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
		w.s.SetAgent(w.agent(a.ID), &w.out)
	case 1:
		w.s.SetLine(w.now, w.line(w.rng.IntN(w.s.Lines.Len())), &w.out)
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
		if b := c.Agents.Get(a.ID); b.filed != a.filed || b.Lot != a.Lot || b.profile.key != a.profile.key {
			w.t.Fatalf("agent %s is filed %d, in the copy %d", a.ID, a.filed, b.filed)
		}
	}
	w.s = c
}
