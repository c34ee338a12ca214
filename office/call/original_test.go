package call

import (
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
)

func TestACallThatWasDivertedShowsWhatWasDialledFirst(t *testing.T) {
	tape := &officetest.Tape{}
	h := fact.Head{Tenant: officetest.Shop, Line: "lin_1", Call: "call_7"}
	for at, f := range []fact.Fact{
		fact.CallCreated{Inbound: true, Leg: "leg_1", DID: "did_1", Caller: "num_shop_1", Original: "num_shop_2"},
		fact.ItemCreated{Kind: "call"}, fact.CallAnswered{Leg: "leg_2"}, fact.ItemLeft{Reason: "sent_outside"},
		fact.CallEnded{By: "outside", Cause: "normal"},
	} {
		h.Item = id.Item("item_7")
		tape.Say(int64(at+1)*1000, h, f)
	}
	s, api := room(t, dbtest.SQLite(t, db.Office), tape)
	if err := s.Reader().CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	v := officetest.Must[PageView](api, officetest.Super, "GET", "/calls/call_7", nil)
	if v.Original == nil || v.Original.Number != "+380671112233" {
		t.Errorf("dialled first was %+v", v.Original)
	}
	if v.Call.Result != "sent_outside" || v.Call.By != "outside" || v.Call.Lost {
		t.Errorf("the call is %+v", v.Call)
	}
}
