package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// The watch looks at every choice as somebody would who is only told what goes in and what
// comes out: inputs and facts. It knows nothing of how the core files people and callers,
// compares by looking at everybody (order.go), and says what cannot be right.
type watch struct {
	lines    map[id.Line]*core.Line // for looking up only: those in service
	were     map[id.Line]*core.Line // for looking up only: all that ever were
	ways     map[id.Line]*way       // for looking up only: of all that ever were
	names    []id.Line              // of those
	pick     string                 // by what whoever becomes free gets his next item
	starveMS int64

	agents map[id.Agent]*watched // for looking up only
	staff  []id.Agent            // all that ever were

	stays  map[id.Item]*stay     // for looking up only
	wait   []*stay               // who waits, in the order in which they began to
	offers []*offering           // of this step
	told   uint64                // facts so far
	failed map[id.Item]id.Agent  // for looking up only: whose telephone was lost in this step as we dialled
	wishes map[id.Promise]string // for looking up only: kinds of promises
	odd    map[id.Line]int       // for looking up only: stays there whose place facts do not tell
}

// A stay is an item as long as it may wait or ring.
type stay struct {
	item       id.Item
	line       id.Line
	kind       string
	origin     int64
	enqueued   int64
	plus       int      // to its line's priority
	since      uint64   // the fact with which it began to wait
	only       id.Agent // nobody else may have it
	onlyTill   int64    // or anybody from then on; 0: it is told
	waiting    bool
	last       bool               // comes after all who wait in person, as the line said when it began
	hand       bool               // somebody gave it a place of its own
	bars       map[id.Agent]int64 // for looking up only: until when
	spared     id.Agent           // may be kept from it too, until then
	sparedTill int64
	rings      []id.Agent
}

// An offering is an offer that was made in this step.
type offering struct {
	stay     stay // as it was
	agent    id.Agent
	decision fact.Decision
	told     uint64
}

// A watched agent.
type watched struct {
	skills    []core.SkillLevel
	healthy   bool
	idle      int64 // since when, by the end of the last contact
	gone      bool  // taken out of service
	unsure    bool  // was gone, and whether the clock began anew is not told
	rona      int
	must      bool // let it ring too often: a pause is due
	ringing   id.Item
	rings     int64  // since when
	unwell    int64  // when the device was said to be unwell last
	hurt      uint64 // the fact that said so
	called    uint64 // the fact of the last offer
	presence  string
	device    id.Device
	slot      string
	slotSince int64
}

// free reports whether he has surely nothing in hand.
func (a *watched) free(now int64) bool {
	return a.presence == "online" && a.healthy && !a.gone && (a.slot == "" || a.slot == "idle") && now-a.slotSince > settleMS && now-a.unwell > settleMS
}

func newWatch() *watch {
	return &watch{
		lines: map[id.Line]*core.Line{}, were: map[id.Line]*core.Line{}, ways: map[id.Line]*way{}, agents: map[id.Agent]*watched{}, stays: map[id.Item]*stay{},
		odd: map[id.Line]int{}, wishes: map[id.Promise]string{}, failed: map[id.Item]id.Agent{},
	}
}

func (w *watch) agent(name id.Agent) *watched {
	a := w.agents[name]
	if a == nil {
		a = &watched{presence: "offline"}
		w.agents[name] = a
		w.staff = append(w.staff, name)
	}
	return a
}

// hear takes an input in, before the core does.
func (w *watch) hear(in core.Input) {
	switch in := in.(type) {
	case core.LineSet:
		l := in.Line
		w.were[l.ID] = &l
		w.lineSet(&l)
	case core.FloorSet:
		w.pick, w.starveMS = in.Pick, in.StarveMS
	case core.AgentSet:
		a := w.agent(in.ID)
		a.skills = in.Skills
		if a.gone {
			a.gone, a.unsure = false, true
		}
	case core.Removed:
		delete(w.lines, id.Line(in.ID))
		if a := w.agents[id.Agent(in.ID)]; a != nil {
			a.gone = true
		}
	case core.ReadyAsked:
		if a := w.agent(in.Agent); a.presence == "pause" {
			a.rona = 0
		}
	}
}

// enter takes a fact in and says what cannot be right about it.
func (w *watch) enter(now int64, f core.Said) error {
	w.told++
	h := f.Head
	switch v := f.Fact.(type) {
	case fact.ItemCreated:
		w.created(now, h, v)
	case fact.ItemEnqueued:
		return w.enqueued(now, h, v)
	case fact.ItemReturned:
		if s := w.stays[h.Item]; s != nil && v.Giver != "" {
			w.waits(s, v.Giver)
		}
	case fact.ItemOffered:
		return w.offered(now, h, v)
	case fact.ItemOfferEnded:
		return w.offerEnded(now, h, v)
	case fact.ItemLeft:
		w.left(h.Item)
	case fact.ItemClosed:
		if h.Agent != "" {
			w.agent(h.Agent).idle, w.agent(h.Agent).unsure = now, false
		}
	case fact.ItemPlaced, fact.ItemRanked, fact.ItemTaken:
		w.handed(now, h.Item, v)
	case fact.AttemptEnded:
		if v.Outcome == "agent_lost" {
			w.failed[h.Item] = h.Agent
		}
	case fact.PromiseOpened:
		w.wishes[h.Promise] = v.Kind
	case fact.PromiseAgreed:
		w.wishes[h.Promise] = cmp.Or(v.Kind, "requested")
	case fact.PromiseClosed:
		delete(w.wishes, h.Promise)
	case fact.AgentSlot:
		w.agent(h.Agent).slot, w.agent(h.Agent).slotSince = v.Slot, now
	case fact.AgentDevice:
		a := w.agent(h.Agent)
		if a.healthy = v.Healthy; !v.Healthy {
			a.unwell, a.hurt = now, w.told
		}
	case fact.AgentPresence:
		return w.present(now, h, v)
	}
	return nil
}

func (w *watch) created(now int64, h fact.Head, f fact.ItemCreated) {
	s := &stay{item: h.Item, line: h.Line, kind: f.Kind, origin: f.OriginAt, enqueued: now, bars: map[id.Agent]int64{}}
	s.last = w.last(s, h.Promise)
	if a, ok := w.failed[f.Parent]; ok { // whose telephone did not come just now
		s.spared, s.sparedTill = a, now+reofferMS
	}
	if w.stays[h.Item] = s; w.vague(s) {
		w.odd[s.line]++
	}
}

func (w *watch) left(name id.Item) {
	s := w.stays[name]
	if s == nil {
		return
	}
	if w.stops(s); w.vague(s) {
		w.odd[s.line]--
	}
	delete(w.stays, name)
}

// handed: a supervisor's hand. Where it leaves the item among the others facts do not tell in
// full, but whose it is.
func (w *watch) handed(now int64, name id.Item, f fact.Fact) {
	s := w.stays[name]
	if s == nil {
		return
	}
	if !w.vague(s) {
		s.hand = true
		w.odd[s.line]++
	}
	if t, ok := f.(fact.ItemTaken); ok {
		w.waits(s, t.Agent)
		s.onlyTill = now + takeMS
		return
	}
	s.last = false
}

func (w *watch) waits(s *stay, only id.Agent) {
	w.stops(s)
	s.waiting, s.only, s.onlyTill, s.since = true, only, 0, w.told
	w.wait = append(w.wait, s)
}

func (w *watch) stops(s *stay) {
	if s.waiting {
		s.waiting = false
		w.wait = slices.DeleteFunc(w.wait, func(x *stay) bool { return x == s })
	}
}

func (w *watch) enqueued(now int64, h fact.Head, f fact.ItemEnqueued) error {
	s := w.stays[h.Item]
	if s == nil {
		return fmt.Errorf("waits and never was created")
	}
	if w.vague(s) {
		w.odd[s.line]--
		w.odd[h.Line]++
	}
	s.line, s.enqueued, s.plus = h.Line, now, f.Priority
	if v := w.ways[s.line]; v != nil {
		s.plus -= v.priority
	}
	w.waits(s, "")
	if w.odd[s.line] > 0 {
		return nil
	}
	place := 1
	for _, x := range w.wait {
		if first, _ := w.before(now, x, s); x.line == s.line && x != s && first {
			place++
		}
	}
	if place != f.Position {
		return fmt.Errorf("is told the place %d, %d are before it", f.Position, place-1)
	}
	return nil
}

// last reports whether nobody waits in person, nor asked for the call.
func (w *watch) last(s *stay, p id.Promise) bool {
	if !strings.HasSuffix(s.kind, "_return") {
		return false
	}
	switch w.wishes[p] {
	case "requested", "virtual_hold", "web":
		return false
	}
	r := w.returns(s.line)
	return r == nil || r.BonusMS == 0
}

// vague reports whether facts do not tell since when a stay counts to have waited: a return's
// moment is the promise's business, and a hand may have moved it.
func (w *watch) vague(s *stay) bool { return s.hand || strings.HasSuffix(s.kind, "_return") }

// returns is how the line keeps promises, as it or one above it says.
func (w *watch) returns(name id.Line) *core.Returns {
	for l := w.lines[name]; l != nil; l = w.lines[l.Parent] {
		if l.Returns != nil {
			return l.Returns
		}
	}
	return nil
}

func (w *watch) offered(now int64, h fact.Head, f fact.ItemOffered) error {
	s, a := w.stays[h.Item], w.agent(h.Agent)
	if s == nil {
		return fmt.Errorf("offered and never was created")
	}
	switch d := f.Decision; {
	case !a.healthy:
		return fmt.Errorf("offered to %s, whose device is unwell", h.Agent)
	case a.presence != "online" && a.presence != "on_demand":
		return fmt.Errorf("offered to %s, who is %s", h.Agent, a.presence)
	case a.gone:
		return fmt.Errorf("offered to %s, who was taken out of service", h.Agent)
	case a.ringing != "":
		return fmt.Errorf("offered to %s, who has %s ringing", h.Agent, a.ringing)
	case s.bars[h.Agent] > now && !direct(d.Rule):
		return fmt.Errorf("offered to %s again too soon", h.Agent)
	case d.IdleSince != 0 && !a.unsure && d.IdleSince != a.idle:
		return fmt.Errorf("%s is idle since %d by the decision, since %d by the facts", h.Agent, d.IdleSince, a.idle)
	case !direct(d.Rule) && d.Rule != "sticky" && !w.possibly(now, a, s):
		return fmt.Errorf("offered to %s, who cannot serve %s", h.Agent, s.line)
	case len(s.rings) > 0 && !same(d.With, s.rings):
		return fmt.Errorf("%v are rung for it, %s beside %v", s.rings, h.Agent, d.With)
	default:
		a.idle, a.unsure = cmp.Or(d.IdleSince, a.idle), false
	}
	w.offers = append(w.offers, &offering{*s, h.Agent, f.Decision, w.told})
	w.stops(s)
	s.rings = append(s.rings, h.Agent)
	a.ringing, a.rings, a.called = h.Item, now, w.told
	return judged(h.Agent, f.Decision)
}

// same reports whether two lists name the same agents.
func same(a, b []id.Agent) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

func (w *watch) offerEnded(now int64, h fact.Head, f fact.ItemOfferEnded) error {
	s, a := w.stays[h.Item], w.agent(h.Agent)
	a.ringing = ""
	reoffer, limit := int64(15_000), ronaLimit
	if l := w.were[h.Line]; l != nil {
		reoffer, limit = cmp.Or(l.ReofferMS, reofferMS), cmp.Or(l.RonaLimit, ronaLimit)
	}
	switch f.Verdict {
	case "accepted":
		a.rona = 0
	case "no_answer":
		if !a.healthy || a.hurt > a.called {
			return fmt.Errorf("%s is blamed, and his device was away", h.Agent)
		}
		if a.rona++; a.rona >= limit {
			a.rona, a.must = 0, true
		}
	}
	if s == nil {
		return nil
	}
	s.rings = slices.DeleteFunc(s.rings, func(x id.Agent) bool { return x == h.Agent })
	if f.Verdict == "accepted" {
		if len(s.rings) > 0 {
			return fmt.Errorf("%s has it and %v are rung for it still", h.Agent, s.rings)
		}
		return nil
	}
	if f.Verdict != "rescinded" {
		s.bars[h.Agent] = now + reoffer
	}
	if len(s.rings) == 0 && s.since > 0 && (s.only == "" || s.hand) {
		w.waits(s, "")
	}
	return nil
}

func (w *watch) present(now int64, h fact.Head, f fact.AgentPresence) error {
	a := w.agent(h.Agent)
	if a.presence == "offline" {
		a.rona, a.slotSince = 0, now
		if a.idle == 0 {
			a.idle = now
		}
	}
	if a.presence == "offline" || f.Device != a.device {
		a.healthy = true // or it is said at once that it is not
	}
	if a.presence != f.Presence {
		a.slotSince = now
	}
	a.presence, a.device = f.Presence, f.Device
	if f.Reason == core.PauseRONA {
		if !a.must {
			return fmt.Errorf("%s is paused for calls that he did not let ring", h.Agent)
		}
		a.must = false
	}
	return nil
}

// settle is called after each step.
func (w *watch) settle(now int64) error {
	for _, o := range w.offers {
		if err := w.order(now, o); err != nil {
			return err
		}
	}
	w.offers = w.offers[:0]
	clear(w.failed) // what has gone wrong concerns nobody any more
	return nil
}
