package flow

import (
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// Limits of a run.
const (
	maxSteps         = 1000    // of one call: more is a loop that a caller keeps feeding
	menuTimeoutMS    = 5_000   // silence after a menu was said
	menuTries        = 3       // how often it is said
	voicemailMS      = 120_000 // longest message
	maxPath          = 32      // branches remembered for the agent
	playGuardMS      = 600_000 // a sound whose end is never told counts as over
	transferMS       = 30_000  // how long somebody outside is rung
	maxDigits        = 16      // of one input: the longest contract number we know of has 14
	callbackKey      = "1"
	noticePrompt     = "std_record_notice"
	offerPrompt      = "std_callback_offer"
	savedPrompt      = "std_callback_saved"
	greetingPrompt   = "std_voicemail"
	farewellPrompt   = "std_goodbye"
	apologyPrompt    = "std_apology"
	finishMessageKey = "#"
)

// A Run is where a caller stands in a program. It is plain data.
type Run struct {
	Flow    id.Flow  `json:"flow"`
	Version int      `json:"version"`
	Node    string   `json:"node"`
	State   State    `json:"state"`
	Try     int      `json:"try,omitempty"`
	Steps   int      `json:"steps,omitempty"`
	Path    []string `json:"path,omitempty"` // labels of the branches chosen
	Vars    []Var    `json:"vars,omitempty"` // in the order in which they were first set
	Typed   string   `json:"typed,omitempty"`

	Stack  []Frame  `json:"stack,omitempty"`  // the menus that led here, the first first
	Pins   []Pin    `json:"pins,omitempty"`   // which version of each the call keeps
	Wanted id.Agent `json:"wanted,omitempty"` // whom the caller dialled last
}

// A Var is a variable of a run.
type Var struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// State is what a run waits for.
type State string

const (
	Saying    State = "saying"    // until what is said is over
	Waiting   State = "waiting"   // for a key, in silence
	Greeting  State = "greeting"  // until the greeting of voicemail is over
	Recording State = "recording" // until the message is over
	Calling   State = "calling"   // for somebody outside to answer
	Asking    State = "asking"    // for the answer of a look-up
	Done      State = "done"
)

// An Act is what the interpreter wants done.
type Act struct {
	Do     Deed
	Say    []voice.Sound // Say, Leave
	Line   id.Line       // ToLine, Record
	Music  []voice.Sound // ToLine
	MS     int64         // Wait: how long; Record: the longest message
	Keys   bool          // Say: keys count meanwhile
	Number id.Number     // SendOut
	Lang   string        // InLang
	Node   string        // where it was
	Why    string        // Leave: served, failed
	Name   string        // LookUp: which
	Agent  id.Agent      // ToAgent; Record: whom the message is for
	Goes   bool          // Record: the run goes on after it
}

// A Deed is what kind of act it is.
type Deed int

const (
	Accept   Deed = iota // answer the call, if it is not
	Say                  // let the caller hear Say; Said follows, after MS at the latest
	Wait                 // come back by Waited after MS
	ToLine               // into Line with Music: the run is over
	Record               // record a message for Line; Messaged follows
	Leave                // say the last words and end the call: the run is over
	CallBack             // the caller wants to be called for Line; the run is over
	SendOut              // ring Number for MS; Failed follows when nobody answers
	InLang               // the shipped prompts speak Lang from here on
	LookUp               // ask Name while the caller hears Say; Looked follows, after MS at the latest
	ToAgent              // into Line, for Agent alone at first; the run is over
)

// Out collects what a step leads to.
type Out struct {
	Acts []Act
	Log  *fact.Log
	Head fact.Head // of the facts said here
	// World answers what a program asks about the world; nil: closed, unknown, empty.
	World World
	// Memo keeps compiled expressions; nil: nothing is kept.
	Memo *Memo
}

// A World is what a program may ask about.
type World interface {
	// Open reports whether the calendar is open, or the line's where no calendar is named.
	Open(c id.Calendar, l id.Line) bool
	// Known reports whether the caller was answered here before or is on the tenant's list.
	Known() bool
	// Callable reports whether the caller's number is known.
	Callable() bool
	// Place is where the caller would stand in the line, 0: somebody is free at once; and what
	// says how long that may take.
	Place(l id.Line) (position int, wait []voice.Sound)
	// Longer reports whether the caller would wait longer in the line than that.
	Longer(l id.Line, ms int64) bool
	// Moment is the clock, by the zone of the caller's line.
	Moment() Moment
	// Program is a menu in the version that the call keeps, nil for none.
	Program(f id.Flow) *Program
	Colleagues
}

// Colleagues are whom callers can dial.
type Colleagues interface {
	// Extension is whose number that is, "" nobody's.
	Extension(digits string) id.Agent
	// Spelled is whose name can begin so on the keypad, at most two.
	Spelled(digits string) []id.Agent
	// Free reports whether he could take a call now.
	Free(who id.Agent) bool
}

// Begin enters the program.
func (r *Run) Begin(p *Program, out *Out) {
	r.Flow, r.Version = p.ID, p.Version
	r.enter(p, p.Start, out)
}

// Said: what was said is over.
func (r *Run) Said(p *Program, out *Out) {
	n := p.node(r.Node)
	switch {
	case n == nil:
		r.fail(out)
	case r.State == Saying && n.asks():
		r.wait(n, out)
	case r.State == Saying:
		r.enter(p, n.Next, out)
	case r.State == Greeting:
		r.State = Recording
		out.Acts = append(out.Acts, r.message(n))
	}
}

// message is the recording that a node wants.
func (r *Run) message(n *Node) Act {
	if n.Kind == Survey {
		return Act{Do: Record, MS: or(n.MaxMS, commentMS), Node: n.Name, Goes: true}
	}
	whom := n.For
	if whom == "" {
		whom = r.Wanted
	}
	return Act{Do: Record, Line: n.Line, MS: or(n.MaxMS, voicemailMS), Node: n.Name, Agent: whom}
}

// Waited: the silence after a menu has lasted long enough.
func (r *Run) Waited(p *Program, out *Out) {
	n := p.node(r.Node)
	switch {
	case r.State != Waiting || n == nil:
	case n.Kind == Callback:
		r.enter(p, n.Next, out) // would rather wait
	case n.types() && r.Typed != "":
		r.typed(p, n, out)
	default:
		r.again(p, n, out)
	}
}

// Pressed: the caller pressed a key; in a menu this also stops what is being said.
func (r *Run) Pressed(p *Program, key string, out *Out) {
	n := p.node(r.Node)
	switch {
	case n == nil:
	case r.State == Recording && key == finishMessageKey:
		r.Messaged(p, out)
	case !n.asks() || r.State != Saying && r.State != Waiting:
	case n.types():
		r.digit(p, n, key, out)
	case n.Kind == Survey:
		r.answered(p, n, key, out)
	case n.Kind == Callback:
		if key == callbackKey {
			r.callBack(n, out)
		}
	default:
		for _, c := range n.Choices {
			if c.Key == key {
				r.choose(p, n, c, out)
				return
			}
		}
		r.again(p, n, out) // a wrong key is a try
	}
}

// Messaged: the caller's message is over, by key or by its longest time.
func (r *Run) Messaged(p *Program, out *Out) {
	if r.State != Recording {
		return
	}
	if n := p.node(r.Node); n != nil && n.Kind == Survey {
		r.enter(p, n.Next, out)
		return
	}
	r.leave("voicemail", farewellPrompt, out)
}

func (r *Run) choose(p *Program, n *Node, c Choice, out *Out) {
	r.took(n, c.Label, out)
	r.enter(p, c.Next, out)
}

// again says a menu once more, or gives it up after its last try.
func (r *Run) again(p *Program, n *Node, out *Out) {
	tries := menuTries
	if n.Kind == Survey {
		tries = surveyTries
	}
	if r.Try++; r.Try < or(n.Tries, tries) {
		r.Typed = ""
		r.say(n, out)
		return
	}
	r.giveUp(p, n, out)
}

// giveUp: the last try was in vain.
func (r *Run) giveUp(p *Program, n *Node, out *Out) {
	switch {
	case n.OnFail != "":
		r.enter(p, n.OnFail, out)
	case n.Kind == Survey: // a question that is not answered is answered so
		r.enter(p, n.Next, out)
	default:
		r.leave("served", farewellPrompt, out) // the caller wants nothing of it
	}
}

// enter goes to a node and on through those that need no waiting.
func (r *Run) enter(p *Program, name string, out *Out) {
	for {
		r.Node, r.Try, r.Typed = name, 0, ""
		n := p.node(name)
		if r.Steps++; n == nil || r.Steps > maxSteps {
			r.fail(out)
			return
		}
		if n.Kind == Sub || n.Kind == Return {
			if p, name = r.cross(p, n, out); p == nil {
				return
			}
			continue
		}
		next, at := r.pass(n, out)
		if !at {
			r.begin(n, out)
			return
		}
		name = next
	}
}

// cross goes into a sub-menu or back from it. Nil: the run is over.
func (r *Run) cross(p *Program, n *Node, out *Out) (*Program, string) {
	if n.Kind == Sub {
		to, name := r.into(p, n, out)
		if to == nil {
			r.fail(out)
		}
		return to, name
	}
	if len(r.Stack) == 0 {
		r.leave("served", farewellPrompt, out)
		return nil, ""
	}
	to, name := r.back(out)
	if to == nil {
		r.fail(out)
	}
	return to, name
}

// begin starts a node that waits or ends.
func (r *Run) begin(n *Node, out *Out) {
	switch n.Kind {
	case Play, Menu, Voicemail, Speak, Digits, Position, Callback, Notice, Extension, Name, Survey:
		out.Log.Say(out.Head, fact.MenuEntered{Flow: r.Flow, Version: r.Version, Node: n.Name})
		r.say(n, out)
	case Enqueue:
		r.State = Done
		out.Log.Say(out.Head, fact.MenuLeft{Node: n.Name, Reason: "enqueued"})
		out.Acts = append(out.Acts, Act{Do: ToLine, Line: n.Line, Music: n.Music, Node: n.Name})
	case HangUp:
		r.leave("served", "", out)
	case Lookup:
		r.ask(n, out)
	case Transfer:
		r.State = Calling
		out.Log.Say(out.Head, fact.MenuEntered{Flow: r.Flow, Version: r.Version, Node: n.Name})
		out.Acts = append(out.Acts, Act{Do: SendOut, Number: n.Number, MS: or(n.RingMS, transferMS), Node: n.Name})
	default: // those that are passed, and kinds that nobody knows
		r.fail(out)
	}
}

// say lets the caller hear the node. Nobody can be asked something before the answer.
func (r *Run) say(n *Node, out *Out) {
	r.State = Saying
	if n.Kind == Voicemail || n.Kind == Survey && n.Question == Comment {
		r.State = Greeting
	}
	out.Acts = append(out.Acts, Act{Do: Accept, Node: n.Name})
	what := n.words(out)
	if len(what) == 0 {
		r.wait(n, out)
		return
	}
	out.Acts = append(out.Acts, Act{Do: Say, Say: what, MS: playGuardMS, Keys: n.asks(), Node: n.Name})
}

func (r *Run) wait(n *Node, out *Out) {
	r.State = Waiting
	out.Acts = append(out.Acts, Act{Do: Wait, MS: or(n.TimeoutMS, menuTimeoutMS), Keys: true, Node: n.Name})
}

// leave ends the run and the call.
func (r *Run) leave(why string, last id.Prompt, out *Out) {
	r.State = Done
	out.Log.Say(out.Head, fact.MenuLeft{Node: r.Node, Reason: why})
	a := Act{Do: Leave, Node: r.Node, Why: why}
	if last != "" {
		a.Say = prompt(last)
	}
	out.Acts = append(out.Acts, a)
}

// fail ends a run that cannot go on. The caller hears an apology and is owed a call.
func (r *Run) fail(out *Out) { r.leave("failed", apologyPrompt, out) }

// node finds a node by name, nil for none. Programs are short: looking is enough.
func (p *Program) node(name string) *Node {
	for i := range p.Nodes {
		if p.Nodes[i].Name == name {
			return &p.Nodes[i]
		}
	}
	return nil
}

func prompt(p id.Prompt) []voice.Sound { return []voice.Sound{{Prompt: p}} }

// or is v, or the default for 0.
func or[N int | int64](v, def N) N {
	if v > 0 {
		return v
	}
	return def
}
