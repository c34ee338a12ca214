package hours

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // the tests ask the real zone database, the room never does
)

// kyiv is a calendar in the zone of Kyiv: Monday to Friday 9 to 18, Saturday 10 to 15 with
// a break, Sunday closed; transitions of 2025 to 2027.
func kyiv(t *testing.T) (*Calendar, *time.Location) {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	c := &Calendar{Zone: "Europe/Kyiv", Offsets: transitions(zone, 2025, 2027)}
	for d := range 5 {
		c.Week[d] = []Span{{9 * 60, 18 * 60}}
	}
	c.Week[5] = []Span{{10 * 60, 12 * 60}, {13 * 60, 15 * 60}}
	c.Holidays = []Holiday{{Date: "2026-01-01", Name: "new year"}, {Date: "2026-12-31", Spans: []Span{{9 * 60, 12 * 60}}}}
	return c, zone
}

// transitions finds the zone's changes by looking at every hour.
func transitions(zone *time.Location, from, to int) []Transition {
	var list []Transition
	last := 1 << 30
	for at := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() <= to; at = at.Add(time.Hour) {
		if _, off := at.In(zone).Zone(); off != last {
			list = append(list, Transition{at.UnixMilli(), off})
			last = off
		}
	}
	return list
}

func TestOpenByTheClockOnTheWall(t *testing.T) {
	c, zone := kyiv(t)
	for _, row := range []struct {
		name, at string
		open     bool
	}{
		{"a minute before opening", "2026-03-02 08:59:59", false},
		{"on the very opening", "2026-03-02 09:00:00", true},
		{"a second before closing", "2026-03-02 17:59:59", true},
		{"on the very closing", "2026-03-02 18:00:00", false},
		{"in the break of a Saturday", "2026-03-07 12:30:00", false},
		{"after the break", "2026-03-07 13:00:00", true},
		{"on a Sunday", "2026-03-08 11:00:00", false},
		{"on a holiday", "2026-01-01 11:00:00", false},
		{"on a short day before a holiday", "2026-12-31 11:59:59", true},
		{"on a short day in the afternoon", "2026-12-31 13:00:00", false},
		{"in summer time", "2026-07-06 09:00:00", true},
		{"in the morning after the clocks went forward", "2026-03-30 09:00:00", true},
		{"in the morning after the clocks went back", "2026-10-26 08:59:59", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			at, err := time.ParseInLocation(time.DateTime, row.at, zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Open(at.UnixMilli()); got != row.open {
				t.Errorf("open at %s: %v", row.at, got)
			}
		})
	}
}

func TestNextOpening(t *testing.T) {
	c, zone := kyiv(t)
	for _, row := range []struct{ name, at, next string }{
		{"open already", "2026-03-02 10:00:00", "2026-03-02 10:00:00"},
		{"in the evening", "2026-03-02 20:00:00", "2026-03-03 09:00:00"},
		{"in the night", "2026-03-03 03:00:00", "2026-03-03 09:00:00"},
		{"on Friday evening", "2026-03-06 19:00:00", "2026-03-07 10:00:00"},
		{"on Saturday in the break", "2026-03-07 12:00:00", "2026-03-07 13:00:00"},
		{"over a Sunday with a change of the clock", "2026-03-28 16:00:00", "2026-03-30 09:00:00"},
		{"over a holiday", "2025-12-31 19:00:00", "2026-01-02 09:00:00"},
	} {
		t.Run(row.name, func(t *testing.T) {
			at, _ := time.ParseInLocation(time.DateTime, row.at, zone)
			want, _ := time.ParseInLocation(time.DateTime, row.next, zone)
			got, ok := c.Next(at.UnixMilli())
			if !ok || got != want.UnixMilli() {
				t.Errorf("after %s it opens at %s, %v", row.at, time.UnixMilli(got).In(zone), ok)
			}
		})
	}
}

func TestADayMayHave23Or25Hours(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	c := &Calendar{Offsets: transitions(zone, 2026, 2026)}
	for d := range c.Week {
		c.Week[d] = []Span{{0, 1440}}
	}
	for _, row := range []struct {
		date string
		want int
	}{{"2026-03-29", 23}, {"2026-06-01", 24}, {"2026-10-25", 25}} {
		day, _ := time.ParseInLocation(time.DateOnly, row.date, zone)
		c.Holidays = nil
		open := 0
		for at := day.Add(-5 * time.Hour); at.Before(day.Add(30 * time.Hour)); at = at.Add(time.Hour) {
			c.Holidays = closedBut(row.date)
			if c.Open(at.UnixMilli()) {
				open++
			}
		}
		if open != row.want {
			t.Errorf("%s has %d hours", row.date, open)
		}
	}
}

// closedBut closes the days around a date.
func closedBut(date string) []Holiday {
	day, _ := time.Parse(time.DateOnly, date)
	return []Holiday{{Date: day.AddDate(0, 0, -1).Format(time.DateOnly)}, {Date: day.AddDate(0, 0, 1).Format(time.DateOnly)}}
}

func TestAnOpeningThatTheClockJumpsOverIsAtTheJump(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	c := &Calendar{Offsets: transitions(zone, 2026, 2026)}
	c.Week[6] = []Span{{3*60 + 30, 6 * 60}} // on Sunday 29 March 3:00 becomes 4:00
	at := time.Date(2026, 3, 29, 0, 0, 0, 0, zone)
	got, ok := c.Next(at.UnixMilli())
	if want := time.Date(2026, 3, 29, 4, 0, 0, 0, zone); !ok || got != want.UnixMilli() {
		t.Errorf("opens at %s", time.UnixMilli(got).In(zone))
	}
}

func TestNextIsTheFirstOpenMomentOfAScan(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	zones := []string{"Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"}
	for n := range 300 {
		zone, err := time.LoadLocation(zones[n%len(zones)])
		if err != nil {
			t.Fatal(err)
		}
		c := &Calendar{Offsets: transitions(zone, 2026, 2026)}
		for d := range c.Week {
			switch from := rng.IntN(46) * 30; rng.IntN(4) {
			case 0:
				c.Week[d] = []Span{{from, min(from+30*(1+rng.IntN(20)), 1440)}}
			case 1: // perhaps over midnight
				c.Week[d] = []Span{{from, from + 30*(1+rng.IntN(47))}}
			case 2: // with a break
				c.Week[d] = []Span{{from / 2, from/2 + 15}, {from/2 + 60, from/2 + 60 + 30*(1+rng.IntN(20))}}
			}
		}
		// Near a change of the clock, where it is hard.
		near := c.Offsets[rng.IntN(len(c.Offsets))].AtMS
		at := near + rng.Int64N(4*dayMS) - 2*dayMS
		at -= at % minuteMS
		if local := time.UnixMilli(near).In(zone); n%2 == 0 {
			c.Holidays = []Holiday{{Date: local.Format(time.DateOnly)}, {Date: local.AddDate(0, 0, 1).Format(time.DateOnly), Spans: []Span{{20 * 60, 30 * 60}}}}
		}
		got, ok := c.Next(at)
		want, found := scan(c, at, true)
		if ok != found || got != want {
			t.Errorf("%s %v: after %s it opens at %s, a scan says %s", zone, c.Week, time.UnixMilli(at).In(zone), time.UnixMilli(got).In(zone), time.UnixMilli(want).In(zone))
		}
		got, ok = c.Turn(at)
		want, found = scan(c, at, !c.Open(at))
		if ok != found || got != want {
			t.Errorf("%s %v: after %s it turns at %s, a scan says %s", zone, c.Week, time.UnixMilli(at).In(zone), time.UnixMilli(got).In(zone), time.UnixMilli(want).In(zone))
		}
	}
}

// scan looks at every minute of two weeks.
func scan(c *Calendar, at int64, open bool) (int64, bool) {
	for t := at; t < at+14*dayMS; t += minuteMS {
		if c.Open(t) == open {
			return t, true
		}
	}
	return 0, false
}

func TestACalendarThatNeverOpens(t *testing.T) {
	c := &Calendar{}
	if _, ok := c.Next(0); ok || c.Open(0) {
		t.Errorf("an empty week is open")
	}
}

// TestOpenIsWhatTheWallClockSays compares Open with a slow reading of the same week: the
// spans of a day and the nights that began the day before.
func TestOpenIsWhatTheWallClockSays(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	zone, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	c := &Calendar{Offsets: transitions(zone, 2025, 2027)}
	for d := range c.Week {
		from := rng.IntN(24) * 60
		c.Week[d] = []Span{{from, from + 60*(1+rng.IntN(23))}}
	}
	c.Holidays = []Holiday{{Date: "2026-01-01"}, {Date: "2026-03-29", Spans: []Span{{22 * 60, 28 * 60}}}, {Date: "2026-10-25"}}
	for at := time.Date(2025, 12, 20, 0, 7, 0, 0, time.UTC); at.Year() < 2027; at = at.Add(13 * time.Minute) {
		if got, want := c.Open(at.UnixMilli()), wallSays(c, at.In(zone)); got != want {
			t.Fatalf("open at %s: %v", at.In(zone), got)
		}
	}
}

func wallSays(c *Calendar, at time.Time) bool {
	minute := at.Hour()*60 + at.Minute()
	for back := range 2 {
		day := time.Date(at.Year(), at.Month(), at.Day()-back, 12, 0, 0, 0, time.UTC)
		spans := c.Week[(int(day.Weekday())+6)%7]
		for _, h := range c.Holidays {
			if h.Date == day.Format(time.DateOnly) {
				spans = h.Spans
			}
		}
		for _, s := range spans {
			if m := minute + back*1440; s.From <= m && m < s.To {
				return true
			}
		}
	}
	return false
}

func TestTheNightBelongsToTheDayOnWhichItBegan(t *testing.T) {
	c, zone := kyiv(t)
	c.Week = [7][]Span{4: {{20 * 60, 32 * 60}}} // Friday 20:00 to Saturday 8:00
	c.Holidays = []Holiday{{Date: "2026-03-07"}}
	for _, row := range []struct {
		name, at string
		open     bool
	}{
		{"on Friday evening", "2026-03-06 23:59:59", true},
		{"after midnight, on a holiday", "2026-03-07 00:00:00", true},
		{"at the end of the night", "2026-03-07 07:59:59", true},
		{"in the morning", "2026-03-07 08:00:00", false},
		{"on Friday morning, a week later", "2026-03-13 07:00:00", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			at, err := time.ParseInLocation(time.DateTime, row.at, zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Open(at.UnixMilli()); got != row.open {
				t.Errorf("open at %s: %v", row.at, got)
			}
		})
	}
}
