package acd

import "fmt"

// Check names the first thing that must never be, as the tables and the orders tell it.
func (s *State) Check(now int64) error {
	held := map[string]string{} // for looking up only
	for _, a := range s.Agents.All() {
		if err := s.checkAgent(a); err != nil {
			return fmt.Errorf("agent %s: %w", a.ID, err)
		}
		if a.Item == "" {
			continue
		}
		if other := held[string(a.Item)]; other != "" {
			return fmt.Errorf("item %s has two agents, %s and %s", a.Item, other, a.ID)
		}
		held[string(a.Item)] = string(a.ID)
	}
	waiting := 0
	for _, it := range s.Items.All() {
		if err := s.checkItem(it, now); err != nil {
			return fmt.Errorf("item %s: %w", it.ID, err)
		}
		if it.Phase == Waiting {
			waiting++
		}
	}
	for _, l := range s.Lines.All() {
		waiting -= l.waiting.len()
	}
	if waiting != 0 {
		return fmt.Errorf("%d more wait than stand in the lines", waiting)
	}
	return nil
}

func (s *State) checkAgent(a *Agent) error {
	if a.filed != a.place() {
		return fmt.Errorf("is filed %d, should be %d", a.filed, a.place())
	}
	if (a.Slot == Idle || a.Slot == Listening) != (a.Item == "") {
		return fmt.Errorf("slot %s with item %q", a.Slot, a.Item)
	}
	if a.Item == "" {
		return nil
	}
	it := s.Items.Get(a.Item)
	if it == nil || it.Agent != a.ID {
		return fmt.Errorf("holds item %s, which is not his", a.Item)
	}
	want := map[Phase][]Slot{Ringing: {Offered}, Joining: {Connecting}, Talk: {Talking, Held, Consulting}, Wrapping: {WrapUp}, Reserved: {Dialling}}[it.Phase]
	for _, slot := range want {
		if slot == a.Slot {
			return nil
		}
	}
	return fmt.Errorf("slot %s with an item in phase %s", a.Slot, it.Phase)
}

// checkItem: a waiting item stands in its orders and no ready agent could take it; any
// other has exactly one agent.
func (s *State) checkItem(it *Item, now int64) error {
	if it.Phase == Waiting {
		if it.Agent != "" || !it.lined || (it.filed == nil) != (it.Only != "") {
			return fmt.Errorf("waits with agent %q", it.Agent)
		}
		if a, _ := s.choose(it, now); a != nil {
			return fmt.Errorf("waits while %s is ready", a.ID)
		}
		return nil
	}
	a := s.Agents.Get(it.Agent)
	if a == nil || a.Item != it.ID {
		return fmt.Errorf("phase %s without its agent", it.Phase)
	}
	return nil
}
