package whatif

import (
	"math/rand/v2"

	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// A caller is one call of one person.
type caller struct {
	kind   int32
	gen    uint32 // of what he waits for; what was planned for an older one is void
	tries  int    // calls before this one
	who    int32  // the first call of the same person
	leg    id.Leg
	lot    uint64 // whose chances he has
	draws  uint64 // how often his lot was asked
	token  uint64 // what he is told
	call   id.Call
	before int64 // waited in lines from which he flowed over into this one

	forwarded bool // by somebody who has served him
	back      bool // a call that we make to him
	served    bool // of a person's first call: we have called him and talked with him
	promised  bool // asked to be called back
	counted   bool // came after the warm-up
	gone      bool
	talking   bool
	moved     bool // flows over into another line at this moment
}

// A stream is when callers of a kind call.
type stream struct {
	at    []int64 // ms after midnight; of a renewal process nil
	next  int
	last  int64 // of a renewal process
	lot   uint64
	until int64
}

// newStream draws the calls of a day: Poisson with the rates of the slots and the day's factor,
// or exactly so many.
func newStream(r *rand.Rand, p *plan, k *kind, factor float64) stream {
	s := stream{last: p.from, until: p.to, lot: r.Uint64()}
	if k.every.known {
		return s
	}
	if k.exact > 0 {
		s.at = exactly(r, k, p)
		return s
	}
	for i, m := range k.rate {
		from := p.from + int64(i)*k.slot
		s.at = moments(r, poisson(r, m*factor), from, min(from+k.slot, p.to), s.at)
	}
	if s.at == nil {
		s.at = []int64{}
	}
	return s
}

// exactly draws a fixed number of calls by the weights of the slots.
func exactly(r *rand.Rand, k *kind, p *plan) []int64 {
	sum := 0.0
	for _, v := range k.rate {
		sum += v
	}
	in := make([]int, len(k.rate))
	for range k.exact {
		u, i := r.Float64()*sum, 0
		for ; i < len(in)-1 && u >= k.rate[i]; i++ {
			u -= k.rate[i]
		}
		in[i]++
	}
	out := make([]int64, 0, k.exact)
	for i, n := range in {
		from := p.from + int64(i)*k.slot
		out = moments(r, n, from, min(from+k.slot, p.to), out)
	}
	return out
}

// nextCall plans the next call of a kind.
func (d *day) nextCall(kind int32) {
	s := &d.streams[kind]
	if s.at == nil {
		d.lot(s.lot, uint64(s.next))
		s.next++
		if s.last += d.p.kinds[kind].every.ms(d.rng); s.last < s.until {
			d.at(s.last, calls, kind, 0)
		}
		return
	}
	if s.next < len(s.at) {
		s.next++
		d.at(s.at[s.next-1], calls, kind, 0)
	}
}

// arrives: somebody of the kind calls.
func (d *day) arrives(kind int32) {
	s := &d.streams[kind]
	c := caller{kind: kind, lot: s.lot + uint64(s.next)}
	d.nextCall(kind)
	c.who = int32(len(d.callers))
	d.dials(c)
}

// callsAgain: the caller of a call that is over tries once more, with the same chances as he
// would have had if he had come for the first time.
func (d *day) callsAgain(who int32) {
	c := d.callers[who]
	if d.callers[c.who].served {
		return // we have called him meanwhile
	}
	d.dials(caller{who: c.who, kind: c.kind, lot: c.lot, draws: c.draws, tries: c.tries + 1, forwarded: c.forwarded})
}

func (d *day) dials(c caller) {
	c.counted = d.now >= midnight+d.p.warm
	who := int32(len(d.callers))
	c.leg = legOf(who)
	d.callers = append(d.callers, c)
	d.inside++
	k := &d.p.kinds[c.kind]
	did := k.did
	if c.forwarded {
		did = k.fwd
	}
	in := core.CallArrived{Leg: c.leg, DID: did}
	if k.number {
		in.Caller = numberOf(c.who)
	}
	d.tell(in)
}

// draw asks the caller's lot: each question has an answer of its own.
func (d *day) draw(c *caller) *rand.Rand {
	c.draws++
	d.lot(3, mixed(c.lot)+c.draws)
	return d.rng
}

// enqueued: the caller begins to wait.
func (d *day) enqueued(who int32) {
	c := &d.callers[who]
	if c.moved { // he goes on waiting
		c.moved = false
		return
	}
	c.gen++
	c.before = 0
	d.count.offered(c)
	if k := &d.p.kinds[c.kind]; k.patience.known {
		if ms := k.patience.ms(d.draw(c)); ms < never {
			d.at(d.now-midnight+ms, givesUp, who, c.gen)
		}
	}
}

// givesUp: the caller has waited as long as he would.
func (d *day) givesUp(who int32, gen uint32) {
	c := &d.callers[who]
	if c.gone || c.talking || c.gen != gen {
		return
	}
	d.leaves(who)
	d.tell(core.LegEnded{Ended: voice.Ended{Leg: c.leg, Cause: voice.CauseNormal}})
	d.mayCallAgain(who)
}

// leaves: the caller is not on our line any more.
func (d *day) leaves(who int32) {
	c := &d.callers[who]
	c.gone = true
	d.inside--
}

// mayCallAgain: whoever was not served may try again.
func (d *day) mayCallAgain(who int32) {
	c := &d.callers[who]
	a := d.p.kinds[c.kind].again
	if a == nil || c.promised || c.back {
		return
	}
	share := a.Further
	if c.tries == 0 {
		share = a.First
	}
	r := d.draw(c)
	if r.Float64() < share {
		d.at(d.now-midnight+a.After.ms(r), callsAgain, who, 0)
	}
}

// heard: the caller has heard what he was told. After last words the core ends his call.
func (d *day) heard(who int32, token uint32) {
	if c := &d.callers[who]; !c.gone && uint32(c.token) == token {
		d.tell(core.PlayEnded{Played: voice.Played{Leg: c.leg, Token: c.token, Outcome: voice.OutcomeDone}})
	}
}

// sentAway: the core ended the caller's call: the line was full, or he was served.
func (d *day) sentAway(who int32) {
	c := &d.callers[who]
	if c.gone {
		return
	}
	served := c.talking
	d.leaves(who)
	d.next = append(d.next, core.LegEnded{Ended: voice.Ended{Leg: c.leg, Cause: voice.CauseNormal}})
	if !served {
		d.mayCallAgain(who)
	}
}

// goesOn: a caller who was served needs somebody else: to which kind of callers he belongs from
// now on, and whether he does at all.
func (d *day) goesOn(c *caller) (kind int32, yes bool) {
	k := &d.p.kinds[c.kind]
	if k.forward == nil || c.back {
		return 0, false
	}
	r := d.draw(c)
	if r.Float64() >= k.forward.Share {
		return 0, false
	}
	u := r.Float64()
	for i, w := range k.weights {
		if u -= w; u < 0 || i == len(k.weights)-1 {
			return int32(k.to[i]), true
		}
	}
	return 0, false
}
