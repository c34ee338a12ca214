package acd

import (
	"slices"

	"gudok/id"
)

// A State is all agents, lines and items of a floor. The tables are the truth; whatever
// else it holds is derived from them by index.
type State struct {
	Agents id.Table[id.Agent, Agent]
	Lines  id.Table[id.Line, Line]
	Items  id.Table[id.Item, Item]
	Pauses id.Table[id.Pause, Pause]
	Desks  id.Table[id.Device, Desk]

	skills map[id.Skill]*skill
	freed  []*Agent // ready since the last match
	fresh  []*Item  // waiting, or with fewer bars, since the last match
}

// New is an empty state.
func New() *State { return &State{skills: map[id.Skill]*skill{}} }

// Saved is a State as it is stored: the tables in the order of names.
type Saved struct {
	Agents []*Agent `json:"agents"`
	Lines  []*Line  `json:"lines"`
	Items  []*Item  `json:"items"`
	Pauses []*Pause `json:"pauses"`
	Desks  []*Desk  `json:"desks"`
}

// Save shares its values with s: encode it before the next change.
func (s *State) Save() Saved {
	return Saved{s.Agents.All(), s.Lines.All(), s.Items.All(), s.Pauses.All(), s.Desks.All()}
}

// Load is the state that was saved.
func Load(v Saved) *State {
	s := New()
	for _, a := range v.Agents {
		s.Agents.Put(a.ID, a)
	}
	for _, l := range v.Lines {
		s.Lines.Put(l.ID, l)
	}
	for _, it := range v.Items {
		s.Items.Put(it.ID, it)
	}
	for _, p := range v.Pauses {
		s.Pauses.Put(p.ID, p)
	}
	for _, d := range v.Desks {
		s.Desks.Put(d.ID, d)
	}
	s.index()
	return s
}

// Clone is a copy that shares nothing that changes.
func (s *State) Clone() *State {
	c := New()
	c.Agents = s.Agents.Clone(func(a *Agent) *Agent {
		b := *a
		b.Skills, b.Missed = slices.Clone(a.Skills), slices.Clone(a.Missed)
		b.seats, b.waits, b.filed = nil, nil, filedNowhere
		return &b
	})
	c.Lines = s.Lines.Clone(func(l *Line) *Line { m := *l; return &m })
	c.Items = s.Items.Clone(func(it *Item) *Item {
		j := *it
		j.Barred, j.filed, j.lined = slices.Clone(it.Barred), nil, false
		return &j
	})
	c.Pauses = s.Pauses.Clone(func(p *Pause) *Pause { q := *p; return &q })
	c.Desks = s.Desks.Clone(func(d *Desk) *Desk { e := *d; e.owners = nil; return &e })
	c.index()
	return c
}

// index derives the rest from the tables.
func (s *State) index() {
	for _, l := range s.Lines.All() {
		l.waiting, l.talking, l.load = newOrder(cmpItems), 0, 0
		s.skill(l.Skill).addLine(l)
	}
	for _, a := range s.Agents.All() {
		s.own(a)
		s.seat(a)
		s.file(a)
	}
	for _, it := range s.Items.All() {
		l := s.Lines.Get(it.Line)
		if l == nil {
			continue
		}
		l.load++
		switch it.Phase {
		case Waiting:
			s.line(it, l)
		case Talk:
			if !it.Aside {
				l.talking++
			}
		case Ringing, Joining, Wrapping, Reserved:
		}
	}
	s.freed, s.fresh = s.freed[:0], s.fresh[:0]
}
