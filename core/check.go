package core

import (
	"fmt"

	"gudok/core/acd"
	"gudok/core/call"
)

// Check looks for what must never be (house.md 6.2) and names the first such thing: a
// caller whom nobody has, an agent in two calls, an item with two agents, a promise that
// was lost. It looks at everything and is meant for tests, the simulator and the doctor.
func (s *State) Check() error {
	if err := s.acd.Check(s.now); err != nil {
		return err
	}
	for _, it := range s.items.All() {
		if err := s.checkItem(it); err != nil {
			return fmt.Errorf("item %s in stage %s: %w", it.ID, it.Stage, err)
		}
	}
	visitors := 0
	for _, c := range s.calls.Calls.All() {
		if err := s.checkCall(c); err != nil {
			return fmt.Errorf("call %s: %w", c.ID, err)
		}
		if c.Visitor && c.Number != "" {
			visitors++
		}
	}
	if n := s.ledger.Visitors(); n != visitors {
		return fmt.Errorf("%d people are on our line, the ledger counts %d", visitors, n)
	}
	for _, l := range s.calls.Legs.All() {
		if s.calls.Calls.Get(l.Call) == nil {
			return fmt.Errorf("leg %s is in no call", l.ID)
		}
	}
	if err := s.checkPromises(); err != nil {
		return err
	}
	if at := s.timers.next(); at != 0 && at <= s.now {
		return fmt.Errorf("a timer of %d was left at %d", at, s.now)
	}
	return nil
}

// checkItem: the routing and the core agree about every item.
func (s *State) checkItem(it *item) error {
	r, c := s.acd.Items.Get(it.ID), s.calls.Calls.Get(it.Call)
	if c == nil && it.Stage != inWrap && !(it.Return && it.Stage == inLine) {
		return fmt.Errorf("its call is over")
	}
	if it.Stage == inConsult {
		return s.checkConsult(it, r, c)
	}
	if c != nil && it.Stage != inWrap && c.Head.Item != it.ID {
		return fmt.Errorf("its call is about %s", c.Head.Item)
	}
	if (r == nil) != (it.Stage == inMenu || it.Stage == inOut) {
		return fmt.Errorf("the routing knows it: %v", r != nil)
	}
	if r == nil {
		return nil
	}
	want := map[acd.Phase]stage{acd.Waiting: inLine, acd.Ringing: inLine, acd.Joining: inLine, acd.Reserved: inDial, acd.Talk: inTalk, acd.Wrapping: inWrap}[r.Phase]
	if want != it.Stage {
		return fmt.Errorf("the routing has it in phase %s", r.Phase)
	}
	switch {
	case it.Third != nil && it.Third.Stage == thirdRings && it.Third.Item == "" && c.Third == "":
		return fmt.Errorf("asks nobody")
	case it.Third != nil && it.Third.Item != "" && s.items.Get(it.Third.Item) == nil:
		return fmt.Errorf("asks in item %s, which is over", it.Third.Item)
	case it.Third.there() && c.Third == "":
		return fmt.Errorf("talks with a third who is gone")
	case it.Stage == inTalk && it.Kind == kindInternal && it.Third.there():
		return nil
	case it.Stage == inTalk && (c.Customer == "" || c.Agent == ""):
		return fmt.Errorf("somebody talks to nobody")
	case r.Phase == acd.Ringing && (c == nil || c.Agent == "" && len(c.Rung) == 0):
		return fmt.Errorf("offered and nothing rings")
	case it.Stage == inLine && !it.Return && c.Customer == "":
		return fmt.Errorf("waits without a caller")
	}
	return nil
}

// checkConsult: whom an agent asks has an item of his own, in the agent's call.
func (s *State) checkConsult(it *item, r *acd.Item, c *call.Call) error {
	main := s.itemOf(c)
	switch {
	case r == nil || !r.Aside:
		return fmt.Errorf("the routing does not know that it is aside")
	case main == nil || main.Third == nil || main.Third.Item != it.ID:
		return fmt.Errorf("nobody asks in it")
	case (r.Phase == acd.Ringing || r.Phase == acd.Talk) && c.Third == "":
		return fmt.Errorf("its agent has no leg in phase %s", r.Phase)
	case (r.Phase == acd.Talk) != main.Third.there():
		return fmt.Errorf("is in phase %s, the third is %s", r.Phase, main.Third.Stage)
	}
	return nil
}

// checkBeside: a third is asked by somebody, an ear hears a customer and has a seat; and
// nobody is heard whom the form of the call does not name.
func (s *State) checkBeside(c *call.Call) error {
	main := s.itemOf(c)
	if l := s.calls.ThirdLeg(c); l != nil && l.Stage != call.Ending && (main == nil || !main.Third.asked()) {
		return fmt.Errorf("its third hangs in the air")
	}
	for _, l := range s.calls.EarLegs(c) {
		if l == nil || l.Stage == call.Ending {
			continue
		}
		a := s.acd.Agents.Get(l.Agent)
		switch {
		case a == nil || a.Slot != acd.Listening:
			return fmt.Errorf("the ear of %s has no seat", l.Agent)
		case c.Customer == "":
			return fmt.Errorf("the ear of %s hears no customer", l.Agent)
		}
	}
	return s.calls.Check(c)
}

// checkCall: whoever is on the line is had by somebody, or hears last words.
func (s *State) checkCall(c *call.Call) error {
	cust := s.calls.CustomerLeg(c)
	if cust != nil && cust.Stage != call.Ending && !cust.Last && s.itemOf(c) == nil && s.asked.Get(c.ID) == nil && c.Outside == "" {
		return fmt.Errorf("its caller is lost")
	}
	agent := s.calls.AgentLeg(c)
	if agent != nil && agent.Stage != call.Ending && s.itemOf(c) == nil {
		return fmt.Errorf("its agent hangs in the air")
	}
	return s.checkBeside(c)
}
