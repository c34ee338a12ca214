package line

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/core/hours"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
	"gudok/phone"
)

type heard struct{ inputs []core.Input }

func room(t *testing.T, d *db.DB) (*Service, *officetest.API, *heard) {
	t.Helper()
	h := &heard{}
	s := New(Options{DB: d, NewID: officetest.IDs(), Now: func() time.Time { return time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC) },
		Used: func(_ context.Context, l id.Line) (string, error) {
			if l == "lin_2" {
				return "+380441234567", nil
			}
			return "", nil
		},
		Known: func(_ context.Context, _ id.Tenant, name string) (bool, error) {
			return !strings.HasSuffix(name, "_none"), nil
		},
		Number: func(_ id.Tenant, n phone.Number) id.Number { return id.Number("num_" + string(n[1:])) },
		Changed: func(_ context.Context, in ...core.Input) {
			h.inputs = append(h.inputs, in...)
		}})
	return s, officetest.Serve(t, s), h
}

func form(tenant id.Tenant, name string) LineForm {
	return LineForm{Tenant: tenant, Name: name, Skill: "skl_1", Greeting: Texts{UK: "Добрий день"},
		Dispositions: []Disposition{{Name: "Sold"}, {Name: "Refused"}}}
}

func TestALineIsMadeChangedAndRemoved(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, h := room(t, d)
		made := officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", form(officetest.Shop, "Orders"))
		if made.ID != "lin_3" || made.Version != 1 || made.Dispositions[1] != (Disposition{"dsp_2", "Refused"}) {
			t.Fatalf("made %+v", made)
		}
		path := "/lines/" + string(made.ID)
		made.Dispositions = []Disposition{{"dsp_2", "Refuses"}, {"", "Thinks"}}
		made.Tenant = officetest.Dent // cannot be changed
		changed := officetest.Must[LineView](api, officetest.Admin, "PUT", path, made.LineForm)
		if changed.Tenant != officetest.Shop || changed.Version != 2 || len(changed.Dispositions) != 2 {
			t.Fatalf("changed %+v", changed)
		}
		foreign := changed.LineForm
		foreign.Dispositions = []Disposition{{"dsp_77", "Another line's"}}
		api.Refused(officetest.Admin, "PUT", path, foreign, "line.disposition_unknown")
		stale := changed.LineForm
		stale.Version = 1
		api.Refused(officetest.Admin, "PUT", path, stale, "line.changed_meanwhile")
		for code, bad := range map[string]func(*LineForm){
			"line.names_unknown":    func(f *LineForm) { f.Skill = "skl_none" },
			"line.calendar_unknown": func(f *LineForm) { f.Calendar = "cal_9" },
			"line.parent_unknown":   func(f *LineForm) { f.Parent = "lin_9" },
			"line.name_taken":       func(*LineForm) {},
		} {
			f := form(officetest.Shop, "Orders")
			bad(&f)
			api.Refused(officetest.Admin, "POST", "/lines", f, code)
		}
		_, names, err := s.Directory(t.Context(), officetest.Shop)
		if err != nil || len(names) != 3 || !names[0].Removed || names[1].Name != "Refuses" || names[1].Removed {
			t.Errorf("outcomes by name: %+v, %v", names, err)
		}
		officetest.Must[none](api, officetest.Admin, "DELETE", path, nil)
		if owner, err := s.LineTenant(t.Context(), made.ID); err != nil || owner != "" {
			t.Errorf("a removed line is %q's, %v", owner, err)
		}
		if got := h.inputs[len(h.inputs)-1]; got != core.Input(core.Removed{ID: string(made.ID)}) || len(h.inputs) != 3 {
			t.Errorf("the core heard %+v", h.inputs)
		}
		facts, err := db.FactsOfType(t.Context(), d, fact.ConfigChanged{}.FactType(), officetest.Shop, 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 3 {
			t.Errorf("%d facts, %v", len(facts), err)
		}
	})
}

func TestALineInUseStays(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, _ := room(t, d)
	f := form(officetest.Shop, "Hot line")
	f.Dispositions = nil
	root := officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f) // lin_1
	f.Name, f.Parent = "Branch", root.ID
	branch := officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f) // lin_2
	api.Refused(officetest.Admin, "DELETE", "/lines/"+string(root.ID), nil, "line.in_use")
	api.Refused(officetest.Admin, "DELETE", "/lines/"+string(branch.ID), nil, "line.in_use")
	api.Refused(officetest.Admin, "DELETE", "/lines/lin_9", nil, "line.unknown")
}

func TestACalendarReachesTheCoreWithItsZone(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, h := room(t, d)
		week := make([][]hours.Span, 7)
		week[0] = []hours.Span{{From: 540, To: 1080}}
		f := CalendarForm{Tenant: officetest.Shop, Name: "Office hours", Zone: "Europe/Kyiv", Week: week,
			Holidays: []hours.Holiday{{Date: "2026-12-25", Name: "Christmas"}}}
		made := officetest.Must[CalendarView](api, officetest.Admin, "POST", "/calendars", f)
		set, ok := h.inputs[0].(core.CalendarSet)
		if !ok || set.Zone != "Europe/Kyiv" || len(set.Offsets) != 15 || set.Week[0][0].From != 540 {
			t.Fatalf("the core heard %+v", h.inputs)
		}
		line := form(officetest.Shop, "Orders")
		line.Calendar = made.ID
		officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", line)
		line.Tenant, line.Name = officetest.Dent, "Clinic"
		api.Refused(officetest.Admin, "POST", "/lines", line, "line.calendar_unknown")
		api.Refused(officetest.Admin, "DELETE", "/calendars/"+string(made.ID), nil, "calendar.in_use")
		made.Zone = "Europe/Nowhere"
		api.Refused(officetest.Admin, "PUT", "/calendars/"+string(made.ID), made.CalendarForm, "calendar.zone_unknown")
		made.Zone, made.Week = "Europe/Moscow", week[:6]
		api.Refused(officetest.Admin, "PUT", "/calendars/"+string(made.ID), made.CalendarForm, "request.invalid")
		made.Week = week
		if got := officetest.Must[CalendarView](api, officetest.Admin, "PUT", "/calendars/"+string(made.ID), made.CalendarForm); got.Version != 2 {
			t.Errorf("changed %+v", got)
		}
		in, err := s.Inputs(t.Context())
		places := len(phone.Zones())
		if err != nil || len(in) != places+2 {
			t.Fatalf("inputs %+v, %v", in, err)
		}
		first, _ := json.Marshal(in[places])
		if again, err := s.Inputs(t.Context()); err != nil {
			t.Fatal(err)
		} else if second, _ := json.Marshal(again[places]); string(first) != string(second) || !strings.Contains(string(first), "Europe/Moscow") {
			t.Errorf("two starts differ: %s, %s", first, second)
		}
	})
}

func TestTenantsSeeOnlyTheirOwnLines(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, _ := room(t, d)
	for _, tenant := range []id.Tenant{officetest.Shop, officetest.Dent} {
		f := form(tenant, "Line of "+string(tenant))
		f.Dispositions = nil
		officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f)
		officetest.Must[CalendarView](api, officetest.Admin, "POST", "/calendars",
			CalendarForm{Tenant: tenant, Name: "Hours of " + string(tenant), Zone: "UTC", Week: make([][]hours.Span, 7)})
	}
	for _, path := range []string{"/lines", "/calendars"} {
		for who, want := range map[string][2]bool{officetest.Admin: {true, true}, officetest.Super: {true, true}, officetest.Olga: {true, true},
			officetest.ShopOwner: {true, false}, officetest.DentOwner: {false, true}} {
			ans := api.Ask(who, "GET", path, nil)
			if shop, dent := strings.Contains(string(ans.Body), "ten_shop"), strings.Contains(string(ans.Body), "ten_dent"); ans.Status != 200 || shop != want[0] || dent != want[1] {
				t.Errorf("%s as %s: %d, shop %v, dent %v", path, who, ans.Status, shop, dent)
			}
		}
		api.Refused(officetest.ShopOwner, "GET", path+"?tenant=ten_dent", nil, "request.not_found")
		api.Refused(officetest.Nobody, "GET", path, nil, "auth.sign_in")
		for _, who := range []string{officetest.Olga, officetest.Super, officetest.ShopOwner} {
			api.Refused(who, "POST", path, "{}", "auth.forbidden")
		}
	}
}
