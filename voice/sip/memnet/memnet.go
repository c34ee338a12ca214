// Package memnet is a packet network in memory for tests in virtual time: hosts with UDP
// ports, a delay, and a hook that loses, delays or doubles packets. Waiting for a packet is
// "durably blocked" in the sense of testing/synctest, which a kernel's socket is not.
package memnet

import (
	"maps"
	"net"
	"net/netip"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"
)

// queueLimit is what a socket holds before it loses packets, as a kernel's does.
const queueLimit = 4096

// A Fate is what becomes of one packet.
type Fate struct {
	Drop  bool
	Delay time.Duration // besides Net.Delay; more than that of the next packet: reordered
	Twice bool
}

// A Net connects its sockets. Set Delay and Hook before any packet is sent.
type Net struct {
	Delay time.Duration
	Hook  func(from, to netip.AddrPort, data []byte) Fate // nil: everything arrives

	mu    sync.Mutex
	conns map[netip.AddrPort]*Conn
	seq   uint64
}

type packet struct {
	at   time.Time
	seq  uint64
	from netip.AddrPort
	data []byte
}

// A Conn is one bound port, a net.PacketConn.
type Conn struct {
	net  *Net
	addr netip.AddrPort

	mu       sync.Mutex
	queue    []packet // by moment and number
	wake     chan struct{}
	done     chan struct{}
	closed   bool
	deadline time.Time
}

// Listen binds addr ("10.0.0.1:5060"). A port that is taken panics: a mistake in a test.
func (n *Net) Listen(addr string) *Conn {
	c, err := n.Bind(netip.MustParseAddrPort(addr))
	if err != nil {
		panic("memnet: " + addr + " is taken")
	}
	return c
}

// Bind binds a port for who can do with another one: EADDRINUSE when it is taken, as a
// kernel says it.
func (n *Net) Bind(a netip.AddrPort) (*Conn, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.conns == nil {
		n.conns = map[netip.AddrPort]*Conn{}
	}
	if n.conns[a] != nil {
		return nil, &net.OpError{Op: "listen", Net: "udp", Addr: net.UDPAddrFromAddrPort(a), Err: os.NewSyscallError("bind", syscall.EADDRINUSE)}
	}
	c := &Conn{net: n, addr: a, wake: make(chan struct{}, 1), done: make(chan struct{})}
	n.conns[a] = c
	return c, nil
}

// Open lists the ports that are bound now, in order.
func (n *Net) Open() []netip.AddrPort {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.SortedFunc(maps.Keys(n.conns), netip.AddrPort.Compare)
}

// ReadFrom waits for the next packet in the order of arrival.
func (c *Conn) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		c.mu.Lock()
		var wait time.Duration
		switch now := time.Now(); {
		case c.closed:
			c.mu.Unlock()
			return 0, nil, net.ErrClosed
		case len(c.queue) > 0 && !c.queue[0].at.After(now):
			p := c.queue[0]
			c.queue = slices.Delete(c.queue, 0, 1)
			c.mu.Unlock()
			return copy(b, p.data), net.UDPAddrFromAddrPort(p.from), nil
		case !c.deadline.IsZero() && !now.Before(c.deadline):
			c.mu.Unlock()
			return 0, nil, os.ErrDeadlineExceeded
		default:
			wait = c.pause(now)
		}
		c.mu.Unlock()
		c.sleep(wait)
	}
}

// pause is how long to wait for the next packet under way or the deadline; 0: for ever.
func (c *Conn) pause(now time.Time) time.Duration {
	var wait time.Duration
	if len(c.queue) > 0 {
		wait = c.queue[0].at.Sub(now)
	}
	if !c.deadline.IsZero() && (wait == 0 || c.deadline.Sub(now) < wait) {
		wait = c.deadline.Sub(now)
	}
	return wait
}

func (c *Conn) sleep(d time.Duration) {
	var timer <-chan time.Time
	if d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-c.wake:
	case <-c.done:
	case <-timer:
	}
}

// WriteTo sends a packet; one to nobody is lost, as on a real network.
func (c *Conn) WriteTo(b []byte, to net.Addr) (int, error) {
	c.mu.Lock()
	closed := c.closed
	c.mu.Unlock()
	if closed {
		return 0, net.ErrClosed
	}
	dst, err := netip.ParseAddrPort(to.String())
	if err != nil {
		return 0, &net.AddrError{Err: "not ip:port", Addr: to.String()}
	}
	n := c.net
	var fate Fate
	if n.Hook != nil {
		fate = n.Hook(c.addr, dst, b)
	}
	if fate.Drop {
		return len(b), nil
	}
	n.mu.Lock()
	peer := n.conns[dst]
	n.seq++
	p := packet{at: time.Now().Add(n.Delay + fate.Delay), seq: n.seq, from: c.addr, data: slices.Clone(b)}
	n.mu.Unlock()
	if peer != nil {
		peer.put(p)
		if fate.Twice {
			peer.put(p)
		}
	}
	return len(b), nil
}

func (c *Conn) put(p packet) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || len(c.queue) >= queueLimit {
		return
	}
	i, _ := slices.BinarySearchFunc(c.queue, p, func(a, b packet) int {
		if d := a.at.Compare(b.at); d != 0 {
			return d
		}
		if a.seq <= b.seq {
			return -1
		}
		return 1
	})
	c.queue = slices.Insert(c.queue, i, p)
	c.nudge()
}

func (c *Conn) nudge() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// Close frees the port; reading ends with net.ErrClosed.
func (c *Conn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil
	}
	c.closed = true
	close(c.done)
	c.net.mu.Lock()
	if c.net.conns[c.addr] == c {
		delete(c.net.conns, c.addr)
	}
	c.net.mu.Unlock()
	return nil
}

// LocalAddr is the bound address.
func (c *Conn) LocalAddr() net.Addr { return net.UDPAddrFromAddrPort(c.addr) }

// SetReadDeadline ends a ReadFrom that waits longer.
func (c *Conn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deadline = t
	c.nudge()
	return nil
}

// SetDeadline is SetReadDeadline: writing never waits.
func (c *Conn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

// SetWriteDeadline does nothing: writing never waits.
func (c *Conn) SetWriteDeadline(time.Time) error { return nil }
