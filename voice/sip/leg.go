package sip

import (
	"encoding/json"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/wire"
)

// The timers of a leg. Each is a moment; one real timer wakes for the earliest.
const (
	wakeResend   = iota // our 2xx (or reliable 1xx) again, until its ACK (PRACK)
	wakeNoAck           // 64*T1 after our 2xx
	wakeNext            // no response from this trunk: the next one
	wakeRing            // it has rung long enough; inbound: repeat 180
	wakeLongest         // the call is too long
	wakeRefresh         // our turn to refresh the session
	wakeExpire          // theirs, and they were silent
	wakeGlare           // our re-INVITE again, after 491
	wakeGap             // the missing request did not come
	wakeRestored        // ask a restored dialog whether it lives
	wakes
)

// A leg is one dialog at work. Only the goroutine that empties the mailbox touches what is
// below the line.
type leg struct {
	mailbox
	name  id.Leg
	call  id.Call
	first first
	timer *time.Timer

	keys, callIDs []string // in the gate's tables, guarded by its lock

	// ---
	d      *Dialog
	trunk  *trunk
	device *device
	ended  bool // Ended was posted; what still comes is cleaned up
	told   bool // Answered was posted

	in     *wire.ServerTx // INVITE of theirs that we shall answer or have answered
	req    *wire.Message  // that INVITE, until we answered
	late   bool           // our 2xx had the offer: the ACK has the answer
	resend time.Duration  // pause before the next repetition of our 2xx
	alive  bool           // something showed that the far end has our 2xx
	rseq   uint32         // of our reliable 1xx

	try  *invitation       // what is to be done for a command
	out  *attempt          // INVITE of ours that waits
	acks map[string][]byte // by Call-ID and To tag: the ACK to repeat

	ringing   bool // Ringing was posted; inbound: 180 was sent
	early     bool // the sound that is set is that before the answer
	toldEarly bool // Ringing was posted with Early

	re       *reinvite // re-INVITE or UPDATE of ours under way
	gap      []*inside // requests that came before one that is missing
	restored bool      // after a restart: not known yet whether the far end lives
	lostAt   time.Time // since when its connection is gone
	channel  *trunk    // whose limit the leg counts towards

	due [wakes]time.Time
}

// first tells two INVITEs that begin a dialog apart; the same one that came by two ways is
// equal. The zero value is that of a leg of ours.
type first struct {
	callID, tag string
	cseq        uint32
}

// quiet stops the timer when the gate has stopped.
func (l *leg) quiet() {
	if l.timer != nil {
		l.timer.Stop()
	}
}

// wake sets a timer; d <= 0 clears it.
func (l *leg) wake(which int, d time.Duration) {
	if d <= 0 {
		if !l.due[which].IsZero() {
			l.due[which] = time.Time{}
			l.arm() // not to be woken for nothing
		}
		return
	}
	l.due[which] = time.Now().Add(d)
	l.arm()
}

// arm lets the real timer go off at the earliest moment.
func (l *leg) arm() {
	var first time.Time
	for _, t := range l.due {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	switch {
	case first.IsZero():
		l.quiet()
	case l.timer == nil:
		l.timer = time.AfterFunc(time.Until(first), func() { l.post(l.tick) })
	default:
		l.timer.Reset(time.Until(first))
	}
}

// tick does what is due.
func (l *leg) tick() {
	now := time.Now()
	for which := range l.due {
		if t := l.due[which]; !t.IsZero() && !now.Before(t) {
			l.due[which] = time.Time{}
			l.woken(which)
		}
	}
	l.arm()
}

func (l *leg) woken(which int) {
	if l.ended && which != wakeResend {
		return
	}
	switch which {
	case wakeResend:
		l.repeat()
	case wakeNoAck:
		l.noAck()
	case wakeNext:
		l.noResponse()
	case wakeRing:
		l.rungLong()
	case wakeLongest:
		l.finish(voice.CauseTooLong, 0)
	case wakeRefresh:
		l.refresh()
	case wakeExpire:
		l.g.log.Info("sip: session not refreshed", "leg", l.name)
		l.finish(voice.CauseUnknown, 0)
	case wakeGlare:
		l.refresh()
	case wakeGap:
		l.flushGap()
	case wakeRestored:
		l.refresh()
	}
}

// flow is where requests of the dialog go now. A connection that is gone is replaced by one
// to the trunk, where there is one.
func (l *leg) flow() wire.Flow {
	f := l.d.next()
	if f.Transport == wire.TCP && !l.g.stack.Connected(f) {
		if l.trunk != nil {
			if t, ok := l.trunk.flow(); ok && t.Transport == wire.TCP {
				t.Local = f.Local
				return t
			}
		}
		if l.device != nil {
			if b, ok := l.device.newest(); ok {
				return b.Flow
			}
		}
	}
	return f
}

// tell posts an event to the floor with the leg's next number.
func (l *leg) tell(e func(n uint64) voice.Event) bool {
	l.d.N++
	return l.g.o.Sink.Post(e(l.d.N))
}

// keep saves the dialog (house.md 5.10).
func (l *leg) keep() {
	if l.g.o.Keeper == nil {
		return
	}
	l.d.Rev++
	if l.in != nil && l.d.Phase == Invited {
		if p, ok := l.in.Pending(); ok {
			l.d.Pending = &p
		}
	} else {
		l.d.Pending = nil
	}
	data, err := json.Marshal(l.d)
	if err != nil {
		// Every field is a string, a number or a list of them.
		panic("sip: a dialog cannot be written: " + err.Error())
	}
	l.g.o.Keeper.Keep(KindDialog, string(l.name), l.d.Rev, data)
}

func (l *leg) drop() {
	if l.g.o.Keeper != nil {
		l.g.o.Keeper.Drop(KindDialog, string(l.name))
	}
}

// over posts Ended, the last event of a leg, and frees what the leg held. What is left to
// be said to the far end goes on without it.
func (l *leg) over(cause voice.Cause, code int) {
	if l.ended {
		return
	}
	l.ended = true
	for i := range l.due {
		if i != wakeResend {
			l.due[i] = time.Time{}
		}
	}
	if l.d.Port != 0 {
		l.g.o.Media.Close(l.name)
	}
	l.g.freeChannel(l)
	l.g.forget(l)
	l.tell(func(n uint64) voice.Event {
		return voice.Ended{Leg: l.name, N: n, Cause: cause, Code: code}
	})
}

// forgotten takes the leg out of everything, when nothing more can come.
func (l *leg) forgotten() {
	l.drop()
	l.g.remove(l)
	l.quiet()
}

// finish ends the leg from our side, in whatever state it is.
func (l *leg) finish(cause voice.Cause, code int) {
	if l.ended {
		return
	}
	switch l.d.Phase {
	case Invited:
		l.refuse(cause, code)
	case Inviting:
		l.giveUp(cause, code)
	case Up:
		l.bye(cause, code)
	case Ending: // its BYE is on the way
	}
}

// bye ends a call that is up. The leg is over at once; the BYE sees to itself.
func (l *leg) bye(cause voice.Cause, code int) {
	m := l.d.request(wire.BYE)
	m.Add("Reason", "Q.850;cause="+itoa(q850(cause)))
	l.d.Phase = Ending
	l.keep()
	l.wake(wakeResend, 0)
	l.g.stack.Send(l.flow(), m, func(res *wire.Message, err error) {
		if err != nil || res.Status >= 200 {
			l.post(l.forgotten)
		}
	})
	l.over(cause, code)
}
