package call

import (
	"slices"

	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// A Side is who a leg belongs to.
type Side string

const (
	Customer Side = "customer" // whoever is outside: calls us or is called
	Agent    Side = "agent"
	Third    Side = "third" // somebody whom the agent asks, or has in a conference
	Ear      Side = "ear"   // a supervisor's
)

// A Stage is how far a leg is. Stages only go forward.
type Stage string

const (
	Arrived Stage = "arrived" // rings here, not answered by us
	Invited Stage = "invited" // we ring it
	Ringing Stage = "ringing" // and it told so
	Up      Stage = "up"
	Ending  Stage = "ending" // told to end, not yet gone
)

// A Leg is one party of a call.
type Leg struct {
	ID     id.Leg    `json:"id"`
	Call   id.Call   `json:"call"`
	Side   Side      `json:"side"`
	Stage  Stage     `json:"stage"`
	Agent  id.Agent  `json:"agent,omitempty"`  // of an agent's leg
	Device id.Device `json:"device,omitempty"` // of an agent's leg
	Parked bool      `json:"parked,omitempty"` // the far end put us on hold

	Early bool `json:"early,omitempty"` // its sound comes before its answer

	Mode string  `json:"mode,omitempty"` // of an ear: Listen, Whisper, Barge
	By   id.User `json:"by,omitempty"`   // of an ear: whose
	At   int64   `json:"at,omitempty"`   // of an ear: since when it hears
	Open bool    `json:"open,omitempty"` // of an ear: it may speak

	Hears  Hearing `json:"hears"`
	Muted  bool    `json:"muted,omitempty"`  // of a third: what he says is not heard
	Listen uint64  `json:"listen,omitempty"` // token under which digits count, 0: none
	Digit  uint64  `json:"digit,omitempty"`  // number of the last digit heard
	Last   bool    `json:"last,omitempty"`   // the leg ends with what it hears
}

// A Hearing is what a leg should be hearing.
type Hearing struct {
	From  []id.Leg      `json:"from,omitempty"` // these legs, or else
	Play  []voice.Sound `json:"play,omitempty"`
	Loop  bool          `json:"loop,omitempty"`
	Token uint64        `json:"token,omitempty"`
}

// A Call is a conversation from its first ring to its last leg's end.
type Call struct {
	ID       id.Call   `json:"id"`
	Head     fact.Head `json:"head"` // what its facts are about: the item changes
	Inbound  bool      `json:"inbound,omitempty"`
	Number   id.Number `json:"number,omitempty"` // the customer's
	Customer id.Leg    `json:"customer,omitempty"`
	Agent    id.Leg    `json:"agent,omitempty"`
	Third    id.Leg    `json:"third,omitempty"`   // whom the agent asks
	Rung     []id.Leg  `json:"rung,omitempty"`    // of agents who are rung beside Agent: who picks up first has the call
	Ears     []id.Leg  `json:"ears,omitempty"`    // of supervisors
	Form     Form      `json:"form,omitempty"`    // who talks with whom
	Outside  id.Leg    `json:"outside,omitempty"` // the client's own telephone: outside.go
	Lang     string    `json:"lang,omitempty"`    // that the caller chose, "": the tenant's
	Zone     string    `json:"zone,omitempty"`    // of the customer's number, "": not known
	Known    bool      `json:"known,omitempty"`   // the caller was answered here before, or is on the tenant's list
	Legs     int       `json:"legs"`              // not gone yet, those of former agents too
	Visitor  bool      `json:"visitor,omitempty"` // the customer is on our line: nobody may dial him

	Answered  bool         `json:"answered,omitempty"` // two people have heard each other
	HeldAt    int64        `json:"held_at,omitempty"`
	ByDevice  bool         `json:"by_device,omitempty"`
	Promised  int64        `json:"promised,omitempty"` // until when the hold was promised to last
	Late      bool         `json:"late,omitempty"`     // that moment has passed
	Broken    bool         `json:"broken,omitempty"`   // so had the moment of an earlier promise of this hold
	Muted     bool         `json:"muted,omitempty"`
	Recording id.Recording `json:"recording,omitempty"` // that is running
	By        string       `json:"by,omitempty"`        // who ended it: caller, agent, system
	Cause     voice.Cause  `json:"cause,omitempty"`
}

// Recording is a recording that is not closed yet, or whose closing was not heard.
type Recording struct {
	ID   id.Recording `json:"id"`
	At   int64        `json:"at"`  // when it began
	Leg  id.Leg       `json:"leg"` // the customer's, gone or not
	Head fact.Head    `json:"head"`
}

// A State is all calls of a floor.
type State struct {
	Calls      id.Table[id.Call, Call]
	Legs       id.Table[id.Leg, Leg]
	Recordings id.Table[id.Recording, Recording]
	Token      uint64 // the last one given out
}

// Saved is a State as it is stored.
type Saved struct {
	Calls      []*Call      `json:"calls"`
	Legs       []*Leg       `json:"legs"`
	Recordings []*Recording `json:"recordings"`
	Token      uint64       `json:"token"`
}

// New is an empty state.
func New() *State { return &State{} }

// Save shares its values with s: encode it before the next change.
func (s *State) Save() Saved {
	return Saved{s.Calls.All(), s.Legs.All(), s.Recordings.All(), s.Token}
}

// Load is the state that was saved.
func Load(v Saved) *State {
	s := &State{Token: v.Token}
	for _, c := range v.Calls {
		s.Calls.Put(c.ID, c)
	}
	for _, l := range v.Legs {
		s.Legs.Put(l.ID, l)
	}
	for _, r := range v.Recordings {
		s.Recordings.Put(r.ID, r)
	}
	return s
}

// Clone is a copy that shares nothing that changes.
func (s *State) Clone() *State {
	return &State{
		Calls: s.Calls.Clone(func(c *Call) *Call {
			d := *c
			d.Ears, d.Rung = slices.Clone(c.Ears), slices.Clone(c.Rung)
			return &d
		}),
		Legs: s.Legs.Clone(func(l *Leg) *Leg {
			m := *l
			m.Hears.Play = slices.Clone(l.Hears.Play)
			return &m
		}),
		Recordings: s.Recordings.Clone(func(r *Recording) *Recording { q := *r; return &q }),
		Token:      s.Token,
	}
}

// CustomerLeg and AgentLeg are the call's legs, nil for none.
func (s *State) CustomerLeg(c *Call) *Leg { return s.Legs.Get(c.Customer) }

// AgentLeg: see CustomerLeg.
func (s *State) AgentLeg(c *Call) *Leg { return s.Legs.Get(c.Agent) }

// head is what a fact of the call is about.
func (c *Call) head(actor fact.Actor) fact.Head {
	h := c.Head
	h.Call, h.Actor = c.ID, actor
	return h
}

// legHead adds the agent whose leg it is.
func (s *State) legHead(l *Leg, actor fact.Actor) fact.Head {
	var h fact.Head
	if c := s.Calls.Get(l.Call); c != nil {
		h = c.head(actor)
	}
	if l.Agent != "" {
		h.Agent = l.Agent
	}
	return h
}
