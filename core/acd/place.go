package acd

import "gudok/id"

// Place is where the item stands in its line, from 1; an item that is being offered is next.
func (s *State) Place(it *Item) int {
	if l := s.Lines.Get(it.Line); l != nil && it.Phase == Waiting && it.filed != nil {
		return l.waiting.rank(it) + 1
	}
	return 1
}

// SignedIn reports whether anybody is on shift who may take the line's callers, in a pause or
// not: who has a break comes back.
func (s *State) SignedIn(name id.Line) bool {
	l := s.Lines.Get(name)
	if l == nil {
		return false
	}
	if _, online := s.Staff(l); online > 0 {
		return true
	}
	for _, a := range s.Agents.All() {
		if a.Presence != Offline && a.level(l.Skill) >= l.minLevel() {
			return true
		}
	}
	return false
}
