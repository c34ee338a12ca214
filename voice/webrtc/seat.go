package webrtc

import (
	"slices"
	"time"

	"gudok/id"
	"gudok/voice"
)

// A page is what the gate needs of an agent's main tab: *httpd.Peer.
type page interface {
	// Say sends a message without waiting.
	Say(ch, typ string, data any)
}

// A seat is an agent as this gate knows one: a page, its sound, its legs. All of it is
// guarded by the gate's lock.
type seat struct {
	gate    *Gate
	agent   id.Agent
	peer    page     // nil: no main tab is open
	session *session // the sound in use
	next    *session // answered, not connected yet; takes the place of session then
	legs    []*leg   // in the order they came
	up      bool     // DeviceUp was told
	down    *time.Timer
	asked   time.Time // of the last reoffer
	offers  int       // in the present minute
	minute  time.Time
}

func (g *Gate) seat(a id.Agent) *seat {
	s := g.seats[a]
	if s == nil {
		s = &seat{gate: g, agent: a}
		g.seats[a] = s
	}
	return s
}

// leave forgets a seat that has nothing.
func (s *seat) leave() {
	if s.peer == nil && s.session == nil && s.next == nil && len(s.legs) == 0 && !s.up {
		s.stopTimers()
		delete(s.gate.seats, s.agent)
	}
}

// sounds is whether sound can flow now.
func (s *seat) sounds() bool { return s.session != nil && s.session.connected }

// healthy is whether a call could be taken: the page is there and has sound.
func (s *seat) healthy() bool { return s.peer != nil && s.sounds() }

// current is the leg whose sound is the page's: the newest that is answered.
func (s *seat) current() *leg {
	for _, l := range slices.Backward(s.legs) {
		if l.state == talking {
			return l
		}
	}
	return nil
}

func (s *seat) drop(l *leg) {
	s.legs = slices.DeleteFunc(s.legs, func(o *leg) bool { return o == l })
	s.leave()
}

// join gives the page's sound to its leg, and silence to the others.
func (s *seat) join() {
	for _, l := range s.legs {
		if l.state == talking {
			l.join()
		}
	}
}

// opened is a new main tab.
func (s *seat) opened(p page) {
	s.peer = p
	s.greet()
	s.observe("")
}

// greet tells a page that came in the middle of things what is going on.
func (s *seat) greet() {
	if s.peer == nil {
		return
	}
	here := legsData{Legs: make([]id.Leg, 0, len(s.legs))}
	for _, l := range s.legs {
		here.Legs = append(here.Legs, l.id)
		if l.ear {
			here.Ears = append(here.Ears, l.id)
		}
	}
	s.peer.Say(channel, "legs", here)
	for _, l := range s.legs {
		if l.state == ringing {
			l.ring()
		}
	}
	// A page that has lost only its socket still has sound; a new one offers by itself.
	if !s.sounds() {
		s.asked = time.Time{}
		s.reoffer()
	}
}

// closed is the main tab gone; another may already have come.
func (s *seat) closed(p page) {
	if s.peer != p {
		return
	}
	s.peer = nil
	s.observe(lostPage)
	s.leave()
}

// bye is a page that gives up its sound in good order.
func (s *seat) bye() {
	s.gate.discard(s.session)
	s.gate.discard(s.next)
	s.session, s.next = nil, nil
	s.stopTimers()
	s.fall(saidBye)
}

// reoffer asks the page for new sound, once in a while.
func (s *seat) reoffer() {
	if s.peer == nil || s.next != nil || time.Since(s.asked) < time.Second {
		return
	}
	s.asked = time.Now()
	s.peer.Say(channel, "reoffer", struct{}{})
}

// connected is next become the sound in use.
func (s *seat) connected(n *session) {
	if n != s.next {
		return
	}
	n.connected = true
	s.gate.discard(s.session)
	s.session, s.next, s.asked = n, nil, time.Time{}
	s.join()
	for _, l := range s.legs {
		if l.state == accepting {
			l.connect()
		}
	}
	s.observe("")
}

// silent is a session that has no way to the page any more; final says that it never will.
func (s *seat) silent(n *session, final bool) {
	switch n {
	case s.next:
		if !final {
			return
		}
		s.gate.discard(n)
		s.next = nil
	case s.session:
		n.connected = false
		if final {
			s.gate.discard(n)
			s.session = nil
		}
		s.join()
	default:
		return
	}
	s.reoffer()
	s.observe(lostSound)
	s.leave()
}

// back is the session in use alive again after a silence.
func (s *seat) back(n *session) {
	if n != s.session || n.connected {
		return
	}
	n.connected = true
	s.join()
	s.observe("")
}

// observe tells the edges of the device's health; why is "" when something came back.
//
// A fall is told after a grace, counted from the first loss: most are a reload, which takes
// the page away and, in any order, its sound. A computer that sleeps or loses its network is
// noticed by its sound, well before its socket.
func (s *seat) observe(why string) {
	if s.healthy() {
		s.stopTimers()
		if !s.up {
			s.up = true
			s.gate.box.put(voice.DeviceUp{Agent: s.agent, Device: id.Browser})
		}
		return
	}
	if !s.up || why == "" || why == lostSound && s.peer == nil {
		return
	}
	grace := soundGrace
	if s.peer == nil {
		grace = pageGrace
	}
	s.stopTimers()
	s.down = s.gate.after(grace, func() {
		if !s.healthy() {
			s.fall(why)
		}
	})
}

// Why a device fell, as facts have it.
const (
	lostPage  = "page_lost"
	lostSound = "no_sound"
	saidBye   = "closed"
)

// fall tells that the device is down, once.
func (s *seat) fall(why string) {
	if s.up {
		s.up = false
		s.gate.box.put(voice.DeviceDown{Agent: s.agent, Device: id.Browser, Why: why})
	}
	if s.peer == nil { // nobody will use what is left of the sound
		s.gate.discard(s.session)
		s.gate.discard(s.next)
		s.session, s.next = nil, nil
		s.join()
	}
	s.leave()
}

func (s *seat) stopTimers() {
	if s.down != nil {
		s.down.Stop()
	}
}

// maxOffers bounds the offers of a page in a minute: each costs a DTLS handshake, and a page
// that needs more is in a loop.
const maxOffers = 20

// mayOffer counts an offer.
func (s *seat) mayOffer() bool {
	if now := time.Now(); now.Sub(s.minute) > time.Minute {
		s.minute, s.offers = now, 0
	}
	s.offers++
	return s.offers <= maxOffers
}
