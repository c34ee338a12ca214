package directory

import (
	"context"
	"strconv"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// Options of the room.
type Options struct {
	DB    *db.DB                   // required
	NewID func(kind string) string // required: id.Source.Next
	// Region is where a tenant's national numbers are at home. Problem: "tenant.unknown".
	// nil: numbers must be international.
	Region func(ctx context.Context, t id.Tenant) (string, error)
}

// A Service is the room.
type Service struct{ o Options }

// New makes the room.
func New(o Options) *Service { return &Service{o: o} }

// Find are the tenant's entries and the house's in which query is found, by name, at most
// fifty; "" finds the first.
func (s *Service) Find(ctx context.Context, t id.Tenant, query string) ([]Entry, error) {
	return found(ctx, s.o.DB.Scope(t), pattern(query))
}

// Entry is one, whosever it is. Problem: "directory.unknown".
func (s *Service) Entry(ctx context.Context, name string) (Entry, error) {
	return entry(ctx, s.o.DB, name)
}

func (s *Service) check(ctx context.Context, e *Entry) error {
	region := ""
	if s.o.Region != nil {
		var err error
		if region, err = s.o.Region(ctx, e.Tenant); err != nil {
			return err
		}
	}
	return e.clean(region)
}

// Add lists somebody. Problems: those of a form, "directory.too_many".
func (s *Service) Add(ctx context.Context, by fact.Actor, e Entry) (Entry, error) {
	if err := s.check(ctx, &e); err != nil {
		return e, err
	}
	e.ID, e.Version = s.o.NewID("dir"), 1
	return e, s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(e.Tenant)
		n, err := count(ctx, sc)
		if err != nil {
			return err
		}
		if n >= maxEntries {
			return problem.New(problem.TooMany, "directory.too_many", "max", strconv.Itoa(maxEntries))
		}
		if err := add(ctx, sc, e); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "directory", e.Tenant, by, e.ID, nil, e.record())
	})
}

// Change sets everything of an entry but its tenant; e.Version is what was read. Problems:
// "directory.unknown", "directory.changed_meanwhile".
func (s *Service) Change(ctx context.Context, by fact.Actor, e Entry) (Entry, error) {
	was, err := s.Entry(ctx, e.ID)
	if err != nil {
		return e, err
	}
	e.Tenant = was.Tenant
	if err := s.check(ctx, &e); err != nil {
		return e, err
	}
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := entry(ctx, tx, e.ID)
		if err != nil {
			return err
		}
		if err := change(ctx, tx.Scope(e.Tenant), e); err != nil {
			return err
		}
		e.Version++
		return db.Changed(ctx, tx, "directory", e.Tenant, by, e.ID, was.record(), e.record())
	})
	return e, err
}

// Tell sets the note on whether somebody can be had now; the last word counts.
func (s *Service) Tell(ctx context.Context, by fact.Actor, name, presence string) (Entry, error) {
	var e Entry
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		if e, err = entry(ctx, tx, name); err != nil {
			return err
		}
		was := e.record()
		e.Presence = presence
		if err := e.clean(""); err != nil {
			return err
		}
		if err := change(ctx, tx.Scope(e.Tenant), e); err != nil {
			return err
		}
		e.Version++
		return db.Changed(ctx, tx, "directory", e.Tenant, by, e.ID, was, e.record())
	})
	return e, err
}

// Remove takes somebody off the list.
func (s *Service) Remove(ctx context.Context, by fact.Actor, name string) error {
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := entry(ctx, tx, name)
		if err != nil {
			return err
		}
		if err := remove(ctx, tx.Scope(was.Tenant), name); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "directory", was.Tenant, by, name, was.record(), nil)
	})
}
