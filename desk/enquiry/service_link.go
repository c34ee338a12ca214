package enquiry

import (
	"context"
	"strconv"
	"strings"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
)

// write sends the question with a link of its own; a former link is over.
func (s *Service) write(ctx context.Context, e *Enquiry) error {
	home, err := s.o.Home(ctx, e.Tenant)
	if err != nil {
		return err
	}
	base, err := s.o.Base(ctx)
	if err != nil {
		return err
	}
	all, err := words()
	if err != nil {
		return err
	}
	say, token := all[tongue(home.Lang)], newToken()
	fill := strings.NewReplacer("{tenant}", home.Name, "{deadline}", deadline(*e, home))
	text := strings.Join([]string{say["hello"], "", fill.Replace(say["asks"]), "", e.Question, "", fill.Replace(say["until"]), "",
		say["link"], base + "/answer/" + token, "", say["once"], ""}, "\n")
	// The link works before the letter is on its way, so that a quick reader finds it.
	e.Token, e.TokenUntil = hash(token), e.Deadline+tokenAfter.Milliseconds()
	put := func(ctx context.Context, tx *db.Tx) error { return linked(ctx, tx.Scope(e.Tenant), *e) }
	if err := s.o.DB.In(ctx, put); err != nil {
		return err
	}
	if e.Letter, err = s.o.Letter(ctx, e.Tenant, e.ToMail, fill.Replace(say["subject"]), text); err != nil {
		return err
	}
	return s.o.DB.In(ctx, put)
}

func deadline(e Enquiry, home Home) string {
	return time.UnixMilli(e.Deadline).In(home.Zone).Format("02.01 15:04")
}

// Resend writes the letter of an open enquiry again, with a new link. Problems:
// "enquiry.not_open", "enquiry.no_letter", "mail.off".
func (s *Service) Resend(ctx context.Context, e Enquiry) error {
	switch {
	case e.State != Open:
		return problem.New(problem.Conflict, "enquiry.not_open")
	case e.Kind != ToMail:
		return problem.New(problem.Conflict, "enquiry.no_letter")
	}
	return s.write(ctx, &e)
}

// ByToken is the enquiry of a link. Problem: "enquiry.unknown", also when it is over.
func (s *Service) ByToken(ctx context.Context, token string) (Enquiry, error) {
	if len(token) == 0 || len(token) > maxToken {
		return Enquiry{}, problem.New(problem.NotFound, "enquiry.unknown")
	}
	e, err := ofToken(ctx, s.o.DB, hash(token))
	if err == nil && e.TokenUntil < s.o.DB.Now() {
		err = problem.New(problem.NotFound, "enquiry.unknown")
	}
	return e, err
}

// maxToken is far above a token's 22 characters.
const maxToken = 64

// AnswerByLink is the one answer of a link. Problems: "enquiry.unknown", "enquiry.answer",
// "enquiry.not_open".
func (s *Service) AnswerByLink(ctx context.Context, token, text string) error {
	e, err := s.ByToken(ctx, token)
	if err != nil {
		return err
	}
	text, ok := tidy(text, maxAnswer)
	if !ok {
		return problem.New(problem.Invalid, "enquiry.answer", "max", strconv.Itoa(maxAnswer))
	}
	if e.State == Open && e.Deadline < s.o.DB.Now() {
		return problem.New(problem.Conflict, "enquiry.not_open")
	}
	return s.end(ctx, e, Answered, text, byLink)
}
