package core

import (
	"gudok/core/dial"
	"gudok/core/hours"
	"gudok/id"
)

// climb is the first answer on the way from the line to its root, the zero value for none.
// A circle in the tree ends where it began.
func climb[V any](s *State, name id.Line, pick func(*Line) (V, bool)) V {
	for range maxDepth {
		l := s.lines.Get(name)
		if l == nil {
			break
		}
		if v, ok := pick(l); ok {
			return v
		}
		name = l.Parent
	}
	var none V
	return none
}

// calendarOf is by which hours the line goes, nil for always open.
func (s *State) calendarOf(name id.Line) *calendar {
	return climb(s, name, func(l *Line) (*calendar, bool) { return s.calendars.Get(l.Calendar), l.Calendar != "" })
}

func (s *State) closingOf(name id.Line) string {
	return climb(s, name, func(l *Line) (string, bool) { return l.Closing, l.Closing != "" })
}

func (s *State) overflowOf(name id.Line) *Overflow {
	return climb(s, name, func(l *Line) (*Overflow, bool) { return l.Overflow, l.Overflow != nil })
}

func (s *State) announceOf(name id.Line) *Announce {
	return climb(s, name, func(l *Line) (*Announce, bool) { return l.Announce, l.Announce != nil })
}

func (s *State) offerOf(name id.Line) *Offer {
	return climb(s, name, func(l *Line) (*Offer, bool) { return l.Offer, l.Offer != nil })
}

// openAt reports whether the line is open; one without a calendar always is.
func (s *State) openAt(l *Line, now int64) bool {
	cal := s.calendarOf(l.ID)
	return cal == nil || cal.Open(now)
}

// rootOf is the root of the line's tree. A circle in the tree ends where it began.
func (s *State) rootOf(name id.Line) id.Line {
	for range maxDepth {
		l := s.lines.Get(name)
		if l == nil || l.Parent == "" {
			break
		}
		name = l.Parent
	}
	return name
}

// maxDepth of a tree of lines: deeper is a mistake.
const maxDepth = 16

// policy is how the line keeps its promises to a number in the zone.
func (s *State) policy(name id.Line, zone string) dial.Policy {
	p := dial.Policy{ReturnMS: climb(s, name, func(l *Line) ([]int64, bool) { return l.ReturnMS, len(l.ReturnMS) > 0 })}
	if p.ReturnMS == nil {
		p.ReturnMS = returnMS()
	}
	p.ByKind = climb(s, name, func(l *Line) (map[string][]int64, bool) { return l.ReturnsBy, len(l.ReturnsBy) > 0 })
	cal, quiet := s.calendarOf(name), s.quiet(name, zone)
	p.Open = func(at int64) int64 {
		for range maxTurns {
			was := at
			if cal != nil {
				at = nextOpen(&cal.Calendar, at)
			}
			if quiet != nil {
				at = nextOpen(quiet, at)
			}
			if at == was {
				break
			}
		}
		return at
	}
	p.Polite = func(at int64) int64 {
		if quiet == nil {
			return at
		}
		return nextOpen(quiet, at)
	}
	return p
}

// maxTurns bounds the search for a moment that suits both the line's hours and the person's:
// where they hardly ever meet, a month is looked through.
const maxTurns = 62

func nextOpen(c *hours.Calendar, at int64) int64 {
	if next, ok := c.Next(at); ok {
		return next
	}
	return at
}

// mayCall is when people are called by the clock of their own number, in minutes after
// midnight (product.md 5.5 rule 6).
func mayCall() hours.Span { return hours.Span{From: 9 * 60, To: 21 * 60} }

// quiet is when a person in the zone may be called, nil where nobody knows the zone.
func (s *State) quiet(name id.Line, zone string) *hours.Calendar {
	z := s.zones.Get(zone)
	if z == nil {
		return nil
	}
	span := mayCall()
	if own := climb(s, name, func(l *Line) (*hours.Span, bool) { return l.Quiet, l.Quiet != nil }); own != nil {
		span = *own
	}
	c := &hours.Calendar{Zone: z.Zone, Offsets: z.Offsets}
	for d := range c.Week {
		c.Week[d] = []hours.Span{span}
	}
	return c
}
