package acd

import (
	"gudok/fact"
	"gudok/id"
)

// Enqueue lets an item wait: ID, Line, Head and OriginAt are given, perhaps what its age and
// priority gain, and for whom alone it waits until when; the rest is found here. It reports false when the line is unknown, gone or full; ask Full first to tell
// these apart.
func (s *State) Enqueue(now int64, v Item, out *Out) bool {
	l := s.Lines.Get(v.Line)
	if l == nil || l.Gone || l.full() && !v.Return {
		return false
	}
	it := &v
	it.Phase, it.EnqueuedAt, it.Priority = Waiting, now, l.Priority+it.Plus
	s.Items.Put(it.ID, it)
	l.load++
	l.came(now)
	s.queue(now, it, l, out)
	if it.OnlyUntil != 0 {
		out.wake(Wake{At: it.OnlyUntil, Kind: OnlyOver, Item: it.ID, Agent: it.Only})
	}
	h := it.Head
	h.Actor = out.Actor
	out.say(h, fact.ItemEnqueued{Priority: it.Priority, Position: l.waiting.rank(it) + 1, Consult: it.Aside})
	out.Lines = append(out.Lines, l.ID)
	return true
}

// Full reports whether the line takes nobody more.
func (s *State) Full(name id.Line) bool {
	l := s.Lines.Get(name)
	return l != nil && l.full()
}

func (l *Line) full() bool {
	most := maxWaiting
	if l.MaxWaiting > 0 {
		most = min(l.MaxWaiting, maxMaxWaiting)
	}
	return l.waiting.len()-l.returns >= most
}

// Leave ends an item's stay before any conversation, for the reason. An offer that is out
// for it is rescinded: not the agent's fault, and his idle clock does not change.
func (s *State) Leave(now int64, name id.Item, reason, detail string, out *Out) {
	it := s.Items.Get(name)
	if it == nil {
		return
	}
	h := it.head(out.Actor)
	agent := s.Agents.Get(it.Agent)
	switch it.Phase {
	case Waiting:
		s.unline(it)
	case Ringing, Joining:
		s.rescind(now, it, out)
		s.endOffer(now, it, it.lead(), Rescinded, "", out)
		h.Agent = "" // it is nothing to him
	case Reserved:
	case Talk, Wrapping:
		return // the stay was over when the conversation began
	}
	l := s.Lines.Get(it.Line)
	f := fact.ItemLeft{Reason: reason, Detail: detail, WaitedMS: since(now, it.EnqueuedAt)}
	f.Short = reason == Abandoned && l != nil && f.WaitedMS < l.ShortMS
	out.say(h, f)
	s.drop(it, out)
	if agent != nil {
		s.free(now, agent, out)
	}
}

// Abandoned is the reason of a caller who gave up waiting.
const Abandoned = "abandoned"

// drop forgets an item.
func (s *State) drop(it *Item, out *Out) {
	s.Items.Delete(it.ID)
	if l := s.Lines.Get(it.Line); l != nil {
		l.load--
		out.Lines = append(out.Lines, l.ID)
		s.unload(l)
	}
}
