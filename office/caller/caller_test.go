package caller

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd/httpdtest"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

func each(t *testing.T, test func(t *testing.T, d *db.DB, s *Service, web *httpdtest.Web)) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		n := 0
		s := New(Options{DB: d, Region: func(context.Context, id.Tenant) (string, error) { return "UA", nil },
			NewID: func(kind string) string { n++; return fmt.Sprint(kind, "_", n) }})
		web := httpdtest.New(t)
		s.Routes(web.API())
		test(t, d, s, web)
	})
}

func vip(number phone.Number) MarkForm { return MarkForm{Number: number, Kind: VIP} }

func TestAMarkSaysWhatIsWrongWithItAndInWhichRow(t *testing.T) {
	const now = 1_000_000
	for _, c := range []struct {
		name string
		mark Mark
		code string
	}{
		{"a VIP", Mark{Number: "044 123 45 67", Kind: VIP}, ""},
		{"a blocked number with a reason", Mark{Number: "+380441234567", Kind: Blocked, Reason: " swears at agents "}, ""},
		{"nobody says why it is blocked", Mark{Number: "+380441234567", Kind: Blocked, Reason: " "}, "caller.reason_missing"},
		{"a third list", Mark{Number: "+380441234567", Kind: "grey"}, "caller.kind_unknown"},
		{"no number", Mark{Number: "reception", Kind: VIP}, "caller.bad_number"},
		{"a moment that has passed", Mark{Number: "+380441234567", Kind: VIP, Until: now}, "caller.until_past"},
		{"a moment to come", Mark{Number: "+380441234567", Kind: VIP, Until: now + 1}, ""},
		{"a novel", Mark{Number: "+380441234567", Kind: VIP, Reason: strings.Repeat("я", 201)}, "caller.reason_too_long"},
		{"a reason that turns the writing", Mark{Number: "+380441234567", Kind: VIP, Reason: "a\u202eb"}, "caller.bad_reason"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.mark.clean(7, "UA", now)
			if got := problem.Of(err); (got == nil) != (c.code == "") || got != nil && (got.Code != c.code || got.Map()["row"] != "7") {
				t.Fatalf("clean: %v, want %q", err, c.code)
			}
			if c.code == "" && (c.mark.Number != "+380441234567" || strings.TrimSpace(c.mark.Reason) != c.mark.Reason) {
				t.Errorf("stored as %+v", c.mark)
			}
		})
	}
}

func TestTheFloorHearsOnWhichListANumberStands(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *Service, web *httpdtest.Web) {
		said := func(want string, tenant id.Tenant, n phone.Number) {
			t.Helper()
			if got, err := s.List(t.Context(), tenant, n); err != nil || got != want {
				t.Errorf("%s of %s: %q, %v, want %q", n, tenant, got, err, want)
			}
		}
		said("", httpdtest.Shop, "+380441234567")
		soon := d.Now() + time.Hour.Milliseconds()
		var put PutView
		web.Ask("shop-supervisor", "POST", "/tenants/ten_shop/callers", PutForm{[]MarkForm{vip("044 123 45 67"),
			{Number: "+380501112233", Kind: Blocked, Reason: "robot", Until: soon}}}).Into(t, &put)
		if put != (PutView{2, 0}) {
			t.Fatalf("put %+v", put)
		}
		said(VIP, httpdtest.Shop, "+380441234567")
		said(Blocked, httpdtest.Shop, "+380501112233")
		said("", httpdtest.Dental, "+380441234567")

		again := web.Ask("shop-supervisor", "POST", "/tenants/ten_shop/callers", PutForm{[]MarkForm{{Number: "+380441234567", Kind: Blocked, Reason: "no VIP any more"}}})
		again.Into(t, &put)
		if put != (PutView{0, 1}) {
			t.Fatalf("put again %+v", put)
		}
		said(Blocked, httpdtest.Shop, "+380441234567")

		if _, _, err := s.Put(t.Context(), "usr_1", httpdtest.Shop, []Mark{{Number: "+380671110000", Kind: VIP, Until: d.Now() + 20}}); err != nil {
			t.Fatal(err)
		}
		said(VIP, httpdtest.Shop, "+380671110000")
		s.lists[httpdtest.Shop]["+380671110000"] = brief{VIP, d.Now()} // its moment has come
		said("", httpdtest.Shop, "+380671110000")

		var all []MarkView
		web.Ask("shop-owner", "GET", "/tenants/ten_shop/callers", nil).Into(t, &all)
		if len(all) != 3 || all[0].Kind != VIP || all[1].Pretty == "" || all[1].Reason != "no VIP any more" {
			t.Fatalf("listed %+v", all)
		}
		web.Ask("shop-supervisor", "DELETE", "/callers/"+all[1].ID, nil).Want(t, 204, "")
		said("", httpdtest.Shop, "+380441234567")
		web.Ask("shop-supervisor", "DELETE", "/callers/"+all[1].ID, nil).Want(t, 404, "caller.unknown")

		facts, err := db.FactsOfType(t.Context(), d, fact.ConfigChanged{}.FactType(), httpdtest.Shop, 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 4 {
			t.Fatalf("%d facts, %v", len(facts), err)
		}
		for _, e := range facts {
			if strings.Contains(string(e.Data), "380") || strings.Contains(string(e.Data), "robot") {
				t.Errorf("a fact holds a person's data: %s", e.Data)
			}
		}
	})
}

func TestAnImportIsTakenWholeOrNotAtAll(t *testing.T) {
	each(t, func(t *testing.T, _ *db.DB, s *Service, web *httpdtest.Web) {
		for code, rows := range map[string][]MarkForm{
			"caller.bad_number":     {vip("+380441234567"), vip("12")},
			"caller.twice":          {vip("+380441234567"), vip("044 123-45-67")},
			"caller.reason_missing": {vip("+380441234567"), {Number: "+380501112233", Kind: Blocked}},
		} {
			ans := web.Ask("supervisor", "POST", "/tenants/ten_shop/callers", PutForm{rows})
			ans.Want(t, 422, code)
		}
		if all, err := s.Marks(t.Context(), httpdtest.Shop); err != nil || len(all) != 0 {
			t.Errorf("kept %+v, %v", all, err)
		}
	})
}

func TestOnlySupervisorsPutAndOnlyTheOwnerOfTheTenantLooks(t *testing.T) {
	each(t, func(t *testing.T, _ *db.DB, s *Service, web *httpdtest.Web) {
		if _, _, err := s.Put(t.Context(), "usr_1", httpdtest.Shop, []Mark{{Number: "+380671110000", Kind: VIP}}); err != nil {
			t.Fatal(err)
		}
		for who, want := range map[string]int{"supervisor": 200, "administrator": 200, "shop-supervisor": 200, "shop-owner": 200,
			"shop-dental-owner": 200, "agent": 403, "": 401} {
			if a := web.Ask(who, "GET", "/tenants/ten_shop/callers", nil); a.Status != want {
				t.Errorf("%s looks: %d %s", who, a.Status, a.Code)
			}
		}
		for who, want := range map[string]int{"shop-owner": 403, "shop-dental-owner": 403, "agent": 403, "": 401, "shop-supervisor": 200} {
			if a := web.Ask(who, "POST", "/tenants/ten_shop/callers", PutForm{[]MarkForm{vip("+380671110001")}}); a.Status != want {
				t.Errorf("%s puts: %d %s", who, a.Status, a.Code)
			}
		}
		web.Ask("shop-supervisor", "POST", "/tenants/ten_dental/callers", PutForm{[]MarkForm{vip("+380671110001")}}).Want(t, 404, "request.not_found")
		web.Ask("shop-owner", "GET", "/tenants/ten_dental/callers", nil).Want(t, 404, "request.not_found")
	})
}
