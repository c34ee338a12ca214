package promise

import (
	"context"
	"fmt"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// foldAll takes facts into the promises and laws that they are about. A fact that cannot be
// read counts in the chain, is logged and passed over.
func (s *Service) foldAll(ctx context.Context, tx *db.Tx, facts []fact.Envelope) error {
	w := work{tx: tx, promises: map[id.Promise]*Promise{}, laws: map[id.Tenant]*Law{}}
	for _, e := range facts {
		if !concerns(e) {
			continue
		}
		if err := w.take(ctx, s, e); err != nil {
			return err
		}
	}
	for _, p := range w.order {
		if p.ID == "" {
			continue // its opening could not be read
		}
		if err := putPromise(ctx, tx.Scope(p.Tenant), p); err != nil {
			return fmt.Errorf("fold promise %s: %w", p.ID, err)
		}
	}
	for _, l := range w.links {
		if err := putLink(ctx, tx.Scope(l.Tenant), l); err != nil {
			return fmt.Errorf("fold link %d of %s: %w", l.N, l.Tenant, err)
		}
	}
	for _, l := range w.lawOrder {
		if err := putLaw(ctx, tx.Scope(l.Tenant), l); err != nil {
			return fmt.Errorf("fold law of %s: %w", l.Tenant, err)
		}
	}
	return nil
}

// work is what one batch has read and will write.
type work struct {
	tx       *db.Tx
	promises map[id.Promise]*Promise
	order    []*Promise
	laws     map[id.Tenant]*Law
	lawOrder []*Law
	links    []Link
}

func (w *work) take(ctx context.Context, s *Service, e fact.Envelope) error {
	e.Tenant = tenantOf(e)
	l, err := w.law(ctx, e.Tenant)
	if err != nil {
		return err
	}
	if e.Promise == "" {
		w.links = append(w.links, l.add(e, false, false))
		return nil
	}
	p, err := w.promise(ctx, e.Promise)
	if err != nil {
		return err
	}
	before := *p
	if err := p.fold(e); err != nil {
		s.o.Log.ErrorContext(ctx, "fact passed over", "tenant", e.Tenant, "call", e.Call, "err", err)
	}
	w.links = append(w.links, l.add(e, before.ID == "" && p.ID != "", before.State != Closed && p.State == Closed))
	return nil
}

func (w *work) promise(ctx context.Context, name id.Promise) (*Promise, error) {
	if p := w.promises[name]; p != nil {
		return p, nil
	}
	p, err := promise(ctx, w.tx, name)
	if err != nil && !problem.Is(err, "promise.unknown") {
		return nil, err
	}
	w.promises[name] = &p
	w.order = append(w.order, &p)
	return &p, nil
}

func (w *work) law(ctx context.Context, t id.Tenant) (*Law, error) {
	if l := w.laws[t]; l != nil {
		return l, nil
	}
	l, err := law(ctx, w.tx.Scope(t))
	if err != nil {
		return nil, err
	}
	w.laws[t] = &l
	w.lawOrder = append(w.lawOrder, &l)
	return &l, nil
}
