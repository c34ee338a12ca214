package flow

import (
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// asks reports whether the node waits for keys.
func (n *Node) asks() bool {
	return n.Kind == Menu || n.Kind == Callback || n.types() || n.Kind == Survey && n.Question != Comment
}

// types reports whether the node takes several keys.
func (n *Node) types() bool { return n.Kind == Digits || n.Kind == Extension || n.Kind == Name }

// words are what the node lets the caller hear.
func (n *Node) words(out *Out) []voice.Sound {
	what := n.Say
	own := len(what) > 0
	switch n.Kind {
	case Voicemail:
		if !own {
			what = prompt(greetingPrompt)
		}
		what = append(what[:len(what):len(what)], voice.Sound{Tone: voice.ToneBeep})
	case Notice:
		if !own {
			what = prompt(noticePrompt)
		}
	case Callback:
		if !own {
			what = prompt(offerPrompt)
		}
	case Position:
		position, wait := out.world().Place(n.Line)
		what = append(what[:len(what):len(what)], voice.Sound{Phrase: voice.PhrasePosition, N: position})
		what = append(what, wait...)
	case Extension:
		what = n.or(extensionPrompt)
	case Name:
		what = n.or(namePrompt)
	case Survey:
		what = n.question()
	case Answer, Play, Menu, Enqueue, HangUp, Speak, Digits, Hours, CallerKnown, Assign, Branch, Transfer, Language, If, WaitLong, Lookup, Sub, Return:
	}
	return what
}

// or is what the node says, or the shipped words.
func (n *Node) or(p id.Prompt) []voice.Sound {
	if len(n.Say) > 0 {
		return n.Say
	}
	return prompt(p)
}

// question is what a node of a survey asks.
func (n *Node) question() []voice.Sound {
	switch n.Question {
	case CSAT:
		return n.or(csatPrompt)
	case Solved:
		return n.or(solvedPrompt)
	}
	what := n.or(talkPrompt)
	return append(what[:len(what):len(what)], voice.Sound{Tone: voice.ToneBeep})
}

// pass goes through a node at which nobody waits: it is where to go, and whether the node is
// one of those.
func (r *Run) pass(n *Node, out *Out) (next string, passed bool) {
	w := out.world()
	switch n.Kind {
	case Answer:
		out.Acts = append(out.Acts, Act{Do: Accept, Node: n.Name})
		return n.Next, true
	case Language:
		out.Acts = append(out.Acts, Act{Do: InLang, Lang: n.Lang, Node: n.Name})
		return n.Next, true
	case Assign:
		value := n.Value
		if n.Expr != "" {
			value, _ = r.value(n.Expr, out)
		}
		r.set(n.Variable, cut(value))
		return n.Next, true
	case If:
		value, _ := r.value(n.Expr, out)
		return n.either(value == "true"), true
	case WaitLong:
		return n.either(w.Longer(n.Line, n.OverMS)), true
	case Branch:
		value := r.get(n.Variable)
		if n.Expr != "" {
			value, _ = r.value(n.Expr, out)
		}
		for _, c := range n.Choices {
			if c.Key == value {
				r.took(n, c.Label, out)
				return c.Next, true
			}
		}
		return n.Else, true
	case Hours:
		return n.either(w.Open(n.Calendar, n.Line)), true
	case CallerKnown:
		return n.either(w.Known()), true
	case Callback: // nobody can be called whose number is withheld
		return n.Next, !w.Callable()
	case Position: // who is served at once need not hear that he is the first
		position, _ := w.Place(n.Line)
		return n.Next, position == 0
	case Play, Menu, Enqueue, Voicemail, HangUp, Speak, Digits, Transfer, Notice, Lookup, Sub, Return, Extension, Name, Survey:
	}
	return "", false
}

func (n *Node) either(is bool) string {
	if is {
		return n.Next
	}
	return n.Else
}

// Failed: nobody outside took the caller. The menu goes on.
func (r *Run) Failed(p *Program, out *Out) {
	n := p.node(r.Node)
	switch {
	case n == nil:
		r.fail(out)
	case r.State == Calling:
		r.enter(p, n.Next, out)
	}
}

// took remembers a branch.
func (r *Run) took(n *Node, label string, out *Out) {
	out.Log.Say(out.Head, fact.MenuChoice{Node: n.Name, Branch: label})
	if len(r.Path) < maxPath {
		r.Path = append(r.Path, label)
	}
}

// digit is one key of several. What is typed leaves no fact: it may be secret.
func (r *Run) digit(p *Program, n *Node, key string, out *Out) {
	if key == finishMessageKey {
		if r.Typed == "" {
			r.again(p, n, out)
			return
		}
		r.typed(p, n, out)
		return
	}
	if r.Typed += key; len(r.Typed) >= or(n.MaxDigits, maxDigits) || r.early(n, out) {
		r.typed(p, n, out)
		return
	}
	r.wait(n, out) // anew: who types is not silent
}

// typed: the input is complete.
func (r *Run) typed(p *Program, n *Node, out *Out) {
	if n.Kind != Digits {
		r.dialled(p, n, out)
		return
	}
	r.set(n.Variable, r.Typed)
	r.enter(p, n.Next, out)
}

// callBack ends the run: the caller is called when his turn has come.
func (r *Run) callBack(n *Node, out *Out) {
	r.State = Done
	out.Log.Say(out.Head, fact.MenuLeft{Node: n.Name, Reason: "callback_requested"})
	out.Acts = append(out.Acts, Act{Do: CallBack, Line: n.Line, Say: prompt(savedPrompt), Node: n.Name})
}

// maxVars of a run: a program has so many nodes that set one.
const maxVars = 100

func (r *Run) set(name, value string) {
	for i := range r.Vars {
		if r.Vars[i].Name == name {
			r.Vars[i].Value = value
			return
		}
	}
	if len(r.Vars) < maxVars {
		r.Vars = append(r.Vars, Var{name, value})
	}
}

func (r *Run) get(name string) string {
	for _, v := range r.Vars {
		if v.Name == name {
			return v.Value
		}
	}
	return ""
}

// nowhere is a world that knows nothing.
type nowhere struct{}

func (nowhere) Open(id.Calendar, id.Line) bool     { return false }
func (nowhere) Known() bool                        { return false }
func (nowhere) Callable() bool                     { return false }
func (nowhere) Place(id.Line) (int, []voice.Sound) { return 0, nil }
func (nowhere) Longer(id.Line, int64) bool         { return false }
func (nowhere) Moment() Moment                     { return Moment{} }
func (nowhere) Program(id.Flow) *Program           { return nil }
func (nowhere) Extension(string) id.Agent          { return "" }
func (nowhere) Spelled(string) []id.Agent          { return nil }
func (nowhere) Free(id.Agent) bool                 { return false }

func (o *Out) world() World {
	if o.World == nil {
		return nowhere{}
	}
	return o.World
}
