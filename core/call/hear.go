package call

import (
	"fmt"
	"slices"

	"gudok/id"
	"gudok/voice"
)

// A Form is who talks with whom in a call.
type Form string

const (
	Apart      Form = ""           // nobody with anybody: menu, music, last words
	Talk       Form = "talk"       // customer and agent
	Held       Form = "held"       // the customer hears music, the agent waits
	Consult    Form = "consult"    // agent and third; a customer hears music
	Conference Form = "conference" // customer, agent and third
	Outdoors   Form = "outdoors"   // the customer with somebody outside
)

// Modes of an ear.
const (
	Listen  = "listen"  // hears who talks, is heard by nobody
	Whisper = "whisper" // is heard by the agent
	Barge   = "barge"   // is heard by all who talk
)

// A wish is what a leg should be hearing of other legs.
type wish struct {
	*Leg
	from []id.Leg
}

// wishes are those of the legs that are there, as the form and the ears want it. This is the
// only place that knows who may hear whom: a leg that is in nobody's wish is heard by nobody.
func (s *State) wishes(c *Call) []wish {
	var all []wish
	var room, barge, whisper []id.Leg
	add := func(name id.Leg, talks bool) {
		l := s.Legs.Get(name)
		if l == nil || l.Last || l.Stage != Up && (l.Stage != Ringing || !l.Early) {
			return
		}
		all = append(all, wish{Leg: l})
		if talks {
			room = append(room, name)
		}
	}
	f := c.Form
	add(c.Customer, f == Talk || f == Conference || f == Outdoors)
	add(c.Agent, f == Talk || f == Consult || f == Conference)
	add(c.Third, f == Consult || f == Conference)
	add(c.Outside, f == Outdoors)
	for _, e := range c.Ears {
		if add(e, false); len(all) > 0 && all[len(all)-1].ID == e {
			switch all[len(all)-1].Mode {
			case Barge:
				barge = append(barge, e)
			case Whisper:
				whisper = append(whisper, e)
			}
		}
	}
	agent := c.Agent
	if f == Apart || !slices.ContainsFunc(all, func(w wish) bool { return w.ID == c.Agent }) {
		agent = "" // rings still, or goes
	}
	for i := range all {
		all[i].from = all[i].wants(agent, room, barge, whisper)
	}
	return all
}

// wants is what one leg should hear; agent is the agent's leg if it is there.
func (l *Leg) wants(agent id.Leg, room, barge, whisper []id.Leg) []id.Leg {
	var from []id.Leg
	talks := slices.Contains(room, l.ID)
	if l.Side == Ear || talks {
		from = append(slices.Clone(room), barge...)
	}
	switch {
	case l.ID == agent && talks:
		from = append(from, whisper...)
	case l.ID == agent: // the caller is on hold, the supervisor may well speak
		from = append(slices.Clone(barge), whisper...)
	case l.Side == Ear && l.Mode != Listen && agent != "" && !slices.Contains(from, agent):
		from = append(from, agent)
	}
	return slices.DeleteFunc(from, func(x id.Leg) bool { return x == l.ID })
}

// Rehear says the difference between what the call's legs hear of each other and what they
// should. A leg that should hear nobody goes on with what is played to it.
func (s *State) Rehear(c *Call, out *Out) {
	all := s.wishes(c)
	for i, w := range all {
		for _, v := range all[i+1:] {
			if pair(w.ID, v.Hears.From, v.ID, w.Hears.From) && !slices.Contains(w.from, v.ID) && !slices.Contains(v.from, w.ID) {
				w.Hears, v.Hears = Hearing{}, Hearing{}
				out.do(voice.Part{Leg: w.ID, Other: v.ID})
			}
		}
	}
	for i, w := range all {
		switch other := s.mate(all, i); {
		case slices.Equal(w.from, w.Hears.From):
		case len(w.from) == 0:
			w.Hears = Hearing{}
			out.do(voice.Silence{Leg: w.ID})
		case other != nil:
			w.Hears, other.Hears = Hearing{From: w.from}, Hearing{From: other.from}
			out.do(voice.Bridge{Leg: w.ID, Other: other.ID})
		default:
			w.Hears = Hearing{From: w.from}
			out.do(voice.Hear{Leg: w.ID, From: w.from})
		}
	}
}

// Check: every leg hears just whom it should.
func (s *State) Check(c *Call) error {
	for _, w := range s.wishes(c) {
		if w.Side == Agent && w.Hears.Token != 0 && c.Form != Talk && c.Form != Conference {
			continue // it rings, or he is told who comes: that goes before what a supervisor says
		}
		if len(w.from) > 0 && !slices.Equal(w.from, w.Hears.From) || len(w.from) == 0 && len(w.Hears.From) > 0 && !s.over(w.Hears.From) {
			return fmt.Errorf("leg %s hears %v, should %v", w.ID, w.Hears.From, w.from)
		}
	}
	return nil
}

// over reports whether none of the legs is there any more.
func (s *State) over(legs []id.Leg) bool {
	return !slices.ContainsFunc(legs, func(name id.Leg) bool {
		l := s.Legs.Get(name)
		return l != nil && l.Stage != Ending
	})
}

// mate is whom the i-th leg should hear alone and be heard by alone.
func (s *State) mate(all []wish, i int) *wish {
	for j := range all {
		if j != i && pair(all[i].ID, all[j].from, all[j].ID, all[i].from) {
			return &all[j]
		}
	}
	return nil
}

// pair reports whether a and b hear just each other.
func pair(a id.Leg, bHears []id.Leg, b id.Leg, aHears []id.Leg) bool {
	return len(aHears) == 1 && aHears[0] == b && len(bHears) == 1 && bHears[0] == a
}

// rehearAgain says all of it, but for those in fresh, who were told just now.
func (s *State) rehearAgain(c *Call, fresh map[id.Leg]bool, out *Out) {
	all := s.wishes(c)
	for i, w := range all {
		if fresh[w.ID] || len(w.from) == 0 || !slices.Equal(w.from, w.Hears.From) {
			continue
		}
		other := s.mate(all, i)
		switch {
		case other != nil && !fresh[other.ID] && slices.ContainsFunc(all[:i], func(v wish) bool { return v.Leg == other.Leg }):
			// said with the other
		case other != nil:
			out.do(voice.Bridge{Leg: w.ID, Other: other.ID})
		default:
			out.do(voice.Hear{Leg: w.ID, From: w.Hears.From})
		}
	}
}
