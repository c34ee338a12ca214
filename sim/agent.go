package sim

import (
	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// An agent with a device.
type agent struct {
	id  id.Agent
	dev id.Device
	up  bool
	leg *leg
}

// startShift: the device first, as in life.
func (w *World) startShift(a *agent) {
	w.deviceUp(a)
	w.tell(core.ShiftStarted{Agent: a.id, Device: a.dev})
}

func (w *World) deviceUp(a *agent) {
	if !a.up {
		a.up = true
		w.tell(core.DeviceUp{DeviceUp: voice.DeviceUp{Agent: w.owner(a), Device: a.dev}})
	}
}

// owner is named for a browser only.
func (w *World) owner(a *agent) id.Agent {
	if a.dev == id.Browser {
		return a.id
	}
	return ""
}

// rings: an agent's device is rung. Most answer, some let it ring, some say no, some
// phones cannot be reached.
func (w *World) rings(l *leg, c voice.Invite) {
	a := l.agent
	switch {
	case !a.up:
		w.ends(l, w.between(5, 50), voice.CauseUnreachable)
		return
	case a.leg != nil:
		w.ends(l, w.between(5, 50), voice.CauseBusy)
		return
	case w.fault(0.003):
		w.ends(l, w.between(100, 3000), pick(w, []voice.Cause{voice.CauseUnreachable, voice.CauseFailed, voice.CauseBusy}))
		return
	}
	a.leg = l
	w.in(w.between(30, 200), func() {
		if !l.gone {
			w.tell(core.LegRinging{Ringing: voice.Ringing{Leg: l.id, N: l.next()}})
		}
	})
	switch {
	case c.AutoAnswer:
		w.in(w.between(100, 3000), func() { w.picksUp(l) })
	case w.chance(0.03):
	case w.chance(0.03):
		w.in(w.between(500, 8000), func() { w.declines(l) })
	default:
		w.in(w.between(700, 8000), func() { w.answers(l) })
	}
}

// answers: in a browser by the key, at a desk by the receiver.
func (w *World) answers(l *leg) {
	if l.gone || l.up {
		return
	}
	if l.agent.dev != id.Browser {
		w.picksUp(l)
		return
	}
	if v, ok := w.state.Desk(l.agent.id, w.now); ok && v.Item != nil {
		w.tell(core.AnswerAsked{Agent: l.agent.id, Item: v.Item.Item})
	}
}

func (w *World) picksUp(l *leg) {
	if !l.gone && !l.up {
		l.up = true
		w.tell(core.LegAnswered{Answered: voice.Answered{Leg: l.id, N: l.next()}})
	}
}

func (w *World) declines(l *leg) {
	if l.gone || l.up {
		return
	}
	if l.agent.dev != id.Browser {
		w.ends(l, 1, voice.CauseDeclined)
		return
	}
	if v, ok := w.state.Desk(l.agent.id, w.now); ok && v.Item != nil {
		w.tell(core.DeclineAsked{Agent: l.agent.id, Item: v.Item.Item, Reason: "busy"})
	}
}

// endsTalk: the agent hangs up, by the key or the receiver.
func (w *World) endsTalk(l *leg) {
	if l.agent.dev == id.Browser || w.chance(0.5) {
		w.tell(core.EndAsked{Agent: l.agent.id})
		return
	}
	w.ends(l, 1, voice.CauseNormal)
}

// look: once in a while an agent looks up and does what his desk asks for.
func (w *World) look(a *agent) {
	w.in(w.about(lookEvery), func() { w.look(a) })
	v, ok := w.state.AgentView(a.id)
	if !ok {
		return
	}
	switch {
	case v.Presence.State == "offline":
		if w.chance(0.3) {
			w.startShift(a)
		}
	case v.Presence.State == "pause", v.Presence.State == "on_demand" && w.chance(0.2):
		if w.chance(0.3) {
			w.deviceUp(a)
			w.tell(core.ReadyAsked{Agent: a.id})
		}
	case v.Slot.State == "idle":
		w.idles(a)
	case v.Slot.State == "wrapup":
		w.wrapsUp(a)
	default:
		w.fidgets(a, v.Slot.State)
	}
}

// idles: a pause, the end of the shift, or a promise to keep.
func (w *World) idles(a *agent) {
	switch {
	case w.chance(0.01):
		w.tell(core.PauseAsked{Agent: a.id, Reason: pick(w, []id.Pause{"pau_lunch", "pau_break", "pau_none"})})
	case w.chance(0.003):
		w.tell(core.ShiftEnded{Agent: a.id})
	case w.chance(0.01):
		w.tell(core.OnDemandAsked{Agent: a.id})
	case w.chance(0.005):
		w.tell(core.DrainAsked{Agent: a.id, Reason: pick(w, []id.Pause{"", "pau_lunch", "pau_break"})})
	case w.chance(0.06) && !w.closing:
		w.phones(a)
	case w.chance(0.4) && !w.closing:
		v, _ := w.state.Desk(a.id, w.now)
		for _, p := range v.Promises {
			if p.State == "due" || p.State == "open" || w.chance(0.05) {
				w.tell(core.PromiseCallAsked{Agent: a.id, Promise: p.Promise})
				return
			}
		}
	}
}

// wrapsUp: an outcome, perhaps more time, then done; or the clock does it.
func (w *World) wrapsUp(a *agent) {
	v, _ := w.state.Desk(a.id, w.now)
	if v.Item == nil {
		return
	}
	if w.chance(0.8) {
		w.tell(core.Coded{Agent: a.id, Item: v.Item.Item, Disposition: pick(w, []id.Disposition{"dsp_done", "dsp_more", "dsp_none"})})
	}
	if w.chance(0.1) {
		w.tell(core.WrapExtended{Agent: a.id})
	}
	w.in(w.about(wrapTime), func() { w.tell(core.WrapFinished{Agent: a.id}) })
}

// fidgets: what agents do in a call, and some of it too late or at the wrong moment.
func (w *World) fidgets(a *agent, slot string) {
	switch w.rng.IntN(17) {
	case 0:
		w.tell(core.HoldAsked{Agent: a.id, PromisedMS: w.between(0, 300_000)})
		w.in(w.about(40*second), func() { w.tell(core.ResumeAsked{Agent: a.id}) })
	case 1:
		w.tell(core.MuteAsked{Agent: a.id, Muted: w.chance(0.5)})
	case 2:
		w.tell(core.DigitsAsked{Agent: a.id, Digits: "12#"})
	case 3:
		w.tell(core.PauseAsked{Agent: a.id, Reason: "pau_lunch"})
	case 4:
		w.tell(core.ReadyAsked{Agent: a.id})
	case 5:
		if slot == "dialling" && w.chance(0.3) {
			w.tell(core.EndAsked{Agent: a.id})
		}
	case 6:
		if l := a.leg; l != nil && l.up && a.dev != id.Browser {
			w.deskHolds(l)
		}
	case 8:
		if w.chance(0.2) {
			w.agrees(a)
		}
	case 7:
		if w.chance(0.05) {
			w.tell(core.ShiftEnded{Agent: a.id})
		}
	case 9:
		if w.chance(0.1) {
			w.tell(core.DrainAsked{Agent: a.id, Reason: pick(w, []id.Pause{"", "pau_lunch"})})
		}
	case 14:
		if w.chance(0.5) {
			w.passes(a)
		}
	case 15:
		if w.chance(0.6) {
			w.asks(a)
		}
	case 16:
		w.tell(core.HelpAsked{Agent: a.id, On: w.chance(0.7)})
	}
}

// deskHolds: the hold key of the phone itself.
func (w *World) deskHolds(l *leg) {
	w.tell(core.LegHeld{Held: voice.Held{Leg: l.id, N: l.next()}})
	w.in(w.about(30*second), func() {
		if !l.gone {
			w.tell(core.LegResumed{Resumed: voice.Resumed{Leg: l.id, N: l.next()}})
		}
	})
}
