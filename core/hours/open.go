package hours

import (
	"fmt"
	"slices"
	"strings"
)

const (
	minuteMS   = 60_000
	dayMS      = 24 * 60 * minuteMS
	dayMinutes = 24 * 60
	// lookAheadDays bounds Next: a calendar that does not open for a year never opens.
	lookAheadDays = 400
)

// Open reports whether the calendar is open at the moment (ms UTC). It is the clock on the
// wall that counts: in the hour that comes twice a span may be open twice.
func (c *Calendar) Open(at int64) bool {
	local := at + c.offset(at)
	day := floorDiv(local, dayMS)
	minute := int((local - day*dayMS) / minuteMS)
	return within(c.spans(day), minute) || within(c.spans(day-1), minute+dayMinutes)
}

func within(spans []Span, minute int) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.From <= minute && minute < s.To })
}

// Next is the first moment not before at (ms UTC) at which the calendar is open, and false
// when it does not open within 400 days.
func (c *Calendar) Next(at int64) (int64, bool) { return c.first(at, true) }

// Turn is the first moment after at (ms UTC) at which the calendar opens or closes, and
// false when it does neither within 400 days.
func (c *Calendar) Turn(at int64) (int64, bool) { return c.first(at, !c.Open(at)) }

// first is the first moment not before at that is open, or closed. It lies at a bound of a
// span, at a midnight or at a change of the clock, so only these are looked at.
func (c *Calendar) first(at int64, open bool) (int64, bool) {
	if c.Open(at) == open {
		return at, true
	}
	today := floorDiv(at+c.offset(at), dayMS)
	for day := today - 1; day < today+lookAheadDays; day++ { // -1: an hour may come twice over midnight
		if t, ok := c.firstOf(day, at, open); ok {
			return t, true
		}
	}
	return 0, false
}

// firstOf looks at one local day.
func (c *Calendar) firstOf(day, at int64, open bool) (int64, bool) {
	best, found := int64(0), false
	consider := func(t int64) {
		if t >= at && c.Open(t) == open && (!found || t < best) {
			best, found = t, true
		}
	}
	// The day may have a change of the clock: a bound is looked for under the offset of
	// the day before and of the day after.
	noon := day*dayMS + dayMS/2
	noon -= c.offset(noon)
	before, after := c.offset(noon-dayMS), c.offset(noon+dayMS)
	bound := func(minute int) {
		local := day*dayMS + int64(minute)*minuteMS
		consider(local - before)
		consider(local - after)
	}
	bound(0)
	for _, s := range c.spans(day) {
		bound(s.From)
		bound(s.To)
	}
	for _, s := range c.spans(day - 1) {
		if s.To > dayMinutes { // the night that began yesterday ends today
			bound(s.To - dayMinutes)
		}
	}
	for _, tr := range c.near(noon) {
		if floorDiv(tr.AtMS+int64(tr.OffsetS)*1000, dayMS) == day {
			consider(tr.AtMS)
		}
	}
	return best, found
}

// near lists the transitions within two days of the moment.
func (c *Calendar) near(at int64) []Transition {
	i, _ := slices.BinarySearchFunc(c.Offsets, at-2*dayMS, func(t Transition, at int64) int { return compare(t.AtMS, at) })
	j := i
	for j < len(c.Offsets) && c.Offsets[j].AtMS <= at+2*dayMS {
		j++
	}
	return c.Offsets[i:j]
}

// offset is what the zone adds to UTC at the moment, in ms. The first transition holds for
// all before it; no transitions: UTC.
func (c *Calendar) offset(at int64) int64 {
	if len(c.Offsets) == 0 {
		return 0
	}
	i, exact := slices.BinarySearchFunc(c.Offsets, at, func(t Transition, at int64) int { return compare(t.AtMS, at) })
	if !exact {
		i--
	}
	return int64(c.Offsets[max(i, 0)].OffsetS) * 1000
}

// spans are the opening times of a local day, counted from 1 January 1970.
func (c *Calendar) spans(day int64) []Span {
	if len(c.Holidays) > 0 {
		date := civil(day)
		if i, ok := slices.BinarySearchFunc(c.Holidays, date, func(h Holiday, d string) int { return strings.Compare(h.Date, d) }); ok {
			return c.Holidays[i].Spans
		}
	}
	return c.Week[weekday(day)]
}

// weekday counts from Monday; 1 January 1970 was a Thursday.
func weekday(day int64) int { return int(((day+3)%7 + 7) % 7) }

// civil is the date of a day since 1970 as 2006-01-02.
func civil(day int64) string {
	y, m, d := date(day)
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// date is the date of a day since 1970 (Howard Hinnant, "chrono-compatible low-level date
// algorithms", civil_from_days).
func date(day int64) (year, month, dayOfMonth int) {
	z := day + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d, m := doy-(153*mp+2)/5+1, mp+3
	if m > 12 {
		m -= 12
	}
	y := yoe + era*400
	if m <= 2 {
		y++
	}
	return int(y), int(m), int(d)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
