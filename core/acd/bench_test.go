package acd

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gudok/fact"
	"gudok/id"
)

// big is the size of house.md 5.13: 10,000 agents with ten of a hundred skills, 500 lines.
func big(b *testing.B) (*State, *Out) {
	b.Helper()
	s, log, names := New(), &fact.Log{}, &id.Maker{}
	names.Begin(1, 1)
	out := &Out{Log: log, Names: names}
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 500 {
		s.SetLine(1, Line{ID: id.Line(fmt.Sprintf("lin_%03d", i)), Skill: id.Skill(fmt.Sprintf("skl_%02d", i%100)), MinLevel: 1 + i%3, RingMS: 15_000, RonaLimit: 1000}, out)
	}
	for i := range 10_000 {
		var skills []SkillLevel
		for range 10 {
			skills = append(skills, SkillLevel{id.Skill(fmt.Sprintf("skl_%02d", rng.IntN(100))), 1 + rng.IntN(5)})
		}
		name := id.Agent(fmt.Sprintf("agt_%05d", i))
		s.SetAgent(Agent{ID: name, Skills: skills}, out)
		s.DeviceUp(int64(i), name, id.Browser, out)
		s.StartShift(int64(i), name, id.Browser, out)
	}
	out.Reset()
	return s, out
}

// BenchmarkOffer10000 is an arrival on a floor of 10,000 idle agents and 500 lines: into
// the line, the choice, the offer, and the caller's leaving, which gives the agent back.
func BenchmarkOffer10000(b *testing.B) {
	s, out := big(b)
	names := make([]id.Item, 1000)
	for i := range names {
		names[i] = id.Item(fmt.Sprintf("item_%04d", i))
	}
	now, lines := int64(1_000_000), s.Lines.All()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		now++
		out.Names.Begin(now, 1)
		*out.Log = (*out.Log)[:0]
		out.Reset()
		it := names[i%len(names)]
		s.Enqueue(now, Item{ID: it, Line: lines[i%500].ID, OriginAt: now}, out)
		s.Match(now, out)
		s.Leave(now, it, Abandoned, "", out)
	}
}

// BenchmarkFree10000 is an agent who becomes free while 10,000 callers wait in 500 lines:
// he gets the first of those that he may take, the caller talks for no time at all, and
// another joins the line.
func BenchmarkFree10000(b *testing.B) {
	s, out := big(b)
	now, n, lines := int64(1_000_000), 0, s.Lines.All()
	join := func() {
		n++
		s.Enqueue(now, Item{ID: id.Item(fmt.Sprintf("item_%07d", n)), Line: lines[n%500].ID, OriginAt: now}, out)
	}
	out.Names.Begin(now, 1)
	for range 20_000 { // until all agents ring and ten thousand wait
		join()
		s.Match(now, out)
	}
	agents := s.Agents.All()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		now++
		out.Names.Begin(now, 1)
		*out.Log = (*out.Log)[:0]
		out.Reset()
		a := agents[i%len(agents)]
		if a.Item != "" {
			s.Connect(now, a.Item, out)
			s.Finish(now, a.Item, out)
		}
		join()
		s.Match(now, out)
	}
}
