package whatif

import (
	"context"
	"fmt"
	"math"
	"os"
	"testing"
)

// long reports whether the references are held to as they are printed. That takes millions of
// calls, minutes of two processors: `make bench` does it (GUDOK_WHATIF_LONG=1). Without it a
// hundredth of them is lived through, and what chance may do to so few is allowed on top.
func long() bool { return os.Getenv("GUDOK_WHATIF_LONG") != "" }

// A claim is what a source prints: a value, how far off it says that it may be, and whose it
// is here.
type claim struct {
	figure      string
	want, plus  float64
	scale       float64 // of ours, to the source's units
	description string
}

// modelSlack is by how much two simulators of the same model may differ beyond their intervals.
const modelSlack = 0.02

// hold compares the figures with the claims. Of a short run its own interval is allowed too.
func hold(t *testing.T, of Table, claims []claim) {
	t.Helper()
	for _, c := range claims {
		f, ok := of[c.figure]
		if !ok {
			t.Errorf("%s: there is no figure %s", c.description, c.figure)
			continue
		}
		got, own := f.Value*c.scale, f.Plus*c.scale
		allowed := c.plus + modelSlack*c.want
		if !long() {
			allowed += own
		}
		t.Logf("%-28s %9.4f ±%.4f, printed %.4f ±%.4f: off by %+.2f %%, allowed %.2f %%", c.description, got, own, c.want, c.plus,
			100*(got/c.want-1), 100*allowed/c.want)
		if math.Abs(got-c.want) > allowed {
			t.Errorf("%s is %.5f ±%.5f, printed is %.5f ±%.5f", c.description, got, own, c.want, c.plus)
		}
	}
}

func live1(t *testing.T, text string, reps int) (*Result, Table) {
	t.Helper()
	r, err := Run(context.Background(), load(t, text), Options{Reps: reps, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return r, r.Variants[0].All
}

// W. Whitt 2005, Engineering solution of a basic call-center model (Management Science 51:221),
// Tables 1, 6 and 7: 100 agents, 200 places, 102 calls in the mean handling time, mean patience
// the same. Rows are named by handling + patience; LN(1,4) is lognormal of mean 1 and variance 4.
// Table 1 is exact; the others are his simulations, of which we know one interval (E2+E2, E[Q]:
// 11.52 ±.08, which is .7 %): the same share is taken for the rest. The unit is 100 s here: the
// core counts milliseconds.
func TestTheCoreInWhittsTables(t *testing.T) {
	exp, e2, d := `{"exponential": {"mean": 100}}`, `{"erlang": {"mean": 100, "k": 2}}`, `100`
	ln := func(sd int) string { return fmt.Sprintf(`{"lognormal": {"mean": 100, "sd": %d}}`, sd) }
	const his = .08 / 11.52
	pa := func(v, plus float64) claim { return claim{"abandoned_share", v, plus * v, 1, "give up"} }
	// E[Q] is arrivals x mean wait of all who were let in (Little).
	eq := func(v, plus float64) claim { return claim{"all_wait_mean", v, plus * v, 102.0 / 100, "waiting, E[Q]"} }
	pw := func(v, plus float64) claim { return claim{"no_wait_share", v, plus * v, 1, "need not wait"} }
	for _, c := range []struct {
		name, talk, patience string
		more                 int // times the calls: a wide handling time needs more of them
		claims               []claim
	}{
		{"Table 1, M+M", exp, exp, 1, []claim{pw(.4083, 0), pa(.0499, 0), eq(5.092, 0), {"wait_mean", .0490, 0, .01, "wait of the served"},
			{"left_wait_mean", .0666, 0, .01, "wait of who gave up"}, {"SL-A", .7986, 0, 1, "served within .1"}}},
		{"E2+E2", e2, e2, 1, []claim{pa(.0351, his), eq(11.52, his)}},
		{"M+LN(1,1)", exp, ln(100), 1, []claim{pa(.0376, his), eq(11.42, his)}},
		{"LN(1,4)+LN(1,1)", ln(200), ln(100), 4, []claim{pa(.0425, his), pw(.286, his)}},
		{"D+E2", d, e2, 1, []claim{pa(.0309, his), eq(11.08, his)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			hours, reps := 2, 3
			if long() {
				hours, reps = 45, 16*c.more
			}
			r, all := live1(t, fmt.Sprintf(`{"name": "Whitt", "from": "00:00", "to": "%02d:00", "warmup": "1000s", "target": {"within": "10s"},
				"lines": [{"name": "w", "max_waiting": 200}],
				"callers": [{"name": "w", "calls": {"per_hour": 3672}, "patience": %s, "talk": %s}],
				"agents": [{"name": "a", "skills": {"w": 1}, "count": 100}]}`, hours, c.patience, c.talk), reps)
			t.Logf("%.0f calls", all["offered"].Value*float64(r.Reps))
			hold(t, all, c.claims)
		})
	}
}

// umontreal-simul/contactcenters (Apache-2.0), doc/examples MMC.res and MMCAb.res: 4.2 calls a
// minute, 2 minutes each, 12 agents, days of 8 hours, 1,000 of them; patience 1 minute.
func TestTheCoreInMontreal(t *testing.T) {
	const day = `{"name": "MMC", "from": "08:00", "to": "16:00", "target": {"within": "20s"},
		"callers": [{"name": "c", "calls": {"per_hour": 252}, "talk": {"exponential": {"mean": "2m"}}%s}],
		"agents": [{"name": "a", "skills": {"c": 1}, "count": 12}]}`
	reps := 20
	if long() {
		reps = 1000
	}
	t.Run("MMC", func(t *testing.T) {
		_, all := live1(t, fmt.Sprintf(day, ""), reps)
		hold(t, all, []claim{{"in_time", 1816.2, 3.5, 1, "in target a day"}, {"SL-A", .902, .002, 1, "service level"}, {"wait_mean", .099, .003, 1.0 / 60, "speed of answer, min"},
			{"occupancy", .695, .002, 1, "occupancy"}})
	})
	t.Run("MMCAb", func(t *testing.T) {
		_, all := live1(t, fmt.Sprintf(day, `, "patience": {"exponential": {"mean": "1m"}}`), reps)
		hold(t, all, []claim{{"in_time", 1906.0, 2.2, 1, "in target a day"}, {"abandoned", 58.61, .95, 1, "abandon a day"}, {"SL-A", .975, .0005, 1, "service level"},
			{"SL-D", .968, .0005, 1, "with those who gave up later"}, {"wait_mean", .024, .0005, 1.0 / 60, "speed of answer, min"}, {"occupancy", .675, .002, 1, "occupancy"}})
	})
}
