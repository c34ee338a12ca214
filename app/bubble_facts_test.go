package app

import (
	"slices"

	"gudok/fact"
	"gudok/floor"
	"gudok/id"
)

// A told fact is one as the journal holds it.
type told[F fact.Fact] struct {
	fact.Envelope
	F F
}

// all are the floor's facts of one type as the database has them, oldest first.
func all[F fact.Fact](b *bubble) (list []told[F]) {
	b.t.Helper()
	b.pass(0)
	for seq := uint64(0); ; {
		page, err := b.house.sql.After(b.t.Context(), seq, 1000)
		b.must(err)
		if len(page) == 0 {
			return list
		}
		for _, e := range page {
			if e.Seq != seq+1 {
				b.t.Fatalf("fact %d follows fact %d", e.Seq, seq)
			}
			seq = e.Seq
			if fact.Is[F](e) {
				f, err := fact.Open[F](e)
				b.must(err)
				list = append(list, told[F]{e, f})
			}
		}
	}
}

// only is the one fact of its type.
func only[F fact.Fact](b *bubble) told[F] {
	b.t.Helper()
	list := all[F](b)
	if len(list) != 1 {
		var f F
		b.t.Fatalf("%d facts %s: %+v, want one", len(list), f.FactType(), list)
	}
	return list[0]
}

// board is the live floor as a supervisor sees it.
func (b *bubble) board() floor.Board {
	b.t.Helper()
	b.pass(0)
	w := b.house.floor.Watch(floor.View{})
	defer w.Close()
	v, err := w.Next(b.t.Context())
	b.must(err)
	return v
}

// rest waits until the house has nothing in hand: the slowest end of a dialog takes 32 s
// (RFC 3261, timer F), the routing lets a device go a little later.
func (b *bubble) rest() {
	b.t.Helper()
	b.until("the house is at rest", func() bool {
		return b.here() == 0 && len(b.board().Calls) == 0 && len(b.housePorts()) == 0
	})
	b.pass(minuteAndMore)
	c := b.house.sip.Counts()
	if c.Legs+c.Dialogs != 0 {
		b.t.Errorf("the gate still holds %+v", c)
	}
}

// books holds that what was told of the day adds up (house.md 5.11, 5.12), and returns how
// often items left for which reason. The house is at rest.
func (b *bubble) books() map[string]int {
	b.t.Helper()
	left := map[id.Item]string{}
	reasons := map[string]int{}
	for _, l := range all[fact.ItemLeft](b) {
		if was, twice := left[l.Item]; twice {
			b.t.Errorf("%s left as %s and as %s", l.Item, was, l.F.Reason)
		}
		left[l.Item] = l.F.Reason
		reasons[l.F.Reason]++
	}
	created := all[fact.ItemCreated](b)
	for _, c := range created {
		if left[c.Item] == "" {
			b.t.Errorf("%s has never left", c.Item)
		}
	}
	if len(created) != len(left) {
		b.t.Errorf("%d items were created, %d left", len(created), len(left))
	}
	ended := map[id.Call]int{}
	for _, e := range all[fact.CallEnded](b) {
		ended[e.Call]++
	}
	for _, c := range all[fact.CallCreated](b) {
		if ended[c.Call] != 1 {
			b.t.Errorf("%s ended %d times", c.Call, ended[c.Call])
		}
	}
	b.minutes()
	b.promises()
	return reasons
}

// minutes holds that the time that agents spent talking is the time that items are billed.
func (b *bubble) minutes() {
	b.t.Helper()
	var billed, talked int64
	for _, c := range all[fact.ItemClosed](b) {
		billed += c.F.TalkMS
	}
	slot := map[id.Agent]string{}
	for _, s := range all[fact.AgentSlot](b) {
		if slot[s.Agent] == "talking" {
			talked += s.F.WasMS
		}
		slot[s.Agent] = s.F.Slot
	}
	for a, s := range slot {
		if s != "idle" {
			b.t.Errorf("%s is still %s", a, s)
		}
	}
	if billed != talked {
		b.t.Errorf("%d ms are billed, agents talked for %d", billed, talked)
	}
}

// promises holds the law of promises, by three who count for themselves: the facts, the live
// floor, and the ledger that the office keeps with its chain.
func (b *bubble) promises() {
	b.t.Helper()
	opened, closed := len(all[fact.PromiseOpened](b)), len(all[fact.PromiseClosed](b))
	if open := b.board().Figures.PromisesOpen; opened != open+closed {
		b.t.Errorf("%d promises were opened, %d are open on the floor, %d closed", opened, open, closed)
	}
	b.must(b.house.promises.Reader().CatchUp(b.t.Context()))
	b.must(b.house.promises.CheckLaw(b.t.Context()))
	sum, err := b.house.promises.Summary(b.t.Context(), []id.Tenant{b.tenant}, 0, 0)
	b.must(err)
	inBooks := int64(0)
	for _, r := range sum.Closed {
		inBooks += r.Count
	}
	if !sum.OK || sum.Opened != int64(opened) || sum.Opened != sum.Open+inBooks {
		b.t.Errorf("the ledger says %+v, the facts %d opened and %d closed", sum, opened, closed)
	}
}

// waiting are the numbers of who waits, the first one first.
func (b *bubble) waiting() (list []string) {
	b.t.Helper()
	type place struct {
		number string
		since  int64
	}
	var places []place
	for _, c := range b.board().Calls {
		if n := len(c.Parts); n > 0 && c.Parts[n-1].State == "waiting" {
			places = append(places, place{c.Number, c.Parts[n-1].At})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return int(a.since - b.since) })
	for _, p := range places {
		list = append(list, p.number)
	}
	return list
}
