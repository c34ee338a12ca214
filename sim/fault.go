package sim

import (
	"bytes"
	"fmt"
	"slices"

	"gudok/core"
	"gudok/voice"
)

// restarts: now and then the process dies and another goes on with what was saved.
func (w *World) restarts() {
	if w.closing || w.broke != nil {
		return // a restart would sweep up what must end by itself
	}
	w.in(w.about(90*minute), w.restarts)
	w.tally.Restarts++
	saved := w.state.Encode()
	state, err := core.Decode(saved)
	switch {
	case err != nil:
		w.broke = w.fail(err)
		return
	case !bytes.Equal(saved, state.Encode()):
		w.broke = w.fail(fmt.Errorf("save, load, save gives other bytes"))
		return
	case !bytes.Equal(saved, w.state.Clone().Encode()):
		w.broke = w.fail(fmt.Errorf("a clone is not its original"))
		return
	}
	w.state = state
	if w.chance(0.5) {
		w.state = state.Clone()
	}
	w.epoch++
	w.now += w.between(500, 20_000) // it takes a while to come back
	w.tell(core.Opened{Epoch: w.epoch, Seed: w.rng.Uint64()})
	w.tell(w.comeBack())
	if err := w.state.Check(); err != nil {
		w.broke = w.fail(fmt.Errorf("after a restart: %w", err))
	}
}

// comeBack is what the gates could restore: most of what was up, little of what rang. What
// is lost is lost without a word.
func (w *World) comeBack() core.Restored {
	var in core.Restored
	for _, l := range slices.Clone(w.live) {
		keep := 0.94
		if !l.up && l.person == nil || !l.up && l.person.leg != l {
			keep = 0.5 // dials that had not been answered
		}
		if !w.chance(keep) {
			w.drop(l)
			continue
		}
		in.Legs = append(in.Legs, voice.Restored{Leg: l.id, Answered: l.up})
	}
	for _, a := range w.agents {
		if a.up && w.chance(0.05) {
			a.up = false
			w.in(w.about(20*second), func() { w.deviceUp(a) })
		}
		if a.up {
			in.Devices = append(in.Devices, core.RestoredDevice{Agent: a.id, Device: a.dev})
		}
	}
	return in
}

// deviceFails: a device is gone for a while, idle or in mid-call.
func (w *World) deviceFails(a *agent) {
	w.in(w.about(3*hour), func() { w.deviceFails(a) })
	if !a.up {
		return
	}
	a.up = false
	w.tell(core.DeviceDown{DeviceDown: voice.DeviceDown{Agent: w.owner(a), Device: a.dev, Why: "connection"}})
	if l := a.leg; l != nil && w.chance(0.2) {
		w.ends(l, w.between(1, 30_000), voice.CauseFailed)
	}
	w.in(w.about(25*second), func() { w.deviceUp(a) })
}

// supervisor: people are sent and let go, promises cancelled, an input is condemned.
func (w *World) supervisor() {
	w.in(w.about(20*minute), w.supervisor)
	a := pick(w, w.agents)
	switch w.rng.IntN(6) {
	case 0:
		w.tell(core.AgentForced{Agent: a.id, Presence: pick(w, []string{"online", "on_demand", "draining", "pause", "offline"}), By: "usr_boss"})
	case 1:
		w.tell(core.Removed{ID: string(a.id)})
		w.in(w.about(30*minute), func() { w.teach(a) })
	case 2:
		w.cancelSome(a)
	case 3:
		w.condemnSome()
	case 4: // the owner's switch
		if l := pick(w, w.lines); l.Own.Number != "" && !w.shut[l.ID] {
			l.Mode = pick(w, []string{core.ModeCentre, core.ModeOwnFirst, core.ModeOwnOnly})
			w.tell(core.LineSet{Line: *l})
		}
	case 5:
		w.tell(core.LegEnded{Ended: voice.Ended{Leg: "leg_nobody", Cause: voice.CauseNormal}})
		w.tell(core.AnswerAsked{Agent: "agt_nobody", Item: "item_none"})
	}
}

func (w *World) cancelSome(a *agent) {
	v, _ := w.state.Desk(a.id, w.now)
	if len(v.Promises) > 0 {
		w.tell(core.PromiseCancelled{Promise: pick(w, v.Promises).Promise, Reason: pick(w, []string{"refused", "duplicate", "dnc", "by_caller", "other", "nonsense"}), By: "usr_boss"})
	}
}

func (w *World) condemnSome() {
	if len(w.live) > 0 {
		w.tell(core.Condemned{Input: w.seq, Leg: pick(w, w.live).id})
	}
}
