package core

import (
	"slices"

	"gudok/core/acd"
	"gudok/core/hours"
	"gudok/id"
)

// Defaults of a line (product.md 5.1 and 5.4).
const (
	defaultRingMS    = 15_000
	defaultWrapMS    = 30_000
	defaultReofferMS = 30_000
	defaultRonaLimit = 2
	defaultTargetMS  = 20_000
	defaultShortMS   = 5_000
)

// lineSet: a line or its new settings.
func (x *step) lineSet(in LineSet) {
	l := in.Line
	before := x.lines.Get(l.ID)
	x.lines.Put(l.ID, &l)
	x.returnsSet(before, &l)
	x.route(&l)
}

// or is v, or the default for 0.
func or(v, def int64) int64 {
	if v == 0 {
		return def
	}
	return v
}

// agentSet: an agent or new skills.
func (x *step) agentSet(in AgentSet) {
	skills := make([]acd.SkillLevel, len(in.Skills))
	for i, k := range in.Skills {
		skills[i] = acd.SkillLevel(k)
	}
	x.acd.SetAgent(acd.Agent{ID: in.ID, Skills: skills, Desk: in.Desk, Order: in.Order, Weight: in.Weight}, &x.said.route)
}

// flowSet: a menu's new edition. Callers who are in an old one stay there.
func (x *step) flowSet(in FlowSet) {
	m := x.menus.Get(in.ID)
	if m == nil {
		m = &menu{ID: in.ID}
		x.menus.Put(in.ID, m)
	}
	if e := m.edition(in.Version); e != nil {
		e.Program = in.Program
	} else {
		m.Editions = append(m.Editions, &edition{Program: in.Program})
	}
	m.Current = in.Version
	m.tidy()
}

// tidy forgets editions that nobody is in.
func (m *menu) tidy() {
	m.Editions = slices.DeleteFunc(m.Editions, func(e *edition) bool {
		return e.Runs == 0 && e.Program.Version != m.Current
	})
}

// A calendar is opening hours as they were set at a moment.
type calendar struct {
	hours.Calendar
	SetAt int64 `json:"set_at"`
}

// calendarSet: opening hours. Those who wait already are served.
func (x *step) calendarSet(in CalendarSet) {
	x.calendars.Put(in.ID, &calendar{in.Calendar, x.now})
	x.hoursTurn(in.ID, x.now)
}

// hoursTurn: lines open or close, which the boards show; the next turn is waited for.
func (x *step) hoursTurn(name id.Calendar, setAt int64) {
	c := x.calendars.Get(name)
	if c == nil || c.SetAt != setAt {
		return
	}
	for _, l := range x.lines.All() {
		if x.calendarOf(l.ID) == c {
			x.said.route.Lines = append(x.said.route.Lines, l.ID)
			if !c.Open(x.now) {
				x.shut(l)
			}
		}
	}
	if at, ok := c.Turn(x.now); ok {
		x.at(at-x.now, hoursTurn, string(name), setAt)
	}
}

// removed: something is taken out of service.
func (x *step) removed(in Removed) {
	switch id.Kind(in.ID) {
	case "ten":
		x.tenants.Delete(id.Tenant(in.ID))
	case "lin":
		x.lineRemoved(id.Line(in.ID))
	case "did":
		x.dids.Delete(id.DID(in.ID))
	case "agt":
		x.acd.RemoveAgent(x.now, id.Agent(in.ID), &x.said.route)
	case "pau":
		x.acd.RemovePause(id.Pause(in.ID))
	case "flw":
		if m := x.menus.Get(id.Flow(in.ID)); m != nil {
			m.Current = 0
			m.tidy()
		}
	case "cal":
		x.calendars.Delete(id.Calendar(in.ID))
	}
}

// lineRemoved: who waits in the line hears an apology, who talks finishes, and what the
// line has promised nobody can keep.
func (x *step) lineRemoved(name id.Line) {
	x.lines.Delete(name)
	x.acd.RemoveLine(name, &x.said.route)
	x.obey()
	for _, p := range slices.Clone(x.ledger.Of(name)) {
		x.ledger.Cancel(x.now, p.ID, "line_removed", x.aboutSystem(), &x.said.book)
	}
}
