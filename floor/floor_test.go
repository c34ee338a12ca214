package floor

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// bubble runs a test of a world in virtual time.
func bubble(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		defer func() { // a test that gave up in the middle
			if w.stop != nil {
				_ = w.stop()
			}
		}()
		test(t, w)
	})
}

// pass lets virtual time pass until nothing moves; only for tests in a bubble.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func TestACallOfTwoHoursIsToldToTheEnd(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.shift()
		caller := w.phones.ring("+380501112233", "+380441111111")
		pass(2 * time.Hour)
		if v := w.line("lin_shop"); v.Talking != 1 || v.Waiting != 0 {
			t.Fatalf("after two hours: %+v; want one talking", v)
		}
		w.phones.hangUp(caller)
		pass(time.Minute)
		closed, _ := facts[fact.ItemClosed](w)
		if len(closed) != 1 || closed[0].TalkMS < 7_190_000 || closed[0].TalkMS > 7_200_000 {
			t.Errorf("closed %+v; want one talk of two hours", closed)
		}
		if v := w.agent("agt_olga"); v.Slot.State != "idle" {
			t.Errorf("olga is %s", v.Slot.State)
		}
		if n := len(did[voice.Bridge](w.phones)); n != 1 {
			t.Errorf("%d bridges", n)
		}
		w.end()
	})
}

func TestARingThatIsNotAnsweredGoesOn(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		var rung []id.Device
		w.phones.answer = func(c voice.Invite) time.Duration {
			rung = append(rung, c.To.Device)
			if len(rung) == 1 {
				return 0
			}
			return time.Second
		}
		w.begin()
		w.shift()
		w.phones.ring("+380501112233", "+380441111111")
		pass(20 * time.Second)
		if len(rung) != 2 || rung[0] == rung[1] {
			t.Fatalf("rung %v; want one, then the other", rung)
		}
		ended, _ := facts[fact.ItemOfferEnded](w)
		if len(ended) != 2 || ended[0].Verdict != "no_answer" || ended[1].Verdict != "accepted" {
			t.Errorf("offers ended %+v", ended)
		}
		w.end()
	})
}

func TestARestartKeepsThePlaceInTheLine(t *testing.T) {
	for name, stop := range map[string]func(*world){"an orderly stop": (*world).end, "a crash": (*world).die} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, w *world) {
				w.begin()
				var callers []id.Leg
				for _, from := range []string{"+380501110001", "+380501110002", "+380501110003"} {
					callers = append(callers, w.phones.ring(from, "+380441111111"))
					pass(10 * time.Second)
				}
				before := w.line("lin_shop")
				stop(w)
				pass(3 * time.Second)
				w.begin()
				if after := w.line("lin_shop"); after.Waiting != 3 || after.Longest != before.Longest {
					t.Errorf("after the restart %+v, before %+v", after, before)
				}
				w.phones.up("dev_1")
				w.ask(core.ShiftStarted{Agent: "agt_olga", Device: "dev_1"})
				for _, c := range callers {
					pass(5 * time.Second)
					bridges := did[voice.Bridge](w.phones)
					if last := bridges[len(bridges)-1]; last.Leg != c && last.Other != c {
						t.Fatalf("bridged %v; want %s next", bridges, c)
					}
					w.phones.hangUp(c)
					pass(10 * time.Second) // wrap-up
				}
				w.end()
			})
		})
	}
}

func TestACallerWhoseLegIsGoneIsOwedACall(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		gone := w.phones.ring("+380501110001", "+380441111111")
		pass(10 * time.Second)
		w.die()
		w.phones.hangUp(gone) // nobody hears it
		w.begin()
		left, _ := facts[fact.ItemLeft](w)
		if len(left) != 1 || left[0].Reason != "failed" || left[0].Detail != "restart" {
			t.Errorf("left %+v; want failed(restart)", left)
		}
		opened, heads := facts[fact.PromiseOpened](w)
		if len(opened) != 1 || heads[0].Tenant != "ten_shop" {
			t.Errorf("promises %+v", opened)
		}
		w.end()
	})
}

func TestNoNumberIsInAFactOrAnInput(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.shift()
		caller := w.phones.ring("+380501112233", "+380441111111")
		pass(10 * time.Second)
		w.phones.hangUp(caller)
		w.phones.ring("+380501112233", "+380449999999") // nobody's number
		pass(time.Minute)
		w.end()
		texts := storedText(w)
		for _, digits := range []string{"501112233", "449999999"} {
			if slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, digits) }) {
				t.Errorf("%s is in the journal", digits)
			}
		}
		refused, heads := facts[fact.CallRefused](w)
		if len(refused) != 1 || refused[0].Reason != "unknown_number" || heads[0].Tenant != id.House {
			t.Fatalf("refused %+v", refused)
		}
		got, err := w.floor.Texts(t.Context(), []id.Number{refused[0].Called, refused[0].Caller})
		if err != nil || got[refused[0].Called] != "+380449999999" || got[refused[0].Caller] != "+380501112233" {
			t.Errorf("Texts = %v, %v", got, err)
		}
	})
}
