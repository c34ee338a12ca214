package core

import "gudok/id"

// What agents and supervisors ask for about calls with more than two people.
type (
	// TransferAsked: the caller goes to somebody else, unheard. Announce is played to whoever
	// answers, before he hears the caller.
	TransferAsked struct {
		Agent    id.Agent  `json:"agent"`
		To       Target    `json:"to"`
		Announce id.Prompt `json:"announce,omitempty"`
	}
	// ConsultAsked: the caller is put on hold, somebody else is asked.
	ConsultAsked struct {
		Agent    id.Agent  `json:"agent"`
		To       Target    `json:"to"`
		Announce id.Prompt `json:"announce,omitempty"`
	}
	// ConnectAsked ends a consultation or a conference for the agent: the caller stays with who
	// was asked.
	ConnectAsked struct {
		Agent id.Agent `json:"agent"`
	}
	// ConferenceAsked: all three hear each other.
	ConferenceAsked struct {
		Agent id.Agent `json:"agent"`
	}
	// BackAsked: whoever was asked may go, the agent is back with the caller.
	BackAsked struct {
		Agent id.Agent `json:"agent"`
	}
	// DialAsked: the agent calls a number for a line, or a colleague (no line).
	DialAsked struct {
		Agent id.Agent `json:"agent"`
		To    Target   `json:"to"`
		Line  id.Line  `json:"line,omitempty"`
	}
	// HelpAsked: the agent wants a supervisor, or no more.
	HelpAsked struct {
		Agent id.Agent `json:"agent"`
		On    bool     `json:"on"`
	}
	// HelpTaken: a supervisor sees to it.
	HelpTaken struct {
		Agent id.Agent `json:"agent"`
		By    id.User  `json:"by"`
	}
	// EarAsked: a supervisor wants to hear a call at his own seat Agent: Mode is listen,
	// whisper or barge. Asked again it changes the mode.
	EarAsked struct {
		Agent id.Agent `json:"agent"`
		By    id.User  `json:"by"`
		Call  id.Call  `json:"call"`
		Mode  string   `json:"mode"`
	}
	EarLeft struct {
		Agent id.Agent `json:"agent"`
	}
	// TakeOverAsked: the supervisor who hears the call talks to the caller himself; its agent
	// is let go.
	TakeOverAsked struct {
		Agent id.Agent `json:"agent"`
		By    id.User  `json:"by"`
		Call  id.Call  `json:"call"`
	}
)

// A Target is whom a caller is given to, or who is asked: exactly one of an agent, a line, a
// number of the tenant.
type Target struct {
	Agent  id.Agent  `json:"agent,omitempty"`
	Line   id.Line   `json:"line,omitempty"`
	Number id.Number `json:"number,omitempty"`
	Tenant id.Tenant `json:"tenant,omitempty"` // of Number
}

// one reports whether exactly one is named.
func (t Target) one() bool {
	n := 0
	for _, named := range [...]bool{t.Agent != "", t.Line != "", t.Number != ""} {
		if named {
			n++
		}
	}
	return n == 1
}

func (TransferAsked) kind() string   { return "transfer_asked" }
func (ConsultAsked) kind() string    { return "consult_asked" }
func (ConnectAsked) kind() string    { return "connect_asked" }
func (ConferenceAsked) kind() string { return "conference_asked" }
func (BackAsked) kind() string       { return "back_asked" }
func (DialAsked) kind() string       { return "dial_asked" }
func (HelpAsked) kind() string       { return "help_asked" }
func (HelpTaken) kind() string       { return "help_taken" }
func (EarAsked) kind() string        { return "ear_asked" }
func (EarLeft) kind() string         { return "ear_left" }
func (TakeOverAsked) kind() string   { return "take_over_asked" }

// decodeTalk knows them in the journal.
func decodeTalk(kind string, data []byte) (Input, error) {
	switch kind {
	case "transfer_asked":
		return open[TransferAsked](kind, data)
	case "consult_asked":
		return open[ConsultAsked](kind, data)
	case "connect_asked":
		return open[ConnectAsked](kind, data)
	case "conference_asked":
		return open[ConferenceAsked](kind, data)
	case "back_asked":
		return open[BackAsked](kind, data)
	case "dial_asked":
		return open[DialAsked](kind, data)
	case "help_asked":
		return open[HelpAsked](kind, data)
	case "help_taken":
		return open[HelpTaken](kind, data)
	case "ear_asked":
		return open[EarAsked](kind, data)
	case "ear_left":
		return open[EarLeft](kind, data)
	case "take_over_asked":
		return open[TakeOverAsked](kind, data)
	}
	return nil, nil
}
