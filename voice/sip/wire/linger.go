package wire

import "time"

// reapTime is how exactly finished transactions are forgotten. They stay for 5 or 32 s only
// to swallow what comes late, so a second more does no harm; one timer for all of them
// instead of five a call saves as many awakenings.
const reapTime = time.Second

// A finished transaction waits here to be forgotten.
type finished struct {
	at time.Time
	tx interface{ reap() }
}

// linger forgets a transaction after d, which is T4 or timeout.
func (s *Stack) linger(d time.Duration, tx interface{ reap() }) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	// Each queue has one d, so that it is in order by itself.
	q := &s.late
	if d == T4 {
		q = &s.soon
	}
	*q = append(*q, finished{time.Now().Add(d), tx})
	if s.reaper == nil {
		s.reaper = time.AfterFunc(d+reapTime, s.reap)
		s.reapAt = time.Now().Add(d + reapTime)
	} else if at := time.Now().Add(d + reapTime); !s.reaping || at.Before(s.reapAt) {
		s.reaper.Reset(d + reapTime)
		s.reapAt = at
	}
	s.reaping = true
}

// reap forgets what is due and sleeps until the next.
func (s *Stack) reap() {
	now := time.Now()
	s.mu.Lock()
	var due []finished
	for _, q := range []*[]finished{&s.soon, &s.late} {
		n := 0
		for n < len(*q) && !(*q)[n].at.After(now) {
			n++
		}
		due = append(due, (*q)[:n]...)
		*q = (*q)[n:]
		if len(*q) == 0 {
			*q = nil // lets the array go
		}
	}
	s.reaping = len(s.soon)+len(s.late) > 0 && !s.closed
	if s.reaping {
		s.reapAt = now.Add(reapTime)
		s.reaper.Reset(reapTime)
	}
	s.mu.Unlock()
	for _, f := range due {
		f.tx.reap()
	}
}
