package sim

// An agenda is what is to happen, by its moment; at one moment in the order of planning.
type agenda struct {
	heap []plan
	n    uint64
}

type plan struct {
	at int64
	n  uint64
	do func()
}

func (a *agenda) before(i, j int) bool {
	return a.heap[i].at < a.heap[j].at || a.heap[i].at == a.heap[j].at && a.heap[i].n < a.heap[j].n
}

func (a *agenda) next() int64 {
	if len(a.heap) == 0 {
		return 0
	}
	return a.heap[0].at
}

func (a *agenda) push(at int64, do func()) {
	a.n++
	a.heap = append(a.heap, plan{at, a.n, do})
	for i := len(a.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !a.before(i, up) {
			return
		}
		a.heap[i], a.heap[up] = a.heap[up], a.heap[i]
		i = up
	}
}

func (a *agenda) pop() plan {
	p, last := a.heap[0], len(a.heap)-1
	a.heap[0] = a.heap[last]
	a.heap[last] = plan{}
	a.heap = a.heap[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			return p
		}
		if down+1 < last && a.before(down+1, down) {
			down++
		}
		if !a.before(down, i) {
			return p
		}
		a.heap[i], a.heap[down] = a.heap[down], a.heap[i]
		i = down
	}
}
