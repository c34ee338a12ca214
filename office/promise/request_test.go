package promise

import (
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
	"gudok/phone"
)

func TestACallIsAgreedAtADesk(t *testing.T) {
	f := &floor{}
	s := New(Options{DB: dbtest.SQLite(t, db.Office), Stream: &officetest.Tape{}, Floor: f,
		Number: func(_ id.Tenant, n phone.Number) id.Number { return id.Number("num_" + string(n[1:])) }})
	api := officetest.Serve(t, s)
	form := RequestForm{Tenant: officetest.Shop, Line: "lin_1", Number: "+7 423 212 34 56", At: 5_000_000, Owner: "agt_olga"}
	officetest.Must[none](api, officetest.Olga, "POST", "/promises", form)
	want := core.PromiseRequested{Agent: id.Agent("agt_olga"), By: "usr_olga", Tenant: officetest.Shop, Line: "lin_1", Number: "num_74232123456",
		Zone: "Asia/Vladivostok", At: 5_000_000, Owner: "agt_olga"}
	if len(f.asked) != 1 || f.asked[0] != core.Input(want) {
		t.Errorf("the floor was asked %+v", f.asked)
	}
	form.Number = "noon"
	api.Refused(officetest.Super, "POST", "/promises", form, "promise.number")
	api.Refused(officetest.ShopOwner, "POST", "/promises", form, "auth.forbidden")
}

func TestAPromiseThatBecameAnAgreedCallIsListedAsOne(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		s := teller{r.tape}
		s.opened(820, officetest.Shop, "prs_7", "num_shop_1", 120)
		s.say(830, officetest.Shop, "prs_7", fact.PromiseAgreed{DueAt: 2_500_000, Owner: "agt_ivan"})
		s.say(840, officetest.Shop, "prs_8", fact.PromiseOpened{Kind: "requested", Cause: "callback_requested", Number: "num_shop_2", OriginAt: 700_000, DueAt: 3_000_000})
		s.opened(850, officetest.Shop, "prs_9", "num_shop_3", 120)
		s.say(860, officetest.Shop, "prs_9", fact.PromiseClosed{Reason: "expired"})
		if err := r.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		list := officetest.Must[ListView](r.api, officetest.Super, "GET", "/promises?kind=requested", nil)
		if names(list) != "7o 8o" || list.Promises[0].Owner != "agt_ivan" || list.Promises[0].DueAt != 2_500_000 {
			t.Errorf("listed %+v", list)
		}
		if got := names(officetest.Must[ListView](r.api, officetest.Super, "GET", "/promises?state=closed&reason=expired", nil)); got != "9c" {
			t.Errorf("expired: %q", got)
		}
		if err := r.CheckLaw(t.Context()); err != nil {
			t.Fatal(err)
		}
		sum := officetest.Must[SummaryView](r.api, officetest.Super, "GET", "/promises/summary", nil)
		if !sum.OK {
			t.Errorf("the law is broken: %s", sum.Why)
		}
	})
}
