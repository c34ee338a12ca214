package journal

import (
	"encoding/json"

	"gudok/fact"
	"gudok/id"
	"gudok/phone"
	"gudok/voice"
)

// Stream is the name of the facts of a floor.
func Stream(f id.Floor) string { return "floor/" + string(f) }

// An Input is one journalled input of the core.
type Input struct {
	Seq  uint64          `json:"seq"` // gapless from 1
	At   int64           `json:"at"`  // ms UTC, never back
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
	// Skipped: the core could not take it (a panic); it is passed over when days are re-lived.
	Skipped bool `json:"skipped,omitempty"`
}

// A Number stands behind an id of people's data (house.md 5.9). Erasing its row makes all
// facts that name the id anonymous.
type Number struct {
	ID     id.Number    `json:"id"`
	Tenant id.Tenant    `json:"tenant"`
	E164   phone.Number `json:"e164"`
	At     int64        `json:"at"` // ms UTC, when it was first seen
}

// A Name is what a gate calls a kept value.
type Name struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
}

// A Batch is remembered whole or not at all. Any list may be empty. What is dropped is
// dropped before the rest is kept: a name may be in both.
type Batch struct {
	Epoch   uint16          `json:"epoch"`
	Version int             `json:"version"` // core.Version that stepped the inputs
	Inputs  []Input         `json:"inputs,omitempty"`
	Facts   []fact.Envelope `json:"facts,omitempty"`
	Keep    []voice.Kept    `json:"keep,omitempty"`
	Drop    []Name          `json:"drop,omitempty"`
	Numbers []Number        `json:"numbers,omitempty"`
}

// Empty reports whether there is nothing to remember.
func (b *Batch) Empty() bool {
	return len(b.Inputs)+len(b.Facts)+len(b.Keep)+len(b.Drop)+len(b.Numbers) == 0
}

// size is roughly what b takes in memory, in bytes.
func (b *Batch) size() int {
	const perRow = 160 // struct, slice headers, ids
	n := perRow * (len(b.Inputs) + len(b.Facts) + len(b.Keep) + len(b.Drop) + len(b.Numbers))
	for i := range b.Inputs {
		n += len(b.Inputs[i].Data)
	}
	for i := range b.Facts {
		n += len(b.Facts[i].Data)
	}
	for i := range b.Keep {
		n += len(b.Keep[i].Data)
	}
	return n
}

// last is the number of the batch's last input, 0 when it has none.
func (b *Batch) last() uint64 {
	if len(b.Inputs) == 0 {
		return 0
	}
	return b.Inputs[len(b.Inputs)-1].Seq
}

// lastFact is the number of the batch's last fact, 0 when it has none.
func (b *Batch) lastFact() uint64 {
	if len(b.Facts) == 0 {
		return 0
	}
	return b.Facts[len(b.Facts)-1].Seq
}

// A Snapshot is the whole state after an input.
type Snapshot struct {
	Seq     uint64 // of the last input that it contains
	At      int64  // ms UTC
	Version int    // core.Version that encoded it
	Data    []byte
	Mark    *Mark // remembered with it for longer; nil: none
}

// A Head is where a stream stands.
type Head struct {
	Seq  uint64 // of the newest input, 0: none
	Fact uint64 // of the newest fact, 0: none
	At   int64  // ms UTC, the newest moment of an input, a fact or a snapshot
}
