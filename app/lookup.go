package app

import (
	"context"
	"errors"

	"gudok/core"
	"gudok/id"
	"gudok/phone"
)

// Look-ups of menus leave the floor by its Asker, are asked in the menus' room and come back
// as an input like any other.

var errErased = errors.New("the number was erased meanwhile")

// digits is the number that an id stands for.
func (h *house) digits(ctx context.Context, _ id.Tenant, n id.Number) (phone.Number, error) {
	texts, err := h.floor.Texts(ctx, []id.Number{n})
	if err != nil {
		return "", err
	}
	if e164, ok := texts[n]; ok {
		return e164, nil
	}
	return "", errErased
}

// lookedUp brings an answer to the floor. When the floor cannot take it, the time-out of the
// menu decides.
func (h *house) lookedUp(ctx context.Context, in core.LookedUp) {
	if err := h.floor.Ask(ctx, in); err != nil {
		h.log.Warn("look-up not remembered", "call", in.Call, "err", err)
	}
}
