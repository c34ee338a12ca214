package app

import (
	"context"
	"errors"
	"fmt"
)

// A crew is what runs: each member is started after those before it and stopped before them,
// so that nobody works for a room that is gone.
type crew struct {
	members []member
	failed  chan error // the first member that ended by itself with an error
}

type member struct {
	name string
	end  context.CancelFunc
	done chan error
}

func newCrew() *crew { return &crew{failed: make(chan error, 1)} }

// start runs work until stop. Its context is not the program's: it ends in its turn.
func (c *crew) start(ctx context.Context, name string, work func(context.Context) error) {
	own, end := context.WithCancel(context.WithoutCancel(ctx))
	m := member{name, end, make(chan error, 1)}
	c.members = append(c.members, m)
	go func() {
		err := work(own)
		if err != nil && own.Err() == nil {
			select {
			case c.failed <- fmt.Errorf("%s: %w", name, err):
			default:
			}
		}
		m.done <- err
	}()
}

// wait returns when ctx ends (nil) or a member fails.
func (c *crew) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-c.failed:
		return err
	}
}

// stop ends all members, the last started first, and waits for each.
func (c *crew) stop() error {
	var errs []error
	for i := len(c.members) - 1; i >= 0; i-- {
		m := c.members[i]
		m.end()
		if err := <-m.done; err != nil && !errors.Is(err, context.Canceled) {
			errs = append(errs, fmt.Errorf("%s: %w", m.name, err))
		}
	}
	c.members = nil
	return errors.Join(errs...)
}
