package acd

import (
	"gudok/fact"
	"gudok/id"
)

// Rules by which an item is meant for one agent.
const (
	Handed   = "handed_over" // a colleague gave it to him
	Returned = "returned"    // whom he gave it to did not take it
	Asked    = "consulted"   // a colleague wants to ask him
	Called   = "called"      // a colleague calls him
	Sticky   = "sticky"      // he talked with this person last: preferred, no more
	Hand     = "hand"        // a supervisor wants him to have it
)

// Refusals of wishes about other agents.
const (
	AgentBusy = "floor.agent_busy" // has something in hand
	AgentAway = "floor.agent_away" // off shift or in a pause
	NoHelp    = "floor.no_help_asked"
)

const (
	ringMS    = 15_000 // of an offer that belongs to no line
	ringLimit = 2      // and how often one may be let ring
)

// Free says whether an item may be offered to this agent now: "" is yes.
func (s *State) Free(name id.Agent) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil || a.Gone:
		return NoSuchAgent
	case a.Presence != Online && a.Presence != OnDemand:
		return AgentAway
	case a.Slot != Idle || a.Clearing:
		return AgentBusy
	case !a.Healthy:
		return DeviceDown
	}
	return ""
}

// OfferTo offers a new item to one agent, who must be Free: ID, Line (may be ""), Head,
// OriginAt, Only and Rule are given. What becomes of it when he does not take it the core
// decides, see Return.
func (s *State) OfferTo(now int64, v Item, out *Out) string {
	if code := s.Free(v.Only); code != "" {
		return code
	}
	a, it := s.Agents.Get(v.Only), &v
	it.Phase, it.EnqueuedAt = Waiting, now
	s.Items.Put(it.ID, it)
	if l := s.Lines.Get(it.Line); l != nil {
		l.load++
	}
	s.offer(now, it, a, s.decision(it, &shortlist{at: [2]candidate{{a: a}}, n: 1}, false, now), out)
	return ""
}

// Await lets an item that was Returned wait for another agent alone, ms at most; then
// anybody may have it.
func (s *State) Await(now int64, item id.Item, name id.Agent, ms int64, out *Out) {
	it := s.Items.Get(item)
	l := s.Lines.Get(it.Line)
	if l == nil || l.Gone {
		out.Acts = append(out.Acts, Act{Do: Orphan, Item: it.ID})
		return
	}
	it.Only, it.OnlyUntil, it.Rule, it.Priority = name, now+ms, Returned, l.Priority+it.Plus
	s.queue(now, it, l, out)
	out.Lines = append(out.Lines, l.ID)
	out.wake(Wake{At: it.OnlyUntil, Kind: OnlyOver, Item: it.ID, Agent: name})
}

// Enter takes in an item that is nobody's yet, so that it can Await or be Released.
func (s *State) Enter(now int64, v Item) {
	it := &v
	it.Phase, it.EnqueuedAt = Waiting, now
	s.Items.Put(it.ID, it)
	if l := s.Lines.Get(it.Line); l != nil {
		l.load++
	}
}

// Release lets an item that was meant for one agent wait in its line like any other: at its
// place by its origin, which is the head.
func (s *State) Release(now int64, item id.Item, out *Out) {
	it := s.Items.Get(item)
	s.unline(it)
	it.Only, it.OnlyUntil, it.Rule = "", 0, ""
	l := s.Lines.Get(it.Line)
	if l == nil || l.Gone {
		out.Acts = append(out.Acts, Act{Do: Orphan, Item: it.ID})
		return
	}
	it.Priority, it.EnqueuedAt = l.Priority+it.Plus, now
	s.queue(now, it, l, out)
	h := it.Head
	h.Actor = fact.Rule
	out.say(h, fact.ItemEnqueued{Priority: it.Priority, Position: l.waiting.rank(it) + 1})
	out.Lines = append(out.Lines, l.ID)
}

// Unwrap breaks off the wrap-up of an item: its call comes back to the agent, so there is
// nothing to write up yet.
func (s *State) Unwrap(now int64, name id.Agent, item id.Item, out *Out) {
	a := s.Agents.Get(name)
	if a == nil || a.Item != item || a.Slot != WrapUp {
		return
	}
	it := s.Items.Get(item)
	out.say(it.head(fact.Rule), fact.ItemWrapped{Disposition: it.Disposition, Auto: true, WrapMS: now - it.EndedAt})
	s.closed(it, fact.Rule, out)
	s.release(now, a, out)
}

// Consult and Unconsult follow with whom the agent talks while his caller is on hold.
func (s *State) Consult(now int64, item id.Item, out *Out) { s.aside(now, item, Consulting, out) }

// Unconsult: see Consult.
func (s *State) Unconsult(now int64, item id.Item, out *Out) { s.aside(now, item, Held, out) }

func (s *State) aside(now int64, item id.Item, to Slot, out *Out) {
	if it := s.Items.Get(item); it != nil && it.Phase == Talk && it.HeldAt != 0 {
		s.slot(now, s.Agents.Get(it.Agent), to, out)
	}
}

// Adopt makes a talk among ourselves the conversation with the caller.
func (s *State) Adopt(item id.Item, d id.Disposition, out *Out) {
	it := s.Items.Get(item)
	if it == nil || it.Phase != Talk || !it.Aside {
		return
	}
	it.Aside, it.Disposition = false, d
	if l := s.Lines.Get(it.Line); l != nil {
		l.talking++
		out.Lines = append(out.Lines, l.ID)
	}
	out.touch(s.Agents.Get(it.Agent))
}

// Listen: a supervisor at this seat wants to hear a call that somebody else has.
func (s *State) Listen(now int64, name id.Agent, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil || a.Gone:
		return NoSuchAgent
	case a.Presence == Offline:
		return NoShift
	case a.Slot != Idle || a.Clearing:
		return Busy
	case !a.Healthy:
		return DeviceDown
	}
	s.slot(now, a, Listening, out)
	s.file(a)
	a.touchLines(out)
	return ""
}

// Deaf ends it.
func (s *State) Deaf(now int64, name id.Agent, out *Out) {
	if a := s.Agents.Get(name); a != nil && a.Slot == Listening {
		s.free(now, a, out)
	}
}

// Seize gives the item to the supervisor who listens: he talks from now on. All that Reserve
// asks for is given.
func (s *State) Seize(now int64, v Item, out *Out) {
	a, it := s.Agents.Get(v.Agent), &v
	it.Phase, it.EnqueuedAt, it.AnsweredAt, it.Rule = Talk, now, now, "taken_over"
	s.Items.Put(it.ID, it)
	if l := s.Lines.Get(it.Line); l != nil {
		l.load++
		l.talking++
		out.Lines = append(out.Lines, l.ID)
	}
	a.Item = it.ID
	out.say(it.head(out.Actor), fact.ItemConnected{})
	out.say(it.head(out.Actor), fact.ItemLeft{Reason: "answered"})
	s.slot(now, a, Talking, out)
}

// AskHelp: the agent wants a supervisor, or no more.
func (s *State) AskHelp(now int64, name id.Agent, on bool, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil:
		return NoSuchAgent
	case a.Presence == Offline:
		return NoShift
	case on == (a.Help != 0):
		return ""
	case on:
		a.Help = now
	default:
		a.Help = 0
	}
	out.say(a.head(out.Actor), fact.AgentHelp{On: on})
	out.touch(a)
	return ""
}

// TakeHelp: a supervisor sees to it.
func (s *State) TakeHelp(now int64, name id.Agent, out *Out) string {
	a := s.Agents.Get(name)
	switch {
	case a == nil:
		return NoSuchAgent
	case a.Help == 0:
		return NoHelp
	}
	out.say(a.head(out.Actor), fact.AgentHelpTaken{AfterMS: now - a.Help})
	a.Help = 0
	out.touch(a)
	return ""
}

// calm: what help was asked for is over.
func (s *State) calm(a *Agent, out *Out) {
	if a.Help != 0 {
		a.Help = 0
		out.say(a.head(fact.System), fact.AgentHelp{})
	}
}

func (s *State) ringMS(it *Item) int64 {
	if l := s.Lines.Get(it.Line); l != nil {
		return l.RingMS
	}
	return ringMS
}
