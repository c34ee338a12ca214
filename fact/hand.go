package fact

import "gudok/id"

// The supervisor's hand in the order of service (product.md 5.2). By is who did it.
type (
	// ItemMoved: the caller waits in another line from now on, in the item Child.
	ItemMoved struct {
		Child id.Item `json:"child"`
		Line  id.Line `json:"to_line"`
		By    id.User `json:"by"`
	}
	// ItemPlaced: the item has another place in its line, from 1.
	ItemPlaced struct {
		Was   int     `json:"was"`
		Place int     `json:"place"`
		By    id.User `json:"by"`
	}
	// ItemRanked: the item has another priority than its line gave it.
	ItemRanked struct {
		Was      int     `json:"was"`
		Priority int     `json:"priority"`
		By       id.User `json:"by"`
	}
	// ItemTaken: the item is for this agent, as soon as he is free.
	ItemTaken struct {
		Agent id.Agent `json:"to_agent"`
		By    id.User  `json:"by"`
	}
	// CallListed: the caller's number is on a list of the tenant's.
	CallListed struct {
		List string `json:"list"` // vip, blocked
	}
	// AgentDeclines: the agent has said no more often within an hour than is understood; a
	// supervisor should ask why. It has no consequence (product.md 5.1).
	AgentDeclines struct {
		N int `json:"n"`
	}
)

func (ItemMoved) FactType() string     { return "item.moved" }
func (ItemPlaced) FactType() string    { return "item.placed" }
func (ItemRanked) FactType() string    { return "item.ranked" }
func (ItemTaken) FactType() string     { return "item.taken" }
func (CallListed) FactType() string    { return "call.listed" }
func (AgentDeclines) FactType() string { return "agent.declines" }
