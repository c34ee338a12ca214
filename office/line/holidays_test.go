package line

import (
	"slices"
	"testing"
	"time"

	"gudok/core"
	"gudok/core/hours"
	"gudok/office/officetest"

	"gudok/base/db"
	"gudok/base/db/dbtest"
)

func dates(country string) []string {
	var list []string
	for _, h := range Holidays(country) {
		list = append(list, h.Date)
	}
	return list
}

func TestPublicHolidays(t *testing.T) {
	for _, row := range []struct {
		name, country, date string
		closed              bool
	}{
		{"the New Year of Russia", "RU", "2026-01-08", true},
		{"a day after it that was moved by decree", "RU", "2026-01-09", true},
		{"the working day after Women's Day on a Sunday", "RU", "2026-03-09", true},
		{"the Monday after Victory Day on a Saturday", "RU", "2026-05-11", true},
		{"the Monday of 2025 that was moved elsewhere", "RU", "2025-02-24", false},
		{"the day to which it was moved", "RU", "2025-05-08", true},
		{"a New Year's day on a weekend moves nothing by itself", "RU", "2028-01-10", false},
		{"Unity Day of 2028 on a Saturday", "RU", "2028-11-06", true},
		{"Orthodox Easter", "UA", "2026-04-12", true},
		{"the Monday after it", "UA", "2026-04-13", true},
		{"Trinity", "UA", "2026-05-31", true},
		{"Statehood Day", "UA", "2026-07-15", true},
		{"its former date", "UA", "2026-07-28", false},
		{"Christmas", "UA", "2026-12-25", true},
		{"an old Christmas", "UA", "2026-01-07", false},
		{"Nauryz", "KZ", "2026-03-23", true},
		{"after Nauryz on a weekend", "KZ", "2026-03-24", true},
		{"Kurban Ait", "KZ", "2026-05-27", true},
		{"Republic Day of 2026 on a Sunday", "KZ", "2026-10-26", true},
		{"an ordinary day", "KZ", "2026-06-10", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := slices.Contains(dates(row.country), row.date); got != row.closed {
				t.Errorf("%s in %s: %v", row.date, row.country, got)
			}
		})
	}
	if Holidays("FR") != nil {
		t.Errorf("holidays of a country that is not known")
	}
}

func TestEachYearHasItsHolidays(t *testing.T) {
	for _, country := range Countries() {
		list := dates(country)
		if !slices.IsSorted(list) {
			t.Errorf("%s: not sorted", country)
		}
		for year := firstYear; year <= lastYear; year++ {
			n := 0
			for _, d := range list {
				at, err := time.Parse(time.DateOnly, d)
				if err != nil {
					t.Fatal(err)
				}
				if at.Year() == year {
					n++
				}
			}
			if n < 11 || n > 24 {
				t.Errorf("%s has %d closed days in %d", country, n, year)
			}
		}
	}
	for i, e := range easters() {
		if e.Weekday() != time.Sunday || e.Year() != firstYear+i {
			t.Errorf("Easter on %s", e)
		}
	}
}

func TestACalendarTakesItsCountrysHolidaysAndItsOwnExceptions(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, h := room(t, d)
	week := make([][]hours.Span, 7)
	week[4] = []hours.Span{{From: 22 * 60, To: 6 * 60}, {From: 9 * 60, To: 13 * 60}}
	f := CalendarForm{Tenant: officetest.Shop, Name: "Shop", Zone: "Europe/Kyiv", Week: week, Country: "UA",
		Holidays: []hours.Holiday{{Date: "2026-08-24", Name: "we are there", Spans: []hours.Span{{From: 600, To: 900}}}}}
	made := officetest.Must[CalendarView](api, officetest.Admin, "POST", "/calendars", f)
	if len(made.Holidays) != 1 || made.Country != "UA" {
		t.Errorf("stored %+v", made)
	}
	set := h.inputs[0].(core.CalendarSet)
	if got := set.Week[4]; len(got) != 2 || got[1] != (hours.Span{From: 22 * 60, To: 30 * 60}) {
		t.Errorf("Friday is %v", got)
	}
	at := func(text string) bool {
		loc, err := time.LoadLocation("Europe/Kyiv")
		if err != nil {
			t.Fatal(err)
		}
		moment, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
		if err != nil {
			t.Fatal(err)
		}
		return set.Open(moment.UnixMilli())
	}
	for text, open := range map[string]bool{
		"2026-05-22 23:30": true, "2026-05-23 05:59": true, "2026-05-23 06:00": false, "2026-08-24 11:00": true, "2026-12-25 10:00": false,
	} {
		if at(text) != open {
			t.Errorf("%s: open %v", text, !open)
		}
	}
	f.Name, f.Country = "Elsewhere", "FR"
	api.Refused(officetest.Admin, "POST", "/calendars", f, "request.invalid")
	all := officetest.Must[[]HolidaysView](api, officetest.Olga, "GET", "/holidays", nil)
	if len(all) != 3 || all[0].Country != "RU" || len(all[1].Holidays) < 60 {
		t.Errorf("%d countries", len(all))
	}
}
