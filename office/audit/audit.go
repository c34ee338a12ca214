package audit

import (
	"encoding/json"

	"gudok/fact"
	"gudok/id"
)

// A Change is one change of a setting.
type Change struct {
	Seq    uint64          `json:"seq" doc:"Its number in the office's stream of facts"`
	At     int64           `json:"at" doc:"ms UTC"`
	Actor  fact.Actor      `json:"actor" doc:"Who did it: a user's id, or system"`
	Tenant id.Tenant       `json:"tenant"`
	Room   string          `json:"room" doc:"What was changed: line, user, tenant, trunk …"`
	ID     string          `json:"id"`
	Action string          `json:"action" enum:"created,changed,removed"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
	Diff   []Difference    `json:"diff" doc:"The values that are not the same, at most 100"`
}

// A Filter says which changes; empty fields let all through.
type Filter struct {
	Tenants  []id.Tenant // nil: all
	Room     string
	ID       string
	Actor    fact.Actor
	From, To int64  // ms UTC, To exclusive; 0: no bound
	Before   uint64 // only changes with a number below it; 0: from the newest
	Limit    int    // at most so many; 0: pageSize
}

const (
	// pageSize is how many changes a page shows.
	pageSize = 50
	// maxRead bounds the facts looked at for one page: a filter that fits little gives a short
	// page and a cursor to go on with, never a long wait.
	maxRead = 5000
)

func (f Filter) fits(c Change) bool {
	return (f.Room == "" || c.Room == f.Room) && (f.ID == "" || c.ID == f.ID) && (f.Actor == "" || c.Actor == f.Actor)
}

func change(e fact.Envelope) (Change, error) {
	c, err := fact.Open[fact.ConfigChanged](e)
	return Change{e.Seq, e.At, e.Actor, e.Tenant, c.Room, c.ID, c.Action, c.Before, c.After, differences(c.Before, c.After)}, err
}
