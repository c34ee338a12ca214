package whatif

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

// variant is desk with a variant of one change.
func variant(t *testing.T, change string) string {
	t.Helper()
	return edited(t, desk, "\n}", `, "variants": [{"name": "other", "changes": [`+change+`]}]`+"\n}")
}

func TestAVariantThatChangesNothingDiffersInNothing(t *testing.T) {
	r := run(t, variant(t, `{"line": "c", "set": {"max_waiting": 5000}}`), Options{Reps: 5})
	for name, f := range r.Variants[1].Differs {
		if f.Value != 0 || f.Plus > 1e-12 {
			t.Errorf("%s differs by %v ±%v", name, f.Value, f.Plus)
		}
	}
}

func TestOneMoreAgentHelpsAndOneFewerHurts(t *testing.T) {
	more := run(t, variant(t, `{"agents": "a", "add": 1}`), Options{Reps: 12}).Variants[1].Differs
	fewer := run(t, variant(t, `{"agents": "a", "add": -1, "from": "09:00", "to": "11:00"}`), Options{Reps: 12}).Variants[1].Differs
	if f := more["SL-E"]; f.Value <= f.Plus {
		t.Errorf("with one more the service level differs by %v ±%v", f.Value, f.Plus)
	}
	if f := fewer["SL-E"]; f.Value >= -f.Plus {
		t.Errorf("with one fewer the service level differs by %v ±%v", f.Value, f.Plus)
	}
	if h := fewer["hours"]; math.Abs(h.Value+2) > 0.1 {
		t.Errorf("with one fewer from 9 to 11 the hours differ by %v", h.Value)
	}
	// The same callers come to all variants, so that a difference is known better than either side.
	all := run(t, variant(t, `{"agents": "a", "add": 1}`), Options{Reps: 12}).Variants
	if d := more["SL-E"].Plus; d >= all[0].All["SL-E"].Plus {
		t.Errorf("the difference is known to ±%v, each side to ±%v", d, all[0].All["SL-E"].Plus)
	}
}

func TestAgentsAreTakenAwayForAWhile(t *testing.T) {
	for name, c := range map[string]struct {
		from, to int64
		have     []shift
		want     []shift
		ok       bool
	}{
		"in the middle of his shift":  {10, 12, []shift{{8, 16}}, []shift{{8, 10}, {12, 16}}, true},
		"at the end":                  {12, 20, []shift{{8, 16}}, []shift{{8, 12}}, true},
		"two after each other":        {10, 20, []shift{{8, 14}, {14, 22}}, []shift{{8, 10}, {20, 22}}, true},
		"who is there for most of it": {10, 14, []shift{{8, 11}, {9, 15}}, []shift{{8, 11}, {9, 10}, {14, 15}}, true},
		"who comes only later":        {8, 12, []shift{{10, 14}}, []shift{{12, 14}}, true},
		"nobody is there":             {8, 9, []shift{{10, 14}}, []shift{{10, 14}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := without(c.have, c.from, c.to)
			if ok != c.ok || !reflect.DeepEqual(got, c.want) {
				t.Errorf("there are %v (%v), want %v", got, ok, c.want)
			}
		})
	}
}

func TestSomeLearnASkill(t *testing.T) {
	text := edited(t, desk, `"callers": [`, `"callers": [{"name": "d", "calls": {"per_hour": 10}, "patience": "1m", "talk": "2m"}, `)
	text = edited(t, text, "\n}", `, "variants": [{"name": "one learns d", "changes": [{"agents": "a", "count": 1, "skills": {"d": 2}}]}]`+"\n}")
	r := run(t, text, Options{Reps: 3})
	if v := r.Variants[0].Callers["d"]["answered"].Value; v != 0 {
		t.Errorf("nobody can d, and %v are answered", v)
	}
	v := r.Variants[1]
	if v.Callers["d"]["answered"].Value < 5 || v.Agents["a +"]["hours"].Value < 3.9 || v.Agents["a"]["hours"].Value > 8.5 {
		t.Errorf("one can d: %v are answered; %v and %v hours", v.Callers["d"]["answered"].Value, v.Agents["a +"]["hours"].Value, v.Agents["a"]["hours"].Value)
	}
}

func TestOnlyNamedVariantsAreLived(t *testing.T) {
	s := load(t, variant(t, `{"callers": "*", "times": 2, "talk": "1m"}`))
	r, err := Run(context.Background(), s, Options{Reps: 2, Only: []string{"other"}})
	if err != nil || len(r.Variants) != 2 {
		t.Fatalf("%v, %+v", err, r)
	}
	if ratio := r.Variants[1].All["offered"].Value / r.Variants[0].All["offered"].Value; ratio < 1.7 || ratio > 2.3 {
		t.Errorf("%.2f times as many come, want 2", ratio)
	}
	if _, err := Run(context.Background(), s, Options{Reps: 2, Only: []string{"otter"}}); err == nil || !strings.Contains(err.Error(), "otter") {
		t.Errorf("a variant that is not there: %v", err)
	}
}

func TestTheResultAsJSON(t *testing.T) {
	var out bytes.Buffer
	if err := run(t, variant(t, `{"agents": "a", "add": 1}`), Options{Reps: 3, Seed: 4}).WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	var r struct {
		Seed, Repetitions int
		Variants          []struct {
			Name    string
			All     map[string]Figure
			Agents  map[string]map[string]Figure
			Differs map[string]Figure
		}
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	if r.Seed != 4 || r.Repetitions != 3 || len(r.Variants) != 2 || r.Variants[1].Name != "other" || r.Variants[1].Differs["SL-A"].Plus <= 0 {
		t.Errorf("%+v", r)
	}
	for _, name := range []string{"SL-A", "SL-B", "SL-C", "SL-D", "SL-E", "SL-F", "abandoned_share", "wait_mean", "wait_p50", "wait_p90", "wait_max", "left_wait_mean", "occupancy"} {
		if _, ok := r.Variants[0].All[name]; !ok {
			t.Errorf("there is no figure %s", name)
		}
	}
}
