package whatif

// What can be planned. The first two bring callers.
const (
	calls      = iota // a kind of callers has its next call
	callsAgain        // the caller tries once more
	givesUp           // the caller hangs up, if he still waits
	heard             // the caller has heard what he was told
	answers           // the agent picks up
	finishes          // the agent's conversation is over
	presses           // the caller presses the key for a call back
	picksUp           // the person whom we call picks up
	wrapsUp           // the agent is ready for the next one
	comes             // the agent's shift begins
	goes              // the agent's shift ends
)

// An event is what happens at a moment, to whom, and in which of his states; in another it
// does not happen any more.
type event struct {
	at   int64
	n    uint64
	who  int32
	gen  uint32
	what uint8
}

// An agenda is a heap of events by moment, at one moment in the order of planning.
type agenda struct {
	heap  []event
	n     uint64
	calls int // planned ones that bring callers
}

// at plans an event for the moment ms after midnight.
func (d *day) at(ms int64, what uint8, who int32, gen uint32) {
	if ms >= never {
		return
	}
	a := &d.todo
	a.n++
	if what == calls || what == callsAgain {
		a.calls++
	}
	a.heap = append(a.heap, event{midnight + ms, a.n, who, gen, what})
	for i := len(a.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !a.before(i, up) {
			return
		}
		a.heap[i], a.heap[up] = a.heap[up], a.heap[i]
		i = up
	}
}

func (a *agenda) before(i, j int) bool {
	x, y := &a.heap[i], &a.heap[j]
	return x.at < y.at || x.at == y.at && x.n < y.n
}

// next is the moment of the first event, later than any day when there is none.
func (a *agenda) next() int64 {
	if len(a.heap) == 0 {
		return midnight + never
	}
	return a.heap[0].at
}

func (a *agenda) pop() event {
	e, last := a.heap[0], len(a.heap)-1
	if e.what == calls || e.what == callsAgain {
		a.calls--
	}
	a.heap[0] = a.heap[last]
	a.heap = a.heap[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			return e
		}
		if down+1 < last && a.before(down+1, down) {
			down++
		}
		if !a.before(down, i) {
			return e
		}
		a.heap[i], a.heap[down] = a.heap[down], a.heap[i]
		i = down
	}
}
