package caller

import (
	"context"
	"strconv"
	"sync"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
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
type Service struct {
	o Options

	mu    sync.Mutex
	lists map[id.Tenant]map[phone.Number]brief // of those who were asked for
}

// brief is what an arrival needs of a mark.
type brief struct {
	kind  string
	until int64
}

// New makes the room.
func New(o Options) *Service {
	return &Service{o: o, lists: map[id.Tenant]map[phone.Number]brief{}}
}

// List is on which list of the tenant a number stands now, "" on none. After the first
// question for a tenant it is answered from memory.
func (s *Service) List(ctx context.Context, t id.Tenant, e164 phone.Number) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list, known := s.lists[t]
	if !known {
		all, err := marks(ctx, s.o.DB.Scope(t))
		if err != nil {
			return "", err
		}
		list = make(map[phone.Number]brief, len(all))
		for _, m := range all {
			list[m.Number] = brief{m.Kind, m.Until}
		}
		s.lists[t] = list
	}
	b := list[e164]
	if b.until != 0 && b.until <= s.o.DB.Now() {
		return "", nil
	}
	return b.kind, nil
}

// anew forgets what is remembered of a tenant: something was changed.
func (s *Service) anew(t id.Tenant) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.lists, t)
}

// Marks are both lists of a tenant, the VIPs first, by number.
func (s *Service) Marks(ctx context.Context, t id.Tenant) ([]Mark, error) {
	return marks(ctx, s.o.DB.Scope(t))
}

// Mark is one, whosever it is. Problem: "caller.unknown".
func (s *Service) Mark(ctx context.Context, name string) (Mark, error) {
	return mark(ctx, s.o.DB, name)
}

// Put puts numbers on a tenant's lists, all or none; one that stands there already gets the
// new words. The audit tells how many of which list, not who: facts hold no numbers.
// Problems: those of a row, "caller.twice", "caller.too_many", "caller.too_many_rows".
func (s *Service) Put(ctx context.Context, by fact.Actor, t id.Tenant, list []Mark) (added, changed int, err error) {
	if len(list) == 0 || len(list) > maxRows {
		return 0, 0, problem.New(problem.Invalid, "caller.too_many_rows", "max", strconv.Itoa(maxRows))
	}
	if err := s.clean(ctx, t, list); err != nil {
		return 0, 0, err
	}
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		added, changed, err = s.putAll(ctx, tx, by, t, list)
		return err
	})
	s.anew(t)
	return added, changed, err
}

func (s *Service) clean(ctx context.Context, t id.Tenant, list []Mark) error {
	region := ""
	if s.o.Region != nil {
		var err error
		if region, err = s.o.Region(ctx, t); err != nil {
			return err
		}
	}
	seen := map[phone.Number]bool{}
	for i := range list {
		m := &list[i]
		if err := m.clean(i+1, region, s.o.DB.Now()); err != nil {
			return err
		}
		if seen[m.Number] {
			return problem.New(problem.Invalid, "caller.twice", "row", strconv.Itoa(i+1))
		}
		seen[m.Number] = true
	}
	return nil
}

func (s *Service) putAll(ctx context.Context, tx *db.Tx, by fact.Actor, t id.Tenant, list []Mark) (added, changed int, err error) {
	sc := tx.Scope(t)
	n, err := count(ctx, sc)
	if err != nil {
		return 0, 0, err
	}
	for _, m := range list {
		was, err := ofNumber(ctx, sc, m.Number)
		if err != nil {
			return 0, 0, err
		}
		m.ID, m.At, m.By = was.ID, tx.Now(), by
		if was.ID == "" {
			m.ID = s.o.NewID("clr")
			added++
		} else {
			changed++
		}
		if n+added > maxMarks {
			return 0, 0, problem.New(problem.TooMany, "caller.too_many", "max", strconv.Itoa(maxMarks))
		}
		if err := put(ctx, sc, m); err != nil {
			return 0, 0, err
		}
		if len(list) > 1 {
			continue // one fact for all, below
		}
		var before any
		if was.ID != "" {
			before = was.record()
		}
		return added, changed, db.Changed(ctx, tx, "caller", t, by, m.ID, before, m.record())
	}
	type counts struct {
		VIP     int `json:"vip"`
		Blocked int `json:"blocked"`
	}
	var c counts
	for _, m := range list {
		if m.Kind == VIP {
			c.VIP++
		} else {
			c.Blocked++
		}
	}
	return added, changed, db.Changed(ctx, tx, "caller", t, by, string(t), counts{}, c)
}

// Remove takes a number off its list. Problem: "caller.unknown".
func (s *Service) Remove(ctx context.Context, by fact.Actor, name string) error {
	var t id.Tenant
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := mark(ctx, tx, name)
		if err != nil {
			return err
		}
		t = was.Tenant
		if err := remove(ctx, tx.Scope(t), t, name); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "caller", t, by, name, was.record(), nil)
	})
	s.anew(t)
	return err
}
