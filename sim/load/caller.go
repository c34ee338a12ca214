package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"

	"gudok/sim/load/rtpx"
)

type stage int

const (
	inviting stage = iota
	answered
	bridged
	leaving
	gone
)

// A caller is one UAC call.
type caller struct {
	w        *world
	index    int
	id, from string
	local    [4]byte
	leg      *rtpx.Leg

	mu                        sync.Mutex
	stage                     stage
	provisional               bool
	to, target, route         string // after the 200
	invited, up, agentInvited time.Time
	agentUp                   bool
}

// firstResend is SIP's T1; RFC 3261 17.1.1.2.
const firstResend = 500 * time.Millisecond

// call starts a call and returns at once.
func (w *world) call() {
	n := w.tried.Add(1)
	index := <-w.freeCaller
	c := &caller{w: w, index: index, id: fmt.Sprintf("%s-%d", w.run, n), from: fmt.Sprintf("+7900%07d", n),
		local: rtpx.AddrFor(1, index), invited: time.Now()}
	if w.sound {
		c.leg = w.rtp.NewLeg(c.local)
	}
	w.mu.Lock()
	w.calls[c.id], w.byNumber[c.from] = c, c
	w.mu.Unlock()
	uri := fmt.Sprintf("sip:%s@%s", w.number, w.server)
	m := c.request("INVITE", 1, uri, "<"+uri+">", offer(c.local, soundPort))
	c.send(m)
	c.resend(m, firstResend, func() bool { return c.stage == inviting && !c.provisional })
}

// resend repeats m at doubling distances while still holds; after 8 s the call has failed.
func (c *caller) resend(m []byte, d time.Duration, still func() bool) {
	time.AfterFunc(d, func() {
		c.mu.Lock()
		goOn := still()
		c.mu.Unlock()
		switch {
		case !goOn:
		case d > 8*time.Second:
			c.finish(false)
		default:
			c.w.resent.Add(1)
			c.send(m)
			c.resend(m, 2*d, still)
		}
	})
}

func (c *caller) send(m []byte) { _, _ = c.w.uac.WriteToUDPAddrPort(m, c.w.server) }

func (c *caller) request(method string, cseq int, uri, to, body string) []byte {
	if body != "" {
		body = fmt.Sprintf("Content-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	} else {
		body = "Content-Length: 0\r\n\r\n"
	}
	at := c.w.uac.LocalAddr()
	return fmt.Appendf(nil, "%s %s SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=z9hG4bK%s%s%d;rport\r\nMax-Forwards: 70\r\nFrom: <sip:%s@%s>;tag=%s\r\n"+
		"To: %s\r\nCall-ID: %s\r\nCSeq: %d %s\r\nContact: <sip:%s@%s>\r\nAllow: INVITE, ACK, BYE, CANCEL, OPTIONS\r\n%s%s",
		method, uri, at, c.id, method[:1], cseq, c.from, "127.0.0.1", c.id, to, c.id, cseq, method, c.from, at, c.route, body)
}

// finish ends the call's book-keeping once.
func (c *caller) finish(ok bool) {
	c.mu.Lock()
	if c.stage == gone {
		c.mu.Unlock()
		return
	}
	if c.stage == bridged {
		c.w.now.Add(-1)
	}
	c.stage = gone
	c.mu.Unlock()
	if ok {
		c.w.completed.Add(1)
	} else {
		c.w.failed.Add(1)
	}
	if c.leg != nil {
		c.w.rtp.Drop(c.leg)
	}
	c.w.mu.Lock()
	delete(c.w.calls, c.id)
	delete(c.w.byNumber, c.from)
	ended := c.w.ended
	c.w.mu.Unlock()
	c.w.freeCaller <- c.index
	if ended != nil {
		ended(c)
	}
}

func (c *caller) bye() {
	c.mu.Lock()
	if c.stage != answered && c.stage != bridged {
		c.mu.Unlock()
		return
	}
	if c.stage == bridged {
		c.w.now.Add(-1)
	}
	c.stage = leaving
	m := c.request("BYE", 2, c.target, c.to, "")
	c.mu.Unlock()
	if c.leg != nil {
		c.w.rtp.Stop(c.leg)
	}
	c.send(m)
	c.resend(m, firstResend, func() bool { return c.stage == leaving })
}

func (w *world) hearCallers() {
	b := make([]byte, 65536)
	for {
		n, from, err := w.uac.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		m := b[:n]
		w.mu.Lock()
		c := w.calls[header(m, "Call-ID")]
		w.mu.Unlock()
		switch {
		case bytes.HasPrefix(m, []byte("SIP/2.0 ")):
			if c != nil {
				c.heard(m)
			}
		case bytes.HasPrefix(m, []byte("ACK")):
		default:
			body := ""
			if c != nil && bytes.HasPrefix(m, []byte("INVITE")) {
				body = offer(c.local, soundPort)
			}
			_, _ = w.uac.WriteToUDPAddrPort(response(m, "200 OK", fmt.Sprintf("Contact: <sip:x@%s>\r\n", w.uac.LocalAddr()), body), from)
			if c != nil && bytes.HasPrefix(m, []byte("BYE")) {
				c.finish(true)
			}
		}
	}
}

// heard takes a response.
func (c *caller) heard(m []byte) {
	code, _ := strconv.Atoi(string(m[8:min(11, len(m))]))
	switch of := header(m, "CSeq"); {
	case strings.HasSuffix(of, "BYE"):
		if code >= 200 {
			c.finish(true)
		}
	case code < 200:
		c.mu.Lock()
		c.provisional = true
		c.mu.Unlock()
	case code >= 300:
		uri := fmt.Sprintf("sip:%s@%s", c.w.number, c.w.server)
		c.send(c.request("ACK", 1, uri, header(m, "To"), ""))
		c.finish(false)
	default:
		c.accepted(m)
	}
}

// accepted takes a 200 to the INVITE, maybe for the second time.
func (c *caller) accepted(m []byte) {
	c.mu.Lock()
	first := c.stage == inviting
	if first {
		c.stage, c.to, c.up = answered, header(m, "To"), time.Now()
		c.target = between(header(m, "Contact"), "<", ">")
		for _, r := range headers(m, "Record-Route") {
			c.route = "Route: " + r + "\r\n" + c.route
		}
	}
	ack := c.request("ACK", 1, c.target, c.to, "")
	c.mu.Unlock()
	c.send(ack)
	if at, ok := soundAt(m); first && ok && c.leg != nil {
		c.w.rtp.Start(c.leg, at)
	}
	c.meet()
}

// meet starts the talk once the caller is answered and its agent's leg is up.
func (c *caller) meet() {
	c.mu.Lock()
	if c.stage != answered || !c.agentUp {
		c.mu.Unlock()
		return
	}
	c.stage = bridged
	c.mu.Unlock()
	c.w.bridged.Add(1)
	c.w.now.Add(1)
	if talk := c.w.talk; talk > 0 {
		if c.w.scatter {
			talk = time.Duration(float64(talk) * (0.5 + rand.Float64()))
		}
		time.AfterFunc(talk, c.bye)
	}
}
