package core

import (
	"gudok/core/acd"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// A step is one Step in progress: the state, the moment, and where to say what follows.
type step struct {
	*State
	out  *Out
	from int // where this step's facts begin in out
}

// Step takes one input at the moment now (ms UTC, never back) with its sequence number in
// the journal, changes the state and appends to out what must be remembered and done.
//
// The input comes first, then the timers that are due, then the matching: an answer that
// waited in the mailbox beside its own time-out still counts.
func (s *State) Step(now int64, seq uint64, in Input, out *Out) {
	if _, opens := in.(Opened); !opens {
		// A new process looks at the clock when it knows what has come back: what became due
		// while nobody lived must not ring telephones that Restored would then call lost.
		s.now = max(s.now, now)
	}
	s.names.Begin(s.now, seq)
	x := &step{s, out, len(out.Facts)}
	x.begin()
	x.take(in)
	x.settle()
	x.learn(out.Facts[x.from:])
	x.end()
}

// begin lends the rooms the step's own lists.
func (x *step) begin() {
	log := (*fact.Log)(&x.out.Facts)
	r, p, b := &x.said.route, &x.said.phone, &x.said.book
	r.Log, p.Log, b.Log, x.said.menu.Log = log, log, log, log
	r.Names, p.Names, b.Names = &x.names, &x.names, &x.names
	r.Agents, r.Lines, b.Lines = x.out.Touched.Agents, x.out.Touched.Lines, b.Lines[:0]
	p.Do = &x.out.Effects
	x.by(fact.System)
}

// end takes back what it lent, so that the state refers to nothing of the caller's.
func (x *step) end() {
	x.speak()
	r, p, b := &x.said.route, &x.said.phone, &x.said.book
	x.out.Touched.Agents, x.out.Touched.Lines = r.Agents, append(r.Lines, b.Lines...)
	r.Agents, r.Lines, b.Lines = nil, nil, b.Lines[:0]
	r.Log, p.Log, b.Log, x.said.menu.Log, p.Do = nil, nil, nil, nil, nil
	x.said.menu.World = nil
}

// speak says in whose language what is played is to be.
func (x *step) speak() {
	for i, c := range x.out.Effects {
		p, ok := c.(voice.Play)
		if !ok {
			continue
		}
		if l := x.calls.Legs.Get(p.Leg); l != nil {
			if c := x.calls.Calls.Get(l.Call); c != nil {
				if p.Lang = c.Lang; p.Lang == "" {
					if t := x.tenants.Get(c.Head.Tenant); t != nil {
						p.Lang = t.Lang
					}
				}
				x.out.Effects[i] = p
			}
		}
	}
}

// by names who causes what follows.
func (x *step) by(who fact.Actor) *step {
	x.said.route.Actor, x.said.phone.Actor, x.said.book.Actor = who, who, who
	return x
}

func (x *step) agent(a id.Agent) *step { return x.by(fact.Actor(a)) }

// take gives the input to the method named after it.
func (x *step) take(in Input) {
	switch in := in.(type) {
	case CallArrived:
		x.by(fact.Caller).callArrived(in)
	case LegRinging:
		x.legRinging(in)
	case LegAnswered:
		x.legAnswered(in)
	case LegEnded:
		x.legEnded(in)
	case LegHeld:
		x.legHeld(in)
	case LegResumed:
		x.legResumed(in)
	case DigitHeard:
		x.by(fact.Caller).digitHeard(in)
	case PlayEnded:
		x.playEnded(in)
	case SoundLost:
		x.soundLost(in)
	case DeviceUp:
		x.acd.DeviceUp(x.now, in.Agent, in.Device, &x.said.route)
	case DeviceDown:
		x.acd.DeviceDown(x.now, in.Agent, in.Device, in.Why, &x.said.route)
	case Recorded:
		x.recorded(in)
	case Opened:
		x.opened(in)
	case Restored:
		x.restored(in)
	case Condemned:
		x.condemned(in)
	case PromiseRecalled:
		x.promiseRecalled(in)
	case Tick:
	default:
		x.takeWish(in)
	}
}

// takeWish knows what people ask for.
func (x *step) takeWish(in Input) {
	switch in := in.(type) {
	case ShiftStarted:
		x.agent(in.Agent).shiftStarted(in)
	case ShiftEnded:
		x.agent(in.Agent).shiftEnded(in)
	case ReadyAsked:
		x.agent(in.Agent).readyAsked(in)
	case PauseAsked:
		x.agent(in.Agent).pauseAsked(in)
	case AnswerAsked:
		x.agent(in.Agent).answerAsked(in)
	case DeclineAsked:
		x.agent(in.Agent).declineAsked(in)
	case HoldAsked:
		x.agent(in.Agent).holdAsked(in)
	case ResumeAsked:
		x.agent(in.Agent).resumeAsked(in)
	case MuteAsked:
		x.agent(in.Agent).muteAsked(in)
	case DigitsAsked:
		x.agent(in.Agent).digitsAsked(in)
	case EndAsked:
		x.agent(in.Agent).endAsked(in)
	case Coded:
		x.agent(in.Agent).coded(in)
	case WrapExtended:
		x.agent(in.Agent).wrapExtended(in)
	case WrapFinished:
		x.agent(in.Agent).wrapFinished(in)
	case PromiseCallAsked:
		x.agent(in.Agent).promiseCallAsked(in)
	case PromiseCancelled:
		x.by(fact.Actor(in.By)).promiseCancelled(in)
	case PromiseRequested:
		x.promiseRequested(in)
	case PromiseBlocked:
		x.by(fact.Actor(in.By)).promiseBlocked(in)
	case PromiseFreed:
		x.by(fact.Actor(in.By)).promiseFreed(in)
	case PromiseChanged:
		x.by(fact.Actor(in.By)).promiseChanged(in)
	case AgentForced:
		x.by(fact.Actor(in.By)).agentForced(in)
	default:
		x.takeTalk(in)
	}
}

// takeTalk knows what they ask for about calls with more than two people.
func (x *step) takeTalk(in Input) {
	switch in := in.(type) {
	case TransferAsked:
		x.agent(in.Agent).transferAsked(in)
	case ConsultAsked:
		x.agent(in.Agent).consultAsked(in)
	case ConnectAsked:
		x.agent(in.Agent).connectAsked(in)
	case ConferenceAsked:
		x.agent(in.Agent).conferenceAsked(in)
	case BackAsked:
		x.agent(in.Agent).backAsked(in)
	case DialAsked:
		x.agent(in.Agent).dialAsked(in)
	case HelpAsked:
		x.agent(in.Agent).helpAsked(in)
	case HelpTaken:
		x.by(fact.Actor(in.By)).helpTaken(in)
	case EarAsked:
		x.by(fact.Actor(in.By)).earAsked(in)
	case EarLeft:
		x.agent(in.Agent).earLeft(in)
	case TakeOverAsked:
		x.by(fact.Actor(in.By)).takeOverAsked(in)
	default:
		x.takeMenu(in)
	}
}

// takeSetting knows the configuration.
func (x *step) takeSetting(in Input) {
	switch in := in.(type) {
	case TenantSet:
		x.tenants.Put(in.Tenant, &in)
	case LineSet:
		x.lineSet(in)
	case DIDSet:
		x.dids.Put(in.ID, &in.DID)
	case AgentSet:
		x.agentSet(in)
	case PauseSet:
		x.acd.SetPause(acd.Pause(in.Pause))
	case FlowSet:
		x.flowSet(in)
	case CalendarSet:
		x.calendarSet(in)
	case ZoneSet:
		x.zones.Put(in.Zone, &in)
	case Removed:
		x.removed(in)
	case FloorSet:
		x.floorSet(in)
	default:
		x.takeHand(in)
	}
}

// settle brings the state to rest: acts are obeyed, due timers fire, items and agents find
// each other, until nothing is left to do.
func (x *step) settle() {
	for {
		x.by(fact.System)
		x.obey()
		if at := x.timers.next(); at != 0 && at <= x.now {
			x.fire(x.timers.pop())
			continue
		}
		x.acd.Match(x.now, &x.said.route)
		if r, b := &x.said.route, &x.said.book; len(r.Acts)+len(r.Wakes)+len(b.Wakes)+len(b.Turns) == 0 {
			return
		}
	}
}

// obey does what the routing wants of the telephone, and sets the timers that it and the
// ledger asked for.
func (x *step) obey() {
	r, b := &x.said.route, &x.said.book
	for i := 0; i < len(r.Acts); i++ { // an act may lead to further acts
		x.act(r.Acts[i])
	}
	r.Acts = r.Acts[:0]
	for _, w := range r.Wakes {
		x.acdTimer(w)
	}
	r.Wakes = r.Wakes[:0]
	for _, w := range b.Wakes {
		if w.Promise != "" {
			x.timers.push(timer{At: w.At, Kind: promiseDue, Name: string(w.Promise)})
		} else {
			x.timers.push(timer{At: w.At, Kind: numberFree, Name: string(w.Number)})
		}
	}
	b.Wakes = b.Wakes[:0]
	for i := 0; i < len(b.Turns); i++ { // a look may lead to further ones
		x.look(b.Turns[i])
	}
	b.Turns = b.Turns[:0]
}

func (x *step) act(a acd.Act) {
	it := x.items.Get(a.Item)
	if a.Do == acd.Deafen {
		x.deafen(a.Agent, a.Why)
	}
	if it == nil {
		return
	}
	switch a.Do {
	case acd.Ring:
		x.ring(it, a.Agent)
	case acd.Withdraw:
		x.withdraw(it, a.Agent, a.Why)
	case acd.Reclaim:
		x.reclaim(it, a.Why)
	case acd.Orphan:
		x.orphan(it)
	case acd.Return:
		x.returned(it, a.Agent, a.Why)
	case acd.Deafen:
	}
}

// acdTimer keeps a wake of the routing in the form of a timer.
func (x *step) acdTimer(w acd.Wake) {
	t := timer{At: w.At, Kind: string(w.Kind), Name: string(w.Item), Mark: string(w.Offer), No: w.Since}
	switch w.Kind { //nolint:exhaustive // all others are about an item
	case acd.GraceOver, acd.LostOver:
		t.Name = string(w.Agent)
	case acd.StarveOver:
		t.Name = string(w.Line)
	}
	x.timers.push(t)
}

// fire does what the timer was set for, if that still matters.
func (x *step) fire(t timer) {
	switch t.Kind {
	case menuOver:
		x.menuOver(id.Item(t.Name), uint64(t.No))
	case farewell:
		x.farewellOver(id.Leg(t.Name), uint64(t.No))
	case legOver:
		x.legOver(id.Leg(t.Name))
	case clearOver:
		x.clearOver(id.Leg(t.Name))
	case dialOver:
		x.dialOver(id.Leg(t.Name))
	case promiseDue:
		x.ledger.Wake(x.now, dialWake(t), &x.said.book)
	case numberFree:
		x.ledger.Wake(x.now, dialWake(t), &x.said.book)
	case hoursTurn:
		x.hoursTurn(id.Calendar(t.Name), t.No)
	case outOver:
		x.outOver(id.Leg(t.Name))
	case surveyOver:
		x.surveySilent(id.Call(t.Name), uint64(t.No))
	case overflowed:
		x.overflowDue(id.Item(t.Name))
	case tellWaiter:
		x.tellWaiter(id.Item(t.Name))
	case closeOver:
		x.closeOver(id.Item(t.Name), uint64(t.No))
	case thirdOver:
		x.thirdOver(id.Leg(t.Name))
	case earOver:
		x.earOver(id.Leg(t.Name))
	case lateOver:
		x.lateDue(id.Item(t.Name))
	case aloneOver:
		x.aloneDue(id.Item(t.Name))
	case toldOver:
		x.toldOver(id.Leg(t.Name), uint64(t.No))
	case holdLate:
		x.holdLate(id.Call(t.Name), t.No)
	default:
		x.acdOver(t)
	}
}

func (x *step) acdOver(t timer) {
	w := acd.Wake{At: t.At, Kind: acd.Alarm(t.Kind), Offer: id.Offer(t.Mark), Since: t.No}
	switch w.Kind { //nolint:exhaustive // all others are about an item
	case acd.GraceOver, acd.LostOver:
		w.Agent = id.Agent(t.Name)
	case acd.StarveOver:
		w.Line = id.Line(t.Name)
	default:
		w.Item = id.Item(t.Name)
	}
	x.by(fact.Rule)
	x.acd.Wake(x.now, w, &x.said.route)
	x.wrapped(w.Item)
}

// refuse answers who asked by a code; "" is yes.
func (x *step) refuse(code string, params ...string) {
	if code != "" {
		x.out.Refused = &Refusal{Code: code, Params: params}
	}
}

// at sets a timer.
func (x *step) at(ms int64, kind, name string, no int64) {
	x.timers.push(timer{At: x.now + ms, Kind: kind, Name: name, No: no})
}

func (x *step) touch(c id.Call) { x.out.Touched.Calls = append(x.out.Touched.Calls, c) }
