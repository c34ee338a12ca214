package line

import (
	"slices"
	"strconv"

	"gudok/base/problem"
	"gudok/core"
	"gudok/core/hours"
	"gudok/id"
	"gudok/phone"
)

// Waiting is what becomes of who waits in a line. What is empty is the parent's, and at the
// root the centre's default.
type Waiting struct {
	Closing  string   `json:"closing,omitempty" enum:"serve,callback,tell," doc:"What becomes of who waits when the line closes: served, offered a call, told so; empty: as the parent, else served"`
	Overflow Overflow `json:"overflow,omitzero"`
	Announce Announce `json:"announce,omitzero"`
	Offer    Offer    `json:"offer,omitzero"`
	MayCall  MayCall  `json:"may_call,omitzero"`
}

// An Overflow leads callers on to another line of the tenant.
type Overflow struct {
	To        id.Line `json:"to,omitempty" doc:"Empty: as the parent, else nowhere"`
	AfterS    int     `json:"after_s,omitempty" doc:"Who has waited so long; 0: waiting is no reason"`
	Unstaffed bool    `json:"unstaffed,omitempty" doc:"When nobody who may answer is signed in"`
}

// An Announce tells who waits where he stands.
type Announce struct {
	FirstS   int  `json:"first_s,omitempty" doc:"After the wait began; 0: as the parent, else never"`
	EveryS   int  `json:"every_s,omitempty" doc:"0: once"`
	Position bool `json:"position,omitempty"`
	Wait     bool `json:"wait,omitempty" doc:"How long it will take, about"`
}

// An Offer lets who waits ask by the key 1 to be called back.
type Offer struct {
	AfterS int `json:"after_s,omitempty" doc:"After the wait began; 0: as the parent, else never"`
	EveryS int `json:"every_s,omitempty" doc:"0: once"`
	// IfOverS: see core.Offer.
	IfOverS int `json:"if_over_s,omitempty" doc:"Only to who is estimated to wait longer; 0: to all"`
}

// MayCall is when people are called back, by the clock of their own number.
type MayCall struct {
	From int `json:"from,omitempty" doc:"Minutes after midnight"`
	To   int `json:"to,omitempty" doc:"Minutes after midnight; 0: as the parent, else 9:00 to 21:00"`
}

// Own is the client's own telephone.
type Own struct {
	Number phone.Number `json:"number,omitempty" doc:"E.164"`
	RingS  int          `json:"ring_s,omitempty" doc:"Until the centre takes over; 0: 20"`
}

const (
	minOfferS = 5  // who hears at once that he may hang up thinks that nobody is there
	minEveryS = 15 // more often is no music but a lecture
	maxWaitS  = 3_600
)

func (w *Waiting) check(self id.Line) error {
	if w.Closing != "" && !slices.Contains([]string{core.CloseServe, core.CloseCallback, core.CloseTell}, w.Closing) {
		return problem.New(problem.Invalid, "line.closing_unknown", "closing", w.Closing)
	}
	o := w.Overflow
	switch {
	case o.To == "" && (o.AfterS != 0 || o.Unstaffed):
		return problem.New(problem.Invalid, "line.overflow_to_missing")
	case o.To != "" && o.AfterS == 0 && !o.Unstaffed:
		return problem.New(problem.Invalid, "line.overflow_without_reason")
	case o.To != "" && o.To == self:
		return problem.New(problem.Invalid, "line.overflow_to_itself")
	}
	a := w.Announce
	if a.FirstS != 0 && !a.Position && !a.Wait || a.FirstS == 0 && (a.EveryS != 0 || a.Position || a.Wait) {
		return problem.New(problem.Invalid, "line.announces_nothing")
	}
	for _, f := range []struct {
		field         string
		value, lowest int
	}{
		{"overflow.after_s", o.AfterS, 1}, {"announce.first_s", a.FirstS, 1}, {"announce.every_s", a.EveryS, minEveryS},
		{"offer.after_s", w.Offer.AfterS, minOfferS}, {"offer.every_s", w.Offer.EveryS, minEveryS}, {"offer.if_over_s", w.Offer.IfOverS, 1},
	} {
		if f.value != 0 && (f.value < f.lowest || f.value > maxWaitS) {
			return problem.New(problem.Invalid, "line.out_of_range", "field", f.field, "min", strconv.Itoa(f.lowest), "max", strconv.Itoa(maxWaitS))
		}
	}
	if m := w.MayCall; m != (MayCall{}) && (m.From < 0 || m.To > day || m.From >= m.To) {
		return problem.New(problem.Invalid, "line.may_call", "from", clock(m.From), "to", clock(m.To))
	}
	return nil
}

// checkOwn: a client's own telephone can only answer when it has a number.
func (l *Line) checkOwn() error {
	switch {
	case !slices.Contains([]string{core.ModeCentre, core.ModeOwnFirst, core.ModeOwnOnly}, l.Mode):
		return problem.New(problem.Invalid, "line.mode_unknown", "mode", l.Mode[:min(len(l.Mode), maxName)])
	case l.Mode != core.ModeCentre && l.Own.Number == "":
		return problem.New(problem.Invalid, "line.own_number_missing")
	case l.Own.RingS != 0 && (l.Own.RingS < minRingS || l.Own.RingS > 120):
		return problem.New(problem.Invalid, "line.out_of_range", "field", "own.ring_s", "min", strconv.Itoa(minRingS), "max", "120")
	}
	if l.Own.Number == "" {
		return nil
	}
	e164, err := phone.Parse(string(l.Own.Number), "")
	if err != nil {
		return problem.New(problem.Invalid, "line.own_number", "number", string(l.Own.Number)[:min(len(l.Own.Number), maxName)], "example", "+380441234567")
	}
	l.Own.Number = e164
	return nil
}

// checkOverflow: callers of a tenant go on in one of its own lines.
func (l *Line) checkOverflow(all []Line) error {
	if l.Overflow.To == "" {
		return nil
	}
	i := slices.IndexFunc(all, func(o Line) bool { return o.ID == l.Overflow.To })
	if i < 0 || all[i].Tenant != l.Tenant {
		return problem.New(problem.Invalid, "line.overflow_unknown", "line", string(l.Overflow.To))
	}
	return nil
}

// into tells the core.
func (w *Waiting) into(c *core.Line) {
	c.Closing = w.Closing
	if w.Overflow.To != "" {
		c.Overflow = &core.Overflow{To: w.Overflow.To, AfterMS: ms(w.Overflow.AfterS), Unstaffed: w.Overflow.Unstaffed}
	}
	if w.Announce.FirstS != 0 {
		c.Announce = &core.Announce{FirstMS: ms(w.Announce.FirstS), EveryMS: ms(w.Announce.EveryS), Position: w.Announce.Position, Wait: w.Announce.Wait}
	}
	if w.Offer.AfterS != 0 {
		c.Offer = &core.Offer{AfterMS: ms(w.Offer.AfterS), EveryMS: ms(w.Offer.EveryS), IfOverMS: ms(w.Offer.IfOverS)}
	}
	if w.MayCall != (MayCall{}) {
		c.Quiet = &hours.Span{From: w.MayCall.From, To: w.MayCall.To}
	}
}
