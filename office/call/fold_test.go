package call

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
	"gudok/voice"
)

// A story is facts of one call, each with its second.
type story struct {
	tape *officetest.Tape
	head fact.Head
}

func tell(tape *officetest.Tape, call id.Call, tenant id.Tenant) *story {
	return &story{tape, fact.Head{Tenant: tenant, Line: "lin_1", Call: call, Actor: fact.System}}
}

func (s *story) at(second int64, f fact.Fact) *story {
	s.tape.Say(second*1000, s.head, f)
	return s
}

func (s *story) by(second int64, agent id.Agent, item id.Item, f fact.Fact) *story {
	h := s.head
	h.Agent, h.Item = agent, item
	s.tape.Say(second*1000, h, f)
	return s
}

// arrives begins an inbound call that chose a branch of the menu and waits from the tenth
// second on.
func (s *story) arrives() *story {
	return s.arrivesFrom("num_shop_1")
}

func (s *story) arrivesFrom(caller id.Number) *story {
	s.head.Actor = fact.Caller
	s.at(1, fact.CallCreated{Inbound: true, Leg: "leg_c", Trunk: "trk_1", DID: "did_1", Caller: caller})
	s.head.Actor = fact.System
	return s.at(1, fact.MenuEntered{Flow: "flw_1", Version: 1, Node: "hello"}).
		at(3, fact.MenuEntered{Flow: "flw_1", Version: 1, Node: "menu"}).
		at(9, fact.MenuChoice{Node: "menu", Branch: "orders"}).
		at(10, fact.MenuLeft{Node: "menu", Reason: "enqueued"}).
		by(10, "", "item_1", fact.ItemCreated{Kind: "call", OriginAt: 1000, Number: caller}).
		by(10, "", "item_1", fact.ItemEnqueued{Position: 1})
}

// offered rings an agent from a second on.
func (s *story) offered(second int64, agent id.Agent, offer id.Offer, eligible int) *story {
	return s.by(second, agent, "item_1", fact.ItemOffered{Offer: offer, Device: id.Browser,
		Decision: fact.Decision{Rule: "longest_idle", Eligible: eligible, IdleSince: second*1000 - 60_000, RunnerUp: "agt_ivan", RunnerMS: second*1000 - 20_000}}).
		by(second, agent, "", fact.LegInvited{Leg: id.Leg("leg_" + string(offer)), Device: id.Browser})
}

// answered lets the two talk.
func (s *story) answered(second int64, agent id.Agent, offer id.Offer) *story {
	return s.by(second, agent, "", fact.LegAnswered{Leg: id.Leg("leg_" + string(offer))}).
		by(second, agent, "item_1", fact.ItemOfferEnded{Offer: offer, Verdict: "accepted", RangMS: 4000}).
		by(second, agent, "item_1", fact.ItemConnected{WaitedMS: second*1000 - 10_000}).
		by(second, agent, "item_1", fact.ItemLeft{Reason: "answered", WaitedMS: second*1000 - 10_000}).
		by(second, agent, "", fact.CallAnswered{Leg: id.Leg("leg_" + string(offer))}).
		by(second, agent, "", fact.RecordingStarted{Recording: "rec_1"})
}

// ends hangs up and wraps up in 20 s.
func (s *story) ends(second int64, agent id.Agent) *story {
	return s.at(second, fact.LegEnded{Leg: "leg_c", Cause: voice.CauseNormal}).
		at(second, fact.CallEnded{By: "caller", Cause: voice.CauseNormal}).
		by(second+20, agent, "item_1", fact.ItemWrapped{Disposition: "dsp_1", WrapMS: 20_000}).
		by(second+20, agent, "item_1", fact.ItemClosed{TalkMS: 1, HoldMS: 1})
}

// abandons leaves the line and the call.
func (s *story) leaves(second int64, reason, detail string, short bool) *story {
	return s.by(second, "", "item_1", fact.ItemLeft{Reason: reason, Detail: detail, WaitedMS: second*1000 - 10_000, Short: short}).
		at(second, fact.LegEnded{Leg: "leg_c", Cause: voice.CauseNormal}).
		at(second, fact.CallEnded{By: "caller", Cause: voice.CauseNormal})
}

func folded(t *testing.T, tape *officetest.Tape) Call {
	t.Helper()
	facts, err := tape.After(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var c Call
	for _, e := range facts {
		if err := c.fold(e); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// strip writes parts as "menu@1 waiting@10 …" in seconds.
func strip(c Call) string {
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, fmt.Sprintf("%s@%d", p.State, p.At/1000))
	}
	return strings.Join(parts, " ")
}

func TestACallIsInTheLineThatItsMenuLedInto(t *testing.T) {
	for _, c := range []struct {
		name string
		end  fact.Fact
	}{
		{"into a branch", fact.ItemEnqueued{Position: 1}},
		{"into a branch that is closed", fact.ItemLeft{Reason: "closed_now"}},
		{"to a message for a branch", fact.ItemLeft{Reason: "voicemail"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tape := new(officetest.Tape)
			s := tell(tape, "call_1", "ten_shop")
			s.at(1, fact.CallCreated{Inbound: true, Leg: "leg_c"}).by(1, "", "item_1", fact.ItemCreated{Kind: "call", OriginAt: 1000})
			s.head.Line = "lin_branch"
			s.by(9, "", "item_1", c.end)
			if got := folded(t, tape); got.Line != "lin_branch" || got.Items[0].Line != "lin_branch" || len(got.Items) != 1 {
				t.Errorf("the call is in line %s, its stay %+v", got.Line, got.Items)
			}
		})
	}
}

func TestFactsMakeACall(t *testing.T) {
	for _, c := range []struct {
		name   string
		tell   func(*story)
		strip  string
		result string // result, detail
		times  string // wait talk hold wrap in seconds
	}{
		{"answered at the second offer, with a hold", func(s *story) {
			s.arrives().offered(12, "agt_ivan", "ofr_1", 2).
				by(16, "agt_ivan", "item_1", fact.ItemOfferEnded{Offer: "ofr_1", Verdict: "declined", Reason: "busy"}).
				offered(17, "agt_olga", "ofr_2", 1).answered(20, "agt_olga", "ofr_2").
				at(30, fact.CallHeld{PromisedUntil: 90_000}).at(50, fact.CallResumed{HeldMS: 20_000}).ends(60, "agt_olga")
		}, "menu@1 waiting@10 ringing@12 waiting@16 ringing@17 talking@20 held@30 talking@50 wrapup@60 ended@80", "answered ", "10 20 20 20"},
		{"still in the queue", func(s *story) { s.arrives() }, "menu@1 waiting@10", "live ", "0 0 0 0"},
		{"abandoned", func(s *story) { s.arrives().leaves(40, "abandoned", "", false) }, "menu@1 waiting@10 ended@40", "abandoned ", "30 0 0 0"},
		{"abandoned while it rang", func(s *story) {
			s.arrives().offered(12, "agt_olga", "ofr_1", 1).
				by(15, "agt_olga", "item_1", fact.ItemOfferEnded{Offer: "ofr_1", Verdict: "rescinded"}).leaves(15, "abandoned", "", false)
		}, "menu@1 waiting@10 ringing@12 ended@15", "abandoned ", "5 0 0 0"},
		{"abandoned at once", func(s *story) { s.arrives().leaves(12, "abandoned", "", true) }, "menu@1 waiting@10 ended@12", "short ", "2 0 0 0"},
		{"hung up in the menu", func(s *story) {
			s.at(1, fact.CallCreated{Inbound: true, Leg: "leg_c", DID: "did_1"}).at(1, fact.MenuEntered{Node: "hello"}).
				at(5, fact.MenuLeft{Node: "hello", Reason: "hung_up"}).by(5, "", "item_1", fact.ItemCreated{Kind: "call"}).
				by(5, "", "item_1", fact.ItemLeft{Reason: "left_in_menu", Detail: "hello"}).at(5, fact.CallEnded{By: "caller"})
		}, "menu@1 ended@5", "left_in_menu hello", "0 0 0 0"},
		{"a message was left", func(s *story) {
			s.at(1, fact.CallCreated{Inbound: true, Leg: "leg_c"}).at(1, fact.MenuEntered{Node: "night"}).
				at(6, fact.MenuLeft{Node: "night", Reason: "voicemail"}).at(6, fact.RecordingStarted{Recording: "rec_1", Voicemail: true}).
				by(20, "", "item_1", fact.ItemCreated{Kind: "call"}).by(20, "", "item_1", fact.ItemLeft{Reason: "voicemail"}).at(20, fact.CallEnded{By: "caller"})
		}, "menu@1 voicemail@6 ended@20", "voicemail ", "0 0 0 0"},
		{"called back", func(s *story) {
			s.at(1, fact.CallCreated{Leg: "leg_a", Caller: "num_shop_1"}).by(1, "agt_olga", "item_1", fact.ItemCreated{Kind: "missed_return"}).
				answered(15, "agt_olga", "ofr_0").ends(45, "agt_olga")
		}, "dialling@1 talking@15 wrapup@45 ended@65", "returned ", "5 30 0 20"},
		{"called back in vain", func(s *story) {
			s.at(1, fact.CallCreated{Leg: "leg_a", Caller: "num_shop_1"}).by(1, "agt_olga", "item_1", fact.ItemCreated{Kind: "missed_return"}).
				by(31, "agt_olga", "item_1", fact.ItemLeft{Reason: "failed", Detail: "no_answer"}).at(31, fact.CallEnded{By: "system", Cause: voice.CauseNoAnswer})
		}, "dialling@1 ended@31", "not_reached no_answer", "0 0 0 0"},
		{"a number that nobody here has", func(s *story) {
			s.at(1, fact.CallRefused{Reason: "unknown_number", Called: "num_house_9", Caller: "num_house_1", Trunk: "trk_1"})
		}, "ended@1", "unknown_number ", "0 0 0 0"},
		{"the process died with it", func(s *story) {
			s.arrives().by(30, "", "item_1", fact.ItemLeft{Reason: "failed", Detail: "restart", WaitedMS: 20_000}).at(30, fact.CallEnded{By: "system", Cause: voice.CauseRestart})
		}, "menu@1 waiting@10 ended@30", "failed restart", "20 0 0 0"},
		{"the agent's browser died, another took over", func(s *story) {
			s.arrives().offered(12, "agt_ivan", "ofr_1", 1).answered(14, "agt_ivan", "ofr_1").by(20, "agt_ivan", "item_1", fact.ItemClosed{TalkMS: 6000}).
				by(20, "", "item_2", fact.ItemCreated{Kind: "call", Parent: "item_1"}).by(20, "", "item_2", fact.ItemEnqueued{Position: 1}).
				by(25, "agt_olga", "item_2", fact.ItemConnected{WaitedMS: 5000}).by(25, "agt_olga", "item_2", fact.ItemLeft{Reason: "answered", WaitedMS: 5000}).ends(40, "agt_olga")
		}, "menu@1 waiting@10 ringing@12 talking@14 waiting@20 talking@25 wrapup@40 ended@60", "answered ", "9 21 0 20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tape := &officetest.Tape{}
			c.tell(tell(tape, "call_1", officetest.Shop))
			got := folded(t, tape)
			if strip(got) != c.strip {
				t.Errorf("strip %s\nwant  %s", strip(got), c.strip)
			}
			if r := string(got.Result) + " " + got.Detail; r != c.result {
				t.Errorf("result %q, want %q", r, c.result)
			}
			if times := fmt.Sprint(got.WaitMS/1000, got.TalkMS/1000, got.HoldMS/1000, got.WrapMS/1000); times != c.times {
				t.Errorf("times %s, want %s", times, c.times)
			}
		})
	}
}

func TestWhoHadPartInACall(t *testing.T) {
	tape := &officetest.Tape{}
	tell(tape, "call_1", officetest.Shop).arrives().offered(12, "agt_ivan", "ofr_1", 2).
		by(16, "agt_ivan", "item_1", fact.ItemOfferEnded{Offer: "ofr_1", Verdict: "no_answer"}).
		offered(17, "agt_olga", "ofr_2", 1).answered(20, "agt_olga", "ofr_2").ends(60, "agt_olga")
	c := folded(t, tape)
	got, _ := json.Marshal([]any{c.Agents, c.Missed, c.Path, c.Legs, c.Recordings, c.Disposition, c.Number, c.Trunk, c.DID, c.Kind, c.By})
	const want = `[["agt_olga"],["agt_ivan"],["orders"],["leg_c","leg_ofr_1","leg_ofr_2"],["rec_1"],"dsp_1","num_shop_1","trk_1","did_1","call","caller"]`
	if string(got) != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	facts, err := tape.OfCall(t.Context(), "call_1", 100)
	if err != nil {
		t.Fatal(err)
	}
	w, err := why(facts)
	if err != nil || w.Code != "why.only_one" || w.Agent != "agt_olga" || w.Verdict != "accepted" || w.IdleMS != 60_000 || w.RunnerMS != 20_000 {
		t.Errorf("why: %+v, %v", w, err)
	}
	ls, err := legs(facts)
	if err != nil || len(ls) != 3 || !ls[0].Caller || ls[0].Number != "num_shop_1" || ls[2].Agent != "agt_olga" || ls[2].AnsweredAt != 20_000 || ls[0].EndedAt != 60_000 {
		t.Errorf("legs: %+v, %v", ls, err)
	}
}

func TestWhileItRingsTheLastOfferIsTheReason(t *testing.T) {
	tape := &officetest.Tape{}
	tell(tape, "call_1", officetest.Shop).arrives().offered(12, "agt_ivan", "ofr_1", 2).
		by(16, "agt_ivan", "item_1", fact.ItemOfferEnded{Offer: "ofr_1", Verdict: "no_answer"}).offered(17, "agt_olga", "ofr_2", 2)
	facts, _ := tape.OfCall(t.Context(), "call_1", 100)
	if w, err := why(facts); err != nil || w.Agent != "agt_olga" || w.Code != "why.longest_idle" || w.Verdict != "" {
		t.Errorf("why: %+v, %v", w, err)
	}
	if w, err := why(nil); w != nil || err != nil {
		t.Errorf("nobody was asked: %+v, %v", w, err)
	}
}
