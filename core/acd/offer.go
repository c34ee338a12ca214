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
	Rescinded   = "rescinded"   // the caller has gone, or another took it: nobody's fault
)

const (
	maxSaid     = 3           // declines within saidMS that are understood
	saidMS      = 60 * 60_000 // an hour
	maxSaidKept = 50          // of which the moments are kept
)

// A Rung is an offer that is out beside another one for the same item.
type Rung struct {
	Agent id.Agent `json:"agent"`
	Offer id.Offer `json:"offer"`
	At    int64    `json:"at"`
	Until int64    `json:"until"`
}

// lead is the first of the offers that are out for the item.
func (it *Item) lead() Rung { return Rung{it.Agent, it.Offer, it.OfferedAt, it.RingUntil} }

func (it *Item) setLead(r Rung) {
	it.Agent, it.Offer, it.OfferedAt, it.RingUntil = r.Agent, r.Offer, r.At, r.Until
}

// Rung is the offer that is out to the agent for the item.
func (it *Item) Rung(a id.Agent) (Rung, bool) {
	if it.Phase != Ringing && it.Phase != Joining {
		return Rung{}, false
	}
	if it.Agent == a {
		return it.lead(), true
	}
	for _, r := range it.Others {
		if r.Agent == a {
			return r, true
		}
	}
	return Rung{}, false
}

// offer rings the agent for a waiting item, or beside others who are rung for it.
func (s *State) offer(now int64, it *Item, a *Agent, d fact.Decision, out *Out) {
	s.unline(it)
	s.unfile(a)
	if it.Call != "" {
		it.Head.Call = it.Call
	}
	r := Rung{Agent: a.ID, Offer: id.Offer(out.Names.Next("ofr")), At: now, Until: now + s.ringMS(it)}
	if it.Phase == Ringing {
		it.Others = append(it.Others, r)
	} else {
		it.setLead(r)
		it.Phase, it.Rule, it.RoundAt = Ringing, d.Rule, now
	}
	a.Item = it.ID
	s.Turns++
	a.Turn = s.Turns
	if d.Rule == RandomWeighted {
		s.Lots.Taken = max(s.Lots.Taken, a.Lot)
	}
	h := it.head(fact.Rule)
	h.Agent = a.ID
	out.say(h, fact.ItemOffered{Offer: r.Offer, Device: a.Device, Decision: d})
	s.slot(now, a, Offered, out)
	s.file(a)
	a.touchLines(out)
	out.wake(Wake{At: r.Until, Kind: RingOver, Agent: a.ID, Item: it.ID, Offer: r.Offer})
	out.Acts = append(out.Acts, Act{Do: Ring, Agent: a.ID, Item: it.ID})
}

// add rings one agent more for an item that nobody has picked up yet, and asks for the next
// step.
func (s *State) add(now int64, it *Item, out *Out) {
	l := s.Lines.Get(it.Line)
	if l == nil || 1+len(it.Others) >= l.many() {
		return
	}
	if list := s.choose(it, 2, now); list.n > 0 {
		s.offer(now, it, list.at[0].a, s.decision(it, &list, false, now), out)
	}
	out.wake(Wake{At: now + max(l.StepMS, 1), Kind: AddOver, Item: it.ID, Since: it.RoundAt})
}

// Accept: the agent said yes; the sound is still to come.
func (s *State) Accept(now int64, name id.Agent, item id.Item, out *Out) string {
	a, it := s.Agents.Get(name), s.Items.Get(item)
	if a == nil || it == nil || it.Phase != Ringing || !s.Win(now, item, name, out) {
		return NoSuchOffer
	}
	it.Phase = Joining
	s.slot(now, a, Connecting, out)
	out.wake(Wake{At: now + connectMS, Kind: ConnectOver, Agent: a.ID, Item: it.ID, Offer: it.Offer})
	return ""
}

// Win gives the item to one of those who are rung for it. The others stop ringing: nobody's
// fault, and their idle clocks do not change.
func (s *State) Win(now int64, item id.Item, name id.Agent, out *Out) bool {
	it := s.Items.Get(item)
	if it == nil {
		return false
	}
	r, ok := it.Rung(name)
	if !ok {
		return false
	}
	if it.Agent != name {
		it.Others = append(slices.DeleteFunc(it.Others, func(o Rung) bool { return o.Agent == name }), it.lead())
		it.setLead(r)
	}
	s.rescind(now, it, out)
	return true
}

// rescind takes back all offers for the item but the first.
func (s *State) rescind(now int64, it *Item, out *Out) {
	others := it.Others
	it.Others = nil
	for _, r := range others {
		out.Acts = append(out.Acts, Act{Do: Withdraw, Agent: r.Agent, Item: it.ID, Why: Rescinded})
		s.endOffer(now, it, r, Rescinded, "", out)
		s.free(now, s.Agents.Get(r.Agent), out)
	}
}

// Refuse ends the first offer that is out for the item, see RefuseBy.
func (s *State) Refuse(now int64, item id.Item, verdict, reason string, out *Out) {
	if it := s.Items.Get(item); it != nil {
		s.RefuseBy(now, item, it.Agent, verdict, reason, out)
	}
}

// RefuseBy ends the agent's offer for the item with one of the verdicts Declined, NoAnswer,
// Unreachable and Rescinded; reason is the agent's or the telephone's. Unless others are still
// rung for it, the item waits again at its old place, and does not come back to the same agent
// too soon.
func (s *State) RefuseBy(now int64, item id.Item, name id.Agent, verdict, reason string, out *Out) {
	it := s.Items.Get(item)
	if it == nil {
		return
	}
	r, ok := it.Rung(name)
	if !ok {
		return
	}
	a, l := s.Agents.Get(name), s.Lines.Get(it.Line)
	s.endOffer(now, it, r, verdict, reason, out)
	if l == nil {
		l = &Line{ReofferMS: ringMS, RonaLimit: ringLimit} // a talk among ourselves has no line
	}
	if verdict != Rescinded {
		it.bar(a.ID, now, now+l.ReofferMS)
		out.wake(Wake{At: now + l.ReofferMS, Kind: BarOver, Item: it.ID, Agent: a.ID})
		a.Missed = slices.Insert(a.Missed, 0, Missed{it.ID, it.Line, now, verdict})
		a.Missed = a.Missed[:min(len(a.Missed), maxMissed)]
	}
	switch {
	case it.Agent != name:
		it.Others = slices.DeleteFunc(it.Others, func(o Rung) bool { return o.Agent == name })
	case len(it.Others) > 0:
		it.setLead(it.Others[0])
		it.Others = slices.Delete(it.Others, 0, 1)
	default:
		s.refused(now, it, a, l, verdict, out)
	}
	s.blame(now, a, l, verdict, reason, out)
	s.free(now, a, out)
	if a.Suspect != "" {
		s.observe(now, a, out)
	}
}

// refused: nobody is rung for the item any more.
func (s *State) refused(now int64, it *Item, a *Agent, l *Line, verdict string, out *Out) {
	rule := it.Rule
	it.setLead(Rung{})
	it.Phase, it.Rule, it.RoundAt = Waiting, "", 0
	switch {
	case it.Only == "":
		s.requeue(now, it, l, out)
	case rule == Sticky || rule == Hand: // he was preferred: now anybody may have it
		it.Only, it.OnlyUntil = "", 0
		s.requeue(now, it, l, out)
	default: // nobody else may have it: what becomes of it is not ours to say
		out.Acts = append(out.Acts, Act{Do: Return, Agent: a.ID, Item: it.ID, Why: verdict})
	}
}

// requeue lets an item wait again.
func (s *State) requeue(now int64, it *Item, l *Line, out *Out) {
	it.Priority = l.Priority + it.Plus
	s.queue(now, it, l, out)
	out.Lines = append(out.Lines, l.ID)
	if l.Gone {
		out.Acts = append(out.Acts, Act{Do: Orphan, Item: it.ID})
	}
}

// blame draws the consequence of a verdict (product.md 5.1, RONA): letting it ring counts,
// and the limit of the line brings a pause; a device that cannot be reached is not the
// agent's fault but must not get the next caller either; saying no is allowed, and too often is
// told to the supervisors.
func (s *State) blame(now int64, a *Agent, l *Line, verdict, reason string, out *Out) {
	switch verdict {
	case NoAnswer:
		if a.Rona++; a.Rona >= l.RonaLimit {
			a.Rona, a.Pending, a.PendingBy = 0, PauseRONA, fact.Rule
		}
	case Unreachable:
		if a.Suspect = reason; reason == "" {
			a.Suspect = Unreachable
		}
	case Declined:
		a.Said = append(slices.DeleteFunc(a.Said, func(at int64) bool { return at <= now-saidMS }), now)
		a.Said = a.Said[max(0, len(a.Said)-maxSaidKept):]
		if len(a.Said) > maxSaid {
			out.say(a.head(fact.Rule), fact.AgentDeclines{N: len(a.Said)})
		}
	}
}

// endOffer says how an offer ended.
func (s *State) endOffer(now int64, it *Item, r Rung, verdict, reason string, out *Out) {
	h := it.head(out.Actor)
	h.Agent = r.Agent
	out.say(h, fact.ItemOfferEnded{Offer: r.Offer, Verdict: verdict, Reason: reason, RangMS: now - r.At})
}

// withdraw ends the agent's offer without having been asked.
func (s *State) withdraw(now int64, a *Agent, verdict, reason string, out *Out) {
	out.Acts = append(out.Acts, Act{Do: Withdraw, Agent: a.ID, Item: a.Item, Why: verdict})
	s.RefuseBy(now, a.Item, a.ID, verdict, reason, out)
}
