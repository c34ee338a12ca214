package core

import (
	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/flow"
	"gudok/core/hours"
	"gudok/id"
	"gudok/voice"
)

// The world of a menu: what it may ask of the floor, the look-ups that leave it and come
// back, the colleagues whom callers dial.

// enterMenu begins the menu's current edition. The caller keeps it to the end, and with it
// the present editions of all menus into which it leads.
func (x *step) enterMenu(it *item, c *call.Call, m *menu) {
	it.Run = &flow.Run{}
	x.pin(it.Run, m, 0)
	it.Run.Begin(&m.edition(m.Current).Program, x.menuOut(it))
	x.obeyMenu(it, c)
}

// pin settles which edition of the menu, and of those below it, the run goes by.
func (x *step) pin(r *flow.Run, m *menu, depth int) {
	if m == nil || m.Current == 0 || r.Pinned(m.ID) != 0 || depth > maxDepth {
		return
	}
	e := m.edition(m.Current)
	e.Runs++
	r.Pins = append(r.Pins, flow.Pin{Flow: m.ID, Version: m.Current})
	for _, sub := range e.Program.Subs() {
		x.pin(r, x.menus.Get(sub), depth+1)
	}
}

// unpin gives back the editions that the run kept.
func (x *step) unpin(r *flow.Run) {
	pins := r.Pins
	if len(pins) == 0 { // it began before there were sub-menus
		pins = []flow.Pin{{Flow: r.Flow, Version: r.Version}}
	}
	for _, p := range pins {
		if m := x.menus.Get(p.Flow); m != nil {
			if e := m.edition(p.Version); e != nil {
				e.Runs--
				m.tidy()
			}
		}
	}
}

// leaveRun gives back the editions that the caller was in.
func (x *step) leaveRun(it *item) {
	if it.Run == nil {
		return
	}
	x.unpin(it.Run)
	it.Path, it.Run, it.Token = it.Run.Path, nil, 0
}

// program is what the item's run goes by, nil when there is no run.
func (x *step) program(it *item) *flow.Program {
	if it.Run == nil {
		return nil
	}
	return x.runs(it.Run)
}

func (x *step) runs(r *flow.Run) *flow.Program {
	if p := x.editionOf(r.Flow, r.Version); p != nil {
		return p
	}
	return &flow.Program{ID: r.Flow} // lost: the run fails at its next step and says so
}

func (x *step) editionOf(name id.Flow, version int) *flow.Program {
	if m := x.menus.Get(name); m != nil {
		if e := m.edition(version); e != nil {
			return &e.Program
		}
	}
	return nil
}

// around is the world as a menu sees it.
type around struct {
	x  *step
	it *item
}

// Open implements flow.World.
func (w around) Open(name id.Calendar, line id.Line) bool {
	if name == "" {
		l := w.x.lines.Get(line)
		return l != nil && w.x.openAt(l, w.x.now)
	}
	c := w.x.calendars.Get(name)
	return c != nil && c.Open(w.x.now)
}

// Known implements flow.World.
func (w around) Known() bool {
	c := w.x.callOf(w.it)
	return c != nil && c.Known
}

// Callable implements flow.World.
func (w around) Callable() bool { return w.it.Number != "" }

// Place implements flow.World.
func (w around) Place(name id.Line) (position int, wait []voice.Sound) {
	l := w.x.acd.Lines.Get(name)
	if l == nil {
		return 0, nil
	}
	n, _ := l.Waiting()
	if ready, _ := w.x.acd.Staff(l); n == 0 && ready > 0 {
		return 0, nil
	}
	return n + 1, w.x.waitSound(name, n+1)
}

// Longer implements flow.World. Where nobody is there to estimate by, it is longer.
func (w around) Longer(name id.Line, ms int64) bool {
	position, _ := w.Place(name)
	if position == 0 {
		return false
	}
	mean, _, _ := w.x.Estimate(name, position)
	return mean < 0 || mean > ms
}

// Moment implements flow.World: by the zone of the hours of the caller's line.
func (w around) Moment() flow.Moment {
	cal := hours.Calendar{}
	if c := w.x.calendarOf(w.it.Line); c != nil {
		cal = c.Calendar
	}
	d := cal.Local(w.x.now)
	return flow.Moment{Year: d.Year, Month: d.Month, Day: d.Day, Weekday: d.Weekday, Hour: d.Minute / 60, Minute: d.Minute % 60}
}

// Program implements flow.World.
func (w around) Program(name id.Flow) *flow.Program {
	if w.it.Run == nil {
		return nil
	}
	return w.x.editionOf(name, w.it.Run.Pinned(name))
}

// Extension implements flow.Colleagues.
func (w around) Extension(digits string) id.Agent {
	for _, e := range w.x.extensions {
		if e.Ext != "" && e.Ext == digits {
			return e.Agent
		}
	}
	return ""
}

// Spelled implements flow.Colleagues.
func (w around) Spelled(digits string) (list []id.Agent) {
	for _, e := range w.x.extensions {
		if len(list) < 2 && digits != "" && e.spelled(digits) {
			list = append(list, e.Agent)
		}
	}
	return list
}

// Free implements flow.Colleagues.
func (w around) Free(who id.Agent) bool { return w.x.acd.Free(who) == "" }

func (e *Extension) spelled(digits string) bool {
	for _, k := range e.Keys {
		if len(k) >= len(digits) && k[:len(digits)] == digits {
			return true
		}
	}
	return false
}

// lookUp asks the world while the caller hears that it goes on.
func (x *step) lookUp(it *item, leg *call.Leg, a flow.Act) {
	if it.Token = x.calls.Play(leg, a.Say, false, &x.said.phone); it.Token == 0 {
		it.Token = x.calls.NextToken()
	}
	it.AskedAt = x.now
	x.at(a.MS, menuOver, string(it.ID), int64(it.Token))
	x.out.Asks = append(x.out.Asks, Ask{
		Token: it.Token, Call: it.Call, Item: it.ID, Tenant: it.Tenant, Kind: AskLookup, Name: a.Name, Number: it.Number,
		Values: append([]flow.Var(nil), it.Run.Vars...), MS: a.MS,
	})
}

// lookedUp: the world has answered. What comes after the time-out, or after the caller went
// another way, finds nobody who waits for it.
func (x *step) lookedUp(in LookedUp) {
	it := x.items.Get(in.Item)
	if it == nil || it.Run == nil || it.Token != in.Token || it.Run.State != flow.Asking {
		return
	}
	it.Run.Looked(x.program(it), in.Outcome, in.Values, x.now-it.AskedAt, x.menuOut(it))
	x.obeyMenu(it, x.callOf(it))
}

// unanswered: after a restart nobody answers what was asked before it.
func (x *step) unanswered() {
	for _, it := range append([]*item(nil), x.items.All()...) {
		if it.Run == nil || it.Run.State != flow.Asking {
			continue
		}
		if c := x.callOf(it); c != nil {
			it.Run.Looked(x.program(it), AskFailed, nil, x.now-it.AskedAt, x.menuOut(it))
			x.obeyMenu(it, c)
		}
	}
}

// ruleDialled is why an agent is offered a caller who dialled him.
const ruleDialled = "dialled"

// toAgent offers the caller to whom he dialled. Who does not answer lets him wait in the
// line like any other.
func (x *step) toAgent(it *item, c *call.Call, a flow.Act) {
	l := x.lines.Get(a.Line)
	if l == nil {
		x.enqueue(it, c, a.Line)
		return
	}
	it.Line, c.Head.Line, it.Stage = l.ID, l.ID, inLine
	v := acd.Item{ID: it.ID, Line: l.ID, Head: x.head(it), OriginAt: it.OriginAt, Only: a.Agent, Rule: ruleDialled}
	if x.acd.OfferTo(x.now, v, &x.said.route) != "" {
		it.Stage = inMenu
		x.enqueue(it, c, l.ID)
		return
	}
	x.part(it, "waiting")
	leg := x.calls.CustomerLeg(c)
	x.calls.Accept(leg, &x.said.phone)
	x.music(it, leg)
}
