package acd

import "gudok/id"

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

	waiting *order[*Item] // derived
	talking int           // derived: connected items
	load    int           // derived: items in whatever state
}

// Waiting is how many wait in the line, and the moment at which the first in the order
// of service came into it, 0 when nobody waits.
func (l *Line) Waiting() (n int, first int64) {
	if it, ok := l.waiting.first(); ok {
		return l.waiting.len(), it.EnqueuedAt
	}
	return 0, 0
}

// Talking is how many of the line's callers are in conversation.
func (l *Line) Talking() int { return l.talking }

func (l *Line) minLevel() int { return min(max(l.MinLevel, minLevel), maxLevel) }
