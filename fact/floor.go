package fact

import "encoding/json"

// The floor itself, and configuration.
type (
	// FloorStarted: a process took the floor. Seed is the core's chance.
	FloorStarted struct {
		Epoch   uint16 `json:"epoch"`
		Version int    `json:"version"` // core.Version
		Seed    uint64 `json:"seed"`
	}
	// FloorRestored: what came back after a start.
	FloorRestored struct {
		Legs int `json:"legs"`
		Lost int `json:"lost"`
	}
	// FloorPanicked: an input was skipped because the core could not take it.
	FloorPanicked struct {
		Input   uint64 `json:"input"`
		Type    string `json:"type"`
		Message string `json:"message"`
	}
	// JournalSpilled: a batch was remembered beside the journal because that was slow.
	JournalSpilled struct {
		FromSeq uint64 `json:"from_seq"`
		ToSeq   uint64 `json:"to_seq"`
		Why     string `json:"why"`
	}
	// ConfigChanged: a setting changed. Before and After are the stored rows without secrets.
	ConfigChanged struct {
		Room   string          `json:"room"`
		ID     string          `json:"id"`
		Action string          `json:"action"` // created, changed, removed
		Before json.RawMessage `json:"before,omitempty"`
		After  json.RawMessage `json:"after,omitempty"`
	}
)

func (FloorStarted) FactType() string   { return "floor.started" }
func (FloorRestored) FactType() string  { return "floor.restored" }
func (FloorPanicked) FactType() string  { return "floor.panicked" }
func (JournalSpilled) FactType() string { return "journal.spilled" }
func (ConfigChanged) FactType() string  { return "config.changed" }
