package flow

import (
	"gudok/id"
	"gudok/voice"
)

// A Program is a voice menu as data. A call keeps the version with which it started.
type Program struct {
	ID      id.Flow   `json:"id"`
	Tenant  id.Tenant `json:"tenant"`
	Version int       `json:"version"` // rises with each publication
	Start   string    `json:"start"`   // name of the first node
	Nodes   []Node    `json:"nodes"`
}

// A Node is one step. Which fields count depends on Kind; the checker says what is missing.
type Node struct {
	Name string `json:"name"` // unique in the program, a-z 0-9 _
	Kind Kind   `json:"kind"`
	Next string `json:"next,omitempty"` // what follows; hours, known, variable: when it is so; callback, transfer: when it came to nothing
	Else string `json:"else,omitempty"` // hours, known, variable: when it is not so

	Say  []voice.Sound `json:"say,omitempty"`  // play, menu, digits: what is heard; voicemail: the greeting; others: instead of the shipped words
	Text string        `json:"text,omitempty"` // is spoken by a machine after Say; the menus' room makes a prompt of it

	Choices   []Choice `json:"choices,omitempty"`    // menu; variable: Key is a value
	TimeoutMS int64    `json:"timeout_ms,omitempty"` // menu, digits, callback: silence after Say until it is said again; 0: 5 s
	Tries     int      `json:"tries,omitempty"`      // menu, digits: how often it is said; 0: 3
	OnFail    string   `json:"on_fail,omitempty"`    // menu, digits: after the last try or wrong key

	Line  id.Line       `json:"line,omitempty"`  // enqueue, voicemail, position, callback: whose; hours: whose, where Calendar is empty
	Music []voice.Sound `json:"music,omitempty"` // enqueue: looped while waiting; empty: the shipped one

	MaxMS int64 `json:"max_ms,omitempty"` // voicemail: longest message; 0: 2 min

	Calendar  id.Calendar `json:"calendar,omitempty"`   // hours
	Variable  string      `json:"variable,omitempty"`   // set, variable, digits: its name
	Value     string      `json:"value,omitempty"`      // set
	MaxDigits int         `json:"max_digits,omitempty"` // digits: how many end the input; 0: 16. # always does
	Number    id.Number   `json:"number,omitempty"`     // transfer: whom; in a draft E.164
	RingMS    int64       `json:"ring_ms,omitempty"`    // transfer: how long it rings; 0: 30 s
	Lang      string      `json:"lang,omitempty"`       // language: ru, uk, en from here on; with Text: of that text

	Expr     string  `json:"expr,omitempty"`     // set, variable: instead of Value, of Variable; if: what is asked
	OverMS   int64   `json:"over_ms,omitempty"`  // wait: longer than that
	Lookup   string  `json:"lookup,omitempty"`   // lookup: which, as the menus' room knows it
	Menu     id.Flow `json:"menu,omitempty"`     // sub
	Question string  `json:"question,omitempty"` // survey: csat, solved, comment
	// For is whom the message of voicemail is for; "": whom the caller dialled before.
	For id.Agent `json:"for,omitempty"`
}

// A Kind is what a node does.
type Kind string

const (
	Answer    Kind = "answer"    // pick up the phone
	Play      Kind = "play"      // say something
	Menu      Kind = "menu"      // say something and wait for one key
	Enqueue   Kind = "enqueue"   // into a line: the end of the menu
	Voicemail Kind = "voicemail" // record a message and end
	HangUp    Kind = "hang_up"   // end; the caller was served by the menu

	Speak       Kind = "say"      // say Text
	Digits      Kind = "digits"   // say something and take several keys into Variable
	Hours       Kind = "hours"    // Next while the calendar is open, else Else
	CallerKnown Kind = "known"    // Next for a caller who was answered here before or is on the tenant's list
	Assign      Kind = "set"      // Variable becomes Value
	Branch      Kind = "variable" // to the choice whose Key is the value of Variable, else Else
	Position    Kind = "position" // say where the caller would stand in Line, and for how long
	Callback    Kind = "callback" // "press 1 to be called back"; whoever does is called in his turn
	Transfer    Kind = "transfer" // ring a number outside; Next when nobody answers there
	Notice      Kind = "notice"   // say that the call is recorded
	Language    Kind = "language" // speak Lang from here on

	If        Kind = "if"        // Next when Expr is so, else Else
	WaitLong  Kind = "wait"      // Next when the wait in Line is estimated longer than OverMS, else Else
	Lookup    Kind = "lookup"    // ask Lookup over HTTP; Next when it has answered, Else when it has not
	Sub       Kind = "sub"       // go through the menu Menu; Next when it returns
	Return    Kind = "return"    // back to the menu that led here; the end where none did
	Extension Kind = "extension" // digits of a colleague; into Line, for him alone at first; Else when he cannot take the call
	Name      Kind = "name"      // the same by the letters of his name
	Survey    Kind = "survey"    // ask Question after a conversation
)

// A Choice is one key of a menu.
type Choice struct {
	Key   string `json:"key"`   // one of 0-9 * #
	Label string `json:"label"` // what lists and facts call this branch
	Next  string `json:"next"`
}

// A Severity says whether a program with this message may be published.
type Severity string

const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// A Message is the checker's word about one node.
type Message struct {
	Node     string   `json:"node"`   // "" is the whole program
	Reason   string   `json:"reason"` // a stable code: no_start, unknown_next, loop, unreachable, …
	Severity Severity `json:"severity"`
	Detail   string   `json:"detail,omitempty"` // the name or key that it is about
}
