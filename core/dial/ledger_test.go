package dial

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

const start = int64(1_767_600_000_000)

// A desk is a ledger with what it said.
type desk struct {
	l     *Ledger
	now   int64
	seq   uint64
	log   fact.Log
	names id.Maker
	out   Out
}

func newDesk() *desk {
	d := &desk{l: New(), now: start}
	d.out = Out{Log: &d.log, Names: &d.names}
	return d
}

func (d *desk) begin() *Out {
	d.seq++
	d.names.Begin(d.now, d.seq)
	d.log = d.log[:0]
	d.out.Reset()
	return &d.out
}

// policy waits one, ten and a hundred minutes; people may be called at any time.
func policy() Policy {
	return Policy{ReturnMS: []int64{60_000, 600_000, 6_000_000}, Open: func(at int64) int64 { return at }}
}

func (d *desk) missed(num id.Number, root id.Line, kind string) {
	d.l.Missed(d.now, Miss{Tenant: "ten_a", Line: root, Root: root, Kind: kind, Number: num, Cause: "abandoned", OriginAt: d.now - 1000, Recording: "rec_1"}, policy(), fact.Head{}, d.begin())
}

// the is the only open promise.
func (d *desk) the(t *testing.T) *Promise {
	t.Helper()
	if d.l.Open.Len() != 1 {
		t.Fatalf("%d promises are open", d.l.Open.Len())
	}
	return d.l.Open.All()[0]
}

func (d *desk) types() []string {
	var list []string
	for _, f := range d.log {
		list = append(list, f.Fact.FactType())
	}
	return list
}

func TestOnePromiseForOnePersonAndTreeOfLines(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	first := *d.the(t)
	d.now += 30_000
	d.missed("num_1", "lin_a", Missed)
	if got := d.types(); !slices.Equal(got, []string{"promise.missed_again"}) {
		t.Errorf("the second miss says %v", got)
	}
	p := d.the(t)
	if p.Misses != 2 || p.OriginAt != first.OriginAt || p.DueAt != first.DueAt {
		t.Errorf("after two misses: %+v", p)
	}
	d.missed("num_1", "lin_a", Voicemail)
	if p.Kind != Voicemail || p.Recording != "rec_1" {
		t.Errorf("a message does not absorb the miss: %+v", p)
	}
	d.missed("num_1", "lin_b", Missed)
	d.missed("num_2", "lin_a", Missed)
	if d.l.Open.Len() != 3 {
		t.Errorf("%d promises for two people and two trees", d.l.Open.Len())
	}
}

func TestNobodyIsPromisedACallToAWithheldNumber(t *testing.T) {
	d := newDesk()
	d.missed("", "lin_a", Missed)
	if d.l.Open.Len() != 0 || !slices.Equal(d.types(), []string{"promise.no_number"}) {
		t.Errorf("%d open, said %v", d.l.Open.Len(), d.types())
	}
}

func TestWhatBecomesOfAnAttempt(t *testing.T) {
	for _, row := range []struct {
		name    string
		before  []string // outcomes of earlier attempts
		outcome string
		closed  string // "" stays open
		wait    int64  // until it is due again; 0: as before
		again   string // refusal of another attempt at once
	}{
		{"talked closes", nil, OutcomeTalked, Talked, 0, NotOpen},
		{"invalid closes", nil, OutcomeInvalid, WrongNumber, 0, NotOpen},
		{"busy waits the first wait", nil, OutcomeBusy, "", 60_000, Cooling},
		{"no answer waits longer", nil, OutcomeNoAnswer, "", 600_000, Cooling},
		{"no answer twice waits longest", []string{OutcomeNoAnswer}, OutcomeNoAnswer, "", 6_000_000, Cooling},
		{"no answer three times gives up", []string{OutcomeNoAnswer, OutcomeFailed}, OutcomeNoAnswer, Unreachable, 0, NotOpen},
		{"busy is not a try", []string{OutcomeBusy, OutcomeBusy, OutcomeBusy, OutcomeBusy}, OutcomeBusy, "", 60_000, Cooling},
		{"losing our agent changes nothing", nil, OutcomeAgentLost, "", 0, ""},
		{"an interrupted dial locks the number", nil, OutcomeInterrupted, "", leaseMS, NumberBusy},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := newDesk()
			d.missed("num_1", "lin_a", Missed)
			p := d.the(t)
			due := p.DueAt
			for _, o := range append(row.before, row.outcome) {
				d.now = max(d.now, p.DueAt)
				due = p.DueAt
				if code := d.l.Begin(d.now, p.ID, "agt_1", fact.Head{}, d.begin()); code != "" {
					t.Fatalf("refused: %s", code)
				}
				d.l.End(d.now, p.ID, o, voice.CauseNormal, 0, policy(), fact.Head{}, d.begin())
			}
			if row.closed != "" {
				if got := d.log[len(d.log)-1].Fact; got.(fact.PromiseClosed).Reason != row.closed {
					t.Errorf("closed as %v", got)
				}
			} else if want := due; row.wait == 0 && p.DueAt != want || row.wait != 0 && p.DueAt != d.now+row.wait {
				t.Errorf("due in %d ms", p.DueAt-d.now)
			}
			if code := d.l.May(p.ID, d.now); code != row.again {
				t.Errorf("another attempt: %q", code)
			}
			if !d.l.Balanced() {
				t.Errorf("the books do not balance")
			}
		})
	}
}

func TestAfterTwoDaysAFailedAttemptIsTheLast(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	p := d.the(t)
	d.now += lifeMS
	d.l.Begin(d.now, p.ID, "agt_1", fact.Head{}, d.begin())
	d.l.End(d.now, p.ID, OutcomeBusy, voice.CauseBusy, 486, policy(), fact.Head{}, d.begin())
	if d.l.Open.Len() != 0 {
		t.Errorf("still open after two days and one more busy tone")
	}
}

func TestAPersonOnOurLineIsNotDialled(t *testing.T) {
	d := newDesk()
	d.missed("num_1", "lin_a", Missed)
	p := d.the(t)
	d.l.Arrived("num_1", d.begin())
	d.l.Arrived("num_1", d.begin()) // by two phones
	d.l.Left(d.now, "num_1", d.begin())
	if code := d.l.Begin(d.now, p.ID, "agt_1", fact.Head{}, d.begin()); code != OnOurLine {
		t.Errorf("dialled: %q", code)
	}
	if s := d.l.State(p, d.now); s != "frozen" {
		t.Errorf("state %s", s)
	}
	d.l.Left(d.now, "num_1", d.begin())
	if code := d.l.May(p.ID, d.now); code != "" {
		t.Errorf("still refused: %s", code)
	}
	d.l.Arrived("num_1", d.begin())
	d.l.Reached(d.now, "num_1", "lin_b", fact.Head{}, d.begin())
	if d.l.Open.Len() != 1 {
		t.Errorf("a talk in another tree closed it")
	}
	d.l.Reached(d.now, "num_1", "lin_a", fact.Head{}, d.begin())
	if d.l.Open.Len() != 0 || !slices.Equal(d.types(), []string{"promise.closed"}) {
		t.Errorf("not closed when answered: %v", d.types())
	}
}

func TestTheLedgerBalancesAndDialsNobodyTwice(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 11))
		d := newDesk()
		live := map[id.Number]id.Promise{}
		for range 5000 {
			d.now += rng.Int64N(120_000)
			num := id.Number(fmt.Sprintf("num_%d", rng.IntN(40)))
			switch rng.IntN(7) {
			case 0, 1:
				d.missed(num, id.Line(fmt.Sprintf("lin_%d", rng.IntN(3))), []string{Missed, Voicemail}[rng.IntN(2)])
			case 2:
				d.l.Arrived(num, d.begin())
			case 3:
				d.l.Left(d.now, num, d.begin())
			case 4:
				d.l.Reached(d.now, num, "lin_1", fact.Head{}, d.begin())
			case 5:
				d.attempt(t, rng, live)
			case 6:
				if rng.IntN(20) == 0 {
					d.l = reload(t, d.l)
				}
			}
			if !d.l.Balanced() {
				t.Fatalf("seed %d: opened %d, open %d, closed %v", seed, d.l.Opened, d.l.Open.Len(), d.l.Closed)
			}
		}
		if d.l.Opened < 100 || len(d.l.Closed) < 3 {
			t.Errorf("seed %d: nothing happened: %d %v", seed, d.l.Opened, d.l.Closed)
		}
	}
}

// attempt begins or ends an attempt at some promise.
func (d *desk) attempt(t *testing.T, rng *rand.Rand, live map[id.Number]id.Promise) {
	t.Helper()
	if d.l.Open.Len() == 0 {
		return
	}
	p := d.l.Open.All()[rng.IntN(d.l.Open.Len())]
	if p.Attempt != "" {
		delete(live, p.Number)
		outcomes := []string{OutcomeTalked, OutcomeBusy, OutcomeNoAnswer, OutcomeAgentLost, OutcomeInterrupted, OutcomeInvalid, OutcomeFailed}
		d.l.End(d.now, p.ID, outcomes[rng.IntN(len(outcomes))], "", 0, policy(), fact.Head{}, d.begin())
		return
	}
	if code := d.l.Begin(d.now, p.ID, "agt_1", fact.Head{}, d.begin()); code == "" {
		if other := live[p.Number]; other != "" {
			t.Fatalf("%s is dialled for %s and %s", p.Number, other, p.ID)
		}
		live[p.Number] = p.ID
	}
}

// reload is the ledger after a restart: the same bytes again.
func reload(t *testing.T, l *Ledger) *Ledger {
	t.Helper()
	a, err := json.Marshal(l.Save())
	if err != nil {
		t.Fatal(err)
	}
	var v Saved
	if err := json.Unmarshal(a, &v); err != nil {
		t.Fatal(err)
	}
	n := Load(v)
	if b, _ := json.Marshal(n.Clone().Save()); string(a) != string(b) {
		t.Fatalf("other bytes after a restart:\n%s\n%s", a, b)
	}
	return n
}
