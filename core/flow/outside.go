package flow

import "gudok/fact"

// What a menu asks the world for and waits for, and what it asks after a conversation.

const (
	lookupMS     = 5_000 // for an answer: longer nobody listens to music without knowing why
	maxLookup    = 20    // values of one answer
	waitPrompt   = "std_please_wait"
	musicPrompt  = "std_music"
	csatPrompt   = "std_survey_csat"
	solvedPrompt = "std_survey_solved"
	talkPrompt   = "std_survey_comment"
	commentMS    = 60_000 // longest comment
	surveyTries  = 2      // who has finished what he wanted is not asked thrice
)

// Questions of a survey.
const (
	CSAT    = "csat"    // from 1 to 5
	Solved  = "solved"  // 1 yes, 2 no
	Comment = "comment" // in his own words
)

// Questions are all of them.
func Questions() []string { return []string{CSAT, Solved, Comment} }

// ask begins a look-up. The caller hears that it goes on.
func (r *Run) ask(n *Node, out *Out) {
	r.State = Asking
	out.Log.Say(out.Head, fact.MenuEntered{Flow: r.Flow, Version: r.Version, Node: n.Name})
	what := n.Say
	if len(what) == 0 {
		what = prompt(waitPrompt)
	}
	what = append(what[:len(what):len(what)], prompt(musicPrompt)...)
	out.Acts = append(out.Acts, Act{Do: Accept, Node: n.Name}, Act{Do: LookUp, Say: what, Name: n.Lookup, MS: LookupMS(n), Node: n.Name})
}

// LookupMS is how long a look-up may take: the node's time-out, at most 5 s.
func LookupMS(n *Node) int64 { return min(or(n.TimeoutMS, lookupMS), lookupMS) }

// Looked: the look-up has answered, or has not in time: outcome "ok" goes on by Next, any
// other by Else. Values are limited; none of them gets into a fact.
func (r *Run) Looked(p *Program, outcome string, values []Var, tookMS int64, out *Out) {
	n := p.node(r.Node)
	switch {
	case r.State != Asking:
		return
	case n == nil:
		r.fail(out)
		return
	}
	out.Log.Say(out.Head, fact.MenuLookedUp{Node: n.Name, Lookup: n.Lookup, Outcome: outcome, TookMS: tookMS})
	if outcome != "ok" {
		r.enter(p, n.Else, out)
		return
	}
	for _, v := range values[:min(len(values), maxLookup)] {
		r.set(v.Name, cut(v.Value))
	}
	r.enter(p, n.Next, out)
}

// answered: the caller has pressed a key at a question of a survey.
func (r *Run) answered(p *Program, n *Node, key string, out *Out) {
	most := byte('5')
	if n.Question == Solved {
		most = '2'
	}
	if len(key) != 1 || key[0] < '1' || key[0] > most {
		r.again(p, n, out)
		return
	}
	out.Log.Say(out.Head, fact.SurveyAnswered{Question: n.Question, Value: int(key[0] - '0')})
	r.enter(p, n.Next, out)
}

// Questionnaire is the survey that lines have who name none of their own.
func Questionnaire() Program {
	return Program{ID: "flw_survey", Version: 1, Start: CSAT, Nodes: []Node{
		{Name: CSAT, Kind: Survey, Question: CSAT, Next: Solved},
		{Name: Solved, Kind: Survey, Question: Solved, Next: Comment},
		{Name: Comment, Kind: Survey, Question: Comment, Next: "thanks"},
		{Name: "thanks", Kind: Play, Say: prompt("std_survey_thanks"), Next: "end"},
		{Name: "end", Kind: HangUp},
	}}
}
