package call

import (
	"slices"

	"gudok/fact"
)

// Kinds of items that are no stay of a caller in a line, in the words of fact.ItemCreated.
const (
	kindOutgoing = "outgoing"
	kindInternal = "internal"
	kindConsult  = "consult"
)

// aside takes the facts of a consultation: a colleague is asked while the caller is on hold.
// They belong to the call's story but not to its row: the caller waits for nobody there, and
// who only was asked did not have the call.
func (c *Call) aside(e fact.Envelope) bool {
	if fact.Is[fact.ItemCreated](e) {
		f, err := fact.Open[fact.ItemCreated](e)
		if err != nil || f.Kind != kindConsult {
			return false
		}
		c.stay(e).Kind = kindConsult
		return true
	}
	i := slices.IndexFunc(c.Items, func(s Stay) bool { return s.Item == e.Item })
	if e.Item == "" || i < 0 || c.Items[i].Kind != kindConsult {
		return false
	}
	switch {
	case fact.Is[fact.ItemLeft](e):
		if f, err := fact.Open[fact.ItemLeft](e); err == nil {
			c.Items[i].Reason, c.Items[i].Detail = f.Reason, f.Detail
		}
		return true
	case fact.Is[fact.ItemClosed](e):
		c.Items[i].Closed = true
		return true
	case fact.Is[fact.ItemEnqueued](e), fact.Is[fact.ItemOffered](e), fact.Is[fact.ItemOfferEnded](e),
		fact.Is[fact.ItemConnected](e), fact.Is[fact.ItemWrapped](e):
		return true
	}
	return false
}

// transferred: who was asked, or whoever is named, has the caller from now on.
func (c *Call) transferred(_ fact.Envelope, f fact.ItemTransferred) {
	i := slices.IndexFunc(c.Items, func(s Stay) bool { return s.Item == f.Child })
	if i < 0 || c.Items[i].Kind != kindConsult {
		return // the child tells its own story
	}
	c.Items[i].Kind = ""
	c.agent(f.Agent)
}
