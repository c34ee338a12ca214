package core_test

import (
	"fmt"
	"strings"

	"gudok/core"
	"gudok/core/flow"
	"gudok/id"
)

// asks is the last question to the world of each caller.
type asks map[string]core.Ask

// tellAsk tells what the world is asked. What callers typed is not told.
func (st *story) tellAsk(a core.Ask) {
	who := st.name(string(a.Number))
	st.asks[who] = a
	fmt.Fprintf(&st.text, "  ? %s for %s, %d values\n", a.Name, who, len(a.Values))
}

// answered understands "petro is-looked-up ok debt=120,50": what came of the last question.
func (st *story) answered(who string, w []string) {
	a := st.asks[who]
	in := core.LookedUp{Call: a.Call, Item: a.Item, Token: a.Token, Outcome: w[0]}
	for _, word := range w[1:] {
		k, v, _ := strings.Cut(word, "=")
		in.Values = append(in.Values, flow.Var{Name: k, Value: v})
	}
	st.step(in)
}

// menuSetting understands "extensions olga=101:65421 ivan=102:4826" and "survey shop share=50 menu=quiz".
func (st *story) menuSetting(w []string, m map[string]string) bool {
	switch w[0] {
	case "extensions":
		var in core.ExtensionsSet
		for _, word := range w[1:] {
			who, keys, _ := strings.Cut(word, "=")
			ext, name, _ := strings.Cut(keys, ":")
			in.List = append(in.List, core.Extension{Agent: id.Agent("agt_" + who), Ext: ext, Keys: strings.Split(name, ",")})
		}
		st.step(in)
	case "survey":
		st.step(core.SurveySet{Line: id.Line("lin_" + w[1]), On: m["off"] == "", Share: number(m["share"]), Flow: id.Flow(prefix("flw_", m["menu"]))})
	default:
		return false
	}
	return true
}

// cleverWord understands the words of nodes that reckon, ask and dial.
func (st *story) cleverWord(n *flow.Node, k, v string) bool {
	switch k {
	case "expr":
		n.Expr = v
	case "over":
		n.OverMS = st.ms(v)
	case "lookup":
		n.Lookup = v
	case "menu":
		n.Menu = id.Flow("flw_" + v)
	case "question":
		n.Question = v
	case "value":
		n.Value = v
	default:
		return false
	}
	return true
}
