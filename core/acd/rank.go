package acd

import (
	"math/bits"
	"slices"
)

// Strategies: by what the agents who may take an item are compared. See core for what each
// means to people.
const (
	LongestIdle       = "longest_idle"
	MostSkilled       = "most_skilled"
	LeastOccupied     = "least_occupied"
	FewestContacts    = "fewest_contacts"
	LeastTalk         = "least_talk"
	RoundRobin        = "round_robin"
	TopDown           = "top_down"
	RandomWeighted    = "random_weighted"
	RingAll           = "ring_all"
	RingProgressively = "ring_progressively"
)

// A kind is a figure by which ready agents are kept in order. A figure stands still while its
// agent is ready: so an order need never be made anew for a decision.
type kind int

const (
	byIdle     kind = iota // nothing but the time since the last contact
	byOccupied             // busy ms of the last hour
	byContacts             // people talked with in this shift
	byTalk                 // ms talked in this shift
	byTurn                 // number of the last offer
	byOrder                // place in the list
	byLot                  // drawn when the agent becomes ready
	kinds
)

// kind is the order by which the line's agents are compared.
func (l *Line) kind() kind {
	switch l.Strategy {
	case LeastOccupied:
		return byOccupied
	case FewestContacts:
		return byContacts
	case LeastTalk:
		return byTalk
	case RoundRobin:
		return byTurn
	case TopDown:
		return byOrder
	case RandomWeighted:
		return byLot
	}
	return byIdle
}

// rule is the line's strategy by its name.
func (l *Line) rule() string {
	if l.Strategy == "" {
		return LongestIdle
	}
	return l.Strategy
}

// tiered reports whether specialists come before generalists. A line whose strategy is an order
// of agents by itself goes by that.
func (l *Line) tiered() bool {
	switch l.Strategy {
	case MostSkilled, RoundRobin, TopDown, RandomWeighted:
		return false
	}
	return !l.Equal
}

// figure is the agent's in the order; the least comes first.
func (k kind) figure(a *Agent) int64 {
	switch k {
	case byOccupied:
		return a.Occupied
	case byContacts:
		return a.Contacts
	case byTalk:
		return a.TalkedMS
	case byTurn:
		return a.Turn
	case byOrder:
		if a.Order <= 0 {
			return noOrder
		}
		return int64(a.Order)
	case byLot:
		return a.Lot
	case byIdle, kinds:
	}
	return 0
}

// noOrder is the place of an agent who has none.
const noOrder = 1 << 31

func (k kind) cmp(a, b *Agent) int {
	if x, y := k.figure(a), k.figure(b); x != y {
		return cmpInt(x, y)
	}
	return cmpAgents(a, b)
}

// use counts the lines that go by a kind. The first one has the ready agents sorted by it, the
// last one has the order forgotten.
func (s *State) use(k kind, n int) {
	if k == byIdle {
		return
	}
	was := s.using[k]
	if s.using[k] += n; (was > 0) == (s.using[k] > 0) {
		return
	}
	for _, p := range s.profiles {
		if p == nil {
			continue
		}
		if p.ready[k] = nil; n > 0 {
			p.ready[k] = newOrder(k.cmp)
		}
	}
	if n < 0 {
		return
	}
	for _, a := range s.Agents.All() {
		if a.filed == filedReady {
			s.unfile(a)
			s.file(a)
		}
	}
}

// drawLot draws the agent's figure for chance in proportion to weights: the moment at which a
// clock strikes that strikes the more often the heavier the agent is, counted from the last
// moment that was taken. The least of such moments is each agent's in proportion to his
// weight, and stays so for the rest when one is taken, since such clocks have no memory.
func (s *State) drawLot(a *Agent) {
	if s.using[byLot] == 0 || s.loading || a.Lot > s.Lots.Taken {
		return // drawn already, and not taken yet
	}
	a.Lot = s.Lots.Taken + 1 + s.Lots.wait()/int64(min(max(a.Weight, 1), maxShare))
}

// maxShare is the greatest weight of an agent.
const maxShare = 100

// Lots is the chance of random_weighted.
type Lots struct {
	State uint64 `json:"state,omitempty"` // of the generator
	Taken int64  `json:"taken,omitempty"` // the greatest figure that was chosen
}

// next is splitmix64 (Steele, Lea, Flood 2014).
func (c *Lots) next() uint64 {
	c.State += 0x9e3779b97f4a7c15
	z := c.State
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// wait draws -ln(u) for u evenly between 0 and 1, times 2^30, in whole numbers so that every
// machine draws the same.
func (c *Lots) wait() int64 {
	x := c.next()>>32 + 1 // 1 to 2^32
	whole := int64(bits.Len64(x) - 1)
	frac, m := int64(0), x<<(63-whole) // m/2^63 is 1 to 2
	for range logBits {
		hi, lo := bits.Mul64(m, m)
		frac <<= 1
		if hi>>63 != 0 { // the square is 2 or more
			frac++
			m = hi
		} else {
			m = hi<<1 | lo>>63
		}
	}
	log2 := whole<<logBits | frac
	return (32<<logBits - log2) * ln2 >> logBits
}

const (
	logBits = 20
	ln2     = 744_261_118 // ln 2 times 2^30
)

// Seed begins chance anew.
func (s *State) Seed(seed uint64) { s.Lots.State = seed }

// work counts the time in which the agent was busy, in windows of five minutes, if a line goes
// by it.
func (s *State) work(now int64, a *Agent) {
	if s.using[byOccupied] == 0 {
		return
	}
	from := max(a.BusyAt, now-windows*windowMS)
	for a.BusyAt != 0 && from < now {
		w := from / windowMS
		to := min(now, (w+1)*windowMS)
		if n := len(a.Work); n > 0 && a.Work[n-1].N == w {
			a.Work[n-1].MS += to - from
		} else {
			a.Work = append(a.Work, Window{N: w, MS: to - from})
		}
		from = to
	}
	s.occupied(now, a)
}

// occupied brings the figure to the window of now. It changes only between unfile and file.
func (s *State) occupied(now int64, a *Agent) {
	first := now/windowMS - windows + 1
	a.Work = slices.DeleteFunc(a.Work, func(w Window) bool { return w.N < first })
	a.Occupied = 0
	for _, w := range a.Work {
		a.Occupied += w.MS
	}
}

// A Window is five minutes in which an agent was busy.
type Window struct {
	N  int64 `json:"n"` // since 1970
	MS int64 `json:"ms"`
}

const (
	windowMS = 5 * 60_000
	windows  = 12 // an hour
)

// turnWindow: five minutes are over; what lies an hour back does not count any more.
func (s *State) turnWindow(now int64, out *Out) {
	if s.using[byOccupied] == 0 {
		s.TurnAt = 0
		return
	}
	for _, a := range s.Agents.All() {
		if len(a.Work) == 0 {
			continue
		}
		if a.filed != filedReady {
			s.occupied(now, a)
			continue
		}
		s.unfile(a)
		s.occupied(now, a)
		s.file(a)
	}
	s.awaitWindow(now, out)
}

// awaitWindow has the next turn told.
func (s *State) awaitWindow(now int64, out *Out) {
	if s.using[byOccupied] > 0 {
		s.TurnAt = (now/windowMS + 1) * windowMS
		out.wake(Wake{At: s.TurnAt, Kind: WindowOver, Since: s.TurnAt})
	}
}
