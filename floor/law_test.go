package floor

import (
	"context"
	"testing"
	"time"

	"gudok/core"
	"gudok/fact"
)

// missing rings at the shop and hangs up before anybody is there.
func (w *world) missing(number string) {
	w.t.Helper()
	leg := w.phones.ring(number, "+380441111111")
	pass(2 * time.Second)
	w.phones.hangUp(leg)
	pass(2 * time.Second)
}

func TestTheLawOfPromisesIsLookedAtAfterTheStartAndEveryNight(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		if l := w.floor.Law(); l.At != 0 {
			t.Errorf("looked at already: %+v", l)
		}
		w.missing("+380501110001")
		w.missing("+380501110002")
		pass(lawAfter)
		first := w.floor.Law()
		if !first.OK || first.Opened != 2 || first.Open != 2 || len(first.Closed) != 0 {
			t.Fatalf("two were missed: %+v", first)
		}
		var owed []core.Owed
		w.ask(core.ShiftStarted{Agent: "agt_olga", Device: "dev_1"})
		pass(3 * time.Minute)
		w.state(func(s *core.State, now int64) { v, _ := s.Desk("agt_olga", now); owed = v.Promises })
		w.ask(core.PromiseCancelled{Promise: owed[0].Promise, Reason: "by_caller", By: "usr_boss"})
		pass(24 * time.Hour)
		l := w.floor.Law()
		if !l.OK || l.Opened != 2 || l.Open != 1 || l.Closed["cancelled_by_caller"] != 1 || l.At <= first.At {
			t.Errorf("the next night: %+v", l)
		}
		if list, _ := facts[fact.PromisesBroken](w); len(list) != 0 {
			t.Errorf("and says %+v", list)
		}
		w.end()
	})
}

func TestABrokenLawIsAnAlarmAndAFact(t *testing.T) {
	for _, c := range []struct{ name, damage, why string }{
		{"a promise that nobody knows any more", `update fact set type = 'promise.forgotten' where type = 'promise.closed'`, "1 open by the facts, which the floor does not know"},
		{"a promise that nobody opened", `update fact set type = 'promise.forgotten' where type = 'promise.opened'`, "1 closed that were not open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, w *world) {
				w.begin()
				w.missing("+380501110001")
				w.ask(core.ShiftStarted{Agent: "agt_olga", Device: "dev_1"})
				pass(3 * time.Minute)
				var v core.DeskView
				w.state(func(s *core.State, now int64) { v, _ = s.Desk("agt_olga", now) })
				w.ask(core.PromiseCancelled{Promise: v.Promises[0].Promise, Reason: "dnc", By: "usr_boss"})
				pass(time.Second)
				w.end()
				if _, err := w.db.Exec(context.Background(), c.damage); err != nil {
					t.Fatal(err)
				}
				w.begin()
				pass(lawAfter + time.Second)
				if l := w.floor.Law(); l.OK || l.Why != c.why {
					t.Errorf("it says %+v", l)
				}
				if list, _ := facts[fact.PromisesBroken](w); len(list) != 1 || list[0].Why != c.why {
					t.Errorf("the facts say %+v", list)
				}
				w.floor.board.mu.Lock()
				_, alarm := w.floor.board.alarms["promises_broken"]
				w.floor.board.mu.Unlock()
				if !alarm {
					t.Error("nobody is alarmed")
				}
				w.end()
			})
		})
	}
}
