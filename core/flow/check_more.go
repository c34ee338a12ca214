package flow

import (
	"slices"
	"strconv"

	"gudok/voice"
)

// The nodes beyond the plain menu, and what the ear of a caller may expect. Reasons:
// no_text, no_variable, no_else, bad_lang, no_number, missing_calendar, no_hours, no_speech;
// and as warnings long_greeting, no_record_notice.

// more looks at the nodes that decide, collect and announce.
func (c *checker) more(n *Node) {
	switch n.Kind {
	case Speak:
		if n.Text == "" {
			c.say(n.Name, "no_text", "")
		}
		c.next(n.Name, n.Next)
	case Notice:
		c.next(n.Name, n.Next)
	case Position, Callback:
		c.line(n)
		c.next(n.Name, n.Next)
	case Digits:
		c.digits(n)
	case Hours:
		c.hours(n)
		c.both(n)
	case CallerKnown:
		c.both(n)
	case Assign:
		c.variable(n)
		if n.Expr != "" {
			c.expr(n, false)
		}
		c.next(n.Name, n.Next)
	case Branch:
		c.branch(n)
	case Transfer:
		if n.Number == "" {
			c.say(n.Name, "no_number", "")
		}
		c.next(n.Name, n.Next)
	case Language:
		if !slices.Contains([]string{"ru", "uk", "en"}, n.Lang) {
			c.say(n.Name, "bad_lang", n.Lang)
		}
		c.next(n.Name, n.Next)
	default:
		if !c.clever(n) {
			c.say(n.Name, "unknown_kind", string(n.Kind))
		}
	}
}

func (c *checker) digits(n *Node) {
	if len(n.Say) == 0 && n.Text == "" {
		c.say(n.Name, "no_sound", "")
	}
	c.variable(n)
	c.next(n.Name, n.Next)
	c.onFail(n)
}

func (c *checker) hours(n *Node) {
	switch {
	case n.Calendar == "" && n.Line == "":
		c.say(n.Name, "no_hours", "")
	case n.Calendar == "":
		c.line(n)
	case c.known.Calendar != nil && !c.known.Calendar(n.Calendar):
		c.say(n.Name, "missing_calendar", string(n.Calendar))
	}
}

// both: a question has two answers.
func (c *checker) both(n *Node) {
	c.next(n.Name, n.Next)
	c.otherwise(n)
}

func (c *checker) otherwise(n *Node) {
	if n.Else == "" {
		c.say(n.Name, "no_else", "")
	} else if _, ok := c.byName[n.Else]; !ok {
		c.say(n.Name, "unknown_next", n.Else)
	}
}

func (c *checker) variable(n *Node) {
	if n.Variable == "" {
		c.say(n.Name, "no_variable", "")
	}
}

func (c *checker) branch(n *Node) {
	if n.Expr != "" {
		c.expr(n, false)
	} else {
		c.variable(n)
	}
	if len(n.Choices) == 0 {
		c.say(n.Name, "no_choices", "")
	}
	var values []string
	for _, ch := range n.Choices {
		if slices.Contains(values, ch.Key) {
			c.say(n.Name, "duplicate_key", ch.Key)
		}
		values = append(values, ch.Key)
		if ch.Label == "" {
			c.say(n.Name, "no_label", ch.Key)
		}
		c.next(n.Name, ch.Next)
	}
	c.otherwise(n)
}

// maxGreetingMS is what a caller hears patiently before the first choice or the line
// (product.md S-49).
const maxGreetingMS = 20_000

// greeting warns of words that are longer than people listen, at the node at which they
// become so. Branches are followed on their first way.
func (c *checker) greeting() {
	if c.known.Length == nil {
		return
	}
	heard := int64(0)
	i, ok := c.byName[c.p.Start]
	for range len(c.p.Nodes) {
		if !ok {
			return
		}
		n := &c.p.Nodes[i]
		heard += c.length(n.words(&Out{}))
		if heard > maxGreetingMS {
			c.warn(n.Name, "long_greeting", strconv.FormatInt((heard+999)/1000, 10))
			return
		}
		if n.asks() {
			return
		}
		i, ok = c.byName[n.Next]
	}
}

func (c *checker) length(what []voice.Sound) int64 {
	var ms int64
	for _, s := range what {
		if ms += s.SilenceMS; s.Prompt != "" {
			ms += c.known.Length(s.Prompt)
		}
	}
	return ms
}

// notice demands that callers who are recorded hear so before they talk: it warns of each
// line or message that can be reached without it.
func (c *checker) notice() {
	start, ok := c.byName[c.p.Start]
	if !c.known.Recorded || !ok {
		return
	}
	seen := make([]bool, len(c.p.Nodes))
	todo := []int{start}
	seen[start] = true
	for len(todo) > 0 {
		n := &c.p.Nodes[todo[0]]
		todo = todo[1:]
		if n.tells() {
			continue
		}
		if n.Kind == Enqueue || n.Kind == Extension || n.Kind == Name {
			c.warn(n.Name, "no_record_notice", "")
		}
		for _, j := range c.exits(n) {
			if !seen[j] {
				seen[j] = true
				todo = append(todo, j)
			}
		}
	}
}

// tells reports whether the node says that the call is recorded. A message is no secret: who
// leaves one wants it kept.
func (n *Node) tells() bool {
	return n.Kind == Notice || slices.ContainsFunc(n.Say, func(s voice.Sound) bool { return s.Prompt == noticePrompt })
}
