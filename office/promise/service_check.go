package promise

import (
	"context"
	"fmt"
	"time"

	"gudok/base/db"
	"gudok/fact"
	"gudok/id"
)

const (
	// checkEvery: a broken chain is found within the hour; reading a million facts takes
	// seconds of one core.
	checkEvery = time.Hour
	// checkFirst leaves the start of the process to the calls.
	checkFirst = 10 * time.Second
	checkBatch = 1_000
)

// Run checks the law of all tenants now and then, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTimer(checkFirst)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		if err := s.CheckLaw(ctx); err != nil && ctx.Err() == nil {
			s.o.Log.ErrorContext(ctx, "promises not checked", "err", err)
		}
		t.Reset(checkEvery)
	}
}

// CheckLaw counts the promises of each tenant and reads the chain again from the first
// fact: opened = open + closed, and every stored byte as it was.
func (s *Service) CheckLaw(ctx context.Context) error {
	known, err := s.known(ctx)
	if err != nil {
		return err
	}
	chains, err := s.chains(ctx, known)
	if err != nil {
		return err
	}
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, k := range known {
			c := Check{Tenant: k.Tenant, At: tx.Now(), OK: true}
			switch {
			case k.rows != k.Opened || k.closed != k.Law.Closed:
				c.OK, c.Why = false, "sum"
			case chains[k.Tenant] != k.Hash:
				c.OK, c.Why = false, "chain"
			}
			if !c.OK {
				s.o.Log.ErrorContext(ctx, "the law of promises is broken", "tenant", k.Tenant, "why", c.Why)
			}
			if err := putCheck(ctx, tx.Scope(k.Tenant), c); err != nil {
				return err
			}
		}
		return nil
	})
}

// A counted law, read in one transaction so that no fold comes in between.
type counted struct {
	Law
	rows, closed int64
}

func (s *Service) known(ctx context.Context) (list []counted, err error) {
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		all, err := laws(ctx, tx)
		if err != nil {
			return err
		}
		for _, l := range all {
			k := counted{Law: l}
			if k.rows, k.closed, err = sums(ctx, tx.Scope(l.Tenant)); err != nil {
				return err
			}
			list = append(list, k)
		}
		return nil
	})
	return list, err
}

// chains computes each tenant's chain anew from the stream, up to the fact that its law has
// reached.
func (s *Service) chains(ctx context.Context, known []counted) (map[id.Tenant]string, error) {
	until, hashes := map[id.Tenant]uint64{}, map[id.Tenant]string{}
	var last uint64
	for _, k := range known {
		until[k.Tenant] = k.Seq
		last = max(last, k.Seq)
	}
	for seq := uint64(0); seq < last; {
		facts, err := s.o.Stream.After(ctx, seq, checkBatch)
		if err != nil {
			return nil, fmt.Errorf("facts after %d: %w", seq, err)
		}
		if len(facts) == 0 {
			return hashes, nil // the end is missing: the chains will not agree
		}
		for _, e := range facts {
			t := tenantOf(e)
			if concerns(e) && e.Seq <= until[t] {
				e.Tenant = t
				hashes[t] = link(hashes[t], e)
			}
		}
		seq = facts[len(facts)-1].Seq
	}
	return hashes, nil
}

// tenantOf: what belongs to nobody is the house's.
func tenantOf(e fact.Envelope) id.Tenant {
	if e.Tenant == "" {
		return id.House
	}
	return e.Tenant
}
