package replay

import (
	"slices"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// A conversation is what is known of a call.
type conversation struct {
	tenant   id.Tenant
	line     id.Line
	number   id.Number
	item     id.Item // that it is about
	heldAt   int64
	promised int64
	late     bool
	third    *core.ThirdView
	ears     []ear
}

// An ear is a supervisor's, by its leg.
type ear struct {
	leg  id.Leg
	view core.EarView
}

func (c *conversation) clone() *conversation {
	d := *c
	d.ears = slices.Clone(c.ears)
	if c.third != nil {
		t := *c.third
		d.third = &t
	}
	return &d
}

func (f *Fold) listenToCalls() {
	on(f, f.callCreated)
	on(f, f.callEnded)
	on(f, f.invited)
	on(f, f.answered)
	on(f, f.held)
	on(f, f.resumed)
	on(f, f.holdLate)
	on(f, f.consulted)
	on(f, f.consultAnswered)
	on(f, f.consultEnded)
	on(f, f.conference)
	on(f, f.earOpened)
	on(f, f.earChanged)
	on(f, f.earClosed)
}

func (f *Fold) callCreated(e fact.Envelope, v fact.CallCreated) {
	f.calls[e.Call] = &conversation{tenant: e.Tenant, line: e.Line, number: v.Caller, item: e.Item}
}

func (f *Fold) callEnded(e fact.Envelope, _ fact.CallEnded) {
	c := f.calls[e.Call]
	if c == nil {
		return
	}
	for _, r := range c.ears {
		f.unear(r.view.Seat)
	}
	delete(f.calls, e.Call)
	for name, it := range f.items {
		if it.call == e.Call && it.over {
			delete(f.items, name)
		}
	}
}

// invited: a number that is rung for who called us is the client's own telephone.
func (f *Fold) invited(e fact.Envelope, v fact.LegInvited) {
	if c, it := f.about(e); c != nil && it != nil && v.Number != "" && !it.talks {
		f.part(it, "dialling", e.At)
	}
}

// answered by nobody of ours: at the client's own telephone.
func (f *Fold) answered(e fact.Envelope, _ fact.CallAnswered) {
	if c, it := f.about(e); c != nil && e.Agent == "" {
		f.part(it, "talking", e.At)
	}
}

// about is the item of a call and the call; both nil when it began before the fold did.
func (f *Fold) about(e fact.Envelope) (*conversation, *stay) {
	c := f.calls[e.Call]
	if c == nil {
		return nil, nil
	}
	return c, f.items[c.item]
}

func (f *Fold) held(e fact.Envelope, v fact.CallHeld) {
	if c, it := f.about(e); c != nil {
		c.heldAt, c.promised, c.late = e.At, v.PromisedUntil, false
		f.part(it, "held", e.At)
	}
}

func (f *Fold) resumed(e fact.Envelope, _ fact.CallResumed) {
	if c, it := f.about(e); c != nil {
		c.heldAt, c.promised, c.late = 0, 0, false
		f.part(it, "talking", e.At)
	}
}

func (f *Fold) holdLate(e fact.Envelope, _ fact.CallHoldLate) {
	if c, _ := f.about(e); c != nil {
		c.late = true
	}
}

func (f *Fold) consulted(e fact.Envelope, v fact.ConsultStarted) {
	if c, it := f.about(e); c != nil {
		c.third = &core.ThirdView{Agent: v.Agent, Line: v.Line, Number: v.Number, Item: v.Item, State: "ringing", Since: e.At}
		f.part(it, "held", e.At)
	}
}

func (f *Fold) consultAnswered(e fact.Envelope, _ fact.ConsultAnswered) {
	if c, it := f.about(e); c != nil && c.third != nil {
		c.third.State, c.third.Since = "talking", e.At
		f.part(it, "consulting", e.At)
	}
}

func (f *Fold) consultEnded(e fact.Envelope, _ fact.ConsultEnded) {
	if c, _ := f.about(e); c != nil {
		c.third = nil
	}
}

func (f *Fold) conference(e fact.Envelope, _ fact.CallConference) {
	if c, it := f.about(e); c != nil {
		if c.third != nil {
			c.third.State, c.third.Since = "conference", e.At
		}
		c.heldAt, c.promised, c.late = 0, 0, false
		f.part(it, "conference", e.At)
	}
}

func (f *Fold) earOpened(e fact.Envelope, v fact.EarOpened) {
	c := f.calls[e.Call]
	if c == nil {
		return
	}
	r := ear{v.Leg, core.EarView{Seat: e.Agent, By: v.By, Call: e.Call, Mode: v.Mode, Since: e.At}}
	c.ears = append(c.ears, r)
	f.agent(e.Agent).Ear = &r.view
}

func (f *Fold) earChanged(e fact.Envelope, v fact.EarChanged) {
	c := f.calls[e.Call]
	if c == nil {
		return
	}
	for i := range c.ears {
		if c.ears[i].leg == v.Leg {
			c.ears[i].view.Mode = v.Mode
			view := c.ears[i].view
			f.agent(view.Seat).Ear = &view
		}
	}
}

func (f *Fold) earClosed(e fact.Envelope, v fact.EarClosed) {
	c := f.calls[e.Call]
	if c == nil {
		return
	}
	c.ears = slices.DeleteFunc(c.ears, func(r ear) bool {
		if r.leg == v.Leg {
			f.unear(r.view.Seat)
		}
		return r.leg == v.Leg
	})
}

func (f *Fold) unear(a id.Agent) {
	f.agent(a).Ear = nil
}

func (f *Fold) callView(name id.Call, c *conversation) core.CallView {
	v := core.CallView{Call: name, Tenant: c.tenant, Line: c.line, Number: c.number, Kind: "call",
		HeldAt: c.heldAt, PromisedUntil: c.promised, Late: c.late}
	if c.third != nil {
		t := *c.third
		v.Third = &t
	}
	for _, r := range c.ears {
		v.Ears = append(v.Ears, r.view)
	}
	if it := f.items[c.item]; it != nil {
		v.Kind, v.Agent, v.Parts = it.kind, it.agent, slices.Clone(it.parts)
		if it.over {
			v.Agent = ""
		}
		if it.line != "" {
			v.Line, v.Tenant = it.line, it.tenant
		}
	}
	return v
}
