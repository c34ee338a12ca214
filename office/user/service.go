package user

import (
	"context"
	"log/slog"
	"sync"
	"time"

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
	Now   func() time.Time         // nil: time.Now
	// Known reports whether a tenant or a desk phone exists, by the prefix of its id. nil: not
	// asked.
	Known func(ctx context.Context, name string) (bool, error)
	// Used names what asks for a skill (a line), "" when nothing does: such a skill cannot be
	// removed. nil: not asked.
	Used func(ctx context.Context, s id.Skill) (string, error)
	// Changed tells the core, after the commit and in the order of commits.
	Changed func(context.Context, ...core.Input)
	// Ended is called when sessions of a user have ended (session "" is all of his): close his
	// sockets. Regranted: his grants changed: have his pages connect again.
	Ended     func(u id.User, session string)
	Regranted func(u id.User)
	Log       *slog.Logger // nil: silent
}

// A Service is the room.
type Service struct {
	o    Options
	keys keyring
	turn sync.Mutex // one change commits and is told at a time
	// failed counts wrong passwords by login and by address (http_session.go).
	failed failures
}

// New makes the room.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Changed == nil {
		o.Changed = func(context.Context, ...core.Input) {}
	}
	if o.Ended == nil {
		o.Ended = func(id.User, string) {}
	}
	if o.Regranted == nil {
		o.Regranted = func(id.User) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{o: o, keys: newKeyring(), failed: newFailures(o.Now)}
}

// Inputs are all agents as the core hears them at start.
func (s *Service) Inputs(ctx context.Context) ([]core.Input, error) {
	all, err := users(ctx, s.o.DB)
	if err != nil {
		return nil, err
	}
	var list []core.Input
	for _, u := range all {
		if u.hasSeat() {
			list = append(list, u.input())
		}
	}
	return list, nil
}

// Users are all who may sign in, by name.
func (s *Service) Users(ctx context.Context) ([]User, error) { return users(ctx, s.o.DB) }

// Agents are those of them who answer calls.
func (s *Service) Agents(ctx context.Context) ([]id.Agent, error) {
	all, err := users(ctx, s.o.DB)
	list := []id.Agent{}
	for _, u := range all {
		if u.isAgent() {
			list = append(list, id.AgentOf(u.ID))
		}
	}
	return list, err
}

// User is one of them. Problem: "user.unknown".
func (s *Service) User(ctx context.Context, name id.User) (User, error) {
	return user(ctx, s.o.DB, name)
}

// Names are all people by their id as users, and all skills, removed ones too: the directory.
func (s *Service) Names(ctx context.Context) (people, skills []Name, err error) {
	if people, err = names(ctx, s.o.DB, sqlNames); err != nil {
		return nil, nil, err
	}
	skills, err = names(ctx, s.o.DB, sqlSkillNames)
	return people, skills, err
}

// Directory is the names of agents (by their id as agents) and of skills, removed ones too.
func (s *Service) Directory(ctx context.Context) (agents, skills []Name, err error) {
	people, skills, err := s.Names(ctx)
	for _, n := range people {
		n.ID = string(id.AgentOf(id.User(n.ID)))
		agents = append(agents, n)
	}
	return agents, skills, err
}

// Add lets somebody work here. He has no password yet: give him a link ([Service.MakeLink]).
func (s *Service) Add(ctx context.Context, by fact.Actor, u User) (User, error) {
	if u.Theme == "" {
		u.Theme = "auto"
	}
	if u.Lang == "" {
		u.Lang = "ru"
	}
	u.ID, u.Version, u.Waiting = id.User(s.o.NewID("usr")), 1, true
	if err := s.check(ctx, &u); err != nil {
		return User{}, err
	}
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) ([]core.Input, error) {
		if err := add(ctx, tx, u); err != nil {
			return nil, err
		}
		if err := db.Changed(ctx, tx, "user", id.House, by, string(u.ID), nil, u.record()); err != nil || !u.hasSeat() {
			return nil, err
		}
		return []core.Input{u.input()}, nil
	})
	return u, err
}

// Change sets everything of a user but his password; u.Version is what was read. Problems:
// "user.unknown", "user.changed_meanwhile", "user.last_administrator", and those of a form.
func (s *Service) Change(ctx context.Context, by fact.Actor, u User) (User, error) {
	if err := s.check(ctx, &u); err != nil {
		return User{}, err
	}
	var was User
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) (ins []core.Input, err error) {
		if was, err = user(ctx, tx, u.ID); err != nil {
			return nil, err
		}
		if err := change(ctx, tx, u); err != nil {
			return nil, err
		}
		if err := keepAdministrator(ctx, tx); err != nil {
			return nil, err
		}
		u.Version, u.Waiting = u.Version+1, was.Waiting
		if was.hasSeat() || u.hasSeat() {
			ins = append(ins, u.input())
		}
		return ins, db.Changed(ctx, tx, "user", id.House, by, string(u.ID), was.record(), u.record())
	})
	if err == nil && !sameGrants(was.Grants, u.Grants) {
		s.o.Regranted(u.ID)
	}
	return u, err
}

// Remove ends somebody's work here: he cannot sign in, his sessions and links are over. His
// name stays for old calls.
func (s *Service) Remove(ctx context.Context, by fact.Actor, name id.User) error {
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) (ins []core.Input, err error) {
		was, err := user(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		if err := remove(ctx, tx, name, tx.Now()); err != nil {
			return nil, err
		}
		if err := keepAdministrator(ctx, tx); err != nil {
			return nil, err
		}
		if err := shutOut(ctx, tx, name); err != nil {
			return nil, err
		}
		if was.hasSeat() {
			ins = append(ins, core.Removed{ID: string(id.AgentOf(name))})
		}
		return ins, db.Changed(ctx, tx, "user", id.House, by, string(name), was.record(), nil)
	})
	if err == nil {
		s.o.Ended(name, "")
	}
	return err
}

// Prefer sets how somebody likes the screens: lang ru, uk, en; theme light, dark, auto. ""
// leaves what is set.
func (s *Service) Prefer(ctx context.Context, name id.User, lang, theme string) (u User, err error) {
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		if u, err = user(ctx, tx, name); err != nil {
			return err
		}
		if lang != "" {
			u.Lang = lang
		}
		if theme != "" {
			u.Theme = theme
		}
		if err := u.clean(); err != nil {
			return err
		}
		return prefer(ctx, tx, name, u.Lang, u.Theme)
	})
	return u, err
}

// check puts u into its stored form and holds that what it names exists.
func (s *Service) check(ctx context.Context, u *User) error {
	if err := u.clean(); err != nil {
		return err
	}
	for _, k := range u.Skills {
		if _, err := skill(ctx, s.o.DB, k.Skill); err != nil {
			return err
		}
	}
	if u.Team != "" {
		if _, err := team(ctx, s.o.DB, u.Team); err != nil {
			return err
		}
	}
	if s.o.Known == nil {
		return nil
	}
	var ask []string
	if u.Desk != "" {
		ask = append(ask, string(u.Desk))
	}
	for _, g := range u.Grants {
		ask = append(ask, string(g.Tenant))
	}
	for _, name := range ask {
		ok, err := s.o.Known(ctx, name)
		if err != nil {
			return err
		}
		if !ok {
			return problem.New(problem.Invalid, "user.names_unknown", "name", name)
		}
	}
	return nil
}

// change runs fn in a transaction and tells the core what it returns.
func (s *Service) change(ctx context.Context, fn func(ctx context.Context, tx *db.Tx) ([]core.Input, error)) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	var ins []core.Input
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		ins, err = fn(ctx, tx)
		return err
	})
	if err == nil && len(ins) > 0 {
		s.o.Changed(ctx, ins...)
	}
	return err
}

// keepAdministrator refuses a change after which nobody could change anything.
func keepAdministrator(ctx context.Context, tx *db.Tx) error {
	n, err := administrators(ctx, tx)
	if err == nil && n == 0 {
		return problem.New(problem.Conflict, "user.last_administrator")
	}
	return err
}

// shutOut ends all sessions and links of a user.
func shutOut(ctx context.Context, tx *db.Tx, name id.User) error {
	if err := endSessions(ctx, tx, name); err != nil {
		return err
	}
	return voidLinks(ctx, tx, name, tx.Now())
}

func sameGrants(a, b []Grant) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
