package menu

import (
	"context"
	"strconv"
	"strings"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// A KnownCaller is on a tenant's list of those whom its menus know.
type KnownCaller struct {
	Number phone.Number `json:"number" doc:"E.164"`
	Name   string       `json:"name,omitempty" doc:"For people"`
}

// maxKnown of one tenant: more is a customer base, which is to come.
const maxKnown = 20_000

// KnownCallers is a tenant's list, by number.
func (s *Service) KnownCallers(ctx context.Context, t id.Tenant) ([]KnownCaller, error) {
	return knownCallers(ctx, s.o.DB.Scope(t))
}

// SetKnownCallers replaces a tenant's list. A number may stand on it once. The audit tells
// how many there are, not who: facts hold no numbers.
func (s *Service) SetKnownCallers(ctx context.Context, by fact.Actor, t id.Tenant, list []KnownCaller) error {
	if len(list) > maxKnown {
		return problem.New(problem.Invalid, "known_caller.too_many", "max", strconv.Itoa(maxKnown))
	}
	seen := map[phone.Number]bool{}
	for i := range list {
		k := &list[i]
		k.Name = strings.TrimSpace(k.Name)
		e164, err := phone.Parse(string(k.Number), "")
		switch {
		case err != nil:
			return problem.New(problem.Invalid, "known_caller.number", "row", strconv.Itoa(i+1), "example", "+380441234567")
		case seen[e164]:
			return problem.New(problem.Invalid, "known_caller.twice", "row", strconv.Itoa(i+1))
		case len([]rune(k.Name)) > maxName:
			return problem.New(problem.Invalid, "known_caller.name_too_long", "row", strconv.Itoa(i+1), "max", strconv.Itoa(maxName))
		}
		k.Number, seen[e164] = e164, true
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(t)
		was, err := knownCallers(ctx, sc)
		if err != nil {
			return err
		}
		if err := clearKnown(ctx, sc); err != nil {
			return err
		}
		for _, k := range list {
			if err := addKnown(ctx, sc, k); err != nil {
				return err
			}
		}
		type count struct {
			Count int `json:"count"`
		}
		return db.Changed(ctx, tx, "known_caller", t, by, string(t), count{len(was)}, count{len(list)})
	})
}

// OnList reports whether a number is on the tenant's list.
func (s *Service) OnList(ctx context.Context, t id.Tenant, e164 phone.Number) (bool, error) {
	return isKnown(ctx, s.o.DB.Scope(t), e164)
}

// AsksKnown reports whether a menu in use of the tenant asks who is known: for the others
// nobody need look.
func (s *Service) AsksKnown(ctx context.Context, t id.Tenant) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.asks == nil {
		all, err := published(ctx, s.o.DB.Scope(""))
		if err != nil {
			return false, err
		}
		s.asks = map[id.Tenant]bool{}
		for _, p := range all {
			for _, n := range p.Nodes {
				if n.Kind == flow.CallerKnown {
					s.asks[p.Tenant] = true
				}
			}
		}
	}
	return s.asks[t], nil
}
