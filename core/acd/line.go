package acd

import (
	"slices"

	"gudok/id"
)

// A Line is what the routing needs of a line. All values are effective: defaults are the
// core's matter.
type Line struct {
	ID        id.Line   `json:"id"`
	Tenant    id.Tenant `json:"tenant"`
	Skill     id.Skill  `json:"skill"`
	MinLevel  int       `json:"min_level"`
	Priority  int       `json:"priority,omitempty"`
	RingMS    int64     `json:"ring_ms"`
	WrapMS    int64     `json:"wrap_ms"` // 0: none
	ReofferMS int64     `json:"reoffer_ms"`
	RonaLimit int       `json:"rona_limit"`
	ShortMS   int64     `json:"short_ms"`
	MustCode  bool      `json:"must_code,omitempty"`
	Gone      bool      `json:"gone,omitempty"` // taken out of service, its last items finish

	Strategy   string       `json:"strategy,omitempty"` // "": LongestIdle
	RingMany   int          `json:"ring_many,omitempty"`
	StepMS     int64        `json:"step_ms,omitempty"`
	Relax      []Relaxation `json:"relax,omitempty"`
	Equal      bool         `json:"equal,omitempty"` // specialists do not come before generalists
	Weight     int          `json:"weight,omitempty"`
	BonusMS    int64        `json:"bonus_ms,omitempty"`
	Strict     bool         `json:"strict,omitempty"`
	TargetMS   int64        `json:"target_ms,omitempty"`
	MaxWaiting int          `json:"max_waiting,omitempty"`
	Keep       Keep         `json:"keep,omitzero"`

	StarveAt int64 `json:"starve_at,omitempty"` // when it is next seen who waits too long; 0: nobody waits
	Came     int64 `json:"came,omitempty"`      // who came in the window CameAt
	CameAt   int64 `json:"came_at,omitempty"`
	Rate     int64 `json:"rate,omitempty"` // per window before that, in sixteenths, the latest counting most

	waiting *order[*Item] // derived
	returns int           // derived: of these for which nobody waits in person
	talking int           // derived: connected items
	load    int           // derived: items in whatever state
	classes [2][]*class   // derived: by step; of people, of returns
	pool    int           // derived: lines that share agents have the same
}

// A Relaxation opens a line to more agents after a while.
type Relaxation struct {
	AfterMS  int64      `json:"after_ms"`
	MinLevel int        `json:"min_level,omitempty"` // 0: as before
	Skills   []id.Skill `json:"skills,omitempty"`    // or one of these
}

// Keep is a reserve: N ready agents who have Skill are left alone.
type Keep struct {
	Skill id.Skill `json:"skill,omitempty"`
	N     int      `json:"n,omitempty"`
}

// Waiting is how many people wait in the line, and the moment at which the first in the order
// of service came into it, 0 when nobody waits.
func (l *Line) Waiting() (n int, first int64) {
	if n = l.waiting.len() - l.returns; n == 0 {
		return 0, 0
	}
	l.waiting.all(func(it *Item) bool {
		first = it.EnqueuedAt
		return it.Return
	})
	return n, first
}

// Talking is how many of the line's callers are in conversation.
func (l *Line) Talking() int { return l.talking }

func (l *Line) minLevel() int { return min(max(l.MinLevel, minLevel), maxLevel) }

// weight is by how much an age in this line counts.
func (l *Line) weight() int64 { return int64(min(max(l.Weight, 1), maxWeight)) }

// maxWeight keeps weight times age within an int64 for every age.
const maxWeight = 1000

// step is how many relaxations are open to who has waited so long.
func (l *Line) step(waited int64) int {
	n := 0
	for _, r := range l.Relax {
		if waited >= r.AfterMS {
			n++
		}
	}
	return n
}

// takes reports whether agents of the profile may have what has waited for so many steps.
func (l *Line) takes(p *profile, step int) bool {
	level := p.level(l.Skill)
	if level >= l.minLevel() {
		return true
	}
	for _, r := range l.Relax[:min(step, len(l.Relax))] {
		if r.MinLevel > 0 && level >= r.MinLevel {
			return true
		}
		if slices.ContainsFunc(r.Skills, func(k id.Skill) bool { return p.level(k) > 0 }) {
			return true
		}
	}
	return false
}

// sameNeed reports whether the same agents serve both, by the same order, with the same reserve.
func (l *Line) sameNeed(m *Line) bool {
	return l.Skill == m.Skill && l.kind() == m.kind() && l.Keep == m.Keep && l.minLevel() == m.minLevel() && slices.EqualFunc(l.Relax, m.Relax, func(a, b Relaxation) bool {
		return a.AfterMS == b.AfterMS && a.MinLevel == b.MinLevel && slices.Equal(a.Skills, b.Skills)
	})
}

// many is how many agents are rung at once for an item of the line.
func (l *Line) many() int {
	if l.Strategy != RingAll && l.Strategy != RingProgressively {
		return 1
	}
	if l.RingMany == 0 {
		return ringMany
	}
	return min(max(l.RingMany, 1), maxMany)
}

const (
	ringMany = 3 // unless the line says otherwise
	maxMany  = 8 // rung at once: more is noise in the room, and each of them is kept from others
	maxSteps = 3 // of relaxation
)
