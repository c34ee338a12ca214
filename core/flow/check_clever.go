package flow

import (
	"errors"
	"slices"

	"gudok/id"
)

// What may be said of nodes that reckon, ask outside, lead into other menus and dial people.
// Reasons: expr_empty, expr_too_long, expr_syntax, expr_piece, expr_function, expr_types,
// expr_not_yes_no, no_over, no_lookup, missing_lookup, no_menu, missing_menu, recursion,
// too_deep, bad_question; and as a warning unset_variable.

// clever looks at these nodes; it reports whether it knows the kind.
func (c *checker) clever(n *Node) bool {
	switch n.Kind {
	case If:
		c.expr(n, true)
		c.both(n)
	case WaitLong:
		c.line(n)
		if n.OverMS <= 0 {
			c.say(n.Name, "no_over", "")
		}
		c.both(n)
	case Lookup:
		c.lookup(n)
		c.both(n)
	case Sub:
		c.sub(n)
		c.next(n.Name, n.Next)
	case Return:
	case Extension, Name:
		c.line(n)
		c.otherwise(n)
		c.onFail(n)
	case Survey:
		if !slices.Contains(Questions(), n.Question) {
			c.say(n.Name, "bad_question", n.Question)
		}
		c.next(n.Name, n.Next)
		if n.OnFail != "" {
			c.next(n.Name, n.OnFail)
		}
	default:
		return false
	}
	return true
}

// expr looks at an expression and at the variables that it asks for.
func (c *checker) expr(n *Node, yesNo bool) {
	e, err := compile(n.Expr, yesNo)
	var f Fault
	switch {
	case errors.As(err, &f):
		c.say(n.Name, f.Reason, f.Detail)
		return
	case err != nil:
		c.say(n.Name, faultTypes, err.Error())
		return
	}
	for _, name := range e.asks {
		if !c.sets(name) {
			c.warn(n.Name, "unset_variable", name)
		}
	}
}

// sets reports whether a node of the program gives the variable a value. A menu that leads
// here may do so too: that nobody does is only worth a warning.
func (c *checker) sets(name string) bool {
	return slices.ContainsFunc(c.p.Nodes, func(n Node) bool {
		switch {
		case n.Kind == Assign || n.Kind == Digits:
			return n.Variable == name
		case n.Kind == Lookup && c.known.Lookup != nil:
			values, _ := c.known.Lookup(n.Lookup)
			return slices.Contains(values, name)
		}
		return n.Kind == Lookup || n.Kind == Sub // the other menu may
	})
}

func (c *checker) lookup(n *Node) {
	if n.Lookup == "" {
		c.say(n.Name, "no_lookup", "")
		return
	}
	if c.known.Lookup != nil {
		if _, ok := c.known.Lookup(n.Lookup); !ok {
			c.say(n.Name, "missing_lookup", n.Lookup)
		}
	}
}

func (c *checker) sub(n *Node) {
	switch {
	case n.Menu == "":
		c.say(n.Name, "no_menu", "")
		return
	case n.Menu == c.p.ID:
		c.say(n.Name, "recursion", string(n.Menu))
		return
	case c.known.Menu == nil:
		return
	case c.known.Menu(n.Menu) == nil:
		c.say(n.Name, "missing_menu", string(n.Menu))
		return
	}
	switch circle, deep := recursion(&c.p, n.Menu, func(f id.Flow) *Program { return c.known.Menu(f) }); {
	case circle:
		c.say(n.Name, "recursion", string(n.Menu))
	case deep:
		c.say(n.Name, "too_deep", string(n.Menu))
	}
}
