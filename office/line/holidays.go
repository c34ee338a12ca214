package line

import (
	"cmp"
	"slices"
	"time"

	"gudok/core/hours"
)

// Public holidays of 2025 to 2030, as the laws fix them: Russia, Labour Code article 112;
// Ukraine, Code of Labour Laws article 73; Kazakhstan, law on holidays of 13 December 2001.
// Movable feasts are listed. A government may move days off by a decree of the year: those
// known are listed, others are exceptions of the calendar.

// Countries whose holidays are known.
func Countries() []string { return []string{"RU", "UA", "KZ"} }

const (
	firstYear = 2025
	lastYear  = 2030
)

// A feast is a holiday of every year.
type feast struct {
	month time.Month
	day   int
	name  string
	stays bool // on a weekend it gives no other day off
}

// Holidays are a country's closed days, sorted; nil for a country that is not known.
func Holidays(country string) []hours.Holiday {
	days := map[string]string{}
	for year := firstYear; year <= lastYear; year++ {
		switch country {
		case "RU":
			fixed(days, year, russian(), !slices.Contains(decreed(), year))
		case "UA":
			fixed(days, year, ukrainian(), true)
			easter := easters()[year-firstYear]
			off(days, easter, "Easter", true)
			off(days, easter.AddDate(0, 0, 49), "Trinity", true)
		case "KZ":
			fixed(days, year, kazakh(), true)
			off(days, kurbans()[year-firstYear], "Kurban Ait", false)
		default:
			return nil
		}
	}
	if country == "RU" {
		for date, name := range moved() {
			days[date] = name
		}
	}
	list := make([]hours.Holiday, 0, len(days))
	for date, name := range days {
		list = append(list, hours.Holiday{Date: date, Name: name})
	}
	slices.SortFunc(list, func(a, b hours.Holiday) int { return cmp.Compare(a.Date, b.Date) })
	return list
}

// fixed takes a year's feasts in, those on weekends with the working day after them.
func fixed(days map[string]string, year int, feasts []feast, moves bool) {
	for _, f := range feasts {
		days[date(year, f.month, f.day).Format(time.DateOnly)] = f.name
	}
	for _, f := range feasts {
		if moves && !f.stays {
			off(days, date(year, f.month, f.day), f.name, true)
		}
	}
}

// off closes a day, and instead of a weekend the next day on which people would work.
func off(days map[string]string, at time.Time, name string, moves bool) {
	days[at.Format(time.DateOnly)] = name
	if !moves || !weekend(at) {
		return
	}
	for weekend(at) || days[at.Format(time.DateOnly)] != "" {
		at = at.AddDate(0, 0, 1)
	}
	days[at.Format(time.DateOnly)] = name
}

func weekend(at time.Time) bool { return at.Weekday() == time.Saturday || at.Weekday() == time.Sunday }

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
}

func russian() []feast {
	list := []feast{
		{time.January, 7, "Christmas", true}, {time.February, 23, "Defender of the Fatherland Day", false}, {time.March, 8, "Women's Day", false},
		{time.May, 1, "Spring and Labour Day", false}, {time.May, 9, "Victory Day", false}, {time.June, 12, "Russia Day", false},
		{time.November, 4, "Unity Day", false},
	}
	for _, d := range []int{1, 2, 3, 4, 5, 6, 8} { // their weekends are moved by decree
		list = append(list, feast{time.January, d, "New Year", true})
	}
	return list
}

// decreed are the years whose days off the government has moved already: moved lists all.
func decreed() []int { return []int{2025, 2026} }

func moved() map[string]string {
	return map[string]string{
		"2025-05-02": "moved from 4 January", "2025-05-08": "moved from 23 February", "2025-06-13": "moved from 8 March",
		"2025-11-03": "moved from 1 November", "2025-12-31": "moved from 5 January",
		"2026-01-09": "moved from 3 January", "2026-03-09": "Women's Day", "2026-05-11": "Victory Day", "2026-12-31": "moved from 4 January",
	}
}

func ukrainian() []feast {
	return []feast{
		{time.January, 1, "New Year", false}, {time.March, 8, "Women's Day", false}, {time.May, 1, "Labour Day", false},
		{time.May, 8, "Day of Remembrance and Victory", false}, {time.June, 28, "Constitution Day", false}, {time.July, 15, "Statehood Day", false},
		{time.August, 24, "Independence Day", false}, {time.October, 1, "Defenders' Day", false}, {time.December, 25, "Christmas", false},
	}
}

// easters are the Orthodox ones, 2025 to 2030.
func easters() []time.Time {
	return []time.Time{
		date(2025, time.April, 20), date(2026, time.April, 12), date(2027, time.May, 2),
		date(2028, time.April, 16), date(2029, time.April, 8), date(2030, time.April, 28),
	}
}

func kazakh() []feast {
	return []feast{
		{time.January, 1, "New Year", false}, {time.January, 2, "New Year", false}, {time.January, 7, "Christmas", true},
		{time.March, 8, "Women's Day", false}, {time.March, 21, "Nauryz", false}, {time.March, 22, "Nauryz", false}, {time.March, 23, "Nauryz", false},
		{time.May, 1, "Unity Day", false}, {time.May, 7, "Defender Day", false}, {time.May, 9, "Victory Day", false},
		{time.July, 6, "Capital Day", false}, {time.August, 30, "Constitution Day", false}, {time.October, 25, "Republic Day", false},
		{time.December, 16, "Independence Day", false},
	}
}

// kurbans are the first days of Kurban Ait, 2025 to 2030; from 2027 on as reckoned: the day
// itself is announced a few weeks before.
func kurbans() []time.Time {
	return []time.Time{
		date(2025, time.June, 6), date(2026, time.May, 27), date(2027, time.May, 16),
		date(2028, time.May, 5), date(2029, time.April, 24), date(2030, time.April, 13),
	}
}

// closed are the calendar's own exceptions and, on the days for which it has none, the
// holidays of its country.
func (c *Calendar) closed() []hours.Holiday {
	list := slices.Clone(c.Holidays)
	for _, h := range Holidays(c.Country) {
		if !slices.ContainsFunc(c.Holidays, func(o hours.Holiday) bool { return o.Date == h.Date }) {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(a, b hours.Holiday) int { return cmp.Compare(a.Date, b.Date) })
	return list
}
