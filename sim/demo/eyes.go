package demo

import (
	"context"
	"sync"
	"time"

	"gudok/sim/client"
)

// lookEvery is how often the board is looked at, and how soon a caller notices that somebody
// talks to him.
const lookEvery = 700 * time.Millisecond

// eyes look at the live floor as a supervisor does: callers cannot see a bridge, and on the
// telephone music and voices are both only sound.
type eyes struct {
	mu  sync.Mutex
	now map[string]bool // numbers that are being talked to
}

// open looks until ctx ends. A look that fails is tried again: the next one tells all.
func (e *eyes) open(ctx context.Context, api *client.Client) {
	t := time.NewTicker(lookEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		var board struct {
			Calls []struct {
				Number string
				Parts  []struct{ State string }
			}
		}
		if api.Get(ctx, "/board", &board) != nil {
			continue
		}
		now := map[string]bool{}
		for _, c := range board.Calls {
			if n := len(c.Parts); n > 0 && (c.Parts[n-1].State == "talking" || c.Parts[n-1].State == "held") {
				now[c.Number] = true
			}
		}
		e.mu.Lock()
		e.now = now
		e.mu.Unlock()
	}
}

func (e *eyes) talking(number string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.now[number]
}
