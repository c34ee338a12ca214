package call

import (
	"reflect"
	"testing"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
)

func TestWhatWouldHaveChangedADecision(t *testing.T) {
	const now = 1_000_000
	chosen := func(rule string, with func(*fact.Decision)) fact.Decision {
		d := fact.Decision{Rule: rule, Eligible: 2, Agent: "agt_m", IdleSince: 900_000}
		with(&d)
		return d
	}
	kept := func(agent id.Agent, rule string, idle, until int64) fact.Exclusion {
		return fact.Exclusion{Agent: agent, Rule: rule, IdleSince: idle, Until: until}
	}
	for _, c := range []struct {
		name     string
		decision fact.Decision
		want     []Would
	}{
		{"nobody else was there", chosen(core.LongestIdle, func(*fact.Decision) {}), []Would{}},
		{"the next one was idle for less", chosen(core.LongestIdle, func(d *fact.Decision) { d.RunnerUp, d.RunnerMS = "agt_z", 930_000 }),
			[]Would{{Code: "would.idle", Agent: "agt_z", MS: 30_000}}},
		{"the next one became free in the same moment", chosen(core.LongestIdle, func(d *fact.Decision) { d.RunnerUp, d.RunnerMS = "agt_z", 900_000 }),
			[]Would{{Code: "would.tie", Agent: "agt_z"}}},
		{"the next one has more skills", chosen(core.LongestIdle, func(d *fact.Decision) { d.RunnerUp, d.Tier, d.RunTier, d.RunnerMS = "agt_z", 1, 3, 100_000 }),
			[]Would{{Code: "would.skills", Agent: "agt_z"}}},
		{"the next one is only a reserve", chosen(core.LongestIdle, func(d *fact.Decision) { d.RunnerUp, d.Tier, d.RunTier = "agt_z", 1, fact.TierOnDemand }),
			[]Would{{Code: "would.reserve", Agent: "agt_z"}}},
		{"the next one is two levels below", chosen(core.MostSkilled, func(d *fact.Decision) { d.RunnerUp, d.Key, d.RunKey = "agt_z", -5, -3 }),
			[]Would{{Code: "would.most_skilled", Agent: "agt_z", N: 2}}},
		{"the next one was busier by a minute", chosen(core.LeastOccupied, func(d *fact.Decision) { d.RunnerUp, d.Key, d.RunKey = "agt_z", 60_000, 120_000 }),
			[]Would{{Code: "would.least_occupied", Agent: "agt_z", MS: 60_000}}},
		{"somebody who waited longer had just not answered it", chosen(core.LongestIdle, func(d *fact.Decision) {
			d.Excluded = []fact.Exclusion{kept("agt_a", "reoffer_delay", 100_000, now+12_000)}
		}), []Would{{Code: "would.reoffer_delay", Agent: "agt_a", MS: 12_000}}},
		{"who was kept out would not have got it anyway", chosen(core.LongestIdle, func(d *fact.Decision) {
			d.Excluded = []fact.Exclusion{kept("agt_a", "pause", 950_000, 800_000)}
		}), []Would{}},
		{"who waited longest was on a pause, and the next had a dead device", chosen(core.LongestIdle, func(d *fact.Decision) {
			d.Excluded = []fact.Exclusion{kept("agt_a", "pause", 100_000, 940_000), kept("agt_b", "device", 200_000, 990_000)}
			d.RunnerUp, d.RunnerMS = "agt_z", 901_000
		}), []Would{{Code: "would.pause", Agent: "agt_a", MS: 60_000}, {Code: "would.device", Agent: "agt_b", MS: 10_000}, {Code: "would.idle", Agent: "agt_z", MS: 1_000}}},
		{"a record of the time before names no winner", fact.Decision{Rule: core.LongestIdle, IdleSince: 900_000, Excluded: []fact.Exclusion{{Agent: "agt_a", Rule: "level"}}}, []Would{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := would(&c.decision, now); !reflect.DeepEqual(got, c.want) {
				t.Errorf("\n got %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestEveryOfferOfACallSaysWhy(t *testing.T) {
	tape := &officetest.Tape{}
	s := tell(tape, "call_1", officetest.Shop).arrives()
	s.offered(12, "agt_olga", "ofr_1", 2).by(27, "agt_olga", "item_1", fact.ItemOfferEnded{Offer: "ofr_1", Verdict: "no_answer"})
	s.by(27, "agt_super", "item_1", fact.ItemTaken{Agent: "agt_ivan", By: "usr_super"})
	s.by(28, "agt_ivan", "item_1", fact.ItemOffered{Offer: "ofr_2", Decision: fact.Decision{Rule: "hand", Item: "hand", Eligible: 1, Agent: "agt_ivan", IdleSince: 20_000}})
	s.by(30, "agt_ivan", "item_1", fact.ItemOfferEnded{Offer: "ofr_2", Verdict: "accepted"})
	facts, err := tape.OfCall(t.Context(), "call_1", 100)
	if err != nil {
		t.Fatal(err)
	}
	all, err := offers(facts)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d offers, %v", len(all), err)
	}
	if all[0].Code != "why.longest_idle" || all[0].Verdict != "no_answer" || len(all[0].Would) != 1 || all[0].Would[0].Agent != "agt_ivan" {
		t.Errorf("the first: %+v", all[0])
	}
	// One who was named is not "the only one who could".
	if all[1].Code != "why.hand" || all[1].Decision.Item != "hand" || all[1].Verdict != "accepted" {
		t.Errorf("the second: %+v", all[1])
	}
	if w, err := why(facts); err != nil || w.Agent != "agt_ivan" {
		t.Errorf("the call's: %+v, %v", w, err)
	}
}
