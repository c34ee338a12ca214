package floor

import (
	"slices"
	"testing"
	"time"

	"gudok/core"
	"gudok/id"
	"gudok/phone"
)

// A core that begins anew is told what it owes, also what was agreed months ago, who is to call
// and which enquiry is waited for.
func TestACoreThatBeginsAnewKnowsWhatWasAgreedLongAgo(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		at := w.floor.Now() + (60 * 24 * time.Hour).Milliseconds()
		for i, e164 := range []phone.Number{"+380501110001", "+380501110002", "+380501110003"} {
			n := w.floor.Number("ten_shop", e164)
			w.ask(core.PromiseRequested{Tenant: "ten_shop", Line: "lin_shop", Number: n, At: at, Kind: []string{"", "web", "follow_up"}[i], Owner: []id.Agent{"agt_olga", "", ""}[i], By: "usr_boss"})
		}
		owed := func() (list []core.Owed) {
			w.state(func(s *core.State, _ int64) {
				v, _ := s.Desk("agt_olga", at)
				list = v.Promises
			})
			return list
		}
		before := owed()
		if len(before) != 3 {
			t.Fatalf("promised: %+v", before)
		}
		w.ask(core.PromiseBlocked{Promise: before[1].Promise, Enquiry: "enq_1", Until: at + 1000, By: "usr_boss"})
		w.ask(core.PromiseCancelled{Promise: before[2].Promise, Reason: "other", By: "usr_boss"})
		before = owed()[:2]
		pass(30 * 24 * time.Hour)
		w.missing("+380501110004") // there is something in the journal of today
		w.end()
		for _, text := range []string{`delete from journal_snapshot`, `delete from journal_input where first_seq < 3`} {
			if _, err := w.db.Exec(t.Context(), text); err != nil {
				t.Fatal(err)
			}
		}
		w.begin()
		pass(time.Minute)
		after := owed()
		after = slices.DeleteFunc(after, func(o core.Owed) bool { return o.Kind == "missed" }) // today
		if len(after) != 2 || after[0] != before[0] || after[1] != before[1] || after[1].State != "waiting_enquiry" {
			t.Errorf("known were  %+v\nare known %+v", before, after)
		}
		if l := w.floor.Law(); !l.OK || l.Open != 3 {
			t.Errorf("the law: %+v", l)
		}
		w.end()
	})
}
