package acd

import (
	"gudok/fact"
	"gudok/id"
)

// SetLine takes in a line or its new settings. A new priority sorts those who wait at once
// (a bug that Asterisk had for years), a new skill opens the line to other agents.
func (s *State) SetLine(now int64, v Line, out *Out) {
	if len(v.Relax) > maxSteps {
		v.Relax = v.Relax[:maxSteps]
	}
	l := s.Lines.Get(v.ID)
	if l == nil {
		l = &Line{ID: v.ID, waiting: newOrder(cmpPlaces)}
		s.Lines.Put(v.ID, l)
		s.enlist(l)
	}
	var waiting []*Item
	l.waiting.all(func(it *Item) bool { waiting = append(waiting, it); return true })
	for _, it := range waiting {
		s.unline(it)
	}
	same := l.sameNeed(&v)
	if !same {
		s.delist(l)
	}
	v.classes = l.classes
	v.waiting, v.talking, v.load, v.pool = l.waiting, l.talking, l.load, l.pool
	v.StarveAt, v.Came, v.CameAt, v.Rate = l.StarveAt, l.Came, l.CameAt, l.Rate
	if *l = v; !same {
		s.enlist(l)
	}
	for _, it := range waiting {
		it.Priority = l.Priority + it.Plus
		s.queue(now, it, l, out)
	}
	if l.kind() == byOccupied && s.TurnAt == 0 {
		s.awaitWindow(now, out)
	}
	out.Lines = append(out.Lines, l.ID)
}

// RemoveLine takes a line out of service. Those who wait in it become orphans; the others
// finish.
func (s *State) RemoveLine(name id.Line, out *Out) {
	l := s.Lines.Get(name)
	if l == nil {
		return
	}
	l.Gone = true
	l.waiting.all(func(it *Item) bool {
		out.Acts = append(out.Acts, Act{Do: Orphan, Item: it.ID})
		return true
	})
	s.unload(l)
	out.Lines = append(out.Lines, name)
}

// unload forgets a line that is gone once nothing is left in it.
func (s *State) unload(l *Line) {
	if l.Gone && l.load == 0 {
		s.delist(l)
		s.Lines.Delete(l.ID)
	}
}

// SetAgent takes in an agent or new skills: of v only what is configured counts. What is going
// on is not disturbed.
func (s *State) SetAgent(v Agent, out *Out) {
	a := s.Agents.Get(v.ID)
	if a == nil {
		a = &Agent{ID: v.ID, Presence: Offline, Slot: Idle}
		s.seat(a)
		s.Agents.Put(v.ID, a)
	} else {
		s.unfile(a)
		s.disown(a)
	}
	a.touchLines(out)
	a.Skills, a.Desk, a.Gone, a.Order, a.Weight = nil, v.Desk, false, v.Order, v.Weight
	for _, k := range v.Skills {
		if a.level(k.Skill) == 0 { // a skill named twice counts once
			a.Skills = append(a.Skills, k)
		}
	}
	s.own(a)
	s.seat(a)
	s.file(a)
	out.touch(a)
	a.touchLines(out)
}

// RemoveAgent takes an agent out of service, after the contact in hand.
func (s *State) RemoveAgent(now int64, name id.Agent, out *Out) {
	a := s.Agents.Get(name)
	if a == nil {
		return
	}
	if a.Gone = true; a.Slot != Idle {
		s.file(a)
		return
	}
	if a.Presence != Offline {
		s.leave(now, a, fact.System, out)
	}
	s.forget(a)
	out.touch(a)
}

func (s *State) forget(a *Agent) {
	s.unfile(a)
	s.disown(a)
	s.unseat(a.profile)
	s.Agents.Delete(a.ID)
}

// SetPause takes in a reason for pauses.
func (s *State) SetPause(p Pause) { s.Pauses.Put(p.ID, &p) }

// RemovePause forgets a reason; a pause that is on lasts.
func (s *State) RemovePause(name id.Pause) { s.Pauses.Delete(name) }
