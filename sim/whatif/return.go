package whatif

import (
	"strconv"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// People whom the floor calls back: those who asked for it by a key, and those whom it missed.

const (
	pressMS   = 3000 // to think about the offer
	pickUpMS  = 8000 // until somebody picks up whom we call
	callBack  = "1"  // the key
	personLen = len("num_w")
)

// numberOf is the number of the person whose first call this was.
func numberOf(who int32) id.Number { return id.Number("num_w" + strconv.Itoa(int(who))) }

// mayPress: keys of a waiting caller count from now on: he has been offered a call.
func (d *day) mayPress(c voice.Listen) {
	who, ok := d.callerOf(c.Leg)
	if !ok || c.Token == 0 {
		return
	}
	w := &d.callers[who]
	if share := d.p.kinds[w.kind].takesOffer; share > 0 && d.draw(w).Float64() < share {
		d.at(d.now-midnight+pressMS, presses, who, uint32(c.Token))
	}
}

// presses: he would rather be called.
func (d *day) presses(who int32, token uint32) {
	if c := &d.callers[who]; !c.gone && !c.talking {
		d.tell(core.DigitHeard{Digit: voice.Digit{Leg: c.leg, N: 1, Token: uint64(token), Digit: callBack}})
	}
}

// hearReturn takes down what becomes of a promise.
func (d *day) hearReturn(f *core.Said) {
	switch v := f.Fact.(type) {
	case fact.PromiseOpened:
		d.count.owed++
		d.owed[f.Head.Promise] = d.now
		if v.Cause == "callback_requested" {
			d.callers[d.byCall[f.Head.Call]].promised = true
		}
	case fact.ItemConnected:
		d.count.took(d, d.byAgent[f.Head.Agent])
		d.count.kept++
		d.count.later = append(d.count.later, int32(min(d.now-d.owed[f.Head.Promise], 1<<31-1)))
	}
}

// ringsPerson: somebody's telephone is rung by us. He picks up or he does not.
func (d *day) ringsPerson(c voice.Invite) {
	first, err := strconv.Atoi(string(c.To.Number[personLen:]))
	if err != nil || first >= len(d.callers) {
		return
	}
	p := &d.callers[first]
	who := int32(len(d.callers))
	d.byOut[c.Leg] = who
	p.draws += 64 // his next calls are other calls
	b := caller{who: int32(first), leg: c.Leg, kind: p.kind, lot: p.lot, draws: 1<<20 + p.draws, back: true}
	yes := d.draw(&b).Float64() < d.p.kinds[p.kind].picks
	d.callers = append(d.callers, b)
	d.inside++
	if yes {
		d.at(d.now-midnight+pickUpMS, picksUp, who, 0)
	}
}

// picksUp: the person is there.
func (d *day) picksUp(who int32) {
	if c := &d.callers[who]; !c.gone {
		d.tell(core.LegAnswered{Answered: voice.Answered{Leg: c.leg}})
	}
}
