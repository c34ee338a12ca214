package acd

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"gudok/fact"
	"gudok/id"
)

// TestEveryRecordOfAWeekIsJudgedAlike drives a floor through a week of random load, with names
// as long as the real ones, and runs each stored decision again.
func TestEveryRecordOfAWeekIsJudgedAlike(t *testing.T) {
	const week = 7 * 24 * 3_600_000
	w := &wild{bench: newBench(t), rng: rand.New(rand.NewPCG(5, 5)), long: true, pace: 20_000}
	w.setUp(25, 10)
	var sizes []int
	rules := map[string]int{}
	for until := w.now + week; w.now < until; {
		w.something()
		w.returns(w.s.Agents.All()[w.rng.IntN(w.s.Agents.Len())]) // breaks are short
		w.s.Match(w.now, &w.out)
		w.keep()
		for _, f := range w.log {
			if o, ok := f.Fact.(fact.ItemOffered); ok {
				judge(t, f.Head.Agent, o.Decision)
				sizes = append(sizes, o.Decision.EncodedSize())
				rules[o.Decision.Rule]++
			}
		}
		w.log = w.log[:0]
	}
	slices.Sort(sizes)
	n := len(sizes)
	t.Logf("%d decisions by %d rules: median %d bytes, 90 %% %d, 99 %% %d, longest %d", n, len(rules), sizes[n/2], sizes[n*9/10], sizes[n*99/100], sizes[n-1])
	if n < 50_000 || len(rules) < 12 {
		t.Errorf("only %d decisions by %v", n, rules)
	}
	if sizes[n/2] >= 100 || sizes[n-1] > 2048 {
		t.Errorf("records are too long: median %d, longest %d", sizes[n/2], sizes[n-1])
	}
}

func judge(t *testing.T, who id.Agent, d fact.Decision) {
	t.Helper()
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var back fact.Decision
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if got, err := Judge(back); err != nil || got != who {
		t.Fatalf("%s was offered to %s, judged again %s: %v", data, who, got, err)
	}
}

func TestARecordOfNobodyCannotBeJudged(t *testing.T) {
	if _, err := Judge(fact.Decision{Rule: LongestIdle}); err == nil {
		t.Errorf("judged")
	}
	if _, err := Judge(fact.Decision{Rule: RingAll, Agent: "agt_a", With: []id.Agent{"agt_a"}}); err == nil {
		t.Errorf("who is rung already is chosen again")
	}
	d := fact.Decision{Rule: LongestIdle, Agent: "agt_a", IdleSince: 9, RunnerUp: "agt_b", RunnerMS: 5}
	if a, err := Judge(d); err != nil || a != "agt_b" {
		t.Errorf("%s has been idle for less than agt_b and is chosen: %v", a, err)
	}
}
