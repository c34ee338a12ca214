package acd

import (
	"slices"

	"gudok/fact"
	"gudok/id"
)

// Verdicts: how an offer ended.
const (
	Accepted    = "accepted"
	Declined    = "declined"    // the agent said no, with a reason
	NoAnswer    = "no_answer"   // the agent let it ring
	Unreachable = "unreachable" // the device did not ring: not the agent's fault
	Rescinded   = "rescinded"   // the caller has gone: nobody's fault
)

// offer rings the agent for a waiting item.
func (s *State) offer(now int64, it *Item, a *Agent, d fact.Decision, out *Out) {
	s.unline(it)
	it.Phase, it.Agent, it.Rule = Ringing, a.ID, d.Rule
	if it.Call != "" {
		it.Head.Call = it.Call
	}
	it.Offer = id.Offer(out.Names.Next("ofr"))
	it.OfferedAt, it.RingUntil = now, now+s.ringMS(it)
	a.Item = it.ID
	out.say(it.head(fact.Rule), fact.ItemOffered{Offer: it.Offer, Device: a.Device, Decision: d})
	s.slot(now, a, Offered, out)
	s.file(a)
	a.touchLines(out)
	out.wake(Wake{At: it.RingUntil, Kind: RingOver, Agent: a.ID, Item: it.ID, Offer: it.Offer})
	out.Acts = append(out.Acts, Act{Do: Ring, Agent: a.ID, Item: it.ID})
}

// Accept: the agent said yes; the sound is still to come.
func (s *State) Accept(now int64, name id.Agent, item id.Item, out *Out) string {
	a, it := s.Agents.Get(name), s.Items.Get(item)
	if a == nil || it == nil || it.Agent != name || it.Phase != Ringing {
		return NoSuchOffer
	}
	it.Phase = Joining
	s.slot(now, a, Connecting, out)
	out.wake(Wake{At: now + connectMS, Kind: ConnectOver, Agent: a.ID, Item: it.ID, Offer: it.Offer})
	return ""
}

// Refuse ends the offer that is out for the item with one of the verdicts Declined,
// NoAnswer and Unreachable; reason is the agent's or the telephone's. The item waits
// again, at its old place, and does not come back to the same agent too soon.
func (s *State) Refuse(now int64, item id.Item, verdict, reason string, out *Out) {
	it := s.Items.Get(item)
	if it == nil || it.Phase != Ringing && it.Phase != Joining {
		return
	}
	a, l := s.Agents.Get(it.Agent), s.Lines.Get(it.Line)
	s.endOffer(now, it, verdict, reason, out)
	if l == nil {
		l = &Line{ReofferMS: ringMS, RonaLimit: ringLimit} // a talk among ourselves has no line
	}
	if verdict != Rescinded {
		it.bar(a.ID, now, now+l.ReofferMS)
		out.wake(Wake{At: now + l.ReofferMS, Kind: BarOver, Item: it.ID, Agent: a.ID})
		a.Missed = slices.Insert(a.Missed, 0, Missed{it.ID, it.Line, now, verdict})
		a.Missed = a.Missed[:min(len(a.Missed), maxMissed)]
	}
	it.Phase, it.Agent, it.Offer, it.Rule, it.OfferedAt, it.RingUntil = Waiting, "", "", "", 0, 0
	if it.Only != "" { // nobody else may have it: what becomes of it is not ours to say
		out.Acts = append(out.Acts, Act{Do: Return, Agent: a.ID, Item: it.ID, Why: verdict})
	} else {
		s.requeue(it, l, out)
	}
	s.blame(a, l, verdict, reason)
	s.free(now, a, out)
	if a.Suspect != "" {
		s.observe(now, a, out)
	}
}

// requeue lets an item wait again.
func (s *State) requeue(it *Item, l *Line, out *Out) {
	it.Priority = l.Priority
	s.line(it, l)
	s.fresh = append(s.fresh, it)
	out.Lines = append(out.Lines, l.ID)
	if l.Gone {
		out.Acts = append(out.Acts, Act{Do: Orphan, Item: it.ID})
	}
}

// blame draws the consequence of a verdict (product.md 5.1, RONA): letting it ring counts,
// and the limit of the line brings a pause; a device that cannot be reached is not the
// agent's fault but must not get the next caller either; saying no is allowed.
func (s *State) blame(a *Agent, l *Line, verdict, reason string) {
	switch verdict {
	case NoAnswer:
		if a.Rona++; a.Rona >= l.RonaLimit {
			a.Rona, a.Pending, a.PendingBy = 0, PauseRONA, fact.Rule
		}
	case Unreachable:
		if a.Suspect = reason; reason == "" {
			a.Suspect = Unreachable
		}
	}
}

// endOffer says how the offer ended.
func (s *State) endOffer(now int64, it *Item, verdict, reason string, out *Out) {
	out.say(it.head(out.Actor), fact.ItemOfferEnded{Offer: it.Offer, Verdict: verdict, Reason: reason, RangMS: now - it.OfferedAt})
}

// withdraw ends the agent's offer without having been asked.
func (s *State) withdraw(now int64, a *Agent, verdict, reason string, out *Out) {
	out.Acts = append(out.Acts, Act{Do: Withdraw, Agent: a.ID, Item: a.Item, Why: verdict})
	s.Refuse(now, a.Item, verdict, reason, out)
}

// Wake: a moment has come that was asked for by Out.Wakes.
func (s *State) Wake(now int64, w Wake, out *Out) {
	it := s.Items.Get(w.Item)
	switch w.Kind {
	case RingOver:
		if it != nil && it.Offer == w.Offer && it.Phase == Ringing {
			s.withdraw(now, s.Agents.Get(it.Agent), NoAnswer, "", out)
		}
	case ConnectOver:
		if it != nil && it.Offer == w.Offer && it.Phase == Joining {
			s.withdraw(now, s.Agents.Get(it.Agent), Unreachable, "no_sound", out)
		}
	case WrapOver:
		if it != nil && it.Phase == Wrapping && now >= it.WrapUntil {
			s.wrap(now, it, true, out)
		}
	case BarOver:
		if it != nil && it.Phase == Waiting {
			s.fresh = append(s.fresh, it)
		}
	case OnlyOver:
		if it != nil && it.Phase == Waiting && it.Only != "" && now >= it.OnlyUntil {
			out.Acts = append(out.Acts, Act{Do: Return, Agent: it.Only, Item: it.ID, Why: NoAnswer})
		}
	case GraceOver:
		s.graceOver(now, w, out)
	case LostOver:
		s.lostOver(w, out)
	}
}
