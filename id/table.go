package id

// A Table finds values by their name and lists them in the order of their names. The pure
// rooms keep everything in tables: walking a Go map is chance, walking a table is not
// (house.md 5.8). The zero Table is empty and ready.
//
// Names made by a Maker rise with time, so a new value nearly always goes to the end of
// the list and costs no moving.
type Table[K ~string, V any] struct {
	find  map[K]*V
	names []K // sorted; vals[i] belongs to names[i]
	vals  []*V
}

// Get is the value named k, nil when there is none.
func (t *Table[K, V]) Get(k K) *V { return t.find[k] }

// Len is how many values there are.
func (t *Table[K, V]) Len() int { return len(t.vals) }

// All lists the values in the order of their names, nil when there are none. The list is
// the table's own: it must neither be changed nor walked while values come and go.
func (t *Table[K, V]) All() []*V {
	if len(t.vals) == 0 {
		return nil // an emptied table is saved like a new one
	}
	return t.vals
}

// Put files v under k, in place of what was there.
func (t *Table[K, V]) Put(k K, v *V) {
	i, known := t.search(k)
	if known {
		t.vals[i], t.find[k] = v, v
		return
	}
	if t.find == nil {
		t.find = map[K]*V{}
	}
	t.find[k] = v
	t.names, t.vals = append(t.names, k), append(t.vals, v)
	copy(t.names[i+1:], t.names[i:])
	copy(t.vals[i+1:], t.vals[i:])
	t.names[i], t.vals[i] = k, v
}

// Delete forgets the value named k, if there is one.
func (t *Table[K, V]) Delete(k K) {
	i, known := t.search(k)
	if !known {
		return
	}
	delete(t.find, k)
	last := len(t.vals) - 1
	copy(t.names[i:], t.names[i+1:])
	copy(t.vals[i:], t.vals[i+1:])
	t.vals[last] = nil // the array must not keep it alive
	t.names, t.vals = t.names[:last], t.vals[:last]
}

// Clone is a table of copies, each made by copyOf.
func (t *Table[K, V]) Clone(copyOf func(*V) *V) Table[K, V] {
	c := Table[K, V]{find: make(map[K]*V, len(t.vals)), names: append([]K(nil), t.names...), vals: make([]*V, len(t.vals))}
	for i, v := range t.vals {
		c.vals[i] = copyOf(v)
		c.find[c.names[i]] = c.vals[i]
	}
	return c
}

// search is the place of k in the list, and whether it is there.
func (t *Table[K, V]) search(k K) (int, bool) {
	lo, hi := 0, len(t.names)
	if hi > 0 && t.names[hi-1] < k {
		return hi, false
	}
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t.names[mid] < k {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(t.names) && t.names[lo] == k
}
