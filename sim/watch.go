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
// compares by looking at everybody, and says what cannot be right.
type watch struct {
	lines  map[id.Line]*core.Line // for looking up only
	agents map[id.Agent]*watched  // for looking up only
	stays  map[id.Item]*stay      // for looking up only
	wait   []*stay                // who waits, in the order in which they began to
	offers []*offering            // of this step
	told   uint64                 // facts so far
	wishes map[id.Promise]string  // for looking up only: kinds of promises
	back   map[id.Line]int        // for looking up only: returns that may wait there
	lost   map[id.Agent]int64     // for looking up only: when the device was truly gone last
}

// A stay is an item as long as it may wait or ring.
type stay struct {
	item     id.Item
	line     id.Line
	priority int // as it was told
	origin   int64
	kind     string
	since    uint64   // the fact with which it began to wait
	only     id.Agent // nobody else may have it
	waiting  bool
	last     bool               // comes after all who wait in person, as the line said when it began
	bars     map[id.Agent]int64 // for looking up only: until when
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
	skills   []core.SkillLevel
	healthy  bool
	idle     int64 // since when, by the end of the last contact
	gone     bool  // taken out of service
	unsure   bool  // was gone, and whether the clock began anew is not told
	rona     int
	must     bool // let it ring too often: a pause is due
	ringing  id.Item
	rings    int64 // since when
	unwell   int64 // when the device was said to be unwell last
	presence string
	device   id.Device
}

func newWatch() *watch {
	return &watch{
		lines: map[id.Line]*core.Line{}, agents: map[id.Agent]*watched{}, stays: map[id.Item]*stay{}, lost: map[id.Agent]int64{}, back: map[id.Line]int{}, wishes: map[id.Promise]string{},
	}
}

func (w *watch) agent(name id.Agent) *watched {
	a := w.agents[name]
	if a == nil {
		a = &watched{presence: "offline"}
		w.agents[name] = a
	}
	return a
}

// hear takes an input in, before the core does.
func (w *watch) hear(in core.Input) {
	switch in := in.(type) {
	case core.LineSet:
		l := in.Line
		w.lines[l.ID] = &l
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
		s := &stay{item: h.Item, line: h.Line, kind: v.Kind, origin: v.OriginAt, bars: map[id.Agent]int64{}}
		s.last = w.last(s, h.Promise)
		if w.stays[h.Item] = s; w.vague(s) {
			w.back[s.line]++
		}
	case fact.ItemEnqueued:
		return w.enqueued(h, v)
	case fact.ItemReturned:
		if s := w.stays[h.Item]; s != nil && v.Giver != "" {
			w.waits(s, v.Giver)
		}
	case fact.ItemOffered:
		return w.offered(now, h, v)
	case fact.ItemOfferEnded:
		return w.offerEnded(now, h, v)
	case fact.ItemLeft:
		if s := w.stays[h.Item]; s != nil {
			if w.stops(s); w.vague(s) {
				w.back[s.line]--
			}
			delete(w.stays, h.Item)
		}
	case fact.ItemClosed:
		if h.Agent != "" {
			w.agent(h.Agent).idle = now
			w.agent(h.Agent).unsure = false
		}
	case fact.PromiseOpened:
		w.wishes[h.Promise] = v.Kind
	case fact.PromiseAgreed:
		w.wishes[h.Promise] = cmp.Or(v.Kind, "requested")
	case fact.PromiseClosed:
		delete(w.wishes, h.Promise)
	case fact.AgentDevice:
		a := w.agent(h.Agent)
		if a.healthy = v.Healthy; !v.Healthy {
			a.unwell = now
		}
	case fact.AgentPresence:
		return w.present(now, h, v)
	}
	return nil
}

func (w *watch) waits(s *stay, only id.Agent) {
	w.stops(s)
	s.waiting, s.only, s.since = true, only, w.told
	w.wait = append(w.wait, s)
}

func (w *watch) stops(s *stay) {
	if s.waiting {
		s.waiting = false
		w.wait = slices.DeleteFunc(w.wait, func(x *stay) bool { return x == s })
	}
}

func (w *watch) enqueued(h fact.Head, f fact.ItemEnqueued) error {
	s := w.stays[h.Item]
	if s == nil {
		return fmt.Errorf("waits and never was created")
	}
	s.line, s.priority = h.Line, f.Priority
	w.waits(s, "")
	place := 1
	for _, x := range w.wait {
		if x.line == s.line && x != s && w.before(x, s) {
			place++
		}
	}
	if w.back[s.line] == 0 && place != f.Position {
		return fmt.Errorf("is told the place %d, %d are before it", f.Position, place-1)
	}
	return nil
}

// before is the order of service: whom we merely missed comes after all who wait in person,
// else who matters more, then whose need is older.
func (w *watch) before(a, b *stay) bool {
	if a.last != b.last {
		return b.last
	}
	return cmp.Or(cmp.Compare(w.rank(b), w.rank(a)), cmp.Compare(a.origin, b.origin), cmp.Compare(a.item, b.item)) < 0
}

// rank is what counts of a stay's priority now: the line's, which may have changed.
func (w *watch) rank(s *stay) int {
	if l := w.lines[s.line]; l != nil {
		return l.Priority
	}
	return s.priority
}

// last reports whether nobody waits in person, nor asked for the call.
func (w *watch) last(s *stay, p id.Promise) bool {
	if !w.vague(s) {
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
// moment is the promise's business.
func (w *watch) vague(s *stay) bool { return strings.HasSuffix(s.kind, "_return") }

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
	case a.presence != "online":
		return fmt.Errorf("offered to %s, who is %s", h.Agent, a.presence)
	case a.gone:
		return fmt.Errorf("offered to %s, who was taken out of service", h.Agent)
	case a.ringing != "":
		return fmt.Errorf("offered to %s, who has %s ringing", h.Agent, a.ringing)
	case s.bars[h.Agent] > now && !direct(d.Rule):
		return fmt.Errorf("offered to %s again too soon", h.Agent)
	case d.IdleSince != 0 && !a.unsure && d.IdleSince != a.idle:
		return fmt.Errorf("%s is idle since %d by the decision, since %d by the facts", h.Agent, d.IdleSince, a.idle)
	case !direct(d.Rule) && !w.can(h.Agent, s.line):
		return fmt.Errorf("offered to %s, who cannot serve %s", h.Agent, s.line)
	default:
		a.idle, a.unsure = cmp.Or(d.IdleSince, a.idle), false
	}
	w.offers = append(w.offers, &offering{*s, h.Agent, f.Decision, w.told})
	w.stops(s)
	a.ringing, a.rings = h.Item, now
	return nil
}

// direct reports whether an item was meant for the agent, whatever he can.
func direct(rule string) bool {
	switch rule {
	case "handed_over", "returned", "consulted", "called", "agreed", "hand":
		return true
	}
	return false
}

// can reports whether the agent has what the line asks for.
func (w *watch) can(name id.Agent, line id.Line) bool {
	l := w.lines[line]
	return l != nil && level(w.agent(name).skills, l.Skill) >= max(l.MinLevel, 1)
}

func level(skills []core.SkillLevel, k id.Skill) int {
	for _, s := range skills {
		if s.Skill == k {
			return s.Level
		}
	}
	return 0
}

// The defaults of a line, as config.go names them.
const (
	reofferMS = 30 * second
	ronaLimit = 2
)

func (w *watch) offerEnded(now int64, h fact.Head, f fact.ItemOfferEnded) error {
	s, a := w.stays[h.Item], w.agent(h.Agent)
	a.ringing = ""
	reoffer, limit := int64(15_000), ronaLimit
	if l := w.lines[h.Line]; l != nil {
		reoffer, limit = cmp.Or(l.ReofferMS, reofferMS), cmp.Or(l.RonaLimit, ronaLimit)
	}
	switch f.Verdict {
	case "accepted":
		a.rona = 0
		return nil
	case "no_answer":
		if !a.healthy || a.unwell >= a.rings && a.unwell > 0 || w.lost[h.Agent] >= a.rings {
			return fmt.Errorf("%s is blamed, and his device was away", h.Agent)
		}
		if a.rona++; a.rona >= limit {
			a.rona, a.must = 0, true
		}
	}
	if s == nil {
		return nil
	}
	if f.Verdict != "rescinded" {
		s.bars[h.Agent] = now + reoffer
	}
	if s.only == "" && s.since > 0 {
		w.waits(s, "")
	}
	return nil
}

func (w *watch) present(now int64, h fact.Head, f fact.AgentPresence) error {
	a := w.agent(h.Agent)
	if a.presence == "offline" {
		a.rona = 0
		if a.idle == 0 {
			a.idle = now
		}
	}
	if a.presence == "offline" || f.Device != a.device {
		a.healthy = true // or it is said at once that it is not
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

// settle is called after each step: whoever was offered in it must have been next. What was
// offered to somebody else in the same step was served too.
func (w *watch) settle(now int64) error {
	for _, o := range w.offers {
		if err := w.order(now, o); err != nil {
			return err
		}
	}
	w.offers = w.offers[:0]
	return nil
}

func (w *watch) order(now int64, o *offering) error {
	for _, x := range w.wait {
		switch {
		case x.since > o.told, x.item == o.stay.item, x.bars[o.agent] > now:
			continue
		case x.only != "", direct(o.decision.Rule), !w.can(o.agent, x.line):
			continue
		}
		if w.comparable(x, &o.stay) && w.before(x, &o.stay) {
			return fmt.Errorf("%s is offered %s while %s, which is before it, waits", o.agent, o.stay.item, x.item)
		}
	}
	return nil
}

// comparable reports whether the facts tell which of two comes first.
func (w *watch) comparable(a, b *stay) bool {
	return !w.vague(a) && !w.vague(b) || a.last != b.last
}
