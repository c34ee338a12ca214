package core

import (
	"fmt"

	"gudok/core/acd"
	"gudok/id"
)

// A Law is the conservation law of promises (product.md 5.5 rule 10): opened = open + closed by
// reason, counted since the core began, from a snapshot or anew.
type Law struct {
	Opened int
	Open   []id.Promise // by name
	Closed int
	Holds  error // nil, or what does not add up
}

// Law is what the ledger says of itself.
func (s *State) Law() Law {
	l := Law{Opened: s.ledger.Opened, Holds: s.checkPromises()}
	for _, p := range s.ledger.Open.All() {
		l.Open = append(l.Open, p.ID)
	}
	for _, c := range s.ledger.Closed {
		l.Closed += c.N
	}
	return l
}

// checkPromises: nothing that was promised is lost, nobody is dialled twice at a time, and
// whose turn has come stands in his line in one item.
func (s *State) checkPromises() error {
	if !s.ledger.Balanced() {
		return fmt.Errorf("promises: opened %d is not open %d + closed", s.ledger.Opened, s.ledger.Open.Len())
	}
	if err := s.ledger.Check(); err != nil {
		return err
	}
	for _, it := range s.items.All() {
		if it.Promise == "" || it.Stage != inLine && it.Stage != inDial {
			continue
		}
		p := s.ledger.Open.Get(it.Promise)
		switch {
		case p == nil:
			return fmt.Errorf("item %s keeps promise %s, which is closed", it.ID, it.Promise)
		case p.Return != it.ID:
			return fmt.Errorf("item %s keeps promise %s, which knows of %q", it.ID, p.ID, p.Return)
		case it.Stage == inLine && s.ledger.Here(p.Number):
			return fmt.Errorf("item %s waits while the person is on our line", it.ID)
		}
	}
	for _, p := range s.ledger.Open.All() {
		if p.Return == "" {
			continue
		}
		it, r := s.items.Get(p.Return), s.acd.Items.Get(p.Return)
		offered := r != nil && (r.Phase == acd.Ringing || r.Phase == acd.Joining)
		switch {
		case it == nil || r == nil:
			return fmt.Errorf("promise %s is kept in item %s, which is gone", p.ID, p.Return)
		case (p.Attempt == "") != (it.Stage == inLine):
			return fmt.Errorf("promise %s with attempt %q is kept in stage %s", p.ID, p.Attempt, it.Stage)
		case p.Reserved != offered:
			return fmt.Errorf("promise %s: offered %v, reserved %v", p.ID, offered, p.Reserved)
		}
	}
	return nil
}
