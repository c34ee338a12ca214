package call

import (
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/fact"
	"gudok/office/officetest"
)

func TestAWrapUpOverARestartCountsOnlyTheTimeInWhichSomebodyCouldWrite(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape := &officetest.Tape{}
		h := fact.Head{Tenant: officetest.Shop, Call: "call_1", Line: "lin_1", Item: "item_1", Agent: "agt_olga"}
		tape.Say(1_000, fact.Head{}, fact.FloorStarted{Epoch: 1})
		tape.Say(2_000, h, fact.CallCreated{Inbound: true, Leg: "leg_1"})
		tape.Say(2_000, h, fact.ItemCreated{Kind: "call"})
		tape.Say(3_000, h, fact.ItemConnected{WaitedMS: 1_000})
		tape.Say(3_000, h, fact.ItemLeft{Reason: "answered", WaitedMS: 1_000})
		tape.Say(10_000, h, fact.CallEnded{By: "caller"})
		tape.Say(15_000, fact.Head{Agent: "agt_olga"}, fact.AgentSlot{Slot: "wrapup"})
		tape.Say(3_615_000, fact.Head{}, fact.FloorStarted{Epoch: 2}) // an hour later
		tape.Say(3_617_000, h, fact.ItemWrapped{WrapMS: 3_607_000})
		tape.Say(3_617_000, h, fact.ItemClosed{})
		s := New(Options{DB: d, Stream: tape})
		for range 2 { // from nothing the same comes out
			if err := s.Reader().Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
			c, err := s.Call(t.Context(), "call_1")
			if err != nil || c.WrapMS != 7_000 {
				t.Errorf("wrap-up of %d ms, %v; want 7 s without the hour", c.WrapMS, err)
			}
		}
		// A process that begins after the restart was folded knows of it too.
		h.Call, h.Item = "call_2", "item_2"
		tape.Say(3_618_000, h, fact.CallCreated{Inbound: true, Leg: "leg_2"})
		tape.Say(3_618_000, h, fact.ItemWrapped{WrapMS: 3_604_000})
		again := New(Options{DB: d, Stream: tape})
		if err := again.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		if c, err := again.Call(t.Context(), "call_2"); err != nil || c.WrapMS != 4_000 {
			t.Errorf("wrap-up of %d ms, %v", c.WrapMS, err)
		}
	})
}

func TestWhoWasOnlyAskedDidNotHaveTheCall(t *testing.T) {
	tape := &officetest.Tape{}
	h := fact.Head{Tenant: officetest.Shop, Call: "call_1", Line: "lin_1", Item: "item_1", Agent: "agt_olga"}
	asked := fact.Head{Tenant: officetest.Shop, Call: "call_1", Line: "lin_2", Item: "item_2", Agent: "agt_ivan"}
	tape.Say(1_000, h, fact.CallCreated{Inbound: true, Leg: "leg_1"})
	tape.Say(1_000, h, fact.ItemCreated{Kind: "call"})
	tape.Say(2_000, h, fact.ItemConnected{WaitedMS: 1_000})
	tape.Say(2_000, h, fact.ItemLeft{Reason: "answered", WaitedMS: 1_000})
	tape.Say(3_000, h, fact.CallHeld{})
	tape.Say(3_000, asked, fact.ItemCreated{Kind: "consult", Parent: "item_1"})
	tape.Say(3_000, asked, fact.ItemEnqueued{Position: 1, Consult: true})
	tape.Say(3_000, asked, fact.ItemOffered{Offer: "ofr_2"})
	tape.Say(4_000, asked, fact.ItemConnected{WaitedMS: 1_000})
	fold := func() (c Call) {
		facts, _ := tape.After(t.Context(), 0, 100)
		for _, e := range facts {
			if err := c.fold(e); err != nil {
				t.Fatal(err)
			}
		}
		return c
	}
	if c := fold(); c.Had("agt_ivan") || c.Kind != "call" || c.Line != "lin_1" || c.WaitMS != 1_000 || c.Parts[len(c.Parts)-1].State != "held" {
		t.Errorf("while he is asked: %+v", c)
	}
	tape.Say(5_000, h, fact.ItemTransferred{Child: "item_2", Agent: "agt_ivan", Warm: true})
	tape.Say(5_000, asked, fact.CallResumed{})
	tape.Say(9_000, asked, fact.CallEnded{By: "caller"})
	tape.Say(12_000, asked, fact.ItemWrapped{WrapMS: 3_000, Disposition: "dsp_1"})
	if c := fold(); !c.Had("agt_ivan") || !c.Had("agt_olga") || c.Result != Answered || c.WrapMS != 3_000 || c.Disposition != "dsp_1" {
		t.Errorf("after he took it: %+v", c)
	}
}

func TestAnOutgoingCallIsNoReturn(t *testing.T) {
	for kind, want := range map[string]Result{"outgoing": Answered, "internal": Answered, "missed_return": Returned} {
		var c Call
		tape := &officetest.Tape{}
		h := fact.Head{Tenant: officetest.Shop, Call: "call_1", Item: "item_1", Agent: "agt_olga"}
		tape.Say(1_000, h, fact.CallCreated{Leg: "leg_1"})
		tape.Say(1_000, h, fact.ItemCreated{Kind: kind})
		tape.Say(2_000, h, fact.CallAnswered{Leg: "leg_2"})
		tape.Say(3_000, h, fact.CallEnded{By: "agent"})
		facts, _ := tape.After(t.Context(), 0, 100)
		for _, e := range facts {
			if err := c.fold(e); err != nil {
				t.Fatal(err)
			}
		}
		if c.Result != want {
			t.Errorf("%s: %s, want %s", kind, c.Result, want)
		}
	}
}
