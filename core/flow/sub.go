package flow

import (
	"slices"

	"gudok/id"
)

// Sub-menus: a program that goes through another and returns. Which version of which program
// a call meets is settled when it begins (Pin), so that a publication in the middle of a call
// changes nothing for it.

// maxDepth of sub-menus within each other: deeper is a labyrinth, and a mistake.
const maxDepth = 8

// A Frame is where a run goes on when a sub-menu returns.
type Frame struct {
	Flow    id.Flow `json:"flow"`
	Version int     `json:"version"`
	Next    string  `json:"next"`
}

// A Pin is the version of a program that a call keeps.
type Pin struct {
	Flow    id.Flow `json:"flow"`
	Version int     `json:"version"`
}

// Pinned is the version of a program that the run keeps, 0 for none.
func (r *Run) Pinned(f id.Flow) int {
	for _, p := range r.Pins {
		if p.Flow == f {
			return p.Version
		}
	}
	return 0
}

// Subs are the menus into which the program leads, each once.
func (p *Program) Subs() (list []id.Flow) {
	for _, n := range p.Nodes {
		if n.Kind == Sub && n.Menu != "" && !slices.Contains(list, n.Menu) {
			list = append(list, n.Menu)
		}
	}
	return list
}

// into goes into a sub-menu: its program and first node; nil where it cannot.
func (r *Run) into(p *Program, n *Node, out *Out) (*Program, string) {
	to := out.world().Program(n.Menu)
	if to == nil || len(r.Stack) >= maxDepth {
		return nil, ""
	}
	r.Stack = append(r.Stack, Frame{p.ID, p.Version, n.Next})
	r.Flow, r.Version = to.ID, to.Version
	return to, to.Start
}

// back returns from a sub-menu: to which program and node; nil where nothing led here.
func (r *Run) back(out *Out) (*Program, string) {
	if len(r.Stack) == 0 {
		return nil, ""
	}
	last := r.Stack[len(r.Stack)-1]
	r.Stack = r.Stack[:len(r.Stack)-1]
	r.Flow, r.Version = last.Flow, last.Version
	return out.world().Program(last.Flow), last.Next
}

// recursion is the way on which a program leads back into itself or too deep, the menus'
// names; empty when it does neither. Menu gives the programs of the others.
func recursion(p *Program, via id.Flow, menu func(id.Flow) *Program) (circle, deep bool) {
	var walk func(f id.Flow, path []id.Flow)
	walk = func(f id.Flow, path []id.Flow) {
		if f == p.ID || slices.Contains(path, f) {
			circle = true
			return
		}
		if len(path) >= maxDepth {
			deep = true
			return
		}
		if q := menu(f); q != nil {
			for _, sub := range q.Subs() {
				walk(sub, append(path[:len(path):len(path)], f))
			}
		}
	}
	walk(via, nil)
	return circle, deep
}
