package core

import (
	"gudok/core/acd"
	"gudok/id"
)

// WaitingView is somebody who waits in a line, as a supervisor sees him who may change the
// order. All that is needed to say why he stands where he does is in it.
type WaitingView struct {
	Item       id.Item   `json:"item"`
	Call       id.Call   `json:"call,omitempty"`
	Number     id.Number `json:"number_id,omitempty"`
	Tenant     id.Tenant `json:"tenant"`
	Line       id.Line   `json:"line"`
	Kind       string    `json:"kind"`               // call, missed_return, …
	Place      int       `json:"place"`              // from 1; 0: he is being offered
	Priority   int       `json:"priority,omitempty"` // his
	LineRank   int       `json:"line_priority,omitempty"`
	List       string    `json:"list,omitempty"` // vip
	OriginAt   int64     `json:"origin_at"`      // since when he needs somebody
	EnqueuedAt int64     `json:"enqueued_at"`    // since when he waits in this line
	Only       id.Agent  `json:"only,omitempty"` // for whom alone he waits
	Offered    id.Agent  `json:"offered,omitempty"`
	RingUntil  int64     `json:"ring_until,omitempty"` // of the offer
	Return     bool      `json:"return,omitempty"`     // a promise whose turn has come: nobody holds a telephone
	Last       bool      `json:"last,omitempty"`       // comes after all who wait in person
	Hand       bool      `json:"hand,omitempty"`       // a supervisor has put him there
}

// Waiting are those who wait in the line: who is being offered first, then the others in the
// order of service.
func (s *State) Waiting(line id.Line) []WaitingView {
	list := []WaitingView{}
	l := s.acd.Lines.Get(line)
	if l == nil {
		return list
	}
	for _, it := range s.acd.Items.All() {
		if it.Line == line && !it.Aside && (it.Phase == acd.Ringing || it.Phase == acd.Joining) {
			list = append(list, s.waitingView(l, it))
		}
	}
	place := 0
	l.InOrder(func(it *acd.Item) bool {
		v := s.waitingView(l, it)
		place++
		v.Place = place
		list = append(list, v)
		return true
	})
	return list
}

// WaitsIn is in which tenant's line an item waits or is being offered; "" for one that does
// not any more.
func (s *State) WaitsIn(name id.Item) (id.Tenant, id.Line) {
	it := s.acd.Items.Get(name)
	if it == nil || it.Phase != acd.Waiting && it.Phase != acd.Ringing && it.Phase != acd.Joining {
		return "", ""
	}
	if l := s.acd.Lines.Get(it.Line); l != nil {
		return l.Tenant, l.ID
	}
	return "", ""
}

func (s *State) waitingView(l *acd.Line, it *acd.Item) WaitingView {
	v := WaitingView{Item: it.ID, Tenant: l.Tenant, Line: l.ID, Kind: kindCall, Priority: it.Priority, LineRank: l.Priority,
		OriginAt: it.OriginAt, EnqueuedAt: it.EnqueuedAt, Only: it.Only, Return: it.Return, Last: it.Last, Hand: it.Hand}
	if it.Phase != acd.Waiting {
		v.Offered, v.RingUntil = it.Agent, it.RingUntil
	}
	if own := s.items.Get(it.ID); own != nil {
		v.Call, v.Number, v.Kind = own.Call, own.Number, own.Kind
		if own.Plus >= vipPriority {
			v.List = listVIP
		}
	}
	return v
}
