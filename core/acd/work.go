package acd

import (
	"gudok/fact"
	"gudok/id"
)

// Connect: agent and caller hear each other. The item leaves the line as answered.
func (s *State) Connect(now int64, item id.Item, out *Out) bool {
	it := s.Items.Get(item)
	if it == nil || it.Phase != Ringing && it.Phase != Joining && it.Phase != Reserved {
		return false
	}
	a := s.Agents.Get(it.Agent)
	if it.Phase != Reserved {
		s.rescind(now, it, out)
		s.endOffer(now, it, it.lead(), Accepted, "", out)
		a.Rona = 0
	}
	it.Phase, it.AnsweredAt, it.Barred = Talk, now, nil
	waited := since(now, it.EnqueuedAt)
	out.say(it.head(out.Actor), fact.ItemConnected{WaitedMS: waited})
	out.say(it.head(out.Actor), fact.ItemLeft{Reason: "answered", WaitedMS: waited})
	if l := s.Lines.Get(it.Line); l != nil && !it.Aside {
		l.talking++
		out.Lines = append(out.Lines, l.ID)
	}
	s.slot(now, a, Talking, out)
	return true
}

// Reserve keeps an agent for a call that we make: the item is new and does not wait. The
// agent may be in a pause; he asked for it himself.
func (s *State) Reserve(now int64, v Item, out *Out) string {
	a, l := s.Agents.Get(v.Agent), s.Lines.Get(v.Line)
	switch {
	case a == nil || a.Gone:
		return NoSuchAgent
	case a.Presence == Offline:
		return NoShift
	case v.Line != "" && (l == nil || l.Gone || a.level(l.Skill) < l.minLevel()):
		return NotYours
	case a.Slot != Idle || a.Clearing:
		return Busy
	case !a.Healthy:
		return DeviceDown
	}
	it := &v
	it.Phase, it.Rule = Reserved, "asked"
	s.Items.Put(it.ID, it)
	if l != nil {
		l.load++
	}
	a.Item = it.ID
	s.slot(now, a, Dialling, out)
	s.file(a)
	a.touchLines(out)
	return ""
}

// Hold and Resume follow what the caller hears.
func (s *State) Hold(now int64, item id.Item, out *Out) {
	if it := s.Items.Get(item); it != nil && it.Phase == Talk && it.HeldAt == 0 {
		it.HeldAt = now
		s.slot(now, s.Agents.Get(it.Agent), Held, out)
	}
}

// Resume: see Hold.
func (s *State) Resume(now int64, item id.Item, out *Out) {
	if it := s.Items.Get(item); it != nil && it.Phase == Talk && it.HeldAt != 0 {
		it.resumed(now)
		s.slot(now, s.Agents.Get(it.Agent), Talking, out)
	}
}

func (it *Item) resumed(now int64) {
	if it.HeldAt != 0 {
		it.HeldMS, it.HeldAt = it.HeldMS+now-it.HeldAt, 0
	}
}

// Finish: the conversation is over; wrap-up begins, as long as the item's own line wants
// it (an agent in many lines obeys the line of the contact that he just had).
func (s *State) Finish(now int64, item id.Item, out *Out) {
	it := s.Items.Get(item)
	if it == nil || it.Phase != Talk {
		return
	}
	if it.Aside {
		s.part(now, it, out)
		return
	}
	it.resumed(now)
	it.Phase, it.EndedAt, it.WrapUntil = Wrapping, now, now
	if l := s.Lines.Get(it.Line); l != nil {
		l.talking--
		it.WrapUntil += l.WrapMS
		out.Lines = append(out.Lines, l.ID)
	}
	a := s.Agents.Get(it.Agent)
	a.Contacts++
	a.TalkedMS += now - it.AnsweredAt - it.HeldMS
	s.slot(now, a, WrapUp, out)
	s.file(a)
	if it.WrapUntil == now {
		s.wrap(now, it, true, out)
		return
	}
	out.wake(Wake{At: it.WrapUntil, Kind: WrapOver, Item: it.ID, Agent: it.Agent})
}

// Code drafts the outcome of the contact in hand.
func (s *State) Code(name id.Agent, item id.Item, d id.Disposition, out *Out) string {
	a, it := s.Agents.Get(name), s.Items.Get(item)
	if a == nil || it == nil || it.Agent != name || it.Phase != Talk && it.Phase != Wrapping {
		return NotYours
	}
	it.Disposition = d
	out.touch(a)
	return ""
}

// Extend gives the wrap-up half a minute more.
func (s *State) Extend(name id.Agent, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil:
		return NoSuchAgent
	case a.Slot != WrapUp:
		return NotInWrapUp
	}
	it := s.Items.Get(a.Item)
	if it.Extended == maxExtends {
		return ExtendedOut
	}
	it.Extended++
	it.WrapUntil += extendMS
	out.wake(Wake{At: it.WrapUntil, Kind: WrapOver, Item: it.ID, Agent: name})
	out.touch(a)
	return ""
}

// Wrap: the agent has written the contact up.
func (s *State) Wrap(now int64, name id.Agent, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil:
		return NoSuchAgent
	case a.Slot != WrapUp:
		return NotInWrapUp
	}
	it := s.Items.Get(a.Item)
	if l := s.Lines.Get(it.Line); l != nil && l.MustCode && it.Disposition == "" {
		return MustCode
	}
	s.wrap(now, it, false, out)
	return ""
}

// wrap closes the item. The clock may do it (auto): an outcome that the line demands and
// that was not given costs the agent a pause, so that somebody notices.
func (s *State) wrap(now int64, it *Item, auto bool, out *Out) {
	a, l := s.Agents.Get(it.Agent), s.Lines.Get(it.Line)
	actor := out.Actor
	if auto {
		actor = fact.Rule
	}
	out.say(it.head(actor), fact.ItemWrapped{Disposition: it.Disposition, Auto: auto, WrapMS: now - it.EndedAt})
	s.closed(it, actor, out)
	if auto && l != nil && l.MustCode && l.WrapMS > 0 && it.Disposition == "" {
		a.Pending, a.PendingBy = PauseWrapOverrun, fact.Rule
	}
	s.release(now, a, out)
}

// closed is the end of an item that had a conversation.
func (s *State) closed(it *Item, actor fact.Actor, out *Out) {
	out.say(it.head(actor), fact.ItemClosed{TalkMS: it.EndedAt - it.AnsweredAt - it.HeldMS, HoldMS: it.HeldMS})
	s.drop(it, out)
}

// release frees an agent whose contact is over: from now on he counts as idle.
func (s *State) release(now int64, a *Agent, out *Out) {
	s.unfile(a)
	a.IdleSince = now
	s.calm(a, out)
	s.free(now, a, out)
}

// Lose ends the item of an agent who cannot be reached in mid-call, without wrap-up: the
// caller goes on in another item. The agent is paused, for he may not know of it.
func (s *State) Lose(now int64, item id.Item, out *Out) {
	it := s.Items.Get(item)
	if it == nil || it.Phase != Talk {
		return
	}
	if a := s.Agents.Get(it.Agent); !a.Leaving {
		a.Pending, a.PendingBy = PauseLostConnection, fact.Rule
	}
	s.part(now, it, out)
}

// part ends a conversation without wrap-up.
func (s *State) part(now int64, it *Item, out *Out) {
	it.resumed(now)
	it.EndedAt = now
	if a := s.Agents.Get(it.Agent); !it.Aside {
		a.Contacts++
		a.TalkedMS += now - it.AnsweredAt - it.HeldMS
	}
	if l := s.Lines.Get(it.Line); l != nil && !it.Aside {
		l.talking--
	}
	s.release(now, s.Agents.Get(it.Agent), out)
	s.closed(it, fact.System, out)
}

// Clearing says whether the agent's device still lets go of the last call. A phone that is
// rung a moment too early answers that it is busy.
func (s *State) Clearing(now int64, name id.Agent, clearing bool, out *Out) {
	a := s.Agents.Get(name)
	if a == nil || a.Clearing == clearing {
		return
	}
	a.Clearing = clearing
	if s.file(a); !clearing && a.filed == filedReady {
		a.touchLines(out)
	}
}
