package officetest_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/office/call"
	"gudok/office/officetest"
	"gudok/office/promise"
	"gudok/office/recording"
	"gudok/sim"
)

// A tally is counted beside the tape.
type tally struct{ answered, opened, closed int }

func (n *tally) count(f fact.Fact) {
	switch f := f.(type) {
	case fact.ItemLeft:
		if f.Reason == "answered" {
			n.answered++
		}
	case fact.PromiseOpened:
		n.opened++
	case fact.PromiseClosed:
		n.closed++
	}
}

// live lets an invented centre live for some hours and tapes the facts that the real core
// says of it.
func live(t *testing.T, seed uint64, hours int64) (*officetest.Tape, tally) {
	t.Helper()
	tape, n := &officetest.Tape{}, tally{}
	shadow, out := core.New(), core.Out{}
	w := sim.New(sim.Options{Seed: seed, Tap: func(now int64, seq uint64, in core.Input) {
		out.Reset()
		shadow.Step(now, seq, in, &out)
		for _, f := range out.Facts {
			tape.Say(now, f.Head, f.Fact)
			n.count(f.Fact)
		}
	}})
	if err := w.Run(hours * time.Hour.Milliseconds()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return tape, n
}

// TestTheRoomsUnderstandTheCore folds what the real core says of a centre with faults and
// restarts, and holds the rooms to what the centre's own books say.
func TestTheRoomsUnderstandTheCore(t *testing.T) {
	for _, seed := range []uint64{7, 2026} {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) { understood(t, seed) })
	}
}

func understood(t *testing.T, seed uint64) {
	tape, told := live(t, seed, 3)
	d := dbtest.SQLite(t, db.Office)
	calls := call.New(call.Options{DB: d, Stream: tape})
	promises := promise.New(promise.Options{DB: d, Stream: tape})
	recordings := recording.New(recording.Options{DB: d, Stream: tape})
	for _, follow := range []func(context.Context) error{calls.Reader().CatchUp, promises.Reader().CatchUp, recordings.Reader().CatchUp, promises.CheckLaw} {
		if err := follow(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	answered := checkCalls(t, calls)
	if answered == 0 || answered > told.answered {
		t.Errorf("%d answered calls, the books say %d answered items", answered, told.answered)
	}
	sum, err := promises.Summary(t.Context(), nil, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var closed int64
	for _, r := range sum.Closed {
		closed += r.Count
	}
	if !sum.OK || sum.Opened != int64(told.opened) || closed != int64(told.closed) || sum.Opened != sum.Open+closed {
		t.Errorf("promises %+v, the books say %d opened and %d closed", sum, told.opened, told.closed)
	}
	checkRecordings(t, tape, recordings)
}

// checkCalls walks over all pages and holds each call to what must be; it returns how many
// were answered.
func checkCalls(t *testing.T, calls *call.Service) (answered int) {
	t.Helper()
	known := []call.Result{call.Answered, call.Abandoned, call.Short, call.LeftInMenu, call.ServedByMenu, call.Blocked, call.Voicemail,
		call.Failed, call.Returned, call.NotReached, call.UnknownNumber, "closed_now", "queue_full", "cancelled", "overload", "device",
		"sent_outside", "callback_requested", "overflowed", "transferred"}
	seen := map[call.Result]int{}
	for f := (call.Filter{}); ; {
		list, next, err := calls.List(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			seen[c.Result]++
			if c.Result == call.Answered || c.Result == call.Returned {
				answered++
			}
			checkCall(t, c, known)
		}
		if f.Cursor = next; next == "" {
			t.Logf("results %v", seen)
			return answered
		}
	}
}

func checkCall(t *testing.T, c call.Call, known []call.Result) {
	t.Helper()
	last := c.Parts[len(c.Parts)-1]
	switch {
	case !slices.Contains(known, c.Result):
		t.Errorf("%s: result %q %q: %+v", c.ID, c.Result, c.Detail, c)
	case c.EndedAt == 0 || c.ClosedAt < c.EndedAt || last.State != "ended" || last.At < c.EndedAt:
		t.Errorf("%s is not over: %+v", c.ID, c)
	case !slices.IsSortedFunc(c.Parts, func(a, b call.Part) int { return int(a.At - b.At) }):
		t.Errorf("%s: parts %+v", c.ID, c.Parts)
	case c.Result == "sent_outside" && c.AnsweredAt != 0: // by the client's own telephone
	case (c.Result == call.Answered || c.Result == call.Returned) != (c.AnsweredAt != 0) || (len(c.Agents) > 0) != (c.AnsweredAt != 0):
		t.Errorf("%s: %s, answered at %d by %v", c.ID, c.Result, c.AnsweredAt, c.Agents)
	case c.WaitMS < 0 || c.TalkMS < 0 || c.HoldMS < 0 || c.WrapMS < 0 || c.TalkMS+c.HoldMS > c.EndedAt-c.StartedAt:
		t.Errorf("%s: wait %d talk %d hold %d wrap %d", c.ID, c.WaitMS, c.TalkMS, c.HoldMS, c.WrapMS)
	case c.Tenant == "" || c.Inbound && len(c.Legs) == 0 && c.Refused == "":
		t.Errorf("%s: of %q with legs %v", c.ID, c.Tenant, c.Legs)
	}
}

// checkRecordings holds that each recording has a call, and an agent unless it is a voicemail.
func checkRecordings(t *testing.T, tape *officetest.Tape, recordings *recording.Service) {
	t.Helper()
	facts, err := tape.After(t.Context(), 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range facts {
		if !fact.Is[fact.RecordingStarted](e) {
			continue
		}
		f, err := fact.Open[fact.RecordingStarted](e)
		if err != nil {
			t.Fatal(err)
		}
		n++
		r, err := recordings.Recording(t.Context(), f.Recording)
		if err != nil || r.Call == "" || r.Tenant == id.House || (r.Agent == "") != r.Voicemail {
			t.Fatalf("%+v, %v", r, err)
		}
	}
	if n == 0 {
		t.Error("nothing was recorded")
	}
}
