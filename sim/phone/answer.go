package phone

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"
)

// Answering is what a phone does with an incoming call. The zero value answers at once.
type Answering struct {
	Refuse int           // a status from 300 to 699: refuse with it after After
	After  time.Duration // ring for so long
	Never  bool          // ring until the caller gives up
	NoRing bool          // say no 180
	Early  bool          // 183 with sound in place of 180
	Talk   time.Duration // hang up so long after the answer; 0: wait for the caller to
	Manner
}

// incoming makes a call out of an INVITE. The caller holds mu.
func (p *Phone) incoming(m *message, from net.Addr, key string) {
	c := p.newCall(Manner{})
	c.Incoming, c.ID, c.invite = true, m.get("Call-ID"), m
	c.From, c.To = uriOf(m.get("From")), uriOf(m.get("To"))
	c.remote, c.local = m.get("From"), m.get("To")+";tag="+c.tag
	c.theirCSeq, _ = m.cseq()
	c.dest = from
	c.learn(m, false)
	p.reply(m.answer(100, ""), from)

	a := p.answerer(c)
	c.answering, c.manner, c.lostACKs = a, a.Manner, a.Faults.LoseACKs
	s := understand(m.body, a.Laws) // a.Laws may still be nil: only the events matter here
	if err := c.open(s.event); err != nil {
		p.log.Warn("incoming call", "err", err)
		p.reply(m.answer(503, c.tag), from)
		return
	}
	p.in[key] = c
	s = understand(m.body, c.manner.Laws)
	switch {
	case a.NoRing || a.Refuse != 0 && a.After == 0 || a.After == 0 && !a.Never && !a.Early:
	case a.Early:
		c.reply(183, c.sdp("sendrecv"))
		c.media(s)
	default:
		c.reply(180, nil)
	}
	if !c.rang {
		c.rang = true
		close(c.ringing)
		c.tell(Event{Kind: Rang})
	}
	if a.Never {
		return
	}
	if a.After == 0 {
		c.decide(s)
		return
	}
	c.later(a.After, func() { c.decide(s) })
}

func (c *Call) decide(s side) {
	if c.state != calling {
		return
	}
	if code := c.answering.Refuse; code != 0 {
		c.reply(code, nil)
		c.over(Ending{By: Us, Code: code})
		return
	}
	if len(c.invite.body) > 0 && s.none {
		c.reply(488, nil)
		c.over(Ending{By: Us, Code: 488})
		return
	}
	direction := "sendrecv"
	if len(c.invite.body) > 0 {
		direction = mirror(s.direction, false)
	} else {
		c.offered = true
	}
	c.accept(c.invite, c.sdp(direction))
	c.begin(s)
}

// accept sends a 2xx to an INVITE until its ACK comes (13.3.1.4).
func (c *Call) accept(invite *message, body []byte) {
	r := invite.answer(200, c.tag)
	r.add("Contact", c.contact())
	r.add("Allow", allowed)
	r.body = body
	b, to := r.bytes(), c.dest
	c.remember(invite, b)
	c.acked = false
	c.p.write(b, to)
	wait, until := c.p.t1, time.Now().Add(c.p.timeout())
	var again func()
	again = func() {
		if c.acked || c.state == ended {
			return
		}
		if !time.Now().Before(until) { // no ACK ever came: BYE (13.3.1.4)
			c.bye(nil)
			c.over(Ending{By: Nobody})
			return
		}
		c.p.write(b, to)
		wait = min(2*wait, c.p.t2())
		c.respond = c.p.after(wait, again)
	}
	c.respond = c.p.after(wait, again)
}

// reply answers the first INVITE with anything but a 2xx.
func (c *Call) reply(code int, body []byte) {
	r := c.invite.answer(code, c.tag)
	r.add("Contact", c.contact())
	r.body = body
	b := r.bytes()
	c.remember(c.invite, b)
	c.p.write(b, c.dest)
}

// again is a copy of the first INVITE: the last answer once more.
func (c *Call) again(from net.Addr) {
	if c.lastReply != nil && !c.dead {
		c.p.write(c.lastReply, from)
	}
}

// cancelled hears CANCEL for an INVITE to us (9.2).
func (c *Call) cancelled(m *message, from net.Addr) {
	if c.dead {
		return
	}
	c.p.reply(m.answer(200, c.tag), from)
	if c.state == calling {
		c.reply(487, nil)
		c.over(Ending{By: Them, Code: 487})
	}
}

func (c *Call) remember(req *message, reply []byte) {
	c.lastKey, c.lastReply = req.get("CSeq"), reply
}

func (c *Call) inKey() string {
	n, _ := c.invite.cseq()
	return fmt.Sprintf("%s|%s|%d", c.ID, param(c.invite.get("From"), "tag"), n)
}

// learn takes the dialog's state out of a message: target, route set, where to send to
// (12.1). ours is whether it is a response to our own request: the route is then reversed.
func (c *Call) learn(m *message, ours bool) {
	if t := m.get("Contact"); t != "" {
		c.target = uriOf(t)
	}
	if rr := m.all("Record-Route"); len(rr) > 0 && c.routes == nil {
		if ours {
			for i, j := 0, len(rr)-1; i < j; i, j = i+1, j-1 {
				rr[i], rr[j] = rr[j], rr[i]
			}
		}
		c.routes = rr
	}
	next := c.target
	if len(c.routes) > 0 {
		next = uriOf(c.routes[0])
	}
	host := hostOf(next)
	if h, err := netip.ParseAddrPort(host); err == nil {
		c.dest = net.UDPAddrFromAddrPort(h)
		return
	}
	if strings.HasSuffix(host, ".invalid:5060") {
		return // the far end has no address of its own: go on with where it sent from
	}
	if a, err := resolve(next); err == nil {
		c.dest = a
	}
}
