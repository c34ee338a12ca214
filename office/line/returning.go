package line

import (
	"slices"
	"strconv"

	"gudok/base/problem"
	"gudok/core"
	"gudok/core/dial"
)

// Returning is how a line keeps its promises (product.md 5.5).
type Returning struct {
	Returns     Returns       `json:"returns,omitzero"`
	ReturnKinds []ReturnWaits `json:"return_kinds,omitempty" doc:"Other waits for promises of a kind; a kind that is not named: return_s"`
}

// Returns is who begins a return call, and when. A group without By is the parent's, and at
// the root what usual says: nobody should have to switch on that promises are kept.
type Returns struct {
	By            string `json:"by,omitempty" enum:"floor,hand," doc:"Who begins: the floor as soon as an agent of the line is free, or agents by their own key; empty: as the parent, else the floor"`
	CustomerFirst bool   `json:"customer_first,omitempty" doc:"The person is rung while the agent is kept, and the agent joins when he answers"`
	BonusS        int    `json:"bonus_s,omitempty" doc:"By how much longer a missed caller counts to have waited; 0: after all who wait in person"`
	SameAgentS    int    `json:"same_agent_s,omitempty" doc:"How long a return waits for the agent who agreed to call; 0: 15 min"`
}

// ReturnWaits are the waits before the attempts at promises of one kind.
type ReturnWaits struct {
	Kind  string `json:"kind" enum:"missed,voicemail,virtual_hold,requested,web,enquiry_answer,follow_up"`
	WaitS []int  `json:"wait_s"`
}

// Who begins a return call.
const (
	byFloor = "floor"
	byHand  = "hand"
)

func returnKinds() []string {
	return []string{dial.Missed, dial.Voicemail, dial.VirtualHold, dial.Requested, dial.Web, dial.Answer, dial.FollowUp}
}

func (r *Returning) check() error {
	switch g := r.Returns; {
	case !slices.Contains([]string{"", byFloor, byHand}, g.By):
		return problem.New(problem.Invalid, "line.returns_unknown", "field", "returns.by")
	case g.By != byFloor && g != (Returns{By: g.By}):
		return problem.New(problem.Invalid, "line.returns_alone", "field", "returns.by")
	case g.BonusS < 0 || g.BonusS > maxWaitS:
		return outOfRange("returns.bonus_s", 0, maxWaitS)
	case g.SameAgentS < 0 || g.SameAgentS > maxReturnS:
		return outOfRange("returns.same_agent_s", 0, maxReturnS)
	}
	seen := map[string]bool{}
	for i, k := range r.ReturnKinds {
		row := strconv.Itoa(i + 1)
		switch {
		case !slices.Contains(returnKinds(), k.Kind):
			return problem.New(problem.Invalid, "line.return_kind_unknown", "field", "return_kinds", "row", row)
		case seen[k.Kind]:
			return problem.New(problem.Invalid, "line.return_kind_twice", "field", "return_kinds", "row", row)
		case len(k.WaitS) == 0:
			return problem.New(problem.Invalid, "line.return_kind_empty", "field", "return_kinds", "row", row)
		}
		if err := checkWaits("return_kinds", k.WaitS); err != nil {
			return err
		}
		seen[k.Kind] = true
	}
	return nil
}

// checkWaits: not too many, none too long.
func checkWaits(field string, list []int) error {
	if len(list) > maxReturns {
		return problem.New(problem.Invalid, "line.too_many_returns", "field", field, "max", strconv.Itoa(maxReturns))
	}
	for _, s := range list {
		if s < 1 || s > maxReturnS {
			return outOfRange(field, 1, maxReturnS)
		}
	}
	return nil
}

// into tells the core. The root of a tree always says something.
func (r *Returning) into(c *core.Line) {
	g := r.Returns
	if g.By != "" || c.Parent == "" {
		c.Returns = &core.Returns{Hand: g.By == byHand, CustomerFirst: g.CustomerFirst, BonusMS: ms(g.BonusS), SameAgentMS: ms(g.SameAgentS)}
	}
	for _, k := range r.ReturnKinds {
		if c.ReturnsBy == nil {
			c.ReturnsBy = map[string][]int64{}
		}
		for _, s := range k.WaitS {
			c.ReturnsBy[k.Kind] = append(c.ReturnsBy[k.Kind], ms(s))
		}
	}
}
