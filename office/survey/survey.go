package survey

import (
	"strconv"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// An Answer is a caller who was asked, bound to the conversation and its agent.
type Answer struct {
	Item     id.Item      `json:"item"`
	Call     id.Call      `json:"call"`
	Tenant   id.Tenant    `json:"tenant"`
	Line     id.Line      `json:"line"`
	Agent    id.Agent     `json:"agent"`
	AskedAt  int64        `json:"asked_at" doc:"ms UTC"`
	CSAT     int          `json:"csat,omitempty" doc:"1 to 5; 0: not answered"`
	Solved   int          `json:"solved,omitempty" doc:"1 yes, 2 no; 0: not answered"`
	Comment  id.Recording `json:"comment,omitempty" doc:"The recording of the caller's own words"`
	Ended    bool         `json:"ended"`
	Complete bool         `json:"complete" doc:"To the last question"`
}

// A Sum is the answers of a line or an agent. Shares are of those who answered that question
// (product.md 5.4: print n beside them).
type Sum struct {
	Line     id.Line  `json:"line,omitempty"`
	Agent    id.Agent `json:"agent,omitempty"`
	Asked    int      `json:"asked"`
	N        int      `json:"n" doc:"Who gave a mark"`
	Good     int      `json:"good" doc:"Marks of 4 and 5"`
	CSAT     float64  `json:"csat" doc:"Good of N in percent; 0 where N is"`
	Mean     float64  `json:"mean" doc:"Of the marks; 0 where N is"`
	SolvedN  int      `json:"solved_n" doc:"Who said whether it is solved"`
	Solved   int      `json:"solved" doc:"Who said that it is"`
	Comments int      `json:"comments"`
	Response float64  `json:"response" doc:"N of Asked in percent"`

	marks int
}

// finish reckons the shares.
func (s *Sum) finish() {
	if s.N > 0 {
		s.CSAT, s.Mean = 100*float64(s.Good)/float64(s.N), float64(s.marks)/float64(s.N)
	}
	if s.Asked > 0 {
		s.Response = 100 * float64(s.N) / float64(s.Asked)
	}
}

// A Setting is how the callers of a line are asked.
type Setting struct {
	Line    id.Line   `json:"line"`
	Tenant  id.Tenant `json:"tenant"`
	Share   int       `json:"share" doc:"Percent of the conversations after which the caller is asked; 0: none"`
	Flow    id.Flow   `json:"flow,omitempty" doc:"The menu that asks; empty: the shipped questions"`
	Version int       `json:"version"`
}

func (v *Setting) check() error {
	if v.Share < 0 || v.Share > 100 {
		return problem.New(problem.Invalid, "survey.share_wrong")
	}
	return nil
}

// input is the setting as the core hears it.
func (v *Setting) input() core.SurveySet {
	return core.SurveySet{Line: v.Line, On: v.Share > 0, Share: v.Share, Flow: v.Flow}
}

// A Filter says which answers; empty fields let all through.
type Filter struct {
	Tenants  []id.Tenant // nil: all
	Line     id.Line
	Agent    id.Agent
	Call     id.Call
	From, To int64  // ms UTC, To exclusive; 0: no bound
	Before   string // an item: only those asked before it
}

// pageSize of a list.
const pageSize = 50

// maxSum bounds the rows that a summary looks at: a busy centre's month.
const maxSum = 200_000

func errTooMany() error {
	return problem.New(problem.Invalid, "survey.too_many", "max", strconv.Itoa(maxSum))
}
