package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/dial"
	"gudok/core/flow"
	"gudok/id"
)

// Version names how the core decides. It is raised whenever the same inputs lead to other
// decisions (house.md 5.5); the golden corpus test notices.
const Version = 3

// A State is one floor at one moment. It is changed only by Step and belongs to one
// goroutine at a time.
type State struct {
	now    int64
	names  id.Maker
	chance chance
	timers timers

	acd    *acd.State   // agents, lines, items: who gets whom
	calls  *call.State  // legs: who hears whom
	ledger *dial.Ledger // promises: whom we owe a call
	items  id.Table[id.Item, item]

	tenants   id.Table[id.Tenant, TenantSet]
	lines     id.Table[id.Line, Line]
	dids      id.Table[id.DID, DID]
	menus     id.Table[id.Flow, menu]
	calendars id.Table[id.Calendar, calendar]
	zones     id.Table[string, ZoneSet]
	paces     id.Table[id.Line, pace]
	tries     id.Table[id.Agent, Tried]
	met       id.Table[string, meeting]
	metBefore id.Table[string, meeting]

	surveys    id.Table[id.Line, SurveySet]
	asked      id.Table[id.Call, asking] // after a conversation
	extensions []Extension               // whom callers dial in menus

	said said // memory that steps use again
}

// said is where the rooms put what they want in the step that is on.
type said struct {
	route acd.Out
	phone call.Out
	book  dial.Out
	menu  flow.Out
	memo  flow.Memo
}

// New is an empty floor: no lines, no agents, no calls.
func New() *State {
	return &State{acd: acd.New(), calls: call.New(), ledger: dial.New()}
}

// NextWake is the moment at which a Tick is due, 0 when nothing is waited for.
func (s *State) NextWake() int64 { return s.timers.next() }

// A menu is a flow with the editions that callers are in.
type menu struct {
	ID       id.Flow    `json:"id"`
	Current  int        `json:"current"` // version for new callers, 0: out of service
	Editions []*edition `json:"editions"`
}

type edition struct {
	Program flow.Program `json:"program"`
	Runs    int          `json:"runs,omitempty"` // callers in it
}

func (m *menu) edition(version int) *edition {
	for _, e := range m.Editions {
		if e.Program.Version == version {
			return e
		}
	}
	return nil
}
