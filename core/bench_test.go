package core_test

import (
	"fmt"
	"testing"

	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// crowd is a floor of agents who are all in a call and callers who all wait, in lines of
// five skills.
func crowd(b *testing.B, agents, waiting int) *person {
	b.Helper()
	p := &person{s: core.New(), now: midnight, agents: agents}
	p.step(core.Opened{Epoch: 1, Seed: 1})
	p.step(core.TenantSet{Tenant: "ten_a", Record: true})
	for i := range 20 {
		p.step(core.LineSet{Line: core.Line{ID: id.Line(fmt.Sprintf("lin_%02d", i)), Tenant: "ten_a", Skill: id.Skill(fmt.Sprintf("skl_%d", i%5)), MinLevel: 1 + i%3}})
		p.step(core.DIDSet{DID: core.DID{ID: id.DID(fmt.Sprintf("did_%02d", i)), Tenant: "ten_a", Line: id.Line(fmt.Sprintf("lin_%02d", i))}})
	}
	for i := range agents {
		a := id.Agent(fmt.Sprintf("agt_%04d", i))
		p.step(core.AgentSet{Agent: core.Agent{ID: a, Skills: []core.SkillLevel{{Skill: id.Skill(fmt.Sprintf("skl_%d", i%5)), Level: 5}, {Skill: id.Skill(fmt.Sprintf("skl_%d", (i+2)%5)), Level: 3}}}})
		p.step(core.ShiftStarted{Agent: a, Device: id.Browser})
		p.step(core.DeviceUp{DeviceUp: voice.DeviceUp{Agent: a, Device: id.Browser}})
	}
	for range agents + waiting {
		p.call()
	}
	return p
}

// A person makes calls and ends them as fast as the core can.
type person struct {
	s      *core.State
	now    int64
	seq    uint64
	out    core.Out
	agents int
	calls  int
	up     []talk
}

type talk struct {
	caller, leg id.Leg
	agent       id.Agent
}

func (p *person) step(in core.Input) {
	p.seq++
	p.out.Reset()
	p.s.Step(p.now, p.seq, in, &p.out)
}

// call arrives; if an agent is rung, he answers.
func (p *person) call() {
	p.now++
	p.calls++
	leg := id.Leg(fmt.Sprintf("leg_%07d", p.calls))
	p.step(core.CallArrived{Leg: leg, DID: id.DID(fmt.Sprintf("did_%02d", p.calls%20)), Caller: id.Number(fmt.Sprintf("num_%05d", p.calls%50_000))})
	p.answer()
}

// answer lets the agent answer who was rung by the last step, for whichever caller.
func (p *person) answer() {
	for _, c := range p.out.Effects {
		if inv, ok := c.(voice.Invite); ok {
			p.step(core.LegAnswered{Answered: voice.Answered{Leg: inv.Leg}})
			for _, c := range p.out.Effects {
				if br, ok := c.(voice.Bridge); ok {
					p.up = append(p.up, talk{br.Leg, inv.Leg, inv.To.Agent})
				}
			}
			return
		}
	}
}

// BenchmarkStep is a queued call's whole life with 500 agents, all busy, and 500 callers
// waiting: arrival, the end of another's talk, wrap-up, offer, answer. The figure is for
// one input.
func BenchmarkStep(b *testing.B) {
	p := crowd(b, 500, 500)
	first := p.seq
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		p.call()
		t := p.up[0]
		p.up = p.up[1:]
		p.step(core.LegEnded{Ended: voice.Ended{Leg: t.caller, Cause: voice.CauseNormal}})
		tape := p.tape()
		p.step(core.LegEnded{Ended: voice.Ended{Leg: t.leg, Cause: voice.CauseNormal}})
		p.step(core.WrapFinished{Agent: t.agent})
		p.answer()
		p.step(core.Recorded{Recorded: voice.Recorded{Recording: tape}})
	}
	inputs := float64(p.seq - first)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/inputs, "ns/input")
	b.ReportMetric(inputs/float64(b.N), "inputs/op")
}

// tape is the recording that the last step stopped.
func (p *person) tape() id.Recording {
	for _, c := range p.out.Effects {
		if stop, ok := c.(voice.StopRecord); ok {
			return stop.Recording
		}
	}
	return ""
}

// BenchmarkClone is what a snapshot costs the floor's own goroutine; Encode is done elsewhere.
func BenchmarkClone(b *testing.B) {
	p := crowd(b, 500, 500)
	b.ReportAllocs()
	for b.Loop() {
		p.s.Clone()
	}
}

// BenchmarkEncode is what a snapshot costs the goroutine that writes it.
func BenchmarkEncode(b *testing.B) {
	p := crowd(b, 500, 500)
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(p.s.Encode())))
	}
}
