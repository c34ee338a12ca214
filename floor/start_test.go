package floor

import (
	"context"
	"errors"
	"testing"
	"time"

	"gudok/core"
	"gudok/fact"
	"gudok/voice"
)

func TestStartAndStopAtAnyMoment(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		for i := range 60 {
			w.start()
			if i%3 > 0 {
				<-w.floor.Ready()
			}
			for range i % 5 {
				w.phones.ring("+380501110001", "+380441111111")
			}
			pass(time.Duration(w.chance.IntN(100)) * time.Millisecond)
			if err := w.stop(); err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		}
		started, _ := facts[fact.FloorStarted](w)
		for i, s := range started {
			if i > 0 && s.Epoch <= started[i-1].Epoch {
				t.Errorf("epoch %d follows %d", s.Epoch, started[i-1].Epoch)
			}
		}
		if len(started) < 40 {
			t.Errorf("only %d starts are told", len(started))
		}
	})
}

func TestAnOrderlyStopLeavesNothingToRelive(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.phones.ring("+380501110001", "+380441111111")
		pass(time.Second)
		w.end()
		before := w.floor.state.Hash()
		f := New(Options{DB: w.db, Hands: w.phones, Epoch: 1})
		if err := f.recall(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(f.past.tail) != 0 || f.state.Hash() != before {
			t.Errorf("%d inputs are to be re-lived, the state is the same: %v", len(f.past.tail), f.state.Hash() == before)
		}
	})
}

func TestADamagedSnapshotIsPassedOver(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		for range 4 {
			w.phones.ring("+380501110001", "+380441111111")
			pass(6 * time.Minute)
		}
		w.die()
		before := w.lastState()
		_, err := w.db.Exec(t.Context(), `update journal_snapshot set data = ? where seq = (select max(seq) from journal_snapshot)`, []byte("damaged"))
		if err != nil {
			t.Fatal(err)
		}
		f := New(Options{DB: w.db, Hands: w.phones, Epoch: 1})
		if err := f.recall(t.Context()); err != nil {
			t.Fatal(err)
		}
		if f.state.Hash() != before || len(f.past.tail) == 0 {
			t.Errorf("an older snapshot and %d inputs lead to another state", len(f.past.tail))
		}
	})
}

// lastState is the hash to which the journal leads now.
func (w *world) lastState() [32]byte {
	w.t.Helper()
	f := New(Options{DB: w.db, Hands: w.phones, Epoch: 1})
	if err := f.recall(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	return f.state.Hash()
}

func TestWhenNothingLeadsBackTheFloorBeginsEmpty(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.phones.ring("+380501110001", "+380441111111")
		pass(6 * time.Minute)
		w.end()
		for _, text := range []string{`delete from journal_snapshot`, `delete from journal_input where first_seq < 3`} {
			if _, err := w.db.Exec(t.Context(), text); err != nil {
				t.Fatal(err)
			}
		}
		w.begin()
		if v := w.line("lin_shop"); v.Tenant != "ten_shop" {
			t.Errorf("the settings were not told: %+v", v)
		}
		w.shift()
		w.phones.ring("+380501110002", "+380441111111")
		pass(10 * time.Second)
		if v := w.line("lin_shop"); v.Talking != 2 {
			t.Errorf("a new caller and the one who waited are not both served: %+v", v)
		}
		w.die()
		w.begin()
		if v := w.line("lin_shop"); v.Talking != 2 {
			t.Errorf("the new beginning does not come back: %+v", v)
		}
		w.end()
	})
}

func TestTheClockGoesOnFromTheJournalsEnd(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.end()
		was := w.floor.Now()
		w.set = func(_ *world, o *Options) { o.Now = func() time.Time { return time.Now().Add(-3 * time.Hour) } }
		w.begin()
		if now := w.floor.Now(); now < was {
			t.Errorf("the clock went back by %d ms", was-now)
		}
		w.end()
		_, heads := facts[fact.FloorStarted](w)
		if heads[1].At < heads[0].At {
			t.Errorf("facts went back from %d to %d", heads[0].At, heads[1].At)
		}
	})
}

// brokenGate cannot come back.
type brokenGate struct{}

func (brokenGate) Restore(context.Context, []voice.Kept) ([]voice.Restored, error) {
	return nil, errors.New("port taken")
}

func TestAGateThatDoesNotComeBackIsNotTheEnd(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.phones.ring("+380501110001", "+380441111111")
		pass(time.Second)
		w.die()
		w.set = func(_ *world, o *Options) { o.Gates = []Gate{brokenGate{}} }
		w.begin()
		left, _ := facts[fact.ItemLeft](w)
		if len(left) != 1 || left[0].Reason != "failed" {
			t.Errorf("left %+v; want the caller of the broken gate failed", left)
		}
		w.end()
	})
}

func TestDevicesThatAreUpComeBackWithTheRest(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.shift()
		pass(time.Second)
		w.die()
		w.begin()
		var v core.AgentView
		if v = w.agent("agt_olga"); !v.Device.Healthy || v.Presence.State != "online" {
			t.Errorf("after a restart olga is %+v", v)
		}
		w.end()
	})
}
