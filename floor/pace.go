package floor

import "time"

const (
	// commitsPerSecond is what a busy floor spends: a commit costs some 0.16 ms of processor
	// whatever is in it, so at 100 calls/s two calls share one. House.md 5.2
	// allows 4. Nobody waits longer than 20 ms for company.
	commitsPerSecond = 50
	// commitBurst is how many may follow each other at once: at the pace of people every
	// input that leads to something is committed without waiting.
	commitBurst = 20
)

// A pace spaces commits (a token bucket).
type pace struct {
	tokens float64
	at     time.Time // of tokens
}

func newPace(now time.Time) *pace { return &pace{commitBurst, now} }

func (p *pace) fill(now time.Time) {
	p.tokens = min(p.tokens+now.Sub(p.at).Seconds()*commitsPerSecond, commitBurst)
	p.at = now
}

// next is when the next commit may be: now or a little later.
func (p *pace) next(now time.Time) time.Time {
	p.fill(now)
	if p.tokens >= 1 {
		return now
	}
	return now.Add(time.Duration((1 - p.tokens) / commitsPerSecond * float64(time.Second)))
}

// take counts a commit.
func (p *pace) take(now time.Time) {
	p.fill(now)
	p.tokens = max(p.tokens-1, 0)
}
