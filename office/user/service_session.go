package user

import (
	"context"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

const (
	// idle ends a session that nobody uses; an open page keeps it alive by its socket or
	// stream, so a quiet shift does not sign anybody out.
	idle = 30 * time.Minute
	// absolute ends a session however busy: the longest shift with its overtime. Shorter would
	// take the telephone away in the middle of a call.
	absolute = 16 * time.Hour
	// touchEvery is how exactly the last use is remembered: a write per request would be
	// wasted.
	touchEvery = time.Minute
)

// A Session is what a sign-in gives: Token is the secret for the browser.
type Session struct {
	User  id.User
	Token string
	Name  string // names the session, is no secret
	Ends  time.Time
}

// SignIn checks a password and begins a session. Problem: "user.wrong_password", which does
// not say whether there is such a login, and takes as long either way.
func (s *Service) SignIn(ctx context.Context, login, password string) (Session, error) {
	name, stored, err := byLogin(ctx, s.o.DB, canonical(login))
	if err != nil {
		return Session{}, err
	}
	fits, err := s.keys.fits(ctx, password, stored)
	if err != nil {
		return Session{}, err
	}
	if !fits {
		why := "password"
		if name == "" {
			why = "unknown"
		}
		if err := s.failure(ctx, name, why); err != nil {
			return Session{}, err
		}
		return Session{}, problem.New(problem.Unauthenticated, "user.wrong_password")
	}
	var ses Session
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		if ses, err = s.begin(ctx, tx, name); err != nil {
			return err
		}
		return db.AppendFact(ctx, tx, fact.Head{Tenant: id.House, Actor: fact.Actor(name)}, fact.SignedIn{User: name, How: "password"})
	})
	return ses, err
}

// failure remembers that somebody could not sign in; what was typed is not remembered.
func (s *Service) failure(ctx context.Context, name id.User, why string) error {
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return db.AppendFact(ctx, tx, fact.Head{Tenant: id.House}, fact.SignInFailed{User: name, Why: why})
	})
}

// begin makes a session with a new token, so that a token known before signing in is worth
// nothing after.
func (s *Service) begin(ctx context.Context, tx *db.Tx, name id.User) (Session, error) {
	now := s.o.Now()
	if err := endOld(ctx, tx, now.UnixMilli(), now.Add(-idle).UnixMilli()); err != nil {
		return Session{}, err
	}
	token := newToken()
	row := session{hash: hash(token), user: name, madeAt: now.UnixMilli(), usedAt: now.UnixMilli(), endsAt: now.Add(absolute).UnixMilli()}
	ses := Session{User: name, Token: token, Name: sessionName(row.hash), Ends: now.Add(absolute)}
	return ses, addSession(ctx, tx, row)
}

// SignOut ends the session of a token. One that is unknown is no error.
func (s *Service) SignOut(ctx context.Context, token string) error {
	row, err := sessionOf(ctx, s.o.DB, hash(token))
	if err != nil || row.user == "" {
		return err
	}
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := endSession(ctx, tx, row.hash); err != nil {
			return err
		}
		return db.AppendFact(ctx, tx, fact.Head{Tenant: id.House, Actor: fact.Actor(row.user)}, fact.SignedOut{User: row.user})
	})
	if err == nil {
		s.o.Ended(row.user, sessionName(row.hash))
	}
	return err
}

// EndSessions ends all sessions of a user, for an administrator who fears a theft.
func (s *Service) EndSessions(ctx context.Context, by fact.Actor, name id.User) error {
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		if _, err := user(ctx, tx, name); err != nil {
			return err
		}
		if err := endSessions(ctx, tx, name); err != nil {
			return err
		}
		return db.AppendFact(ctx, tx, fact.Head{Tenant: id.House, Actor: by}, fact.SignedOut{User: name})
	})
	if err == nil {
		s.o.Ended(name, "")
	}
	return err
}

// session finds who a token belongs to; the zero User when it is unknown or over. Using a
// session keeps it from going idle.
func (s *Service) session(ctx context.Context, token string) (u User, name string, err error) {
	row, err := sessionOf(ctx, s.o.DB, hash(token))
	now := s.o.Now()
	over := row.endsAt <= now.UnixMilli() || row.usedAt <= now.Add(-idle).UnixMilli()
	if err != nil || row.user == "" || over {
		return User{}, "", err
	}
	u, err = user(ctx, s.o.DB, row.user)
	if problem.Is(err, "user.unknown") {
		return User{}, "", nil
	}
	if err != nil {
		return User{}, "", err
	}
	if now.Sub(time.UnixMilli(row.usedAt)) >= touchEvery {
		// A database that cannot be written must not keep people from reading.
		if err := s.touch(ctx, row.hash); err != nil {
			s.o.Log.WarnContext(ctx, "session's use not remembered", "user", u.ID, "err", err)
		}
	}
	return u, sessionName(row.hash), nil
}

func (s *Service) touch(ctx context.Context, hash string) error {
	return useSession(ctx, s.o.DB, hash, s.o.Now().UnixMilli())
}
