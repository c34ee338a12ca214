package line

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// Options of the room.
type Options struct {
	DB    *db.DB                   // required
	NewID func(kind string) string // required: id.Source.Next
	Now   func() time.Time         // for zones; nil: time.Now
	// Used names what leads to a line (a number, a menu), "" when nothing does: such a line
	// cannot be removed. nil: not asked.
	Used func(ctx context.Context, l id.Line) (string, error)
	// Known reports whether a skill, a trunk, a prompt or a number exists, by the prefix of
	// its id, and may be used by the tenant. nil: not asked.
	Known func(ctx context.Context, t id.Tenant, name string) (bool, error)
	// CalendarUsed names what asks a calendar (a menu), "" when nothing does. nil: not asked.
	CalendarUsed func(ctx context.Context, c id.Calendar) (string, error)
	// Number is the id that stands for a tenant's number. nil: there is none, and no client's
	// own telephone can be rung.
	Number func(t id.Tenant, e164 phone.Number) id.Number
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
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Changed == nil {
		o.Changed = func(context.Context, ...core.Input) {}
	}
	return &Service{o: o}
}

// Inputs are the clocks of the people who may be called, all calendars and all lines as the
// core hears them at start.
func (s *Service) Inputs(ctx context.Context) ([]core.Input, error) {
	cs, err := calendars(ctx, s.o.DB.Scope(""))
	if err != nil {
		return nil, err
	}
	ls, err := lines(ctx, s.o.DB.Scope(""))
	if err != nil {
		return nil, err
	}
	list, err := zones(s.o.Now())
	if err != nil {
		return nil, err
	}
	for _, c := range cs {
		in, err := c.input(s.o.Now())
		if err != nil {
			return nil, err
		}
		list = append(list, in)
	}
	for _, l := range ls {
		list = append(list, s.input(l))
	}
	r, err := s.Rule(ctx)
	if err != nil {
		return nil, err
	}
	if r.Version != 0 {
		list = append(list, r.input())
	}
	return list, nil
}

// input is what the core hears of l, with the client's own number as an id.
func (s *Service) input(l Line) core.Input {
	var own id.Number
	if l.Own.Number != "" && s.o.Number != nil {
		own = s.o.Number(l.Tenant, l.Own.Number)
	}
	return l.input(own)
}

// Lines are a tenant's lines, or all ("").
func (s *Service) Lines(ctx context.Context, t id.Tenant) ([]Line, error) {
	return lines(ctx, s.o.DB.Scope(t))
}

// Line is one line, whosever it is.
func (s *Service) Line(ctx context.Context, name id.Line) (Line, error) {
	return line(ctx, s.o.DB, name)
}

// Calendars are a tenant's calendars, or all ("").
func (s *Service) Calendars(ctx context.Context, t id.Tenant) ([]Calendar, error) {
	return calendars(ctx, s.o.DB.Scope(t))
}

// LineTenant is whose line that is, "" when there is no such line.
func (s *Service) LineTenant(ctx context.Context, name id.Line) (id.Tenant, error) {
	l, err := line(ctx, s.o.DB, name)
	if problem.Is(err, "line.unknown") {
		return "", nil
	}
	return l.Tenant, err
}

// PromptUsed names a line whose music the prompt is, "" when there is none.
func (s *Service) PromptUsed(ctx context.Context, p id.Prompt) (string, error) {
	all, err := lines(ctx, s.o.DB.Scope(""))
	for _, l := range all {
		if slices.Contains(l.Music, p) {
			return l.Name, nil
		}
	}
	return "", err
}

// Directory is the names of lines and dispositions of a tenant or of all (""), removed ones too.
func (s *Service) Directory(ctx context.Context, t id.Tenant) (lines, dispositions []Name, err error) {
	if lines, err = lineNames(ctx, s.o.DB.Scope(t)); err != nil {
		return nil, nil, err
	}
	dispositions, err = dispositionNames(ctx, s.o.DB.Scope(t))
	return lines, dispositions, err
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

// checkKnown holds that what l names exists and may be used by its tenant.
func (s *Service) checkKnown(ctx context.Context, l Line) error {
	if s.o.Known == nil {
		return nil
	}
	names := []string{string(l.Skill)}
	if l.CallerDID != "" {
		names = append(names, string(l.CallerDID))
	}
	for _, t := range l.Trunks {
		names = append(names, string(t))
	}
	for _, p := range l.Music {
		names = append(names, string(p))
	}
	for _, k := range l.skills() {
		names = append(names, string(k))
	}
	for _, n := range names {
		ok, err := s.o.Known(ctx, l.Tenant, n)
		if err != nil {
			return err
		}
		if !ok {
			return problem.New(problem.Invalid, "line.names_unknown", "kind", id.Kind(n), "name", n)
		}
	}
	return nil
}

// AddLine makes a line of l.
func (s *Service) AddLine(ctx context.Context, by fact.Actor, l Line) (Line, error) {
	if err := l.check(); err != nil {
		return l, err
	}
	if err := s.checkKnown(ctx, l); err != nil {
		return l, err
	}
	if err := nextIDs(&l, nil, s.o.NewID); err != nil {
		return l, err
	}
	l.ID, l.Version = id.Line(s.o.NewID("lin")), 1
	return l, s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		if err := checkRelations(ctx, tx, &l); err != nil {
			return nil, err
		}
		sc := tx.Scope(l.Tenant)
		if err := addLine(ctx, sc, l); err != nil {
			return nil, err
		}
		if err := keepDispositions(ctx, sc, l, tx.Now()); err != nil {
			return nil, err
		}
		return s.input(l), db.Changed(ctx, tx, "line", l.Tenant, by, string(l.ID), nil, l)
	})
}

// checkRelations looks at the other lines and calendars in the transaction.
func checkRelations(ctx context.Context, tx *db.Tx, l *Line) error {
	all, err := lines(ctx, tx.Scope(""))
	if err != nil {
		return err
	}
	if l.Version <= 1 && len(all) >= maxLines {
		return problem.New(problem.TooMany, "line.too_many", "max", strconv.Itoa(maxLines))
	}
	if err := checkParents(l, all); err != nil {
		return err
	}
	if err := l.checkOverflow(all); err != nil {
		return err
	}
	if err := l.checkActions(all); err != nil {
		return err
	}
	if l.Calendar == "" {
		return nil
	}
	c, err := calendar(ctx, tx, l.Calendar)
	if problem.Is(err, "calendar.unknown") || err == nil && c.Tenant != l.Tenant && c.Tenant != id.House {
		return problem.New(problem.Invalid, "line.calendar_unknown", "calendar", string(l.Calendar))
	}
	return err
}

// ChangeLine saves l if l.Version is still the stored one. Its tenant stays.
func (s *Service) ChangeLine(ctx context.Context, by fact.Actor, l Line) (Line, error) {
	was, err := line(ctx, s.o.DB, l.ID)
	if err != nil {
		return l, err
	}
	l.Tenant = was.Tenant
	if err := l.check(); err != nil {
		return l, err
	}
	if err := s.checkKnown(ctx, l); err != nil {
		return l, err
	}
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := line(ctx, tx, l.ID)
		if err != nil {
			return nil, err
		}
		if err := nextIDs(&l, was.Dispositions, s.o.NewID); err != nil {
			return nil, err
		}
		if err := checkRelations(ctx, tx, &l); err != nil {
			return nil, err
		}
		sc := tx.Scope(l.Tenant)
		if err := changeLine(ctx, sc, l); err != nil {
			return nil, err
		}
		if err := keepDispositions(ctx, sc, l, tx.Now()); err != nil {
			return nil, err
		}
		l.Version++
		return s.input(l), db.Changed(ctx, tx, "line", l.Tenant, by, string(l.ID), was, l)
	})
	return l, err
}

// SetMode says who answers a line's calls: the centre, or the client's own telephone first
// or alone. It is the switch of the client's owner and touches nothing else.
func (s *Service) SetMode(ctx context.Context, by fact.Actor, name id.Line, mode string) (l Line, err error) {
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := line(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		l = was
		l.Mode = mode
		if err := l.checkOwn(); err != nil {
			return nil, err
		}
		if err := changeLine(ctx, tx.Scope(l.Tenant), l); err != nil {
			return nil, err
		}
		l.Version++
		return s.input(l), db.Changed(ctx, tx, "line", l.Tenant, by, string(l.ID), was, l)
	})
	return l, err
}

// RemoveLine takes a line out of service. One to which a number, a menu or a branch leads
// stays: calls would have nowhere to go.
func (s *Service) RemoveLine(ctx context.Context, by fact.Actor, name id.Line) error {
	if s.o.Used != nil {
		what, err := s.o.Used(ctx, name)
		if err != nil {
			return err
		}
		if what != "" {
			return problem.New(problem.Conflict, "line.in_use", "by", what)
		}
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := line(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		all, err := lines(ctx, tx.Scope(was.Tenant))
		if err != nil {
			return nil, err
		}
		for _, l := range all {
			if l.Parent == name || l.Overflow.To == name {
				return nil, problem.New(problem.Conflict, "line.in_use", "by", l.Name)
			}
		}
		if err := removeLine(ctx, tx.Scope(was.Tenant), name, tx.Now()); err != nil {
			return nil, err
		}
		return core.Removed{ID: string(name)}, db.Changed(ctx, tx, "line", was.Tenant, by, string(name), was, nil)
	})
}
