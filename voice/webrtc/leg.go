package webrtc

import (
	"encoding/json"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media"
)

type legState int

const (
	ringing   legState = iota
	accepting          // answered, waits for the page's sound
	talking
)

// A leg is one call's way to an agent's browser. All of it is guarded by the gate's lock.
type leg struct {
	id    id.Leg
	call  id.Call
	seat  *seat
	state legState
	auto  bool
	ear   bool // only listens, until it is opened
	acked bool // the page said that it rings
	rev   uint64
	feed  Feed
	wait  *time.Timer // for the acknowledgement, then for the sound
	limit *time.Timer // of ringing
}

// A record is what is kept of an answered leg.
type record struct {
	Leg   id.Leg   `json:"leg"`
	Call  id.Call  `json:"call"`
	Agent id.Agent `json:"agent"`
	Ear   bool     `json:"ear,omitempty"`
}

func (g *Gate) newLeg(name id.Leg, call id.Call, s *seat) *leg {
	l := &leg{id: name, call: call, seat: s}
	g.legs[name] = l
	s.legs = append(s.legs, l)
	return l
}

// invite rings an agent's page.
func (g *Gate) invite(c voice.Invite) {
	l := g.newLeg(c.Leg, c.Call, g.seat(c.To.Agent))
	l.auto, l.ear = c.AutoAnswer, c.ListenOnly
	ring := time.Duration(c.RingMS) * time.Millisecond
	if ring <= 0 {
		ring = defaultRing
	}
	l.limit = g.after(ring, func() {
		if l.state == ringing {
			l.end(voice.CauseNoAnswer)
		}
	})
	// A page that is just being reloaded has the same second to come back.
	l.wait = g.after(ackWithin, func() {
		if l.state == ringing && !l.acked {
			l.end(voice.CauseUnreachable)
		}
	})
	l.ring()
}

func (l *leg) ring() {
	if l.seat.peer != nil {
		l.seat.peer.Say(channel, "ring", ringData{Leg: l.id, Auto: l.auto, Ear: l.ear})
	}
}

// rings hears the page's acknowledgement.
func (l *leg) rings() {
	if l.acked || l.state != ringing {
		return
	}
	l.acked = true
	g := l.seat.gate
	g.box.put(voice.Ringing{Leg: l.id, N: g.number()})
	if l.auto {
		l.accept()
	}
}

// accept joins the page's sound to the leg, or waits a little for it to come.
func (l *leg) accept() {
	if l.state != ringing {
		return
	}
	l.stopTimers()
	l.state = accepting
	if l.seat.sounds() {
		l.connect()
		return
	}
	l.seat.asked = time.Time{} // now it matters
	l.seat.reoffer()
	l.wait = l.seat.gate.after(connectWithin, func() {
		if l.state == accepting {
			l.end(voice.CauseUnreachable)
		}
	})
}

// connect is the moment of the answer.
func (l *leg) connect() {
	l.stopTimers()
	l.state = talking
	l.seat.join()
	g := l.seat.gate
	l.keep()
	if l.seat.peer != nil {
		l.seat.peer.Say(channel, "joined", legData{Leg: l.id})
	}
	g.box.put(voice.Answered{Leg: l.id, N: g.number()})
}

// keep remembers an answered leg over a restart.
func (l *leg) keep() {
	l.rev++
	data, err := json.Marshal(record{Leg: l.id, Call: l.call, Agent: l.seat.agent, Ear: l.ear})
	if err != nil {
		panic("webrtc: leg cannot be encoded: " + err.Error())
	}
	l.seat.gate.keeper.Keep(KindLeg, string(l.id), l.rev, data)
}

// open lets a leg speak that only listened. The sound itself is opened by voice/media.
func (l *leg) open() {
	if !l.ear {
		return
	}
	l.ear = false
	if l.state == talking {
		l.keep()
	}
	if l.seat.peer != nil {
		l.seat.peer.Say(channel, "open", legData{Leg: l.id})
	}
}

// join puts the page's sound in the place of what the leg had before; silence while there
// is none, or while it belongs to a newer leg.
func (l *leg) join() {
	s, g := l.seat, l.seat.gate
	if !s.sounds() || s.current() != l {
		l.feed = g.media.Attach(l.id, media.Codec{ListenOnly: l.ear}, func([]byte) error { return nil })
		return
	}
	c := s.session.codec()
	c.ListenOnly = l.ear
	l.feed = g.media.Attach(l.id, c, s.session.write)
	s.session.listen(l.feed)
}

// end is the last of a leg.
func (l *leg) end(cause voice.Cause) {
	g, s := l.seat.gate, l.seat
	l.stopTimers()
	was := l.state
	delete(g.legs, l.id)
	s.drop(l)
	if l.feed != nil {
		if s.session != nil {
			s.session.listen(nil)
		}
		l.feed.Close()
		g.media.Close(l.id)
	}
	if was == talking {
		g.keeper.Drop(KindLeg, string(l.id))
	}
	if s.peer != nil {
		s.peer.Say(channel, "stopped", legData{Leg: l.id})
	}
	s.join() // an older call of the same page goes on
	g.box.put(voice.Ended{Leg: l.id, N: g.number(), Cause: cause})
}

func (l *leg) stopTimers() {
	for _, t := range []*time.Timer{l.wait, l.limit} {
		if t != nil {
			t.Stop()
		}
	}
}
