package sim

import (
	"fmt"

	"gudok/core"
	"gudok/id"
)

// Calls with more than two people: callers who are given away, colleagues who are asked,
// supervisors who listen, and calls that agents make.

const (
	askTime  = 25 * second // how long somebody is asked
	chatTime = 40 * second // colleagues among themselves
	earTime  = 90 * second // a supervisor at one call
)

// hears: a leg hears the sum of others.
func (w *World) hears(l *leg, from []id.Leg) {
	l.plays, l.other = 0, nil
	l.talk++
	for _, name := range from {
		if o := w.legs[name]; o != nil {
			w.overhears(l, o)
			if l.other == nil {
				l.other = o
			}
		}
	}
	if l.person != nil && l.other != nil {
		w.talks(l)
	}
}

// overhears: nobody outside may hear a supervisor who only listens or whispers.
func (w *World) overhears(l, from *leg) {
	if l.person == nil || !from.ear {
		return
	}
	if v, ok := w.state.AgentView(from.agent.id); ok && v.Ear != nil && v.Ear.Mode != "barge" {
		w.broke = w.fail(fmt.Errorf("leg %s hears the ear %s in mode %s", l.id, from.id, v.Ear.Mode))
	}
}

// chats: two agents hear each other; after a while one of them ends it, if nobody has.
func (w *World) chats(l, other *leg) {
	talk := l.talk
	w.in(w.about(chatTime), func() {
		if l.gone || other.gone || l.talk != talk {
			return
		}
		w.tell(core.EndAsked{Agent: other.agent.id})
		w.tell(core.EndAsked{Agent: l.agent.id})
	})
}

// experts live outside: they are asked, and callers are given to them, several at a time.
const experts = 40

func expert(n int) id.Number { return id.Number(fmt.Sprintf("num_expert%02d", n)) }

// target is somebody to whom a caller of the tenant could be given; not always one who can
// have him.
func (w *World) target(tenant id.Tenant) core.Target {
	switch w.rng.IntN(4) {
	case 0:
		return core.Target{Line: pick(w, w.lines).ID}
	case 1:
		return core.Target{Number: expert(w.rng.IntN(experts)), Tenant: tenant}
	}
	for range 5 { // agents look who is free
		a := pick(w, w.agents)
		if v, ok := w.state.AgentView(a.id); ok && v.Presence.State == "online" && v.Slot.State == "idle" {
			return core.Target{Agent: a.id}
		}
	}
	return core.Target{Agent: pick(w, w.agents).id}
}

// passes: the agent gives the caller away.
func (w *World) passes(a *agent) {
	v, _ := w.state.Desk(a.id, w.now)
	if v.Item == nil {
		return
	}
	in := core.TransferAsked{Agent: a.id, To: w.target(v.Item.Tenant)}
	if w.chance(0.5) {
		in.Announce = "prm_who"
	}
	w.tell(in)
}

// asks: the agent asks somebody, and then decides.
func (w *World) asks(a *agent) {
	v, _ := w.state.Desk(a.id, w.now)
	if v.Item == nil {
		return
	}
	in := core.ConsultAsked{Agent: a.id, To: w.target(v.Item.Tenant)}
	if w.chance(0.3) {
		in.Announce = "prm_who"
	}
	w.tell(in)
	w.in(w.about(askTime), func() { w.decides(a) })
}

// decides what becomes of who was asked, until nobody is.
func (w *World) decides(a *agent) {
	v, ok := w.state.Desk(a.id, w.now)
	if !ok || v.Item == nil || v.Item.Third == nil {
		return
	}
	w.in(w.about(askTime), func() { w.decides(a) })
	switch w.rng.IntN(5) {
	case 0:
		w.tell(core.ConnectAsked{Agent: a.id})
	case 1, 2:
		w.tell(core.ConferenceAsked{Agent: a.id})
	case 3:
		w.tell(core.BackAsked{Agent: a.id})
	case 4:
		w.tell(core.EndAsked{Agent: a.id})
	}
}

// phones: an agent calls somebody of his own accord.
func (w *World) phones(a *agent) {
	if w.chance(0.3) {
		w.tell(core.DialAsked{Agent: a.id, To: core.Target{Agent: pick(w, w.agents).id}})
		return
	}
	v, _ := w.state.Desk(a.id, w.now)
	if len(v.Lines) == 0 {
		return
	}
	line := pick(w, v.Lines).Line
	for _, l := range w.lines {
		if l.ID == line {
			w.tell(core.DialAsked{Agent: a.id, To: core.Target{Number: pick(w, w.people).num, Tenant: l.Tenant}, Line: line})
		}
	}
}

// seat makes a supervisor: an agent without skills who looks after the others.
func (w *World) seat(n int) {
	a := &agent{id: id.Agent(fmt.Sprintf("agt_boss%d", n)), dev: id.Browser}
	if n%2 == 1 {
		a.dev = id.Device(fmt.Sprintf("dev_boss%d", n))
		w.byDesk[a.dev] = a
	}
	w.agents = append(w.agents, a)
	w.byAgent[a.id] = a
	in := core.Agent{ID: a.id}
	if a.dev != id.Browser {
		in.Desk = a.dev
	}
	w.tell(core.AgentSet{Agent: in})
	w.in(w.between(1, 10*minute), func() { w.startShift(a) })
	w.in(w.about(earTime), func() { w.looksAfter(a) })
	if !w.opt.Calm {
		w.in(w.about(3*hour), func() { w.deviceFails(a) })
	}
}

// looksAfter: the supervisor sees to who wants help, listens, and takes part more or less.
func (w *World) looksAfter(a *agent) {
	w.in(w.about(earTime), func() { w.looksAfter(a) })
	v, ok := w.state.AgentView(a.id)
	switch {
	case !ok:
	case v.Presence.State == "offline":
		w.startShift(a)
	case v.Presence.State == "pause":
		w.deviceUp(a)
		w.tell(core.ReadyAsked{Agent: a.id})
	case v.Slot.State == "wrapup":
		w.wrapsUp(a)
	case v.Ear != nil:
		w.meddles(a, v.Ear)
	case !w.closing:
		w.lends(a)
	}
}

func (w *World) meddles(a *agent, ear *core.EarView) {
	switch w.rng.IntN(5) {
	case 0, 1:
		w.tell(core.EarLeft{Agent: a.id})
	case 2:
		w.tell(core.TakeOverAsked{Agent: a.id, By: "usr_boss", Call: ear.Call})
	default:
		w.tell(core.EarAsked{Agent: a.id, By: "usr_boss", Call: ear.Call, Mode: w.mode()})
	}
}

func (w *World) mode() string {
	return pick(w, []string{"listen", "whisper", "barge", "listen", "nonsense"})
}

// lends an ear to somebody who talks.
func (w *World) lends(a *agent) {
	o := pick(w, w.agents)
	v, ok := w.state.AgentView(o.id)
	if !ok {
		return
	}
	if v.Help != 0 {
		w.tell(core.HelpTaken{Agent: o.id, By: "usr_boss"})
	}
	for range 10 {
		if v.Call != "" {
			break
		}
		v, _ = w.state.AgentView(pick(w, w.agents).id)
	}
	w.tell(core.EarAsked{Agent: a.id, By: "usr_boss", Call: v.Call, Mode: w.mode()})
}
