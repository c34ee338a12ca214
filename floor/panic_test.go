package floor

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// poisoned makes the core of the next process panic at inputs for which bad is true.
func (w *world) poisoned(bad func(core.Input) bool) {
	w.hook = func(_ *world, f *Floor) {
		f.poison = func(in core.Input) {
			if bad(in) {
				panic("a mistake in the core")
			}
		}
	}
}

// twoCalls brings two callers to two agents.
func (w *world) twoCalls() (one, two id.Leg) {
	w.shift()
	one = w.phones.ring("+380501110001", "+380441111111")
	two = w.phones.ring("+380501110002", "+380442222222")
	pass(5 * time.Second)
	if n := len(did[voice.Bridge](w.phones)); n != 2 {
		w.t.Fatalf("%d bridges, want two calls", n)
	}
	return one, two
}

func isHold(in core.Input) bool { _, ok := in.(core.HoldAsked); return ok }

func TestAPanicCostsOneCallAndNobodyElseNotices(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.poisoned(isHold)
		dir := t.TempDir()
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		w.set = func(_ *world, o *Options) { o.Panics = root }
		w.begin()
		one, two := w.twoCalls()
		victim := w.agent("agt_olga").Call
		err = w.floor.Ask(t.Context(), core.HoldAsked{Agent: "agt_olga"})
		if p := problem.Of(err); p == nil || p.Code != "floor.could_not" {
			t.Errorf("the wish is answered by %v", err)
		}
		pass(10 * time.Second)
		bridged := 0
		for _, l := range []id.Leg{one, two} {
			if w.phones.alive(l) {
				bridged++
			}
		}
		if bridged != 1 {
			t.Errorf("%d callers are still there, want one: the other was told to go", bridged)
		}
		if v := w.agent("agt_ivan"); v.Slot.State != "talking" {
			t.Errorf("ivan is %s, he should not have noticed", v.Slot.State)
		}
		panicked, _ := facts[fact.FloorPanicked](w)
		if len(panicked) != 1 || panicked[0].Type != "hold_asked" {
			t.Fatalf("panicked %+v", panicked)
		}
		opened, heads := facts[fact.PromiseOpened](w)
		if len(opened) != 1 || heads[0].Call != victim {
			t.Errorf("promises %+v about %+v, want one about %s", opened, heads, victim)
		}
		checkPanicFile(t, dir, panicked[0].Input)
		if !w.alarms()["panic"] {
			t.Errorf("alarms %v", w.alarms())
		}
		w.die()
		w.begin() // the skipped input is passed over
		if v := w.agent("agt_ivan"); v.Slot.State != "talking" {
			t.Errorf("after a restart ivan is %s", v.Slot.State)
		}
		w.end()
	})
}

// checkPanicFile reads what was written down.
func checkPanicFile(t *testing.T, dir string, input uint64) {
	t.Helper()
	names, err := fs.Glob(os.DirFS(dir), "*.json")
	if err != nil || len(names) != 1 {
		t.Fatalf("files %v, %v; want one", names, err)
	}
	text, err := fs.ReadFile(os.DirFS(dir), names[0])
	if err != nil {
		t.Fatal(err)
	}
	var p panicFile
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	if p.Input.Seq != input || len(p.Inputs) == 0 || p.Inputs[len(p.Inputs)-1].Seq != input-1 || p.Stack == "" {
		t.Errorf("the file tells of input %d after %d others", p.Input.Seq, len(p.Inputs))
	}
}

func TestAfterAPanicTheStateIsThatBefore(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.poisoned(isHold)
		w.begin()
		w.twoCalls()
		pass(10 * time.Minute) // long enough for snapshots
		w.phones.ring("+380501110003", "+380441111111")
		pass(time.Second)
		err := w.floor.look(t.Context(), func(s *core.State, _ uint64, _ int64) {
			before := s.Hash()
			w.floor.comeBack(false)
			if w.floor.state.Hash() != before {
				t.Error("the newest snapshot leads to another state")
			}
			w.floor.comeBack(true)
			if w.floor.state.Hash() != before {
				t.Error("the oldest snapshot leads to another state")
			}
			if n := len(w.floor.past.snaps); n < 2 {
				t.Errorf("%d snapshots in ten minutes", n)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		w.end()
	})
}

func TestTheFourthPanicWithinAMinuteBeginsAnewAndNobodyIsLost(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.poisoned(isHold)
		w.begin()
		missed := w.phones.ring("+380501110008", "+380441111111")
		pass(30 * time.Second)
		w.phones.hangUp(missed)
		one, two := w.twoCalls()
		waiting := w.phones.ring("+380501110003", "+380441111111")
		pass(time.Second)
		for range 4 {
			_ = w.floor.Ask(t.Context(), core.HoldAsked{Agent: "agt_web"}) // about nobody's call
			pass(time.Second)
		}
		for name, l := range map[string]id.Leg{"a conversation": one, "the other": two, "who waited": waiting} {
			if !w.phones.alive(l) {
				t.Errorf("%s was cut", name)
			}
		}
		if v := w.line("lin_shop"); v.Tenant != "ten_shop" || v.Waiting != 1 || v.Promises != 1 {
			t.Errorf("the empty core was not told all: %+v", v)
		}
		w.die()
		w.begin() // re-lives the new beginning, and finds the conversations again
		w.phones.hangUp(one)
		pass(time.Second)
		if n := w.phones.count(); n != 3 {
			t.Errorf("%d legs live; want two of a conversation and who waits", n)
		}
		w.phones.hangUp(two)
		pass(time.Minute)
		closed, _ := facts[fact.ItemClosed](w)
		if len(closed) != 2 || closed[0].TalkMS < 4_000 {
			t.Errorf("closed %+v; want both conversations told to the end", closed)
		}
		w.ask(core.AgentForced{Agent: "agt_olga", Presence: "online", Device: "dev_1"})
		pass(10 * time.Second)
		if v := w.line("lin_shop"); v.Talking != 1 {
			t.Errorf("who waited is not served: %+v", v)
		}
		w.phones.hangUp(waiting)
		pass(time.Minute)
		created, _ := facts[fact.ItemCreated](w)
		left, _ := facts[fact.ItemLeft](w)
		if len(created) != len(left) {
			t.Errorf("%d items created, %d left", len(created), len(left))
		}
		if n := w.phones.count(); n != 0 {
			t.Errorf("%d legs are left", n)
		}
		w.end()
	})
}

func TestALegWhoseArrivalWasForgottenIsEnded(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.phones.mu.Lock()
		w.phones.legs["leg_lost"] = &leg{id: "leg_lost", kept: 1}
		w.phones.mu.Unlock()
		w.floor.Keep("test.leg", "leg_lost", 1, json.RawMessage("false")) // and no arrival
		pass(time.Second)
		w.die()
		w.begin()
		pass(time.Second)
		if w.phones.alive("leg_lost") {
			t.Error("the leg lives on although nobody knows it")
		}
		w.end()
	})
}

func TestACoreThatAlwaysPanicsEndsTheProcess(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		var broken atomic.Bool
		w.poisoned(func(core.Input) bool { return broken.Load() })
		w.begin()
		broken.Store(true)
		for range 5 {
			w.phones.ring("+380501110001", "+380441111111")
		}
		pass(time.Second)
		if err := w.stop(); !errors.Is(err, errNoCore) {
			t.Errorf("Run = %v", err)
		}
		if err := w.floor.Ask(t.Context(), core.Tick{}); problem.Of(err) == nil {
			t.Errorf("a wish to a dead floor is answered by %v", err)
		}
		broken.Store(false)
		w.begin()
		w.end()
	})
}
