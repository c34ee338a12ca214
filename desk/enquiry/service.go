package enquiry

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// Owed is what this room needs of a promise.
type Owed struct {
	Tenant id.Tenant
	Number id.Number
	Open   bool
}

// Home is how a tenant is named to people outside.
type Home struct {
	Name string
	Lang string
	Zone *time.Location
}

// Options of the room.
type Options struct {
	DB    *db.DB                   // required
	NewID func(kind string) string // required: id.Source.Next
	// Promise is one, whosever it is. Problem: "promise.unknown". Required.
	Promise func(ctx context.Context, p id.Promise) (Owed, error)
	// Block has the floor wait for an enquiry; Free ends that. Required.
	Block func(ctx context.Context, p id.Promise, e id.Enquiry, until int64, by id.User) error
	Free  func(ctx context.Context, p id.Promise, e id.Enquiry, outcome string, by id.User) error
	// Home is a tenant's. Required.
	Home func(ctx context.Context, t id.Tenant) (Home, error)
	// User: this is a user who may be asked about the tenant's callers. Required.
	User func(ctx context.Context, t id.Tenant, u id.User) (bool, error)
	// Letter puts a letter into the outbox and returns its name. Problem: "mail.off". Required.
	Letter func(ctx context.Context, t id.Tenant, to, subject, text string) (string, error)
	// Letters say of letters how far they are: state and why not. Required.
	Letters func(ctx context.Context, names []string) (map[string]Sent, error)
	// Address reports whether a text is an e-mail address. Required.
	Address func(text string) bool
	// Base is the address with which links begin. Required.
	Base func(ctx context.Context) (string, error)
	Log  *slog.Logger // nil: silent
}

// Sent is how far a letter is.
type Sent struct {
	State string // waiting, sent, failed
	Why   string // not, the mail server's words
}

// A Service is the room.
type Service struct {
	o      Options
	limits limits
}

// New makes the room. Run ends what is over.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{o: o, limits: newLimits(func() time.Time { return time.UnixMilli(o.DB.Now()) })}
}

// Enquiry is one, whosever it is. Problem: "enquiry.unknown".
func (s *Service) Enquiry(ctx context.Context, name id.Enquiry) (Enquiry, error) {
	return enquiry(ctx, s.o.DB, name)
}

// OfPromise are a promise's, the latest first.
func (s *Service) OfPromise(ctx context.Context, p id.Promise) ([]Enquiry, error) {
	return ofPromise(ctx, s.o.DB, p)
}

// Of are those put to a user, open ones first.
func (s *Service) Of(ctx context.Context, u id.User) ([]Enquiry, error) {
	return ofUser(ctx, s.o.DB, u)
}

// OfTenant are a tenant's ("" all), open ones first.
func (s *Service) OfTenant(ctx context.Context, t id.Tenant) ([]Enquiry, error) {
	return ofTenant(ctx, s.o.DB.Scope(t))
}

// check holds that e can be asked and fills in what follows from its promise.
func (s *Service) check(ctx context.Context, e *Enquiry) error {
	p, err := s.o.Promise(ctx, e.Promise)
	if err != nil {
		return err
	}
	e.Tenant, e.Number = p.Tenant, p.Number
	now := s.o.DB.Now()
	var ok bool
	if e.Question, ok = tidy(e.Question, maxQuestion); !ok {
		return problem.New(problem.Invalid, "enquiry.question", "max", strconv.Itoa(maxQuestion))
	}
	switch {
	case !p.Open:
		return problem.New(problem.Conflict, "promise.not_open")
	case e.Deadline < now+minAhead.Milliseconds() || e.Deadline > now+maxAhead.Milliseconds():
		return problem.New(problem.Invalid, "enquiry.deadline", "days", strconv.Itoa(int(maxAhead.Hours()/24)))
	}
	return s.checkWhom(ctx, e)
}

func (s *Service) checkWhom(ctx context.Context, e *Enquiry) error {
	e.ToName, e.ToMail = strings.TrimSpace(e.ToName), strings.TrimSpace(e.ToMail)
	if _, ok := tidy(e.ToName, maxName); e.ToName != "" && !ok {
		return problem.New(problem.Invalid, "enquiry.whom")
	}
	switch e.Kind {
	case ToUser:
		known, err := s.o.User(ctx, e.Tenant, e.ToUser)
		if err != nil {
			return err
		}
		if known {
			e.ToMail = ""
			return nil
		}
	case ToMail:
		if e.ToUser = ""; s.o.Address(e.ToMail) {
			return nil
		}
	case ToPerson:
		if e.ToUser, e.ToMail = "", ""; e.ToName != "" {
			return nil
		}
	}
	return problem.New(problem.Invalid, "enquiry.whom")
}

// Ask puts a question; its promise waits for the answer. Problems: those of a form,
// "promise.not_open", "promise.waits_for_enquiry", "mail.off", "enquiry.too_many".
func (s *Service) Ask(ctx context.Context, by id.User, e Enquiry) (Enquiry, error) {
	if err := s.check(ctx, &e); err != nil {
		return e, err
	}
	e.ID, e.State, e.AskedBy, e.AskedAt = id.Enquiry(s.o.NewID("enq")), Open, by, s.o.DB.Now()
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(e.Tenant)
		if n, err := countOpen(ctx, sc); err != nil || n >= maxOpen {
			return orMany(err)
		}
		if err := add(ctx, sc, e); err != nil {
			return err
		}
		return db.AppendFact(ctx, tx, e.head(by), fact.EnquiryAsked{Enquiry: e.ID, How: e.Kind, Deadline: e.Deadline})
	})
	if err != nil {
		return e, err
	}
	if err := s.o.Block(ctx, e.Promise, e.ID, e.Deadline, by); err != nil {
		return e, s.undo(ctx, e, by, err)
	}
	if e.Kind != ToMail {
		return e, nil
	}
	if err := s.write(ctx, &e); err != nil {
		_ = s.end(ctx, e, Withdrawn, "", string(by)) // nobody would ever answer it
		return e, err
	}
	return e, nil
}

func orMany(err error) error {
	if err != nil {
		return err
	}
	return problem.New(problem.TooMany, "enquiry.too_many", "max", strconv.Itoa(maxOpen))
}

// undo withdraws a question that the floor did not want, and returns why.
func (s *Service) undo(ctx context.Context, e Enquiry, by id.User, why error) error {
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		_, err := end(ctx, tx.Scope(e.Tenant), e.ID, Withdrawn, "", string(by), tx.Now(), true)
		return err
	})
	if err != nil {
		s.o.Log.ErrorContext(ctx, "enquiry not withdrawn", "tenant", e.Tenant, "enquiry", e.ID, "err", err)
	}
	return why
}

func (e *Enquiry) head(by id.User) fact.Head {
	return fact.Head{Tenant: e.Tenant, Promise: e.Promise, Actor: fact.Actor(by)}
}

// Answer ends an enquiry with what was found out. Problems: "enquiry.answer",
// "enquiry.not_open".
func (s *Service) Answer(ctx context.Context, by id.User, e Enquiry, text string) error {
	text, ok := tidy(text, maxAnswer)
	if !ok {
		return problem.New(problem.Invalid, "enquiry.answer", "max", strconv.Itoa(maxAnswer))
	}
	return s.end(ctx, e, Answered, text, string(by))
}

// Withdraw ends an enquiry without an answer. Problem: "enquiry.not_open".
func (s *Service) Withdraw(ctx context.Context, by id.User, e Enquiry) error {
	return s.end(ctx, e, Withdrawn, "", string(by))
}

// byLink stands for whoever answers without signing in.
const byLink = "link"

// end remembers the end and then tells the floor; what it did not hear Run tells again.
func (s *Service) end(ctx context.Context, e Enquiry, how State, text, by string) error {
	actor := fact.Actor(by)
	if by == byLink {
		actor = "" // nobody here
	}
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		ok, err := end(ctx, tx.Scope(e.Tenant), e.ID, how, text, by, tx.Now(), how == Expired)
		if err != nil {
			return err
		}
		if !ok {
			return problem.New(problem.Conflict, "enquiry.not_open")
		}
		h := e.head("")
		h.Actor = actor
		return db.AppendFact(ctx, tx, h, fact.EnquiryEnded{Enquiry: e.ID, Outcome: string(how), Link: by == byLink})
	})
	if err != nil || how == Expired { // the floor has its own clock
		return err
	}
	e.State, e.AnsweredBy = how, by
	s.free(ctx, e)
	return nil
}

// free tells the floor. A refusal means that nothing waits any more.
func (s *Service) free(ctx context.Context, e Enquiry) {
	by := id.User(e.AnsweredBy)
	if by == byLink {
		by = ""
	}
	err := s.o.Free(ctx, e.Promise, e.ID, string(e.State), by)
	if p := problem.Of(err); err != nil && (p == nil || p.Kind == problem.Unavailable) {
		s.o.Log.WarnContext(ctx, "promise not freed yet", "tenant", e.Tenant, "enquiry", e.ID, "err", err)
		return
	}
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error { return freed(ctx, tx.Scope(e.Tenant), e.ID) })
	if err != nil {
		s.o.Log.ErrorContext(ctx, "freed promise not noted", "tenant", e.Tenant, "enquiry", e.ID, "err", err)
	}
}

// Run ends what is over and tells the floor what it has not heard, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTicker(sweepEvery)
	defer t.Stop()
	for {
		if err := s.Round(ctx); err != nil && ctx.Err() == nil {
			s.o.Log.ErrorContext(ctx, "enquiries not looked at", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// Round is one look at all enquiries.
func (s *Service) Round(ctx context.Context) error {
	over, err := overdue(ctx, s.o.DB, s.o.DB.Now())
	if err != nil {
		return err
	}
	for _, e := range over {
		if err := s.end(ctx, e, Expired, "", ""); err != nil && !problem.Is(err, "enquiry.not_open") {
			return err
		}
	}
	untold, err := unfreed(ctx, s.o.DB)
	if err != nil {
		return err
	}
	for _, e := range untold {
		s.free(ctx, e)
	}
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error { return sweep(ctx, tx, tx.Now()-keep.Milliseconds()) })
}

// Forget removes the texts that belong to erased numbers of a tenant.
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
