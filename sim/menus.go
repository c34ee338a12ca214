package sim

import (
	"fmt"

	"gudok/core"
	"gudok/core/flow"
	"gudok/id"
	"gudok/voice"
)

// Menus that ask outside, reckon, lead into each other and dial colleagues, and the questions
// after a conversation. What is asked outside is answered soon, late, or never.

const answerTime = 1500 // ms that a look-up takes, on average

// replies: the world outside is asked, and answers in its own way.
func (w *World) replies(a core.Ask) {
	if w.fault(0.1) {
		return
	}
	in := core.LookedUp{Call: a.Call, Item: a.Item, Token: a.Token, Outcome: core.AskOK, TookMS: answerTime}
	switch {
	case w.fault(0.1):
		in.Outcome = pick(w, []string{core.AskRefused, core.AskFailed, core.AskTimeout})
	default:
		in.Values = []flow.Var{{Name: "debt", Value: pick(w, []string{"0", "120,50", "none", ""})}}
	}
	w.in(w.about(answerTime), func() {
		w.tell(in)
		if w.fault(0.02) {
			w.tell(in) // told twice
		}
	})
}

func subName(t int) id.Flow { return id.Flow(fmt.Sprintf("flw_sub%d", t)) }

// submenu is a menu to which others lead: it asks for something and returns.
func (w *World) submenu(t, version int) flow.Program {
	return flow.Program{ID: subName(t), Tenant: tenant(t), Version: version, Start: "which", Nodes: []flow.Node{
		{Name: "which", Kind: flow.Digits, Say: []voice.Sound{{Prompt: "prm_contract"}}, Variable: "code", MaxDigits: 2, Tries: 1 + version%2, Next: "back", OnFail: "back"},
		{Name: "back", Kind: flow.Return},
	}}
}

// modern adds to a tenant's menu what asks, reckons and dials; it begins at "look".
func (w *World) modern(t int, p *flow.Program) {
	line := w.lines[t].ID
	p.Nodes = append(p.Nodes,
		flow.Node{Name: "look", Kind: flow.Lookup, Lookup: "orders", TimeoutMS: 3000, Next: "rich", Else: "long"},
		flow.Node{Name: "rich", Kind: flow.If, Expr: "number(debt) > 100", Next: "deep", Else: "long"},
		flow.Node{Name: "long", Kind: flow.WaitLong, Line: line, OverMS: minute, Next: "call", Else: "who"},
		flow.Node{Name: "deep", Kind: flow.Sub, Menu: subName(t), Next: "which"},
		flow.Node{Name: "who", Kind: flow.Extension, Line: line, MaxDigits: 2, Tries: 2, Next: "hello", Else: "box", OnFail: "spell"},
		flow.Node{Name: "spell", Kind: flow.Name, Line: line, Tries: 1, Else: "box", OnFail: "hello"},
	)
}

// dials tells the menus whom callers can dial.
func (w *World) dials() {
	var in core.ExtensionsSet
	for n, a := range w.agents[:min(len(w.agents), 20)] {
		if w.chance(0.7) {
			in.List = append(in.List, core.Extension{Agent: a.id, Ext: fmt.Sprint(11 + n), Keys: []string{fmt.Sprint(2222 + n*37)}})
		}
	}
	w.tell(in)
}

// asksAfter says how a line asks its callers after a conversation.
func (w *World) asksAfter() {
	l := pick(w, w.lines)
	w.tell(core.SurveySet{Line: l.ID, On: w.chance(0.7), Share: pick(w, []int{0, 30, 100})})
}
