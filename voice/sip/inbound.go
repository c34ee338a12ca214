package sip

import (
	"strings"

	"gudok/voice/sip/wire"
)

// Request is wire.Handler: a new request, in the goroutine that reads the socket. It only
// finds out whose it is.
func (g *Gate) Request(m *wire.Message) {
	switch {
	case !g.settled():
	case m.To.Tag != "":
		g.inDialog(m)
	case m.Method == wire.ACK:
	case m.Method == wire.REGISTER:
		g.devices.request(m)
	case !g.known(m.Flow.Remote.Addr()):
		g.stranger(m)
	case m.Method == wire.INVITE:
		g.called(m)
	case m.Method == wire.OPTIONS:
		g.stack.Reply(m, capabilities(m, wire.NewTag()))
	case m.Method == wire.BYE || m.Method == wire.PRACK || m.Method == wire.CANCEL:
		g.refuse(m, 481)
	default:
		status, extra := notAllowed(m.Method)
		g.refuse(m, status, extra)
	}
}

// refuse answers without a transaction: one answer to one message.
func (g *Gate) refuse(m *wire.Message, status int, extra ...wire.Header) {
	res := m.Response(status, phrase(status), wire.NewTag())
	res.Other = append(res.Other, extra...)
	g.stack.Reply(m, res)
}

// stranger gets the same short answer to everything: it learns nothing, and the answer is
// no longer than the question (reliability.md 4, rows 7 and 11).
func (g *Gate) stranger(m *wire.Message) {
	g.note("sip: request of a stranger refused", m)
	g.refuse(m, 403)
}

func (g *Gate) inDialog(m *wire.Message) {
	g.mu.Lock()
	l := g.dialogs[dialogKey(m.CallID, m.To.Tag)]
	g.mu.Unlock()
	if l == nil {
		if m.Method != wire.ACK {
			if !g.known(m.Flow.Remote.Addr()) {
				g.stranger(m)
				return
			}
			g.refuse(m, 481)
		}
		return
	}
	in := &inside{m: m}
	if m.Method != wire.ACK {
		if in.tx = g.stack.Open(m); in.tx == nil {
			g.refuse(m, 503, wire.Header{Name: "Retry-After", Value: retryAfter})
			return
		}
	}
	if !l.post(func() { l.within(in) }) {
		in.answer(503, wire.Header{Name: "Retry-After", Value: retryAfter})
	}
}

// called is an INVITE that begins a dialog: of a trunk, or of a desk phone that has shown
// its password.
func (g *Gate) called(m *wire.Message) {
	var dev *device
	t := g.config.Load().at(m.Flow.Remote)
	switch {
	case g.devices.flow(m.Flow.Remote) || t == nil && g.devices.knows(m.Flow.Remote.Addr()):
		// A telephone, even where it shares its address with a trunk.
		if t, dev = nil, g.devices.calling(m); dev == nil {
			return // challenged or refused
		}
	case t == nil:
		g.stranger(m) // a carrier that only takes our calls
		return
	}
	scheme, _, _ := strings.Cut(m.URI, ":")
	if scheme != "sip" && scheme != "sips" && scheme != "tel" {
		g.refuse(m, 416)
		return
	}
	if t != nil && !t.admit(g.o.Now(), &t.in) {
		g.note("sip: trunk over its limit of calls a second", m)
		g.refuse(m, 503, wire.Header{Name: "Retry-After", Value: retryAfter})
		return
	}
	if t != nil {
		t.lives(g)
	}
	tx := g.stack.Open(m)
	if tx == nil {
		g.refuse(m, 503, wire.Header{Name: "Retry-After", Value: retryAfter})
		return
	}
	l := g.newInbound(m, tx, t, dev)
	status := g.add(l)
	if status == 0 && t != nil && !g.takeChannel(l, t) {
		g.remove(l)
		g.forget(l)
		status = 503
	}
	if status != 0 {
		res := m.Response(status, phrase(status), l.d.LocalTag)
		if status == 503 {
			res.Add("Retry-After", retryAfter)
		}
		tx.Respond(res)
		return
	}
	if g.o.Trace != nil {
		g.traced(said{l, l.d.Trunk, l.d.Device}, wire.Record{At: g.o.Now(), In: true, Flow: m.Flow, Method: m.Method, Text: []byte(m.Text)})
	}
	tx.OnCancel(func() { l.post(l.cancelled) })
	if !l.post(l.arrive) {
		tx.Respond(m.Response(503, phrase(503), l.d.LocalTag))
	}
}

// Stray is wire.Handler: a 2xx to an INVITE whose transaction is over. A far end that still
// repeats it wants its ACK; one that answers what was given up long ago (or what a process
// before us sent) is acknowledged and ended.
func (g *Gate) Stray(m *wire.Message) {
	if !g.settled() || !g.known(m.Flow.Remote.Addr()) || m.From.Tag == "" || m.To.Tag == "" {
		return
	}
	g.mu.Lock()
	l := g.dialogs[dialogKey(m.CallID, m.From.Tag)]
	g.mu.Unlock()
	if l != nil {
		l.post(func() { l.stray(m) })
		return
	}
	d := &Dialog{
		CallID: m.CallID, Local: m.From.Text, LocalTag: m.From.Tag, Remote: m.To.Text, RemoteTag: m.To.Tag,
		Routes: routes(m.RecordRoute, true), Flow: m.Flow, LocalCSeq: m.CSeq, InviteCSeq: m.CSeq,
	}
	if !d.refreshTarget(m) {
		return
	}
	g.stack.Cast(d.next(), d.request(wire.ACK))
	g.stack.Send(d.next(), d.request(wire.BYE), func(*wire.Message, error) {})
}

// stray repeats the ACK that the far end misses.
func (l *leg) stray(m *wire.Message) {
	if ack, ok := l.acks[m.CallID+m.To.Tag]; ok {
		l.g.stack.Repeat(l.d.next(), ack, m.CallID, wire.ACK)
		return
	}
	if l.d.Phase == Up && m.To.Tag == l.d.RemoteTag {
		a := l.d.request(wire.ACK)
		a.CSeq = m.CSeq
		l.g.stack.Cast(l.d.next(), a)
	}
}
