package floor

import (
	"cmp"
	"context"
	"slices"
	"time"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// After the core began anew (house.md 5.4) it knows neither calls nor promises. Open promises
// are told it again from their facts. Of the legs that live: conversations go on, watched
// here until one side ends; callers who waited arrive once more, keeping their leg; the rest
// is ended.

const (
	// rebuildLimit is how long people may wait while facts are read.
	rebuildLimit = 2 * time.Second
	// rebuildFacts bounds how far back the calls of live legs are looked for: hours of a
	// busy floor, more than anybody talks.
	rebuildFacts = 100_000
	// rebuildPromises is how far back open promises are looked for: a promise that nobody
	// keeps is closed within days.
	rebuildPromises = 14 * 24 * time.Hour
	// rebuildAgreed is the same for calls that were agreed on: at most a year ahead.
	rebuildAgreed = 380 * 24 * time.Hour
	rebuildPage   = 5000
	maxCallFacts  = 5000
)

// A stray is a conversation that the core does not know of.
type stray struct {
	head     fact.Head
	customer id.Leg
	agent    id.Leg
	since    int64 // ms UTC, when it was connected
}

// rebuild tells a new core what lives and what is owed. It is told the settings already.
//
//nolint:contextcheck // a panic comes without a context: it has its own limit
func (f *Floor) rebuild() {
	ctx, cancel := context.WithTimeout(context.Background(), rebuildLimit)
	defer cancel()
	f.anew = false
	f.commit(time.Now()) // the newest facts, too, are read from the journal
	_ = f.step(f.live.restored())
	if err := f.recallPromises(ctx); err != nil {
		f.log.Error("open promises not found again", "err", err)
	}
	f.adopt(ctx, f.live.restored().Legs, true)
}

// adopt sees to legs that live and that the core does not know, from what the facts tell of
// their calls: conversations go on as strays, callers who waited arrive again, other legs are
// ended. A gate may also have kept a leg whose arrival a crash forgot: nobody knows that one.
func (f *Floor) adopt(ctx context.Context, legs []voice.Restored, again bool) {
	var strangers []id.Leg
	for _, r := range legs {
		if !f.state.Knows(r.Leg) && !f.isStray(r.Leg) {
			strangers = append(strangers, r.Leg)
		}
	}
	if len(strangers) == 0 {
		return
	}
	calls, err := f.callsOfLegs(ctx, strangers)
	if err != nil {
		f.log.Error("calls of live legs not found again", "err", err)
	}
	told := map[id.Call]bool{}
	for _, leg := range strangers {
		if c := calls[leg]; c != "" && !told[c] {
			told[c] = true
			f.retell(ctx, c, again)
		}
	}
	for _, leg := range strangers {
		if !f.state.Knows(leg) && !f.isStray(leg) {
			f.log.Warn("a leg that nobody knows is ended", "leg", leg)
			f.batch.effects = append(f.batch.effects, voice.End{Leg: leg, Cause: voice.CauseRestart})
		}
	}
}

// recallPromises folds the facts of promises into those that are still open.
func (f *Floor) recallPromises(ctx context.Context) error {
	first, err := f.sql.FirstAt(ctx, f.clock.now()-rebuildPromises.Milliseconds(), f.facts)
	if err != nil {
		return err
	}
	open := map[id.Promise]*core.PromiseRecalled{}
	order, err := f.agreedLongAgo(ctx, first, open)
	if err != nil {
		f.log.Error("calls agreed long ago not found again", "err", err)
	}
	for after := first - 1; ; {
		page, err := f.sql.OfPromises(ctx, after, rebuildPage)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			after = e.Seq
			if fact.Is[fact.PromiseOpened](e) {
				order = append(order, e.Promise)
			}
			foldPromise(open, e)
		}
	}
	for _, p := range order {
		if o := open[p]; o != nil {
			_ = f.step(*o)
		}
	}
	return nil
}

// agreedLongAgo are the promises that were open before the fact first and are not due yet, or
// have been for less time than anybody would wait: a call may be agreed a year ahead. Only what
// opens, moves and closes promises is read.
func (f *Floor) agreedLongAgo(ctx context.Context, first uint64, open map[id.Promise]*core.PromiseRecalled) (order []id.Promise, err error) {
	from, err := f.sql.FirstAt(ctx, f.clock.now()-rebuildAgreed.Milliseconds(), f.facts)
	if err != nil {
		return nil, err
	}
	was := map[id.Promise]*core.PromiseRecalled{}
	for _, types := range [][3]string{
		{fact.PromiseOpened{}.FactType(), fact.PromiseAgreed{}.FactType(), fact.PromiseClosed{}.FactType()},
		{fact.PromiseChanged{}.FactType(), fact.PromiseBlocked{}.FactType(), fact.PromiseFreed{}.FactType()},
	} {
		for after := from - 1; after+1 < first; {
			page, err := f.sql.OfTypes(ctx, types, after, first-1, rebuildPage)
			if err != nil {
				return nil, err
			}
			for _, e := range page {
				foldPromise(was, e)
				if fact.Is[fact.PromiseOpened](e) {
					order = append(order, e.Promise)
				}
			}
			if after = first; len(page) == rebuildPage {
				after = page[len(page)-1].Seq
			}
		}
	}
	long := f.clock.now() - rebuildPromises.Milliseconds()
	for name, p := range was {
		if max(p.DueAt, p.Until) > long {
			open[name] = p
		}
	}
	return order, nil
}

// foldPromise changes what is known of open promises by one fact. What cannot be read is
// passed over: a promise more or less is better than none.
func foldPromise(open map[id.Promise]*core.PromiseRecalled, e fact.Envelope) {
	p := open[e.Promise]
	switch {
	case fact.Is[fact.PromiseOpened](e):
		if o, err := fact.Open[fact.PromiseOpened](e); err == nil {
			open[e.Promise] = &core.PromiseRecalled{Promise: e.Promise, Tenant: e.Tenant, Line: e.Line, Kind: o.Kind,
				Number: o.Number, Cause: o.Cause, Item: e.Item, OriginAt: o.OriginAt, OpenedAt: e.At, DueAt: o.DueAt,
				Misses: 1, Recording: o.Recording, Zone: o.Zone, Owner: o.Owner}
		}
	case p == nil:
	case fact.Is[fact.PromiseMissedAgain](e):
		if o, err := fact.Open[fact.PromiseMissedAgain](e); err == nil {
			p.Misses = o.Misses
		}
	case fact.Is[fact.PromiseAgreed](e):
		if o, err := fact.Open[fact.PromiseAgreed](e); err == nil {
			p.Kind, p.DueAt, p.Owner = cmp.Or(o.Kind, "requested"), o.DueAt, o.Owner
		}
	case fact.Is[fact.PromiseDeferred](e):
		if o, err := fact.Open[fact.PromiseDeferred](e); err == nil {
			p.DueAt = o.DueAt
		}
	case fact.Is[fact.PromiseBlocked](e):
		if o, err := fact.Open[fact.PromiseBlocked](e); err == nil {
			p.Enquiry, p.Until = o.Enquiry, o.Until
		}
	case fact.Is[fact.PromiseFreed](e):
		if o, err := fact.Open[fact.PromiseFreed](e); err == nil {
			p.Enquiry, p.Until, p.DueAt = "", 0, o.DueAt
		}
	case fact.Is[fact.PromiseChanged](e):
		if o, err := fact.Open[fact.PromiseChanged](e); err == nil {
			p.DueAt, p.Owner = o.DueAt, o.Owner
		}
	case fact.Is[fact.AttemptStarted](e):
		p.Attempts++
	case fact.Is[fact.AttemptEnded](e):
		if o, err := fact.Open[fact.AttemptEnded](e); err == nil && o.NextAt != 0 {
			p.DueAt = o.NextAt
		}
	case fact.Is[fact.PromiseClosed](e):
		delete(open, e.Promise)
	}
}

// callsOfLegs finds the calls of legs in the facts, from the newest back.
func (f *Floor) callsOfLegs(ctx context.Context, legs []id.Leg) (map[id.Leg]id.Call, error) {
	calls := map[id.Leg]id.Call{}
	below := f.facts + 1
	for seen := 0; seen < rebuildFacts && len(calls) < len(legs); {
		page, err := f.sql.Before(ctx, below, rebuildPage)
		if err != nil {
			return calls, err
		}
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			below = e.Seq
			if leg := bornIn(e); leg != "" && slices.Contains(legs, leg) {
				calls[leg] = e.Call
			}
		}
		seen += len(page)
	}
	return calls, nil
}

// bornIn is the leg that begins with a fact, "" for none.
func bornIn(e fact.Envelope) id.Leg {
	switch {
	case fact.Is[fact.CallCreated](e):
		if o, err := fact.Open[fact.CallCreated](e); err == nil {
			return o.Leg
		}
	case fact.Is[fact.LegInvited](e):
		if o, err := fact.Open[fact.LegInvited](e); err == nil {
			return o.Leg
		}
	}
	return ""
}

// retell lets one call go on as well as that can be; again: waiting callers arrive again.
func (f *Floor) retell(ctx context.Context, c id.Call, again bool) {
	all, err := f.sql.OfCall(ctx, c, maxCallFacts)
	if err != nil {
		f.log.Error("call not told again", "call", c, "err", err)
		return
	}
	s := tellStory(all)
	_, customer := f.live.legs[s.customer]
	_, agent := f.live.legs[s.agent]
	if s.answered && customer && agent {
		f.strays = append(f.strays, stray{head: s.head, customer: s.customer, agent: s.agent, since: s.since})
		return
	}
	if !again {
		return
	}
	for _, h := range s.open {
		h.Actor = fact.System
		f.say(f.moment(), h, fact.ItemLeft{Reason: "failed", Detail: "panic", WaitedMS: 0})
	}
	if customer && s.created.Inbound && !s.answered {
		f.say(f.moment(), fact.Head{Tenant: s.head.Tenant, Line: s.head.Line, Call: c, Actor: fact.System},
			fact.CallEnded{By: "system", Cause: voice.CauseRestart})
		_ = f.step(core.CallArrived{Leg: s.customer, Trunk: s.created.Trunk, DID: s.created.DID, Caller: s.created.Caller})
	}
}

// A story is what the facts of a call come to.
type story struct {
	head     fact.Head
	created  fact.CallCreated
	customer id.Leg
	agent    id.Leg
	answered bool
	since    int64
	open     map[id.Item]fact.Head // items that were created and have not left
}

func tellStory(all []fact.Envelope) story {
	s := story{open: map[id.Item]fact.Head{}}
	for _, e := range all {
		switch {
		case fact.Is[fact.CallCreated](e):
			s.created, _ = fact.Open[fact.CallCreated](e)
			s.head = e.Head
			if s.created.Inbound {
				s.customer = s.created.Leg
			} else {
				s.agent = s.created.Leg
			}
		case fact.Is[fact.LegInvited](e):
			// A number that is rung for who called us is the client's own telephone: it stands
			// where an agent would.
			if o, err := fact.Open[fact.LegInvited](e); err == nil && o.Number != "" && !s.created.Inbound {
				s.customer = o.Leg
			} else if err == nil {
				s.agent = o.Leg
			}
		case fact.Is[fact.ItemCreated](e):
			s.open[e.Item] = e.Head
		case fact.Is[fact.ItemLeft](e):
			delete(s.open, e.Item)
		case fact.Is[fact.ItemConnected](e):
			s.answered, s.since, s.head = true, e.At, e.Head
		case fact.Is[fact.CallAnswered](e) && e.Agent == "": // by the client's own telephone
			s.answered, s.since, s.head = true, e.At, e.Head
		case fact.Is[fact.ItemClosed](e):
			s.answered = false
		}
	}
	return s
}

func (f *Floor) isStray(l id.Leg) bool {
	for _, s := range f.strays {
		if s.customer == l || s.agent == l {
			return true
		}
	}
	return false
}

// strayEnded ends the other side of a stray when one side has gone, and tells its end.
func (f *Floor) strayEnded(leg id.Leg, cause voice.Cause) {
	for i, s := range f.strays {
		if s.customer != leg && s.agent != leg {
			continue
		}
		f.strays = append(f.strays[:i:i], f.strays[i+1:]...)
		other, by := s.agent, "caller"
		if leg == s.agent {
			other, by = s.customer, "agent"
		}
		f.batch.effects = append(f.batch.effects, voice.End{Leg: other, Cause: voice.CauseNormal})
		rec := f.moment()
		s.head.Actor = fact.System
		f.say(rec, s.head, fact.ItemClosed{TalkMS: rec.At - s.since})
		f.say(rec, s.head, fact.CallEnded{By: by, Cause: cause})
		return
	}
}
