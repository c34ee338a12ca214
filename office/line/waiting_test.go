package line

import (
	"encoding/json"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/fact"
	"gudok/office/officetest"
)

func TestWhatBecomesOfWhoWaitsIsCheckedAndTold(t *testing.T) {
	for _, c := range []struct {
		name string
		with func(*Line)
		code string
		said string // part of what the core hears
	}{
		{"nothing said", func(*Line) {}, "", `"skill":"skl_1"`},
		{"a closing that nobody knows", func(l *Line) { l.Closing = "shout" }, "line.closing_unknown", ""},
		{"closing with the truth", func(l *Line) { l.Closing = "tell" }, "", `"closing":"tell"`},
		{"an overflow into nowhere", func(l *Line) { l.Overflow.AfterS = 30 }, "line.overflow_to_missing", ""},
		{"an overflow for no reason", func(l *Line) { l.Overflow.To = "lin_2" }, "line.overflow_without_reason", ""},
		{"an overflow into itself", func(l *Line) { l.Overflow = Overflow{"lin_1", 30, false} }, "line.overflow_to_itself", ""},
		{"an overflow after a minute", func(l *Line) { l.Overflow = Overflow{"lin_2", 60, true} }, "", `"overflow":{"to":"lin_2","after_ms":60000,"unstaffed":true}`},
		{"an announcement of nothing", func(l *Line) { l.Announce.FirstS = 30 }, "line.announces_nothing", ""},
		{"an announcement that never comes", func(l *Line) { l.Announce.Wait = true }, "line.announces_nothing", ""},
		{"announcements all the time", func(l *Line) { l.Announce = Announce{30, 5, true, false} }, "line.out_of_range", ""},
		{"the place every minute", func(l *Line) { l.Announce = Announce{30, 60, true, true} }, "", `"announce":{"first_ms":30000,"every_ms":60000,"position":true,"wait":true}`},
		{"an offer at once", func(l *Line) { l.Offer.AfterS = 2 }, "line.out_of_range", ""},
		{"an offer after a minute", func(l *Line) { l.Offer.AfterS = 60 }, "", `"offer":{"after_ms":60000}`},
		{"hours that end before they begin", func(l *Line) { l.MayCall = MayCall{1200, 600} }, "line.may_call", ""},
		{"calls from eight to eight", func(l *Line) { l.MayCall = MayCall{480, 1200} }, "", `"may_call":{"from":480,"to":1200}`},
		{"a mode that nobody knows", func(l *Line) { l.Mode = "auto" }, "line.mode_unknown", ""},
		{"the client's telephone without a number", func(l *Line) { l.Mode = core.ModeOwnFirst }, "line.own_number_missing", ""},
		{"a number that is none", func(l *Line) { l.Own.Number = "reception" }, "line.own_number", ""},
		{"a ring of a second", func(l *Line) { l.Own = Own{"+380441234567", 1} }, "line.out_of_range", ""},
		{"the client's telephone first", func(l *Line) { l.Mode, l.Own = core.ModeOwnFirst, Own{"+380 44 123-45-67", 15} }, "",
			`"mode":"own_first","own":{"number":"num_own","ring_ms":15000}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := Line{ID: "lin_1", Tenant: "ten_shop", Name: "Orders", Skill: "skl_1"}
			c.with(&l)
			if err := l.check(); codeOf(err) != c.code {
				t.Fatalf("%v, want %q", err, c.code)
			}
			if c.code != "" {
				return
			}
			got, err := json.Marshal(l.input("num_own"))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(got), c.said) {
				t.Errorf("the core hears %s", got)
			}
		})
	}
}

func TestTheOwnerOfAClientHasASwitch(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		_, api, h := room(t, d)
		f := form(officetest.Shop, "Orders")
		line := officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f)
		path := "/lines/" + string(line.ID) + "/mode"
		api.Refused(officetest.ShopOwner, "PUT", path, ModeForm{core.ModeOwnFirst}, "line.own_number_missing")
		line.Own = Own{Number: "+380441234567"}
		line = officetest.Must[LineView](api, officetest.Admin, "PUT", "/lines/"+string(line.ID), line.LineForm)
		on := officetest.Must[LineView](api, officetest.ShopOwner, "PUT", path, ModeForm{core.ModeOwnFirst})
		if on.Mode != core.ModeOwnFirst || on.Version != line.Version+1 || on.Own.Number != "+380441234567" {
			t.Errorf("switched to %+v", on)
		}
		set, ok := h.inputs[len(h.inputs)-1].(core.LineSet)
		if !ok || set.Mode != core.ModeOwnFirst || set.Own.Number != "num_380441234567" {
			t.Errorf("the core heard %+v", h.inputs)
		}
		api.Refused(officetest.DentOwner, "PUT", path, ModeForm{}, "line.unknown")
		api.Refused(officetest.Olga, "PUT", path, ModeForm{}, "auth.forbidden")
		api.Refused(officetest.ShopOwner, "PUT", path, ModeForm{"auto"}, "request.invalid")
		if off := officetest.Must[LineView](api, officetest.Super, "PUT", path, ModeForm{}); off.Mode != core.ModeCentre {
			t.Errorf("switched to %+v", off)
		}
		facts, err := db.FactsOfType(t.Context(), d, fact.ConfigChanged{}.FactType(), officetest.Shop, 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 4 || !strings.Contains(string(facts[1].Data)+string(facts[2].Data), `"mode":"own_first"`) {
			t.Errorf("%d facts, %v: %+v", len(facts), err, facts)
		}
	})
}

func TestALineOverflowsIntoOneOfItsTenant(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, _ := room(t, d)
	f := form(officetest.Dent, "Clinic")
	f.Dispositions = nil
	clinic := officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f)
	f.Tenant, f.Name = officetest.Shop, "Help"
	f.Overflow = Overflow{To: clinic.ID, AfterS: 60}
	api.Refused(officetest.Admin, "POST", "/lines", f, "line.overflow_unknown")
	f.Overflow = Overflow{}
	f.Name = "Help of lin_2 is in use" // lin_2 is what the test's numbers lead to
	officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f)
	f.Name = "Night"
	night := officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f)
	f.Name, f.Overflow = "Day", Overflow{To: night.ID, AfterS: 60}
	officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f)
	api.Refused(officetest.Admin, "DELETE", "/lines/"+string(night.ID), nil, "line.in_use")
}
