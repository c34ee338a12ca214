package phone

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// Dialling is how a call is made.
type Dialling struct {
	From     string // user part or whole URI of From; "": anonymous
	Name     string // display name
	User     string // for a digest challenge; "": the user part of From
	Password string // "": a challenge ends the call
	// Via sends everything to this host:port whatever the URI says: an outbound proxy.
	Via string
	// GiveUp hangs up when nobody answered for so long; 0: never.
	GiveUp time.Duration
	// Talk hangs up so long after the answer; 0: never.
	Talk    time.Duration
	Headers [][2]string // extra headers of the INVITE
	Manner
}

// Dial calls uri and returns as soon as the INVITE is on its way; ctx's end hangs up.
func (p *Phone) Dial(ctx context.Context, uri string, d Dialling) (*Call, error) {
	to := uri
	if d.Via != "" {
		to = "sip:" + d.Via
	}
	dest, err := resolve(to)
	if err != nil {
		return nil, err
	}
	from := d.From
	if from == "" {
		from = "sip:anonymous@anonymous.invalid"
	}
	if !strings.Contains(from, ":") {
		from = "sip:" + from + "@" + p.Addr()
	}
	c := p.newCall(d.Manner)
	c.From, c.To, c.ID = from, uri, newTag()+"@"+p.Addr()
	c.target, c.dest, c.user, c.password = uri, dest, d.User, d.Password
	if c.user == "" {
		c.user = userOf(from)
	}
	name := ""
	if d.Name != "" {
		name = strconv.Quote(d.Name) + " "
	}
	c.local, c.remote = name+"<"+from+">;tag="+c.tag, "<"+uri+">"

	p.mu.Lock()
	defer p.mu.Unlock()
	if err := c.open(0); err != nil {
		return nil, err
	}
	c.cseq = rand.Uint32N(1000)
	c.inviteOut(d.Headers)
	if d.GiveUp > 0 {
		c.later(d.GiveUp, func() {
			if c.state == calling {
				c.hangup()
			}
		})
	}
	c.answering.Talk = d.Talk
	c.unbind = context.AfterFunc(ctx, c.Hangup)
	return c, nil
}

func (p *Phone) newCall(m Manner) *Call {
	return &Call{
		p: p, manner: m, tag: newTag(), sdpID: rand.Uint32(), version: 1,
		ringing: make(chan struct{}), answered: make(chan struct{}), done: make(chan struct{}),
		events: make(chan Event, maxEvents), lostACKs: m.Faults.LoseACKs,
	}
}

// inviteOut sends the first INVITE (again, with credentials). The caller holds mu.
func (c *Call) inviteOut(extra [][2]string) {
	req := c.newRequest("INVITE")
	for _, h := range extra {
		req.add(h[0], h[1])
	}
	if !c.manner.Faults.LateOffer {
		req.body = c.sdp("sendrecv")
	}
	c.invite = req
	c.tx = c.p.send(req, c.dest, func(res *message) { c.inviteAnswered(res, extra) })
	if c.manner.Faults.Twice {
		c.p.write(c.tx.bytes, c.dest)
	}
}

// inviteAnswered hears what comes back of the first INVITE.
func (c *Call) inviteAnswered(res *message, extra [][2]string) {
	switch {
	case c.dead:
	case res == nil:
		c.over(Ending{By: Nobody, Code: 408})
	case res.code < 200:
		c.progress(res)
	case res.code < 300:
		c.accepted(res)
	case (res.code == 401 || res.code == 407) && c.password != "" && !c.tried && !c.cancelling && c.state == calling:
		c.tried = true
		n, v, err := credentials(res, "INVITE", c.To, c.user, c.password)
		if err != nil {
			c.p.log.Warn("challenge", "err", err)
			c.over(Ending{By: Them, Code: res.code})
			return
		}
		c.inviteOut(append(extra[:len(extra):len(extra)], [2]string{n, v}))
	default:
		by := Them
		if c.cancelling {
			by = Us
		}
		c.over(Ending{By: by, Code: res.code})
	}
}

func (c *Call) progress(res *message) {
	if c.cancelling {
		c.cancel()
		return
	}
	if c.state != calling || res.code == 100 {
		return
	}
	early := len(res.body) > 0
	if early && c.sound != nil && !c.manner.Faults.LateOffer {
		if s := understand(res.body, c.manner.Laws); !s.none {
			c.sound.set(s, false)
		}
	}
	c.tell(Event{Kind: Rang, Code: res.code, Early: early})
	if !c.rang {
		c.rang = true
		close(c.ringing)
	}
}

// accepted hears a 2xx, each copy of it.
func (c *Call) accepted(res *message) {
	if c.ack != nil || c.acked { // a copy: our ACK was lost (13.2.2.4)
		c.acknowledge()
		return
	}
	c.acked = true
	c.remote = res.get("To")
	c.learn(res, true)
	if c.state == ended || c.cancelling { // answered in the moment we gave up
		c.writeACK(nil)
		c.acknowledge()
		c.bye(nil)
		c.over(Ending{By: Us})
		return
	}
	s := understand(res.body, c.manner.Laws)
	var body []byte
	if c.manner.Faults.LateOffer {
		c.version++
		body = c.sdp(mirror(s.direction, false))
	}
	c.writeACK(body)
	if c.manner.Faults.ByeBeforeACK {
		c.bye(nil)
	}
	c.acknowledge()
	c.begin(s)
	if c.manner.Faults.ByeWithACK {
		c.bye(nil)
	}
	if c.manner.Faults.ByeBeforeACK || c.manner.Faults.ByeWithACK {
		c.over(Ending{By: Us})
	}
}

// begin is the moment the call is up.
func (c *Call) begin(s side) {
	c.state = up
	c.media(s)
	c.tell(Event{Kind: Answered})
	close(c.answered)
	if d := c.answering.Talk; d > 0 {
		c.later(d, c.hangup)
	}
}

// media puts what the other side described into effect.
func (c *Call) media(s side) {
	if c.sound == nil || s.none {
		return
	}
	says := !c.manner.Faults.Silent && !c.holding && (s.direction == "sendrecv" || s.direction == "recvonly")
	c.sound.set(s, says)
}

// cancel says CANCEL (9.1); only after a provisional response, as it must be.
func (c *Call) cancel() {
	if c.tx == nil || !c.tx.heard || c.tx.final {
		return
	}
	req := &message{method: "CANCEL", uri: c.tx.req.uri}
	n, _ := c.tx.req.cseq()
	for _, h := range c.tx.req.headers {
		switch h.name {
		case "Via", "From", "To", "Call-ID", "Route", "Max-Forwards":
			req.headers = append(req.headers, h)
		}
	}
	req.add("CSeq", strconv.FormatUint(uint64(n), 10)+" CANCEL")
	if c.p.txs[txKey(req)] != nil {
		return // said already
	}
	c.p.send(req, c.tx.to, func(*message) {})
	// The far end may forget to say 487: then the call is over without it.
	c.later(c.p.timeout(), func() { c.over(Ending{By: Us}) })
}

// newRequest is a request inside the dialog, or the first INVITE, with the next CSeq.
func (c *Call) newRequest(method string) *message {
	c.cseq++
	return c.requestWith(method, c.cseq)
}

func (c *Call) requestWith(method string, cseq uint32) *message {
	m := &message{method: method, uri: c.target}
	via, _ := c.p.via()
	m.add("Via", via)
	m.add("Max-Forwards", "70")
	for _, r := range c.routes {
		m.add("Route", r)
	}
	m.add("From", c.local)
	m.add("To", c.remote)
	m.add("Call-ID", c.ID)
	m.add("CSeq", fmt.Sprintf("%d %s", cseq, method))
	m.add("Contact", c.contact())
	m.add("Allow", allowed)
	m.add("User-Agent", "gudok-phone")
	return m
}

// allowed are the methods this phone knows.
const allowed = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE"

func (c *Call) contact() string {
	u := userOf(c.From)
	if c.Incoming {
		u = userOf(c.To)
	}
	if u != "" {
		u += "@"
	}
	return "<sip:" + u + c.p.Addr() + ">"
}

// discard is the port in the SDP of a call without sound (RFC 863).
const discard = 9

func (c *Call) sdp(direction string) []byte {
	at := netip.AddrPortFrom(addrPort(c.p.conn.LocalAddr()).Addr(), discard)
	event := uint8(eventType)
	if c.sound != nil {
		at, event = c.sound.local, c.sound.eventRx
	}
	if c.manner.NoEvents {
		event = 0
	}
	return describe(at, c.manner.Laws, event, direction, c.sdpID, c.version)
}
