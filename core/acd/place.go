package acd

import (
	"slices"

	"gudok/fact"
	"gudok/id"
)

// NotWaiting refuses what a supervisor wants of an item that does not wait any more.
const NotWaiting = "floor.not_waiting"

// takeMS is how long an item waits for the agent whom a supervisor chose before anybody may
// have it: nobody is forgotten by an order.
const takeMS = 5 * 60_000

// Place is where the item stands in its line, from 1; an item that is being offered is next.
func (s *State) Place(it *Item) int {
	if l := s.Lines.Get(it.Line); l != nil && it.Phase == Waiting && it.filed != nil {
		return l.waiting.rank(it) + 1
	}
	return 1
}

// waits is the item when it waits in a line, with the line.
func (s *State) waits(name id.Item) (*Item, *Line) {
	it := s.Items.Get(name)
	if it == nil || it.Phase != Waiting || !it.lined || it.Aside {
		return nil, nil
	}
	return it, s.Lines.Get(it.Line)
}

// Rank gives a waiting item another priority than its line's.
func (s *State) Rank(now int64, name id.Item, priority int, by id.User, out *Out) string {
	it, l := s.waits(name)
	if it == nil || l == nil {
		return NotWaiting
	}
	was := it.Priority
	s.refile(it, func() {
		it.Plus, it.Priority, it.Last, it.Hand = priority-l.Priority, priority, false, true
		it.At, it.Seq, it.PlacedAt = 0, 0, 0
		it.Starving = now >= it.hungryAt(s.Rules)
	})
	if !it.Starving {
		s.hunger(it.hungryAt(s.Rules), l, out)
	}
	s.handed(it, fact.ItemRanked{Was: was, Priority: priority, By: by}, out)
	return ""
}

// Put gives a waiting item another place in its line, from 1. It takes on the standing of its
// new neighbours, over all lines.
func (s *State) Put(now int64, name id.Item, place int, by id.User, out *Out) string {
	it, l := s.waits(name)
	if it == nil || l == nil {
		return NotWaiting
	}
	was := l.waiting.rank(it) + 1
	var list []*Item // the others, but for those who come after everybody
	l.waiting.all(func(x *Item) bool {
		if x != it && !x.Last {
			list = append(list, x)
		}
		return true
	})
	place = min(max(place, 1), len(list)+1)
	if place == was && !it.Last {
		return ""
	}
	s.refile(it, func() { s.between(it, l, list, place) })
	it.PlacedAt = now
	if !it.Starving {
		s.hunger(it.hungryAt(s.Rules), l, out)
	}
	s.handed(it, fact.ItemPlaced{Was: was, Place: place, By: by}, out)
	return ""
}

// between gives the item the standing of who is before it, or at the head of who is behind it.
func (s *State) between(it *Item, l *Line, list []*Item, place int) {
	it.Hand, it.Last = true, false
	if len(list) == 0 {
		return
	}
	next, seq := list[0], list[0].Seq-1
	if place > 1 {
		next = list[place-2]
		seq = next.Seq + 1
	}
	it.Starving, it.Priority, it.Plus = next.Starving, next.Priority, next.Priority-l.Priority
	it.At, it.Seq = next.since, seq
	if place == 1 {
		return
	}
	for _, x := range list[place-1:] { // make room among those who came at the very same moment
		if x.since != it.At || x.Starving != it.Starving || x.Priority != it.Priority {
			break
		}
		s.refile(x, func() { x.Seq += 2 })
	}
}

// Take lets a waiting item be offered to this agent as soon as he is free, whatever he can.
func (s *State) Take(now int64, name id.Item, agent id.Agent, by id.User, out *Out) string {
	it, l := s.waits(name)
	a := s.Agents.Get(agent)
	switch {
	case it == nil || l == nil:
		return NotWaiting
	case a == nil || a.Gone:
		return NoSuchAgent
	case a.Presence == Offline || a.Presence == Draining || a.Leaving:
		return AgentAway
	}
	s.unline(it)
	it.Only, it.OnlyUntil, it.Rule, it.Hand = agent, now+takeMS, Hand, true
	it.Barred = slices.DeleteFunc(it.Barred, func(b Bar) bool { return b.Agent == agent })
	s.queue(now, it, l, out)
	out.wake(Wake{At: it.OnlyUntil, Kind: OnlyOver, Item: it.ID, Agent: agent})
	s.handed(it, fact.ItemTaken{Agent: agent, By: by}, out)
	return ""
}

func (s *State) handed(it *Item, f fact.Fact, out *Out) {
	out.say(it.head(out.Actor), f)
	out.Lines = append(out.Lines, it.Line)
}

// Serves reports whether the agent may take the line's items, at the latest after their longest
// wait.
func (s *State) Serves(name id.Agent, line id.Line) bool {
	a, l := s.Agents.Get(name), s.Lines.Get(line)
	return a != nil && l != nil && a.profile.serves.has(s.classOf(l, len(l.Relax), false).n)
}
