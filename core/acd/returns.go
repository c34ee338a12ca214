package acd

// Agreed is the rule by which a return is offered to who agreed to call.
const Agreed = "agreed"

// Dial: the agent takes a return that was offered to him, or is kept for it; the person is to
// be rung now. It reports false when no offer is out.
func (s *State) Dial(now int64, it *Item, out *Out) bool {
	if it == nil || it.Phase != Ringing && it.Phase != Joining {
		return false
	}
	a := s.Agents.Get(it.Agent)
	s.endOffer(now, it, it.lead(), Accepted, "", out)
	it.Phase, it.Barred, a.Rona = Reserved, nil, 0
	s.slot(now, a, Dialling, out)
	return true
}
