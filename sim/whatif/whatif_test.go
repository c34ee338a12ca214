package whatif

import (
	"bytes"
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"
)

// desk is a small line, to be changed by strings.
const desk = `{
  "name": "desk", "from": "08:00", "to": "12:00",
  "callers": [{"name": "c", "calls": {"per_hour": 60}, "patience": {"exponential": {"mean": "2m"}}, "talk": {"exponential": {"mean": "3m"}}, "wrap": "30s"}],
  "agents": [{"name": "a", "skills": {"c": 1}, "count": 3}]
}`

func run(t *testing.T, text string, opt Options) *Result {
	t.Helper()
	r, err := Run(context.Background(), load(t, text), opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// edited is the text with replacements, each of which must hit.
func edited(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%q is not in the scenario", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

func TestTheSameSeedIsTheSameDayOnAnyNumberOfProcessors(t *testing.T) {
	texts := map[string]bool{}
	for _, workers := range []int{1, 2, 7} {
		var out bytes.Buffer
		if err := run(t, desk, Options{Reps: 6, Seed: 9, Workers: workers}).WriteText(&out); err != nil {
			t.Fatal(err)
		}
		texts[out.String()] = true
	}
	if len(texts) != 1 {
		t.Errorf("%d different reports of the same seed", len(texts))
	}
	if a, b := run(t, desk, Options{Reps: 2, Seed: 1}), run(t, desk, Options{Reps: 2, Seed: 2}); a.Variants[0].All["wait_mean"] == b.Variants[0].All["wait_mean"] {
		t.Error("another seed is the same days")
	}
}

func TestWhoIsOfferedIsAnsweredOrLost(t *testing.T) {
	for name, text := range map[string]string{
		"a small line":        desk,
		"with a full line":    edited(t, desk, `"callers"`, `"lines": [{"name": "c", "max_waiting": 2}], "callers"`),
		"with a longest wait": edited(t, desk, `"callers"`, `"lines": [{"name": "c", "max_wait": "30s"}], "callers"`),
		"who call again":      edited(t, desk, `"wrap"`, `"again": {"first": 0.9, "further": 0.5, "after": "5m"}, "wrap"`),
		"who go on":           edited(t, desk, `"wrap"`, `"forward": {"share": 0.5, "to": {"c": 1}}, "wrap"`),
		"transferred":         edited(t, desk, `"wrap"`, `"forward": {"share": 0.5, "to": {"c": 1}, "keeps_place": true}, "wrap"`),
		"days that differ":    edited(t, desk, `"callers"`, `"days": {"spread": 0.3}, "callers"`),
		"renewals":            edited(t, desk, `{"per_hour": 60}`, `{"every": {"gamma": {"mean": "1m", "sd": "2m"}}}`),
		"nobody leaves":       edited(t, desk, `"patience": {"exponential": {"mean": "2m"}}, `, ``, `"count": 3`, `"count": 5`),
		"ring all":            edited(t, desk, `"callers"`, `"lines": [{"name": "c", "strategy": "ring_all"}], "callers"`, `"count": 3`, `"count": 3, "answer": {"exponential": {"mean": "5s"}}`),
		"ring more and more":  edited(t, desk, `"callers"`, `"lines": [{"name": "c", "strategy": "ring_progressively", "step": "2s"}], "callers"`, `"count": 3`, `"count": 3, "answer": {"exponential": {"mean": "5s"}}`),
		"slow to answer":      edited(t, desk, `"count": 3`, `"count": 3, "answer": {"exponential": {"mean": "8s"}}, "pause": "20s"`),
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, text, Options{Reps: 3, Seed: 3})
			all := r.Variants[0].All
			lost := all["answered"].Value + all["abandoned"].Value + all["otherwise_lost"].Value
			if all["offered"].Value < 100 || math.Abs(all["offered"].Value-lost) > 1e-9 || r.Variants[0].Left != 0 {
				t.Errorf("offered %.2f, answered or lost %.2f, still there %d", all["offered"].Value, lost, r.Variants[0].Left)
			}
			if all["answered"].Value != r.Variants[0].Agents["a"]["calls"].Value {
				t.Errorf("answered %.2f, taken by agents %.2f", all["answered"].Value, r.Variants[0].Agents["a"]["calls"].Value)
			}
		})
	}
}

func TestExactlySoManyCall(t *testing.T) {
	text := edited(t, desk, `{"per_hour": 60}`, `{"per_day": 200, "exact": true, "by_weight": [1, 0, 0, 0, 0, 0, 0, 3]}`)
	all := run(t, text, Options{Reps: 4}).Variants[0].All
	if f := all["offered"]; f.Value != 200 || f.Plus > 1e-9 {
		t.Errorf("offered are %v ±%v, want 200 each day", f.Value, f.Plus)
	}
}

func TestHalfOfWhoGaveUpCallAgain(t *testing.T) {
	text := edited(t, desk, `{"per_hour": 60}`, `{"per_day": 600, "exact": true}`, `"wrap"`, `"again": {"first": 0.5, "further": 0, "after": "10m"}, "wrap"`)
	all := run(t, text, Options{Reps: 20}).Variants[0].All
	// Whoever calls again gave up before; of those who gave up twice nobody does.
	again, gave := all["offered"].Value-600, all["abandoned"].Value
	if again < 0.35*gave || again > 0.5*gave {
		t.Errorf("%.1f call again, %.1f gave up", again, gave)
	}
}

func TestShiftsAndSlotsSayWhoIsThere(t *testing.T) {
	for name, c := range map[string]struct {
		agents string
		hours  float64
	}{
		"all day":  {`"count": 3`, 12},
		"by slots": {`"by_slot": [1, 2, 2, 3, 3, 2, 2, 1]`, 8},
		"shifts":   {`"shifts": [{"from": "08:00", "to": "10:00", "count": 2}, {"from": "09:30", "to": "12:00", "count": 1}]`, 6.5},
	} {
		t.Run(name, func(t *testing.T) {
			// Nobody calls after the first hours, so that nobody stays longer.
			text := edited(t, desk, `"count": 3`, c.agents, `{"per_hour": 60}`, `{"by_slot": [3, 3, 0, 0, 0, 0, 0, 0.0001]}`)
			text = edited(t, text, `"talk": {"exponential": {"mean": "3m"}}`, `"talk": "1m"`)
			v := run(t, text, Options{Reps: 3}).Variants[0]
			if got := v.All["hours"].Value; math.Abs(got-c.hours) > 0.2 {
				t.Errorf("hours are %.2f, want %.2f", got, c.hours)
			}
		})
	}
}

// calledBack is a line that calls back whom it missed, and offers a call to who has waited.
const calledBack = `{
  "name": "back", "from": "10:00", "to": "18:00",
  "lines": [{"name": "c", "returns": {"after": ["2m", "15m"]}, "offer": {"after": "2m"}}],
  "callers": [{"name": "c", "calls": {"per_hour": 50}, "patience": {"exponential": {"mean": "3m"}}, "talk": {"exponential": {"mean": "3m"}}, "wrap": "30s",
    "again": {"first": 0.4, "further": 0.2, "after": "10m"}, "takes_offer": 0.4, "picks_up": 0.7}],
  "agents": [{"name": "a", "skills": {"c": 1}, "count": 4, "answer": "3s"}],
  "variants": [
    {"name": "sooner", "changes": [{"line": "c", "set": {"offer": {"after": "60s"}}}]},
    {"name": "never", "changes": [{"line": "c", "set": {"offer": null}}]},
    {"name": "nobody is called", "changes": [{"line": "c", "set": {"offer": null, "returns": null}}]}
  ]
}`

func TestPeopleAreCalledBack(t *testing.T) {
	r := run(t, calledBack, Options{Reps: 10})
	asked := func(i int) float64 { return r.Variants[i].All["asked_callback"].Value }
	owed := func(i int) float64 { return r.Variants[i].All["owed"].Value }
	kept := func(i int) float64 { return r.Variants[i].All["kept"].Value }
	if asked(1) <= asked(0) || asked(0) < 3 || asked(2) != 0 {
		t.Errorf("after two minutes %.1f ask to be called, after one %.1f, without an offer %.1f", asked(0), asked(1), asked(2))
	}
	for i := range 3 {
		if kept(i) < 0.5*owed(i) || kept(i) > owed(i) {
			t.Errorf("%s: of %.1f calls owed %.1f were kept", r.Variants[i].Name, owed(i), kept(i))
		}
		v := r.Variants[i].All
		if sum := v["answered"].Value + v["abandoned"].Value + v["otherwise_lost"].Value; math.Abs(sum-v["offered"].Value) > 1e-9 {
			t.Errorf("%s: offered %.2f, answered or lost %.2f", r.Variants[i].Name, v["offered"].Value, sum)
		}
		if calls := r.Variants[i].Agents["a"]["calls"].Value; math.Abs(calls-v["answered"].Value-kept(i)) > 1e-9 {
			t.Errorf("%s: agents took %.2f calls, %.2f were answered and %.2f kept", r.Variants[i].Name, calls, v["answered"].Value, kept(i))
		}
	}
	if owed(3) != 0 || kept(3) != 0 {
		t.Errorf("nobody shows a number, and %.1f calls are owed", owed(3))
	}
}

func TestAStoppedRunKeepsWhatWasFinished(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	days := 0
	r, err := Run(ctx, load(t, desk), Options{Reps: 500, Workers: 2, Progress: func(done, all int, _ time.Duration) {
		if days = done; done == 4 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("the run ends with %v", err)
	}
	if r.Reps < 3 || r.Reps > 6 || r.Asked != 500 {
		t.Errorf("%d of %d days are kept, %d were finished", r.Reps, r.Asked, days)
	}
	var out bytes.Buffer
	if err := r.WriteText(&out); err != nil || !strings.Contains(out.String(), "stopped: 500 were asked for") {
		t.Errorf("the report (%v) does not say that it was stopped:\n%s", err, out.String())
	}
}
