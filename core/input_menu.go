package core

import (
	"gudok/core/flow"
	"gudok/id"
)

// What menus and surveys hear beside the caller's keys.
type (
	// LookedUp is what came of an Ask: Outcome is one of AskOK and its friends.
	LookedUp struct {
		Call    id.Call    `json:"call"`
		Item    id.Item    `json:"item"`
		Token   uint64     `json:"token"`
		Outcome string     `json:"outcome"`
		Values  []flow.Var `json:"values,omitempty"`
		TookMS  int64      `json:"took_ms,omitempty"`
	}
	// SurveySet is how the callers of a line are asked after a conversation. A line of its
	// own that is off or not named asks nobody.
	SurveySet struct {
		Line  id.Line `json:"line"`
		On    bool    `json:"on"`
		Share int     `json:"share,omitempty"` // percent of the conversations; 0: all
		Flow  id.Flow `json:"flow,omitempty"`  // the questions; "": the shipped ones
	}
	// ExtensionsSet is the whole list of whom callers can dial in a menu.
	ExtensionsSet struct {
		List []Extension `json:"list"`
	}
	// An Extension is an agent as callers dial him. Names do not enter the core: Keys are
	// the digits of the keypad that spell his name, one for each alphabet.
	Extension struct {
		Agent id.Agent `json:"agent"`
		Ext   string   `json:"ext,omitempty"`
		Keys  []string `json:"keys,omitempty"`
	}
)

func (LookedUp) kind() string      { return "looked_up" }
func (SurveySet) kind() string     { return "survey_set" }
func (ExtensionsSet) kind() string { return "extensions_set" }

// decodeMenu knows them in the journal.
func decodeMenu(kind string, data []byte) (Input, error) {
	switch kind {
	case "looked_up":
		return open[LookedUp](kind, data)
	case "survey_set":
		return open[SurveySet](kind, data)
	case "extensions_set":
		return open[ExtensionsSet](kind, data)
	}
	return nil, nil
}

// takeMenu gives them to their methods.
func (x *step) takeMenu(in Input) {
	switch in := in.(type) {
	case LookedUp:
		x.lookedUp(in)
	case SurveySet:
		x.surveySet(in)
	case ExtensionsSet:
		x.extensions = in.List
	default:
		x.takeSetting(in)
	}
}
