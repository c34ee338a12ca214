package sim

import (
	"fmt"
	"slices"
	"strings"

	"gudok/core"
	"gudok/core/hours"
	"gudok/fact"
	"gudok/id"
)

// The debts hold what must be true of calls to people (product.md 5.5): nobody is dialled
// while he is on our line, nor when he sleeps, nor before the answer that he waits for is
// there. They are kept from inputs and facts, and from what is true of the invented people.
type debts struct {
	lines map[id.Line]*core.Line // for looking up only; shared with the watch
	zones map[string]int         // for looking up only: seconds east of Greenwich
	week  hours.Calendar         // as it is set now
	here  map[id.Number]int      // for looking up only: calls in which the person is on our line
	legs  map[id.Leg]id.Number   // for looking up only: of those calls
	owed  map[id.Promise]*debt   // for looking up only
	open  []id.Promise           // of those, the oldest first
	items []since                // that have begun, the oldest first
	going map[id.Item]bool       // for looking up only: of those, the ones that have not ended
}

// A debt is a promise.
type debt struct {
	number  id.Number
	zone    string // "": not known, then nobody knows when he sleeps
	enquiry id.Enquiry
	until   int64   // for whose answer it waits
	offered id.Item // in which it was offered to an agent: the floor keeps it
}

type since struct {
	item id.Item
	at   int64
}

// itemLife is after how long an item must have ended, whatever happens.
const itemLife = 24 * hour

func newDebts(lines map[id.Line]*core.Line) *debts {
	d := &debts{
		lines: lines, zones: map[string]int{}, week: week(), here: map[id.Number]int{}, legs: map[id.Leg]id.Number{},
		owed: map[id.Promise]*debt{}, going: map[id.Item]bool{},
	}
	for _, z := range zones() {
		d.zones[z.Zone] = z.Offsets[0].OffsetS
	}
	return d
}

// hear takes an input in, before the core does.
func (d *debts) hear(in core.Input) {
	if c, ok := in.(core.CalendarSet); ok && c.ID == d.week.ID {
		d.week = c.Calendar
	}
}

// enter takes a fact in and says what cannot be right about it.
func (d *debts) enter(now int64, f core.Said) error {
	h := f.Head
	switch v := f.Fact.(type) {
	case fact.CallCreated:
		if v.Inbound && v.Caller != "" {
			d.legs[v.Leg] = v.Caller
			d.here[v.Caller]++
		}
	case fact.LegEnded:
		if n, ok := d.legs[v.Leg]; ok {
			delete(d.legs, v.Leg)
			if d.here[n]--; d.here[n] == 0 {
				delete(d.here, n)
			}
		}
	case fact.ItemCreated:
		if !strings.HasSuffix(v.Kind, "_return") { // these live as long as what is owed
			d.items = append(d.items, since{h.Item, now})
		}
		d.going[h.Item] = true
	case fact.ItemLeft:
		if v.Reason != "answered" {
			delete(d.going, h.Item)
		}
	case fact.ItemClosed:
		delete(d.going, h.Item)
	case fact.ItemOffered:
		if h.Promise != "" {
			d.owed[h.Promise].offered = h.Item
		}
	case fact.PromiseOpened:
		d.owed[h.Promise] = &debt{number: v.Number, zone: v.Zone}
		d.open = append(d.open, h.Promise)
	case fact.PromiseClosed:
		delete(d.owed, h.Promise)
		d.open = slices.DeleteFunc(d.open, func(p id.Promise) bool { return p == h.Promise })
	case fact.PromiseBlocked:
		d.owed[h.Promise].enquiry, d.owed[h.Promise].until = v.Enquiry, v.Until
	case fact.PromiseFreed:
		d.owed[h.Promise].enquiry, d.owed[h.Promise].until = "", 0
	case fact.AttemptStarted:
		return d.attempt(now, h)
	}
	return nil
}

// attempt: somebody is about to be dialled.
func (d *debts) attempt(now int64, h fact.Head) error {
	p := d.owed[h.Promise]
	switch {
	case p == nil:
		return fmt.Errorf("an attempt at what is not owed")
	case d.here[p.number] > 0:
		return fmt.Errorf("%s is dialled while he is on our line", p.number)
	case p.enquiry != "" && now < p.until:
		return fmt.Errorf("%s is dialled before the answer of %s is there", p.number, p.enquiry)
	case p.offered == h.Item && !d.isOpen(now, h.Line):
		return fmt.Errorf("%s is dialled while %s is closed", p.number, h.Line)
	case !d.polite(now, p.zone, h.Line):
		return fmt.Errorf("%s of %s is dialled in quiet hours", p.number, p.zone)
	}
	return nil
}

// polite reports whether people of the zone may be called now for the line.
func (d *debts) polite(now int64, zone string, line id.Line) bool {
	east, known := d.zones[zone]
	if !known {
		return true
	}
	span := hours.Span{From: 9 * 60, To: 21 * 60}
	for l := d.lines[line]; l != nil; l = d.lines[l.Parent] {
		if l.Quiet != nil {
			span = *l.Quiet
			break
		}
	}
	m := int((now/minute + int64(east/60)) % (24 * 60))
	return m >= span.From && m < span.To
}

// isOpen reports whether the line has its hours: those of the week, or none.
func (d *debts) isOpen(now int64, line id.Line) bool {
	for l := d.lines[line]; l != nil; l = d.lines[l.Parent] {
		if l.Calendar == "" {
			continue
		}
		local := now + int64(d.week.Offsets[0].OffsetS)*second
		day := int((local/(24*hour) + 3) % 7) // 1 January 1970 was a Thursday, the week begins on Monday
		m := int(local % (24 * hour) / minute)
		return slices.ContainsFunc(d.week.Week[day], func(s hours.Span) bool { return m >= s.From && m < s.To })
	}
	return true
}

// old is an item that should have ended long ago.
func (d *debts) old(now int64) error {
	for len(d.items) > 0 && (!d.going[d.items[0].item] || now-d.items[0].at > itemLife) {
		if d.going[d.items[0].item] {
			return fmt.Errorf("item %s has not ended for a day", d.items[0].item)
		}
		d.items = d.items[1:]
	}
	return nil
}
