package core

import (
	"slices"

	"gudok/core/acd"
	"gudok/id"
)

// shiftStarted: the agent is here.
func (x *step) shiftStarted(in ShiftStarted) {
	x.refuse(x.acd.StartShift(x.now, in.Agent, in.Device, &x.said.route))
}

// shiftEnded: the agent goes, after the contact in hand.
func (x *step) shiftEnded(in ShiftEnded) {
	x.refuse(x.acd.EndShift(x.now, in.Agent, &x.said.route))
}

// readyAsked: back from a pause.
func (x *step) readyAsked(in ReadyAsked) {
	x.refuse(x.acd.Ready(x.now, in.Agent, &x.said.route))
}

// pauseAsked: now, or after the contact in hand.
func (x *step) pauseAsked(in PauseAsked) {
	x.refuse(x.acd.Pause(x.now, in.Agent, in.Reason, &x.said.route))
}

// agentForced: a supervisor does it for the agent.
func (x *step) agentForced(in AgentForced) {
	a := x.acd.Agents.Get(in.Agent)
	switch {
	case a == nil:
		x.refuse(acd.NoSuchAgent)
	case in.Presence == string(acd.Offline):
		x.refuse(x.acd.EndShift(x.now, in.Agent, &x.said.route))
	case in.Presence == string(acd.Paused):
		x.refuse(x.acd.Pause(x.now, in.Agent, acd.PauseForced, &x.said.route))
	case in.Presence == string(acd.Draining):
		x.refuse(x.acd.Drain(x.now, in.Agent, acd.PauseForced, &x.said.route))
	case in.Presence == string(acd.OnDemand) && a.Presence != acd.Offline:
		x.refuse(x.acd.Demand(x.now, in.Agent, &x.said.route))
	case in.Presence != string(acd.Online):
		x.refuse("floor.no_such_presence")
	case a.Presence == acd.Offline || in.Device != "" && in.Device != a.Device:
		x.refuse(x.acd.StartShift(x.now, in.Agent, forcedDevice(a, in.Device), &x.said.route))
	default:
		x.refuse(x.acd.Ready(x.now, in.Agent, &x.said.route))
	}
}

// forcedDevice is the one that was named, the one of the last shift, or the desk phone.
func forcedDevice(a *acd.Agent, named id.Device) id.Device {
	switch {
	case named != "":
		return named
	case a.Device == id.Browser || a.Device != "" && a.Device == a.Desk:
		return a.Device
	case a.Desk != "":
		return a.Desk
	}
	return id.Browser
}

// coded drafts the outcome of the contact.
func (x *step) coded(in Coded) {
	it := x.items.Get(in.Item)
	if it == nil {
		x.refuse(acd.NotYours)
		return
	}
	if l := x.lines.Get(it.Line); l != nil && in.Disposition != "" && !slices.Contains(l.Dispositions, in.Disposition) {
		x.refuse("floor.no_such_disposition")
		return
	}
	x.refuse(x.acd.Code(in.Agent, in.Item, in.Disposition, &x.said.route))
}

// wrapExtended: half a minute more.
func (x *step) wrapExtended(in WrapExtended) {
	x.refuse(x.acd.Extend(in.Agent, &x.said.route))
}

// wrapFinished: the contact is written up.
func (x *step) wrapFinished(in WrapFinished) {
	a := x.acd.Agents.Get(in.Agent)
	if a == nil {
		x.refuse(acd.NoSuchAgent)
		return
	}
	name := a.Item
	x.refuse(x.acd.Wrap(x.now, in.Agent, &x.said.route))
	x.wrapped(name)
}
