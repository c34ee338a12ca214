package recording

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// Retentions are those that somebody set, by tenant; all others have the default.
func (s *Service) Retentions(ctx context.Context) ([]Retention, error) {
	return retentions(ctx, s.o.DB)
}

// SetRetention says how long a tenant's recordings are kept, if r.Version is still the stored
// one. A shorter time works at the next sweep.
func (s *Service) SetRetention(ctx context.Context, by fact.Actor, r Retention) (Retention, error) {
	if r.Days < 1 || r.Days > maxDays {
		return r, problem.New(problem.Invalid, "retention.days", "min", "1", "max", strconv.Itoa(maxDays))
	}
	if !id.Valid("ten", string(r.Tenant)) {
		return r, problem.New(problem.Invalid, "retention.tenant")
	}
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(r.Tenant)
		was, err := retention(ctx, sc)
		if err != nil {
			return err
		}
		if err := saveRetention(ctx, sc, r); err != nil {
			return err
		}
		r.Version++
		var before any
		if was.Version > 0 {
			before = was
		}
		return db.Changed(ctx, tx, "retention", r.Tenant, by, string(r.Tenant), before, r)
	})
	return r, err
}

// Sweep removes the sound of all recordings whose time is over. What is known of them stays.
func (s *Service) Sweep(ctx context.Context) error {
	all, err := tenants(ctx, s.o.DB)
	if err != nil {
		return err
	}
	for _, t := range all {
		r, err := retention(ctx, s.o.DB.Scope(t))
		if err != nil {
			return err
		}
		before := s.o.DB.Now() - (time.Duration(r.Days) * 24 * time.Hour).Milliseconds()
		if err := s.sweepTenant(ctx, t, before); err != nil {
			return fmt.Errorf("sweep %s: %w", t, err)
		}
	}
	return nil
}

func (s *Service) sweepTenant(ctx context.Context, t id.Tenant, before int64) error {
	swept, last := fact.RetentionSwept{What: "recordings", Before: before}, Recording{}
	for {
		list, err := over(ctx, s.o.DB.Scope(t), before, last)
		if err != nil {
			return err
		}
		for _, r := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			last = r
			held, err := s.held(ctx, r)
			if err != nil {
				return err
			}
			if held {
				swept.Held++
				continue
			}
			if err := s.remove(ctx, r); err != nil {
				return err
			}
			swept.Removed++
		}
		if len(list) < sweepBatch {
			break
		}
	}
	if swept.Removed == 0 {
		return nil
	}
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return db.AppendFact(ctx, tx, fact.Head{Tenant: t, Actor: fact.Rule}, swept)
	})
}

// held reports whether somebody said that r's call must be kept.
func (s *Service) held(ctx context.Context, r Recording) (bool, error) {
	if s.o.Held == nil {
		return false, nil
	}
	return s.o.Held(ctx, r.Tenant, r.Call)
}

// remove deletes the blob first: a crash in between leaves a row whose blob is deleted once
// more, never a blob that nobody knows.
func (s *Service) remove(ctx context.Context, r Recording) error {
	if err := s.o.Blobs.Delete(ctx, r.File.Name); err != nil {
		return err
	}
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		n, err := markRemoved(ctx, tx.Scope(r.Tenant), r.ID, tx.Now())
		if err != nil || n == 0 {
			return err
		}
		h := fact.Head{Tenant: r.Tenant, Line: r.Line, Call: r.Call, Actor: fact.Rule}
		return db.AppendFact(ctx, tx, h, fact.RecordingRemoved{Recording: r.ID, Why: "retention"})
	})
}
