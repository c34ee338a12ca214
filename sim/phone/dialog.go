package phone

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
)

// hangup is Hangup with mu held.
func (c *Call) hangup() {
	switch {
	case c.state == ended:
	case c.manner.Faults.NoBye:
		c.vanish()
	case c.state == up:
		c.bye(nil)
		c.over(Ending{By: Us})
	case c.Incoming:
		c.reply(486, nil)
		c.over(Ending{By: Us, Code: 486})
	default:
		c.cancelling = true
		c.cancel()
	}
}

// bye sends BYE; on hears whether it was answered, nil: nobody asks.
func (c *Call) bye(on func(*message)) {
	if on == nil {
		on = func(*message) {}
	}
	c.p.send(c.newRequest("BYE"), c.dest, on)
}

// writeACK makes the ACK of the last 2xx, with an answer to its offer if there was one.
func (c *Call) writeACK(body []byte) {
	m := c.requestWith("ACK", c.cseq)
	m.body = body
	c.ack, c.ackTo = m.bytes(), c.dest
}

// acknowledge sends the ACK, unless it is to be lost.
func (c *Call) acknowledge() {
	if c.lostACKs != 0 {
		if c.lostACKs > 0 {
			c.lostACKs--
		}
		return
	}
	if !c.dead {
		c.p.write(c.ack, c.ackTo)
	}
}

// request hears a request inside the dialog. The caller holds mu.
func (c *Call) request(m *message, from net.Addr) {
	if c.dead {
		return
	}
	n, method := m.cseq()
	if method == "ACK" {
		c.gotACK(m)
		return
	}
	if m.get("CSeq") == c.lastKey && c.lastReply != nil {
		c.p.write(c.lastReply, from)
		return
	}
	if n < c.theirCSeq {
		c.say(m, 500, nil, from) // out of order (12.2.2)
		return
	}
	c.theirCSeq = n
	if c.state == ended && method != "BYE" {
		c.say(m, 481, nil, from)
		return
	}
	switch method {
	case "BYE":
		if c.manner.Faults.IgnoreBye {
			return
		}
		c.acked = true // a BYE tells that the 2xx arrived, even when its ACK did not
		c.say(m, 200, nil, from)
		c.over(Ending{By: Them})
	case "INVITE":
		c.reinvited(m, from)
	case "UPDATE":
		c.updated(m, from)
	case "INFO":
		c.say(m, 200, nil, from)
		c.info(string(m.body))
	case "OPTIONS":
		c.say(m, 200, nil, from)
	default:
		c.say(m, 501, nil, from)
	}
}

// say answers a request inside the dialog and remembers the answer for its copies.
func (c *Call) say(m *message, code int, body []byte, to net.Addr) {
	r := m.answer(code, c.tag)
	r.add("Contact", c.contact())
	r.add("Allow", allowed)
	r.body = body
	b := r.bytes()
	c.remember(m, b)
	c.p.write(b, to)
}

func (c *Call) gotACK(m *message) {
	if c.acked {
		return
	}
	c.acked = true
	c.p.forget(c.respond)
	if c.offered && len(m.body) > 0 {
		c.offered = false
		c.describedBy(understand(m.body, c.manner.Laws))
	}
}

// describedBy puts a description into effect and tells when it holds us or lets go.
func (c *Call) describedBy(s side) {
	held := s.direction == "sendonly" || s.direction == "inactive"
	if held != c.held && c.state == up {
		c.held = held
		kind := Resumed
		if held {
			kind = Held
		}
		c.tell(Event{Kind: kind})
	}
	c.media(s)
}

// reinvited hears INVITE in the dialog: hold, resume, a new address.
func (c *Call) reinvited(m *message, from net.Addr) {
	if c.pending {
		c.say(m, 491, nil, from) // glare (14.2)
		return
	}
	if c.state != up {
		c.say(m, 500, nil, from)
		return
	}
	c.learn(m, false)
	c.version++
	if len(m.body) == 0 { // we offer, the answer comes in the ACK
		c.offered = true
		c.accept(m, c.sdp(c.direction()))
		return
	}
	s := understand(m.body, c.manner.Laws)
	if s.none {
		c.say(m, 488, nil, from)
		return
	}
	c.accept(m, c.sdp(mirror(s.direction, c.holding)))
	c.describedBy(s)
}

func (c *Call) updated(m *message, from net.Addr) {
	c.learn(m, false)
	if len(m.body) == 0 {
		c.say(m, 200, nil, from)
		return
	}
	s := understand(m.body, c.manner.Laws)
	c.version++
	c.say(m, 200, c.sdp(mirror(s.direction, c.holding)), from)
	c.describedBy(s)
}

// info hears a key pressed by SIP INFO (application/dtmf-relay: "Signal=5").
func (c *Call) info(body string) {
	for _, l := range strings.Split(body, "\n") {
		if k, v, ok := strings.Cut(l, "="); ok && strings.EqualFold(strings.TrimSpace(k), "signal") {
			c.tell(Event{Kind: Pressed, Digit: strings.TrimSpace(v)})
		}
	}
}

func (c *Call) direction() string {
	if c.holding {
		return "sendonly"
	}
	return "sendrecv"
}

// Hold puts the far end on hold and falls silent; it waits for the answer to the re-INVITE.
func (c *Call) Hold(ctx context.Context) error { return c.renegotiate(ctx, true) }

// Resume ends a hold.
func (c *Call) Resume(ctx context.Context) error { return c.renegotiate(ctx, false) }

func (c *Call) renegotiate(ctx context.Context, hold bool) error {
	answer := make(chan int, 1)
	if err := c.reinvite(hold, answer); err != nil {
		return err
	}
	select {
	case code := <-answer:
		if code >= 300 {
			return fmt.Errorf("re-invite refused with %d", code)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("re-invite: %w", ctx.Err())
	case <-c.done:
		return errors.New("re-invite: the call is over")
	}
}

func (c *Call) reinvite(hold bool, answer chan<- int) error {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	if c.state != up || c.dead {
		return errors.New("re-invite: the call is not up")
	}
	if c.pending {
		return errors.New("re-invite: one is on its way")
	}
	before := c.holding
	c.pending, c.holding = true, hold
	c.version++
	req := c.newRequest("INVITE")
	req.body = c.sdp(c.direction())
	taken := false
	c.p.send(req, c.dest, func(res *message) {
		switch {
		case c.dead || res != nil && res.code < 200:
		case res == nil:
			c.pending, c.holding = false, before
			answer <- 408
		case res.code >= 300:
			c.pending, c.holding = false, before
			answer <- res.code
			if res.code == 481 || res.code == 408 {
				c.over(Ending{By: Them})
			}
		case taken: // a copy of the 2xx: our ACK was lost
			c.acknowledge()
		default:
			taken, c.pending = true, false
			c.learn(res, true)
			n, _ := req.cseq()
			ack := c.requestWith("ACK", n)
			c.ack, c.ackTo = ack.bytes(), c.dest
			c.acknowledge()
			c.media(understand(res.body, c.manner.Laws))
			answer <- res.code
		}
	})
	return nil
}
