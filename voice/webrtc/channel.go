package webrtc

import (
	"context"

	"gudok/base/httpd"
	"gudok/id"
)

// channel is the gate's name on the agent's socket.
const channel = "rtc"

type (
	offerData struct {
		SDP string `json:"sdp"`
	}
	answerData struct {
		SDP string `json:"sdp"`
		Leg id.Leg `json:"leg"`
		Ear bool   `json:"ear,omitempty"` // the leg only listens
	}
	ringData struct {
		Leg  id.Leg `json:"leg"`
		Auto bool   `json:"auto"`
		Ear  bool   `json:"ear,omitempty"`
	}
	legData struct {
		Leg id.Leg `json:"leg"`
	}
	legsData struct {
		Legs []id.Leg `json:"legs"`
		Ears []id.Leg `json:"ears,omitempty"` // those of them that only listen
	}
	refusedData struct {
		Code string `json:"code"`
	}
)

// Channel is the gate as the agent's socket knows it.
func (g *Gate) Channel() httpd.Channel { return g }

// Name of the channel.
func (g *Gate) Name() string { return channel }

// Opened welcomes the main tab of an agent. Views have no sound.
func (g *Gate) Opened(p *httpd.Peer) {
	if p.Main && p.Agent != "" {
		g.opened(p.Agent, p)
	}
}

// Closed is the main tab gone, or no longer main.
func (g *Gate) Closed(p *httpd.Peer) {
	if p.Main && p.Agent != "" {
		g.closed(p.Agent, p)
	}
}

// Message hears a page.
func (g *Gate) Message(ctx context.Context, p *httpd.Peer, e httpd.Envelope) {
	if !p.Main || p.Agent == "" {
		p.Say(channel, "refused", refusedData{"rtc.not_main"})
		return
	}
	switch e.Type {
	case "offer":
		var d offerData
		if err := e.Decode(&d); err != nil {
			p.Reply(ctx, e, nil, err)
			return
		}
		g.offered(ctx, p.Agent, p, d.SDP)
	case "ringing":
		var d legData
		if err := e.Decode(&d); err != nil {
			p.Reply(ctx, e, nil, err)
			return
		}
		g.ringing(p.Agent, d.Leg)
	case "bye":
		g.bye(p.Agent, p)
	default:
		g.log.Debug("unknown message of a page", "agent", p.Agent, "type", e.Type)
	}
}

func (g *Gate) opened(a id.Agent, p page) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seat(a).opened(p)
}

func (g *Gate) closed(a id.Agent, p page) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if s := g.seats[a]; s != nil {
		s.closed(p)
	}
}

func (g *Gate) ringing(a id.Agent, name id.Leg) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if l := g.legs[name]; l != nil && l.seat.agent == a {
		l.rings()
	}
}

func (g *Gate) bye(a id.Agent, p page) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if s := g.seats[a]; s != nil && s.peer == p {
		s.bye()
	}
}

// offered answers a page's offer. The work with the SDP, some milliseconds, is done without
// the lock; messages of one agent's pages never overlap.
func (g *Gate) offered(ctx context.Context, a id.Agent, p page, offer string) {
	g.mu.Lock()
	m := g.maker
	s := g.seats[a]
	ok := m != nil && s != nil && s.peer == p
	if ok && !s.mayOffer() {
		ok = false
		p.Say(channel, "refused", refusedData{"rtc.too_many_offers"})
	}
	g.mu.Unlock()
	if !ok {
		return // not ready yet: greet asks again
	}
	n, answer, err := m.answer(ctx, offer)
	if err != nil {
		g.log.Warn("offer of a page", "agent", a, "err", err)
		p.Say(channel, "refused", refusedData{"rtc.bad_offer"})
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	s = g.seats[a]
	if g.maker == nil || s == nil || s.peer != p { // the page has gone meanwhile
		g.discard(n)
		return
	}
	g.discard(s.next)
	s.next = n
	n.watch(g, s)
	d := answerData{SDP: answer}
	if l := s.current(); l != nil {
		d.Leg, d.Ear = l.id, l.ear
	}
	p.Say(channel, "answer", d)
}
