package flow

import (
	"gudok/fact"
	"gudok/id"
)

// Dialling somebody in a menu: by extension, or by the letters of the name on the keypad.

const (
	extensionPrompt = "std_dial_extension"
	namePrompt      = "std_dial_name"
	manyPrompt      = "std_dial_many"
	enoughLetters   = 3 // with so many, who is the only one is found without the caller's #
)

// dialled: what the caller typed is complete.
func (r *Run) dialled(p *Program, n *Node, out *Out) {
	w := out.world()
	if n.Kind == Extension {
		r.reach(p, n, w.Extension(r.Typed), out)
		return
	}
	switch list := w.Spelled(r.Typed); len(list) {
	case 0, 1:
		r.reach(p, n, one(list), out)
	default:
		if r.Try++; r.Try >= or(n.Tries, menuTries) {
			r.giveUp(p, n, out)
			return
		}
		r.State = Saying
		out.Acts = append(out.Acts, Act{Do: Say, Say: prompt(manyPrompt), MS: playGuardMS, Keys: true, Node: n.Name})
	}
}

func one(list []id.Agent) id.Agent {
	if len(list) == 1 {
		return list[0]
	}
	return ""
}

// reach leads the caller to the one whom he dialled; Else when that one cannot take the call
// now, once more when nobody has that number.
func (r *Run) reach(p *Program, n *Node, who id.Agent, out *Out) {
	r.Typed = ""
	if who == "" {
		r.again(p, n, out)
		return
	}
	r.Wanted = who
	if !out.world().Free(who) {
		r.enter(p, n.Else, out)
		return
	}
	r.State = Done
	out.Log.Say(out.Head, fact.MenuLeft{Node: n.Name, Reason: "dialled"})
	out.Acts = append(out.Acts, Act{Do: ToAgent, Line: n.Line, Agent: who, Node: n.Name})
}

// early finds who is the only one before all letters are typed.
func (r *Run) early(n *Node, out *Out) bool {
	return n.Kind == Name && len(r.Typed) >= enoughLetters && len(out.world().Spelled(r.Typed)) == 1
}
