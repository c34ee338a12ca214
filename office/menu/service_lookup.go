package menu

import (
	"context"
	"slices"
	"strconv"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
)

// Lookups are a tenant's look-ups, or all ("").
func (s *Service) Lookups(ctx context.Context, t id.Tenant) ([]Lookup, error) {
	return lookups(ctx, s.o.DB.Scope(t))
}

// AddLookup makes a look-up.
func (s *Service) AddLookup(ctx context.Context, by fact.Actor, l Lookup) (Lookup, error) {
	l.ID, l.Version = s.o.NewID(kindLookup), 1
	if err := l.check(); err != nil {
		return l, err
	}
	return l, s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		all, err := lookups(ctx, tx.Scope(l.Tenant))
		if err != nil {
			return err
		}
		if len(all) >= maxLookups {
			return problem.New(problem.TooMany, "lookup.too_many", "max", strconv.Itoa(maxLookups))
		}
		if err := addLookup(ctx, tx.Scope(l.Tenant), l); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "lookup", l.Tenant, by, l.ID, nil, l)
	})
}

// ChangeLookup saves l if l.Version is still the stored one. A header whose value is empty
// keeps the one of before, so that secrets need not be shown to be kept. Calls that are on go
// by the new form at once: it is a connection, not a program.
func (s *Service) ChangeLookup(ctx context.Context, by fact.Actor, l Lookup) (Lookup, error) {
	was, err := s.inUse(ctx, l.ID)
	if err != nil {
		return l, err
	}
	l.Tenant = was.Tenant
	l.keepSecrets(was)
	if err := l.check(); err != nil {
		return l, err
	}
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := lookup(ctx, tx, l.ID)
		if err != nil {
			return err
		}
		if err := changeLookup(ctx, tx.Scope(l.Tenant), l); err != nil {
			return err
		}
		l.Version++
		return db.Changed(ctx, tx, "lookup", l.Tenant, by, l.ID, was, l)
	})
	return l, err
}

// keepSecrets takes the values of headers that were left empty from before, as long as they go
// to the same host: who may change a look-up may not send another's secret to his own server.
func (l *Lookup) keepSecrets(was Lookup) {
	before, _ := was.host()
	now, _ := l.host()
	for i := range l.Headers {
		if l.Headers[i].Value != "" || before != now {
			continue
		}
		for _, h := range was.Headers {
			if h.Name == l.Headers[i].Name {
				l.Headers[i].Value = h.Value
			}
		}
	}
}

// RemoveLookup takes a look-up that no menu asks out of use.
func (s *Service) RemoveLookup(ctx context.Context, by fact.Actor, name string) error {
	used, err := s.firstMenu(ctx, func(p flow.Program) bool {
		return slices.ContainsFunc(p.Nodes, func(n flow.Node) bool { return n.Lookup == name })
	})
	if err != nil {
		return err
	}
	if used != "" {
		return problem.New(problem.Conflict, "lookup.in_use", "by", used)
	}
	was, err := s.inUse(ctx, name)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := removeLookup(ctx, tx.Scope(was.Tenant), name, tx.Now()); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "lookup", was.Tenant, by, name, was, nil)
	})
}

// inUse is a look-up that is not removed.
func (s *Service) inUse(ctx context.Context, name string) (Lookup, error) {
	all, err := lookups(ctx, s.o.DB.Scope(""))
	if err != nil {
		return Lookup{}, err
	}
	if i := slices.IndexFunc(all, func(l Lookup) bool { return l.ID == name }); i >= 0 {
		return all[i], nil
	}
	return Lookup{}, problem.New(problem.NotFound, "lookup.unknown", "lookup", name)
}

// Guard is where a tenant's look-ups may go.
func (s *Service) Guard(ctx context.Context, t id.Tenant) (Guard, error) {
	return guardOf(ctx, s.o.DB.Scope(t))
}

// SetGuard changes it.
func (s *Service) SetGuard(ctx context.Context, by fact.Actor, g Guard) (Guard, error) {
	if err := g.check(); err != nil {
		return g, err
	}
	return g, s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(g.Tenant)
		was, err := guardOf(ctx, sc)
		if err != nil {
			return err
		}
		if err := setGuard(ctx, sc, g); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "lookup_guard", g.Tenant, by, string(g.Tenant), was, g)
	})
}

// clever tells the checker of a tenant's look-ups and other menus.
func (s *Service) clever(ctx context.Context, p flow.Program, k *flow.Known) error {
	if !slices.ContainsFunc(p.Nodes, func(n flow.Node) bool { return n.Kind == flow.Lookup || n.Kind == flow.Sub }) {
		return nil
	}
	all, err := lookups(ctx, s.o.DB.Scope(p.Tenant))
	if err != nil {
		return err
	}
	k.Lookup = func(name string) (sets []string, ok bool) {
		i := slices.IndexFunc(all, func(l Lookup) bool { return l.ID == name })
		if i < 0 {
			return nil, false
		}
		for _, v := range all[i].Values {
			sets = append(sets, v.Variable)
		}
		return sets, true
	}
	others, err := published(ctx, s.o.DB.Scope(p.Tenant))
	if err != nil {
		return err
	}
	k.Menu = func(name id.Flow) *flow.Program {
		for i := range others {
			if others[i].ID == name {
				return &others[i]
			}
		}
		return nil
	}
	return nil
}
