package whatif

// A Scenario is a scenario file: JSON, in which // begins a comment. Times are written as "20s",
// "1m30s", "4h", or as a number of seconds; moments of the day as "18:00" (up to "48:00").
// Shares are from 0 to 1.
type Scenario struct {
	Name   string  `json:"name"`
	About  string  `json:"about"`  // whatever is to be remembered of it, printed above the figures
	From   Clock   `json:"from"`   // when the day begins
	To     Clock   `json:"to"`     // when the last new caller may come; those who are there are served
	Slot   Span    `json:"slot"`   // length of the slots in "by_slot" lists; 0: 30 minutes
	Target Target  `json:"target"` // of the service level
	Warmup Span    `json:"warmup"` // at the beginning, not counted
	Days   Days    `json:"days"`
	Floor  Routing `json:"floor"`

	Lines    []Line    `json:"lines"`
	Callers  []Callers `json:"callers"`
	Agents   []Group   `json:"agents"`
	Variants []Variant `json:"variants"`
}

// Target is by what the service level judges.
type Target struct {
	Within Span `json:"within"` // T; 0: 20 s
	Short  Span `json:"short"`  // who gives up sooner does not count in SL-E; 0: 5 s
}

// Days is how days differ from one another.
type Days struct {
	// Spread is the standard deviation of the day's factor, by which all arrivals of a day are
	// multiplied: its mean is 1 and it is gamma distributed (Avramidis, Deslauriers and L'Ecuyer
	// 2004). 0: every day is like the other. Real centres have 0.05 to 0.2.
	Spread float64 `json:"spread"`
}

// Routing holds for all lines of the floor, see core.FloorSet.
type Routing struct {
	Pick   string `json:"pick"`   // age (default), slack, shares
	Starve Span   `json:"starve"` // nobody waits longer because others matter more; 0: 10 minutes
}

// A Line is a line as the centre would set it up; what is not said is the product's default.
type Line struct {
	Name        string       `json:"name"`
	Skill       string       `json:"skill"`     // "": the line's name
	MinLevel    int          `json:"min_level"` // 0: 1
	Priority    int          `json:"priority"`
	Strategy    string       `json:"strategy"`          // see core.LongestIdle and its neighbours
	RingMany    int          `json:"ring_many"`         // of ring_all and ring_progressively: how many, 2 to 8; 0: 3
	Step        Span         `json:"step"`              // of ring_progressively; 0: 5 s
	Equal       bool         `json:"generalists_equal"` // who has fewer skills does not come first
	Weight      int          `json:"weight"`
	Bonus       Span         `json:"bonus"`
	Strict      bool         `json:"strict"`
	Relax       []Relaxation `json:"relax"`
	MaxWaiting  int          `json:"max_waiting"`
	MaxWait     Span         `json:"max_wait"`
	Ring        Span         `json:"ring"`
	OverflowTo  string       `json:"overflow_to"`
	OverflowAt  Span         `json:"overflow_after"`
	ForwardedBy Span         `json:"forwarded_bonus"` // by how much older who was forwarded to it counts
	Keep        *Keep        `json:"keep"`
	Offer       *Offer       `json:"offer"`   // nil: nobody is offered a call back
	Returns     *Returns     `json:"returns"` // nil: nobody is called back, and callers withhold their numbers
}

// An Offer lets who waits ask by a key to be called back.
type Offer struct {
	After  Span `json:"after"`
	Every  Span `json:"every"`   // 0: once
	IfOver Span `json:"if_over"` // only to who will wait longer than that, by the core's estimate; 0: to all
}

// Returns is how the floor calls back whom it missed and who asked for it.
type Returns struct {
	CustomerFirst bool   `json:"customer_first"` // the person is rung before the agent
	Bonus         Span   `json:"bonus"`          // by how much older a return of a miss counts; 0: after all who wait
	After         []Span `json:"after"`          // waits before the attempts; none: the product's
}

// A Relaxation opens the line to more agents after a while.
type Relaxation struct {
	After    Span     `json:"after"`
	MinLevel int      `json:"min_level"`
	Skills   []string `json:"skills"`
}

// Keep is a reserve: N ready agents with the skill are left alone.
type Keep struct {
	Skill string `json:"skill"`
	N     int    `json:"n"`
}

// Callers are people who call for the same reason.
type Callers struct {
	Name     string   `json:"name"`
	Line     string   `json:"line"` // "": the line of the same name
	Calls    Calls    `json:"calls"`
	Patience Chance   `json:"patience"` // nothing: they never hang up
	Talk     Chance   `json:"talk"`     // how long a conversation takes
	Wrap     Chance   `json:"wrap"`     // and what the agent has to write up; nothing: nothing
	Again    *Again   `json:"again"`    // nil: who hangs up does not come back
	Forward  *Forward `json:"forward"`  // nil: who was served is served
	// Of lines with returns: the share that takes the offer of a call back, each time, and the
	// share that picks up when called.
	TakesOffer float64 `json:"takes_offer"`
	PicksUp    float64 `json:"picks_up"`
}

// Calls is when people call. One of the first four is given.
type Calls struct {
	PerDay  float64   `json:"per_day"`  // on average, spread over the day by ByWeight
	PerHour float64   `json:"per_hour"` // the same all day
	BySlot  []float64 `json:"by_slot"`  // on average in each slot
	Every   Chance    `json:"every"`    // times between calls: a renewal process

	ByWeight []float64 `json:"by_weight"` // with PerDay: how it falls on the slots, in any unit
	Exact    bool      `json:"exact"`     // with PerDay: exactly so many, not so many on average
}

// Again is who calls again after hanging up, or after finding the line full.
type Again struct {
	First   float64 `json:"first"`   // share after the first time
	Further float64 `json:"further"` // and after each further time
	After   Chance  `json:"after"`   // how long that takes
}

// Forward is who needs somebody else when he has been served.
type Forward struct {
	Share float64            `json:"share"`
	To    map[string]float64 `json:"to"` // names of callers, with weights: what he is from then on
	// KeepsPlace: he is transferred, as the floor does it: his age counts from the first call.
	// Otherwise he waits anew.
	KeepsPlace bool `json:"keeps_place"`
}

// A Group is agents who can the same.
type Group struct {
	Name   string         `json:"name"`
	Skills map[string]int `json:"skills"` // with levels 1 to 5
	// One of the next three says who is there when.
	Count  int     `json:"count"` // all day
	BySlot []int   `json:"by_slot"`
	Shifts []Shift `json:"shifts"`
	// Longest is how long anybody works of a plan by slots: then somebody else relieves him, while
	// he finishes the call that he has. 0: no limit.
	Longest Span `json:"longest_shift"`

	Answer   Chance              `json:"answer"`   // from the first ring to the first word; nothing: at once
	Pause    Chance              `json:"pause"`    // rest after each call, not counted as work; nothing: none
	Handling map[string]Handling `json:"handling"` // for these callers, when it differs from theirs

	fixed []shift // after a variant has changed who is there
}

// A Shift is so many people from and to a moment.
type Shift struct {
	From  Clock `json:"from"`
	To    Clock `json:"to"`
	Count int   `json:"count"`
}

// Handling is how long the group takes.
type Handling struct {
	Talk Chance `json:"talk"`
	Wrap Chance `json:"wrap"`
}

// A Variant is the same centre with changes.
type Variant struct {
	Name    string   `json:"name"`
	Changes []Change `json:"changes"`
}

// A Change names what it changes (one of the first four) and how.
type Change struct {
	Agents  string `json:"agents"`  // a group
	Line    string `json:"line"`    // a line
	Callers string `json:"callers"` // callers; "*": all
	Floor   bool   `json:"floor"`

	// Of agents: Add (or with a minus take away) so many from From to To; or let Count of them (0:
	// all) have Skills beside their own, at all times.
	Add    int            `json:"add"`
	From   Clock          `json:"from"`
	To     Clock          `json:"to"`
	Count  int            `json:"count"`
	Skills map[string]int `json:"skills"`
	// Of callers: so many times as many; and these instead of their own.
	Times    float64 `json:"times"`
	Patience Chance  `json:"patience"`
	Talk     Chance  `json:"talk"`
	Wrap     Chance  `json:"wrap"`
	// Of a line, or the floor: fields of Line, or Routing, that are to have another value.
	Set RawFields `json:"set"`
}
