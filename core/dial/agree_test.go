package dial

import (
	"slices"
	"testing"

	"gudok/fact"
	"gudok/id"
)

const hourMS = int64(3_600_000)

// polite is policy, but people may be called in even hours only.
func polite() Policy {
	even := func(at int64) int64 {
		if at/hourMS%2 == 1 {
			return (at/hourMS + 1) * hourMS
		}
		return at
	}
	p := policy()
	p.Open, p.Polite = even, even
	return p
}

func (d *desk) agree(num id.Number, at int64, owner id.Agent) string {
	m := Miss{Tenant: "ten_a", Line: "lin_a", Root: "lin_a", Number: num, Cause: "agreed", OriginAt: d.now, Zone: "Europe/Kyiv"}
	return d.l.Agree(d.now, m, at, owner, polite(), fact.Head{}, d.begin())
}

func TestAMomentIsAgreed(t *testing.T) {
	even := (start/hourMS/2 + 5) * 2 * hourMS
	for _, row := range []struct {
		name   string
		missed string // kind of the promise that is open already
		at     int64
		code   string
		due    int64
		says   []string
	}{
		{"with somebody new", "", even, "", even, []string{"promise.opened"}},
		{"in the night: in the morning", "", even + hourMS, "", even + 2*hourMS, []string{"promise.opened"}},
		{"for a moment that is past: as soon as may be", "", start - hourMS, "", polite().Open(start), []string{"promise.opened"}},
		{"with somebody whom we missed", Missed, even, "", even, []string{"promise.agreed"}},
		{"with somebody who left a message", Voicemail, even, "", even, []string{"promise.agreed"}},
		{"again", Requested, even, "", even, []string{"promise.agreed"}},
		{"in two years", "", start + 2*maxAheadMS, TooFar, 0, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := newDesk()
			if row.missed != "" {
				d.missed("num_1", "lin_a", row.missed)
			}
			if code := d.agree("num_1", row.at, "agt_olga"); code != row.code {
				t.Fatalf("refused by %q", code)
			}
			if got := d.types(); !slices.Equal(got, row.says) {
				t.Errorf("it says %v", got)
			}
			if row.code != "" {
				return
			}
			p := d.the(t)
			if p.Kind != Requested || p.DueAt != row.due || p.Owner != "agt_olga" {
				t.Errorf("promised %+v, due at %d", p, row.due)
			}
			d.missed("num_1", "lin_a", Missed)
			if p.Kind != Requested || p.DueAt != row.due {
				t.Errorf("a miss makes of it %+v", p)
			}
		})
	}
	if code := newDesk().agree("", even, ""); code != NoNumber {
		t.Errorf("a withheld number is refused by %q", code)
	}
}

func TestWhoAgreesOnAnotherMomentIsCalledThen(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	p := d.the(t)
	d.now += hourMS
	d.l.Begin(d.now, p.ID, "agt_olga", fact.Head{}, d.begin())
	d.l.Talking(p.ID, d.begin())
	even := (d.now/hourMS/2 + 5) * 2 * hourMS
	d.agree("num_1", even, "")
	d.l.End(d.now, p.ID, OutcomeTalked, "", 0, polite(), fact.Head{}, d.begin())
	if got := d.types(); !slices.Equal(got, []string{"attempt.ended"}) || d.the(t).DueAt != even || !d.l.Balanced() {
		t.Errorf("says %v, open is %+v", got, d.l.Open.All())
	}
	if code := d.l.May(p.ID, d.now); code != "" {
		t.Errorf("a promise that was agreed cools down: %s", code)
	}
	d.l.Begin(even, p.ID, "agt_olga", fact.Head{}, d.begin())
	d.l.End(even, p.ID, OutcomeTalked, "", 0, polite(), fact.Head{}, d.begin())
	if d.l.Open.Len() != 0 {
		t.Errorf("the second conversation does not close it")
	}
}

func TestACallBackIsDueAtOnceAndInTheHoursOfThePerson(t *testing.T) {
	d := newDesk()
	d.now = start/hourMS/2*2*hourMS + hourMS + 1 // an odd hour
	m := Miss{Tenant: "ten_a", Line: "lin_a", Root: "lin_a", Kind: Requested, Number: "num_1", Cause: "callback_requested", OriginAt: d.now - 60_000}
	d.l.Missed(d.now, m, polite(), fact.Head{}, d.begin())
	if p := d.the(t); p.DueAt != polite().Open(d.now) || p.OriginAt != d.now-60_000 {
		t.Errorf("promised %+v", p)
	}
}

func TestAPromiseThatNobodyKeepsExpires(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	p := d.the(t)
	end := p.DueAt + expireMS
	wake := func(at int64) {
		d.now = at
		d.l.Wake(d.now, Wake{At: at, Promise: p.ID}, d.begin())
	}
	wake(p.DueAt)
	if len(d.out.Wakes) != 1 || d.out.Wakes[0].At != end {
		t.Fatalf("once it is due it wants to hear %v", d.out.Wakes)
	}
	d.l.Missed(p.DueAt+hourMS, Miss{Tenant: "ten_a", Line: "lin_a", Root: "lin_a", Kind: Missed, Number: "num_1", OriginAt: p.DueAt}, policy(), fact.Head{}, d.begin())
	wake(end)
	if d.l.Open.Len() != 1 || d.out.Wakes[0].At != end+hourMS {
		t.Fatalf("a later miss does not keep it: %v", d.out.Wakes)
	}
	d.l.Begin(end, p.ID, "agt_olga", fact.Head{}, d.begin())
	wake(end + hourMS)
	if d.l.Open.Len() != 1 {
		t.Fatalf("it expires while it is being kept")
	}
	d.l.End(d.now, p.ID, OutcomeAgentLost, "", 0, policy(), fact.Head{}, d.begin())
	wake(end + 2*hourMS)
	if got := d.types(); !slices.Equal(got, []string{"promise.closed"}) || d.l.Open.Len() != 0 || !d.l.Balanced() {
		t.Errorf("says %v, %d open", got, d.l.Open.Len())
	}
}
