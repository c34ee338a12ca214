package journal_test

import (
	"context"
	"encoding/json"
	"fmt"
	"syscall"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/journal"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// BenchmarkOneCall journals what one queued call leads to: 14 inputs, 18 facts, the values
// that two legs keep and drop, one new number, on a real file with synchronous=FULL. It
// reports the processor time of the whole process per call, for the number of commits that
// a call gets: house.md 5.2 allows 4, under load several calls share one.
func BenchmarkOneCall(b *testing.B) {
	b.Run("4 commits", func(b *testing.B) { bench(b, 1) })
	b.Run("2 commits", func(b *testing.B) { bench(b, 2) })
	b.Run("1 commit", func(b *testing.B) { bench(b, 4) })
	b.Run("a quarter of a commit", func(b *testing.B) { bench(b, 16) })
}

// bench commits so many of the four parts of a call at once.
func bench(b *testing.B, parts int) {
	d, err := db.Open(b.Context(), db.Options{Schema: db.Floor, Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	j := journal.New(journal.Options{Store: journal.NewSQL(d, id.Main)})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- j.Run(ctx) }()
	m := maker{}
	var all *journal.Batch
	start, n := cpu(b), 0
	for b.Loop() {
		for part := range 4 {
			p := m.part(part)
			if all == nil {
				all = p
			} else {
				all.Inputs, all.Facts = append(all.Inputs, p.Inputs...), append(all.Facts, p.Facts...)
				all.Keep, all.Drop = append(all.Keep, p.Keep...), append(all.Drop, p.Drop...)
				all.Numbers = append(all.Numbers, p.Numbers...)
			}
			if n++; n%parts == 0 {
				if got := j.Append(all).Wait(); got != journal.Committed {
					b.Fatalf("outcome %d", got)
				}
				all = nil
			}
		}
	}
	b.ReportMetric(float64(cpu(b)-start)/1e6/float64(b.N), "cpu-ms/call")
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
}

// cpu is the processor time of this process.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// A maker invents calls.
type maker struct{ input, fact, call uint64 }

// part is one of the four batches of a call.
func (m *maker) part(n int) *journal.Batch {
	if n == 0 {
		m.call++
	}
	at := int64(noon) + int64(m.call)*10
	call := id.Call(fmt.Sprintf("call_01KABCDEFGHJKMNPQRST%06d", m.call))
	b := &journal.Batch{Epoch: 1, Version: 1}
	for range []int{3, 4, 3, 4}[n] {
		m.input++
		b.Inputs = append(b.Inputs, journal.Input{Seq: m.input, At: at, Kind: "leg_answered",
			Data: json.RawMessage(`{"Leg":"leg_01KABCDEFGHJKMNPQRST000001","N":3}`)})
	}
	for range []int{4, 5, 4, 5}[n] {
		m.fact++
		h := fact.Head{Tenant: "ten_shop", Line: "lin_hot", Call: call, Item: id.Item("item" + string(call[4:])), Agent: "agt_olga", Actor: fact.System}
		b.Facts = append(b.Facts, fact.Wrap("floor/main", m.fact, at, m.input, h, fact.ItemOffered{Offer: "ofr_01KABCDEFGHJKMNPQRST000001", Device: id.Browser,
			Decision: fact.Decision{Rule: "longest_idle", Eligible: 3, IdleSince: at, RunnerUp: "agt_ivan", RunnerMS: at}}))
	}
	leg := voice.Kept{Kind: "sip.dialog", Name: "leg_" + string(call[5:]), Rev: uint64(n), Data: json.RawMessage(`"` + fmt.Sprintf("%0900d", m.call) + `"`)}
	switch n {
	case 0:
		b.Keep = []voice.Kept{leg}
		b.Numbers = []journal.Number{{ID: id.Number("num_" + string(call[5:])), Tenant: "ten_shop", E164: "+380441234567", At: at}}
	case 3:
		b.Drop = []journal.Name{{Kind: leg.Kind, Name: leg.Name}}
	default:
		b.Keep = []voice.Kept{leg}
	}
	return b
}
