package survey

import (
	"context"
	"fmt"

	"gudok/base/db"
	"gudok/fact"
)

// foldAll takes facts into the rows of their conversations. A fact that cannot be read is
// logged and passed over.
func (s *Service) foldAll(ctx context.Context, tx *db.Tx, facts []fact.Envelope) error {
	for _, e := range facts {
		if e.Item == "" || !concerns(e) {
			continue
		}
		a, err := answerOf(ctx, tx.Scope(e.Tenant), e.Item)
		if err != nil {
			return err
		}
		if err := a.fold(e); err != nil {
			s.o.Log.ErrorContext(ctx, "fact passed over", "tenant", e.Tenant, "call", e.Call, "err", err)
			continue
		}
		if a.Item == "" {
			continue // its beginning could not be read
		}
		if err := putAnswer(ctx, tx.Scope(e.Tenant), a); err != nil {
			return fmt.Errorf("fold survey %s: %w", e.Item, err)
		}
	}
	return nil
}

func concerns(e fact.Envelope) bool {
	return fact.Is[fact.SurveyAsked](e) || fact.Is[fact.SurveyAnswered](e) || fact.Is[fact.SurveyCommented](e) || fact.Is[fact.SurveyEnded](e)
}

func (a *Answer) fold(e fact.Envelope) error {
	switch {
	case fact.Is[fact.SurveyAsked](e):
		*a = Answer{Item: e.Item, Call: e.Call, Tenant: e.Tenant, Line: e.Line, Agent: e.Agent, AskedAt: e.At}
	case fact.Is[fact.SurveyAnswered](e):
		f, err := fact.Open[fact.SurveyAnswered](e)
		if err != nil {
			return err
		}
		switch f.Question {
		case "csat":
			a.CSAT = f.Value
		case "solved":
			a.Solved = f.Value
		}
	case fact.Is[fact.SurveyCommented](e):
		f, err := fact.Open[fact.SurveyCommented](e)
		if err != nil {
			return err
		}
		a.Comment = f.Recording
	case fact.Is[fact.SurveyEnded](e):
		f, err := fact.Open[fact.SurveyEnded](e)
		if err != nil {
			return err
		}
		a.Ended, a.Complete = true, f.Complete
	}
	return nil
}
