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
	Next string `json:"next,omitempty"` // answer, play: what follows

	Say []voice.Sound `json:"say,omitempty"` // play, menu: what is heard; voicemail: the greeting

	Choices   []Choice `json:"choices,omitempty"`    // menu
	TimeoutMS int64    `json:"timeout_ms,omitempty"` // menu: silence after Say until it is said again; 0: 5 s
	Tries     int      `json:"tries,omitempty"`      // menu: how often it is said; 0: 3
	OnFail    string   `json:"on_fail,omitempty"`    // menu: after the last try or wrong key

	Line  id.Line       `json:"line,omitempty"`  // enqueue, voicemail: whose
	Music []voice.Sound `json:"music,omitempty"` // enqueue: looped while waiting; empty: the shipped one

	MaxMS int64 `json:"max_ms,omitempty"` // voicemail: longest message; 0: 2 min
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
