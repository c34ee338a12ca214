package survey

import (
	"cmp"
	"context"
	"log/slog"
	"math"
	"slices"
	"sync"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/base/reader"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// Options of the room.
type Options struct {
	DB     *db.DB        // required
	Stream reader.Stream // the floor's facts; nil: none are followed
	// LineTenant is whose line that is, "" when there is no such line. nil: not asked.
	LineTenant func(context.Context, id.Line) (id.Tenant, error)
	// MenuTenant is whose menu that is, "" when there is no such menu. nil: not asked.
	MenuTenant func(context.Context, id.Flow) (id.Tenant, error)
	// Changed tells the core, after the commit and in the order of commits.
	Changed func(context.Context, ...core.Input)
	Log     *slog.Logger // nil: silent
}

// A Service is the room.
type Service struct {
	o      Options
	reader *reader.Reader
	turn   sync.Mutex // one change commits and is told at a time
}

// New makes the room. Run its Reader to follow the floor.
func New(o Options) *Service {
	if o.Changed == nil {
		o.Changed = func(context.Context, ...core.Input) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{o: o}
	s.reader = reader.New(reader.Options{DB: o.DB, Name: "survey", Stream: o.Stream, Fold: s.foldAll, Clear: clear, Log: o.Log})
	return s
}

// Reader follows the floor's facts: Run it, Wake it after each commit of the floor.
func (s *Service) Reader() *reader.Reader { return s.reader }

// Inputs is how lines ask, as the core hears it at start.
func (s *Service) Inputs(ctx context.Context) ([]core.Input, error) {
	all, err := settings(ctx, s.o.DB.Scope(""))
	var list []core.Input
	for _, v := range all {
		list = append(list, v.input())
	}
	return list, err
}

// Answers are those that fit, newest first; next is the Filter.Before of the following page,
// "" when there is none.
func (s *Service) Answers(ctx context.Context, f Filter) (list []Answer, next string, err error) {
	if list, err = s.read(ctx, f, pageSize+1); err != nil {
		return nil, "", err
	}
	if len(list) > pageSize {
		list = list[:pageSize]
		next = string(list[pageSize-1].Item)
	}
	return list, next, nil
}

// Summary counts the answers that fit, by line or by agent.
func (s *Service) Summary(ctx context.Context, f Filter, byAgent bool) ([]Sum, error) {
	list, err := s.read(ctx, f, maxSum+1)
	if err != nil {
		return nil, err
	}
	if len(list) > maxSum {
		return nil, errTooMany()
	}
	sums := []Sum{}
	for _, a := range list {
		key := Sum{Line: a.Line}
		if byAgent {
			key = Sum{Agent: a.Agent}
		}
		i := slices.IndexFunc(sums, func(v Sum) bool { return v.Line == key.Line && v.Agent == key.Agent })
		if i < 0 {
			sums, i = append(sums, key), len(sums)
		}
		sums[i].add(a)
	}
	for i := range sums {
		sums[i].finish()
	}
	slices.SortFunc(sums, func(a, b Sum) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Agent, b.Agent)) })
	return sums, nil
}

func (s *Sum) add(a Answer) {
	s.Asked++
	if a.CSAT > 0 {
		s.N++
		s.marks += a.CSAT
	}
	if a.CSAT >= 4 {
		s.Good++
	}
	if a.Solved > 0 {
		s.SolvedN++
	}
	if a.Solved == 1 {
		s.Solved++
	}
	if a.Comment != "" {
		s.Comments++
	}
}

// read is the answers of all tenants of the filter.
func (s *Service) read(ctx context.Context, f Filter, limit int) ([]Answer, error) {
	if f.To == 0 {
		f.To = math.MaxInt64
	}
	tenants := f.Tenants
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	all := []Answer{}
	for _, t := range tenants {
		some, err := answers(ctx, s.o.DB.Scope(t), f, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b Answer) int { return cmp.Compare(b.Item, a.Item) })
	return all[:min(len(all), limit)], nil
}

// Settings is how the lines of a tenant ask, or of all ("").
func (s *Service) Settings(ctx context.Context, t id.Tenant) ([]Setting, error) {
	return settings(ctx, s.o.DB.Scope(t))
}

// Set changes how a line asks if v.Version is still the stored one.
func (s *Service) Set(ctx context.Context, by fact.Actor, v Setting) (Setting, error) {
	if err := v.check(); err != nil {
		return v, err
	}
	if s.o.LineTenant != nil {
		t, err := s.o.LineTenant(ctx, v.Line)
		if err != nil {
			return v, err
		}
		if t == "" {
			return v, problem.New(problem.NotFound, "line.unknown", "line", string(v.Line))
		}
		v.Tenant = t
	}
	if v.Flow != "" && s.o.MenuTenant != nil {
		t, err := s.o.MenuTenant(ctx, v.Flow)
		if err != nil {
			return v, err
		}
		if t != v.Tenant {
			return v, problem.New(problem.Invalid, "survey.menu_unknown")
		}
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(v.Tenant)
		was, err := settings(ctx, sc)
		if err != nil {
			return err
		}
		if err := saveSetting(ctx, sc, v); err != nil {
			return err
		}
		var before any
		if i := slices.IndexFunc(was, func(w Setting) bool { return w.Line == v.Line }); i >= 0 {
			before = was[i]
		}
		v.Version++
		return db.Changed(ctx, tx, "survey", v.Tenant, by, string(v.Line), before, v)
	})
	if err == nil {
		s.o.Changed(ctx, v.input())
	}
	return v, err
}
