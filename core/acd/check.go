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
		if other := held[string(a.Item)]; other != "" && a.Slot != Offered {
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
		if it == nil || !rungFor(it, a) {
			return fmt.Errorf("holds item %s, which is not his", a.Item)
		}
		return nil
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
		if it.Agent != "" || len(it.Others) > 0 || !it.lined || (it.filed == nil) != (it.Only != "") {
			return fmt.Errorf("waits with agent %q", it.Agent)
		}
		if list := s.choose(it, 1, now); list.n > 0 {
			return fmt.Errorf("waits while %s is ready", list.at[0].a.ID)
		}
		return nil
	}
	for _, r := range it.Others {
		if a := s.Agents.Get(r.Agent); it.Phase != Ringing || a == nil || a.Item != it.ID || a.Slot != Offered {
			return fmt.Errorf("phase %s, %s is rung too", it.Phase, r.Agent)
		}
	}
	a := s.Agents.Get(it.Agent)
	if a == nil || a.Item != it.ID {
		return fmt.Errorf("phase %s without its agent", it.Phase)
	}
	return nil
}

// rungFor reports whether the agent's device rings for the item beside another one's.
func rungFor(it *Item, a *Agent) bool {
	_, ok := it.Rung(a.ID)
	return ok && a.Slot == Offered
}
