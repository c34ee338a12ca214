package app

import (
	"context"
	"errors"
)

// wellFloor is the floor's part of /healthz: it is well when it takes calls.
func (h *house) wellFloor(context.Context) error {
	select {
	case <-h.floor.Ready():
		return nil
	default:
		return errors.New("starting")
	}
}
