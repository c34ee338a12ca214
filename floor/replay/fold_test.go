package replay_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/floor/replay"
	"gudok/floor/replay/replaytest"
	"gudok/id"
	"gudok/sim"
)

const (
	second int64 = 1000
	minute       = 60 * second
	hour         = 60 * minute
)

// A look is what the core's own board said after the last input of a second.
type look struct {
	at     int64
	lines  []core.LineView
	agents []core.AgentView
	calls  []core.CallView
}

// TestFactsTellTheBoardThatTheCoreShowed holds the fold of facts to the core at random seconds
// of an invented day in which everything goes wrong that can.
func TestFactsTellTheBoardThatTheCoreShowed(t *testing.T) {
	chance := rand.New(rand.NewPCG(3, 4))
	var looks []look
	r := replaytest.Record(t, dbtest.SQLite(t, db.Floor), sim.Options{Seed: 31}, 5*hour, func(now int64, s *core.State) {
		if n := len(looks); n > 0 && looks[n-1].at == now {
			looks = looks[:n-1] // the last input of a moment counts
		} else if chance.IntN(60) != 0 {
			return
		}
		looks = append(looks, look{now, s.Lines(now), s.Agents(), s.Calls()})
	})
	if len(looks) < 100 {
		t.Fatalf("only %d looks", len(looks))
	}
	f := replay.NewFold()
	for _, l := range looks {
		foldTo(t, r, f, l.at)
		compareLines(t, l, f.Lines())
		compareAgents(t, l, f.Agents())
		compareCalls(t, l, f.Calls())
		if t.Failed() {
			return
		}
	}
}

// foldTo hears all facts up to the moment.
func foldTo(t *testing.T, r *replaytest.Recorder, f *replay.Fold, at int64) {
	t.Helper()
	for {
		page, err := r.SQL.After(t.Context(), f.Seq, 500)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page {
			if e.At > at {
				return
			}
			f.Hear(e)
		}
		if len(page) == 0 {
			return
		}
	}
}

func compareLines(t *testing.T, l look, got []core.LineView) {
	t.Helper()
	told := map[id.Line]core.LineView{}
	for _, v := range got {
		told[v.Line] = v
	}
	for _, want := range l.lines {
		v := told[want.Line]
		if v.Waiting != want.Waiting || v.Talking != want.Talking {
			t.Errorf("at %d line %s: %d wait and %d talk, the core had %d and %d", l.at, want.Line, v.Waiting, v.Talking, want.Waiting, want.Talking)
		}
	}
}

func compareAgents(t *testing.T, l look, got []core.AgentView) {
	t.Helper()
	told := map[id.Agent]core.AgentView{}
	for _, v := range got {
		told[v.Agent] = v
	}
	for _, want := range l.agents {
		v, known := told[want.Agent]
		if !known && want.Presence.State == "offline" {
			continue
		}
		if v.Presence.State != want.Presence.State || v.Presence.Reason != want.Presence.Reason || want.Presence.State != "offline" && v.Presence.Since != want.Presence.Since ||
			v.Slot.State != want.Slot.State || v.Call != want.Call || v.Line != want.Line {
			t.Errorf("at %d %s: %+v, the core had %+v", l.at, want.Agent, v, want)
		}
		if (v.Ear != nil) != hears(want.Ear) {
			t.Errorf("at %d %s listens: %v, the core had %v", l.at, want.Agent, v.Ear, want.Ear)
		}
	}
}

func compareCalls(t *testing.T, l look, got []core.CallView) {
	t.Helper()
	name := func(v core.CallView) id.Call { return v.Call }
	a, b := names(got, name), names(l.calls, name)
	if !slices.Equal(a, b) {
		t.Errorf("at %d calls %v, the core had %v", l.at, a, b)
		return
	}
	for i, want := range l.calls {
		v := got[i]
		// Of several agents who ring at once either may be named.
		if v.Agent != want.Agent && last(want) != "ringing" || v.Line != want.Line || len(v.Ears) != ears(want) || want.Late && !v.Late { // a promise that is made longer has no fact
			t.Errorf("at %d %s: %+v, the core had %+v", l.at, want.Call, v, want)
		}
		// Of an item that has left, the core remembers no strip and the facts do.
		if x, y := last(v), last(want); x != y && y != "" && (x != "consulting" || y != "held") { // a longer hold, too
			t.Errorf("at %d %s is %q, the core had %q: %+v, %+v", l.at, want.Call, x, y, v.Parts, want.Parts)
		}
	}
}

// hears: an ear that is only being rung is not in the facts, for nobody hears anything yet.
func hears(e *core.EarView) bool { return e != nil && e.Since > 0 }

func ears(v core.CallView) (n int) {
	for i := range v.Ears {
		if hears(&v.Ears[i]) {
			n++
		}
	}
	return n
}

func last(v core.CallView) string {
	if n := len(v.Parts); n > 0 {
		return v.Parts[n-1].State
	}
	return ""
}

func names[V any, K any](list []V, name func(V) K) (out []K) {
	for _, v := range list {
		out = append(out, name(v))
	}
	return out
}
