package user

import (
	"context"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// What a one-time link is for.
const (
	ForFirstStart = "first_start" // the first administrator chooses login and password
	ForReset      = "reset"       // somebody chooses a (new) password
)

const (
	// resetLife: the administrator sends a link and it is used the same day.
	resetLife = 24 * time.Hour
	// firstLife: an installation may wait for its administrator; each start prints a new link.
	firstLife = 7 * 24 * time.Hour
)

// firstLogin is offered to the first administrator, who may choose another.
const firstLogin = "admin"

// FirstStart makes the first administrator and a link by which he comes in. On later starts,
// while nobody can sign in as an administrator yet, it makes a new link (the old one is
// over); after that token is "". The link is <address>/link/<token>.
func (s *Service) FirstStart(ctx context.Context) (token string, err error) {
	n, err := count(ctx, s.o.DB)
	if err != nil {
		return "", err
	}
	if n == 0 {
		_, err := s.Add(ctx, fact.System, User{Login: firstLogin, Name: "Administrator",
			Grants: []Grant{{id.House, Administrator}}})
		if err != nil {
			return "", err
		}
	}
	all, err := users(ctx, s.o.DB)
	if err != nil {
		return "", err
	}
	var first id.User
	for _, u := range all {
		if u.isAdministrator() && !u.Waiting {
			return "", nil
		}
		if u.isAdministrator() && first == "" {
			first = u.ID
		}
	}
	return s.makeLink(ctx, fact.System, first, ForFirstStart, firstLife)
}

// MakeLink makes a one-time link by which the user chooses a new password; earlier links of
// his are over. The password that he has stays good until then. The token is shown once.
func (s *Service) MakeLink(ctx context.Context, by fact.Actor, name id.User) (token string, ends time.Time, err error) {
	ends = s.o.Now().Add(resetLife)
	token, err = s.makeLink(ctx, by, name, ForReset, resetLife)
	return token, ends, err
}

func (s *Service) makeLink(ctx context.Context, by fact.Actor, name id.User, purpose string, life time.Duration) (string, error) {
	token := newToken()
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		if _, err := user(ctx, tx, name); err != nil {
			return err
		}
		now := s.o.Now()
		if err := voidLinks(ctx, tx, name, now.UnixMilli()); err != nil {
			return err
		}
		l := link{hash: hash(token), user: name, purpose: purpose, endsAt: now.Add(life).UnixMilli()}
		if err := addLink(ctx, tx, l, now.UnixMilli()); err != nil {
			return err
		}
		return db.AppendFact(ctx, tx, fact.Head{Tenant: id.House, Actor: by}, fact.LinkMade{User: name, For: purpose})
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

func errLink() error { return problem.New(problem.NotFound, "user.link_over") }

// Link says whose link that is and what for. Problem: "user.link_over" for one that is
// unknown, used or too old.
func (s *Service) Link(ctx context.Context, token string) (u User, purpose string, err error) {
	l, err := linkOf(ctx, s.o.DB, hash(token), s.o.Now().UnixMilli())
	if err != nil {
		return User{}, "", err
	}
	if l.user == "" {
		return User{}, "", errLink()
	}
	u, err = user(ctx, s.o.DB, l.user)
	if problem.Is(err, "user.unknown") {
		err = errLink()
	}
	return u, l.purpose, err
}

// UseLink sets the password of the link's owner, ends all his sessions and links and begins
// a new session. login counts only at the first start. Problems: "user.link_over",
// "user.password_too_short", "…_too_long", "…_too_simple", "user.bad_login".
func (s *Service) UseLink(ctx context.Context, token, login, password string) (Session, error) {
	u, purpose, err := s.Link(ctx, token)
	if err != nil {
		return Session{}, err
	}
	if purpose == ForFirstStart && login != "" {
		u.Login = login
	}
	if err := u.clean(); err != nil {
		return Session{}, err
	}
	if err := checkPassword(password, u.Login); err != nil {
		return Session{}, err
	}
	stored, err := s.keys.lock(ctx, password)
	if err != nil {
		return Session{}, err
	}
	var ses Session
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		ok, err := useLink(ctx, tx, hash(token), s.o.Now().UnixMilli())
		if err != nil {
			return err
		}
		if !ok { // somebody was faster
			return errLink()
		}
		if err := shutOut(ctx, tx, u.ID); err != nil {
			return err
		}
		if purpose == ForFirstStart {
			if err := change(ctx, tx, u); err != nil {
				return err
			}
		}
		if err := setPassword(ctx, tx, u.ID, stored); err != nil {
			return err
		}
		if ses, err = s.begin(ctx, tx, u.ID); err != nil {
			return err
		}
		return db.AppendFact(ctx, tx, fact.Head{Tenant: id.House, Actor: fact.Actor(u.ID)}, fact.SignedIn{User: u.ID, How: "link"})
	})
	if err == nil {
		s.o.Ended(u.ID, "")
	}
	return ses, err
}
