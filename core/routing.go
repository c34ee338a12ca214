package core

import "gudok/id"

// Strategies: whom of the agents who may take it a line gives an item (product.md 5.3). On
// equal terms the longest idle comes first.
const (
	LongestIdle       = "longest_idle"       // whose last contact ended first, over all lines
	MostSkilled       = "most_skilled"       // who has the highest level of the line's skill
	LeastOccupied     = "least_occupied"     // who was busy for the least time in the last hour
	FewestContacts    = "fewest_contacts"    // who has talked with the fewest people in this shift
	LeastTalk         = "least_talk"         // who has talked for the least time in this shift
	RoundRobin        = "round_robin"        // who was offered something least recently
	TopDown           = "top_down"           // by the order of the agents' settings
	RandomWeighted    = "random_weighted"    // by chance, in proportion to the agents' weights
	RingAll           = "ring_all"           // several at once: who picks up first has it
	RingProgressively = "ring_progressively" // one, then one more after each step, without giving up the first
)

// What becomes of a caller whom a line does not keep: its limit is reached, he has waited too
// long, nobody is there.
const (
	ThenTell     = "tell"     // is told so, and is owed a call
	ThenOverflow = "overflow" // goes on to the line to which this one leads; told where it leads nowhere
	ThenCallback = "callback" // is called back, without losing his place; told where he cannot be called
)

// How an agent who becomes free finds his next item among the lines that he serves.
const (
	PickAge    = "age"    // the highest order key: priority, then age by the line's weight
	PickSlack  = "slack"  // priority, then the smallest time left to the line's service level
	PickShares = "shares" // the line whose queue most exceeds its share of all queues
)

// Sticky prefers the agent who last talked with the person, in this tree of lines.
type Sticky struct {
	MaxAgeMS int64 `json:"max_age_ms,omitempty"` // how long ago at most; 0: 7 days
	WaitMS   int64 `json:"wait_ms,omitempty"`    // how long he is waited for when he is busy; 0: not at all
}

// A Relaxation opens a line to more agents: from AfterMS on, those of MinLevel (0: as before)
// and those with one of Skills may take its items too.
type Relaxation struct {
	AfterMS  int64      `json:"after_ms"`
	MinLevel int        `json:"min_level,omitempty"`
	Skills   []id.Skill `json:"skills,omitempty"`
}

// NoAgents ends a wait for which nobody is signed in.
type NoAgents struct {
	GraceMS int64  `json:"grace_ms,omitempty"` // for how long nobody has been; 0: at once
	Action  string `json:"action,omitempty"`   // tell (the default), overflow, callback
}

// Keep is a reserve: the line leaves N ready agents alone who have Skill.
type Keep struct {
	Skill id.Skill `json:"skill"`
	N     int      `json:"n"`
}

// FloorSet is what holds for all lines of the floor.
type FloorSet struct {
	Pick     string `json:"pick,omitempty"`      // age (the default), slack, shares
	StarveMS int64  `json:"starve_ms,omitempty"` // nobody waits longer because others matter more; 0: 600,000
}

func (FloorSet) kind() string { return "floor_set" }
