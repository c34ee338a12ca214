package directory

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd/httpdtest"
	"gudok/id"
)

func each(t *testing.T, test func(t *testing.T, d *db.DB, web *httpdtest.Web)) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		n := 0
		s := New(Options{DB: d, Region: func(context.Context, id.Tenant) (string, error) { return "UA", nil },
			NewID: func(kind string) string { n++; return fmt.Sprint(kind, "_", n) }})
		web := httpdtest.New(t)
		s.Routes(web.API())
		test(t, d, web)
	})
}

func TestThePanelFindsByEveryPartOfAnEntry(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, web *httpdtest.Web) {
		add := func(who string, tenant id.Tenant, f EntryForm) (v EntryView) {
			a := web.Ask(who, "POST", "/tenants/"+string(tenant)+"/directory", f)
			a.Want(t, 200, "")
			a.Into(t, &v)
			return v
		}
		olena := add("shop-supervisor", httpdtest.Shop, EntryForm{Name: "Олена Ковальчук", Post: "Доставка 100%", Number: "044 123 45 67"})
		add("administrator", id.House, EntryForm{Name: "Duty engineer", Number: "+380501112233"})
		add("administrator", httpdtest.Dental, EntryForm{Name: "Dr. Zub", Number: "+380671112244"})
		if olena.Number != "+380441234567" || olena.Pretty == "" {
			t.Errorf("a national number became %q", olena.Number)
		}
		for query, want := range map[string]string{"": "Duty engineer, Олена Ковальчук", "КОВАЛ": "Олена Ковальчук", "доставка": "Олена Ковальчук",
			"(044) 123": "Олена Ковальчук", "44 123": "Олена Ковальчук", "%25": "Олена Ковальчук", "_": "", "zub": "", "engin": "Duty engineer"} {
			var got []EntryView
			web.Ask("agent", "GET", "/tenants/ten_shop/directory?q="+strings.ReplaceAll(query, " ", "+"), nil).Into(t, &got)
			names := []string{}
			for _, e := range got {
				names = append(names, e.Name)
			}
			if s := strings.Join(names, ", "); s != want {
				t.Errorf("%q finds %q, want %q", query, s, want)
			}
		}
		var got []EntryView
		web.Ask("shop-owner", "GET", "/tenants/ten_shop/directory", nil).Into(t, &got)
		if len(got) != 1 || got[0].ID != olena.ID {
			t.Errorf("a client sees %+v", got)
		}
		web.Ask("shop-owner", "GET", "/tenants/ten_dental/directory", nil).Want(t, 404, "request.not_found")
	})
}

func TestTheNoteIsEverybodysAndTheRestIsKept(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, web *httpdtest.Web) {
		var e EntryView
		web.Ask("administrator", "POST", "/tenants/ten_shop/directory", EntryForm{Name: "Olena", Post: "Deliveries", Number: "+380441234567", Hours: "9-18"}).Into(t, &e)
		path := "/directory/" + e.ID
		web.Ask("agent", "PUT", path+"/presence", PresenceForm{"on holiday"}).Want(t, 200, "")
		e.EntryForm.Name = "Olena K."
		web.Ask("administrator", "PUT", path, e.EntryForm).Want(t, 409, "directory.changed_meanwhile")
		e.Version = 2
		web.Ask("administrator", "PUT", path, e.EntryForm).Want(t, 200, "")
		for f, code := range map[EntryForm]string{{Name: "", Number: "+380441234567"}: "directory.no_name", {Name: "A", Number: "12"}: "directory.bad_number",
			{Name: "A\u202eB", Number: "+380441234567"}: "directory.bad_text"} {
			web.Ask("administrator", "POST", "/tenants/ten_shop/directory", f).Want(t, 422, code)
		}
		web.Ask("shop-supervisor", "DELETE", path, nil).Want(t, 204, "")
		web.Ask("administrator", "PUT", path, e.EntryForm).Want(t, 404, "directory.unknown")
		facts, err := db.FactsAfter(t.Context(), d, 0, 100)
		if err != nil || len(facts) != 4 {
			t.Fatalf("%d facts, %v", len(facts), err)
		}
		for _, f := range facts {
			if text := string(f.Data); strings.Contains(text, "Olena") || strings.Contains(text, "1234567") || strings.Contains(text, "holiday") {
				t.Errorf("a fact holds a person's data: %s", text)
			}
		}
	})
}

func TestAnotherClientsEntryDoesNotExist(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, web *httpdtest.Web) {
		var e EntryView
		web.Ask("administrator", "POST", "/tenants/ten_dental/directory", EntryForm{Name: "Dr. Zub", Number: "+380671112244"}).Into(t, &e)
		web.Ask("shop-supervisor", "PUT", "/directory/"+e.ID, e.EntryForm).Want(t, 404, "directory.unknown")
		web.Ask("shop-supervisor", "DELETE", "/directory/"+e.ID, nil).Want(t, 404, "directory.unknown")
		web.Matrix(map[string]string{
			"GET /tenants/{tenant}/directory":  "agent supervisor administrator shop-supervisor shop-owner shop-dental-owner",
			"POST /tenants/{tenant}/directory": "supervisor administrator shop-supervisor",
			"PUT /directory/{entry}":           "supervisor administrator shop-supervisor",
			"PUT /directory/{entry}/presence":  "agent supervisor administrator shop-supervisor",
			"DELETE /directory/{entry}":        "supervisor administrator shop-supervisor",
		})
	})
}
