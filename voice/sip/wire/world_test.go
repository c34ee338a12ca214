package wire

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/voice/sip/memnet"
)

// A world is a stack at 10.0.0.1:5060 and a far end at 10.0.0.2:5060 that speaks in texts,
// in virtual time.
type world struct {
	t     *testing.T
	net   *memnet.Net
	stack *Stack
	peer  *peer

	mu      sync.Mutex
	got     []*Message
	strays  []*Message
	request func(m *Message) // what the handler does besides remembering
}

func (w *world) Request(m *Message) {
	w.mu.Lock()
	w.got = append(w.got, m)
	f := w.request
	w.mu.Unlock()
	if f != nil {
		f(m)
	}
}

func (w *world) Stray(m *Message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.strays = append(w.strays, m)
}

// last is the newest request that was handed over.
func (w *world) last() *Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.got[len(w.got)-1]
}

// wait lets virtual time pass.
func (w *world) wait(d time.Duration) { time.Sleep(d) }

// methods is what the handler was given, in order.
func (w *world) methods() []string {
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []string
	for _, m := range w.got {
		out = append(out, m.Method)
	}
	return out
}

// inWorld runs f in a bubble and ends the world after it.
func inWorld(t *testing.T, f func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &world{t: t, net: &memnet.Net{Delay: 10 * time.Millisecond}}
		w.stack = New(Options{
			UDP:     []net.PacketConn{w.net.Listen("10.0.0.1:5060")},
			Handler: w,
			Known:   func(a netip.Addr) bool { return a == netip.MustParseAddr("10.0.0.2") },
		})
		w.peer = w.join("10.0.0.2:5060")
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- w.stack.Run(ctx) }()
		synctest.Wait()
		f(w)
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
		w.peer.conn.Close()
	})
}

// A peer speaks SIP in texts.
type peer struct {
	t    *testing.T
	conn *memnet.Conn
	to   net.Addr
}

func (w *world) join(addr string) *peer {
	return &peer{t: w.t, conn: w.net.Listen(addr), to: net.UDPAddrFromAddrPort(netip.MustParseAddrPort("10.0.0.1:5060"))}
}

func (p *peer) send(text string) {
	if _, err := p.conn.WriteTo([]byte(text), p.to); err != nil {
		p.t.Error(err)
	}
}

// heard reads everything that comes within d.
func (p *peer) heard(d time.Duration) []string {
	end := time.Now().Add(d)
	p.conn.SetReadDeadline(end)
	var out []string
	buf := make([]byte, 64<<10)
	for {
		n, _, err := p.conn.ReadFrom(buf)
		if err != nil {
			return out
		}
		out = append(out, string(buf[:n]))
	}
}

// firstLines is heard, start lines only.
func (p *peer) firstLines(d time.Duration) []string {
	var out []string
	for _, s := range p.heard(d) {
		line, _, _ := strings.Cut(s, "\r\n")
		out = append(out, line)
	}
	return out
}

// request writes a request of the peer.
func request(method, branch string, extra ...string) string {
	cseq := method
	if method == ACK || method == CANCEL {
		cseq = method
	}
	text := fmt.Sprintf("%s sip:100@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.2:5060;rport;branch=%s\r\n"+
		"From: <sip:a@10.0.0.2>;tag=peer\r\nTo: <sip:100@10.0.0.1>\r\nCall-ID: call-1\r\nCSeq: 1 %s\r\nMax-Forwards: 70\r\nContact: <sip:a@10.0.0.2>\r\n",
		method, branch, cseq)
	for _, e := range extra {
		text += e + "\r\n"
	}
	return text + "Content-Length: 0\r\n\r\n"
}

// ours builds a request of the stack's user.
func ours(method string) *Message {
	return &Message{
		Method: method, URI: "sip:b@10.0.0.2", CallID: "ours-1", CSeq: 1,
		From: Addr{Text: "<sip:x@10.0.0.1>;tag=us"}, To: Addr{Text: "<sip:b@10.0.0.2>"},
		Contact: []Addr{{Text: "<sip:x@10.0.0.1:5060>"}},
	}
}

func toPeer() Flow {
	return Flow{Transport: UDP, Local: netip.MustParseAddrPort("10.0.0.1:5060"), Remote: netip.MustParseAddrPort("10.0.0.2:5060")}
}

var viaLine = regexp.MustCompile(`(?m)^Via: .*\r$`)
var cseqLine = regexp.MustCompile(`(?m)^CSeq: .*\r$`)
var fromLine = regexp.MustCompile(`(?m)^From: .*\r$`)
var callLine = regexp.MustCompile(`(?m)^Call-ID: .*\r$`)

// answer writes the peer's response to a request of ours.
func answer(req string, status int, tag string) string {
	line := func(re *regexp.Regexp) string { return re.FindString(req) + "\n" }
	return fmt.Sprintf("SIP/2.0 %d Whatever\r\n", status) + line(viaLine) + line(fromLine) +
		"To: <sip:b@10.0.0.2>;tag=" + tag + "\r\n" + line(callLine) + line(cseqLine) +
		"Contact: <sip:b@10.0.0.2>\r\nContent-Length: 0\r\n\r\n"
}

func wantLines(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}
