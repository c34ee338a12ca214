package acd

import "slices"

// A bitset is a set of small numbers.
type bitset []uint64

func (b *bitset) set(n int) {
	for len(*b) <= n>>6 {
		*b = append(*b, 0)
	}
	(*b)[n>>6] |= 1 << (n & 63)
}

func (b bitset) clear(n int) {
	if n>>6 < len(b) {
		b[n>>6] &^= 1 << (n & 63)
	}
}

func (b bitset) has(n int) bool { return n>>6 < len(b) && b[n>>6]&(1<<(n&63)) != 0 }

func (b bitset) word(w int) uint64 {
	if w < len(b) {
		return b[w]
	}
	return 0
}

// A sparse set keeps only the words of a bitset that are not empty: of ten thousand profiles a
// line is served by a few hundred.
type sparse struct {
	at   []int32
	bits []uint64
}

func (s *sparse) find(w int) (int, bool) { return slices.BinarySearch(s.at, int32(w)) }

func (s *sparse) set(n int) {
	i, ok := s.find(n >> 6)
	if !ok {
		s.at, s.bits = slices.Insert(s.at, i, int32(n>>6)), slices.Insert(s.bits, i, 0)
	}
	s.bits[i] |= 1 << (n & 63)
}

func (s *sparse) clear(n int) {
	i, ok := s.find(n >> 6)
	if !ok {
		return
	}
	if s.bits[i] &^= 1 << (n & 63); s.bits[i] == 0 {
		s.at, s.bits = slices.Delete(s.at, i, i+1), slices.Delete(s.bits, i, i+1)
	}
}
