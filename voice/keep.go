package voice

import (
	"encoding/json"

	"gudok/id"
)

// A Keeper remembers plain values for a gate (house.md 5.10). What is kept is saved with
// the floor's next batch; gates keep nothing themselves. Safe for concurrent use, never blocks.
type Keeper interface {
	// Keep remembers data under (kind, name); an older rev than the one kept is ignored.
	Keep(kind, name string, rev uint64, data json.RawMessage)
	// Drop forgets it.
	Drop(kind, name string)
}

// Kept is one remembered value, handed to a gate at start.
type Kept struct {
	Kind string // "sip.dialog", "sip.registration", "media.leg", "rtc.leg"
	Name string
	Rev  uint64
	Data json.RawMessage
}

// A Restored leg is what a gate says after a start about each leg it could bring back.
type Restored struct {
	Leg      id.Leg `json:"leg"`
	Answered bool   `json:"answered"`
}
