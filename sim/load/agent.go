package main

import (
	"bytes"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"gudok/sim/load/rtpx"
)

// An agent is one UAS call at a static contact that picks up at once.
type agent struct {
	w       *world
	id      string
	name    string // user part of the contact
	caller  string // number that the server showed
	answer  []byte
	from    netip.AddrPort
	index   int
	leg     *rtpx.Leg
	mu      sync.Mutex
	acked   bool
	over    bool
	repeats time.Duration
}

// coolDown is how long an agent's address rests, so that late packets of the last call are
// not counted in the next.
const coolDown = 2 * time.Second

func (w *world) hearAgents() {
	b := make([]byte, 65536)
	for {
		n, from, err := w.uas.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		m := b[:n]
		w.mu.Lock()
		a := w.agents[header(m, "Call-ID")]
		w.mu.Unlock()
		switch {
		case bytes.HasPrefix(m, []byte("SIP/2.0 ")):
		case bytes.HasPrefix(m, []byte("INVITE")):
			w.ring(a, m, from)
		case bytes.HasPrefix(m, []byte("ACK")):
			if a != nil {
				a.confirmed()
			}
		default:
			_, _ = w.uas.WriteToUDPAddrPort(response(m, "200 OK", "", ""), from)
			if a != nil && (bytes.HasPrefix(m, []byte("BYE")) || bytes.HasPrefix(m, []byte("CANCEL"))) {
				a.end()
			}
		}
	}
}

// ring takes an INVITE: a new one, a re-INVITE or a retransmission.
func (w *world) ring(a *agent, m []byte, from netip.AddrPort) {
	if a != nil {
		a.mu.Lock()
		again := a.answer
		if a.acked {
			again = response(m, "200 OK", a.contact(), offer(a.leg.Local, soundPort))
		}
		a.mu.Unlock()
		w.resent.Add(1)
		_, _ = w.uas.WriteToUDPAddrPort(again, from)
		return
	}
	now := time.Now()
	a = &agent{
		w: w, id: header(m, "Call-ID"), from: from, repeats: firstResend, index: <-w.freeAgent,
		caller: between(header(m, "From"), "sip:", "@"), name: between(string(m[:min(len(m), 200)]), "sip:", "@"),
	}
	w.mu.Lock()
	w.agents[a.id] = a
	w.note(a, now)
	w.mu.Unlock()
	a.leg = w.rtp.NewLeg(rtpx.AddrFor(2, a.index))
	a.answer = response(m, "200 OK", a.contact(), offer(a.leg.Local, soundPort))
	if at, ok := soundAt(m); ok && w.sound {
		w.rtp.Start(a.leg, at)
	}
	_, _ = w.uas.WriteToUDPAddrPort(a.answer, from)
	a.repeat()
}

// note keeps the delays that this INVITE ends. w.mu is held.
func (w *world) note(a *agent, now time.Time) {
	c := w.byNumber[a.caller]
	if w.measuring.Load() {
		if t, ok := w.freed[a.name]; ok {
			w.delays.idle = append(w.delays.idle, now.Sub(t))
		}
		if c != nil && c.agentInvited.IsZero() && !c.up.IsZero() {
			w.delays.enter = append(w.delays.enter, now.Sub(c.up))
		}
	}
	if c != nil && c.agentInvited.IsZero() {
		c.agentInvited = now
	}
	delete(w.freed, a.name)
}

func (a *agent) contact() string {
	return fmt.Sprintf("Contact: <sip:%s@%s>\r\n", a.name, a.w.uas.LocalAddr())
}

// repeat sends the 200 again until it is acknowledged; RFC 3261 13.3.1.4.
func (a *agent) repeat() {
	time.AfterFunc(a.repeats, func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.acked || a.over || a.repeats > 4*time.Second {
			return
		}
		a.repeats *= 2
		a.w.resent.Add(1)
		_, _ = a.w.uas.WriteToUDPAddrPort(a.answer, a.from)
		a.repeat()
	})
}

func (a *agent) confirmed() {
	a.mu.Lock()
	first := !a.acked
	a.acked = true
	a.mu.Unlock()
	if !first {
		return
	}
	a.w.mu.Lock()
	c := a.w.byNumber[a.caller]
	if c != nil && a.w.measuring.Load() {
		a.w.delays.setup = append(a.w.delays.setup, time.Since(c.invited))
	}
	a.w.mu.Unlock()
	if c == nil {
		return
	}
	c.mu.Lock()
	c.agentUp = true
	c.mu.Unlock()
	c.meet()
}

func (a *agent) end() {
	a.mu.Lock()
	first := !a.over
	a.over = true
	a.mu.Unlock()
	if !first {
		return
	}
	a.w.rtp.Drop(a.leg)
	a.w.mu.Lock()
	delete(a.w.agents, a.id)
	a.w.freed[a.name] = time.Now()
	a.w.mu.Unlock()
	time.AfterFunc(coolDown, func() { a.w.freeAgent <- a.index })
}
