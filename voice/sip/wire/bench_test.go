package wire

import (
	"net"
	"net/netip"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkInvite is the whole way of an INVITE through the stack and of its refusal back.
func BenchmarkInvite(b *testing.B) {
	w := &sinkHandler{}
	s := New(Options{UDP: []net.PacketConn{&capture{}}, Handler: w, Known: func(netip.Addr) bool { return true }})
	w.s = s
	text := request(INVITE, "z9hG4bKxxxxxxx", "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE", "Supported: timer, 100rel", "User-Agent: carrier")
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		s.datagram([]byte(strings.Replace(text, "xxxxxxx", strconv.Itoa(i), 1)), toPeer())
	}
}

// sinkHandler refuses everything without a transaction.
type sinkHandler struct{ s *Stack }

func (h *sinkHandler) Request(m *Message) { h.s.Reply(m, m.Response(486, "Busy Here", "tag")) }
func (h *sinkHandler) Stray(*Message)     {}
