package core

import "gudok/id"

// Returns is how a line keeps its promises.
type Returns struct {
	// Hand: agents call by their own key; the floor offers nothing by itself.
	Hand bool `json:"hand,omitempty"`
	// CustomerFirst: the person is rung while the agent is kept, and the agent is joined when
	// he answers. Otherwise the agent is there before anybody is rung.
	CustomerFirst bool `json:"customer_first,omitempty"`
	// BonusMS is by how much longer a return counts to have waited than since it was due. 0:
	// returns come after all who wait in person. A kept place (virtual hold) is always where it
	// was.
	BonusMS int64 `json:"bonus_ms,omitempty"`
	// SameAgentMS is how long a return waits for the agent who agreed to call before anybody
	// may have it; 0: 15 min.
	SameAgentMS int64 `json:"same_agent_ms,omitempty"`
}

// What people ask for about promises, beside PromiseCallAsked, PromiseCancelled and
// PromiseRequested.
type (
	// PromiseBlocked: nobody calls before the enquiry is answered, or its time is over.
	PromiseBlocked struct {
		Promise id.Promise `json:"promise"`
		Enquiry id.Enquiry `json:"enquiry"`
		Until   int64      `json:"until"` // ms UTC, the enquiry's deadline
		By      id.User    `json:"by"`
	}
	// PromiseFreed: the enquiry has ended: Outcome is answered, expired or withdrawn.
	PromiseFreed struct {
		Promise id.Promise `json:"promise"`
		Enquiry id.Enquiry `json:"enquiry"`
		Outcome string     `json:"outcome"`
		By      id.User    `json:"by,omitempty"` // "": nobody here (a link in a letter)
	}
	// PromiseChanged moves the moment or gives the promise to somebody.
	PromiseChanged struct {
		Promise id.Promise `json:"promise"`
		DueAt   int64      `json:"due_at,omitempty"` // 0: as it was
		Owner   id.Agent   `json:"owner,omitempty"`  // "": whoever is free
		By      id.User    `json:"by"`
	}
)

func (PromiseBlocked) kind() string { return "promise_blocked" }
func (PromiseFreed) kind() string   { return "promise_freed" }
func (PromiseChanged) kind() string { return "promise_changed" }

// decodePromise knows what people ask for about promises.
func decodePromise(kind string, data []byte) (Input, error) {
	switch kind {
	case "promise_blocked":
		return open[PromiseBlocked](kind, data)
	case "promise_freed":
		return open[PromiseFreed](kind, data)
	case "promise_changed":
		return open[PromiseChanged](kind, data)
	}
	return nil, nil
}
