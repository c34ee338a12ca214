package sim

import (
	"fmt"

	"gudok/core"
	"gudok/id"
)

// What people in the office do about promises: calls are asked for on a page, wait for the
// answer of somebody who must be asked first, are moved and given to somebody.

const (
	officeEvery = 3 * minute
	handEvery   = 2 * minute
)

// hand: a supervisor moves somebody who waits, or wants to too late.
func (w *World) hand() {
	if w.closing {
		return
	}
	w.in(w.about(handEvery), w.hand)
	if len(w.watch.wait) == 0 {
		w.tell(core.ItemPlaced{Item: "item_none", Place: 1, By: "usr_boss"})
		return
	}
	it := pick(w, w.watch.wait).item
	switch w.rng.IntN(4) {
	case 0:
		w.tell(core.ItemMoved{Item: it, Line: pick(w, w.lines).ID, By: "usr_boss"})
	case 1:
		w.tell(core.ItemPlaced{Item: it, Place: w.rng.IntN(6), By: "usr_boss"})
	case 2:
		w.tell(core.ItemTaken{Item: it, Agent: pick(w, w.agents).id, By: "usr_boss"})
	case 3:
		w.tell(core.ItemRanked{Item: it, Priority: w.rng.IntN(12), By: "usr_boss"})
	}
}

// office: somebody sees to a promise, or makes one.
func (w *World) office() {
	if w.closing {
		return
	}
	w.in(w.about(officeEvery), w.office)
	if w.chance(0.3) || len(w.debts.open) == 0 {
		w.asksOnPage()
		return
	}
	p := pick(w, w.debts.open)
	switch w.rng.IntN(3) {
	case 0:
		w.enquires(p)
	case 1:
		in := core.PromiseChanged{Promise: p, By: "usr_boss"}
		if w.chance(0.5) {
			in.DueAt = w.now + w.between(-hour, 5*hour)
		}
		if w.chance(0.4) {
			in.Owner = pick(w, w.agents).id
		}
		w.tell(in)
	case 2:
		w.tell(core.PromiseCancelled{Promise: p, Reason: pick(w, []string{"wrong_number", "refused", "dnc", "by_caller"}), By: "usr_boss"})
	}
}

// asksOnPage: somebody leaves a number on a page, or we have something to tell him.
func (w *World) asksOnPage() {
	p, l := pick(w, w.people), pick(w, w.lines)
	in := core.PromiseRequested{By: "usr_page", Tenant: l.Tenant, Line: l.ID, Number: p.num, Zone: p.zone, Kind: pick(w, []string{"web", "web", "follow_up"})}
	if w.chance(0.3) {
		in.At = w.now + w.between(0, 3*hour)
	}
	if w.chance(0.2) {
		in.Owner, in.SameAgentMS = pick(w, w.agents).id, w.between(0, hour)
	}
	w.tell(in)
}

// enquires: somebody must be asked before the person is called; he answers, or not in time.
func (w *World) enquires(p id.Promise) {
	w.asked++
	enq := id.Enquiry(fmt.Sprintf("enq_%06d", w.asked))
	w.tell(core.PromiseBlocked{Promise: p, Enquiry: enq, Until: w.now + w.between(minute, 3*hour), By: "usr_boss"})
	if w.chance(0.7) {
		w.in(w.about(30*minute), func() {
			w.tell(core.PromiseFreed{Promise: p, Enquiry: enq, Outcome: pick(w, []string{"answered", "answered", "expired", "withdrawn"})})
		})
	}
}
