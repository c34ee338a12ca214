package acd

import (
	"slices"

	"gudok/fact"
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

	Rules  Rules
	Lots   Lots
	Turns  int64 // offers made so far
	TurnAt int64 // when the window of LeastOccupied ends; 0: nobody asks

	skills       map[id.Skill]*skill
	byKey        map[string]*profile
	profiles     []*profile // by number
	freeProfiles []int
	readyN       []int32 // by number: ready agents
	tierN        []uint8 // by number: its tier
	headAt       []int64 // by number: since when its first ready agent is idle
	outAt        [reasons][]int64
	classes      []*class
	freeClasses  []int
	heads        []front    // by class: who is first in it
	using        [kinds]int // lines that go by a kind

	tiers    [fact.TierOnDemand + 1]int // profiles with ready agents
	readyIn  [fact.TierOnDemand + 1]bitset
	readyAny bitset
	readyAll int // ready agents
	outN     [reasons]int
	outIn    [reasons]bitset
	waiting  bitset // classes with waiting items
	pools    []pool
	pooled   bool // pools are up to date
	loading  bool

	freed   []*Agent // ready since the last match
	fresh   []*Item  // waiting, or with fewer bars, since the last match
	stirred []*class // that agents may serve who could not
}

// New is an empty state.
func New() *State { return &State{skills: map[id.Skill]*skill{}, byKey: map[string]*profile{}} }

// Saved is a State as it is stored: the tables in the order of names.
type Saved struct {
	Agents []*Agent `json:"agents"`
	Lines  []*Line  `json:"lines"`
	Items  []*Item  `json:"items"`
	Pauses []*Pause `json:"pauses"`
	Desks  []*Desk  `json:"desks"`
	Rules  Rules    `json:"rules,omitzero"`
	Lots   Lots     `json:"lots,omitzero"`
	Turns  int64    `json:"turns,omitempty"`
	TurnAt int64    `json:"turn_at,omitempty"`
}

// Save shares its values with s: encode it before the next change.
func (s *State) Save() Saved {
	return Saved{
		Agents: s.Agents.All(), Lines: s.Lines.All(), Items: s.Items.All(), Pauses: s.Pauses.All(), Desks: s.Desks.All(),
		Rules: s.Rules, Lots: s.Lots, Turns: s.Turns, TurnAt: s.TurnAt,
	}
}

// Load is the state that was saved.
func Load(v Saved) *State {
	s := New()
	s.Rules, s.Lots, s.Turns, s.TurnAt = v.Rules, v.Lots, v.Turns, v.TurnAt
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
	c.Rules, c.Lots, c.Turns, c.TurnAt = s.Rules, s.Lots, s.Turns, s.TurnAt
	c.Agents = s.Agents.Clone(func(a *Agent) *Agent {
		b := *a
		b.Skills, b.Missed = slices.Clone(a.Skills), slices.Clone(a.Missed)
		b.Work, b.Said = slices.Clone(a.Work), slices.Clone(a.Said)
		b.profile, b.waits, b.filed = nil, nil, filedNowhere
		return &b
	})
	c.Lines = s.Lines.Clone(func(l *Line) *Line {
		m := *l
		m.classes = [2][]*class{}
		return &m
	})
	c.Items = s.Items.Clone(func(it *Item) *Item {
		j := *it
		j.Barred, j.Others, j.filed, j.lined = slices.Clone(it.Barred), slices.Clone(it.Others), nil, false
		j.in = nil
		return &j
	})
	c.Pauses = s.Pauses.Clone(func(p *Pause) *Pause { q := *p; return &q })
	c.Desks = s.Desks.Clone(func(d *Desk) *Desk { e := *d; e.owners = nil; return &e })
	c.index()
	return c
}

// index derives the rest from the tables.
func (s *State) index() {
	s.loading = true
	for _, l := range s.Lines.All() {
		l.waiting, l.talking, l.load, l.returns = newOrder(cmpPlaces), 0, 0, 0
		s.enlist(l)
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
	s.freed, s.fresh, s.stirred, s.loading = s.freed[:0], s.fresh[:0], s.stirred[:0], false
}
