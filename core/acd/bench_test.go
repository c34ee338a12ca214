package acd

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"syscall"
	"testing"
	"time"

	"gudok/fact"
	"gudok/id"
)

// A floor of the size of house.md 5.13: 10,000 agents, 500 lines with a skill each and three
// relaxations, people waiting in all of them.
type bigFloor struct {
	s     *State
	out   *Out
	rng   *rand.Rand
	now   int64
	n     int
	lines []*Line
	wakes []Wake
	last  *Item // that was chosen for
}

const (
	bigAgents = 10_000
	bigLines  = 500
)

// newBig is such a floor whose agents have so many different sets of skills.
func newBig(profiles int) *bigFloor {
	f := &bigFloor{s: New(), out: &Out{Log: &fact.Log{}, Names: &id.Maker{}}, rng: rand.New(rand.NewPCG(1, 2)), now: 1_767_571_200_000}
	f.out.Names.Begin(f.now, 1)
	for i := range bigLines {
		f.s.SetLine(f.now, Line{
			ID: id.Line(fmt.Sprintf("lin_%03d", i)), Skill: id.Skill(fmt.Sprintf("skl_%03d", i)), MinLevel: 4, Weight: 1 + i%3,
			RingMS: 15_000, RonaLimit: 1 << 30, TargetMS: 20_000,
			Relax: []Relaxation{{AfterMS: 20_000, MinLevel: 3}, {AfterMS: 40_000, MinLevel: 2}, {AfterMS: 80_000, MinLevel: 1}},
		}, f.out)
	}
	sets := make([][]SkillLevel, profiles)
	for i := range sets {
		for range 5 + f.rng.IntN(11) {
			k := id.Skill(fmt.Sprintf("skl_%03d", f.rng.IntN(bigLines)))
			if !slices.ContainsFunc(sets[i], func(x SkillLevel) bool { return x.Skill == k }) {
				sets[i] = append(sets[i], SkillLevel{k, 1 + f.rng.IntN(5)})
			}
		}
	}
	for i := range bigAgents {
		name := id.Agent(fmt.Sprintf("agt_%05d", i))
		f.s.SetAgent(Agent{ID: name, Skills: sets[i%profiles]}, f.out)
		f.s.DeviceUp(f.now, name, id.Browser, f.out)
		f.s.StartShift(f.now+int64(i), name, id.Browser, f.out)
	}
	f.now += bigAgents
	f.lines = f.s.Lines.All()
	f.s.Match(f.now, f.out)
	f.forget()
	return f
}

// forget empties what was said and keeps the memory, as the core does.
func (f *bigFloor) forget() {
	for _, w := range f.out.Wakes {
		if w.Kind == StepOver {
			f.wakes = append(f.wakes, w)
		}
	}
	f.out.Reset()
	*f.out.Log = (*f.out.Log)[:0]
}

func (f *bigFloor) tick(ms int64) {
	f.now += ms
	f.out.Names.Begin(f.now, 1)
}

func (f *bigFloor) join() *Item { return f.enter(f.name()) }

// name is a new item's; in life the core has it ready.
func (f *bigFloor) name() id.Item {
	f.n++
	return id.Item(fmt.Sprintf("item_%08d", f.n))
}

func (f *bigFloor) enter(name id.Item) *Item {
	l := f.lines[f.rng.IntN(len(f.lines))]
	f.s.Enqueue(f.now, Item{ID: name, Line: l.ID, OriginAt: f.now - f.rng.Int64N(5000), Plus: f.rng.IntN(3)}, f.out)
	return f.s.Items.Get(name)
}

// relax lets those wait for more agents whose time has come.
func (f *bigFloor) relax() {
	n := 0
	for n < len(f.wakes) && f.wakes[n].At <= f.now {
		f.s.Wake(f.now, f.wakes[n], f.out)
		n++
	}
	f.wakes = f.wakes[n:]
}

// crowd fills the lines until so many wait whom nobody may take.
func (f *bigFloor) crowd(waiting int) {
	for f.wait() < waiting {
		f.tick(1)
		f.join()
		f.s.Match(f.now, f.out)
		f.forget()
	}
}

func (f *bigFloor) wait() (n int) {
	for _, l := range f.lines {
		n += l.waiting.len()
	}
	return n
}

// cpu is the time for which this process has had a processor: what a clock says on a machine
// with neighbours is about the neighbours.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// report goes by the clock, neighbours included: asking for the time on a processor costs as
// much as half a decision.
func report(b *testing.B, took []time.Duration, what string) {
	var all time.Duration
	for _, t := range took {
		all += t
	}
	slices.Sort(took)
	b.ReportMetric(float64(len(took))/all.Seconds(), what+"/s")
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "p50-ns")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds()), "p99-ns")
	b.ReportMetric(0, "ns/op")
}

// choice is one decision as Match makes it: who is next, who gets him, why, and both out of
// their orders. What is said to the world about it is another matter, see BenchmarkOffer.
func (f *bigFloor) choice() bool {
	it, list, rivals := f.s.next(f.now)
	f.s.freed, f.s.fresh = f.s.freed[:0], f.s.fresh[:0]
	if it == nil {
		return false
	}
	sink = f.s.decision(it, &list, rivals, f.now)
	a := list.at[0].a
	f.s.unline(it)
	f.s.unfile(a)
	it.Phase, a.Slot, f.last = Ringing, Offered, it
	f.s.file(a)
	return true
}

var sink fact.Decision //nolint:gochecknoglobals // keeps the compiler from skipping the work

// back lets an agent be free again.
func (f *bigFloor) back(a *Agent) {
	f.s.unfile(a)
	a.Slot, a.IdleSince = Idle, f.now
	f.s.file(a)
}

// BenchmarkDecisions: an agent becomes free while 10,000 wait, and a caller comes while half of
// the agents are idle, at so many different sets of skills.
func BenchmarkDecisions(b *testing.B) {
	for _, profiles := range []int{100, 2000, 10_000} {
		b.Run(fmt.Sprintf("agent-frees/profiles=%d", profiles), func(b *testing.B) { benchFrees(b, profiles) })
		b.Run(fmt.Sprintf("caller-comes/profiles=%d", profiles), func(b *testing.B) { benchComes(b, profiles) })
	}
}

func benchFrees(b *testing.B, profiles int) {
	f := newBig(profiles)
	agents := f.s.Agents.All()
	for _, a := range agents { // all are busy
		f.s.unfile(a)
		a.Slot = Talking
		f.s.file(a)
	}
	f.crowd(10_000)
	took := make([]time.Duration, 0, b.N)
	b.ResetTimer()
	for range b.N {
		f.tick(1 + f.rng.Int64N(4))
		f.relax()
		a := agents[f.rng.IntN(len(agents))]
		at := time.Now()
		f.back(a)
		got := f.choice()
		took = append(took, time.Since(at))
		if !got {
			f.s.unfile(a)
			a.Slot = Talking
			f.s.file(a)
			continue
		}
		f.s.Items.Delete(f.last.ID)
		f.join()
		f.s.fresh = f.s.fresh[:0]
		f.forget()
	}
	report(b, took, "decisions")
}

func benchComes(b *testing.B, profiles int) {
	f := newBig(profiles)
	agents := f.s.Agents.All()
	took := make([]time.Duration, 0, b.N)
	var busy []*Agent
	b.ResetTimer()
	for range b.N {
		f.tick(1)
		name := f.name()
		at := time.Now()
		f.enter(name)
		got := f.choice()
		took = append(took, time.Since(at))
		if got {
			f.s.Items.Delete(f.last.ID)
		} else {
			f.s.Leave(f.now, name, Abandoned, "", f.out)
		}
		busy = busy[:0]
		for range 2 {
			if a := agents[f.rng.IntN(len(agents))]; a.Slot != Idle {
				busy = append(busy, a)
			}
		}
		for _, a := range busy {
			f.back(a)
		}
		f.s.freed = f.s.freed[:0]
		f.forget()
	}
	report(b, took, "decisions")
}

// BenchmarkOffer is the same with all that is said: an arrival on a floor of 10,000 agents, the
// choice, the offer with its facts and names, and the caller's leaving, which gives the agent
// back.
func BenchmarkOffer(b *testing.B) {
	for _, profiles := range []int{2000, 10_000} {
		b.Run(fmt.Sprintf("profiles=%d", profiles), func(b *testing.B) {
			f := newBig(profiles)
			took := make([]time.Duration, 0, b.N)
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				f.tick(1)
				name := f.name()
				at := time.Now()
				it := f.enter(name)
				f.s.Match(f.now, f.out)
				f.s.Leave(f.now, it.ID, Abandoned, "", f.out)
				took = append(took, time.Since(at))
				f.forget()
			}
			report(b, took, "offers")
		})
	}
}

// BenchmarkFlat is what one more caller in a line costs when so many wait already: he joins, an
// agent becomes free and takes whoever is next.
func BenchmarkFlat(b *testing.B) {
	for _, waiting := range []int{0, 1000, 5000} {
		b.Run(fmt.Sprintf("waiting=%d", waiting), func(b *testing.B) {
			f := newBig(2000)
			agents := f.s.Agents.All()
			for _, a := range agents {
				f.s.unfile(a)
				a.Slot = Talking
				f.s.file(a)
			}
			f.crowd(waiting)
			b.ResetTimer()
			from := cpu()
			for range b.N {
				f.tick(1)
				f.relax()
				f.join()
				f.s.fresh = f.s.fresh[:0]
				a := agents[f.rng.IntN(len(agents))]
				f.back(a)
				if f.choice() {
					f.s.Items.Delete(f.last.ID)
				} else {
					f.s.unfile(a)
					a.Slot = Talking
					f.s.file(a)
				}
				f.forget()
				if f.s.Items.Len() > waiting+1 {
					f.s.Leave(f.now, f.s.Items.First().ID, Abandoned, "", f.out)
				}
			}
			b.ReportMetric(float64((cpu()-from).Nanoseconds())/float64(b.N), "cpu-ns/call")
			b.ReportMetric(0, "ns/op")
		})
	}
}
