package fact

import "gudok/id"

// Items: one stay in one line (product.md 5.2).
type (
	// ItemCalled: a return, an item in which nobody waits, has got its call: somebody is rung
	// for it the first time. What was said of it before was about no call.
	ItemCalled struct {
		Kind     string    `json:"kind"`
		OriginAt int64     `json:"origin_at"`
		Parent   id.Item   `json:"parent,omitempty"`
		Number   id.Number `json:"number,omitempty"`
	}
	ItemCreated struct {
		// Kind: call, missed_return, voicemail_return, …; outgoing (dialled at a desk), internal
		// (among ourselves), consult (somebody is asked while a caller is on hold).
		Kind     string    `json:"kind"`
		OriginAt int64     `json:"origin_at"`
		Parent   id.Item   `json:"parent,omitempty"`
		Number   id.Number `json:"number,omitempty"`
	}
	ItemEnqueued struct {
		Priority int `json:"priority,omitempty"`
		Position int `json:"position"` // from 1
		// Consult: a colleague waits here with a question; no figure of the line counts it.
		Consult bool `json:"consult,omitempty"`
	}
	// ItemTransferred: the agent gave the caller to somebody else, who has him in the item
	// Child. Warm: after having talked with him; TakenOver: a supervisor took the caller.
	ItemTransferred struct {
		Child     id.Item   `json:"child"`
		Line      id.Line   `json:"to_line,omitempty"`
		Agent     id.Agent  `json:"to_agent,omitempty"`
		Number    id.Number `json:"to_number,omitempty"`
		Warm      bool      `json:"warm,omitempty"`
		TakenOver bool      `json:"taken_over,omitempty"`
	}
	// ItemReturned: who was to have the caller did not take him: he is to go back to Giver,
	// or into the line where there is none.
	ItemReturned struct {
		Giver   id.Agent  `json:"giver,omitempty"`
		Agent   id.Agent  `json:"from_agent,omitempty"`
		Number  id.Number `json:"from_number,omitempty"`
		Verdict string    `json:"verdict"` // declined, no_answer, unreachable, busy, invalid, failed, rescinded
	}
	ItemOffered struct {
		Offer    id.Offer  `json:"offer"`
		Device   id.Device `json:"device"`
		Decision Decision  `json:"decision"`
	}
	// ItemOfferEnded: verdicts accepted, declined, no_answer, unreachable, rescinded.
	ItemOfferEnded struct {
		Offer   id.Offer `json:"offer"`
		Verdict string   `json:"verdict"`
		Reason  string   `json:"reason,omitempty"` // a decline's reason, an unreachable's cause
		RangMS  int64    `json:"rang_ms"`
	}
	ItemConnected struct {
		WaitedMS int64 `json:"waited_ms"` // since enqueued
	}
	// ItemLeft ends the stay. Reasons are the closed set of house.md 5.11 and product.md 5.2.
	ItemLeft struct {
		Reason   string `json:"reason"`
		Detail   string `json:"detail,omitempty"` // node of left_in_menu, cause of failed
		WaitedMS int64  `json:"waited_ms"`
		Short    bool   `json:"short,omitempty"` // abandoned within the line's short limit
	}
	// ItemWrapped: the after-call work is over. Auto: the clock ended it.
	ItemWrapped struct {
		Disposition id.Disposition `json:"disposition,omitempty"`
		Auto        bool           `json:"auto,omitempty"`
		WrapMS      int64          `json:"wrap_ms"`
	}
	ItemClosed struct {
		TalkMS int64 `json:"talk_ms"`
		HoldMS int64 `json:"hold_ms"`
	}
)

func (ItemCreated) FactType() string     { return "item.created" }
func (ItemCalled) FactType() string      { return "item.called" }
func (ItemEnqueued) FactType() string    { return "item.enqueued" }
func (ItemOffered) FactType() string     { return "item.offered" }
func (ItemOfferEnded) FactType() string  { return "item.offer_ended" }
func (ItemTransferred) FactType() string { return "item.transferred" }
func (ItemReturned) FactType() string    { return "item.returned" }
func (ItemConnected) FactType() string   { return "item.connected" }
func (ItemLeft) FactType() string        { return "item.left" }
func (ItemWrapped) FactType() string     { return "item.wrapped" }
func (ItemClosed) FactType() string      { return "item.closed" }
