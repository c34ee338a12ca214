package promise

import (
	"cmp"

	"gudok/fact"
)

// fold takes one fact into p.
func (p *Promise) fold(e fact.Envelope) error {
	switch {
	case fact.Is[fact.PromiseOpened](e):
		f, err := fact.Open[fact.PromiseOpened](e)
		if err != nil {
			return err
		}
		*p = Promise{ID: e.Promise, Tenant: e.Tenant, Line: e.Line, Call: e.Call, Kind: f.Kind, Cause: f.Cause, Number: f.Number,
			Recording: f.Recording, State: Open, OriginAt: f.OriginAt, OpenedAt: e.At, DueAt: f.DueAt, Misses: 1,
			Owner: f.Owner}
	case fact.Is[fact.PromiseMissedAgain](e):
		f, err := fact.Open[fact.PromiseMissedAgain](e)
		if err != nil {
			return err
		}
		p.Cause, p.Misses = f.Cause, f.Misses
		if f.Recording != "" {
			p.Recording = f.Recording
			if p.Kind == "missed" {
				p.Kind = "voicemail"
			}
		}
	case fact.Is[fact.PromiseAgreed](e):
		f, err := fact.Open[fact.PromiseAgreed](e)
		if err != nil {
			return err
		}
		p.Kind, p.DueAt, p.Owner = cmp.Or(f.Kind, "requested"), f.DueAt, f.Owner
		if p.State == Cooldown {
			p.State = Open
		}
	case fact.Is[fact.AttemptStarted](e):
		f, err := fact.Open[fact.AttemptStarted](e)
		if err != nil {
			return err
		}
		p.State, p.Attempts, p.Agent = Dialling, f.N, e.Agent
		if p.FirstTryAt == 0 {
			p.FirstTryAt = e.At
		}
	case fact.Is[fact.AttemptEnded](e):
		return p.attemptEnded(e)
	case fact.Is[fact.PromiseClosed](e):
		f, err := fact.Open[fact.PromiseClosed](e)
		if err != nil {
			return err
		}
		p.State, p.ClosedAt, p.Reason, p.Detail = Closed, e.At, f.Reason, f.Detail
		p.Enquiry, p.BlockedUntil = "", 0
	default:
		return p.moved(e)
	}
	return nil
}

// moved takes the facts that change when and by whom the promise is kept.
func (p *Promise) moved(e fact.Envelope) error {
	switch {
	case fact.Is[fact.PromiseDeferred](e):
		f, err := fact.Open[fact.PromiseDeferred](e)
		if err != nil {
			return err
		}
		p.DueAt = f.DueAt
	case fact.Is[fact.PromiseChanged](e):
		f, err := fact.Open[fact.PromiseChanged](e)
		if err != nil {
			return err
		}
		p.DueAt, p.Owner = f.DueAt, f.Owner
	case fact.Is[fact.PromiseBlocked](e):
		f, err := fact.Open[fact.PromiseBlocked](e)
		if err != nil {
			return err
		}
		p.State, p.Enquiry, p.BlockedUntil = Waiting, f.Enquiry, f.Until
	case fact.Is[fact.PromiseFreed](e):
		f, err := fact.Open[fact.PromiseFreed](e)
		if err != nil {
			return err
		}
		p.Enquiry, p.BlockedUntil, p.DueAt = "", 0, f.DueAt
		if p.State == Waiting {
			p.State = Open
		}
		if f.Outcome == "answered" {
			p.Cause = "enquiry_answered" // why it is due now
		}
	}
	return nil
}

func (p *Promise) attemptEnded(e fact.Envelope) error {
	f, err := fact.Open[fact.AttemptEnded](e)
	if err != nil {
		return err
	}
	p.Outcome = f.Outcome
	if p.State != Closed {
		p.State = Cooldown
	}
	if f.NextAt != 0 {
		p.DueAt = f.NextAt
	}
	return nil
}

// add takes a fact into the law and says its link. opened and closed say whether the promise
// really was by it: a second opening of the same promise would not count.
func (l *Law) add(e fact.Envelope, opened, closed bool) Link {
	if opened {
		l.Opened++
	}
	if closed {
		l.Closed++
	}
	if fact.Is[fact.MissWithoutNumber](e) {
		l.NoNumber++
	}
	l.Facts++
	l.Seq = e.Seq
	l.Hash = link(l.Hash, l.Facts, e)
	return Link{l.Tenant, l.Facts, e.Seq, e.At, e.Promise, l.Hash}
}
