package webrtc

import (
	"context"
	"sync"

	"gudok/voice"
)

// An outbox hands events to the sink in order, from one goroutine. Posting may wait for the
// floor, and the floor may at that moment be giving us a command: so nobody posts with the
// gate's lock held. Its length is bounded by what it tells: a few events per leg.
type outbox struct {
	mu   sync.Mutex
	list []voice.Event
	wake chan struct{}
}

func newOutbox() *outbox { return &outbox{wake: make(chan struct{}, 1)} }

func (o *outbox) put(e voice.Event) {
	o.mu.Lock()
	o.list = append(o.list, e)
	o.mu.Unlock()
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// run posts until ctx ends and then what is left.
func (o *outbox) run(ctx context.Context, to voice.Sink) {
	for {
		o.mu.Lock()
		list := o.list
		o.list = nil
		o.mu.Unlock()
		for _, e := range list {
			to.Post(e)
		}
		if len(list) > 0 {
			continue
		}
		select {
		case <-o.wake:
		case <-ctx.Done():
			return
		}
	}
}
