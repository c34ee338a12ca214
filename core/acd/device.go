package acd

import (
	"slices"

	"gudok/fact"
	"gudok/id"
)

// DeviceUp and DeviceDown are the edges of observed health: of a browser (name is set), or
// of a desk phone.
func (s *State) DeviceUp(now int64, name id.Agent, dev id.Device, out *Out) {
	s.edge(now, name, dev, true, "", out)
}

// DeviceDown: see DeviceUp.
func (s *State) DeviceDown(now int64, name id.Agent, dev id.Device, why string, out *Out) {
	s.edge(now, name, dev, false, why, out)
}

func (s *State) edge(now int64, name id.Agent, dev id.Device, up bool, why string, out *Out) {
	if dev == id.Browser {
		if a := s.Agents.Get(name); a != nil {
			a.Browser, a.BrowserWhy = up, why
			s.edged(now, a, dev, up, out)
		}
		return
	}
	d := s.Desks.Get(dev)
	if d == nil {
		d = &Desk{ID: dev}
		s.Desks.Put(dev, d)
	}
	d.Up, d.Why = up, why
	for _, a := range d.owners {
		s.edged(now, a, dev, up, out)
	}
}

// edged: an edge up also clears the suspicion that an unreachable offer left.
func (s *State) edged(now int64, a *Agent, dev id.Device, up bool, out *Out) {
	if a.Device != dev || a.Presence == Offline {
		return
	}
	if up {
		a.Suspect = ""
	}
	s.observe(now, a, out)
}

// Restored says which devices are still there after a start: those that up does not
// accept are down from now on, and the graces run.
func (s *State) Restored(now int64, up func(id.Agent, id.Device) bool, out *Out) {
	for _, d := range s.Desks.All() {
		if ok := up("", d.ID); ok != d.Up {
			s.edge(now, "", d.ID, ok, "restart", out)
		}
	}
	for _, a := range s.Agents.All() {
		if ok := up(a.ID, id.Browser); ok != a.Browser {
			s.edge(now, a.ID, id.Browser, ok, "restart", out)
		}
	}
}

// deviceUp is what was observed of the chosen device.
func (s *State) deviceUp(a *Agent) bool {
	if a.Device == id.Browser {
		return a.Browser
	}
	d := s.Desks.Get(a.Device)
	return d != nil && d.Up
}

// healthy is what the third machine should say.
func (s *State) healthy(a *Agent) (ok bool, why string) {
	switch {
	case !s.deviceUp(a):
		why = a.BrowserWhy
		if d := s.Desks.Get(a.Device); d != nil {
			why = d.Why
		}
		if why == "" {
			why = "not_connected"
		}
		return false, why
	case a.Suspect != "":
		return false, a.Suspect
	}
	return true, ""
}

// observe brings the third machine up to date.
func (s *State) observe(now int64, a *Agent, out *Out) {
	ok, why := s.healthy(a)
	if ok == a.Healthy {
		return
	}
	a.Healthy, a.Why, a.HealthSince = ok, why, now
	if ok {
		out.say(a.head(fact.System), fact.AgentDevice{Device: a.Device, Healthy: true})
	} else {
		s.unwell(now, a, out)
	}
	out.touch(a)
	s.file(a)
	a.touchLines(out)
}

// unwell: no offers from now on. One that is ringing there is taken back, for nobody can
// hear it and it must not count against the agent.
func (s *State) unwell(now int64, a *Agent, out *Out) {
	out.say(a.head(fact.System), fact.AgentDevice{Device: a.Device, Why: a.Why})
	out.wake(Wake{At: now + graceMS, Kind: GraceOver, Agent: a.ID, Since: now})
	out.wake(Wake{At: now + lostMS, Kind: LostOver, Agent: a.ID, Since: now})
	if a.Slot == Offered {
		s.withdraw(now, a, Unreachable, a.Why, out)
	}
}

// graceOver: ten seconds without a device. In a contact the pause waits for its end, see
// settle: a page that reloads in mid-call comes back.
func (s *State) graceOver(now int64, w Wake, out *Out) {
	a := s.Agents.Get(w.Agent)
	if a == nil || a.Healthy || a.HealthSince != w.Since || a.Presence != Online && a.Presence != OnDemand || a.Slot != Idle {
		return
	}
	s.pause(now, a, PauseLostConnection, fact.Rule, out)
}

// lostOver: half a minute without a browser in mid-call: the caller gets somebody else. A
// desk phone is not judged by its registration; its sound is guarded by the media room.
func (s *State) lostOver(w Wake, out *Out) {
	a := s.Agents.Get(w.Agent)
	if a == nil || a.Healthy || a.HealthSince != w.Since || a.Device != id.Browser {
		return
	}
	switch a.Slot {
	case Listening:
		out.Acts = append(out.Acts, Act{Do: Deafen, Agent: a.ID, Why: a.Why})
	case Connecting, Talking, Held, Consulting, Dialling:
		out.Acts = append(out.Acts, Act{Do: Reclaim, Agent: a.ID, Item: a.Item, Why: a.Why})
	case Idle, Offered, WrapUp:
	}
}

// own tells the desk phone whose it is.
func (s *State) own(a *Agent) {
	if a.Desk == "" {
		return
	}
	d := s.Desks.Get(a.Desk)
	if d == nil {
		d = &Desk{ID: a.Desk}
		s.Desks.Put(a.Desk, d)
	}
	d.owners = append(d.owners, a)
	slices.SortFunc(d.owners, func(x, y *Agent) int { return cmpString(x.ID, y.ID) })
}

// disown is the inverse of own.
func (s *State) disown(a *Agent) {
	if d := s.Desks.Get(a.Desk); d != nil {
		d.owners = slices.DeleteFunc(d.owners, func(x *Agent) bool { return x == a })
	}
}
