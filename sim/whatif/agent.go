package whatif

import (
	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// An agent of one shift.
type agent struct {
	leg  id.Leg
	gen  uint32
	call int32 // index of the caller in hand, none
	rest int64 // of the wrap-up that is on: a pause, not work

	slot  slot
	since int64 // of slot, or the presence where that is later
	here  bool
}

// none is no caller.
const none int32 = -1

// A slot is what an agent's time is spent on.
type slot uint8

const (
	slotIdle slot = iota
	slotRing
	slotTalk
	slotWrap
)

// rings: an agent is offered a call. He answers after a while, always before it is too late:
// who lets it ring is not what is asked about here.
func (d *day) rings(c voice.Invite) {
	if c.To.Number != "" {
		d.ringsPerson(c)
		return
	}
	who, ok := d.byAgent[c.To.Agent]
	if !ok {
		return
	}
	a := &d.agents[who]
	a.leg = c.Leg
	a.gen++
	d.byLeg[c.Leg] = who
	var ms int64
	if g := &d.p.groups[d.p.people[who].group]; g.answer.known {
		d.lot(4, uint64(who)<<32|uint64(a.gen))
		ms = min(g.answer.ms(d.rng), c.RingMS-ringSlackMS)
	}
	if ms <= 0 {
		d.next = append(d.next, core.LegAnswered{Answered: voice.Answered{Leg: c.Leg}})
		return
	}
	d.at(d.now-midnight+ms, answers, who, a.gen)
}

// ringSlackMS is by how much sooner than the telephone would give up everybody has answered.
const ringSlackMS = 6000

// answers: the agent picks up, unless the caller has gone.
func (d *day) answers(who int32, gen uint32) {
	if a := &d.agents[who]; a.leg != "" && a.gen == gen {
		d.tell(core.LegAnswered{Answered: voice.Answered{Leg: a.leg}})
	}
}

// talks: a caller and an agent hear each other.
func (d *day) talks(x, y id.Leg) {
	who, ok := d.byLeg[y]
	from, isCaller := d.callerOf(x)
	if !ok {
		who, ok = d.byLeg[x]
		from, isCaller = d.callerOf(y)
	}
	if !ok || !isCaller {
		return
	}
	a, c := &d.agents[who], &d.callers[from]
	a.call, c.talking = from, true
	d.callers[c.who].served = c.back
	a.gen++
	h := &d.p.kinds[c.kind].take[d.p.people[who].group]
	d.at(d.now-midnight+h.talk.ms(d.draw(c)), finishes, who, a.gen)
}

// finishes: they have said what was to be said. The caller hangs up, or goes on to somebody
// else.
func (d *day) finishes(who int32, gen uint32) {
	a := &d.agents[who]
	if a.gen != gen || a.call == none {
		return
	}
	from := a.call
	c := &d.callers[from]
	kind, on := d.goesOn(c)
	d.plansWrap(who, c)
	a.call = none
	switch {
	case on && d.p.kinds[c.kind].forward.KeepsPlace:
		c.kind, c.talking, c.forwarded = kind, false, true
		d.tell(core.TransferAsked{Agent: d.p.people[who].id, To: core.Target{Line: d.p.kinds[kind].line}})
	case on:
		again := caller{who: c.who, kind: kind, lot: c.lot, draws: c.draws + 16, forwarded: true, tries: c.tries}
		d.hangsUp(from)
		d.dials(again)
	default:
		d.hangsUp(from)
	}
}

// hangsUp: a served caller goes.
func (d *day) hangsUp(who int32) {
	d.leaves(who)
	d.tell(core.LegEnded{Ended: voice.Ended{Leg: d.callers[who].leg, Cause: voice.CauseNormal}})
}

// plansWrap: what comes after the call.
func (d *day) plansWrap(who int32, c *caller) {
	a, group := &d.agents[who], d.p.people[who].group
	var wrap, rest int64
	if h := &d.p.kinds[c.kind].take[group]; h.wrap.known {
		wrap = h.wrap.ms(d.draw(c))
	}
	if g := &d.p.groups[group]; g.pause.known {
		d.lot(5, uint64(who)<<32|uint64(a.gen))
		rest = g.pause.ms(d.rng)
	}
	a.rest = rest
	a.gen++
	d.at(d.now-midnight+min(wrap+rest, wrapLimit), wrapsUp, who, a.gen)
}

// wrapsUp: the agent has written it up.
func (d *day) wrapsUp(who int32, gen uint32) {
	if a := &d.agents[who]; a.gen == gen && a.slot == slotWrap {
		d.tell(core.WrapFinished{Agent: d.p.people[who].id})
	}
}

// hungUp: the agent's telephone lets go of the call.
func (d *day) hungUp(who int32, leg id.Leg) {
	delete(d.byLeg, leg)
	if a := &d.agents[who]; a.leg == leg {
		a.leg = ""
	}
	d.next = append(d.next, core.LegEnded{Ended: voice.Ended{Leg: leg, Cause: voice.CauseNormal}})
}

// slot takes down on what the agent's time is spent from now on.
func (d *day) slot(who int32, name string) {
	a := &d.agents[who]
	d.spent(who)
	switch name {
	case "idle":
		a.slot = slotIdle
	case "offered", "connecting":
		a.slot = slotRing
	case "wrapup":
		a.slot = slotWrap
	default:
		a.slot = slotTalk
	}
}

// presence: the agent comes or goes.
func (d *day) presence(who int32, name string) {
	d.spent(who)
	d.agents[who].here = name == "online" || name == "draining"
}

// spent adds the time since the last change to what it was spent on.
func (d *day) spent(who int32) {
	a := &d.agents[who]
	from := max(a.since, midnight+d.p.warm)
	if a.since = d.now; d.now <= from || !a.here && a.slot == slotIdle {
		return
	}
	t, ms := &d.count.groups[d.p.people[who].group], d.now-from
	switch a.slot {
	case slotIdle:
		t.idle += ms
	case slotRing:
		t.ring += ms
	case slotTalk:
		t.talk += ms
	case slotWrap:
		rest := min(a.rest, ms)
		t.wrap += ms - rest
		t.rest += rest
	}
}
