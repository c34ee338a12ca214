package whatif

import (
	"context"
	"math/rand/v2"
	"strconv"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// A day is one repetition of a plan as it happens: the core, the people around it, and a
// telephone on which everything takes no time unless the scenario says so.
type day struct {
	p     *plan
	state *core.State
	out   core.Out
	seq   uint64
	now   int64 // ms UTC, as the core sees it
	seed  uint64
	lots  rand.PCG // whose chance it is at the moment, see lot
	rng   *rand.Rand

	todo    agenda
	next    []core.Input // what the telephone answers to the commands of the step that is on
	heads   int          // of next, taken already
	callers []caller
	byCall  map[id.Call]int32 // for looking up only
	streams []stream
	agents  []agent
	byAgent map[id.Agent]int32   // for looking up only
	byLeg   map[id.Leg]int32     // of agents, for looking up only
	byOut   map[id.Leg]int32     // of people whom we call, for looking up only
	owed    map[id.Promise]int64 // since when, for looking up only
	inside  int                  // callers on our line
	count   *counts
}

// midnight is where a day begins in the core's time: Monday 5 January 2026, UTC.
const midnight int64 = 1_767_571_200_000

// lateLimit is how long after the last call may come a day goes on: whoever then still waits
// for agents who never come is left over.
const lateLimit int64 = 12 * 3_600_000

// newDay is the centre before its first caller.
func newDay(p *plan, seed uint64) *day {
	d := &day{
		p: p, state: core.New(), seed: seed, byCall: map[id.Call]int32{}, byAgent: map[id.Agent]int32{}, byLeg: map[id.Leg]int32{}, byOut: map[id.Leg]int32{}, owed: map[id.Promise]int64{},
		count: newCounts(p), now: midnight,
	}
	d.rng = rand.New(&d.lots)
	d.tell(core.Opened{Epoch: 1, Seed: seed})
	for _, in := range p.setup {
		d.tell(in)
	}
	d.agents = make([]agent, len(p.people))
	for i, e := range p.people {
		d.agents[i] = agent{call: none, slot: slotIdle}
		d.byAgent[e.id] = int32(i)
		d.tell(core.DeviceUp{DeviceUp: voice.DeviceUp{Agent: e.id, Device: id.Browser}})
		d.at(e.from, comes, int32(i), 0)
		if e.to < openEnd {
			d.at(e.to, goes, int32(i), 0)
		}
	}
	d.lot(1, 0)
	factor := 1.0
	if s := p.spread; s > 0 {
		factor = s * s * gamma(d.rng, 1/(s*s))
	}
	d.streams = make([]stream, len(p.kinds))
	for i := range p.kinds {
		d.lot(2, uint64(i))
		d.streams[i] = newStream(d.rng, p, &p.kinds[i], factor)
		d.nextCall(int32(i))
	}
	return d
}

// lot lets the coming draws be those of one person: his chances do not depend on what others
// drew before, so that variants differ by what was varied.
func (d *day) lot(kind, who uint64) {
	hi := mixed(d.seed ^ kind<<56)
	d.lots.Seed(hi, mixed(hi+who))
}

// mixed spreads bits (SplitMix64, Steele, Lea and Flood 2014).
func mixed(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// checkEvery is after how many events a cancelled day is noticed.
const checkEvery = 4096

// run lets the day happen. It ends early with the error of ctx.
func (d *day) run(ctx context.Context) (*counts, error) {
	end := midnight + d.p.to + lateLimit
	for n := 0; ; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		at, wake := d.todo.next(), d.state.NextWake()
		tick := wake != 0 && wake < at
		if tick {
			at = wake
		}
		if at > end || d.over(at) {
			break
		}
		d.now = max(d.now, at)
		if tick {
			d.tell(core.Tick{})
		} else {
			d.happen(d.todo.pop())
		}
	}
	d.now = max(d.now, midnight+d.p.to)
	d.count.close(d)
	return d.count, nil
}

// over: what comes at the moment is after the last caller: nobody may call any more, nobody is
// on our line and nobody will call again.
func (d *day) over(at int64) bool {
	return d.inside == 0 && d.todo.calls == 0 && at > midnight+d.p.to
}

// happen does what was planned.
func (d *day) happen(e event) {
	switch e.what {
	case calls:
		d.arrives(e.who)
	case callsAgain:
		d.callsAgain(e.who)
	case givesUp:
		d.givesUp(e.who, e.gen)
	case heard:
		d.heard(e.who, e.gen)
	case presses:
		d.presses(e.who, e.gen)
	case picksUp:
		d.picksUp(e.who)
	case answers:
		d.answers(e.who, e.gen)
	case finishes:
		d.finishes(e.who, e.gen)
	case wrapsUp:
		d.wrapsUp(e.who, e.gen)
	case comes:
		d.tell(core.ShiftStarted{Agent: d.p.people[e.who].id, Device: id.Browser})
	case goes:
		d.tell(core.ShiftEnded{Agent: d.p.people[e.who].id})
	}
}

// tell gives the core an input, takes down what it says, and lets the telephone do what it
// wants, which may lead to further inputs at the same moment.
func (d *day) tell(in core.Input) {
	d.step(in)
	for d.heads < len(d.next) {
		in := d.next[d.heads]
		d.heads++
		d.step(in)
	}
	d.next, d.heads = d.next[:0], 0
}

func (d *day) step(in core.Input) {
	d.seq++
	d.out.Reset()
	d.state.Step(d.now, d.seq, in, &d.out)
	for i := range d.out.Facts {
		d.hear(&d.out.Facts[i])
	}
	for _, c := range d.out.Effects {
		d.obey(c)
	}
}

// hear takes down a fact.
func (d *day) hear(f *core.Said) {
	if f.Head.Promise != "" {
		d.hearReturn(f)
		return
	}
	switch v := f.Fact.(type) {
	case fact.CallCreated:
		who := int32(len(d.callers) - 1)
		d.byCall[f.Head.Call] = who
		d.callers[who].call = f.Head.Call
	case fact.ItemEnqueued:
		d.enqueued(d.byCall[f.Head.Call])
	case fact.ItemConnected:
		d.count.answered(&d.callers[d.byCall[f.Head.Call]], v.WaitedMS)
		d.count.took(d, d.byAgent[f.Head.Agent])
	case fact.ItemLeft:
		if v.Reason != "answered" {
			d.count.left(&d.callers[d.byCall[f.Head.Call]], v)
		}
	case fact.AgentSlot:
		d.slot(d.byAgent[f.Head.Agent], v.Slot)
	case fact.AgentPresence:
		d.presence(d.byAgent[f.Head.Agent], v.Presence)
	}
}

// obey is what the telephone does when told.
func (d *day) obey(c voice.Command) {
	switch c := c.(type) {
	case voice.Invite:
		d.rings(c)
	case voice.Bridge:
		d.talks(c.Leg, c.Other)
	case voice.End:
		if who, ok := d.byLeg[c.Leg]; ok {
			d.hungUp(who, c.Leg)
		} else if who, ok := d.callerOf(c.Leg); ok {
			d.sentAway(who)
		}
	case voice.Play:
		if who, ok := d.callerOf(c.Leg); ok && !c.Loop {
			d.callers[who].token = c.Token
			d.at(d.now-midnight+wordsMS, heard, who, uint32(c.Token))
		}
	case voice.Listen:
		d.mayPress(c)
	}
}

// wordsMS is how long the last words to somebody take who finds the line full.
const wordsMS = 4000

// callerOf is whose leg it is: one that he called by, or one by which we call him.
func (d *day) callerOf(leg id.Leg) (int32, bool) {
	if who, ok := callerOf(leg); ok {
		return who, true
	}
	who, ok := d.byOut[leg]
	return who, ok
}

// legOf is the name of a caller's leg; callerOf is its inverse.
func legOf(who int32) id.Leg { return id.Leg("leg_w" + strconv.Itoa(int(who))) }

func callerOf(leg id.Leg) (int32, bool) {
	if len(leg) < 6 || leg[4] != 'w' {
		return 0, false
	}
	n, err := strconv.Atoi(string(leg[5:]))
	return int32(n), err == nil
}
