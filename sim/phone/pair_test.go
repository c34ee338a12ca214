package phone

import (
	"context"
	"net"
	"net/netip"
	"os"
	"sync"
	"testing"
	"time"
)

// A hub joins sockets that are made of channels: the tests run in virtual time over it.
type hub struct {
	mu    sync.Mutex
	conns map[netip.AddrPort]*pipeConn
	port  uint16
	lose  func(b []byte) bool // true: this datagram is lost
	delay time.Duration
}

func newHub() *hub { return &hub{conns: map[netip.AddrPort]*pipeConn{}, port: 20000} }

type datagram struct {
	b    []byte
	from net.Addr
}

type pipeConn struct {
	h        *hub
	addr     *net.UDPAddr
	in       chan datagram
	gone     chan struct{}
	once     sync.Once
	deadline chan struct{}
	dlOnce   sync.Once
}

func (h *hub) listen() (net.PacketConn, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.port += 2
	ap := netip.AddrPortFrom(netip.MustParseAddr("192.0.2.1"), h.port)
	c := &pipeConn{h: h, addr: net.UDPAddrFromAddrPort(ap), in: make(chan datagram, 256), gone: make(chan struct{}), deadline: make(chan struct{})}
	h.conns[ap] = c
	return c, nil
}

func (c *pipeConn) ReadFrom(b []byte) (int, net.Addr, error) {
	select {
	case d := <-c.in:
		return copy(b, d.b), d.from, nil
	case <-c.gone:
		return 0, nil, net.ErrClosed
	case <-c.deadline:
		return 0, nil, os.ErrDeadlineExceeded
	}
}

func (c *pipeConn) WriteTo(b []byte, to net.Addr) (int, error) {
	c.h.mu.Lock()
	peer, lose, delay := c.h.conns[addrPort(to)], c.h.lose, c.h.delay
	c.h.mu.Unlock()
	if peer == nil || lose != nil && lose(b) {
		return len(b), nil
	}
	d := datagram{append([]byte(nil), b...), c.addr}
	arrive := func() {
		select {
		case peer.in <- d:
		default:
		}
	}
	if delay > 0 {
		time.AfterFunc(delay, arrive)
	} else {
		arrive()
	}
	return len(b), nil
}

func (c *pipeConn) Close() error {
	c.once.Do(func() {
		close(c.gone)
		c.h.mu.Lock()
		delete(c.h.conns, addrPort(c.addr))
		c.h.mu.Unlock()
	})
	return nil
}

func (c *pipeConn) LocalAddr() net.Addr              { return c.addr }
func (c *pipeConn) SetDeadline(t time.Time) error    { return c.SetReadDeadline(t) }
func (c *pipeConn) SetWriteDeadline(time.Time) error { return nil }

// SetReadDeadline knows only moments that have passed: what a phone uses it for.
func (c *pipeConn) SetReadDeadline(time.Time) error {
	c.dlOnce.Do(func() { close(c.deadline) })
	return nil
}

// start runs a phone until the returned function is called, which checks that Run ends.
func start(t *testing.T, o Options) (*Phone, func()) {
	t.Helper()
	p := New(o)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	return p, func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
		_ = o.Conn.Close()
	}
}

// pair is a caller and a called phone over a hub.
func pair(t *testing.T, h *hub, answer func(*Call) Answering) (a, b *Phone, stop func()) {
	t.Helper()
	ca, _ := h.listen()
	cb, _ := h.listen()
	a, stopA := start(t, Options{Conn: ca, Media: h.listen})
	b, stopB := start(t, Options{Conn: cb, Media: h.listen, Answer: answer})
	return a, b, func() { stopA(); stopB() }
}

// keep is an Answer that hands the incoming calls out.
func keep(a Answering) (func(*Call) Answering, chan *Call) {
	ch := make(chan *Call, 8)
	return func(c *Call) Answering { ch <- c; return a }, ch
}

func (c *Call) mustEnd(t *testing.T, want Ending) {
	t.Helper()
	<-c.Done()
	if got := c.End(); got != want {
		t.Errorf("ended %+v, want %+v", got, want)
	}
}
