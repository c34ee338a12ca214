package app

import (
	"context"
	"encoding/json"
	"time"

	"gudok/base/journal"
	"gudok/core"
	"gudok/floor"
	"gudok/voice"
)

// spillReserve is what the spill file owns of the disk beforehand: an hour of a busy floor
// fits, so that a full disk does not make it forgetful.
const spillReserve = 16 << 20

// sink and keeper are the floor as the gates know it: they are built before it.
type (
	sink   struct{ h *house }
	keeper struct{ h *house }
)

func (s sink) Post(e voice.Event) bool { return s.h.floor.Post(e) }

func (k keeper) Keep(kind, name string, rev uint64, data json.RawMessage) {
	k.h.floor.Keep(kind, name, rev, data)
}

func (k keeper) Drop(kind, name string) { k.h.floor.Drop(kind, name) }

// soundGate lets the floor restore sound like a gate: it has no legs of its own to report,
// the signalling gates do that.
type soundGate struct{ h *house }

func (g soundGate) Restore(ctx context.Context, kept []voice.Kept) ([]voice.Restored, error) {
	return nil, g.h.sound.Restore(ctx, kept)
}

// buildFloor makes the floor over what was opened.
func (h *house) buildFloor(context.Context) error {
	spill, err := journal.OpenSpill(h.data, spillReserve)
	if err != nil {
		return err
	}
	h.later(spill)
	panics, err := h.folder("panics")
	if err != nil {
		return err
	}
	h.floor = floor.New(floor.Options{
		DB: h.floorDB, Spill: spill, Epoch: h.epoch, Panics: panics, Facts: h.facts, Notes: h.calls, Zone: time.Local, Known: h.knownCaller, List: h.listedCaller, Quality: h.calls.Heard,
		Hands: &exchange{sip: h.sip, browser: h.browser, sound: h.sound, spoken: h.spoken, phrase: h.phrase},
		Asker: func(q core.Ask) { h.menus.Ask(q) },
		Gates: []floor.Gate{soundGate{h}, h.sip, h.browser}, Log: h.log.With("room", "floor"),
	})
	return nil
}

// describeOnly makes the rooms that OpenAPI only asks for their shapes.
func (h *house) describeOnly() {
	h.floor = floor.New(floor.Options{})
}
