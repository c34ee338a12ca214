package widget

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// Home is what a tenant is to strangers.
type Home struct {
	Lang   string
	Region string
	Zone   *time.Location
}

// Options of the room.
type Options struct {
	DB    *db.DB                   // required
	NewID func(kind string) string // required: id.Source.Next
	// Home is where a tenant is at home. Required.
	Home func(ctx context.Context, t id.Tenant) (Home, error)
	// Caller is the number that a line of the tenant shows when it calls, "" when none is set.
	// Problem: "line.unknown", also for another tenant's line. Required.
	Caller func(ctx context.Context, t id.Tenant, l id.Line) (phone.Number, error)
	// Number is the id that stands for a tenant's number. Required.
	Number func(t id.Tenant, e164 phone.Number) id.Number
	// Blocked: the tenant does not talk with this number. nil: with all.
	Blocked func(ctx context.Context, t id.Tenant, e164 phone.Number) (bool, error)
	// Promise asks the floor to call and says what came of it. Required.
	Promise func(ctx context.Context, w Wanted) (Promised, error)
	Log     *slog.Logger // nil: silent
}

// A Wanted call is what a request asks the floor for.
type Wanted struct {
	Tenant id.Tenant
	Line   id.Line
	Number id.Number
	Zone   string // in which the number lies
	At     int64  // ms UTC; 0: as soon as may be
}

// Promised is the promise behind a request. It may have been open before, in another branch
// of the line: that branch calls then, and shows its own number.
type Promised struct {
	ID    id.Promise
	Line  id.Line
	DueAt int64 // ms UTC
}

// A Service is the room.
type Service struct {
	o      Options
	limits limits
}

// New makes the room. Run forgets old names.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{o: o, limits: newLimits(func() time.Time { return time.UnixMilli(o.DB.Now()) })}
}

// keySize makes a key that is not found by trying: 80 bits.
const keySize = 10

func newKey() string {
	var b [keySize]byte
	_, _ = rand.Read(b[:]) // never fails
	return strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
}

// List are the tenant's widgets by name, of all tenants for "".
func (s *Service) List(ctx context.Context, t id.Tenant) ([]Widget, error) {
	return widgets(ctx, s.o.DB.Scope(t))
}

// Widget is one, whosever it is. Problem: "widget.unknown".
func (s *Service) Widget(ctx context.Context, name string) (Widget, error) {
	return widget(ctx, s.o.DB, name)
}

// Caller is the number that calls for the widget, "" when its line shows none.
func (s *Service) Caller(ctx context.Context, w Widget) (phone.Number, error) {
	n, err := s.o.Caller(ctx, w.Tenant, w.Line)
	if problem.Is(err, "line.unknown") { // removed since
		return "", nil
	}
	return n, err
}

// check holds that w can be kept: a form that is on must be able to say which number calls.
func (s *Service) check(ctx context.Context, w *Widget) error {
	if err := w.clean(); err != nil {
		return err
	}
	from, err := s.o.Caller(ctx, w.Tenant, w.Line)
	if err != nil {
		return err
	}
	if w.On && from == "" {
		return problem.New(problem.Conflict, "widget.no_number")
	}
	if w.On && len(w.Origins) == 0 {
		return problem.New(problem.Invalid, "widget.no_origin")
	}
	return nil
}

// Add makes a widget. Problems: those of a form, "widget.too_many_widgets".
func (s *Service) Add(ctx context.Context, by fact.Actor, w Widget) (Widget, error) {
	if err := s.check(ctx, &w); err != nil {
		return w, err
	}
	w.ID, w.Key, w.Version = s.o.NewID("wdg"), newKey(), 1
	return w, s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(w.Tenant)
		all, err := widgets(ctx, sc)
		if err != nil {
			return err
		}
		if len(all) >= maxWidgets {
			return problem.New(problem.TooMany, "widget.too_many_widgets", "max", strconv.Itoa(maxWidgets))
		}
		if err := add(ctx, sc, w); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "widget", w.Tenant, by, w.ID, nil, w)
	})
}

// Change sets everything of a widget but tenant and key; w.Version is what was read. Problems:
// "widget.unknown", "widget.changed_meanwhile".
func (s *Service) Change(ctx context.Context, by fact.Actor, w Widget) (Widget, error) {
	was, err := s.Widget(ctx, w.ID)
	if err != nil {
		return w, err
	}
	w.Tenant, w.Key = was.Tenant, was.Key
	if err := s.check(ctx, &w); err != nil {
		return w, err
	}
	return w, s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := widget(ctx, tx, w.ID)
		if err != nil {
			return err
		}
		if err := change(ctx, tx.Scope(w.Tenant), w); err != nil {
			return err
		}
		w.Version++
		return db.Changed(ctx, tx, "widget", w.Tenant, by, w.ID, was, w)
	})
}

// Remove takes a widget off the air for ever; what it brought stays.
func (s *Service) Remove(ctx context.Context, by fact.Actor, name string) error {
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := widget(ctx, tx, name)
		if err != nil {
			return err
		}
		if err := remove(ctx, tx.Scope(was.Tenant), name); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "widget", was.Tenant, by, name, was, nil)
	})
}

// Requests are the latest requests behind the promises, at most one of each.
func (s *Service) Requests(ctx context.Context, promises []id.Promise) ([]Request, error) {
	list := []Request{}
	for _, p := range promises {
		r, err := requestOf(ctx, s.o.DB, p)
		if db.NotFound(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// Forget removes the names that belong to erased numbers of a tenant.
func (s *Service) Forget(ctx context.Context, t id.Tenant, numbers []id.Number) error {
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, n := range numbers {
			if err := forget(ctx, tx.Scope(t), n); err != nil {
				return err
			}
		}
		return nil
	})
}

// sweepEvery: a day more or less does not matter to a name that is kept for months.
const sweepEvery = 24 * time.Hour

// Run forgets old names until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTicker(sweepEvery)
	defer t.Stop()
	for {
		if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
			s.o.Log.ErrorContext(ctx, "old requests not forgotten", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// Sweep forgets requests that are older than ninety days.
func (s *Service) Sweep(ctx context.Context) error {
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return sweep(ctx, tx, tx.Now()-keepNames.Milliseconds())
	})
}
