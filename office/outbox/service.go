package outbox

import (
	"context"
	"log/slog"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// Options of the room.
type Options struct {
	DB    *db.DB                   // required
	NewID func(kind string) string // required: id.Source.Next
	// Send gives a letter to the server; forGood: trying again brings nothing. Required.
	Send func(ctx context.Context, s Server, l Letter) (why string, forGood bool)
	// Address reports whether a text is an e-mail address. Required.
	Address func(text string) bool
	// Here is where the house is found when nobody says better.
	Here func() string
	Log  *slog.Logger // nil: silent
}

// A Service is the room.
type Service struct {
	o    Options
	wake chan struct{} // capacity 1: a letter was put in
}

// New makes the room. Run sends.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Here == nil {
		o.Here = func() string { return "" }
	}
	return &Service{o: o, wake: make(chan struct{}, 1)}
}

// Server is the mail server, an empty one when none is set.
func (s *Service) Server(ctx context.Context) (Server, error) { return server(ctx, s.o.DB) }

// Base is the address with which links begin.
func (s *Service) Base(ctx context.Context) (string, error) {
	m, err := s.Server(ctx)
	if err == nil && m.Address == "" {
		return s.o.Here(), nil
	}
	return m.Address, err
}

// Set changes the server; an empty Secret leaves the one that is there. m.Version is what was
// read. Problems: "mail.…", "mail.changed_meanwhile".
func (s *Service) Set(ctx context.Context, by fact.Actor, m Server) (Server, error) {
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := server(ctx, tx)
		if err != nil {
			return err
		}
		if m.Secret == "" && m.User == was.User && m.Host == was.Host { // not to another server
			m.Secret = was.Secret
		}
		if m.User == "" {
			m.Secret = ""
		}
		if err := m.clean(s.o.Address); err != nil {
			return err
		}
		if m.Version != was.Version {
			return problem.New(problem.Conflict, "mail.changed_meanwhile")
		}
		m.Version++
		if err := putServer(ctx, tx, m); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "mail", id.House, by, row, was, m)
	})
	return m, err
}

// Test sends one letter now. Problems: "mail.off", "mail.to", "mail.refused" with the
// server's words.
func (s *Service) Test(ctx context.Context, to string) error {
	m, err := s.Server(ctx)
	switch {
	case err != nil:
		return err
	case m.Host == "":
		return problem.New(problem.Conflict, "mail.off")
	case !s.o.Address(to):
		return problem.New(problem.Invalid, "mail.to")
	}
	l := Letter{ID: s.o.NewID("ltr"), To: to, Subject: "gudok: test", Text: "gudok: " + time.UnixMilli(s.o.DB.Now()).UTC().Format(time.RFC1123) + "\n"}
	if why, _ := s.o.Send(ctx, m, l); why != "" {
		return problem.New(problem.Unavailable, "mail.refused", "why", why)
	}
	return nil
}

// Put takes a letter to be sent soon and returns its name. Problems: "mail.off", "mail.to".
func (s *Service) Put(ctx context.Context, l Letter) (string, error) {
	m, err := s.Server(ctx)
	switch {
	case err != nil:
		return "", err
	case m.Host == "":
		return "", problem.New(problem.Conflict, "mail.off")
	case !s.o.Address(l.To) || len(l.Text) > maxText:
		return "", problem.New(problem.Invalid, "mail.to")
	}
	l.ID, l.State, l.At, l.NextAt = s.o.NewID("ltr"), Waiting, s.o.DB.Now(), s.o.DB.Now()
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error { return add(ctx, tx.Scope(l.Tenant), l) })
	select {
	case s.wake <- struct{}{}:
	default:
	}
	return l.ID, err
}

// Letters are those of the names, without their texts.
func (s *Service) Letters(ctx context.Context, names []string) (map[string]Letter, error) {
	found := map[string]Letter{}
	for _, n := range names {
		l, err := letter(ctx, s.o.DB, n)
		if db.NotFound(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		l.Text = ""
		found[n] = l
	}
	return found, nil
}

// Run sends what waits until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTicker(pollEvery)
	defer t.Stop()
	for {
		if err := s.Round(ctx); err != nil && ctx.Err() == nil {
			s.o.Log.ErrorContext(ctx, "letters not sent", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-s.wake:
		case <-t.C:
		}
	}
}

// Round sends the letters whose turn has come, one after the other, and forgets old ones.
func (s *Service) Round(ctx context.Context) error {
	m, err := s.Server(ctx)
	if err != nil || m.Host == "" {
		return err
	}
	due, err := due(ctx, s.o.DB, s.o.DB.Now())
	if err != nil {
		return err
	}
	for _, l := range due {
		if ctx.Err() != nil {
			return nil
		}
		why, forGood := s.o.Send(ctx, m, l)
		l.after(why, forGood, s.o.DB.Now())
		if l.Why != "" {
			s.o.Log.WarnContext(ctx, "letter not sent", "tenant", l.Tenant, "letter", l.ID, "tries", l.Tries, "err", l.Why)
		}
		if err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error { return put(ctx, tx.Scope(l.Tenant), l) }); err != nil {
			return err
		}
	}
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error { return sweep(ctx, tx, tx.Now()-keep.Milliseconds()) })
}

// after is what a try leads to.
func (l *Letter) after(why string, forGood bool, now int64) {
	l.Tries++
	l.Why = why
	w := waits()
	switch {
	case why == "":
		l.State, l.SentAt, l.Text = Sent, now, ""
	case forGood || l.Tries > len(w):
		l.State, l.Text = Failed, ""
	default:
		l.NextAt = now + w[l.Tries-1].Milliseconds()
	}
}
