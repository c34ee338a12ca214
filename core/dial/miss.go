package dial

import (
	"gudok/fact"
	"gudok/id"
)

// A Miss is a person who wanted us and got nobody.
type Miss struct {
	Tenant    id.Tenant
	Line      id.Line
	Root      id.Line
	Kind      string
	Number    id.Number // "" withheld
	Cause     string    // why the item left
	Item      id.Item
	OriginAt  int64
	Recording id.Recording
	Zone      string // in which the number lies, "": not known
	// SameAgentMS is how long after the moment the owner alone is offered the call.
	SameAgentMS int64
	Owner       id.Agent // whom a message was for: he is to call
}

// rank orders kinds: who asked for a call is not merely missed. Of two wishes the later
// counts.
func rank(kind string) int {
	switch kind {
	case Requested, VirtualHold, Web:
		return wished
	case Answer, FollowUp:
		return 2
	case Voicemail:
		return 1
	}
	return 0
}

const wished = 3 // by the person himself

// Missed opens a promise, or counts one more miss of the promise that is open: never two
// for one person and tree of lines. A message absorbs a plain miss. Nobody can be promised
// a call whose number is withheld; that is said, so that the report stays honest.
func (l *Ledger) Missed(now int64, m Miss, pol Policy, about fact.Head, out *Out) {
	about.Tenant, about.Line = m.Tenant, m.Line
	if m.Number == "" {
		out.Log.Say(about, fact.MissWithoutNumber{Cause: m.Cause})
		return
	}
	if p := l.find(m.Number, m.Root); p != nil {
		p.Misses++
		p.MissedAt, p.LatestAt, p.Cause, p.OriginAt = now, m.OriginAt, m.Cause, min(p.OriginAt, m.OriginAt)
		if m.Recording != "" {
			p.Recording = m.Recording
		}
		out.Log.Say(p.head(about), fact.PromiseMissedAgain{Cause: m.Cause, Misses: p.Misses, Recording: m.Recording})
		out.Lines = append(out.Lines, p.Line)
		switch {
		case m.Kind == VirtualHold, rank(m.Kind) == wished && !p.Wanted():
			l.agree(p, m.Kind, pol.Open(now), "", 0, about, out)
		case rank(m.Kind) > rank(p.Kind):
			p.Kind = m.Kind
		}
		return
	}
	due := now
	if rank(m.Kind) < wished { // who asked for it has his turn already
		due += pol.wait(m.Kind, 0)
	}
	l.begin(now, m, pol.Open(due), m.Owner, about, out)
}

// begin opens a promise.
func (l *Ledger) begin(now int64, m Miss, due int64, owner id.Agent, about fact.Head, out *Out) {
	p := &Promise{
		ID: id.Promise(out.Names.Next("prs")), Tenant: m.Tenant, Line: m.Line, Root: m.Root, Kind: m.Kind,
		Number: m.Number, Cause: m.Cause, Item: m.Item, OriginAt: m.OriginAt, OpenedAt: now, MissedAt: now, LatestAt: m.OriginAt,
		DueAt: due, Misses: 1, Recording: m.Recording, Zone: m.Zone, Owner: owner, SameAgentMS: m.SameAgentMS,
	}
	l.Opened++
	l.open(p, out)
	out.Log.Say(p.head(about), fact.PromiseOpened{Kind: p.Kind, Cause: p.Cause, Number: p.Number, OriginAt: p.OriginAt, DueAt: p.DueAt, Recording: p.Recording,
		Owner: p.Owner, Zone: p.Zone})
}

// Agree promises a call at a moment that was agreed with the person; a promise that is open
// already becomes that. The moment is moved into the hours in which people may be called.
func (l *Ledger) Agree(now int64, m Miss, at int64, owner id.Agent, pol Policy, about fact.Head, out *Out) string {
	if m.Number == "" {
		return NoNumber
	}
	if at > now+maxAheadMS {
		return TooFar
	}
	at = pol.polite(max(at, now))
	if m.Kind == "" {
		m.Kind = Requested
	}
	if rank(m.Kind) < rank(FollowUp) || m.Kind == VirtualHold {
		return NoSuchKind
	}
	if p := l.find(m.Number, m.Root); p != nil {
		l.agree(p, m.Kind, at, owner, m.SameAgentMS, about, out)
		return ""
	}
	about.Tenant, about.Line = m.Tenant, m.Line
	l.begin(now, m, at, owner, about, out)
	return ""
}

// agree makes of an open promise a call at a moment.
func (l *Ledger) agree(p *Promise, kind string, at int64, owner id.Agent, sameMS int64, about fact.Head, out *Out) {
	p.Kind, p.Owner, p.SameAgentMS, p.Cooling, p.Tries = kind, owner, sameMS, false, 0
	p.Agreed = p.Attempt != ""
	l.due(p, at, out)
	out.Log.Say(p.head(about), fact.PromiseAgreed{Kind: kind, DueAt: at, Owner: owner})
	out.Lines = append(out.Lines, p.Line)
}

// maxAheadMS is how far ahead a call may be agreed: a year.
const maxAheadMS = 366 * 24 * 3_600_000

// Recall files a promise that was opened in an earlier life of the ledger, unless it is
// known or the person is owed a call anyway.
func (l *Ledger) Recall(v Promise, out *Out) {
	if v.Number == "" || l.Open.Get(v.ID) != nil || l.find(v.Number, v.Root) != nil {
		return
	}
	l.Opened++
	l.open(&v, out)
}

// open files a promise.
func (l *Ledger) open(p *Promise, out *Out) {
	l.Open.Put(p.ID, p)
	n := l.number(p.Number)
	n.Promises = append(n.Promises, p.ID)
	l.file(p)
	out.Wakes = append(out.Wakes, Wake{At: p.DueAt, Promise: p.ID})
	if p.Enquiry != "" {
		out.Wakes = append(out.Wakes, Wake{At: p.Until, Promise: p.ID})
	}
	out.Lines = append(out.Lines, p.Line)
	out.turn(p)
}

// Arrived: the person is on our line. Promises to him are frozen until Left.
func (l *Ledger) Arrived(name id.Number, out *Out) {
	if name == "" {
		return
	}
	n := l.number(name)
	n.Present++
	l.touch(n, out)
}

// Left: the person is no more on our line, in one call of perhaps several.
func (l *Ledger) Left(now int64, name id.Number, out *Out) {
	n := l.Numbers.Get(name)
	if n == nil || n.Present == 0 {
		return
	}
	n.Present--
	l.touch(n, out)
	l.tidy(name, now)
}

func (l *Ledger) touch(n *Number, out *Out) {
	for _, k := range n.Promises {
		p := l.Open.Get(k)
		out.Lines = append(out.Lines, p.Line)
		out.turn(p)
	}
}

// Reached: the person talks with one of us in that tree of lines, having called himself.
func (l *Ledger) Reached(now int64, name id.Number, root id.Line, about fact.Head, out *Out) {
	if p := l.find(name, root); p != nil && p.Attempt == "" {
		l.close(now, p, CallerReached, "", about, out)
	}
}

// Redial is since when the person has wanted us, if he was missed less than a minute ago:
// who hangs up and calls again has not lost his place. A miss of this morning is another
// need.
func (l *Ledger) Redial(now int64, name id.Number, root id.Line) (originAt int64, ok bool) {
	p := l.find(name, root)
	if p == nil || now-p.MissedAt > redialMS {
		return 0, false
	}
	return p.LatestAt, true
}
