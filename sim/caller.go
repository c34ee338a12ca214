package sim

import (
	"fmt"

	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// A person may call, and may be called.
type person struct {
	num    id.Number
	zone   string // in which the number lies, as far as it tells
	list   string // of the tenants' on which the number is
	client bool   // nobody who calls: a client's own telephone, somebody who is asked
	leg    *leg
}

// arrivals is the stream of calls: a Poisson stream with a little more at noon.
func (w *World) arrivals() {
	if w.closing {
		return
	}
	w.in(w.about(int64(float64(hour)/w.opt.Size.PerHour)), w.arrivals)
	w.calls(pick(w, w.people), pick(w, w.dids).ID)
}

// calls: a person calls a number of ours. Some withhold theirs, some call a wrong one.
func (w *World) calls(p *person, did id.DID) {
	if p.leg != nil || w.closing {
		return
	}
	w.legs0++
	l := &leg{id: id.Leg(fmt.Sprintf("leg_%08d", w.legs0)), person: p}
	p.leg = l
	w.add(l)
	in := core.CallArrived{Leg: l.id, Trunk: "trk_1", DID: did, Caller: p.num, Known: w.chance(0.3), Zone: p.zone, List: p.list}
	switch {
	case w.chance(0.03):
		in.Caller = ""
	case w.fault(0.01):
		in.DID, in.Called = "did_unknown", "num_wrong"
	case w.fault(0.005):
		in.Refuse = "overload"
	}
	w.tell(in)
	if w.fault(0.005) {
		w.tell(in) // told twice
	}
	w.in(5*second+w.about(patience), func() { w.losesPatience(l, did) })
	if w.fault(0.002) {
		w.in(w.about(20*second), func() { w.goesSilent(l) })
	}
}

// losesPatience: who does not talk by now hangs up, and perhaps calls again.
func (w *World) losesPatience(l *leg, did id.DID) {
	if l.gone || l.other != nil || l.talk > 0 {
		return
	}
	w.hangsUp(l)
	if w.chance(0.3) {
		p := l.person
		w.in(w.about(redialTime), func() { w.calls(p, did) })
	}
}

func (w *World) hangsUp(l *leg) {
	if l.gone {
		return
	}
	cause := voice.CauseNormal
	if !l.up {
		cause = voice.CauseCancelled
	}
	w.drop(l)
	w.tell(core.LegEnded{Ended: voice.Ended{Leg: l.id, N: l.next(), Cause: cause}})
}

// thinkOfKey: a caller who may press a key does so, soon or not at all, right or wrong.
func (w *World) thinkOfKey(l *leg, token uint64) {
	if w.chance(0.2) {
		if w.chance(0.4) {
			w.in(w.between(500, 8000), func() { w.hangsUp(l) })
		}
		return
	}
	key := pick(w, []string{"1", "2", "3", "4", "7", "8", "9", "#", "*"})
	w.in(w.between(300, 9000), func() {
		if l.gone {
			return
		}
		n := l.next()
		d := core.DigitHeard{Digit: voice.Digit{Leg: l.id, N: n, Token: token, Digit: key}}
		w.tell(d)
		if w.fault(0.02) {
			w.tell(d) // told twice
		}
		if l.keys == token && w.chance(0.5) {
			w.thinkOfKey(l, token)
		}
	})
}

// talks: two people hear each other; one of them will end it.
func (w *World) talks(l *leg) {
	talk, person := l.talk, l.person
	long := w.about(talkTime)
	if w.chance(0.05) {
		long = w.between(100, 2000) // wrong number, line cut
	}
	w.in(long, func() {
		switch {
		case l.gone || l.talk != talk || l.other == nil || l.person != person:
		case w.chance(0.25) && l.other.agent != nil:
			w.endsTalk(l.other)
			w.in(w.about(minute), func() { // who could not end it is left alone
				if !l.gone && l.talk == talk {
					w.hangsUp(l)
				}
			})
		default:
			w.hangsUp(l)
		}
	})
	if w.fault(0.004) {
		w.in(w.between(1, long), func() { w.goesSilent(l) })
	}
}

// goesSilent: no sound from a leg; the media room tells so after its guard time.
func (w *World) goesSilent(l *leg) {
	if !l.gone && l.up {
		w.tell(core.SoundLost{MediaLost: voice.MediaLost{Leg: l.id, N: l.next()}})
	}
}

// dialled: a person's phone is rung by us.
func (w *World) dialled(l *leg) {
	p := l.person
	switch {
	case p.leg != nil || w.chance(0.1):
		w.ends(l, w.between(200, 2000), voice.CauseBusy)
		return
	case w.chance(0.03):
		w.ends(l, w.between(200, 2000), voice.CauseNotFound)
		return
	case w.chance(0.03):
		w.ends(l, w.between(200, 2000), voice.CauseCongestion)
		return
	}
	w.in(w.between(100, 1500), func() { w.personRings(l, false) })
	if w.chance(0.3) {
		w.in(w.between(1500, 3000), func() { w.personRings(l, true) })
	}
	if w.chance(0.7) {
		w.in(w.between(2000, 30_000), func() { w.personAnswers(l) })
	} else if w.chance(0.5) {
		w.ends(l, w.between(20_000, 40_000), voice.CauseNoAnswer)
	}
}

func (w *World) personRings(l *leg, early bool) {
	if !l.gone && !l.up {
		w.tell(core.LegRinging{Ringing: voice.Ringing{Leg: l.id, N: l.next(), Early: early}})
	}
}

func (w *World) personAnswers(l *leg) {
	if l.gone || l.person.leg != nil {
		return
	}
	l.person.leg, l.up = l, true
	w.tell(core.LegAnswered{Answered: voice.Answered{Leg: l.id, N: l.next()}})
}
