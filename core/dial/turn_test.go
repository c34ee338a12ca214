package dial

import (
	"slices"
	"testing"

	"gudok/fact"
	"gudok/id"
)

// turnsOf are the promises of which the last method said that their turn is to be looked at.
func (d *desk) turnsOf() (list []id.Promise) {
	for _, t := range d.out.Turns {
		if !slices.Contains(list, t.Promise) {
			list = append(list, t.Promise)
		}
	}
	return list
}

func TestOnePersonIsOfferedToOneAgentAtATime(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	d.missed("num_1", "lin_b", Missed)
	a, b := d.l.find("num_1", "lin_a"), d.l.find("num_1", "lin_b")
	d.now += 60_000
	if !d.l.Due(a, d.now) || !d.l.Due(b, d.now) {
		t.Fatal("both are due")
	}
	d.l.Queue(a, "item_a", d.begin())
	if !d.l.Reserve(a.ID, "agt_olga", d.now, d.begin()) {
		t.Fatal("refused")
	}
	if got := d.turnsOf(); !slices.Contains(got, b.ID) {
		t.Errorf("nobody looks at the other promise: %v", got)
	}
	if d.l.State(a, d.now) != "reserved" || d.l.Reserve(b.ID, "agt_ivan", d.now, d.begin()) || d.l.Due(b, d.now) {
		t.Errorf("both are offered; the first is %s", d.l.State(a, d.now))
	}
	if code := d.l.May(b.ID, d.now); code != NumberBusy {
		t.Errorf("by hand: %q", code)
	}
	if err := d.l.Check(); err != nil {
		t.Error(err)
	}
	d.l.Release(a.ID, nil, d.begin())
	if !d.l.Due(b, d.now) || a.Agent != "" {
		t.Errorf("released, and the other may not be offered")
	}
	d.l.Reserve(a.ID, "agt_olga", d.now, d.begin())
	d.l.Cancel(d.now, a.ID, "dnc", fact.Head{}, d.begin())
	if !d.l.Due(b, d.now) || !d.l.Balanced() || d.l.Check() != nil {
		t.Errorf("closed while it was offered: %v", d.l.Check())
	}
	if got := d.turnsOf(); !slices.Contains(got, a.ID) || !slices.Contains(got, b.ID) {
		t.Errorf("looked at: %v", got)
	}
}

func TestAnEnquiryBlocksUntilItEnds(t *testing.T) {
	for _, row := range []struct {
		name    string
		enquiry id.Enquiry
		outcome string
		after   int64 // ms after it was blocked for an hour
		code    string
		due     bool
	}{
		{"answered: at once", "enq_1", EnquiryAnswered, 1000, "", true},
		{"withdrawn: when it is due", "enq_1", EnquiryWithdrawn, 1000, "", false},
		{"another one", "enq_2", EnquiryAnswered, 1000, NoEnquiry, false},
		{"an unheard outcome", "enq_1", "lost", 1000, BadReason, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := newDesk()
			d.missed("num_1", "lin_a", Missed)
			p := d.the(t)
			if code := d.l.Block(d.now, p.ID, "enq_1", d.now+hourMS, fact.Head{}, d.begin()); code != "" {
				t.Fatal(code)
			}
			if len(d.out.Wakes) != 1 || d.out.Wakes[0].At != d.now+hourMS || d.l.State(p, d.now) != "waiting_enquiry" {
				t.Errorf("%s, wakes %v", d.l.State(p, d.now), d.out.Wakes)
			}
			if code := d.l.Block(d.now, p.ID, "enq_9", d.now+hourMS, fact.Head{}, d.begin()); code != Waits {
				t.Errorf("a second one: %q", code)
			}
			d.now += row.after
			if code := d.l.May(p.ID, d.now); code != Waits {
				t.Errorf("by hand: %q", code)
			}
			if code := d.l.Free(d.now, p.ID, row.enquiry, row.outcome, policy(), fact.Head{}, d.begin()); code != row.code {
				t.Errorf("freed: %q", code)
			}
			if d.l.Due(p, d.now) != row.due {
				t.Errorf("due at %d, now %d", p.DueAt, d.now)
			}
		})
	}
}

func TestAnEnquiryThatNobodyAnswersExpiresByItself(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	p := d.the(t)
	d.l.Block(d.now, p.ID, "enq_1", d.now+hourMS, fact.Head{}, d.begin())
	d.now += hourMS
	d.l.Wake(d.now, Wake{At: d.now, Promise: p.ID}, d.begin())
	if got := d.types(); !slices.Equal(got, []string{"promise.freed"}) || !d.l.Due(p, d.now) {
		t.Errorf("says %v, due %v", got, d.l.Due(p, d.now))
	}
}

func TestBlockedInConversationItIsNotKeptByIt(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	p := d.the(t)
	d.now += 60_000
	d.l.Begin(d.now, p.ID, "agt_olga", fact.Head{Item: "item_1"}, d.begin())
	if code := d.l.Block(d.now, p.ID, "enq_1", d.now+hourMS, fact.Head{}, d.begin()); code != InAttempt {
		t.Errorf("while it rings: %q", code)
	}
	d.l.Talking(p.ID, d.begin())
	if code := d.l.Block(d.now, p.ID, "enq_1", d.now+hourMS, fact.Head{}, d.begin()); code != "" {
		t.Fatal(code)
	}
	d.l.End(d.now, p.ID, OutcomeTalked, "", 0, policy(), fact.Head{}, d.begin())
	if d.l.Open.Len() != 1 || p.DueAt != d.now+hourMS || p.Return != "" || d.l.Check() != nil {
		t.Errorf("open %d, promised %+v", d.l.Open.Len(), p)
	}
}

func TestWaitsAreThoseOfTheKind(t *testing.T) {
	pol := policy()
	pol.ByKind = map[string][]int64{Web: {0, 30_000}}
	for _, row := range []struct {
		kind, outcome string
		wait          int64
		closed        bool
	}{
		{Web, OutcomeNoAnswer, 30_000, false},
		{Web, OutcomeBusy, busyMS, false}, // its first wait is none: who talks does so for a while
		{Web, OutcomeMachine, 30_000, false},
		{Web, OutcomeDropped, 30_000, false},
		{Requested, OutcomeNoAnswer, 600_000, false},
		{Requested, OutcomeCrossed, 0, false},
	} {
		d := newDesk()
		m := Miss{Tenant: "ten_a", Line: "lin_a", Root: "lin_a", Number: "num_1", Kind: row.kind, Cause: "agreed", OriginAt: d.now}
		if code := d.l.Agree(d.now, m, d.now, "", pol, fact.Head{}, d.begin()); code != "" {
			t.Fatal(code)
		}
		p := d.the(t)
		d.l.Begin(d.now, p.ID, "agt_olga", fact.Head{}, d.begin())
		due := p.DueAt
		d.l.End(d.now, p.ID, row.outcome, "", 0, pol, fact.Head{}, d.begin())
		if p.DueAt-due != row.wait {
			t.Errorf("%s after %s waits %d ms, want %d", row.kind, row.outcome, p.DueAt-due, row.wait)
		}
	}
}

func TestAWishAbsorbsAMissAndTheLaterWishCounts(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	p := d.the(t)
	for _, kind := range []string{Web, VirtualHold, Requested} {
		if kind == VirtualHold {
			d.missed("num_1", "lin_a", kind)
		} else if code := d.l.Agree(d.now, Miss{Tenant: "ten_a", Line: "lin_a", Root: "lin_a", Number: "num_1", Kind: kind}, d.now+hourMS, "", policy(), fact.Head{}, d.begin()); code != "" {
			t.Fatal(code)
		}
		if p.Kind != kind || !p.Wanted() || d.l.Open.Len() != 1 {
			t.Errorf("after a %s: %+v", kind, p)
		}
	}
	for _, kind := range []string{Missed, Voicemail, VirtualHold, "whim"} {
		m := Miss{Tenant: "ten_a", Line: "lin_a", Root: "lin_a", Number: "num_2", Kind: kind}
		if code := d.l.Agree(d.now, m, d.now, "", policy(), fact.Head{}, d.begin()); code != NoSuchKind {
			t.Errorf("agreed on a %s: %q", kind, code)
		}
	}
}

func TestAPromiseIsMovedAndGivenAway(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	p := d.the(t)
	due := p.DueAt
	for _, row := range []struct {
		at    int64
		owner id.Agent
		code  string
		due   int64
	}{
		{0, "agt_olga", "", due},
		{start + hourMS, "", "", start + hourMS},
		{start - hourMS, "agt_ivan", "", start}, // past: now
		{start + 2*maxAheadMS, "", TooFar, start},
	} {
		if code := d.l.Change(d.now, p.ID, row.at, row.owner, policy(), fact.Head{}, d.begin()); code != row.code || p.DueAt != row.due {
			t.Errorf("moved to %d: %q, due %d, want %d", row.at, code, p.DueAt, row.due)
		}
		if row.code == "" && p.Owner != row.owner {
			t.Errorf("given to %q, has %q", row.owner, p.Owner)
		}
	}
}
