package core

import (
	"gudok/core/acd"
	"gudok/fact"
	"gudok/id"
)

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

// takeHand gives such a wish to the method named after it.
func (x *step) takeHand(in Input) {
	switch in := in.(type) {
	case OnDemandAsked:
		x.agent(in.Agent).onDemandAsked(in)
	case DrainAsked:
		x.agent(in.Agent).drainAsked(in)
	case ItemMoved:
		x.by(fact.Actor(in.By)).itemMoved(in)
	case ItemPlaced:
		x.by(fact.Actor(in.By)).itemPlaced(in)
	case ItemTaken:
		x.by(fact.Actor(in.By)).itemTaken(in)
	case ItemRanked:
		x.by(fact.Actor(in.By)).itemRanked(in)
	}
}

// onDemandAsked: only when nobody else can.
func (x *step) onDemandAsked(in OnDemandAsked) {
	x.refuse(x.acd.Demand(x.now, in.Agent, &x.said.route))
}

// drainAsked: nothing new from now on.
func (x *step) drainAsked(in DrainAsked) {
	x.refuse(x.acd.Drain(x.now, in.Agent, in.Reason, &x.said.route))
}

// itemMoved: the caller goes on in another line, in a child of the item with the same origin.
func (x *step) itemMoved(in ItemMoved) {
	it, r, c := x.waiter(in.Item)
	if it == nil || c == nil || r.Phase != acd.Waiting {
		x.refuse(acd.NotWaiting)
		return
	}
	to := x.lines.Get(in.Line)
	switch {
	case to == nil || in.Line == it.Line:
		x.refuse(noSuchLine)
		return
	case to.Tenant != it.Tenant:
		x.refuse(otherTenant)
		return
	case !x.openAt(to, x.now):
		x.refuse(lineClosed)
		return
	case x.acd.Full(to.ID):
		x.refuse(lineFull)
		return
	}
	h := x.head(it)
	x.leave(it, movedReason, string(in.Line))
	child := x.newItem(c, item{
		Kind: it.Kind, Stage: inLine, Tenant: to.Tenant, Root: it.Root, Line: to.ID, Number: it.Number, Parent: it.ID,
		OriginAt: it.OriginAt, Path: it.Path, Parts: it.Parts, Hops: it.Hops, Own: true, Told: it.Told, Offered: it.Offered, Plus: it.Plus,
	})
	x.say(h, fact.ItemMoved{Child: child.ID, Line: to.ID, By: in.By})
	x.wait(child, c, nil)
}

// itemPlaced: the item stands somewhere else in its line.
func (x *step) itemPlaced(in ItemPlaced) {
	x.refuse(x.acd.Put(x.now, in.Item, in.Place, in.By, &x.said.route))
}

// itemTaken: the item is this agent's, as soon as he is free.
func (x *step) itemTaken(in ItemTaken) {
	x.refuse(x.acd.Take(x.now, in.Item, in.Agent, in.By, &x.said.route))
}

// itemRanked: the item matters more, or less.
func (x *step) itemRanked(in ItemRanked) {
	x.refuse(x.acd.Rank(x.now, in.Item, in.Priority, in.By, &x.said.route))
}
