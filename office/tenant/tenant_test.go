package tenant

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd/httpdtest"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// A room is the room with its real database and web server.
type room struct {
	s    *Service
	db   *db.DB
	web  *httpdtest.Web
	told []core.Input
}

func each(t *testing.T, test func(t *testing.T, r *room)) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		r := &room{db: d, web: httpdtest.New(t)}
		var n atomic.Int64
		r.s = New(Options{DB: d,
			NewID: func(kind string) string { return fmt.Sprintf("%s_%d", kind, n.Add(1)) },
			Used: func(_ context.Context, t id.Tenant) (string, error) {
				return map[id.Tenant]string{"ten_2": "lin_hot"}[t], nil
			},
			Changed: func(_ context.Context, ins ...core.Input) { r.told = append(r.told, ins...) },
		})
		r.s.Routes(r.web.API())
		test(t, r)
	})
}

func shop() Tenant {
	return Tenant{Name: "Shop", Colour: 2, Zone: "Europe/Kyiv", Lang: "uk", Region: "ua", Record: true}
}

func TestATenantComesChangesAndGoes(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		ctx := t.Context()
		a, err := r.s.Add(ctx, "usr_root", shop())
		if err != nil || a.Region != "UA" || a.ID != "ten_1" {
			t.Fatalf("added %+v, %v", a, err)
		}
		if _, err := r.s.Add(ctx, "usr_root", shop()); !problem.Is(err, "tenant.name_taken") {
			t.Errorf("the same name again: %v", err)
		}
		b := a
		b.Record = false
		if b, err = r.s.Change(ctx, "usr_root", b); err != nil || b.Version != 2 {
			t.Fatalf("changed %+v, %v", b, err)
		}
		if _, err := r.s.Change(ctx, "usr_root", a); !problem.Is(err, "tenant.changed_meanwhile") {
			t.Errorf("an old form: %v", err)
		}
		if err := r.s.Remove(ctx, "usr_root", a.ID); err != nil {
			t.Fatal(err)
		}
		if known, err := r.s.Known(ctx, a.ID); known || err != nil {
			t.Errorf("known after its end: %v, %v", known, err)
		}
		want := []core.Input{core.TenantSet{Tenant: "ten_1", Record: true, Lang: "uk"}, core.TenantSet{Tenant: "ten_1", Lang: "uk"}, core.Removed{ID: "ten_1"}}
		if !reflect.DeepEqual(r.told, want) {
			t.Errorf("told %+v, want %+v", r.told, want)
		}
		names, _, err := r.s.Directory(ctx, a.ID)
		if err != nil || len(names) != 1 || !names[0].Removed || names[0].Name != "Shop" {
			t.Errorf("the directory has %+v, %v", names, err)
		}
		facts, err := db.FactsAfter(ctx, r.db, 0, 10)
		if err != nil || len(facts) != 3 {
			t.Fatalf("facts %v, %v", facts, err)
		}
		c, err := fact.Open[fact.ConfigChanged](facts[1])
		if err != nil || c.Action != "changed" || c.Before == nil || c.After == nil || facts[1].Actor != "usr_root" || facts[1].Tenant != "ten_1" {
			t.Errorf("fact %+v %+v, %v", facts[1], c, err)
		}
	})
}

func TestATenantThatIsUsedOrTheCentreStays(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		for range 2 {
			s := shop()
			s.Name = fmt.Sprint("Shop ", len(r.told))
			if _, err := r.s.Add(t.Context(), "usr_root", s); err != nil {
				t.Fatal(err)
			}
		}
		for name, code := range map[id.Tenant]string{"ten_2": "tenant.used", id.House: "tenant.house", "ten_9": "tenant.unknown"} {
			if err := r.s.Remove(t.Context(), "usr_root", name); !problem.Is(err, code) {
				t.Errorf("removing %s: %v", name, err)
			}
		}
	})
}

func TestAFormThatCannotBeRight(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Tenant)
		code   string
	}{
		{"no name", func(t *Tenant) { t.Name = "" }, "tenant.bad_name"},
		{"a name with a line end", func(t *Tenant) { t.Name = "a\nb" }, "tenant.bad_name"},
		{"a colour outside the palette", func(t *Tenant) { t.Colour = 7 }, "tenant.bad_colour"},
		{"a zone of nowhere", func(t *Tenant) { t.Zone = "Europe/Atlantis" }, "tenant.bad_zone"},
		{"the zone of this machine", func(t *Tenant) { t.Zone = "Local" }, "tenant.bad_zone"},
		{"a language without prompts", func(t *Tenant) { t.Lang = "de" }, "tenant.bad_lang"},
		{"a region that is a word", func(t *Tenant) { t.Region = "UKR" }, "tenant.bad_region"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := shop()
			c.change(&s)
			if err := s.clean(); !problem.Is(err, c.code) {
				t.Errorf("clean = %v, want %s", err, c.code)
			}
		})
	}
}

func TestPausesHaveAKindAndSomeAreReserved(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		ctx := t.Context()
		ins, err := r.s.Inputs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []id.Pause{core.PauseRONA, core.PauseLostConnection, core.PauseWrapOverrun, core.PauseForced} {
			found := false
			for _, in := range ins {
				if s, ok := in.(core.PauseSet); ok && s.ID == p {
					found = s.Kind == "system"
				}
			}
			if !found {
				t.Errorf("the reserved %s is not told at start", p)
			}
			if err := r.s.RemovePause(ctx, "usr_root", p); !problem.Is(err, "tenant.pause_reserved") {
				t.Errorf("removing %s: %v", p, err)
			}
		}
		p, err := r.s.AddPause(ctx, "usr_root", Pause{Name: "Coaching", Kind: "coaching", LimitMS: 60_000})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.s.AddPause(ctx, "usr_root", Pause{Name: "Mine", Kind: "system"}); !problem.Is(err, "tenant.bad_pause_kind") {
			t.Errorf("a system pause: %v", err)
		}
		p.LimitMS = 120_000
		if p, err = r.s.ChangePause(ctx, "usr_root", p); err != nil {
			t.Fatal(err)
		}
		if err := r.s.RemovePause(ctx, "usr_root", p.ID); err != nil {
			t.Fatal(err)
		}
		set := func(limit int64) core.Input {
			return core.PauseSet{Pause: core.Pause{ID: p.ID, Kind: "coaching", LimitMS: limit}}
		}
		if want := []core.Input{set(60_000), set(120_000), core.Removed{ID: string(p.ID)}}; !reflect.DeepEqual(r.told, want) {
			t.Errorf("told %+v, want %+v", r.told, want)
		}
	})
}

func TestEachRoleMayDoWhatTheMatrixSays(t *testing.T) {
	each(t, func(_ *testing.T, r *room) {
		r.web.Matrix(map[string]string{
			"GET /tenants":             "agent supervisor administrator shop-supervisor shop-owner shop-dental-owner guest",
			"POST /tenants":            "administrator",
			"PUT /tenants/{tenant}":    "administrator",
			"DELETE /tenants/{tenant}": "administrator",
			"GET /pauses":              "*",
			"POST /pauses":             "administrator",
			"PUT /pauses/{pause}":      "administrator",
			"DELETE /pauses/{pause}":   "administrator",
		})
	})
}

func TestAnOwnerSeesOnlyHisOwnTenant(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		// The people of the test know their tenants by these names.
		for _, name := range []id.Tenant{httpdtest.Shop, httpdtest.Dental, httpdtest.Other} {
			s := shop()
			s.ID, s.Name = name, strings.TrimPrefix(string(name), "ten_")
			if err := r.db.In(t.Context(), func(ctx context.Context, tx *db.Tx) error { return addTenant(ctx, tx, s) }); err != nil {
				t.Fatal(err)
			}
		}
		for who, want := range map[string]string{
			"agent": "Centre dental other shop", "administrator": "Centre dental other shop",
			"shop-owner": "shop", "shop-dental-owner": "dental shop", "shop-supervisor": "shop", "guest": "",
		} {
			var list []TenantView
			r.web.Ask(who, "GET", "/tenants", nil).Into(t, &list)
			var names []string
			for _, l := range list {
				names = append(names, l.Name)
			}
			if got := strings.Join(names, " "); got != want {
				t.Errorf("%s sees %q, want %q", who, got, want)
			}
		}
		a := r.web.Ask("administrator", "PUT", "/tenants/ten_shop", TenantForm{Name: "Shop", Colour: 3, Zone: "UTC", Lang: "en", Region: "UA", Version: 1})
		a.Want(t, 200, "")
		var v TenantView
		a.Into(t, &v)
		if v.ID != "ten_shop" || v.Colour != 3 || v.Version != 2 {
			t.Errorf("changed to %+v", v)
		}
	})
}
