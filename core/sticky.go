package core

import (
	"gudok/core/acd"
	"gudok/id"
)

// Who talked with whom last, as far as a line asks for it (product.md 5.3, sticky).

// A meeting is the last agent who talked with a number in a tree of lines.
type meeting struct {
	Key   string   `json:"key"` // root line and number
	Agent id.Agent `json:"agent"`
	At    int64    `json:"at"`
}

// maxMeetings are kept in each of two generations: when the younger one is full it becomes the
// older, which is forgotten. A line that meets more people than that in a week meets few of
// them twice.
const maxMeetings = 50_000

func (s *State) stickyOf(name id.Line) *Sticky {
	return climb(s, name, func(l *Line) (*Sticky, bool) { return l.Sticky, l.Sticky != nil })
}

func (s *State) meetingKey(it *item) string {
	return string(s.rootOf(it.Line)) + " " + string(it.Number)
}

// meet remembers who talks with the person.
func (x *step) meet(it *item, name id.Agent) {
	if it.Number == "" || name == "" || x.stickyOf(it.Line) == nil {
		return
	}
	key := x.meetingKey(it)
	if x.met.Len() >= maxMeetings && x.met.Get(key) == nil {
		x.metBefore, x.met = x.met, id.Table[string, meeting]{}
	}
	x.met.Put(key, &meeting{Key: key, Agent: name, At: x.now})
}

// prefer lets the item wait for the agent who talked with the person last: at once when he is
// free, for as long as the line says when he is busy.
func (x *step) prefer(it *item, v *acd.Item) {
	st := x.stickyOf(it.Line)
	if st == nil || it.Number == "" {
		return
	}
	key := x.meetingKey(it)
	m := x.met.Get(key)
	if m == nil {
		m = x.metBefore.Get(key)
	}
	if m == nil || x.now-m.At > or(st.MaxAgeMS, defaultStickyMS) || !x.acd.Serves(m.Agent, it.Line) {
		return
	}
	switch code := x.acd.Free(m.Agent); {
	case code == "":
	case code == acd.AgentBusy && st.WaitMS > 0:
	default:
		return
	}
	v.Only, v.OnlyUntil, v.Rule = m.Agent, x.now+max(st.WaitMS, 1), acd.Sticky
}
