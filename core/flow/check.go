package flow

import (
	"slices"

	"gudok/id"
	"gudok/voice"
)

// Known is what exists outside the program. A nil function knows everything.
type Known struct {
	Line     func(id.Line) bool
	Prompt   func(id.Prompt) bool
	Calendar func(id.Calendar) bool
	// Length is how long a prompt is, in ms; 0 where nobody knows. nil: not asked.
	Length func(id.Prompt) int64
	// Lookup is which variables a look-up sets, and whether there is one of that name.
	Lookup func(string) (sets []string, ok bool)
	// Menu is the published program of another menu of the tenant, nil for none.
	Menu func(id.Flow) *Program
	// Recorded: this tenant's conversations are recorded, so that callers must be told.
	Recorded bool
	// Mute: no machine speaks here, so that a node's Text cannot be heard.
	Mute bool
}

// Check says what is wrong with a program, node by node in its order. A program with a
// message of severity Error may not be published.
//
// Errors of the nodes of check_more.go and check_clever.go are told there. Reasons: no_start, no_name, duplicate_name, unknown_kind, no_next, unknown_next,
// no_sound, missing_prompt, no_line, missing_line, no_choices, bad_key, duplicate_key,
// no_label, loop, no_way_out, too_many_nodes; and as warnings unreachable, no_on_fail.
func Check(p Program, known Known) []Message {
	c := &checker{p: p, known: known, byName: map[string]int{}}
	c.names()
	for i := range p.Nodes {
		c.node(&p.Nodes[i])
	}
	c.reach()
	c.loops()
	c.ways()
	c.greeting()
	c.notice()
	slices.SortStableFunc(c.messages, func(a, b Message) int { return c.place(a.Node) - c.place(b.Node) })
	return c.messages
}

// maxNodes of a program: a menu that nobody can draw is one that nobody can use.
const maxNodes = 500

type checker struct {
	p        Program
	known    Known
	byName   map[string]int // for looking up only
	messages []Message
}

func (c *checker) say(node, reason, detail string) {
	c.messages = append(c.messages, Message{Node: node, Reason: reason, Severity: Error, Detail: detail})
}

func (c *checker) warn(node, reason, detail string) {
	c.messages = append(c.messages, Message{Node: node, Reason: reason, Severity: Warning, Detail: detail})
}

// place sorts messages: about the whole program first.
func (c *checker) place(node string) int {
	if i, ok := c.byName[node]; ok {
		return i + 1
	}
	return 0
}

func (c *checker) names() {
	for i, n := range c.p.Nodes {
		switch _, twice := c.byName[n.Name]; {
		case n.Name == "":
			c.say("", "no_name", string(n.Kind))
		case twice:
			c.say(n.Name, "duplicate_name", "")
		default:
			c.byName[n.Name] = i
		}
	}
	if _, ok := c.byName[c.p.Start]; !ok {
		c.say("", "no_start", c.p.Start)
	}
	if len(c.p.Nodes) > maxNodes {
		c.say("", "too_many_nodes", "")
	}
}

func (c *checker) node(n *Node) {
	c.sounds(n.Name, n.Say)
	c.sounds(n.Name, n.Music)
	switch n.Kind {
	case Answer:
		c.next(n.Name, n.Next)
	case Play:
		if len(n.Say) == 0 && n.Text == "" {
			c.say(n.Name, "no_sound", "")
		}
		c.next(n.Name, n.Next)
	case Menu:
		c.menu(n)
	case Enqueue, Voicemail:
		c.line(n)
	case HangUp:
	default:
		c.more(n)
	}
	if n.Text != "" && c.known.Mute {
		c.say(n.Name, "no_speech", "")
	}
}

func (c *checker) line(n *Node) {
	switch {
	case n.Line == "":
		c.say(n.Name, "no_line", "")
	case c.known.Line != nil && !c.known.Line(n.Line):
		c.say(n.Name, "missing_line", string(n.Line))
	}
}

func (c *checker) menu(n *Node) {
	if len(n.Say) == 0 && n.Text == "" {
		c.say(n.Name, "no_sound", "")
	}
	if len(n.Choices) == 0 {
		c.say(n.Name, "no_choices", "")
	}
	var keys []string
	for _, ch := range n.Choices {
		switch {
		case len(ch.Key) != 1 || !slices.Contains([]byte("0123456789*#"), ch.Key[0]):
			c.say(n.Name, "bad_key", ch.Key)
		case slices.Contains(keys, ch.Key):
			c.say(n.Name, "duplicate_key", ch.Key)
		}
		keys = append(keys, ch.Key)
		if ch.Label == "" {
			c.say(n.Name, "no_label", ch.Key)
		}
		c.next(n.Name, ch.Next)
	}
	c.onFail(n)
}

func (c *checker) onFail(n *Node) {
	if n.OnFail == "" {
		c.warn(n.Name, "no_on_fail", "") // who presses nothing hears goodbye
	} else {
		c.next(n.Name, n.OnFail)
	}
}

func (c *checker) next(node, next string) {
	if next == "" {
		c.say(node, "no_next", "")
	} else if _, ok := c.byName[next]; !ok {
		c.say(node, "unknown_next", next)
	}
}

func (c *checker) sounds(node string, what []voice.Sound) {
	for _, s := range what {
		if s.Prompt != "" && c.known.Prompt != nil && !c.known.Prompt(s.Prompt) {
			c.say(node, "missing_prompt", string(s.Prompt))
		}
	}
}

// exits are the nodes that may follow n, without those that do not exist.
func (c *checker) exits(n *Node) []int {
	var to []int
	add := func(name string) {
		if i, ok := c.byName[name]; ok {
			to = append(to, i)
		}
	}
	switch n.Kind {
	case Answer, Play, Speak, Position, Callback, Transfer, Notice, Language, Assign, Sub:
		add(n.Next)
	case Hours, CallerKnown, If, WaitLong, Lookup:
		add(n.Next)
		add(n.Else)
	case Extension, Name:
		add(n.Else)
		add(n.OnFail)
	case Digits, Survey:
		add(n.Next)
		add(n.OnFail)
	case Branch:
		for _, ch := range n.Choices {
			add(ch.Next)
		}
		add(n.Else)
	case Menu:
		for _, ch := range n.Choices {
			add(ch.Next)
		}
		add(n.OnFail)
	case Enqueue, Voicemail, HangUp, Return:
	}
	return to
}

// reach warns of nodes to which nothing leads.
func (c *checker) reach() {
	seen := make([]bool, len(c.p.Nodes))
	var walk func(int)
	walk = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		for _, j := range c.exits(&c.p.Nodes[i]) {
			walk(j)
		}
	}
	if i, ok := c.byName[c.p.Start]; ok {
		walk(i)
	}
	for i, n := range c.p.Nodes {
		if j, ok := c.byName[n.Name]; ok && i == j && !seen[i] {
			c.warn(n.Name, "unreachable", "")
		}
	}
}

// loops finds circles that go round without waiting for anybody: only what asks the caller
// or rings somebody waits.
func (c *checker) loops() {
	for i := range c.p.Nodes {
		seen := make([]bool, len(c.p.Nodes))
		todo := []int{i}
		for len(todo) > 0 {
			n := &c.p.Nodes[todo[0]]
			todo = todo[1:]
			if n.asks() || n.Kind == Transfer || n.Kind == Sub {
				continue
			}
			exits := c.exits(n)
			if slices.Contains(exits, i) {
				c.say(c.p.Nodes[i].Name, "loop", n.Name)
				break
			}
			for _, j := range exits {
				if !seen[j] {
					seen[j] = true
					todo = append(todo, j)
				}
			}
		}
	}
}

// ways finds nodes from which no end can be reached, however the caller chooses. A menu
// without on_fail ends when it is given up. While something leads to nowhere the question
// makes no sense.
func (c *checker) ways() {
	if slices.ContainsFunc(c.messages, func(m Message) bool {
		return m.Reason == "no_next" || m.Reason == "unknown_next" || m.Reason == "unknown_kind"
	}) {
		return
	}
	out := make([]bool, len(c.p.Nodes))
	for changed := true; changed; {
		changed = false
		for i := range c.p.Nodes {
			n := &c.p.Nodes[i]
			if !out[i] && (n.ends() || slices.ContainsFunc(c.exits(n), func(j int) bool { return out[j] })) {
				out[i], changed = true, true
			}
		}
	}
	for i, n := range c.p.Nodes {
		if !out[i] && len(c.exits(&c.p.Nodes[i])) > 0 {
			c.say(n.Name, "no_way_out", "")
		}
	}
}

// ends reports whether a call can come to its end, or to somebody, at the node.
func (n *Node) ends() bool {
	if n.Kind == Menu || n.Kind == Digits {
		return n.OnFail == ""
	}
	// who is called back, or answered elsewhere, has an end too
	return slices.Contains([]Kind{Enqueue, Voicemail, HangUp, Return, Extension, Name, Callback, Transfer}, n.Kind)
}
