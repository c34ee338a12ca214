package line

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"gudok/base/problem"
	"gudok/core/hours"
	"gudok/id"
)

func codeOf(err error) string {
	if e := problem.Of(err); e != nil {
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func good() Line {
	return Line{Tenant: "ten_shop", Name: " Orders ", Skill: "skl_orders"}
}

func TestALineSaysWhatIsWrongWithIt(t *testing.T) {
	for _, c := range []struct {
		name string
		with func(*Line)
		code string
	}{
		{"the least that is needed", func(*Line) {}, ""},
		{"no tenant", func(l *Line) { l.Tenant = "" }, "line.tenant_missing"},
		{"the house buys no lines", func(l *Line) { l.Tenant = id.House }, "line.tenant_missing"},
		{"no name", func(l *Line) { l.Name = "  " }, "line.name_missing"},
		{"a name that fills the screen", func(l *Line) { l.Name = strings.Repeat("я", 81) }, "line.name_too_long"},
		{"nobody could answer", func(l *Line) { l.Skill = "" }, "line.skill_missing"},
		{"a ring nobody can reach in time", func(l *Line) { l.RingS = 4 }, "line.out_of_range"},
		{"a ring of five seconds", func(l *Line) { l.RingS = 5 }, ""},
		{"no wrap-up", func(l *Line) { l.WrapS = -1 }, ""},
		{"a negative wrap-up", func(l *Line) { l.WrapS = -2 }, "line.out_of_range"},
		{"level six", func(l *Line) { l.MinLevel = 6 }, "line.out_of_range"},
		{"a promise tried eleven times", func(l *Line) { l.ReturnS = make([]int, 11) }, "line.too_many_returns"},
		{"an attempt at once", func(l *Line) { l.ReturnS = []int{0} }, "line.out_of_range"},
		{"an outcome without a name", func(l *Line) { l.Dispositions = []Disposition{{Name: " "}} }, "line.disposition_name"},
		{"an outcome twice", func(l *Line) { l.Dispositions = []Disposition{{Name: "Sold"}, {Name: "sold "}} }, "line.disposition_twice"},
		{"an outcome is a must and there is none", func(l *Line) { l.MustCode = true }, "line.must_code_without_dispositions"},
		{"a novel to be read aloud", func(l *Line) { l.Greeting.UK = strings.Repeat("а", 2001) }, "line.text_too_long"},
		{"six trunks", func(l *Line) { l.Trunks = make([]id.Trunk, 6) }, "line.list_too_long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := good()
			c.with(&l)
			if err := l.check(); codeOf(err) != c.code {
				t.Errorf("check: %v, want %q", err, c.code)
			}
			if c.code == "" && l.Name != "Orders" {
				t.Errorf("the name stays %q", l.Name)
			}
		})
	}
}

func TestBranchesMakeATree(t *testing.T) {
	all := []Line{{ID: "lin_1", Tenant: "ten_shop"}, {ID: "lin_2", Tenant: "ten_shop", Parent: "lin_1"}, {ID: "lin_9", Tenant: "ten_dent"}}
	for depth := 3; depth <= 5; depth++ {
		all = append(all, Line{ID: id.Line("lin_" + string(rune('0'+depth))), Tenant: "ten_shop", Parent: id.Line("lin_" + string(rune('0'+depth-1)))})
	}
	for _, c := range []struct {
		name         string
		line, parent id.Line
		code         string
	}{
		{"a root", "lin_1", "", ""},
		{"a branch of a branch", "lin_x", "lin_2", ""},
		{"a parent that is not there", "lin_x", "lin_7", "line.parent_unknown"},
		{"another tenant's line", "lin_x", "lin_9", "line.parent_unknown"},
		{"a circle", "lin_1", "lin_2", "line.parent_is_below"},
		{"six deep", "lin_x", "lin_5", "line.too_deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := Line{ID: c.line, Tenant: "ten_shop", Parent: c.parent}
			if err := checkParents(&l, all); codeOf(err) != c.code {
				t.Errorf("%v, want %q", err, c.code)
			}
		})
	}
}

func TestTheCoreHearsSecondsAsMilliseconds(t *testing.T) {
	l := Line{ID: "lin_1", Tenant: "ten_shop", Skill: "skl_1", RingS: 20, WrapS: -1, TargetS: 30, ReturnS: []int{60, 600},
		Dispositions: []Disposition{{"dsp_1", "Sold"}}, Music: []id.Prompt{"prm_1"}, CallerDID: "did_1", Trunks: []id.Trunk{"trk_1"}}
	got, err := json.Marshal(l.input(""))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"id":"lin_1","tenant":"ten_shop","skill":"skl_1","ring_ms":20000,"wrap_ms":-1,"target_ms":30000,` +
		`"dispositions":["dsp_1"],"music":[{"prompt":"prm_1"}],"caller_did":"did_1","trunks":["trk_1"],"return_ms":[60000,600000],"returns":{}}`
	if string(got) != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestACalendarIsTidiedOrSaysWhatIsWrong(t *testing.T) {
	span := func(from, to int) hours.Span { return hours.Span{From: from, To: to} }
	for _, c := range []struct {
		name string
		with func(*Calendar)
		want []hours.Span // of Monday
		code string
	}{
		{"a working day", func(c *Calendar) { c.Week[0] = []hours.Span{span(540, 1080)} }, []hours.Span{span(540, 1080)}, ""},
		{"spans are sorted and joined", func(c *Calendar) { c.Week[0] = []hours.Span{span(780, 1080), span(540, 720), span(720, 740)} },
			[]hours.Span{span(540, 740), span(780, 1080)}, ""},
		{"round the clock", func(c *Calendar) { c.Week[0] = []hours.Span{span(0, 1440)} }, []hours.Span{span(0, 1440)}, ""},
		{"closed", func(c *Calendar) {}, []hours.Span{}, ""},
		{"a span that ends where it begins", func(c *Calendar) { c.Week[0] = []hours.Span{span(540, 540)} }, nil, "calendar.span"},
		{"a minute too many", func(c *Calendar) { c.Week[0] = []hours.Span{span(0, 1441)} }, nil, "calendar.span"},
		{"a zone that is none", func(c *Calendar) { c.Zone = "Europe/Atlantis" }, nil, "calendar.zone_unknown"},
		{"the machine's own zone", func(c *Calendar) { c.Zone = "Local" }, nil, "calendar.zone_unknown"},
		{"a way out of the zone folder", func(c *Calendar) { c.Zone = "../../etc/passwd" }, nil, "calendar.zone_unknown"},
		{"a day that does not exist", func(c *Calendar) { c.Holidays = []hours.Holiday{{Date: "2026-02-30"}} }, nil, "calendar.holiday_date"},
		{"a day twice", func(c *Calendar) { c.Holidays = []hours.Holiday{{Date: "2026-01-01"}, {Date: "2026-01-01"}} }, nil, "calendar.holiday_twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cal := Calendar{Tenant: "ten_shop", Name: "Week", Zone: "Europe/Kyiv"}
			c.with(&cal)
			err := cal.check()
			if codeOf(err) != c.code {
				t.Fatalf("check: %v, want %q", err, c.code)
			}
			got, _ := json.Marshal(cal.Week[0])
			if want, _ := json.Marshal(c.want); err == nil && string(got) != string(want) {
				t.Errorf("Monday %s, want %s", got, want)
			}
		})
	}
}

func TestZonesBecomeTransitions(t *testing.T) {
	now := time.Date(2026, time.May, 20, 12, 0, 0, 0, time.UTC)
	at := func(text string) int64 {
		m, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return m.UnixMilli()
	}
	kyiv, err := zone("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	list := transitions(kyiv, now)
	if len(list) != 1+2*7 { // two a year for 2025 … 2031
		t.Fatalf("Kyiv has %d transitions: %+v", len(list), list)
	}
	for i, want := range []hours.Transition{{AtMS: at("2025-01-01T00:00:00Z"), OffsetS: 7200}, {AtMS: at("2025-03-30T01:00:00Z"), OffsetS: 10800},
		{AtMS: at("2025-10-26T01:00:00Z"), OffsetS: 7200}, {AtMS: at("2026-03-29T01:00:00Z"), OffsetS: 10800}} {
		if list[i] != want {
			t.Errorf("transition %d is %+v, want %+v", i, list[i], want)
		}
	}
	moscow, err := zone("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	if list := transitions(moscow, now); len(list) != 1 || list[0].OffsetS != 3*3600 {
		t.Errorf("Moscow: %+v", list)
	}
	// Two starts in one year tell the core the same.
	a, b := transitions(kyiv, now), transitions(kyiv, now.AddDate(0, 7, 11))
	if len(a) != len(b) || a[len(a)-1] != b[len(b)-1] {
		t.Errorf("two starts differ: %+v, %+v", a, b)
	}
	// Each moment of the years told has the zone's own offset.
	for m := now.AddDate(-1, 0, 0); m.Year() < 2032; m = m.Add(7*24*time.Hour + time.Hour) {
		_, want := m.In(kyiv).Zone()
		got := list[0].OffsetS
		for _, tr := range list {
			if tr.AtMS <= m.UnixMilli() {
				got = tr.OffsetS
			}
		}
		if got != want {
			t.Fatalf("%s: offset %d, want %d", m, got, want)
		}
	}
}

func TestDispositionsKeepTheirIDs(t *testing.T) {
	n := 0
	next := func(kind string) string { n++; return kind + "_new" }
	l := Line{Dispositions: []Disposition{{"dsp_2", "Refused"}, {"", "Thinks"}}}
	if err := nextIDs(&l, []Disposition{{"dsp_1", "Sold"}, {"dsp_2", "No"}}, next); err != nil || l.Dispositions[0].ID != "dsp_2" || l.Dispositions[1].ID != "dsp_new" {
		t.Errorf("%+v, %v", l.Dispositions, err)
	}
	l = Line{Dispositions: []Disposition{{"dsp_9", "Stolen"}}}
	if err := nextIDs(&l, nil, next); codeOf(err) != "line.disposition_unknown" {
		t.Errorf("another line's outcome: %v", err)
	}
}
