package dial

import (
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// Refusals: why a promise may not be kept or cancelled now.
const (
	NotOpen    = "promise.not_open"
	NumberBusy = "promise.number_busy"    // somebody dials it, or nobody knows whether
	OnOurLine  = "promise.caller_on_line" // never dial a person who is calling us
	Cooling    = "promise.cooling_down"
	InAttempt  = "promise.in_attempt"
	BadReason  = "promise.no_such_reason"
	QuietHours = "promise.quiet_hours" // by the clock of the number itself
	NoNumber   = "promise.no_number"
	TooFar     = "promise.too_far"
	NoSuchKind = "promise.no_such_kind"
	Waits      = "promise.waits_for_enquiry"
	NoEnquiry  = "promise.no_such_enquiry"
)

// Outcomes of attempts.
const (
	OutcomeTalked      = "talked"
	OutcomeNoAnswer    = "no_answer"
	OutcomeBusy        = "busy"
	OutcomeInvalid     = "invalid"     // the number does not exist
	OutcomeFailed      = "failed"      // the network could not
	OutcomeAgentLost   = "agent_lost"  // before the person could answer
	OutcomeInterrupted = "interrupted" // a crash: whether it rang is not known
	OutcomeCrossed     = "crossed"     // he called us at that very moment: his call counts
	OutcomeDropped     = "dropped"     // he answered and nobody of us was there
	OutcomeMachine     = "machine"     // an answering machine
)

// Begin locks the number and begins an attempt by the agent in the item that about names, or
// refuses by a code.
func (l *Ledger) Begin(now int64, name id.Promise, agent id.Agent, about fact.Head, out *Out) string {
	p := l.Open.Get(name)
	if code := l.may(p, now); code != "" {
		return code
	}
	l.Release(name, p, out)
	p.Attempts++
	p.Attempt, p.Agent, p.Return = id.Attempt(out.Names.Next("att")), agent, about.Item
	l.number(p.Number).Live = p.Attempt
	l.turns(p.Number, out)
	out.Log.Say(p.head(about), fact.AttemptStarted{Attempt: p.Attempt, N: p.Attempts})
	out.Lines = append(out.Lines, p.Line)
	return ""
}

// May says whether the promise may be kept now: "" is yes.
func (l *Ledger) May(name id.Promise, now int64) string { return l.may(l.Open.Get(name), now) }

func (l *Ledger) may(p *Promise, now int64) string {
	if p == nil {
		return NotOpen
	}
	switch n := l.number(p.Number); {
	case n.Live != "" || now < n.Lease:
		return NumberBusy
	case n.Present > 0:
		return OnOurLine
	case n.Held != "" && n.Held != p.ID:
		return NumberBusy
	case p.Blocked(now):
		return Waits
	case p.Cooling && now < p.DueAt:
		return Cooling
	}
	return ""
}

// Talking: the person has answered.
func (l *Ledger) Talking(name id.Promise, out *Out) {
	if p := l.Open.Get(name); p != nil && p.Attempt != "" {
		p.Talking = true
		out.Lines = append(out.Lines, p.Line)
	}
}

// End ends the live attempt with its outcome and decides what becomes of the promise.
//
// A busy tone is not a try: the person never had a chance to answer; it is repeated after
// the first wait. Losing our own agent is nobody's try and changes nothing.
func (l *Ledger) End(now int64, name id.Promise, outcome string, cause voice.Cause, code int, pol Policy, about fact.Head, out *Out) {
	p := l.Open.Get(name)
	if p == nil || p.Attempt == "" {
		return
	}
	f := fact.AttemptEnded{Attempt: p.Attempt, Outcome: outcome, Cause: cause, Code: code}
	if p.Agreed { // they agreed on another moment: that is the next attempt
		p.Agreed, f.NextAt = false, p.DueAt
		p.Attempt, p.Agent, p.Return, p.Talking, l.number(p.Number).Live = "", "", "", false, ""
		out.Log.Say(p.head(about), f)
		out.Lines = append(out.Lines, p.Line)
		l.turns(p.Number, out)
		return
	}
	n := l.number(p.Number)
	p.Attempt, p.Agent, p.Return, p.Talking, n.Live = "", "", "", false, ""
	reason, detail, wait := l.verdict(now, p, outcome, pol)
	if reason == "" && wait > 0 {
		f.NextAt = pol.Open(now + wait)
		p.Cooling = true
		l.due(p, f.NextAt, out)
	}
	if outcome == OutcomeInterrupted {
		n.Lease = now + leaseMS
		out.Wakes = append(out.Wakes, Wake{At: n.Lease, Number: n.ID})
	}
	out.Log.Say(p.head(about), f)
	out.Lines = append(out.Lines, p.Line)
	l.turns(p.Number, out)
	if reason != "" {
		l.close(now, p, reason, detail, about, out)
	}
}

// verdict is why the promise closes, or how long it waits for the next attempt: 0 is not
// at all.
func (l *Ledger) verdict(now int64, p *Promise, outcome string, pol Policy) (reason, detail string, wait int64) {
	switch outcome {
	case OutcomeTalked:
		return Talked, "", 0
	case OutcomeInvalid:
		return WrongNumber, "", 0
	case OutcomeAgentLost, OutcomeCrossed:
		return "", "", 0
	case OutcomeBusy:
		wait = max(pol.wait(p.Kind, 0), busyMS)
	case OutcomeInterrupted:
		wait = max(pol.wait(p.Kind, 0), leaseMS)
	default:
		if p.Tries++; p.Tries >= len(pol.waits(p.Kind)) {
			return Unreachable, "attempts", 0
		}
		wait = pol.wait(p.Kind, p.Tries)
	}
	if now-p.OpenedAt >= lifeMS {
		return Unreachable, "too_long", 0
	}
	return "", "", wait
}

// Cancel closes a promise because a person says so; reason is a code.
func (l *Ledger) Cancel(now int64, name id.Promise, reason string, about fact.Head, out *Out) string {
	p := l.Open.Get(name)
	switch {
	case p == nil:
		return NotOpen
	case p.Attempt != "":
		return InAttempt
	}
	switch reason {
	case "wrong_number":
		l.close(now, p, WrongNumber, "", about, out)
	case "refused":
		l.close(now, p, Refused, "", about, out)
	case "duplicate":
		l.close(now, p, Duplicate, "", about, out)
	case "dnc":
		l.close(now, p, DNC, "", about, out)
	case "by_caller":
		l.close(now, p, ByCaller, "", about, out)
	case "other", "line_removed":
		l.close(now, p, Cancelled, reason, about, out)
	default:
		return BadReason
	}
	return ""
}

// Wake: a promise has become due or a lease is over.
func (l *Ledger) Wake(now int64, w Wake, out *Out) {
	if p := l.Open.Get(w.Promise); p != nil {
		out.Lines = append(out.Lines, p.Line)
		if p.Enquiry != "" && now >= p.Until {
			l.free(now, p, EnquiryExpired, p.DueAt, fact.Head{Actor: fact.Rule}, out)
		}
		l.expire(now, p, out)
		out.turn(p)
	}
	if w.Number != "" {
		l.turns(w.Number, out)
		l.tidy(w.Number, now)
	}
}

// expire closes a promise that nobody has kept for so long, or waits for that moment.
func (l *Ledger) expire(now int64, p *Promise, out *Out) {
	end := max(p.DueAt, p.MissedAt, p.Until) + expireMS
	switch {
	case now < p.DueAt: // an earlier moment of a promise that waits again
	case now < end:
		out.Wakes = append(out.Wakes, Wake{At: end, Promise: p.ID})
	case p.Attempt != "":
		out.Wakes = append(out.Wakes, Wake{At: now + retryMS, Promise: p.ID})
	default:
		l.close(now, p, Expired, "", fact.Head{Actor: fact.Rule}, out)
	}
}
