package call

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// A Retention is how long people's data of a tenant's calls is kept: notes, handovers and the
// numbers behind ids. What happened, in ids and moments, stays for ever.
type Retention struct {
	Tenant  id.Tenant `json:"tenant"`
	Days    int       `json:"days"`    // 0: nobody set it, nothing is removed
	Version int       `json:"version"` // 0: nobody set it
}

// A Hold says that a call must be kept whole whatever the retention says.
type Hold struct {
	Why string
	By  id.User
	At  int64 // ms UTC
}

const (
	// minDays: a complaint comes within the month, and promises to call back live four days.
	minDays = 30
	maxDays = 3650
	maxWhy  = 500
	// sweepFirst: a process that restarts each night sweeps too.
	sweepFirst = 2 * time.Minute
	sweepEvery = 24 * time.Hour
	sweepBatch = 200
)

// Retentions are those that somebody set, by tenant.
func (s *Service) Retentions(ctx context.Context) ([]Retention, error) {
	return retentions(ctx, s.o.DB)
}

// SetRetention says how long people's data of a tenant's calls is kept, if r.Version is still
// the stored one. Problems: "retention.days", "retention.tenant", "retention.changed_meanwhile".
func (s *Service) SetRetention(ctx context.Context, by fact.Actor, r Retention) (Retention, error) {
	if r.Days < minDays || r.Days > maxDays {
		return r, problem.New(problem.Invalid, "retention.days", "min", strconv.Itoa(minDays), "max", strconv.Itoa(maxDays))
	}
	if !id.Valid("ten", string(r.Tenant)) {
		return r, problem.New(problem.Invalid, "retention.tenant")
	}
	return r, s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
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
		return db.Changed(ctx, tx, "personal_retention", r.Tenant, by, string(r.Tenant), before, r)
	})
}

// Held reports whether the call must be kept.
func (s *Service) Held(ctx context.Context, t id.Tenant, c id.Call) (bool, error) {
	h, err := hold(ctx, s.o.DB.Scope(t), c)
	return h.At != 0, err
}

// Hold has a call kept, or lets it go again. The fact does not hold the reason: it may name
// people. Problems: "hold.no_reason", "hold.too_long".
func (s *Service) Hold(ctx context.Context, c Call, by id.User, held bool, why string) error {
	why = strings.TrimSpace(why)
	switch {
	case held && why == "":
		return problem.New(problem.Invalid, "hold.no_reason")
	case utf8.RuneCountInString(why) > maxWhy:
		return problem.New(problem.Invalid, "hold.too_long", "max", strconv.Itoa(maxWhy))
	}
	type shape struct {
		Held bool `json:"held"`
	}
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(c.Tenant)
		was, err := hold(ctx, sc, c.ID)
		if err != nil || (was.At != 0) == held {
			return err
		}
		if held {
			err = addHold(ctx, sc, c.ID, Hold{why, by, tx.Now()})
		} else {
			err = dropHold(ctx, sc, c.ID)
		}
		if err != nil {
			return err
		}
		return db.Changed(ctx, tx, "hold", c.Tenant, fact.Actor(by), string(c.ID), shape{!held}, shape{held})
	})
}

// Run removes people's data whose time is over once a day, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	sweep := time.NewTimer(sweepFirst)
	defer sweep.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-sweep.C:
			if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
				s.o.Log.ErrorContext(ctx, "people's data whose time is over not removed", "err", err)
			}
			sweep.Reset(sweepEvery)
		}
	}
}

// Sweep removes notes, handovers and numbers whose time is over, but not of calls that are
// held, and leaves a fact of how many for each tenant and kind.
func (s *Service) Sweep(ctx context.Context) error {
	if err := forgetQuality(ctx, s.o.DB, s.o.DB.Now()-keepQuality.Milliseconds()); err != nil {
		return err
	}
	all, err := s.Retentions(ctx)
	if err != nil {
		return err
	}
	for _, r := range all {
		before := s.o.DB.Now() - (time.Duration(r.Days) * 24 * time.Hour).Milliseconds()
		for what, sweep := range map[string]func(context.Context, id.Tenant, int64) (int, int, error){
			"handovers": s.sweepHandovers, "notes": s.sweepNotes, "numbers": s.sweepNumbers,
		} {
			removed, held, err := sweep(ctx, r.Tenant, before)
			if err != nil {
				return fmt.Errorf("sweep %s of %s: %w", what, r.Tenant, err)
			}
			if removed == 0 {
				continue
			}
			f := fact.RetentionSwept{What: what, Removed: removed, Held: held, Before: before}
			err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
				return db.AppendFact(ctx, tx, fact.Head{Tenant: r.Tenant, Actor: fact.Rule}, f)
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) sweepNotes(ctx context.Context, t id.Tenant, before int64) (removed, held int, err error) {
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		removed, held, err = dropNotes(ctx, tx.Scope(t), before)
		return err
	})
	return removed, held, err
}

// sweepHandovers forgets what was spoken first: the row alone knows its name.
func (s *Service) sweepHandovers(ctx context.Context, t id.Tenant, before int64) (removed, held int, err error) {
	spoken, err := oldPrompts(ctx, s.o.DB.Scope(t), before)
	if err != nil {
		return 0, 0, err
	}
	for _, p := range spoken {
		if s.o.Speech != nil {
			if err := s.o.Speech.Forget(ctx, p); err != nil {
				return 0, 0, err
			}
		}
	}
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		removed, held, err = dropHandovers(ctx, tx.Scope(t), before)
		return err
	})
	return removed, held, err
}

// sweepNumbers erases the numbers of people who have not been heard of since: by nobody, in
// no call that is held.
func (s *Service) sweepNumbers(ctx context.Context, t id.Tenant, before int64) (removed, held int, err error) {
	if s.o.Forget == nil {
		return 0, 0, nil
	}
	for last := id.Number(""); ; {
		ids, err := oldNumbers(ctx, s.o.DB.Scope(t), before, last)
		if err != nil || len(ids) == 0 {
			return removed, 0, err
		}
		n, err := s.o.Forget(ctx, t, ids)
		if err != nil {
			return removed, 0, err
		}
		removed, last = removed+n, ids[len(ids)-1]
	}
}
