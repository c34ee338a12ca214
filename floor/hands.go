package floor

import (
	"context"
	"sync"

	"gudok/voice"
)

// handsLimit is how many commands may wait for slow hands before new calls are refused.
const handsLimit = 10_000

// Hands do what was decided: app's exchange, which hands each command to the gate that owns
// the leg. Do returns at once; what comes of it is posted back.
type Hands interface{ Do(voice.Command) }

// hands give commands to the Hands in order, in a goroutine of their own: a gate that posts
// while it obeys must never wait for the floor that waits for it.
type hands struct {
	floor *Floor
	wake  chan struct{} // capacity 1

	mu    sync.Mutex
	queue []voice.Command
}

func newHands(f *Floor) *hands { return &hands{floor: f, wake: make(chan struct{}, 1)} }

// push queues commands.
func (h *hands) push(all []voice.Command) {
	if len(all) == 0 {
		return
	}
	h.mu.Lock()
	h.queue = append(h.queue, all...)
	h.mu.Unlock()
	nudge(h.wake)
}

// full reports whether so many commands wait that new calls must not bring more.
func (h *hands) full() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.queue) > handsLimit
}

// run works until ctx ends and the queue is empty: what was remembered is done.
func (h *hands) run(ctx context.Context) error {
	var todo []voice.Command
	for {
		h.mu.Lock()
		todo, h.queue = h.queue, todo[:0]
		h.mu.Unlock()
		for i, c := range todo {
			h.do(c)
			todo[i] = nil
		}
		if len(todo) > 0 {
			continue
		}
		select {
		case <-h.wake:
		case <-ctx.Done():
			select {
			case <-h.wake: // once more
				continue
			default:
				return nil
			}
		}
	}
}

// do gives one command to whoever owns the leg.
//
//nolint:contextcheck // what comes of it is posted like any event, and posting has no context
func (h *hands) do(c voice.Command) {
	if i, ok := c.(voice.Invite); ok {
		var known bool
		if c, known = h.floor.addressed(i); !known {
			h.floor.log.Warn("nobody can be rung: the number was erased", "call", i.Call, "leg", i.Leg)
			h.floor.Post(voice.Ended{Leg: i.Leg, N: 1, Cause: voice.CauseNotFound})
			return
		}
	}
	h.floor.opt.Hands.Do(c)
}

// addressed writes digits where ids stood (house.md 5.9): the last moment before the command
// leaves the floor. known is false when whom to ring cannot be known any more.
//
//nolint:contextcheck // a command that is remembered is done, whoever asked for it: it has its own limit
func (f *Floor) addressed(i voice.Invite) (_ voice.Command, known bool) {
	ctx, cancel := context.WithTimeout(context.Background(), askNumber)
	defer cancel()
	if i.To.Number != "" {
		if i.Digits = string(f.numbers.digits(ctx, i.To.Number)); i.Digits == "" {
			return i, false
		}
	}
	if i.CallerDID != "" {
		i.CallerDigits = string(f.numbers.did(i.CallerDID))
	} else {
		i.CallerDigits = string(f.numbers.digits(ctx, i.Caller))
	}
	return i, true
}
