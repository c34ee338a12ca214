package menu

import (
	"context"
	"log/slog"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// Options of the room.
type Options struct {
	DB       *db.DB                   // required
	NewID    func(kind string) string // required: id.Source.Next
	Blobs    blob.Store               // required for uploads
	Encoder  Encoder                  // required for uploads
	Standard Standard                 // nil: nothing is shipped
	// LineTenant is whose line that is, "" when there is no such line. nil: not asked.
	LineTenant func(context.Context, id.Line) (id.Tenant, error)
	// MenuUsed names a number that leads to the menu, "" when none does. nil: not asked.
	MenuUsed func(context.Context, id.Flow) (string, error)
	// PromptUsed names a line whose music the prompt is, "" when there is none. nil: not asked.
	PromptUsed func(context.Context, id.Prompt) (string, error)
	// CalendarTenant is whose calendar that is, "" when there is no such one. nil: not asked.
	CalendarTenant func(context.Context, id.Calendar) (id.Tenant, error)
	// Tenant is in which language a tenant's prompts speak, and whether its conversations are
	// recorded. nil: in the house's, and they are not.
	Tenant func(context.Context, id.Tenant) (lang string, recorded bool, err error)
	// Speaker makes prompts of texts. nil: no machine speaks here.
	Speaker Speaker
	// Number is the id that stands for a tenant's number. nil: nobody outside can be rung.
	Number func(t id.Tenant, e164 phone.Number) id.Number
	// Digits is the number that an id stands for, for look-ups that want it. nil: none does.
	Digits func(ctx context.Context, t id.Tenant, n id.Number) (phone.Number, error)
	// Answered brings what came of a look-up to the core. nil: nobody listens.
	Answered func(context.Context, core.LookedUp)
	// Resolve says which addresses a host has. nil: the system's resolver.
	Resolve Resolver
	Now     func() time.Time // for how long a look-up took; nil: time.Now
	Log     *slog.Logger     // nil: silent
	// Changed tells the core, after the commit and in the order of commits.
	Changed func(context.Context, ...core.Input)
}

// A Service is the room.
type Service struct {
	o    Options
	turn sync.Mutex // one change commits and is told at a time

	asking *asker

	mu   sync.Mutex
	asks map[id.Tenant]bool // whose menus ask whether a caller is known; nil: to be found out
}

// New makes the room.
func New(o Options) *Service {
	if o.Changed == nil {
		o.Changed = func(context.Context, ...core.Input) {}
	}
	if o.Standard == nil {
		o.Standard = nothing{}
	}
	if o.Resolve == nil {
		o.Resolve = net.DefaultResolver.LookupNetIP
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{o: o, asking: newAsker()}
}

// Inputs are all published menus, and whom callers can dial, as the core hears them at start.
func (s *Service) Inputs(ctx context.Context) ([]core.Input, error) {
	all, err := published(ctx, s.o.DB.Scope(""))
	list := make([]core.Input, 0, len(all))
	for _, p := range all {
		list = append(list, core.FlowSet{Program: s.told(p)})
	}
	if err != nil {
		return nil, err
	}
	dialled, err := s.Extensions(ctx)
	if len(dialled) > 0 {
		list = append(list, extensionsInput(dialled))
	}
	return list, err
}

// Menus are a tenant's menus, or all ("").
func (s *Service) Menus(ctx context.Context, t id.Tenant) ([]Menu, error) {
	return menus(ctx, s.o.DB.Scope(t))
}

// Menu is one menu, whosever it is.
func (s *Service) Menu(ctx context.Context, name id.Flow) (Menu, error) {
	return menu(ctx, s.o.DB, name)
}

// Program is a published version: what a call of that time went through.
func (s *Service) Program(ctx context.Context, name id.Flow, n int) (flow.Program, error) {
	m, err := menu(ctx, s.o.DB, name)
	if err != nil {
		return flow.Program{}, err
	}
	return version(ctx, s.o.DB.Scope(m.Tenant), name, n)
}

// MenuTenant is whose menu that is, "" when there is no such menu.
func (s *Service) MenuTenant(ctx context.Context, name id.Flow) (id.Tenant, error) {
	m, err := menu(ctx, s.o.DB, name)
	if problem.Is(err, "menu.unknown") {
		return "", nil
	}
	return m.Tenant, err
}

// Directory is the names of menus of a tenant or of all (""), removed ones too.
func (s *Service) Directory(ctx context.Context, t id.Tenant) ([]Name, error) {
	return menuNames(ctx, s.o.DB.Scope(t))
}

// LineUsed names a menu, draft or published, that leads into the line; "" when none does.
func (s *Service) LineUsed(ctx context.Context, l id.Line) (string, error) {
	return s.firstMenu(ctx, func(p flow.Program) bool { return leads(p, l) })
}

// firstMenu is the name of a menu whose draft or published program is as asked.
func (s *Service) firstMenu(ctx context.Context, is func(flow.Program) bool) (string, error) {
	all, err := menus(ctx, s.o.DB.Scope(""))
	if err != nil {
		return "", err
	}
	inUse, err := published(ctx, s.o.DB.Scope(""))
	if err != nil {
		return "", err
	}
	for _, m := range all {
		found := is(m.Draft)
		for _, p := range inUse {
			found = found || p.ID == m.ID && is(p)
		}
		if found {
			return m.Name, nil
		}
	}
	return "", nil
}

// AddMenu makes a menu with m's draft, which may be unfinished.
func (s *Service) AddMenu(ctx context.Context, by fact.Actor, m Menu) (Menu, error) {
	m.ID, m.Version, m.Published, m.PublishedAt = id.Flow(s.o.NewID("flw")), 1, 0, 0
	if err := m.check(); err != nil {
		return m, err
	}
	return m, s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		all, err := menus(ctx, tx.Scope(""))
		if err != nil {
			return err
		}
		if len(all) >= maxMenus {
			return problem.New(problem.TooMany, "menu.too_many", "max", strconv.Itoa(maxMenus))
		}
		if err := addMenu(ctx, tx.Scope(m.Tenant), m); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "menu", m.Tenant, by, string(m.ID), nil, m)
	})
}

// ChangeMenu saves m's name and draft if m.Version is still the stored one. What is
// published stays in use.
func (s *Service) ChangeMenu(ctx context.Context, by fact.Actor, m Menu) (Menu, error) {
	was, err := menu(ctx, s.o.DB, m.ID)
	if err != nil {
		return m, err
	}
	m.Tenant = was.Tenant
	if err := m.check(); err != nil {
		return m, err
	}
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := menu(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		m.Published, m.PublishedAt = was.Published, was.PublishedAt
		if err := changeMenu(ctx, tx.Scope(m.Tenant), m); err != nil {
			return err
		}
		m.Version++
		return db.Changed(ctx, tx, "menu", m.Tenant, by, string(m.ID), was, m)
	})
	return m, err
}

// Publish puts the draft of that version into use, if the checker finds no error in it.
func (s *Service) Publish(ctx context.Context, by fact.Actor, name id.Flow, draft int) (Menu, []flow.Message, error) {
	m, err := menu(ctx, s.o.DB, name)
	if err != nil {
		return m, nil, err
	}
	if m.Version != draft {
		return m, nil, problem.New(problem.Conflict, "menu.changed_meanwhile")
	}
	words, err := s.Check(ctx, m.Draft)
	if err != nil {
		return m, nil, err
	}
	if err := hasErrors(words); err != nil {
		return m, words, err
	}
	p, err := s.spoken(ctx, m.Draft)
	if err != nil {
		return m, words, err
	}
	p.Version = m.Published + 1
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was := m
		if err := publishMenu(ctx, tx.Scope(m.Tenant), m, p, by, tx.Now()); err != nil {
			return err
		}
		m.Published, m.PublishedAt = p.Version, tx.Now()
		m.Version++
		return db.Changed(ctx, tx, "menu", m.Tenant, by, string(m.ID), was, m)
	}, core.FlowSet{Program: s.told(p)})
	return m, words, err
}

// RemoveMenu takes a menu to which no number leads out of use.
func (s *Service) RemoveMenu(ctx context.Context, by fact.Actor, name id.Flow) error {
	if s.o.MenuUsed != nil {
		what, err := s.o.MenuUsed(ctx, name)
		if err != nil {
			return err
		}
		if what != "" {
			return problem.New(problem.Conflict, "menu.in_use", "by", what)
		}
	}
	led, err := s.firstMenu(ctx, func(p flow.Program) bool { return p.ID != name && slices.Contains(p.Subs(), name) })
	if err != nil {
		return err
	}
	if led != "" {
		return problem.New(problem.Conflict, "menu.in_use", "by", led)
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := menu(ctx, tx, name)
		if err != nil {
			return err
		}
		if err := removeMenu(ctx, tx.Scope(was.Tenant), name, tx.Now()); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "menu", was.Tenant, by, string(name), was, nil)
	}, core.Removed{ID: string(name)})
}

// change runs fn in a transaction and tells the core.
func (s *Service) change(ctx context.Context, fn func(ctx context.Context, tx *db.Tx) error, in ...core.Input) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if err := s.o.DB.In(ctx, fn); err != nil {
		return err
	}
	s.mu.Lock()
	s.asks = nil
	s.mu.Unlock()
	if len(in) > 0 {
		s.o.Changed(ctx, in...)
	}
	return nil
}
