package wire

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/emiago/sipgo/sip"
)

// Timers of RFC 3261 17.1.1.1, table 4 in its appendix A.
const (
	T1 = 500 * time.Millisecond // round trip estimate; first retransmission
	T2 = 4 * time.Second        // longest pause between retransmissions
	T4 = 5 * time.Second        // how long a message may stay in the network

	timeout = 64 * T1 // timers B, D, F, H, J, L, M
	// tryingAfter: 100 goes out by itself if the user is not faster (RFC 3261 17.2.1).
	tryingAfter = 200 * time.Millisecond
)

// maxServerTx bounds the memory a flood of INVITEs that pass as known can take: 100,000
// transactions are about 100 MB and 3,000 requests a second for 32 s.
const maxServerTx = 100_000

// What can become of a request besides a response.
var (
	ErrTimeout   = errors.New("no response")
	ErrTransport = errors.New("could not be sent")
)

// A Handler is who uses the stack. It is called from the goroutines that read the sockets,
// in the order messages came, and must not block.
type Handler interface {
	// Request is a new request, an ACK to a 2xx, or a CANCEL for which there is no
	// transaction (RFC 3261 9.2: 481). Other CANCELs and the ACK to a refusal belong to
	// transactions and are not seen here.
	Request(m *Message)
	// Stray is a 2xx to an INVITE that no transaction waits for (any more).
	Stray(m *Message)
}

// A Record is one message that passed, for a trace.
type Record struct {
	At     time.Time
	In     bool
	Flow   Flow
	CallID string
	Method string // of a response: that of its CSeq
	Text   []byte // valid only during the call
}

// Options say with what a Stack works.
type Options struct {
	UDP []net.PacketConn // must unblock ReadFrom when closed
	TCP []net.Listener
	// Advertise is the address that far ends reach us by, in Via and Contact; the zero
	// value: the address a socket is bound to. Inside, if set, is used instead towards
	// private and loopback addresses.
	Advertise, Inside netip.Addr
	Handler           Handler
	// Known says whose messages are not limited and to whom TCP connections may be opened:
	// trunks and registered telephones. nil: nobody.
	Known func(netip.Addr) bool
	// Dial opens a TCP connection; nil: the network's, with a timeout of 3 s.
	Dial  func(ctx context.Context, remote netip.AddrPort) (net.Conn, error)
	Trace func(Record)     // nil: no trace. Must not block.
	Now   func() time.Time // nil: time.Now
	Log   *slog.Logger     // nil: silent
}

// A Stack sends and receives.
type Stack struct {
	o      Options
	parser *sip.Parser
	guard  *guard
	udp    []*udpSocket

	mu      sync.Mutex
	servers map[string]*ServerTx
	clients map[string]*ClientTx
	conns   map[netip.AddrPort]*tcpConn
	perIP   map[netip.Addr]int
	attend  func(*tcpConn) // starts the goroutines of a connection; set by Run, which they end with
	early   []*tcpConn     // wanted before Run: what is sent then waits for it
	closed  bool
	wg      sync.WaitGroup

	soon, late []finished // to be forgotten after T4, and after timeout
	reaper     *time.Timer
	reaping    bool // the timer runs, until
	reapAt     time.Time

	panics  atomic.Uint64
	scratch sync.Pool // of *[]byte
}

// text writes a message into a slice of its own, of the right size.
func (s *Stack) text(m *Message) []byte {
	p, ok := s.scratch.Get().(*[]byte)
	if !ok {
		p = new([]byte)
	}
	b := m.Append((*p)[:0])
	out := bytes.Clone(b)
	*p = b
	s.scratch.Put(p)
	return out
}

// New makes a stack; it opens nothing and reads nothing before Run.
func New(o Options) *Stack {
	if o.Known == nil {
		o.Known = func(netip.Addr) bool { return false }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Stack{
		o: o, parser: sip.NewParser(), guard: newGuard(o.Known, o.Now),
		servers: map[string]*ServerTx{}, clients: map[string]*ClientTx{},
		conns: map[netip.AddrPort]*tcpConn{}, perIP: map[netip.Addr]int{},
	}
	for _, c := range o.UDP {
		s.udp = append(s.udp, newUDPSocket(c))
	}
	return s
}

// Run reads all sockets until ctx ends or one of them fails, and then closes them, all
// connections and all transactions. It returns when its goroutines are gone; the error is
// that of the socket that failed.
func (s *Stack) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s.mu.Lock()
	s.attend = func(c *tcpConn) { s.wg.Go(func() { s.serve(ctx, c) }) }
	for _, c := range s.early {
		s.attend(c)
	}
	s.early = nil
	s.mu.Unlock()
	for _, u := range s.udp {
		s.wg.Go(func() {
			if err := s.readUDP(u); err != nil {
				cancel(err)
			}
		})
	}
	for _, l := range s.o.TCP {
		s.wg.Go(func() {
			if err := s.accept(ctx, l); err != nil {
				cancel(err)
			}
		})
	}
	<-ctx.Done()
	s.shut()
	s.wg.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

func (s *Stack) shut() {
	s.mu.Lock()
	s.closed = true
	conns := s.conns
	s.conns = map[netip.AddrPort]*tcpConn{}
	if s.reaper != nil {
		s.reaper.Stop()
	}
	s.soon, s.late = nil, nil
	servers, clients := s.servers, s.clients
	s.servers, s.clients = map[string]*ServerTx{}, map[string]*ClientTx{}
	s.mu.Unlock()
	for _, u := range s.udp {
		u.conn.Close()
	}
	for _, l := range s.o.TCP {
		if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			s.o.Log.Debug("sip: listener not closed", "err", err)
		}
	}
	for _, c := range conns {
		c.close()
	}
	for _, t := range servers {
		t.stop()
	}
	for _, t := range clients {
		t.stop()
	}
}

// receive takes one whole message off a socket. A panic of the parser ends the message and
// not the program: the bytes are a stranger's.
func (s *Stack) receive(data []byte, flow Flow) (ok bool) {
	defer func() {
		if p := recover(); p != nil {
			s.panics.Add(1)
			s.guard.malformed(flow.Remote.Addr())
			s.o.Log.Error("sip: panic while reading a message", "err", p, "from", flow.Remote.Addr())
			ok = false
		}
	}()
	m, err := read(s.parser, data, flow)
	var f *fault
	if err != nil && !errors.As(err, &f) {
		s.guard.malformed(flow.Remote.Addr())
		return false
	}
	if s.o.Trace != nil {
		if m.Method == INVITE && m.Status == 0 && m.To.Tag == "" {
			m.Text = string(data)
		}
		s.o.Trace(Record{At: s.o.Now(), In: true, Flow: flow, CallID: m.CallID, Method: m.Method, Text: data})
	}
	if f != nil {
		s.guard.malformed(flow.Remote.Addr())
		if m.Method != ACK {
			s.Reply(m, m.Response(f.status, f.reason, NewTag()))
		}
		return false
	}
	if m.Status != 0 {
		s.response(m)
	} else {
		s.request(m)
	}
	return true
}

func (s *Stack) response(m *Message) {
	s.mu.Lock()
	t := s.clients[clientKey(m.branch, m.Method)]
	s.mu.Unlock()
	switch {
	case t != nil:
		t.response(m)
	case m.Method == INVITE && m.Status >= 200 && m.Status < 300:
		s.o.Handler.Stray(m)
	}
}

func (s *Stack) request(m *Message) {
	method := m.Method
	if method == ACK || method == CANCEL {
		method = INVITE
	}
	s.mu.Lock()
	t := s.servers[serverKey(m, method)]
	s.mu.Unlock()
	switch {
	case m.Method == CANCEL && t != nil:
		t.cancelled(m)
	case t != nil && (m.Method != ACK || !t.success()):
		t.again(m.Method)
	default:
		s.o.Handler.Request(m)
	}
}

// Open makes the server transaction of a request. nil: there are too many, or the stack is
// closed; answer by Reply.
func (s *Stack) Open(m *Message) *ServerTx {
	t := newServerTx(s, serverKey(m, m.Method), m.Method == INVITE, m.Flow, m.back)
	t.req = m
	return s.keep(t)
}

func (s *Stack) keep(t *ServerTx) *ServerTx {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.servers) >= maxServerTx {
		return nil
	}
	if old := s.servers[t.key]; old != nil {
		return old
	}
	s.servers[t.key] = t
	t.begin()
	return t
}

// Reply answers without a transaction: it is sent once, and again only if the request comes
// again.
func (s *Stack) Reply(m, res *Message) {
	flow := m.Flow
	flow.Remote = m.back
	if err := s.write(flow, s.text(res), res); err != nil {
		s.o.Log.Debug("sip: reply not sent", "err", err, "to", flow.Remote)
	}
}

// Send sends a request that opens a transaction (anything but ACK) and sets its Via. on is
// called for each response, for an INVITE also for every further 2xx within 32 s, and once
// with an error if there is no final response: ErrTimeout, ErrTransport. It must not block;
// it is never called from inside Send.
func (s *Stack) Send(flow Flow, m *Message, on func(*Message, error)) *ClientTx {
	branch := magic + token()
	m.Via = []string{s.via(flow, branch)}
	m.branch = branch
	t := &ClientTx{s: s, key: clientKey(branch, m.Method), req: m, flow: flow, on: on, invite: m.Method == INVITE}
	t.start()
	return t
}

// Cast sends an ACK to a 2xx: it belongs to no transaction (RFC 3261 13.2.2.4). What it
// returns is the text, for Repeat.
func (s *Stack) Cast(flow Flow, m *Message) []byte {
	m.Via = []string{s.via(flow, magic+token())}
	text := s.text(m)
	s.Repeat(flow, text, m.CallID, m.Method)
	return text
}

// Repeat sends the same bytes again.
func (s *Stack) Repeat(flow Flow, text []byte, callID, method string) {
	if err := s.write(flow, text, &Message{CallID: callID, Method: method}); err != nil {
		s.o.Log.Debug("sip: not sent", "err", err, "to", flow.Remote)
	}
}

// Ping keeps the way to a far end open: two line ends that nobody answers over UDP.
func (s *Stack) Ping(flow Flow) {
	if u := s.socket(flow.Local); u != nil && flow.Transport == UDP {
		if err := u.write([]byte("\r\n\r\n"), flow.Remote); err != nil {
			s.o.Log.Debug("sip: ping", "err", err)
		}
	}
}

// Here is our own host:port as the far end of the flow is to know it, for Contact.
func (s *Stack) Here(flow Flow) string { return HostPort(s.Host(flow), s.local(flow).Port()) }

// Host is the address of Here alone, for SDP.
func (s *Stack) Host(flow Flow) netip.Addr {
	r := flow.Remote.Addr()
	switch {
	case s.o.Inside.IsValid() && (r.IsPrivate() || r.IsLoopback() || r.IsLinkLocalUnicast()):
		return s.o.Inside
	case s.o.Advertise.IsValid():
		return s.o.Advertise
	}
	return s.local(flow).Addr()
}

// Connected reports whether the flow can be written to without opening anything.
func (s *Stack) Connected(flow Flow) bool { return flow.Transport != TCP || s.conn(flow.Remote) != nil }

// local is the bound address of the flow's socket, or of the transport's first.
func (s *Stack) local(flow Flow) netip.AddrPort {
	if flow.Transport == TCP {
		for i, l := range s.o.TCP {
			if a := addrPort(l.Addr()); a == flow.Local || i == len(s.o.TCP)-1 {
				return a
			}
		}
	}
	if u := s.socket(flow.Local); u != nil {
		return u.local
	}
	return flow.Local
}

func (s *Stack) socket(local netip.AddrPort) *udpSocket {
	for _, u := range s.udp {
		if u.local == local {
			return u
		}
	}
	if len(s.udp) > 0 {
		return s.udp[0]
	}
	return nil
}

func (s *Stack) via(flow Flow, branch string) string {
	return "SIP/2.0/" + strings.ToUpper(flow.Transport) + " " + s.Here(flow) + ";rport;branch=" + branch
}

// write puts bytes on a flow. m is only for the trace.
func (s *Stack) write(flow Flow, text []byte, m *Message) error {
	if s.o.Trace != nil {
		s.o.Trace(Record{At: s.o.Now(), Flow: flow, CallID: m.CallID, Method: m.Method, Text: text})
	}
	if flow.Transport == TCP {
		return s.writeTCP(flow, text)
	}
	u := s.socket(flow.Local)
	if u == nil {
		return ErrTransport
	}
	return u.write(text, flow.Remote)
}

// Trust says that the one at the far end of a flow has shown who it is: its TCP connection
// is no longer closed for being idle.
func (s *Stack) Trust(flow Flow) {
	if c := s.conn(flow.Remote); c != nil && flow.Transport == TCP {
		c.trusted.Store(true)
	}
}

// Ban drops everything from a source for five minutes, unless it is known.
func (s *Stack) Ban(a netip.Addr) { s.guard.ban(a) }

// Counts are for health pages and tests.
type Counts struct {
	Servers, Clients int    // transactions
	Connections      int    // TCP
	Strangers        int    // sources that limits are kept for
	Dropped          uint64 // messages of strangers beyond the limits, and malformed ones
}

// Counts says how much is held.
func (s *Stack) Counts() Counts {
	s.mu.Lock()
	c := Counts{Servers: len(s.servers), Clients: len(s.clients), Connections: len(s.conns), Dropped: s.guard.dropped.Load()}
	s.mu.Unlock()
	s.guard.mu.Lock()
	c.Strangers = len(s.guard.sources)
	s.guard.mu.Unlock()
	return c
}

// token is 64 random bits: enough that nobody hits a transaction or dialog by guessing.
func token() string { return strconv.FormatUint(rand.Uint64(), 36) }

// NewTag is a fresh tag for From or To (RFC 3261 19.3).
func NewTag() string { return token() }

// NewCallID is a fresh Call-ID. It names no host: whoever sees it learns nothing.
func NewCallID() string { return token() + token() }
