package core

import "gudok/id"

// What agents ask for about their own presence, and the supervisor's hand: what people change
// in the order of service. Each is refused when the item does not wait any more.
type (
	// OnDemandAsked: the agent takes calls only when nobody else can. ReadyAsked ends it.
	OnDemandAsked struct {
		Agent id.Agent `json:"agent"`
	}
	// DrainAsked: the agent finishes what he has and gets nothing new; then the pause comes, or
	// the end of the shift where Reason is "".
	DrainAsked struct {
		Agent  id.Agent `json:"agent"`
		Reason id.Pause `json:"reason,omitempty"`
	}
	// ItemMoved: the caller waits in another line of the same tenant, in a child of the item
	// with the same origin.
	ItemMoved struct {
		Item id.Item `json:"item"`
		Line id.Line `json:"line"`
		By   id.User `json:"by"`
	}
	// ItemPlaced: the item stands at this place of its line, from 1.
	ItemPlaced struct {
		Item  id.Item `json:"item"`
		Place int     `json:"place"`
		By    id.User `json:"by"`
	}
	// ItemTaken: the item is offered to this agent next, whatever he can.
	ItemTaken struct {
		Item  id.Item  `json:"item"`
		Agent id.Agent `json:"agent"`
		By    id.User  `json:"by"`
	}
	// ItemRanked: the item has this priority, whatever its line's is.
	ItemRanked struct {
		Item     id.Item `json:"item"`
		Priority int     `json:"priority"`
		By       id.User `json:"by"`
	}
)

func (OnDemandAsked) kind() string { return "on_demand_asked" }
func (DrainAsked) kind() string    { return "drain_asked" }
func (ItemMoved) kind() string     { return "item_moved" }
func (ItemPlaced) kind() string    { return "item_placed" }
func (ItemTaken) kind() string     { return "item_taken" }
func (ItemRanked) kind() string    { return "item_ranked" }

// decodeHand knows them in the journal.
func decodeHand(kind string, data []byte) (Input, error) {
	switch kind {
	case "floor_set":
		return open[FloorSet](kind, data)
	case "on_demand_asked":
		return open[OnDemandAsked](kind, data)
	case "drain_asked":
		return open[DrainAsked](kind, data)
	case "item_moved":
		return open[ItemMoved](kind, data)
	case "item_placed":
		return open[ItemPlaced](kind, data)
	case "item_taken":
		return open[ItemTaken](kind, data)
	case "item_ranked":
		return open[ItemRanked](kind, data)
	}
	return nil, nil
}
