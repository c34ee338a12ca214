package promise

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"gudok/base/db"
	"gudok/id"
)

const (
	// checkEvery: what is new is checked within the hour, and the sums of the whole.
	checkEvery = time.Hour
	// checkFirst leaves the start of the process to the calls.
	checkFirst = 10 * time.Second
	// night is when all is read again from the first fact, ms after midnight UTC: the small
	// hours of the countries that we serve.
	night = int64(time.Hour / time.Millisecond)
	day   = int64(24 * time.Hour / time.Millisecond)
)

// Run checks the law of all tenants until ctx ends: whole at the start and each night, and
// what is new each hour.
func (s *Service) Run(ctx context.Context) error {
	if err := s.Reform(ctx); err != nil && ctx.Err() == nil {
		s.o.Log.ErrorContext(ctx, "chain of promises not made again", "err", err)
	}
	t := time.NewTimer(checkFirst)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		if err := s.check(ctx, false); err != nil && ctx.Err() == nil {
			s.o.Log.ErrorContext(ctx, "promises not checked", "err", err)
		}
		t.Reset(checkEvery)
	}
}

// Reform makes chains of an earlier form again from the first fact.
func (s *Service) Reform(ctx context.Context) error {
	all, err := laws(ctx, s.o.DB)
	if err != nil || !slices.ContainsFunc(all, func(l Law) bool { return l.Form != form }) {
		return err
	}
	return s.reader.Rebuild(ctx)
}

// CheckLaw counts the promises of each tenant and reads its chain again from the first fact:
// opened = open + closed, and every stored byte as it was.
func (s *Service) CheckLaw(ctx context.Context) error { return s.check(ctx, true) }

// check goes on where the last one ended, unless all is to be read, a day is over, or
// something was broken.
func (s *Service) check(ctx context.Context, all bool) error {
	s.checking.Lock()
	defer s.checking.Unlock()
	if today := (s.o.DB.Now() - night) / day; all || s.walked == nil || s.walkedOn != today {
		s.walked, s.walkedOn = newWalk(), today
		all = true
	}
	found, err := s.audit(ctx, s.walked)
	if err != nil {
		s.walked = nil
		return err
	}
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, c := range found {
			if err := s.note(ctx, tx, c, all); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) note(ctx context.Context, tx *db.Tx, c *Chain, all bool) error {
	check := Check{Tenant: c.Tenant, At: tx.Now(), OK: true, Facts: c.N}
	if b := c.Broken; b != nil {
		check.OK, check.Why, check.Broken = false, b.Why, b.Link
		s.walked = nil // the next one looks at all again
		s.o.Log.ErrorContext(ctx, "the law of promises is broken", "tenant", c.Tenant, "why", b.Why, "link", b.N, "fact", b.Seq, "promise", b.Promise)
	} else if all && c.N > 0 {
		if err := putHead(ctx, tx.Scope(c.Tenant), Head{c.Tenant, c.N, c.Hash, tx.Now(), "check"}); err != nil {
			return err
		}
	}
	return putCheck(ctx, tx.Scope(c.Tenant), check)
}

// Verify counts everything anew as [Service.CheckLaw] does and writes nothing. By tenant.
func (s *Service) Verify(ctx context.Context) ([]*Chain, error) { return s.audit(ctx, newWalk()) }

// shown is what the projection says, read at one moment so that no fold comes in between.
type shown struct {
	until uint64
	laws  []Law
	sums  map[id.Tenant][]count
	heads []Head
}

func (s *Service) audit(ctx context.Context, w *walk) ([]*Chain, error) {
	is, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	w.expect(is.heads)
	if err := w.to(ctx, s.o.DB, s.o.Stream, is.until); err != nil {
		return nil, err
	}
	known := map[id.Tenant]bool{}
	for _, l := range is.laws {
		known[l.Tenant] = true
		w.chain(l.Tenant).agree(l, is.sums[l.Tenant])
	}
	var list []*Chain
	for _, t := range w.order {
		c := w.chains[t]
		if !known[t] {
			c.breaks(Link{Tenant: t, N: c.N, Seq: c.Seq}, WhyLink)
		}
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b *Chain) int { return cmp.Compare(a.Tenant, b.Tenant) })
	return list, nil
}

// agree holds what is shown against what was counted.
func (c *Chain) agree(l Law, sums []count) {
	end := Link{Tenant: c.Tenant, N: c.N, Seq: c.Seq}
	if l.Facts != c.N || l.Hash != c.Hash {
		c.breaks(end, WhyLink)
	}
	var open int64
	closed := map[string]int64{}
	for _, g := range sums {
		if g.reason == "" {
			open = g.n
		} else {
			closed[g.reason] = g.n
		}
	}
	if l.Opened != c.Opened || l.Closed != c.ClosedAll() || l.NoNumber != c.NoNumber || open != c.Open() || !maps.Equal(closed, c.Closed) {
		c.breaks(end, WhySum)
	}
}

func (s *Service) shown(ctx context.Context) (is shown, err error) {
	read := func(ctx context.Context, q db.Querier) (err error) {
		is = shown{sums: map[id.Tenant][]count{}}
		if is.until, err = s.reader.AtIn(ctx, q); err != nil {
			return err
		}
		if is.laws, err = laws(ctx, q); err != nil {
			return err
		}
		for _, l := range is.laws {
			if is.sums[l.Tenant], err = counts(ctx, db.Scope{Tenant: l.Tenant, Querier: q}, 0, math.MaxInt64, 0); err != nil {
				return err
			}
		}
		is.heads, err = heads(ctx, q)
		return err
	}
	return is, s.o.DB.Still(ctx, read)
}

// Linked is the hash of a tenant's n-th link, "" when there is none.
func (s *Service) Linked(ctx context.Context, t id.Tenant, n int64) (string, error) {
	return hashAt(ctx, s.o.DB.Scope(t), n)
}
