package floor

import (
	"testing"
	"time"
)

// A fakeTime is a wall and a monotonic clock that can be set apart.
type fakeTime struct {
	wall time.Time
	mono time.Duration
}

func (f *fakeTime) pass(d time.Duration) { f.wall, f.mono = f.wall.Add(d), f.mono+d }

func (f *fakeTime) clock(after int64) *clock {
	c := newClock(func() time.Time { return f.wall }, func() time.Duration { return f.mono })
	c.notBefore(after)
	return c
}

func TestTheClockFollowsTheMonotonicOne(t *testing.T) {
	for name, jump := range map[string]time.Duration{
		"an hour forward": time.Hour, "an hour back": -time.Hour,
		"a day forward": 24 * time.Hour, "a day back": -24 * time.Hour,
	} {
		t.Run(name, func(t *testing.T) {
			f := &fakeTime{wall: time.UnixMilli(1_000_000_000_000)}
			c := f.clock(0)
			start := c.now()
			f.wall = f.wall.Add(jump)
			for range 150 {
				f.pass(100 * time.Millisecond)
				c.now()
			}
			if got := c.now() - start; got < 14_850 || got > 15_150 {
				t.Errorf("15 s lasted %d ms after a jump of the wall", got)
			}
		})
	}
}

func TestTheClockComesBackToTheWall(t *testing.T) {
	f := &fakeTime{wall: time.UnixMilli(1_000_000_000_000)}
	c := f.clock(0)
	f.wall = f.wall.Add(2 * time.Second)
	for range 300 {
		f.pass(time.Second)
		c.now()
	}
	if got, want := c.now(), f.wall.UnixMilli(); got != want {
		t.Errorf("five minutes after a jump of 2 s the clock is %d ms off", want-got)
	}
}

func TestTheClockNeverGoesBackOverARestart(t *testing.T) {
	f := &fakeTime{wall: time.UnixMilli(1_000_000_000_000)}
	journalled := f.wall.Add(time.Hour).UnixMilli() // the wall was put back meanwhile
	c := f.clock(journalled)
	last := c.now()
	if last < journalled {
		t.Fatalf("the clock begins %d ms before the journal's end", journalled-last)
	}
	for range 1000 {
		f.pass(time.Millisecond)
		if now := c.now(); now < last {
			t.Fatalf("the clock went back by %d ms", last-now)
		} else {
			last = now
		}
	}
}
