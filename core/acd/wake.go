package acd

import "gudok/id"

// Wake: a moment has come that was asked for by Out.Wakes.
func (s *State) Wake(now int64, w Wake, out *Out) {
	switch w.Kind {
	case GraceOver:
		s.graceOver(now, w, out)
		return
	case LostOver:
		s.lostOver(w, out)
		return
	case StarveOver:
		if l := s.Lines.Get(w.Line); l != nil && l.StarveAt == w.Since {
			s.starve(now, l, out)
		}
		return
	case WindowOver:
		if s.TurnAt == w.Since {
			s.turnWindow(now, out)
		}
		return
	case RingOver, ConnectOver, WrapOver, BarOver, OnlyOver, StepOver, AddOver:
	}
	if it := s.Items.Get(w.Item); it != nil {
		s.wakeItem(now, it, w, out)
	}
}

func (s *State) wakeItem(now int64, it *Item, w Wake, out *Out) {
	switch w.Kind { //nolint:exhaustive // the others are not about an item
	case RingOver:
		if name := it.offeredTo(w.Offer); name != "" && it.Phase == Ringing {
			s.withdraw(now, s.Agents.Get(name), NoAnswer, "", out)
		}
	case ConnectOver:
		if it.Offer == w.Offer && it.Phase == Joining {
			s.withdraw(now, s.Agents.Get(it.Agent), Unreachable, "no_sound", out)
		}
	case WrapOver:
		if it.Phase == Wrapping && now >= it.WrapUntil {
			s.wrap(now, it, true, out)
		}
	case BarOver:
		if it.Phase == Waiting {
			s.fresh = append(s.fresh, it)
		}
	case OnlyOver:
		s.onlyOver(now, it, out)
	case StepOver:
		if l := s.Lines.Get(it.Line); l != nil && it.lined && l.step(now-it.EnqueuedAt) > it.Step {
			s.unline(it)
			s.queue(now, it, l, out)
		}
	case AddOver:
		if it.Phase == Ringing && it.RoundAt == w.Since {
			s.add(now, it, out)
		}
	}
}

// offeredTo is whose offer it is, "" for one that is over.
func (it *Item) offeredTo(o id.Offer) id.Agent {
	if it.Offer == o {
		return it.Agent
	}
	for _, r := range it.Others {
		if r.Offer == o {
			return r.Agent
		}
	}
	return ""
}

// onlyOver: the item has waited for one agent long enough. Who was only preferred is not waited
// for any more; what becomes of the others is not ours to say.
func (s *State) onlyOver(now int64, it *Item, out *Out) {
	switch {
	case it.Phase != Waiting || it.Only == "" || now < it.OnlyUntil:
	case it.Rule == Sticky || it.Rule == Hand:
		s.unprefer(now, it, out)
	default:
		out.Acts = append(out.Acts, Act{Do: Return, Agent: it.Only, Item: it.ID, Why: NoAnswer})
	}
}

// unprefer lets anybody have an item that waited for the agent who was preferred.
func (s *State) unprefer(now int64, it *Item, out *Out) {
	l := s.Lines.Get(it.Line)
	s.unline(it)
	it.Only, it.OnlyUntil, it.Rule = "", 0, ""
	if l != nil {
		s.queue(now, it, l, out)
		out.Lines = append(out.Lines, l.ID)
	}
}

// unwait: the agent is not here any more: what only preferred him goes to others.
func (s *State) unwait(now int64, a *Agent, out *Out) {
	for i := 0; i < len(a.waits); {
		if it := a.waits[i]; it.Rule == Sticky {
			s.unprefer(now, it, out)
			continue
		}
		i++
	}
}
