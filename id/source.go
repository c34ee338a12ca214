package id

import "sync/atomic"

// outside marks the sequence numbers of a Source, so that they never equal an input's.
const outside = 1 << 47

// A Source makes names for what is born outside the core: an arriving leg, a row of the
// office. It counts where a Maker uses the input's number. Safe for concurrent use.
type Source struct {
	Epoch uint16
	Now   func() int64 // ms UTC; required

	n atomic.Uint64
}

// Next is the next name with the prefix kind.
func (s *Source) Next(kind string) string {
	m := Maker{Epoch: s.Epoch}
	m.Begin(s.Now(), outside|s.n.Add(1))
	return m.Next(kind)
}
