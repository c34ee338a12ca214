package promise

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

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
		p.Kind, p.DueAt, p.Owner = "requested", f.DueAt, f.Owner
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

// concerns reports whether e is a fact of the promise chain.
func concerns(e fact.Envelope) bool {
	return fact.Is[fact.PromiseOpened](e) || fact.Is[fact.PromiseMissedAgain](e) || fact.Is[fact.MissWithoutNumber](e) || fact.Is[fact.PromiseAgreed](e) ||
		fact.Is[fact.AttemptStarted](e) || fact.Is[fact.AttemptEnded](e) || fact.Is[fact.PromiseClosed](e)
}

// add takes a fact into the law. opened and closed say whether the promise really was by it:
// a second opening of the same promise would not count.
func (l *Law) add(e fact.Envelope, opened, closed bool) {
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
	l.Hash = link(l.Hash, e)
}

// link is the chain's next hash: over the former one and the stored bytes of a fact. The
// first has no former.
func link(before string, e fact.Envelope) string {
	h := sha256.New()
	for _, part := range []string{before, strconv.FormatUint(e.Seq, 10), strconv.FormatInt(e.At, 10), string(e.Tenant),
		string(e.Line), string(e.Promise), string(e.Actor), e.Type, string(e.Data)} {
		fmt.Fprintf(h, "%d:%s", len(part), part) // lengths, so that bytes cannot move from one part to the next
	}
	return hex.EncodeToString(h.Sum(nil))
}
