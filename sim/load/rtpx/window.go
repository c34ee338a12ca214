//go:build linux

package rtpx

import (
	"fmt"
	"sort"
	"time"
)

// Measure opens the window.
func (e *Engine) Measure() {
	e.hmu.Lock()
	clear(e.hist[:])
	clear(e.gap[:])
	e.hmu.Unlock()
	e.mu.RLock()
	for _, l := range e.legs {
		l.got.Store(0)
		l.lost.Store(0)
		l.late.Store(0)
	}
	e.mu.RUnlock()
	e.MaxTickLate.Store(0)
	e.meas.Store(true)
}

// A Summary is what a window showed; times in ms.
type Summary struct {
	Got, Lost, Late                                uint64
	Streams, Silent                                int
	D50, D99, D999, DMax, J50, J99, JMax, TickLate float64 // ms
}

func q(h *[4096]uint32, p float64) float64 {
	var t, c uint64
	for _, v := range h {
		t += uint64(v)
	}
	if t == 0 {
		return 0
	}
	for i, v := range h {
		c += uint64(v)
		if float64(c) >= p*float64(t) {
			return float64(i+1) * 0.05
		}
	}
	return 0
}

// End closes the window and sums it up.
func (e *Engine) End() Summary {
	e.meas.Store(false)
	var s Summary
	e.mu.RLock()
	for _, l := range e.legs {
		if !l.active.Load() {
			continue
		}
		s.Streams++
		g := l.got.Load()
		if g == 0 {
			s.Silent++
		}
		s.Got += g
		s.Lost += l.lost.Load()
		s.Late += l.late.Load()
	}
	e.mu.RUnlock()
	e.hmu.Lock()
	s.D50, s.D99, s.D999, s.DMax = q(&e.hist, .5), q(&e.hist, .99), q(&e.hist, .999), q(&e.hist, 1)
	s.J50, s.J99, s.JMax = q(&e.gap, .5), q(&e.gap, .99), q(&e.gap, 1)
	e.hmu.Unlock()
	s.TickLate = float64(e.MaxTickLate.Load()) / 1e6
	return s
}

func (s Summary) String() string {
	return fmt.Sprintf("streams=%d silent=%d got=%d lost=%d (%.4f%%) reordered=%d delay_ms p50=%.2f p99=%.2f p99.9=%.2f max=%.2f | interarrival_dev_ms p50=%.2f p99=%.2f max=%.2f | gen_tick_late_max_ms=%.2f",
		s.Streams, s.Silent, s.Got, s.Lost, 100*float64(s.Lost)/float64(max(1, s.Got+s.Lost)), s.Late, s.D50, s.D99, s.D999, s.DMax, s.J50, s.J99, s.JMax, s.TickLate)
}

// Pct returns the p-quantile of a slice of durations.
func Pct(d []time.Duration, p float64) time.Duration {
	if len(d) == 0 {
		return 0
	}
	sort.Slice(d, func(i, j int) bool { return d[i] < d[j] })
	i := int(p * float64(len(d)))
	if i >= len(d) {
		i = len(d) - 1
	}
	return d[i]
}
