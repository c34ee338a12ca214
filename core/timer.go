package core

// A timer is a moment at which something may have to be done. Timers are never cancelled,
// only outlived: one that fires late looks at the state and finds nothing to do.
type timer struct {
	At   int64  `json:"at"`
	N    uint64 `json:"n"` // breaks ties: who was set first fires first
	Kind string `json:"kind"`
	Name string `json:"name"`           // what it is about
	Mark string `json:"mark,omitempty"` // which state of it, so that a later one is not meant
	No   int64  `json:"no,omitempty"`   // the same as a number
}

// Kinds of timers beside those of acd.
const (
	menuOver   = "menu_over"   // the run of the item Name has waited under the token No
	farewell   = "farewell"    // the leg Name should have heard its last words
	legOver    = "leg_over"    // the leg Name was told to end and says nothing
	clearOver  = "clear_over"  // the agent's leg Name was told to end a while ago
	dialOver   = "dial_over"   // the leg Name of a call that we make has rung long enough
	promiseDue = "promise_due" // the promise Name
	numberFree = "number_free" // the number Name
	thirdOver  = "third_over"  // the leg Name of a number that is asked has rung long enough
	earOver    = "ear_over"    // the leg Name of a supervisor has rung long enough
	toldOver   = "told_over"   // the leg Name should have heard what it is told under the token No
	holdLate   = "hold_late"   // the call Name is on hold, promised to last until the moment No
	hoursTurn  = "hours_turn"  // the calendar Name, in its edition of the moment No
	outOver    = "out_over"    // the leg Name to a client's own telephone has rung long enough
	overflowed = "overflowed"  // whether the waiting item Name goes on elsewhere
	tellWaiter = "tell_waiter" // the waiting item Name is told where it stands, or offered a call
	closeOver  = "close_over"  // the item Name was offered a call at closing time, under the token No
)

// timers is a heap by (At, N), kept by hand: container/heap would box each timer.
type timers struct {
	Heap []timer `json:"heap"`
	N    uint64  `json:"n"`
}

func (h *timers) before(i, j int) bool {
	a, b := &h.Heap[i], &h.Heap[j]
	return a.At < b.At || a.At == b.At && a.N < b.N
}

func (h *timers) push(t timer) {
	h.N++
	t.N = h.N
	h.Heap = append(h.Heap, t)
	for i := len(h.Heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !h.before(i, up) {
			return
		}
		h.Heap[i], h.Heap[up] = h.Heap[up], h.Heap[i]
		i = up
	}
}

// next is when the first timer fires, 0 when there is none.
func (h *timers) next() int64 {
	if len(h.Heap) == 0 {
		return 0
	}
	return h.Heap[0].At
}

func (h *timers) pop() timer {
	t, last := h.Heap[0], len(h.Heap)-1
	h.Heap[0] = h.Heap[last]
	h.Heap[last] = timer{}
	h.Heap = h.Heap[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			return t
		}
		if down+1 < last && h.before(down+1, down) {
			down++
		}
		if !h.before(down, i) {
			return t
		}
		h.Heap[i], h.Heap[down] = h.Heap[down], h.Heap[i]
		i = down
	}
}
