package fact

import (
	"encoding/json"
	"gudok/id"
	"reflect"
	"testing"
)

func TestADecisionComesBackFromItsShortForm(t *testing.T) {
	for name, d := range map[string]Decision{
		"the least": {Rule: "longest_idle", Eligible: 1, Agent: "agt_a", IdleSince: 1_767_571_200_000},
		"made names": {
			Rule: "longest_idle", Eligible: 2, Agent: "agt_01M80TTD2W0008000000002001", IdleSince: 5, RunnerUp: "agt_01M80TTD3T0008000000004001", RunnerMS: 6,
			Excluded: []Exclusion{{Agent: "agt_01M80TTD4S0008000000006001", Rule: "wrapup"}, {Agent: "agt_01M80TTD2W000800000000200", Rule: "pause"}},
		},
		"nothing known":                          {Rule: "asked"},
		"a runner-up idle since the same moment": {Rule: "most_skilled", Eligible: 2, Agent: "agt_a", Key: -5, IdleSince: 7, RunnerUp: "agt_b", RunKey: -3, RunnerMS: 7},
		"everything": {
			Rule: "ring_all", Item: "starving", Step: 2, Eligible: 40, InTier: 3, Agent: "agt_a", Tier: 2, Key: 7, IdleSince: 1_767_571_200_000,
			RunnerUp: "agt_b", RunTier: TierOnDemand, RunKey: 9, RunnerMS: 1_767_571_100_000, With: []id.Agent{"agt_c", "agt_d"},
			Excluded: []Exclusion{
				{Agent: "agt_e", Rule: "reoffer_delay", Until: 1_767_571_230_000},
				{Agent: "agt_f", Rule: "pause", Tier: 1, Key: -4, IdleSince: 1_767_571_200_000, Until: 1_767_571_199_999},
				{Agent: "agt_g", Rule: "level"},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			var back Decision
			if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back, d) {
				t.Errorf("%s came back as %+v: %v", data, back, err)
			}
			if d.EncodedSize() != len(data)-2 {
				t.Errorf("%d bytes, told %d", len(data)-2, d.EncodedSize())
			}
		})
	}
}

func TestDecisionsOfBeforeAreStillRead(t *testing.T) {
	var d Decision
	err := json.Unmarshal([]byte(`{"rule":"longest_idle","eligible":3,"idle_since":5,"runner_up":"agt_b","runner_up_idle_since":9,"excluded":[{"agent":"agt_c","rule":"device"}]}`), &d)
	want := Decision{Rule: "longest_idle", Eligible: 3, IdleSince: 5, RunnerUp: "agt_b", RunnerMS: 9, Excluded: []Exclusion{{Agent: "agt_c", Rule: "device"}}}
	if err != nil || !reflect.DeepEqual(d, want) {
		t.Errorf("%+v: %v", d, err)
	}
}

func TestWhatIsNoDecisionIsRefused(t *testing.T) {
	for _, text := range []string{`5`, `"li n"`, `"li n!"`, `"li xlv"`, `"li xlv:a:!"`, `"li w~"`, `"li wab r^9"`, `"li wab xlv:^!"`} {
		var d Decision
		if err := json.Unmarshal([]byte(text), &d); err == nil {
			t.Errorf("%s became %+v", text, d)
		}
	}
}
