package floor

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"gudok/base/journal"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// The conservation law of promises (product.md 5.5 rule 10): opened = open + closed by reason,
// counted over all facts that were ever remembered, and the promises that are open by the facts
// are those that the core knows. It is looked at soon after each start and every night. Facts
// are for ever, so the fold goes on where the last look ended.

const (
	// lawAfter a start is the first look: people come first.
	lawAfter = 20 * time.Second
	// lawHour of the house's night, and the minute, is when it is looked at again.
	lawHour, lawMinute = 3, 20
	// lawPage is how many facts one question to the database brings back.
	lawPage = 5000
	// lawPatience is how often, a second apart, it is asked whether the facts that the core has
	// said are remembered; a journal that is later than that has an alarm of its own.
	lawPatience = 60
)

// A Law is how the look ended.
type Law struct {
	At     int64          // ms UTC; 0: not looked at yet
	OK     bool           // it adds up
	Opened int            // of all time
	Open   int            // by the facts
	Closed map[string]int // by reason
	Why    string         // what does not add up; "" when it does
}

// Law is how the last look at the law of promises ended. Safe for concurrent use.
func (f *Floor) Law() Law {
	f.board.law.mu.Lock()
	defer f.board.law.mu.Unlock()
	l := f.board.law.last
	l.Closed = maps.Clone(l.Closed)
	return l
}

// audit is the fold of promise facts as far as it has come. Only watchLaw touches it, but for
// last.
type audit struct {
	upTo   uint64 // fact
	opened int
	open   map[id.Promise]bool
	closed map[string]int
	strays int // closed, and never opened or twice

	mu   sync.Mutex
	last Law
}

// watchLaw looks at the law after the start and every night until ctx ends.
func (f *Floor) watchLaw(ctx context.Context) error {
	wait := lawAfter
	for {
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-t.C:
		}
		if err := f.lookAtLaw(ctx); err != nil && ctx.Err() == nil {
			f.log.Error("law of promises not looked at", "err", err)
		}
		wait = untilNight(f.opt.Now().In(f.opt.Zone))
	}
}

// untilNight is how long it is until the next look.
func untilNight(now time.Time) time.Duration {
	next := time.Date(now.Year(), now.Month(), now.Day(), lawHour, lawMinute, 0, 0, now.Location())
	if !next.After(now) {
		next = next.AddDate(0, 0, 1)
	}
	return next.Sub(now)
}

// lookAtLaw compares the core with all facts that it has said until this moment.
func (f *Floor) lookAtLaw(ctx context.Context) error {
	var said core.Law
	var upTo uint64
	if err := f.look(ctx, func(s *core.State, _ uint64, _ int64) { said, upTo = s.Law(), f.facts }); err != nil {
		return err
	}
	if err := f.remembered(ctx, upTo); err != nil {
		return err
	}
	a := &f.board.law
	if err := a.fold(ctx, f.sql, upTo); err != nil {
		return err
	}
	l := Law{At: f.Now(), Opened: a.opened, Open: len(a.open), Closed: maps.Clone(a.closed), Why: a.broken(said)}
	l.OK = l.Why == ""
	a.mu.Lock()
	a.last = l
	a.mu.Unlock()
	f.board.set(Alarm{ID: "promises_broken", Kind: "promises_broken", Severity: Critical}, !l.OK)
	if l.OK {
		f.log.Info("law of promises holds", "opened", l.Opened, "open", l.Open)
		return nil
	}
	f.log.Error("law of promises is broken", "opened", l.Opened, "open", l.Open, "why", l.Why)
	return f.look(ctx, func(*core.State, uint64, int64) {
		f.say(f.moment(), fact.Head{Tenant: id.House, Actor: fact.System},
			fact.PromisesBroken{Opened: l.Opened, Open: l.Open, Closed: l.Opened - l.Open, Why: l.Why})
	})
}

// remembered waits until the facts up to that number are in the database.
func (f *Floor) remembered(ctx context.Context, upTo uint64) error {
	for range lawPatience {
		head, err := f.sql.Head(ctx)
		if err != nil || head.Fact >= upTo {
			return err
		}
		t := time.NewTimer(time.Second)
		select {
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		case <-t.C:
		}
	}
	return fmt.Errorf("facts up to %d are not remembered", upTo)
}

// fold takes what has been said since the last look.
func (a *audit) fold(ctx context.Context, sql *journal.SQL, upTo uint64) error {
	if a.open == nil {
		a.open, a.closed = map[id.Promise]bool{}, map[string]int{}
	}
	opened, closed := fact.PromiseOpened{}.FactType(), fact.PromiseClosed{}.FactType()
	for a.upTo < upTo {
		page, err := sql.OfTypes(ctx, [3]string{opened, closed, closed}, a.upTo, upTo, lawPage)
		if err != nil {
			return fmt.Errorf("facts of promises: %w", err)
		}
		for _, e := range page {
			if e.Type == opened {
				a.opened++
				a.open[e.Promise] = true
				continue
			}
			c, err := fact.Open[fact.PromiseClosed](e)
			if err != nil {
				return err
			}
			if !a.open[e.Promise] {
				a.strays++
			}
			delete(a.open, e.Promise)
			a.closed[c.Reason]++
		}
		if a.upTo = upTo; len(page) == lawPage {
			a.upTo = page[len(page)-1].Seq
		}
	}
	return nil
}

// broken says what does not add up, "" when all does.
func (a *audit) broken(said core.Law) string {
	closed, lost := 0, len(a.open)
	for _, n := range a.closed {
		closed += n
	}
	for _, p := range said.Open {
		if a.open[p] {
			lost--
		}
	}
	switch unknown := len(said.Open) - (len(a.open) - lost); {
	case said.Holds != nil:
		return said.Holds.Error()
	case a.strays > 0:
		return fmt.Sprintf("%d closed that were not open", a.strays)
	case lost > 0:
		return fmt.Sprintf("%d open by the facts, which the floor does not know", lost)
	case unknown > 0:
		return fmt.Sprintf("%d known to the floor, which are not open by the facts", unknown)
	case a.opened != len(a.open)+closed:
		return fmt.Sprintf("opened %d, open %d, closed %d", a.opened, len(a.open), closed)
	}
	return ""
}

// Reasons are the reasons of a law, sorted.
func (l Law) Reasons() []string { return slices.Sorted(maps.Keys(l.Closed)) }
