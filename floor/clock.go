package floor

import (
	"sync"
	"time"
)

// slewDivisor: the clock runs at most 1 % faster or slower to come nearer to the wall, so
// that a ring of 15 s lasts 15 s to the ear whatever somebody does to the computer's clock.
const slewDivisor = 100

// A clock is the floor's time (house.md 5.7): integer milliseconds UTC = wall at start +
// monotonic elapsed, slewed to the wall, never back, not even over restarts. Safe for
// concurrent use.
type clock struct {
	wall func() time.Time
	mono func() time.Duration // since any fixed moment

	mu   sync.Mutex
	ns   int64         // the clock's moment, ns UTC
	read time.Duration // mono at that moment
}

func newClock(wall func() time.Time, mono func() time.Duration) *clock {
	return &clock{wall: wall, mono: mono, ns: wall().UnixNano(), read: mono()}
}

// notBefore puts the clock forward to the moment (ms UTC) at which the journal ends.
func (c *clock) notBefore(moment int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ns = max(c.ns, moment*int64(time.Millisecond))
}

// now is the moment in ms UTC.
func (c *clock) now() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := c.mono()
	elapsed := max(m-c.read, 0)
	c.read = m
	c.ns += int64(elapsed)
	most := int64(elapsed / slewDivisor)
	c.ns += min(max(c.wall().UnixNano()-c.ns, -most), most)
	return c.ns / int64(time.Millisecond)
}
