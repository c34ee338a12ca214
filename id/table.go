package id

// A Table finds values by their name and lists them in the order of their names. The pure
// rooms keep everything in tables: walking a Go map is chance, walking a table is not
// (house.md 5.8). The zero Table is empty and ready.
//
// The names stand in short sorted runs, so that putting in and taking out costs the same
// with ten values and with a hundred thousand. Names made by a Maker rise with time: a new
// one nearly always goes to the end of the last run.
type Table[K ~string, V any] struct {
	find map[K]*V
	runs [][]named[K, V] // none is empty
	n    int
}

type named[K ~string, V any] struct {
	name K
	val  *V
}

// runLimit is the length at which a run is halved.
const runLimit = 256

// Get is the value named k, nil when there is none.
func (t *Table[K, V]) Get(k K) *V { return t.find[k] }

// Len is how many values there are.
func (t *Table[K, V]) Len() int { return t.n }

// First is the value with the first name, nil when there is none.
func (t *Table[K, V]) First() *V {
	if t.n == 0 {
		return nil
	}
	return t.runs[0][0].val
}

// All lists the values in the order of their names, nil when there are none. The list is
// the caller's own: values may come and go while it is walked.
func (t *Table[K, V]) All() []*V {
	if t.n == 0 {
		return nil
	}
	list := make([]*V, 0, t.n)
	for _, run := range t.runs {
		for _, e := range run {
			list = append(list, e.val)
		}
	}
	return list
}

// Put files v under k, in place of what was there.
func (t *Table[K, V]) Put(k K, v *V) {
	r, i := t.search(k)
	if r < len(t.runs) && t.runs[r][i].name == k {
		t.runs[r][i].val, t.find[k] = v, v
		return
	}
	if t.find == nil {
		t.find = map[K]*V{}
	}
	t.find[k] = v
	t.n++
	if len(t.runs) == 0 {
		t.runs = append(t.runs, nil)
	}
	if r == len(t.runs) {
		r--
		i = len(t.runs[r])
	}
	run := append(t.runs[r], named[K, V]{})
	copy(run[i+1:], run[i:])
	run[i] = named[K, V]{k, v}
	t.runs[r] = run
	if len(run) > runLimit {
		t.halve(r)
	}
}

func (t *Table[K, V]) halve(r int) {
	run := t.runs[r]
	half := len(run) / 2
	rest := append(make([]named[K, V], 0, runLimit+1), run[half:]...)
	clear(run[half:])
	t.runs[r] = run[:half]
	t.runs = append(t.runs, nil)
	copy(t.runs[r+2:], t.runs[r+1:])
	t.runs[r+1] = rest
}

// Delete forgets the value named k, if there is one.
func (t *Table[K, V]) Delete(k K) {
	if _, known := t.find[k]; !known {
		return
	}
	delete(t.find, k)
	t.n--
	r, i := t.search(k)
	run := t.runs[r]
	copy(run[i:], run[i+1:])
	clear(run[len(run)-1:]) // the array must not keep it alive
	if t.runs[r] = run[:len(run)-1]; len(run) > 1 {
		return
	}
	copy(t.runs[r:], t.runs[r+1:])
	t.runs[len(t.runs)-1] = nil
	t.runs = t.runs[:len(t.runs)-1]
}

// Clone is a table of copies, each made by copyOf.
func (t *Table[K, V]) Clone(copyOf func(*V) *V) Table[K, V] {
	c := Table[K, V]{find: make(map[K]*V, t.n), runs: make([][]named[K, V], len(t.runs)), n: t.n}
	for r, run := range t.runs {
		c.runs[r] = append(make([]named[K, V], 0, runLimit+1), run...)
		for i, e := range run {
			v := copyOf(e.val)
			c.runs[r][i].val, c.find[e.name] = v, v
		}
	}
	return c
}

// search is the place of the first name that is not before k: its run and its index there;
// after the last run when there is none.
func (t *Table[K, V]) search(k K) (r, i int) {
	lo, hi := 0, len(t.runs)
	if hi > 0 && t.runs[hi-1][len(t.runs[hi-1])-1].name < k {
		return hi, 0
	}
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if run := t.runs[mid]; run[len(run)-1].name < k {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(t.runs) {
		return lo, 0
	}
	run := t.runs[lo]
	a, b := 0, len(run)
	for a < b {
		mid := int(uint(a+b) >> 1)
		if run[mid].name < k {
			a = mid + 1
		} else {
			b = mid
		}
	}
	return lo, a
}
