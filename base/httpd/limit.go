package httpd

import (
	"strconv"
	"sync"
	"time"

	"gudok/base/problem"
)

// maxLimited bounds the names a Limit remembers; beyond it the oldest windows are forgotten,
// which an attacker with that many addresses could do anyway.
const maxLimited = 10_000

// A Limit lets N things happen for one name within a window of time: sign-ins of an address.
// Safe for concurrent use.
type Limit struct {
	N      int
	Window time.Duration
	Now    func() time.Time // required

	mu   sync.Mutex
	seen map[string]window
}

type window struct {
	began time.Time
	n     int
}

// Take counts one for the name. One too many is the problem "request.too_many" with the
// seconds to wait.
func (l *Limit) Take(name string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.Now()
	w := l.seen[name]
	if now.Sub(w.began) >= l.Window {
		w = window{began: now}
	}
	w.n++
	if _, known := l.seen[name]; !known && len(l.seen) >= maxLimited {
		l.forget(now)
	}
	if l.seen == nil {
		l.seen = map[string]window{}
	}
	l.seen[name] = w
	if w.n > l.N {
		return l.wait(now, w)
	}
	return nil
}

// Over tells, without counting, whether one more would be too many: for limits that count
// only what failed.
func (l *Limit) Over(name string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.Now()
	if w := l.seen[name]; w.n >= l.N && now.Sub(w.began) < l.Window {
		return l.wait(now, w)
	}
	return nil
}

func (l *Limit) wait(now time.Time, w window) error {
	left := l.Window - now.Sub(w.began)
	return problem.New(problem.TooMany, "request.too_many", "seconds", strconv.Itoa(int(left.Seconds())+1))
}

// forget drops windows that are over, or all when none is.
func (l *Limit) forget(now time.Time) {
	for name, w := range l.seen {
		if now.Sub(w.began) >= l.Window {
			delete(l.seen, name)
		}
	}
	if len(l.seen) >= maxLimited {
		l.seen = nil
	}
}
