package call

import (
	"encoding/json"
	"fmt"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// A Why says in one sentence why this agent got the call: a code that the UI puts into
// words, and the decision that it is made of.
type Why struct {
	Code     string // why.only_one, or why. and the rule: a strategy, sticky, hand, handed_over …
	Agent    id.Agent
	At       int64
	Verdict  string // of the offer; "" still ringing
	IdleMS   int64  // of the chosen, at the moment of the choice
	RunnerMS int64  // of the runner-up
	Would    []Would
	Decision fact.Decision
}

// why reads the decisions out of a call's facts: the accepted offer's, else the last one's.
func why(facts []fact.Envelope) (*Why, error) {
	list, err := offers(facts)
	var found *Why
	for i := range list {
		if found == nil || found.Verdict != "accepted" || list[i].Verdict == "accepted" {
			found = &list[i]
		}
	}
	return found, err
}

// offers are the decisions behind all offers of a call, in the order in which they were made.
func offers(facts []fact.Envelope) ([]Why, error) {
	list := []Why{}
	byOffer := map[id.Offer]int{}
	for _, e := range facts {
		switch {
		case fact.Is[fact.ItemOffered](e):
			f, err := fact.Open[fact.ItemOffered](e)
			if err != nil {
				return nil, err
			}
			byOffer[f.Offer] = len(list)
			list = append(list, decided(e, f.Decision))
		case fact.Is[fact.ItemOfferEnded](e):
			f, err := fact.Open[fact.ItemOfferEnded](e)
			if err != nil {
				return nil, err
			}
			if i, ok := byOffer[f.Offer]; ok {
				list[i].Verdict = f.Verdict
			}
		}
	}
	return list, nil
}

func decided(e fact.Envelope, d fact.Decision) Why {
	w := Why{Agent: e.Agent, At: e.At, Decision: d, Code: "why." + d.Rule}
	if d.IdleSince != 0 {
		w.IdleMS = e.At - d.IdleSince
	}
	if d.RunnerMS != 0 {
		w.RunnerMS = e.At - d.RunnerMS
	}
	if d.Eligible == 1 && strategy(d.Rule) {
		w.Code = "why.only_one"
	}
	w.Would = would(&w.Decision, e.At)
	return w
}

// strategy reports whether the rule is a choice among agents; the others name one.
func strategy(rule string) bool {
	switch rule {
	case core.LongestIdle, core.MostSkilled, core.LeastOccupied, core.FewestContacts, core.LeastTalk, core.RoundRobin,
		core.TopDown, core.RandomWeighted, core.RingAll, core.RingProgressively:
		return true
	}
	return false
}

// A Leg is one party of a call as its facts tell it. Moments are ms UTC, 0 is never.
type Leg struct {
	ID         id.Leg
	Agent      id.Agent
	Device     id.Device
	Number     id.Number
	Caller     bool // the leg that rang here
	InvitedAt  int64
	RingingAt  int64
	AnsweredAt int64
	EndedAt    int64
	Cause      string
	Code       int
}

// legs reads the parties out of a call's facts, in the order in which they came.
func legs(facts []fact.Envelope) ([]Leg, error) {
	list := []Leg{}
	at := map[id.Leg]int{}
	for _, e := range facts {
		var f struct {
			Leg    id.Leg    `json:"leg"`
			Device id.Device `json:"device"`
			Number id.Number `json:"number"`
			Caller id.Number `json:"caller"`
			Cause  string    `json:"cause"`
			Code   int       `json:"code"`
		}
		if err := json.Unmarshal(e.Data, &f); err != nil {
			return nil, fmt.Errorf("fact %s %s/%d: %w", e.Type, e.Stream, e.Seq, err)
		}
		if f.Leg == "" {
			continue
		}
		if _, ok := at[f.Leg]; !ok {
			at[f.Leg] = len(list)
			list = append(list, Leg{ID: f.Leg})
		}
		l := &list[at[f.Leg]]
		switch {
		case fact.Is[fact.CallCreated](e):
			l.Caller, l.Number, l.InvitedAt = e.Actor == fact.Caller, f.Caller, e.At
			if !l.Caller {
				l.Number = ""
			}
		case fact.Is[fact.LegInvited](e):
			l.Agent, l.Device, l.Number, l.InvitedAt = e.Agent, f.Device, f.Number, e.At
		case fact.Is[fact.LegRinging](e):
			l.RingingAt = e.At
		case fact.Is[fact.LegAnswered](e):
			l.AnsweredAt = e.At
		case fact.Is[fact.LegEnded](e):
			l.EndedAt, l.Cause, l.Code = e.At, f.Cause, f.Code
		}
	}
	return list, nil
}
