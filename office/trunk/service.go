package trunk

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// Places is what a number must know of lines and menus: whose they are. "" is unknown.
type Places interface {
	LineTenant(ctx context.Context, l id.Line) (id.Tenant, error)
	MenuTenant(ctx context.Context, f id.Flow) (id.Tenant, error)
}

// Calls is what the ladder needs of a call; implemented by office/call.
type Calls interface {
	// Legs are the call's tenant and legs; "" when there is no such call.
	Legs(ctx context.Context, c id.Call) (id.Tenant, []id.Leg, error)
}

// Options of the room.
type Options struct {
	DB     *db.DB                   // required
	NewID  func(kind string) string // required: id.Source.Next
	Region string                   // by which national numbers are read in forms; "" is "UA"
	Realm  string                   // of desk phones' digest; "" is "gudok"
	Places Places                   // nil: lines and menus are not looked at
	Calls  Calls                    // nil: no ladders
	Live   Live                     // nil: nothing is known of how things really are
	Tester Tester                   // nil: no test calls
	// Changed tells the core of numbers, after the commit and in the order of commits.
	Changed func(context.Context, ...core.Input)
	// Rewired is called after trunks, desk phones or numbers changed: give the SIP gate its
	// lists again.
	Rewired func(context.Context)
	Log     *slog.Logger // nil: silent
}

// A Service is the room.
type Service struct {
	o     Options
	mask  masker
	table atomic.Pointer[Table]
	trace chan Message
	lost  atomic.Uint64 // messages of the trace that found no room

	testing atomic.Bool // a test call is under way

	// turn lets one change at a time commit and be told, so that the core and the gate hear
	// of changes in the order of their commits.
	turn sync.Mutex
}

// New makes the room. Call Load before its table is used.
func New(o Options) *Service {
	if o.Region == "" {
		o.Region = "UA"
	}
	if o.Realm == "" {
		o.Realm = "gudok"
	}
	if o.Changed == nil {
		o.Changed = func(context.Context, ...core.Input) {}
	}
	if o.Rewired == nil {
		o.Rewired = func(context.Context) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{o: o, mask: newMasker(), trace: make(chan Message, traceBuffer)}
	s.table.Store(NewTable(nil))
	return s
}

// Load reads the table of numbers. It is read again after each change.
func (s *Service) Load(ctx context.Context) error {
	all, err := numbers(ctx, s.o.DB.Scope(""))
	if err != nil {
		return err
	}
	s.table.Store(NewTable(all))
	return nil
}

// Table is the numbers as they are now.
func (s *Service) Table() *Table { return s.table.Load() }

// Inputs are all numbers as the core hears them at start.
func (s *Service) Inputs(ctx context.Context) ([]core.Input, error) {
	all, err := numbers(ctx, s.o.DB.Scope(""))
	if err != nil {
		return nil, err
	}
	list := make([]core.Input, 0, len(all))
	for _, n := range all {
		list = append(list, n.input())
	}
	return list, nil
}

// Trunks are all trunks, for the form and for the SIP gate.
func (s *Service) Trunks(ctx context.Context) ([]Trunk, error) { return trunks(ctx, s.o.DB) }

// Devices are all desk phones, for the form and for the SIP gate.
func (s *Service) Devices(ctx context.Context) ([]Device, error) { return devices(ctx, s.o.DB) }

// Numbers are a tenant's numbers, or all ("").
func (s *Service) Numbers(ctx context.Context, t id.Tenant) ([]Number, error) {
	return numbers(ctx, s.o.DB.Scope(t))
}

// Directory is the names of trunks and of the numbers of a tenant or of all ("").
func (s *Service) Directory(ctx context.Context, t id.Tenant) (trunks, numbers []Name, err error) {
	if trunks, err = trunkNames(ctx, s.o.DB); err != nil {
		return nil, nil, err
	}
	numbers, err = numberNames(ctx, s.o.DB.Scope(t))
	return trunks, numbers, err
}

// LineUsed names a number that leads to the line, "" when none does.
func (s *Service) LineUsed(ctx context.Context, l id.Line) (string, error) {
	return numberUsing(ctx, s.o.DB, l, "")
}

// MenuUsed names a number that leads to the menu, "" when none does.
func (s *Service) MenuUsed(ctx context.Context, f id.Flow) (string, error) {
	return numberUsing(ctx, s.o.DB, "", f)
}

// change runs fn in a transaction and tells the gate.
func (s *Service) change(ctx context.Context, fn func(ctx context.Context, tx *db.Tx) error, in ...core.Input) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if err := s.o.DB.In(ctx, fn); err != nil {
		return err
	}
	if err := s.Load(ctx); err != nil {
		return err
	}
	if len(in) > 0 {
		s.o.Changed(ctx, in...)
	}
	s.o.Rewired(ctx)
	return nil
}

// AddTrunk makes a trunk of t with its Secret.
func (s *Service) AddTrunk(ctx context.Context, by fact.Actor, t Trunk) (Trunk, error) {
	if err := t.check(); err != nil {
		return t, err
	}
	if err := t.keepSecret(t.Secret, ""); err != nil {
		return t, err
	}
	t.ID, t.Version = id.Trunk(s.o.NewID("trk")), 1
	return t, s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		all, err := trunks(ctx, tx)
		if err != nil {
			return err
		}
		if len(all) >= maxTrunks {
			return tooMany("trunk", maxTrunks)
		}
		if err := addTrunk(ctx, tx, t); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "trunk", id.House, by, string(t.ID), nil, t)
	})
}

// ChangeTrunk saves t if t.Version is still the stored one. An empty Secret leaves it as it is.
func (s *Service) ChangeTrunk(ctx context.Context, by fact.Actor, t Trunk) (Trunk, error) {
	if err := t.check(); err != nil {
		return t, err
	}
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := trunk(ctx, tx, t.ID)
		if err != nil {
			return err
		}
		if err := t.keepSecret(t.Secret, was.Secret); err != nil {
			return err
		}
		if err := changeTrunk(ctx, tx, t); err != nil {
			return err
		}
		t.Version++
		return db.Changed(ctx, tx, "trunk", id.House, by, string(t.ID), was, t)
	})
	return t, err
}

// RemoveTrunk takes a trunk out of use; its calls go on.
func (s *Service) RemoveTrunk(ctx context.Context, by fact.Actor, name id.Trunk) error {
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := trunk(ctx, tx, name)
		if err != nil {
			return err
		}
		if err := remove(ctx, tx, sqlRemoveTrunk, name); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "trunk", id.House, by, string(name), was, nil)
	})
}

func tooMany(what string, limit int) error {
	return problem.New(problem.TooMany, what+".too_many", "max", strconv.Itoa(limit))
}
