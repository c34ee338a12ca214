package tenant

import (
	"context"
	"sync"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// Options of the room.
type Options struct {
	DB    *db.DB                   // required
	NewID func(kind string) string // required: id.Source.Next
	// Used names what still belongs to a tenant (a line, a number), "" when nothing does:
	// such a tenant cannot be removed. nil: not asked.
	Used func(ctx context.Context, t id.Tenant) (string, error)
	// Changed tells the core, after the commit and in the order of commits.
	Changed func(context.Context, ...core.Input)
}

// A Service is the room.
type Service struct {
	o    Options
	turn sync.Mutex // one change commits and is told at a time
}

// New makes the room.
func New(o Options) *Service {
	if o.Changed == nil {
		o.Changed = func(context.Context, ...core.Input) {}
	}
	return &Service{o: o}
}

// Inputs are all tenants and pauses as the core hears them at start.
func (s *Service) Inputs(ctx context.Context) ([]core.Input, error) {
	ts, err := s.Tenants(ctx, "")
	if err != nil {
		return nil, err
	}
	ps, err := s.Pauses(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]core.Input, 0, len(ts)+len(ps))
	for _, t := range ts {
		list = append(list, t.input())
	}
	for _, p := range ps {
		list = append(list, p.input())
	}
	return list, nil
}

// Tenants are all tenants by name, or the one named.
func (s *Service) Tenants(ctx context.Context, only id.Tenant) ([]Tenant, error) {
	return tenants(ctx, s.o.DB.Scope(only))
}

// Tenant is one tenant. Problem: "tenant.unknown".
func (s *Service) Tenant(ctx context.Context, name id.Tenant) (Tenant, error) {
	return tenant(ctx, s.o.DB.Scope(name))
}

// Known reports whether there is such a tenant.
func (s *Service) Known(ctx context.Context, name id.Tenant) (bool, error) {
	_, err := s.Tenant(ctx, name)
	if problem.Is(err, "tenant.unknown") {
		return false, nil
	}
	return err == nil, err
}

// Pauses are all reasons for a pause, those that people may choose first.
func (s *Service) Pauses(ctx context.Context) ([]Pause, error) { return pauses(ctx, s.o.DB) }

// Directory is the names of tenants (one or all, "") and of pauses, removed ones too.
func (s *Service) Directory(ctx context.Context, only id.Tenant) (tenants, pauses []Name, err error) {
	if tenants, err = tenantNames(ctx, s.o.DB.Scope(only)); err != nil {
		return nil, nil, err
	}
	pauses, err = pauseNames(ctx, s.o.DB)
	return tenants, pauses, err
}

// Add takes on a client. Problems: "tenant.name_taken" and those of a form.
func (s *Service) Add(ctx context.Context, by fact.Actor, t Tenant) (Tenant, error) {
	t.ID, t.Version = id.Tenant(s.o.NewID("ten")), 1
	if err := t.clean(); err != nil {
		return Tenant{}, err
	}
	return t, s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		if err := addTenant(ctx, tx, t); err != nil {
			return nil, err
		}
		return t.input(), db.Changed(ctx, tx, "tenant", t.ID, by, string(t.ID), nil, t)
	})
}

// Change sets everything of a tenant; t.Version is what was read. Problems:
// "tenant.unknown", "tenant.changed_meanwhile", "tenant.name_taken".
func (s *Service) Change(ctx context.Context, by fact.Actor, t Tenant) (Tenant, error) {
	if err := t.clean(); err != nil {
		return Tenant{}, err
	}
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := tenant(ctx, tx.Scope(t.ID))
		if err != nil {
			return nil, err
		}
		if err := changeTenant(ctx, tx, t); err != nil {
			return nil, err
		}
		t.Version++
		return t.input(), db.Changed(ctx, tx, "tenant", t.ID, by, string(t.ID), was, t)
	})
	return t, err
}

// Remove ends the work for a client that has no lines and numbers any more. What was, stays
// to be read. Problems: "tenant.used", "tenant.house".
func (s *Service) Remove(ctx context.Context, by fact.Actor, name id.Tenant) error {
	if name == id.House {
		return problem.New(problem.Conflict, "tenant.house")
	}
	if s.o.Used != nil {
		what, err := s.o.Used(ctx, name)
		if err != nil {
			return err
		}
		if what != "" {
			return problem.New(problem.Conflict, "tenant.used", "by", what)
		}
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := tenant(ctx, tx.Scope(name))
		if err != nil {
			return nil, err
		}
		if err := removeTenant(ctx, tx, name, tx.Now()); err != nil {
			return nil, err
		}
		return core.Removed{ID: string(name)}, db.Changed(ctx, tx, "tenant", name, by, string(name), was, nil)
	})
}

// AddPause adds a reason. Problems: "tenant.name_taken" and those of a form.
func (s *Service) AddPause(ctx context.Context, by fact.Actor, p Pause) (Pause, error) {
	p.ID, p.Version, p.Reserved = id.Pause(s.o.NewID("pau")), 1, false
	if err := p.clean(); err != nil {
		return Pause{}, err
	}
	return p, s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		if err := addPause(ctx, tx, p); err != nil {
			return nil, err
		}
		return p.input(), db.Changed(ctx, tx, "pause", id.House, by, string(p.ID), nil, p)
	})
}

// ChangePause changes a reason that is not reserved; p.Version is what was read.
func (s *Service) ChangePause(ctx context.Context, by fact.Actor, p Pause) (Pause, error) {
	if err := p.clean(); err != nil {
		return Pause{}, err
	}
	p.Reserved = false
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := freePause(ctx, tx, p.ID)
		if err != nil {
			return nil, err
		}
		if err := changePause(ctx, tx, p); err != nil {
			return nil, err
		}
		p.Version++
		return p.input(), db.Changed(ctx, tx, "pause", id.House, by, string(p.ID), was, p)
	})
	return p, err
}

// RemovePause removes a reason that is not reserved; who is in it stays in it until he ends
// it.
func (s *Service) RemovePause(ctx context.Context, by fact.Actor, name id.Pause) error {
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := freePause(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		if err := removePause(ctx, tx, name, tx.Now()); err != nil {
			return nil, err
		}
		return core.Removed{ID: string(name)}, db.Changed(ctx, tx, "pause", id.House, by, string(name), was, nil)
	})
}

// freePause is a pause that people may change. Problem: "tenant.pause_reserved".
func freePause(ctx context.Context, tx *db.Tx, name id.Pause) (Pause, error) {
	p, err := pause(ctx, tx, name)
	if err == nil && p.Reserved {
		err = problem.New(problem.Conflict, "tenant.pause_reserved")
	}
	return p, err
}

// change runs fn in a transaction and tells the core what it returns.
func (s *Service) change(ctx context.Context, fn func(ctx context.Context, tx *db.Tx) (core.Input, error)) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	var in core.Input
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		in, err = fn(ctx, tx)
		return err
	})
	if err == nil {
		s.o.Changed(ctx, in)
	}
	return err
}
