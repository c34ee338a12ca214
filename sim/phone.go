package sim

import (
	"fmt"
	"slices"

	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// A leg as the telephone knows it. It must come to the same as the core's.
type leg struct {
	id     id.Leg
	agent  *agent
	person *person
	up     bool
	gone   bool
	n      uint64 // events told
	plays  uint64 // token of what it hears, 0: nothing that ends
	keys   uint64 // token under which its keys count
	other  *leg   // whom it hears, one of them
	ear    bool   // a supervisor's
	dialed bool   // by us, to a person
	ending bool   // was told to end
	talk   int    // bridges so far, so that an old end of talk is outlived
	tape   id.Recording
}

func (w *World) add(l *leg) {
	w.legs[l.id] = l
	w.live = append(w.live, l)
}

// drop forgets a leg and parts it.
func (w *World) drop(l *leg) {
	l.gone = true
	delete(w.legs, l.id)
	w.live = slices.DeleteFunc(w.live, func(x *leg) bool { return x == l })
	l.part()
	if l.agent != nil && l.agent.leg == l {
		l.agent.leg = nil
	}
	if l.person != nil && l.person.leg == l {
		l.person.leg = nil
	}
}

func (l *leg) next() uint64 { l.n++; return l.n }

// ends lets a leg end after ms, unless it has meanwhile.
func (w *World) ends(l *leg, ms int64, cause voice.Cause) {
	w.in(ms, func() {
		if l.gone {
			return
		}
		w.drop(l)
		w.tell(core.LegEnded{Ended: voice.Ended{Leg: l.id, N: l.next(), Cause: cause}})
		if w.fault(0.01) {
			w.tell(core.LegEnded{Ended: voice.Ended{Leg: l.id, N: l.next(), Cause: cause}}) // told twice
		}
	})
}

// obey is what the telephone does when told. It never answers at once.
func (w *World) obey(c voice.Command) {
	if inv, ok := c.(voice.Invite); ok {
		w.invited(inv)
		return
	}
	l := w.legs[c.On()]
	if l == nil {
		if s, ok := c.(voice.StopRecord); ok {
			w.closeTape(s.Recording)
		}
		return
	}
	switch c := c.(type) {
	case voice.Accept:
		w.accepted(l)
	case voice.End:
		l.ending = true
		if w.fault(0.001) {
			w.drop(l) // and its end is never told: the core must not wait for ever
			return
		}
		w.ends(l, w.between(5, 200), c.Cause)
	case voice.Play:
		w.plays(l, c)
	case voice.Silence:
		l.plays = 0
		l.other = nil
	case voice.Hear:
		w.hears(l, c.From)
	case voice.Listen:
		l.keys = c.Token
		if c.Token != 0 && l.person != nil {
			w.thinkOfKey(l, c.Token)
		}
	case voice.Bridge:
		w.bridged(l, w.legs[c.Other])
	case voice.Part:
		l.part()
	case voice.Record:
		w.record(l, c)
	case voice.StopRecord:
		l.tape = ""
		w.closeTape(c.Recording)
	}
}

func (l *leg) part() {
	if l.other != nil && l.other.other == l {
		l.other.other = nil
	}
	l.other = nil
}

func (w *World) accepted(l *leg) {
	if l.agent == nil {
		l.up = true // an inbound leg counts as up when it is answered
		return
	}
	w.in(w.between(20, 300), func() {
		if !l.gone {
			l.up = true
			w.tell(core.LegAnswered{Answered: voice.Answered{Leg: l.id, N: l.next()}})
		}
	})
}

// plays: what ends, ends after a few seconds; what it replaces is told to be replaced.
func (w *World) plays(l *leg, c voice.Play) {
	if old := l.plays; old != 0 && old != c.Token {
		w.in(1, func() { w.played(l, old, voice.OutcomeReplaced) })
	}
	l.part()
	l.plays = c.Token
	if c.Loop || w.fault(0.002) { // a sound whose end is never told
		return
	}
	w.in(w.between(800, 6000), func() {
		if !l.gone && l.plays == c.Token {
			l.plays = 0
			w.played(l, c.Token, voice.OutcomeDone)
		}
	})
}

func (w *World) played(l *leg, token uint64, how voice.Outcome) {
	if !l.gone {
		w.tell(core.PlayEnded{Played: voice.Played{Leg: l.id, N: l.next(), Token: token, Outcome: how}})
	}
}

func (w *World) bridged(l, other *leg) {
	if other == nil {
		return
	}
	if !l.up && l.agent != nil || !other.up && other.agent != nil {
		w.broke = w.fail(fmt.Errorf("legs %s and %s are bridged before the agent is there", l.id, other.id))
	}
	w.overhears(l, other)
	w.overhears(other, l)
	l.other, other.other, l.plays, other.plays = other, l, 0, 0
	l.talk++
	other.talk++
	if l.person == nil && other.person == nil {
		w.chats(l, other)
	}
	for _, x := range [...]*leg{l, other} {
		if x.person != nil {
			w.talks(x)
		}
	}
}

func (w *World) record(l *leg, c voice.Record) {
	if l.tape == c.Recording {
		return // already done
	}
	if l.tape != "" {
		w.broke = w.fail(fmt.Errorf("leg %s is recorded twice at a time", l.id))
	}
	l.tape = c.Recording
}

// closeTape tells that a file is closed, sometimes twice, rarely never.
func (w *World) closeTape(r id.Recording) {
	if w.fault(0.002) {
		return
	}
	told := func() { w.tell(core.Recorded{Recorded: voice.Recorded{Recording: r, MS: 1000, Bytes: 16000}}) }
	w.in(w.between(10, 500), told)
	if w.fault(0.01) {
		w.in(w.between(500, 5000), told)
	}
}

// invited: an outgoing leg, to an agent's device or to a person.
func (w *World) invited(c voice.Invite) {
	l := &leg{id: c.Leg}
	w.add(l)
	if c.To.Number != "" {
		l.person, l.dialed = w.byNum[c.To.Number], true
		w.once(l)
		w.dialled(l)
		return
	}
	l.agent = w.byAgent[c.To.Agent]
	if l.agent == nil {
		l.agent = w.byDesk[c.To.Device]
	}
	v, _ := w.state.AgentView(l.agent.id)
	l.ear = v.Slot.State == "listening"
	w.rings(l, c)
}

// once: nobody's telephone is rung by us twice at a time; a client's own may be.
func (w *World) once(l *leg) {
	if l.person.client {
		return
	}
	for _, x := range w.live {
		if x != l && x.dialed && x.person == l.person && !x.ending && !x.up {
			w.broke = w.fail(fmt.Errorf("%s is dialled by %s and %s at a time", l.person.num, x.id, l.id))
		}
	}
}
