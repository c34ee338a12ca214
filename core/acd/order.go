package acd

import "cmp"

// runLimit is the length at which a run is halved: moving half of it costs less than the
// comparisons that find the place.
const runLimit = 128

// An order keeps values sorted in short runs, so that putting in and taking out is
// O(log n) with a small constant, the first is at hand and the place of a value is known.
// A value's key must not change while it is inside.
type order[T comparable] struct {
	cmp  func(a, b T) int
	runs [][]T // none is empty
	n    int
}

func newOrder[T comparable](cmp func(a, b T) int) *order[T] { return &order[T]{cmp: cmp} }

func (o *order[T]) len() int { return o.n }

func (o *order[T]) first() (v T, ok bool) {
	if o.n == 0 {
		return v, false
	}
	return o.runs[0][0], true
}

// all yields the values in order. They must not come or go meanwhile.
func (o *order[T]) all(yield func(T) bool) {
	for _, run := range o.runs {
		for _, v := range run {
			if !yield(v) {
				return
			}
		}
	}
}

// put takes v in. Two values that compare equal are a programmer's mistake.
func (o *order[T]) put(v T) {
	o.n++
	if len(o.runs) == 0 {
		o.runs = append(o.runs, append(make([]T, 0, 8), v))
		return
	}
	r, i := o.find(v)
	if r == len(o.runs) {
		r--
		i = len(o.runs[r])
	}
	run := append(o.runs[r], v)
	copy(run[i+1:], run[i:])
	run[i] = v
	o.runs[r] = run
	if len(run) > runLimit {
		o.halve(r)
	}
}

func (o *order[T]) halve(r int) {
	run := o.runs[r]
	half := len(run) / 2
	rest := append(make([]T, 0, runLimit+1), run[half:]...)
	clear(run[half:])
	o.runs[r] = run[:half]
	o.runs = append(o.runs, nil)
	copy(o.runs[r+2:], o.runs[r+1:])
	o.runs[r+1] = rest
}

// drop takes v out and reports whether it was inside.
func (o *order[T]) drop(v T) bool {
	var r, i int // mostly it is the first
	if o.n == 0 || o.runs[0][0] != v {
		r, i = o.find(v)
	}
	if r == len(o.runs) || o.cmp(o.runs[r][i], v) != 0 {
		return false
	}
	run := o.runs[r]
	copy(run[i:], run[i+1:])
	clear(run[len(run)-1:])
	o.runs[r] = run[:len(run)-1]
	o.n--
	if len(o.runs[r]) == 0 {
		copy(o.runs[r:], o.runs[r+1:])
		o.runs[len(o.runs)-1] = nil
		o.runs = o.runs[:len(o.runs)-1]
	}
	return true
}

// rank is how many values stand before v.
func (o *order[T]) rank(v T) int {
	r, i := o.find(v)
	for _, run := range o.runs[:r] {
		i += len(run)
	}
	return i
}

// find is the place of the first value that is not before v: its run and its index there;
// after the last run when there is none.
func (o *order[T]) find(v T) (r, i int) {
	lo, hi := 0, len(o.runs)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if run := o.runs[mid]; o.cmp(run[len(run)-1], v) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(o.runs) {
		return lo, 0
	}
	run := o.runs[lo]
	a, b := 0, len(run)
	for a < b {
		mid := int(uint(a+b) >> 1)
		if o.cmp(run[mid], v) < 0 {
			a = mid + 1
		} else {
			b = mid
		}
	}
	return lo, a
}

func cmpInt[N ~int | ~int64](a, b N) int { return cmp.Compare(a, b) }

func cmpString[S ~string](a, b S) int { return cmp.Compare(a, b) }
