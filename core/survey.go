package core

import (
	"gudok/core/call"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
)

// The survey after a conversation: the agent hangs up, the caller stays and is asked. The
// agent's wrap-up goes on meanwhile; the item is over, so the survey stands beside it.

// asking is a caller who is asked. It belongs to the conversation with Agent.
type asking struct {
	Call    id.Call   `json:"call"`
	Head    fact.Head `json:"head"` // of its facts: the item and the agent of the conversation
	Run     flow.Run  `json:"run"`
	Token   uint64    `json:"token,omitempty"`
	Own     bool      `json:"own,omitempty"`     // by a menu of the line's, not the shipped questions
	Comment bool      `json:"comment,omitempty"` // his words are being recorded
}

const surveyOver = "survey_over" // the caller asked in the call Name has been silent under the token No

// surveySet: how the line asks.
func (x *step) surveySet(in SurveySet) {
	if !in.On {
		x.surveys.Delete(in.Line)
		return
	}
	x.surveys.Put(in.Line, &in)
}

// stays reports whether the caller stays to be asked: his line asks, and chance wants him.
func (x *step) stays(it *item, c *call.Call) bool {
	set, leg := x.surveys.Get(it.Line), x.calls.CustomerLeg(c)
	switch {
	case set == nil || c.By != "agent" || it.Kind != kindCall || leg == nil || leg.Stage != call.Up:
		return false
	case set.Share > 0 && set.Share < 100 && x.chance.below(100) >= uint32(set.Share):
		return false
	}
	return true
}

// survey asks a caller who stays.
func (x *step) survey(it *item, c *call.Call) {
	set, h := x.surveys.Get(it.Line), x.head(it)
	h.Agent, h.Actor = x.agentOf(it), fact.Rule
	q := &asking{Call: c.ID, Head: h}
	p := flow.Questionnaire()
	if m := x.menus.Get(set.Flow); m != nil && m.Current != 0 {
		q.Own, p = true, m.edition(m.Current).Program
		x.pin(&q.Run, m, 0)
	}
	x.asked.Put(c.ID, q)
	x.calls.Parted(c, &x.said.phone)
	x.say(h, fact.SurveyAsked{Flow: p.ID, Version: p.Version})
	q.Run.Begin(&p, x.surveyOut(q, it))
	x.obeySurvey(q, c)
}

// surveyOut is what the run says into. It is a copy of nothing: the item may be over.
func (x *step) surveyOut(q *asking, it *item) *flow.Out {
	if it == nil {
		it = &item{Call: q.Call, Tenant: q.Head.Tenant, Line: q.Head.Line}
	}
	out := x.menuOut(it)
	out.Head, out.World = q.Head, surveyed{around{x, it}, q}
	return out
}

// surveyed is the world of a survey.
type surveyed struct {
	around
	q *asking
}

// Program implements flow.World.
func (w surveyed) Program(name id.Flow) *flow.Program {
	return w.x.editionOf(name, w.q.Run.Pinned(name))
}

func (x *step) questions(q *asking) *flow.Program {
	if !q.Own {
		p := flow.Questionnaire()
		return &p
	}
	return x.runs(&q.Run)
}

// obeySurvey does what the questions want. What belongs into a menu, a line or another
// telephone, has no place in a survey and ends it.
func (x *step) obeySurvey(q *asking, c *call.Call) {
	leg := x.calls.CustomerLeg(c)
	if q.Comment && q.Run.State != flow.Recording {
		x.commented(q, c)
	}
	for _, a := range x.said.menu.Acts {
		switch a.Do {
		case flow.Accept:
		case flow.Say:
			x.listen(leg, a.Keys)
			q.Token = x.calls.Play(leg, a.Say, false, &x.said.phone)
			x.at(a.MS, surveyOver, string(c.ID), int64(q.Token))
		case flow.Wait:
			x.calls.Silence(leg, &x.said.phone)
			x.listen(leg, a.Keys)
			q.Token = x.calls.NextToken()
			x.at(a.MS, surveyOver, string(c.ID), int64(q.Token))
		case flow.Record:
			x.listen(leg, true)
			x.calls.Record(x.now, c, true, a.MS+messageSlackMS, &x.said.phone)
			q.Comment, q.Token = true, x.calls.NextToken()
			x.at(a.MS, surveyOver, string(c.ID), int64(q.Token))
		case flow.InLang:
			c.Lang = a.Lang
		case flow.Leave:
			x.surveyDone(q, a.Why == "served")
			x.farewell(c, a.Say)
			return
		case flow.ToLine, flow.CallBack, flow.SendOut, flow.LookUp, flow.ToAgent:
			x.surveyDone(q, false)
			x.farewell(c, words("std_goodbye"))
			return
		}
	}
}

// commented: the caller's own words are over.
func (x *step) commented(q *asking, c *call.Call) {
	q.Comment = false
	if c.Recording != "" {
		x.say(q.Head, fact.SurveyCommented{Recording: c.Recording})
	}
	x.calls.StopRecord(c, &x.said.phone)
}

// surveyDone ends it.
func (x *step) surveyDone(q *asking, complete bool) {
	if c := x.calls.Calls.Get(q.Call); q.Comment && c != nil {
		x.commented(q, c)
	}
	if q.Own {
		x.unpin(&q.Run)
	}
	x.say(q.Head, fact.SurveyEnded{Complete: complete})
	x.asked.Delete(q.Call)
}

// surveyGone: the caller has hung up. Who did so while he spoke has said it.
func (x *step) surveyGone(c *call.Call) {
	if q := x.asked.Get(c.ID); q != nil {
		x.surveyDone(q, q.Comment)
	}
}

func (x *step) surveyKey(q *asking, c *call.Call, key string) {
	q.Run.Pressed(x.questions(q), key, x.surveyOut(q, nil))
	x.obeySurvey(q, c)
}

func (x *step) surveyHeard(q *asking, c *call.Call, token uint64) {
	if q.Token == token {
		q.Run.Said(x.questions(q), x.surveyOut(q, nil))
		x.obeySurvey(q, c)
	}
}

// surveySilent: nothing was pressed, or the longest comment is over.
func (x *step) surveySilent(name id.Call, token uint64) {
	q, c := x.asked.Get(name), x.calls.Calls.Get(name)
	if q == nil || c == nil || q.Token != token {
		return
	}
	p, out := x.questions(q), x.surveyOut(q, nil)
	switch q.Run.State {
	case flow.Waiting:
		q.Run.Waited(p, out)
	case flow.Recording:
		q.Run.Messaged(p, out)
	case flow.Saying, flow.Greeting:
		q.Run.Said(p, out)
	case flow.Asking, flow.Calling, flow.Done:
	}
	x.obeySurvey(q, c)
}

func cloneAsking(q *asking) *asking {
	c := *q
	c.Run = cloneRun(q.Run)
	return &c
}
