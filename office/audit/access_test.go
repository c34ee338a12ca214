package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd/httpdtest"
	"gudok/fact"
	"gudok/office/officetest"
)

func TestADifferenceNamesTheValue(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"a new row", ``, `{"a":1,"b":{"c":2}}`, "[{a  1} {b.c  2}]"},
		{"a row that went", `{"a":1}`, ``, "[{a 1 }]"},
		{"one of three", `{"a":1,"b":2,"c":3}`, `{"a":1,"b":5,"c":3}`, "[{b 2 5}]"},
		{"deep in a list", `{"d":[{"n":"x"},{"n":"y"}]}`, `{"d":[{"n":"x"},{"n":"z"},{"n":"w"}]}`, `[{d.1.n "y" "z"} {d.2.n  "w"}]`},
		{"another kind of value", `{"a":[1]}`, `{"a":"x"}`, `[{a [1] "x"}]`},
		{"nothing", `{"a":1}`, ` {"a":1} `, "[]"},
		{"numbers alone", `1`, `2`, "[{ 1 2}]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := "["
			for i, d := range differences(json.RawMessage(c.before), json.RawMessage(c.after)) {
				if i > 0 {
					got += " "
				}
				got += fmt.Sprintf("{%s %s %s}", d.Path, d.Before, d.After)
			}
			if got += "]"; got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestWhoListenedIsThereForTheClientToo(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape := &officetest.Tape{}
		h := fact.Head{Tenant: httpdtest.Shop, Call: "call_1", Line: "lin_1", Agent: "agt_supervisor", Actor: "usr_supervisor"}
		tape.Say(1000, h, fact.CallHeld{})
		tape.Say(2000, h, fact.EarOpened{Leg: "leg_9", Mode: "listen", By: "usr_supervisor"})
		tape.Say(3000, h, fact.EarChanged{Leg: "leg_9", Mode: "whisper", By: "usr_supervisor"})
		h.Actor = ""
		tape.Say(4000, h, fact.EarClosed{Leg: "leg_9", MS: 2000, Why: "left"})
		h.Tenant, h.Call = httpdtest.Dental, "call_2"
		tape.Say(5000, h, fact.EarOpened{Leg: "leg_10", Mode: "barge", By: "usr_other"})
		s := New(Options{DB: d, Stream: tape})
		for range 2 { // folding again changes nothing
			if err := s.Reader().Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		err := d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
			return db.AppendFact(ctx, tx, fact.Head{Tenant: httpdtest.Shop, Call: "call_1", Actor: "usr_x"}, fact.RecordingPlayed{Recording: "rec_1"})
		})
		if err != nil {
			t.Fatal(err)
		}
		web := httpdtest.New(t)
		s.Routes(web.API())
		for _, c := range []struct{ who, query, want string }{
			{"supervisor", "", "5 4 3 2"}, {"shop-owner", "", "4 3 2"}, {"shop-dental-owner", "tenant=ten_dental", "5"},
			{"administrator", "actor=usr_supervisor", "4 3 2"}, {"administrator", "id=call_2", "5"}, {"administrator", "from=3000&to=5000", "4 3"},
			{"administrator", "cursor=4", "3 2"}, {"shop-owner", "kind=access", "1"},
		} {
			var got AccessList
			web.Ask(c.who, "GET", "/audit/access?"+c.query, nil).Into(t, &got)
			seen := ""
			for i, a := range got.Accesses {
				if i > 0 {
					seen += " "
				}
				seen += fmt.Sprint(a.Seq)
				if a.Actor == "" || a.Call == "" || len(a.Data) == 0 {
					t.Errorf("%+v", a)
				}
			}
			if seen != c.want {
				t.Errorf("%s %s sees %q, want %q", c.who, c.query, seen, c.want)
			}
		}
		web.Ask("shop-owner", "GET", "/audit/access?tenant=ten_dental", nil).Want(t, 404, "request.not_found")
	})
}
