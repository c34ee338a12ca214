package acd

import (
	"gudok/fact"
	"gudok/id"
)

// Out collects what one method leads to. The caller empties it by Reset once obeyed.
type Out struct {
	Log   *fact.Log  // what happened
	Names *id.Maker  // for the names of offers
	Actor fact.Actor // who caused it

	Acts   []Act      // what must be done with the item's legs, in order
	Wakes  []Wake     // what Wake wants to hear, and when
	Agents []id.Agent // whose views changed
	Lines  []id.Line
}

// Reset forgets what was obeyed and keeps the memory.
func (o *Out) Reset() {
	o.Acts, o.Wakes, o.Agents, o.Lines = o.Acts[:0], o.Wakes[:0], o.Agents[:0], o.Lines[:0]
}

// An Act is something that routing wants of the telephone.
type Act struct {
	Do    Deed
	Agent id.Agent
	Item  id.Item
	Why   string
}

// A Deed is what kind of act it is.
type Deed int

const (
	Ring     Deed = iota // ring the agent's device for the item
	Withdraw             // stop ringing it: Why is the verdict
	Reclaim              // the agent is lost in conversation: the caller needs another
	Orphan               // the item's line is gone: it cannot wait any more
	Return               // Agent alone was offered the item and does not take it: Why is the verdict
	Deafen               // Agent, who listens to a call, cannot be reached any more
)

// A Wake is a moment at which something may have to be done. Wakes are never cancelled,
// only outlived: a late one finds nothing to do.
type Wake struct {
	At    int64    `json:"at"`
	Kind  Alarm    `json:"kind"`
	Agent id.Agent `json:"agent,omitempty"`
	Item  id.Item  `json:"item,omitempty"`
	Line  id.Line  `json:"line,omitempty"`
	Offer id.Offer `json:"offer,omitempty"`
	Since int64    `json:"since,omitempty"`
}

// An Alarm is what a wake is about.
type Alarm string

const (
	RingOver    Alarm = "ring_over"    // Offer was not answered
	ConnectOver Alarm = "connect_over" // Offer was accepted and no sound came
	WrapOver    Alarm = "wrap_over"    // Item's wrap-up time is over
	BarOver     Alarm = "bar_over"     // Item may be offered to Agent again
	GraceOver   Alarm = "grace_over"   // Agent's device is down since Since
	LostOver    Alarm = "lost_over"    // the same, in conversation
	OnlyOver    Alarm = "only_over"    // Item has waited for one agent long enough
	StepOver    Alarm = "step_over"    // Item has waited long enough for the next relaxation
	AddOver     Alarm = "add_over"     // one agent more is rung for Item, in the round of Since
	StarveOver  Alarm = "starve_over"  // somebody in Line may have waited longer than anybody should
	WindowOver  Alarm = "window_over"  // five minutes of occupancy are over
)

func (o *Out) say(h fact.Head, f fact.Fact) { o.Log.Say(h, f) }

func (o *Out) touch(a *Agent) { o.Agents = append(o.Agents, a.ID) }

func (o *Out) wake(w Wake) { o.Wakes = append(o.Wakes, w) }
