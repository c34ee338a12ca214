package sim

import (
	"fmt"

	"gudok/core"
	"gudok/core/flow"
	"gudok/core/hours"
	"gudok/id"
	"gudok/voice"
)

// How long people do things, on average.
const (
	patience   = 90 * second
	talkTime   = 330 * second // so that at times all are busy
	wrapTime   = 15 * second
	lookEvery  = 60 * second // an agent looks up
	redialTime = 40 * second
)

// setUp configures the centre and lets its people come.
func (w *World) setUp() {
	for t := range w.opt.Size.Tenants {
		w.tell(core.TenantSet{Tenant: tenant(t), Record: t%2 == 0})
	}
	for _, p := range []core.Pause{{ID: "pau_lunch", Kind: "meal"}, {ID: "pau_break", Kind: "break", LimitMS: 10 * minute}} {
		w.tell(core.PauseSet{Pause: p})
	}
	w.tell(core.CalendarSet{Calendar: week()})
	for _, z := range zones() {
		w.tell(z)
	}
	for n := range w.opt.Size.Lines {
		l := w.line(n)
		w.lines = append(w.lines, &l)
		w.tell(core.LineSet{Line: l})
	}
	for t := range w.opt.Size.Tenants {
		w.tell(core.FlowSet{Program: w.submenu(t, 1)})
		w.tell(core.FlowSet{Program: w.program(t, 1)})
	}
	for n, l := range w.lines {
		d := core.DID{ID: id.DID(fmt.Sprintf("did_%02d", n)), Tenant: l.Tenant, Line: l.ID}
		if n < w.opt.Size.Tenants {
			d.Flow = flowName(n)
		}
		w.dids = append(w.dids, d)
		w.tell(core.DIDSet{DID: d})
	}
	w.named, w.edition = w.opt.Size.Lines, 1
	for n := range w.opt.Size.Agents {
		w.hire(n)
	}
	for n := range 2 {
		w.seat(n)
	}
	for n := range w.opt.Size.People {
		p := &person{num: id.Number(fmt.Sprintf("num_%05d", n))}
		if w.chance(0.7) {
			p.zone = zones()[n%2].Zone
		}
		switch {
		case w.chance(0.02):
			p.list = "vip"
		case w.chance(0.01):
			p.list = "blocked"
		}
		w.people = append(w.people, p)
		w.byNum[p.num] = p
	}
	for n := range experts {
		w.byNum[expert(n)] = &person{num: expert(n), client: true}
	}
	for n := range w.opt.Size.Lines {
		w.byNum[own(n)] = &person{num: own(n), client: true}
	}
	for t := range w.opt.Size.Tenants {
		w.byNum[own(100+t)] = &person{num: own(100 + t), client: true}
	}
	w.dials()
	w.in(1, w.arrivals)
	if !w.opt.Calm {
		w.in(w.about(90*minute), w.restarts)
		w.in(w.about(20*minute), w.supervisor)
		w.in(w.about(changeEvery), w.change)
		w.in(w.about(officeEvery), w.office)
		w.in(w.about(handEvery), w.hand)
	}
}

func tenant(n int) id.Tenant { return id.Tenant(fmt.Sprintf("ten_%d", n)) }

func flowName(n int) id.Flow { return id.Flow(fmt.Sprintf("flw_%d", n)) }

func skillName(n int) id.Skill { return id.Skill(fmt.Sprintf("skl_%d", n)) }

// week is Monday to Saturday, eight to eight, two hours east of Greenwich.
func week() hours.Calendar {
	c := hours.Calendar{ID: "cal_week", Tenant: id.House, Zone: "Europe/Kyiv", Offsets: []hours.Transition{{OffsetS: 7200}}}
	for d := range 6 {
		c.Week[d] = []hours.Span{{From: 8 * 60, To: 20 * 60}}
	}
	return c
}

// line makes lines that differ in all that a line may differ in.
func (w *World) line(n int) core.Line {
	t := n % w.opt.Size.Tenants
	l := core.Line{
		ID: id.Line(fmt.Sprintf("lin_%02d", n)), Tenant: tenant(t), Skill: skillName(n / 2 % w.skills()), MinLevel: 1 + n%3,
		WrapMS: []int64{0, -1, 20_000, 40_000}[n%4], RingMS: []int64{0, 10_000, 20_000}[n%3], CallerDID: id.DID(fmt.Sprintf("did_%02d", n)),
		Dispositions: []id.Disposition{"dsp_done", "dsp_more"}, MustCode: n%5 == 4, Priority: []int{0, 0, 5}[n%3],
	}
	if n >= w.opt.Size.Tenants {
		l.Parent = id.Line(fmt.Sprintf("lin_%02d", t)) // the tenant's first line is the root
	}
	if n%6 == 5 {
		l.Calendar = "cal_week"
	}
	if n%4 == 3 {
		l.ReturnMS = []int64{minute, 5 * minute, 20 * minute}
	}
	w.refine(n, &l)
	return l
}

// program is a tenant's menu: its lines, a voicemail, a text, and the ways of clever; its
// editions begin in different places.
func (w *World) program(t, version int) flow.Program {
	say := func(p id.Prompt) []voice.Sound { return []voice.Sound{{Prompt: p}} }
	p := flow.Program{ID: flowName(t), Tenant: tenant(t), Version: version, Start: "pick"}
	ask := flow.Node{Name: "ask", Kind: flow.Menu, Say: say("prm_choose"), Tries: 2, OnFail: "line0", TimeoutMS: 4000}
	p.Nodes = []flow.Node{
		{Name: "pick", Kind: flow.Answer, Next: "hello"},
		{Name: "hello", Kind: flow.Play, Say: say("prm_hello"), Next: "ask"},
		{Name: "box", Kind: flow.Voicemail, Line: w.lines[t].ID, MaxMS: 30_000},
		{Name: "text", Kind: flow.Play, Say: say("prm_hours"), Next: "bye"},
		{Name: "bye", Kind: flow.HangUp},
	}
	w.clever(t, &p)
	w.modern(t, &p)
	switch version % 4 {
	case 3:
		p.Start = "look"
	case 1:
		p.Start = "lang"
	case 2:
		p.Start = "ask"
	}
	key := 1
	for n, l := range w.lines {
		if l.Tenant == tenant(t) && key <= 5 {
			name := fmt.Sprintf("line%d", key-1)
			p.Nodes = append(p.Nodes, flow.Node{Name: name, Kind: flow.Enqueue, Line: w.lines[n].ID})
			ask.Choices = append(ask.Choices, flow.Choice{Key: fmt.Sprint(key), Label: name, Next: name})
			key++
		}
	}
	ask.Choices = append(ask.Choices, flow.Choice{Key: "8", Label: "box", Next: "box"}, flow.Choice{Key: "9", Label: "text", Next: "text"})
	p.Nodes = append(p.Nodes, ask)
	return p
}

// hire makes an agent with two or three skills; every third has a desk phone.
func (w *World) hire(n int) {
	a := &agent{id: id.Agent(fmt.Sprintf("agt_%03d", n)), dev: id.Browser}
	if n%3 == 2 {
		a.dev = id.Device(fmt.Sprintf("dev_%03d", n))
		w.byDesk[a.dev] = a
	}
	w.agents = append(w.agents, a)
	w.byAgent[a.id] = a
	w.teach(a)
	w.in(w.between(1, 10*minute), func() { w.startShift(a) })
	w.in(w.about(lookEvery), func() { w.look(a) })
	if !w.opt.Calm {
		w.in(w.about(3*hour), func() { w.deviceFails(a) })
	}
}

// teach gives the agent skills.
func (w *World) teach(a *agent) {
	skills := w.skills()
	in := core.Agent{ID: a.id, Order: w.rng.IntN(10), Weight: w.rng.IntN(5)}
	if a.dev != id.Browser {
		in.Desk = a.dev
	}
	first := w.rng.IntN(skills)
	for i := range min(3, skills) {
		in.Skills = append(in.Skills, core.SkillLevel{Skill: skillName((first + i*2) % skills), Level: 1 + w.rng.IntN(5)})
	}
	w.tell(core.AgentSet{Agent: in})
}
