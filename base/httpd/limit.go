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
	if len(l.seen) >= maxLimited {
		l.forget(now)
	}
	if l.seen == nil {
		l.seen = map[string]window{}
	}
	l.seen[name] = w
	if w.n > l.N {
		wait := l.Window - now.Sub(w.began)
		return problem.New(problem.TooMany, "request.too_many", "seconds", strconv.Itoa(int(wait.Seconds())+1))
	}
	return nil
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
