package acd

import (
	"gudok/fact"
	"gudok/id"
)

// Refusals: why a wish was not granted. They are stable codes; "" is yes.
const (
	NoSuchAgent   = "floor.no_such_agent"
	NoSuchDevice  = "floor.no_such_device"
	DeviceTaken   = "floor.device_taken"
	DeviceDown    = "floor.device_down"
	NoShift       = "floor.no_shift"
	NoSuchPause   = "floor.no_such_pause"
	PauseReserved = "floor.pause_reserved"
	Busy          = "floor.busy"
	NoSuchOffer   = "floor.no_such_offer"
	NotTalking    = "floor.not_talking"
	NotHeld       = "floor.not_held"
	NotInWrapUp   = "floor.not_in_wrapup"
	ExtendedOut   = "floor.extended_enough"
	MustCode      = "floor.must_code"
	NotYours      = "floor.not_your_item"
)

// StartShift: the agent is here and answers with the device. On a shift that is on it
// changes the device, between contacts.
func (s *State) StartShift(now int64, name id.Agent, dev id.Device, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil || a.Gone:
		return NoSuchAgent
	case dev != id.Browser && (dev == "" || dev != a.Desk):
		return NoSuchDevice
	case s.taken(a, dev):
		return DeviceTaken
	case a.Presence != Offline && a.Device == dev:
		a.Leaving = false
		out.touch(a)
		return ""
	case a.Slot != Idle:
		return Busy
	}
	s.unfile(a)
	if a.Presence == Offline {
		a.Missed, a.Rona, a.SlotSince, a.Contacts, a.TalkedMS = nil, 0, now, 0, 0
		if a.IdleSince == 0 {
			a.IdleSince = now // nobody has waited longer than he is here
		}
	}
	a.Device, a.Suspect, a.Pending, a.Leaving = dev, "", "", false
	s.present(now, a, Online, "", out.Actor, out)
	a.HealthSince = now
	if a.Healthy, a.Why = s.healthy(a); !a.Healthy {
		s.unwell(now, a, out)
	}
	s.file(a)
	a.touchLines(out)
	return ""
}

// taken reports whether somebody else is on shift with the desk phone.
func (s *State) taken(a *Agent, dev id.Device) bool {
	d := s.Desks.Get(dev)
	if d == nil {
		return false
	}
	for _, o := range d.owners {
		if o != a && o.Presence != Offline && o.Device == dev {
			return true
		}
	}
	return false
}

// EndShift: at once, or when the contact in hand is over.
func (s *State) EndShift(now int64, name id.Agent, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil:
		return NoSuchAgent
	case a.Presence == Offline:
		return ""
	case a.Slot != Idle:
		a.Leaving, a.Pending = true, ""
		out.touch(a)
		return ""
	}
	s.leave(now, a, out.Actor, out)
	return ""
}

func (s *State) leave(now int64, a *Agent, actor fact.Actor, out *Out) {
	s.present(now, a, Offline, "", actor, out)
	a.Pending, a.Leaving, a.Suspect = "", false, ""
	s.file(a)
	a.touchLines(out)
}

// Demand: the agent is here for when nobody else can. Whatever else was declared or asked for
// ends by it.
func (s *State) Demand(now int64, name id.Agent, out *Out) string {
	return s.back(now, name, OnDemand, out)
}

// Drain: the agent finishes what he has and gets nothing new; then comes the pause, or the end
// of the shift where reason is "".
func (s *State) Drain(now int64, name id.Agent, reason id.Pause, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil:
		return NoSuchAgent
	case a.Presence == Offline:
		return NoShift
	case reason == "" && a.Slot == Idle:
		return s.EndShift(now, name, out)
	case reason != "" && a.Slot == Idle:
		return s.Pause(now, name, reason, out)
	case reserved(reason) && out.Actor == fact.Actor(name):
		return PauseReserved
	case reason != "" && !reserved(reason) && s.Pauses.Get(reason) == nil:
		return NoSuchPause
	}
	a.Pending, a.PendingBy, a.Leaving = reason, out.Actor, reason == ""
	if a.Presence != Draining {
		s.present(now, a, Draining, "", out.Actor, out)
		s.file(a)
		a.touchLines(out)
	}
	return ""
}

// Ready: the agent takes calls again. It takes back a pause or an end of shift that is
// still to come, and gives a device another chance that an offer could not reach.
func (s *State) Ready(now int64, name id.Agent, out *Out) string {
	return s.back(now, name, Online, out)
}

func (s *State) back(now int64, name id.Agent, to Presence, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil:
		return NoSuchAgent
	case a.Presence == Offline:
		return NoShift
	}
	if a.Suspect != "" && s.deviceUp(a) {
		a.Suspect = ""
		s.observe(now, a, out)
	}
	if !a.Healthy && a.Presence == Paused {
		return DeviceDown
	}
	a.Pending, a.Leaving = "", false
	out.touch(a)
	if a.Presence == Paused {
		a.Rona = 0
	}
	if a.Presence != to {
		a.touchLines(out)
		s.present(now, a, to, "", out.Actor, out)
		s.file(a)
		a.touchLines(out)
	}
	return ""
}

// Pause: at once, or after the wrap-up of the contact in hand. An agent may not give
// himself a reserved reason; actor says whether somebody else gave it.
func (s *State) Pause(now int64, name id.Agent, reason id.Pause, out *Out) string {
	a, own := s.Agents.Get(name), out.Actor == fact.Actor(name)
	switch {
	case a == nil:
		return NoSuchAgent
	case a.Presence == Offline:
		return NoShift
	case own && reserved(reason):
		return PauseReserved
	case !reserved(reason) && s.Pauses.Get(reason) == nil:
		return NoSuchPause
	case a.Slot != Idle:
		if a.Pending != reason {
			a.Pending, a.PendingBy = reason, out.Actor
			out.say(a.head(out.Actor), fact.AgentPauseAsked{Reason: reason})
		}
		out.touch(a)
		return ""
	}
	s.pause(now, a, reason, out.Actor, out)
	return ""
}

func (s *State) pause(now int64, a *Agent, reason id.Pause, actor fact.Actor, out *Out) {
	a.Pending, a.PendingBy = "", ""
	if a.Presence == Paused && a.Reason == reason {
		return
	}
	s.present(now, a, Paused, reason, actor, out)
	s.file(a)
	a.touchLines(out)
}

// present changes the first machine and says so.
func (s *State) present(now int64, a *Agent, p Presence, reason id.Pause, actor fact.Actor, out *Out) {
	kind, _ := s.Kind(reason)
	f := fact.AgentPresence{Presence: string(p), Reason: reason, Kind: kind, WasMS: since(now, a.Since)}
	if p != Offline {
		f.Device = a.Device
	}
	a.Presence, a.Reason, a.Since = p, reason, now
	out.say(a.head(actor), f)
	out.touch(a)
	if p != Online && p != OnDemand {
		s.unwait(now, a, out)
	}
}

// Kind is what sort of pause it is, and its limit (0: none), as facts and desks need it.
func (s *State) Kind(p id.Pause) (kind string, limitMS int64) {
	known := s.Pauses.Get(p)
	switch {
	case known != nil && reserved(p):
		return system, known.LimitMS
	case known != nil:
		return known.Kind, known.LimitMS
	case reserved(p):
		return system, 0
	}
	return "", 0
}

// since is how long something lasted, 0 for what never began.
func since(now, at int64) int64 {
	if at == 0 {
		return 0
	}
	return now - at
}

// settle is what follows when the slot has become idle: the shift ends, a pause comes that
// was asked for, a device that is lost for too long speaks up; else the agent is filed.
func (s *State) settle(now int64, a *Agent, out *Out) {
	switch {
	case a.Gone:
		s.leave(now, a, fact.System, out)
		s.forget(a)
		return
	case a.Leaving:
		s.leave(now, a, fact.Actor(a.ID), out)
		return
	case a.Pending != "":
		s.pause(now, a, a.Pending, a.PendingBy, out)
	case (a.Presence == Online || a.Presence == OnDemand) && !a.Healthy && now-a.HealthSince >= graceMS:
		s.pause(now, a, PauseLostConnection, fact.Rule, out)
	}
	s.file(a)
	a.touchLines(out)
}

// slot changes the second machine and says so. The item of the slot must be set before.
func (s *State) slot(now int64, a *Agent, to Slot, out *Out) {
	if a.Slot == to {
		return
	}
	out.say(a.head(fact.System), fact.AgentSlot{Slot: string(to), WasMS: since(now, a.SlotSince)})
	switch {
	case a.Slot == Idle:
		a.BusyAt = now
	case to == Idle:
		s.work(now, a)
		a.BusyAt = 0
	}
	a.Slot, a.SlotSince = to, now
	out.touch(a)
}

// free empties the slot. Order counts: the fact still names the item.
func (s *State) free(now int64, a *Agent, out *Out) {
	s.slot(now, a, Idle, out)
	a.Item = ""
	s.settle(now, a, out)
}
