package media

import (
	"context"
	"sync"

	"gudok/voice"
)

// A reporter carries events to the sink from a goroutine of its own: a full mailbox of the
// floor must not hold up sound, and the floor may be calling us at that moment.
type reporter struct {
	sink voice.Sink

	mu    sync.Mutex
	queue []voice.Event // rare and small: bounded by what people can press and play
	ready chan struct{}
}

func (r *reporter) tell(e voice.Event) {
	r.mu.Lock()
	r.queue = append(r.queue, e)
	r.mu.Unlock()
	select {
	case r.ready <- struct{}{}:
	default:
	}
}

// run posts until ctx ends and nothing is left.
func (r *reporter) run(ctx context.Context) {
	for {
		r.mu.Lock()
		queue := r.queue
		r.queue = nil
		r.mu.Unlock()
		for _, e := range queue {
			r.sink.Post(e)
		}
		if len(queue) > 0 {
			continue
		}
		select {
		case <-r.ready:
		case <-ctx.Done():
			if len(r.ready) == 0 {
				return
			}
		}
	}
}
