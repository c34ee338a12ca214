package core

import (
	"slices"

	"gudok/core/call"
	"gudok/core/dial"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// opened: a new process has the floor.
func (x *step) opened(in Opened) {
	x.names.Epoch = in.Epoch
	x.chance.seed(in.Seed)
	x.acd.Seed(in.Seed)
	x.say(fact.Head{Tenant: id.House, Actor: fact.System}, fact.FloorStarted{Epoch: in.Epoch, Version: Version, Seed: in.Seed})
}

// restored: the gates have said what they could bring back. What they do not name is gone;
// for the rest the difference is said again (house.md 5.3). Nothing is done twice: every
// command names its leg, and a gate ignores what is already done.
func (x *step) restored(in Restored) {
	named := map[id.Leg]voice.Restored{} // for looking up only
	for _, r := range in.Legs {
		named[r.Leg] = r
	}
	x.restoreDevices(in.Devices)
	lost, up, again := x.sortOut(named)
	for _, l := range lost {
		if x.calls.Legs.Get(l.ID) == l { // an earlier loss may have taken it along
			x.legGone(l, voice.CauseRestart, 0)
		}
	}
	for _, l := range again {
		x.calls.AcceptAgain(l, &x.said.phone)
	}
	for _, l := range up {
		x.legUp(l)
	}
	x.unanswered()
	x.revive()
	x.say(fact.Head{Tenant: id.House, Actor: fact.System}, fact.FloorRestored{Legs: len(in.Legs), Lost: len(lost)})
}

// revive says again what every leg should be hearing, but for what was said just now.
func (x *step) revive() {
	fresh := map[id.Leg]bool{} // for looking up only
	for _, c := range x.out.Effects {
		switch c := c.(type) {
		case voice.Play, voice.End, voice.Hear, voice.Silence:
			fresh[c.On()] = true
		case voice.Bridge:
			fresh[c.Leg], fresh[c.Other] = true, true
		}
	}
	for _, c := range x.calls.Calls.All() {
		message := false
		if it := x.itemOf(c); it != nil {
			message = it.Message != ""
		}
		x.calls.Revive(c, message, fresh, &x.said.phone)
	}
}

// sortOut finds the legs that are gone, customers' first: a caller who is gone needs no
// other agent. Those that were answered while nobody listened, and those that we answered
// and nobody heard of it: the process ended between the decision and the word.
func (x *step) sortOut(named map[id.Leg]voice.Restored) (lost, up, again []*call.Leg) {
	for _, l := range x.calls.Legs.All() {
		r, ok := named[l.ID]
		switch {
		case !ok:
			lost = append(lost, l)
		case r.Answered && (l.Stage == call.Invited || l.Stage == call.Ringing):
			up = append(up, l)
		case !r.Answered && l.Stage == call.Up:
			again = append(again, l)
		}
	}
	slices.SortStableFunc(lost, func(a, b *call.Leg) int {
		switch {
		case a.Side == b.Side:
			return 0
		case a.Side == call.Customer:
			return -1
		}
		return 1
	})
	return lost, up, again
}

// restoreDevices: a device that is not named is down from now on, and the graces run. A desk
// phone that nobody has spoken of yet is remembered: its agent may be told of later.
func (x *step) restoreDevices(list []RestoredDevice) {
	up := map[RestoredDevice]bool{} // for looking up only
	for _, d := range list {
		if d.Device != id.Browser {
			d.Agent = ""
			if x.acd.Desks.Get(d.Device) == nil {
				x.acd.DeviceUp(x.now, "", d.Device, &x.said.route)
			}
		}
		up[d] = true
	}
	x.acd.Restored(x.now, func(a id.Agent, d id.Device) bool { return up[RestoredDevice{a, d}] }, &x.said.route)
}

// condemned: an input about this call could not be taken. Whoever is on the line hears an
// apology and is owed a call; the agent is free.
func (x *step) condemned(in Condemned) {
	c := x.calls.Calls.Get(in.Call)
	if l := x.calls.Legs.Get(in.Leg); c == nil && l != nil {
		c = x.calls.Calls.Get(l.Call)
	}
	if c == nil {
		if in.Leg != "" {
			x.out.Effects = append(x.out.Effects, voice.End{Leg: in.Leg, Cause: voice.CauseFailed})
		}
		return
	}
	c.EndedBy("system", voice.CauseFailed)
	if it := x.itemOf(c); it != nil {
		x.condemnItem(it, c)
	}
	x.surveyGone(c)
	x.calls.StopRecord(c, &x.said.phone)
	x.hangUp(x.calls.AgentLeg(c), voice.CauseFailed)
	x.hangUp(x.calls.OutsideLeg(c), voice.CauseFailed)
	x.unearAll(c)
	x.farewell(c, words("std_apology"))
	x.closeEmpty(c)
}

func (x *step) condemnItem(it *item, c *call.Call) {
	agentLeg := x.calls.AgentLeg(c)
	switch it.Stage {
	case inMenu, inOut:
		x.leave(it, "failed", "panic")
	case inLine:
		if it.Return { // what has just gone wrong is not tried again at once
			x.letGoReturn(it)
			x.ledger.Rest(x.now, it.Number, dial.RestMS, &x.said.book)
		}
		x.hangUp(agentLeg, voice.CauseCancelled)
		x.leave(it, "failed", "panic")
	case inDial:
		x.dialEnded(it, c, dial.OutcomeFailed, voice.CauseFailed, 0)
	case inTalk:
		x.letThirdGo(it, c, "failed")
		it.Stage = inWrap
		x.part(it, "wrapup")
		x.hangUp(agentLeg, voice.CauseFailed)
		if it.Promise != "" {
			x.endAttempt(it, dial.OutcomeFailed, voice.CauseFailed, 0)
		}
		x.acd.Finish(x.now, it.ID, &x.said.route)
		x.wrapped(it.ID)
		x.miss(it, dial.Missed, "failed")
	case inWrap, inConsult: // nobody is on the line: the agent finishes
	}
}
