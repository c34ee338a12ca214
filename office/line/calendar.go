package line

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the zones travel with the program: a bare machine may have none

	"gudok/base/problem"
	"gudok/core"
	"gudok/core/hours"
	"gudok/id"
	"gudok/phone"
)

// A Calendar is a week plus holidays in one zone, as people edit it.
type Calendar struct {
	ID       id.Calendar     `json:"id"`
	Tenant   id.Tenant       `json:"tenant"`
	Name     string          `json:"name"`
	Zone     string          `json:"zone"`     // IANA: "Europe/Kyiv"
	Week     [7][]hours.Span `json:"week"`     // Monday first; empty: closed
	Country  string          `json:"country"`  // RU, UA, KZ: closed on its public holidays; "": on none
	Holidays []hours.Holiday `json:"holidays"` // exceptions; they go before the country's
	Version  int             `json:"version"`
}

const (
	maxCalendars = 500
	maxHolidays  = 400 // a dozen years of public holidays
	maxSpans     = 12  // of one day
	day          = 24 * 60
	// yearsAhead is how far a zone's transitions are written out. They are computed anew at
	// each start, so it bounds only how long a process may run without one.
	yearsAhead = 6
)

// check puts c into its final form: spans sorted and joined, holidays sorted.
func (c *Calendar) check() error {
	c.Name = strings.TrimSpace(c.Name)
	if c.Name == "" || len([]rune(c.Name)) > maxName {
		return problem.New(problem.Invalid, "calendar.name", "max", strconv.Itoa(maxName))
	}
	if c.Tenant == "" {
		return problem.New(problem.Invalid, "calendar.tenant_missing")
	}
	if _, err := zone(c.Zone); err != nil {
		return err
	}
	if c.Country != "" && !slices.Contains(Countries(), c.Country) {
		return problem.New(problem.Invalid, "calendar.country_unknown", "country", c.Country)
	}
	for d := range c.Week {
		spans, err := tidySpans(c.Week[d], "day", strconv.Itoa(d+1))
		if err != nil {
			return err
		}
		c.Week[d] = spans
	}
	return c.checkHolidays()
}

func (c *Calendar) checkHolidays() error {
	if len(c.Holidays) > maxHolidays {
		return problem.New(problem.Invalid, "calendar.too_many_holidays", "max", strconv.Itoa(maxHolidays))
	}
	if c.Holidays == nil {
		c.Holidays = []hours.Holiday{}
	}
	slices.SortFunc(c.Holidays, func(a, b hours.Holiday) int { return cmp.Compare(a.Date, b.Date) })
	for i := range c.Holidays {
		h := &c.Holidays[i]
		if _, err := time.Parse(time.DateOnly, h.Date); err != nil {
			return problem.New(problem.Invalid, "calendar.holiday_date", "date", h.Date, "example", "2026-12-31")
		}
		if i > 0 && c.Holidays[i-1].Date == h.Date {
			return problem.New(problem.Invalid, "calendar.holiday_twice", "date", h.Date)
		}
		h.Name = strings.TrimSpace(h.Name)
		if len([]rune(h.Name)) > maxName {
			return problem.New(problem.Invalid, "calendar.name", "max", strconv.Itoa(maxName))
		}
		spans, err := tidySpans(h.Spans, "date", h.Date)
		if err != nil {
			return err
		}
		h.Spans = spans
	}
	return nil
}

// tidySpans sorts spans and joins those that touch; where names the day in a refusal. A span
// that ends before it begins goes on after midnight: 22:00 to 6:00.
func tidySpans(spans []hours.Span, where, which string) ([]hours.Span, error) {
	if len(spans) > maxSpans {
		return nil, problem.New(problem.Invalid, "calendar.too_many_spans", where, which, "max", strconv.Itoa(maxSpans))
	}
	out := []hours.Span{}
	sorted := slices.SortedFunc(slices.Values(spans), func(a, b hours.Span) int { return cmp.Compare(a.From, b.From) })
	for _, s := range sorted {
		to := s.To
		if s.To < s.From && s.To >= 0 {
			to += day
		}
		if s.From < 0 || s.From >= day || to <= s.From || to > s.From+day {
			return nil, problem.New(problem.Invalid, "calendar.span", where, which, "from", clock(s.From), "to", clock(s.To))
		}
		s.To = to
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = min(max(out[n-1].To, s.To), out[n-1].From+day)
			continue
		}
		out = append(out, s)
	}
	return out, nil
}

// clock writes minutes after midnight as 09:30.
func clock(m int) string {
	if m < 0 || m > day {
		return strconv.Itoa(m)
	}
	return string([]byte{byte('0' + m/600), byte('0' + m/60%10), ':', byte('0' + m%60/10), byte('0' + m%10)})
}

// zone looks a zone up. "Local" and "" would mean another thing on each machine.
func zone(name string) (*time.Location, error) {
	bad := problem.New(problem.Invalid, "calendar.zone_unknown", "zone", name, "example", "Europe/Kyiv")
	if name == "" || name == "Local" || len(name) > 64 {
		return nil, bad
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, bad
	}
	return loc, nil
}

// input is what the core hears of c at the moment now.
func (c *Calendar) input(now time.Time) (core.Input, error) {
	loc, err := zone(c.Zone)
	if err != nil {
		return nil, err
	}
	return core.CalendarSet{Calendar: hours.Calendar{
		ID: c.ID, Tenant: c.Tenant, Zone: c.Zone, Week: c.Week, Holidays: c.closed(), Offsets: transitions(loc, now),
	}}, nil
}

// zones are the clocks of all places whose people may be called.
func zones(now time.Time) ([]core.Input, error) {
	var list []core.Input
	for _, name := range phone.Zones() {
		loc, err := zone(name)
		if err != nil {
			return nil, err
		}
		list = append(list, core.ZoneSet{Zone: name, Offsets: transitions(loc, now)})
	}
	return list, nil
}

// transitions are the zone's changes from the beginning of the year before now to
// yearsAhead after. They begin and end with a year, so that two starts in one year agree.
// The first holds for all before it.
func transitions(loc *time.Location, now time.Time) []hours.Transition {
	year := now.UTC().Year()
	at := time.Date(year-1, time.January, 1, 0, 0, 0, 0, time.UTC).In(loc)
	end := time.Date(year+yearsAhead, time.January, 1, 0, 0, 0, 0, time.UTC)
	_, offset := at.Zone()
	list := []hours.Transition{{AtMS: at.UnixMilli(), OffsetS: offset}}
	for {
		_, next := at.ZoneBounds()
		if next.IsZero() || !next.Before(end) {
			return list
		}
		at = next
		// A zone may change its name without moving its clock.
		if _, offset := at.Zone(); offset != list[len(list)-1].OffsetS {
			list = append(list, hours.Transition{AtMS: at.UnixMilli(), OffsetS: offset})
		}
	}
}
