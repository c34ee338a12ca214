package phone

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"time"
)

// Options are what a Phone needs. Conn is required.
type Options struct {
	// Conn is the socket on which SIP is spoken. Its owner closes it after Run.
	Conn net.PacketConn
	// Media opens a socket for the sound of one call; the phone closes it. nil: calls
	// without sound, their SDP names the discard port.
	Media func() (net.PacketConn, error)
	// Advertise is the address in Contact and SDP; zero: that of the sockets.
	Advertise netip.Addr
	// Answer decides about each incoming call. It must not block and may keep the Call.
	// nil: everything is answered at once.
	Answer func(*Call) Answering
	// T1 is the first interval of retransmission (RFC 3261, 17.1.1.1); 0: 500 ms. T2 and
	// the time-outs follow from it.
	T1  time.Duration
	Log *slog.Logger // nil: silent
}

// A Phone makes and takes calls over one SIP socket.
type Phone struct {
	conn      net.PacketConn
	media     func() (net.PacketConn, error)
	advertise netip.Addr
	answerer  func(*Call) Answering
	t1        time.Duration
	log       *slog.Logger
	beat      *beat
	readers   sync.WaitGroup

	// mu guards all signalling; what is below and every Call's fields.
	mu     sync.Mutex
	closed bool
	calls  map[string]*Call     // by Call-ID and our tag
	in     map[string]*Call     // incoming, by Call-ID, their tag and CSeq of the INVITE
	txs    map[string]*clientTx // by method and branch
	timers map[*time.Timer]struct{}
}

// errClosed is told to whoever wants something of a phone whose Run has ended.
var errClosed = errors.New("the phone is switched off")

// New makes a phone; it opens nothing. Calls need Run.
func New(o Options) *Phone {
	p := &Phone{
		conn: o.Conn, media: o.Media, advertise: o.Advertise, answerer: o.Answer, t1: o.T1, log: o.Log,
		beat: newBeat(), calls: map[string]*Call{}, in: map[string]*Call{},
		txs: map[string]*clientTx{}, timers: map[*time.Timer]struct{}{},
	}
	if p.t1 == 0 {
		p.t1 = 500 * time.Millisecond
	}
	if p.log == nil {
		p.log = slog.New(slog.DiscardHandler)
	}
	if p.answerer == nil {
		p.answerer = func(*Call) Answering { return Answering{} }
	}
	return p
}

// Addr is host:port where this phone is called.
func (p *Phone) Addr() string {
	a := addrPort(p.conn.LocalAddr())
	if p.advertise.IsValid() {
		a = netip.AddrPortFrom(p.advertise, a.Port())
	}
	return a.String()
}

// Run serves the phone until ctx ends; then it hangs up what is up, without waiting for
// answers, and returns when its goroutines are gone.
func (p *Phone) Run(ctx context.Context) error {
	var beating sync.WaitGroup
	beatCtx, rest := context.WithCancel(ctx)
	beating.Go(func() { p.beat.run(beatCtx) })
	stop := context.AfterFunc(ctx, func() { _ = p.conn.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	err := p.read(ctx)
	p.close()
	p.readers.Wait()
	rest()
	beating.Wait()
	if err != nil {
		return fmt.Errorf("phone %s: %w", p.conn.LocalAddr(), err)
	}
	return nil
}

func (p *Phone) read(ctx context.Context) error {
	b := make([]byte, maxMessage)
	for {
		n, from, err := p.conn.ReadFrom(b)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			var temporary net.Error
			if errors.As(err, &temporary) && temporary.Timeout() {
				continue
			}
			return err
		}
		m, err := parse(b[:n])
		if err != nil {
			if !errors.Is(err, errKeepAlive) {
				p.log.Warn("unreadable message", "err", err)
			}
			continue
		}
		p.mu.Lock()
		p.take(m, from)
		p.mu.Unlock()
	}
}

// take routes one message. The caller holds mu.
func (p *Phone) take(m *message, from net.Addr) {
	if p.closed {
		return
	}
	if m.code != 0 {
		p.response(m)
		return
	}
	if c := p.calls[m.get("Call-ID")+"|"+param(m.get("To"), "tag")]; c != nil {
		c.request(m, from)
		return
	}
	n, method := m.cseq()
	key := m.get("Call-ID") + "|" + param(m.get("From"), "tag") + "|" + strconv.FormatUint(uint64(n), 10)
	switch c := p.in[key]; {
	case method == "INVITE" && c != nil:
		c.again(from)
	case method == "CANCEL" && c != nil:
		c.cancelled(m, from)
	case method == "ACK":
		// of a refusal, or of a dialog long forgotten: nothing to say to an ACK
	case method == "INVITE" && param(m.get("To"), "tag") == "":
		p.incoming(m, from, key)
	case method == "OPTIONS":
		p.reply(m.answer(200, newTag()), from)
	default:
		p.reply(m.answer(481, newTag()), from)
	}
}

// close hangs up everything and lets nothing happen any more.
func (p *Phone) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.calls {
		c.hangup()
		c.over(Ending{By: Us})
	}
	p.closed = true
	for t := range p.timers {
		t.Stop()
	}
}

// after calls f with mu held when d has passed, unless the phone is closed by then.
// The caller holds mu.
func (p *Phone) after(d time.Duration, f func()) *time.Timer {
	var t *time.Timer
	t = time.AfterFunc(d, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.timers, t)
		if !p.closed {
			f()
		}
	})
	p.timers[t] = struct{}{}
	return t
}

func (p *Phone) forget(t *time.Timer) {
	if t != nil {
		t.Stop()
		delete(p.timers, t)
	}
}

func (p *Phone) write(b []byte, to net.Addr) {
	if to == nil {
		return
	}
	if _, err := p.conn.WriteTo(b, to); err != nil {
		p.log.Warn("sending", "err", err)
	}
}

// reply sends a response to where the request came from (RFC 3581, 4).
func (p *Phone) reply(m *message, to net.Addr) { p.write(m.bytes(), to) }

// via is a fresh Via with its own branch.
func (p *Phone) via() (value, branch string) {
	branch = "z9hG4bK" + newTag()
	return "SIP/2.0/UDP " + p.Addr() + ";branch=" + branch + ";rport", branch
}

func newTag() string { return strconv.FormatUint(rand.Uint64(), 36) }

func addrPort(a net.Addr) netip.AddrPort {
	if u, ok := a.(*net.UDPAddr); ok {
		ap := u.AddrPort()
		return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	}
	ap, _ := netip.ParseAddrPort(a.String())
	return ap
}

// resolve finds where to send to for a URI.
func resolve(uri string) (net.Addr, error) {
	a, err := net.ResolveUDPAddr("udp", hostOf(uri))
	if err != nil {
		return nil, fmt.Errorf("address of %s: %w", uri, err)
	}
	return a, nil
}
