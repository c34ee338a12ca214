package sip

import (
	"bytes"
	"strings"

	"gudok/id"
	"gudok/voice/sip/wire"
)

// said is whose a Call-ID is. A leg that tries several trunks has one with each of them.
type said struct {
	leg    *leg
	trunk  id.Trunk
	device id.Device
}

// trace is called by the stack for each message; only those of a leg are shown.
func (g *Gate) trace(r wire.Record) {
	g.mu.Lock()
	s := g.calls[r.CallID]
	g.mu.Unlock()
	if s.leg != nil {
		g.traced(s, r)
	}
}

func (g *Gate) traced(s said, r wire.Record) {
	g.o.Trace(TraceMessage{
		At: r.At, Leg: s.leg.name, Call: s.leg.call, Trunk: s.trunk, Device: s.device, In: r.In,
		Transport: r.Flow.Transport, Peer: r.Flow.Remote, Text: masked(r.Text),
	})
}

// masked hides what nobody may read in a trace: answers to digest challenges, and keys
// pressed, which may be those of a card.
func masked(text []byte) string {
	head, body, _ := bytes.Cut(text, []byte("\r\n\r\n"))
	var b strings.Builder
	b.Grow(len(text))
	dtmf := false
	for i, line := range strings.Split(string(head), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		name = strings.TrimSpace(name)
		switch {
		case strings.EqualFold(name, "Authorization") || strings.EqualFold(name, "Proxy-Authorization"):
			scheme, _, _ := strings.Cut(strings.TrimSpace(value), " ")
			line = name + ": " + scheme + " ***"
		case strings.EqualFold(name, "Content-Type") || name == "c":
			dtmf = strings.Contains(strings.ToLower(value), "dtmf")
		}
		if i > 0 {
			b.WriteString("\r\n")
		}
		b.WriteString(line)
	}
	b.WriteString("\r\n\r\n")
	if dtmf && len(body) > 0 {
		b.WriteString("***")
	} else {
		b.Write(body)
	}
	return b.String()
}
