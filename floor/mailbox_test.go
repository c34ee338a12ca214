package floor

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/journal/faulty"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// hold keeps the stepping goroutine busy until the result is called.
func (w *world) hold() (release func()) {
	w.t.Helper()
	busy, free := make(chan bool), make(chan bool)
	go func() {
		_ = w.floor.look(context.Background(), func(*core.State, uint64, int64) { close(busy); <-free })
	}()
	<-busy
	return func() { close(free) }
}

func TestAFullMailboxRefusesCallsAndLosesNothingElse(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		release := w.hold()
		taken := 0
		for w.phones.ring(fmt.Sprintf("+38050111%04d", taken), "+380441111111") != "" {
			taken++
		}
		if taken != arrivalsLimit {
			t.Errorf("%d calls were taken, want %d", taken, arrivalsLimit)
		}
		posted := make(chan int, 1)
		go func() { // what lives is still heard, until the mailbox is full: then this poster waits
			n := 0
			for range mailboxSize {
				w.floor.Post(voice.DeviceUp{Device: "dev_1"})
				n++
			}
			posted <- n
		}()
		synctest.Wait()
		if len(posted) != 0 || len(w.floor.mail) != mailboxSize {
			t.Errorf("%d letters wait, want a full box and a poster who waits", len(w.floor.mail))
		}
		release()
		if n := <-posted; n != mailboxSize {
			t.Errorf("%d of %d events were heard", n, mailboxSize)
		}
		pass(2 * time.Second)
		if v := w.line("lin_shop"); v.Waiting != taken {
			t.Errorf("%d wait in the line, want all %d", v.Waiting, taken)
		}
		if w.floor.Refused() != 1 || !w.alarms()["overload"] {
			t.Errorf("%d refused, alarms %v; want one and the alarm", w.floor.Refused(), w.alarms())
		}
		pass(30 * time.Second)
		if w.alarms()["overload"] {
			t.Error("the alarm stays after the crowd has gone")
		}
		w.end()
	})
}

func TestAWishIsRefusedByTheCoresCode(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		err := w.floor.Ask(t.Context(), core.AnswerAsked{Agent: "agt_olga", Item: "item_1"})
		if p := problem.Of(err); p == nil || p.Kind != problem.Conflict || p.Code != "floor.no_such_offer" {
			t.Errorf("Ask = %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		release := w.hold()
		if err := w.floor.Ask(ctx, core.ReadyAsked{Agent: "agt_olga"}); !errors.Is(err, context.Canceled) {
			t.Errorf("Ask of somebody who went away = %v", err)
		}
		release()
		w.end()
		if err := w.floor.Ask(t.Context(), core.ReadyAsked{Agent: "agt_olga"}); problem.Of(err) == nil {
			t.Errorf("Ask after the end = %v", err)
		}
		if w.floor.Post(voice.Arrived{Leg: "leg_1"}) {
			t.Error("a call is taken after the end")
		}
	})
}

func TestWhatLeadsToNothingWaitsForCompany(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		writes := 0
		w.set = func(w *world, _ *Options) { w.store.Next = func(n int) faulty.Fault { writes = n; return faulty.None } }
		w.begin()
		pass(time.Second)
		before := writes
		for range 10 {
			w.floor.Post(voice.DeviceUp{Device: "dev_1"})
			pass(4 * time.Millisecond)
		}
		pass(time.Second)
		if n := writes - before; n != 1 {
			t.Errorf("%d commits for ten events within 40 ms that lead to nothing, want one", n)
		}
		w.end()
	})
}

func TestABusyFloorSharesCommits(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		writes := 0
		w.set = func(w *world, _ *Options) { w.store.Next = func(n int) faulty.Fault { writes = n; return faulty.None } }
		w.begin()
		const calls = 1000
		before := writes
		for i := range calls { // 100 a second, each accepted, played to, gone after three seconds
			c := w.phones.ring(fmt.Sprintf("+38050111%04d", i), "+380441111111")
			time.AfterFunc(3*time.Second, func() { w.phones.hangUp(c) })
			pass(10 * time.Millisecond)
		}
		pass(10 * time.Second)
		if n := writes - before; n > 4*calls {
			t.Errorf("%d commits for %d calls, house.md 5.2 allows 4 each", n, calls)
		} else {
			t.Logf("%.1f commits for each of %d calls at 100/s", float64(n)/calls, calls)
		}
		w.end()
	})
}

func TestADialOutGetsItsDigitsAtTheLastMoment(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		missed := w.phones.ring("+380501112233", "+380441111111")
		pass(30 * time.Second)
		w.phones.hangUp(missed)
		pass(10 * time.Minute)
		_, opened := facts[fact.PromiseOpened](w)
		if len(opened) != 1 {
			t.Fatalf("%d promises", len(opened))
		}
		w.shift()
		w.ask(core.PromiseCallAsked{Agent: "agt_olga", Promise: opened[0].Promise})
		pass(time.Minute)
		var out []voice.Invite
		for _, i := range did[voice.Invite](w.phones) {
			if i.To.Number != "" {
				out = append(out, i)
			}
		}
		if len(out) != 1 || out[0].Digits != "+380501112233" || out[0].CallerDigits != "+380441111111" || len(out[0].Trunks) != 1 {
			t.Errorf("rung %+v", out)
		}
		w.end()
	})
}

func TestAnErasedNumberIsNotDialled(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		missed := w.phones.ring("+380501112233", "+380441111111")
		pass(30 * time.Second)
		w.phones.hangUp(missed)
		pass(10 * time.Minute)
		_, opened := facts[fact.PromiseOpened](w)
		w.shift()
		if err := w.floor.EraseNumber(t.Context(), "ten_shop", "+380501112233"); err != nil {
			t.Fatal(err)
		}
		w.ask(core.PromiseCallAsked{Agent: "agt_olga", Promise: opened[0].Promise})
		pass(time.Minute)
		ended, _ := facts[fact.AttemptEnded](w)
		if len(ended) != 1 || ended[0].Outcome != "invalid" {
			t.Errorf("attempts %+v", ended)
		}
		for _, i := range did[voice.Invite](w.phones) {
			if i.To.Number != "" {
				t.Errorf("rung %+v", i)
			}
		}
		ids, err := w.floor.Ending(t.Context(), nil, "2233", 10)
		if err != nil || len(ids) != 0 {
			t.Errorf("the erased number is found: %v, %v", ids, err)
		}
		w.end()
	})
}

func TestACallerHasOneIdPerTenant(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		for range 2 {
			for _, to := range []string{"+380441111111", "+380442222222"} {
				w.phones.hangUp(w.phones.ring("+380501112233", to))
				pass(time.Minute)
			}
			w.die()
			w.begin()
		}
		created, heads := facts[fact.CallCreated](w)
		ids := map[id.Tenant]map[id.Number]bool{}
		for i, c := range created {
			if ids[heads[i].Tenant] == nil {
				ids[heads[i].Tenant] = map[id.Number]bool{}
			}
			ids[heads[i].Tenant][c.Caller] = true
		}
		if len(created) != 4 || len(ids["ten_shop"]) != 1 || len(ids["ten_clinic"]) != 1 {
			t.Errorf("ids %v", ids)
		}
		got, err := w.floor.NumberIDs(t.Context(), "ten_shop", "+380501112233")
		if err != nil || len(got) != 1 || !ids["ten_shop"][got[0]] {
			t.Errorf("NumberIDs = %v, %v", got, err)
		}
		w.end()
	})
}

func TestWordsAreNotNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"+380501112233": "+380501112233", "102": "102", "*100#": "*100#",
		"anonymous": "", "": "", "+": "", "restricted1": "",
		"000000000000000000000000000000000000000": "",
	} {
		if got := dialled(text); string(got) != want {
			t.Errorf("dialled(%q) = %q, want %q", text, got, want)
		}
	}
}
