package replay

import (
	"cmp"
	"maps"
	"slices"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// A Fold is the board as the facts alone tell it. It knows who waits where, who talks with whom,
// who listens, and where every agent is; it does not know skills, calendars or targets: how many
// could have answered in a line, whether the line was open and what was still owed there are
// left out (core.LineView's Ready, Online, Open, Promises and Overdue).
//
// It is a copy in small of what the core does, and a test holds it to the core at random seconds.
// A fact that it cannot read it passes over: a board with a hole is better than none.
type Fold struct {
	At  int64  // ms UTC, of the last fact
	Seq uint64 // of it, in its stream

	agents  map[id.Agent]*seat
	calls   map[id.Call]*conversation
	items   map[id.Item]*stay
	lines   map[id.Line]id.Tenant
	version int
	hear    map[string]func(fact.Envelope)
}

// A seat is what is known of an agent.
type seat struct {
	view core.AgentView
	item id.Item // in hand
}

// A stay is what is known of an item.
type stay struct {
	line       id.Line
	call       id.Call
	tenant     id.Tenant
	agent      id.Agent
	kind       string
	enqueuedAt int64
	offers     int // that are out
	waits      bool
	talks      bool
	aside      bool // somebody is asked in it: it is no caller
	turn       bool // a return that has its turn in the line: nobody waits in it
	over       bool
	parts      []core.Part
}

// NewFold knows nothing yet.
func NewFold() *Fold {
	f := &Fold{agents: map[id.Agent]*seat{}, calls: map[id.Call]*conversation{}, items: map[id.Item]*stay{}, lines: map[id.Line]id.Tenant{}}
	f.listen()
	return f
}

// Clone goes on by itself.
func (f *Fold) Clone() *Fold {
	g := NewFold()
	g.At, g.Seq, g.version = f.At, f.Seq, f.version
	g.lines = maps.Clone(f.lines)
	for k, v := range f.agents {
		s := *v
		g.agents[k] = &s
	}
	for k, v := range f.calls {
		g.calls[k] = v.clone()
	}
	for k, v := range f.items {
		s := *v
		s.parts = slices.Clone(v.parts)
		g.items[k] = &s
	}
	return g
}

// Version is the core's that decided what was folded last; 0: it was not said.
func (f *Fold) Version() int { return f.version }

// listen ties the types of facts to what becomes of them.
func (f *Fold) listen() {
	f.hear = map[string]func(fact.Envelope){}
	on(f, f.started)
	on(f, f.presence)
	on(f, f.pauseAsked)
	on(f, f.slot)
	on(f, f.device)
	on(f, f.help)
	on(f, f.helpTaken)
	on(f, f.created)
	on(f, f.called)
	on(f, f.enqueued)
	on(f, f.offered)
	on(f, f.offerEnded)
	on(f, f.connected)
	on(f, f.left)
	on(f, f.closed)
	on(f, f.transferred)
	on(f, f.returned)
	f.listenToCalls()
}

func on[F fact.Fact](f *Fold, do func(fact.Envelope, F)) {
	var kind F
	f.hear[kind.FactType()] = func(e fact.Envelope) {
		if v, err := fact.Open[F](e); err == nil {
			do(e, v)
		}
	}
}

// Hear takes the next fact.
func (f *Fold) Hear(e fact.Envelope) {
	f.At, f.Seq = e.At, e.Seq
	if e.Line != "" && e.Tenant != "" {
		f.lines[e.Line] = e.Tenant
	}
	if do := f.hear[e.Type]; do != nil {
		do(e)
	}
	// A menu leads from line to line without a word of its own.
	if it := f.items[e.Item]; it != nil && e.Line != "" && e.Promise == "" {
		it.line = e.Line
	}
}

func (f *Fold) started(_ fact.Envelope, v fact.FloorStarted) { f.version = v.Version }

func (f *Fold) agent(a id.Agent) *core.AgentView { return &f.seat(a).view }

func (f *Fold) seat(a id.Agent) *seat {
	s := f.agents[a]
	if s == nil {
		s = &seat{view: core.AgentView{Agent: a, Presence: core.PresenceView{State: "offline"}, Slot: core.SlotView{State: "idle"}}}
		f.agents[a] = s
	}
	return s
}

func (f *Fold) presence(e fact.Envelope, v fact.AgentPresence) {
	a := f.agent(e.Agent)
	a.Presence = core.PresenceView{State: v.Presence, Reason: v.Reason, Kind: v.Kind, Since: e.At}
	if v.Device != "" && a.Device.Device != v.Device {
		a.Device = core.DeviceView{Device: v.Device, Healthy: true, Since: e.At}
	}
	if v.Presence == "offline" {
		a.Help = 0
	}
}

func (f *Fold) pauseAsked(e fact.Envelope, v fact.AgentPauseAsked) {
	f.agent(e.Agent).Presence.Pending = v.Reason
}

func (f *Fold) slot(e fact.Envelope, v fact.AgentSlot) {
	s := f.seat(e.Agent)
	s.view.Slot = core.SlotView{State: v.Slot, Since: e.At}
	if s.item = e.Item; v.Slot == "idle" || v.Slot == "listening" {
		s.item = ""
		return
	}
	it := f.items[e.Item]
	switch {
	case it == nil: // the slot is taken before the item that takes it is spoken of
	case v.Slot == "wrapup":
		it.talks = false
		f.part(it, "wrapup", e.At)
	case v.Slot == "dialling":
		it.agent, it.waits = e.Agent, false
		f.part(it, "dialling", e.At)
	}
}

func (f *Fold) device(e fact.Envelope, v fact.AgentDevice) {
	f.agent(e.Agent).Device = core.DeviceView{Device: v.Device, Healthy: v.Healthy, Why: v.Why, Since: e.At}
}

func (f *Fold) help(e fact.Envelope, v fact.AgentHelp) {
	if f.agent(e.Agent).Help = 0; v.On {
		f.agent(e.Agent).Help = e.At
	}
}

func (f *Fold) helpTaken(e fact.Envelope, _ fact.AgentHelpTaken) { f.agent(e.Agent).Help = 0 }

func (f *Fold) created(e fact.Envelope, v fact.ItemCreated) {
	it := &stay{line: e.Line, call: e.Call, tenant: e.Tenant, kind: v.Kind, aside: v.Kind == "consult" || v.Kind == "internal" && v.Parent != ""}
	f.items[e.Item] = it
	if c := f.calls[e.Call]; c != nil && !it.aside {
		c.item = e.Item
		c.number = cmp.Or(c.number, v.Number)
	}
	parent := f.items[v.Parent]
	switch {
	case it.aside:
	case e.Call == "":
		it.turn = true
		f.part(it, "waiting", e.At)
	case parent != nil && parent.call == e.Call: // the same call goes on
		it.parts = slices.Clone(parent.parts)
	case v.Kind == "call":
		f.part(it, "menu", e.At)
	default:
		f.part(it, "dialling", e.At)
	}
	for name, s := range f.agents {
		if s.item == e.Item {
			it.agent = name
		}
	}
}

// called: a return has got its call.
func (f *Fold) called(e fact.Envelope, v fact.ItemCalled) {
	it, c := f.items[e.Item], f.calls[e.Call]
	if it == nil || c == nil {
		return
	}
	it.call, c.item, c.number = e.Call, e.Item, cmp.Or(c.number, v.Number)
}

func (f *Fold) enqueued(e fact.Envelope, v fact.ItemEnqueued) {
	it := f.items[e.Item]
	if it == nil { // it began before the fold did
		it = &stay{call: e.Call, tenant: e.Tenant, kind: "call"}
		f.items[e.Item] = it
	}
	it.line, it.enqueuedAt, it.waits = e.Line, e.At, true
	it.aside = it.aside || v.Consult
	f.part(it, "waiting", e.At)
}

func (f *Fold) offered(e fact.Envelope, _ fact.ItemOffered) {
	if it := f.items[e.Item]; it != nil {
		if it.offers++; it.offers == 1 {
			it.agent = e.Agent // of several who ring at once the first is shown
		}
		f.part(it, "ringing", e.At)
	}
}

func (f *Fold) offerEnded(e fact.Envelope, v fact.ItemOfferEnded) {
	it := f.items[e.Item]
	if it == nil || it.offers == 0 {
		return
	}
	if it.offers--; it.offers == 0 && v.Verdict != "accepted" {
		it.agent = ""
		f.part(it, "waiting", e.At)
	}
}

func (f *Fold) connected(e fact.Envelope, _ fact.ItemConnected) {
	it := f.items[e.Item]
	if it == nil {
		it = &stay{line: e.Line, call: e.Call, tenant: e.Tenant, kind: "call"}
		f.items[e.Item] = it
	}
	it.agent, it.talks, it.waits = e.Agent, true, false
	f.part(it, "talking", e.At)
}

func (f *Fold) left(e fact.Envelope, v fact.ItemLeft) {
	it := f.items[e.Item]
	if it == nil {
		return
	}
	it.waits, it.over = false, v.Reason != "answered"
	f.forget(e.Item, it)
}

func (f *Fold) closed(e fact.Envelope, _ fact.ItemClosed) {
	if it := f.items[e.Item]; it != nil {
		it.talks, it.over = false, true
		f.forget(e.Item, it)
	}
}

// transferred: who was asked has the caller from now on.
func (f *Fold) transferred(e fact.Envelope, v fact.ItemTransferred) {
	c, it, child := f.calls[e.Call], f.items[e.Item], f.items[v.Child]
	if c == nil || it == nil || child == nil || c.item == v.Child {
		return
	}
	c.item, child.aside = v.Child, false
	child.parts = slices.Clone(it.parts)
	f.part(child, "talking", e.At)
}

// returned: whoever was to have the caller did not take him; he waits for who gave him away.
func (f *Fold) returned(e fact.Envelope, _ fact.ItemReturned) {
	if it := f.items[e.Item]; it != nil {
		it.waits, it.enqueuedAt = true, cmp.Or(it.enqueuedAt, e.At)
		f.part(it, "waiting", e.At)
	}
}

// forget lets an item go that is over; the last one of a call stays for its strip.
func (f *Fold) forget(name id.Item, it *stay) {
	if c := f.calls[it.call]; it.over && (c == nil || c.item != name) {
		delete(f.items, name)
	}
}

// maxParts of a strip, as the core draws them.
const maxParts = 64

func (f *Fold) part(it *stay, state string, at int64) {
	if it == nil {
		return
	}
	n := len(it.parts)
	switch {
	case n > 0 && it.parts[n-1].State == state:
	case n == maxParts:
		it.parts[n-1].State = state
	default:
		it.parts = append(it.parts, core.Part{State: state, At: at})
	}
}

// Lines are those that were spoken of, sorted by id.
func (f *Fold) Lines() []core.LineView {
	rows := map[id.Line]*core.LineView{}
	for l, t := range f.lines {
		rows[l] = &core.LineView{Line: l, Tenant: t}
	}
	for _, it := range f.items {
		row := rows[it.line]
		if row == nil {
			continue
		}
		if it.waits && it.offers == 0 && !it.turn {
			if row.Waiting++; row.Longest == 0 || it.enqueuedAt < row.Longest {
				row.Longest = it.enqueuedAt
			}
		}
		if it.talks && !it.aside {
			row.Talking++
		}
	}
	list := make([]core.LineView, 0, len(rows))
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		list = append(list, *rows[name])
	}
	return list
}

// Agents are those who were heard of, sorted by id.
func (f *Fold) Agents() []core.AgentView {
	list := make([]core.AgentView, 0, len(f.agents))
	for _, name := range slices.Sorted(maps.Keys(f.agents)) {
		v := f.agents[name].view
		if it := f.items[f.agents[name].item]; it != nil {
			v.Call, v.Line, v.Tenant = it.call, it.line, it.tenant
		}
		list = append(list, v)
	}
	return list
}

// Calls are those that went on, sorted by id.
func (f *Fold) Calls() []core.CallView {
	list := make([]core.CallView, 0, len(f.calls))
	for _, name := range slices.Sorted(maps.Keys(f.calls)) {
		list = append(list, f.callView(name, f.calls[name]))
	}
	return list
}
