package line

import (
	"context"
	"strconv"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// AddCalendar makes a calendar of c.
func (s *Service) AddCalendar(ctx context.Context, by fact.Actor, c Calendar) (Calendar, error) {
	if err := c.check(); err != nil {
		return c, err
	}
	c.ID, c.Version = id.Calendar(s.o.NewID("cal")), 1
	return c, s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		all, err := calendars(ctx, tx.Scope(""))
		if err != nil {
			return nil, err
		}
		if len(all) >= maxCalendars {
			return nil, problem.New(problem.TooMany, "calendar.too_many", "max", strconv.Itoa(maxCalendars))
		}
		if err := addCalendar(ctx, tx.Scope(c.Tenant), c); err != nil {
			return nil, err
		}
		return s.told(ctx, tx, by, nil, c)
	})
}

// ChangeCalendar saves c if c.Version is still the stored one. Its tenant stays.
func (s *Service) ChangeCalendar(ctx context.Context, by fact.Actor, c Calendar) (Calendar, error) {
	was, err := calendar(ctx, s.o.DB, c.ID)
	if err != nil {
		return c, err
	}
	c.Tenant = was.Tenant
	if err := c.check(); err != nil {
		return c, err
	}
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := calendar(ctx, tx, c.ID)
		if err != nil {
			return nil, err
		}
		if err := changeCalendar(ctx, tx.Scope(c.Tenant), c); err != nil {
			return nil, err
		}
		c.Version++
		return s.told(ctx, tx, by, was, c)
	})
	return c, err
}

// told leaves the fact of a saved calendar and returns what the core hears.
func (s *Service) told(ctx context.Context, tx *db.Tx, by fact.Actor, was any, c Calendar) (core.Input, error) {
	in, err := c.input(s.o.Now())
	if err != nil {
		return nil, err
	}
	return in, db.Changed(ctx, tx, "calendar", c.Tenant, by, string(c.ID), was, c)
}

// RemoveCalendar takes a calendar by which no line goes out of use.
func (s *Service) RemoveCalendar(ctx context.Context, by fact.Actor, name id.Calendar) error {
	if s.o.CalendarUsed != nil {
		what, err := s.o.CalendarUsed(ctx, name)
		if err != nil {
			return err
		}
		if what != "" {
			return problem.New(problem.Conflict, "calendar.in_use", "by", what)
		}
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := calendar(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		use, err := calendarUse(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		if use != "" {
			return nil, problem.New(problem.Conflict, "calendar.in_use", "by", use)
		}
		if err := removeCalendar(ctx, tx.Scope(was.Tenant), name, tx.Now()); err != nil {
			return nil, err
		}
		return core.Removed{ID: string(name)}, db.Changed(ctx, tx, "calendar", was.Tenant, by, string(name), was, nil)
	})
}

// CalendarTenant is whose calendar that is, "" when there is no such one.
func (s *Service) CalendarTenant(ctx context.Context, name id.Calendar) (id.Tenant, error) {
	c, err := calendar(ctx, s.o.DB, name)
	if problem.Is(err, "calendar.unknown") {
		return "", nil
	}
	return c.Tenant, err
}
