package media

import (
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// A memNet is a network of channels for virtual time.
type memNet struct {
	mu    sync.Mutex
	conns map[int]*memConn
	last  int
}

func (n *memNet) listen(port int) (net.PacketConn, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.conns == nil {
		n.conns, n.last = map[int]*memConn{}, 50000
	}
	if port == 0 {
		n.last += 2 // the port above is for RTCP
		port = n.last
	}
	if n.conns[port] != nil {
		return nil, &net.OpError{Op: "listen", Net: "udp", Err: os.NewSyscallError("bind", syscall.EADDRINUSE)}
	}
	c := &memConn{n: n, port: port, in: make(chan memPacket, 10000), closed: make(chan struct{})}
	n.conns[port] = c
	return c, nil
}

type memPacket struct {
	b    []byte
	from *net.UDPAddr
}

// A memConn drops what does not fit into its queue, as a socket does.
type memConn struct {
	n      *memNet
	port   int
	in     chan memPacket
	closed chan struct{}
	once   sync.Once

	mu   sync.Mutex
	till time.Time
}

func (c *memConn) LocalAddr() net.Addr {
	return &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1).To4(), Port: c.port}
}

func (c *memConn) WriteTo(b []byte, to net.Addr) (int, error) {
	c.n.mu.Lock()
	peer := c.n.conns[to.(*net.UDPAddr).Port]
	c.n.mu.Unlock()
	if peer != nil {
		select {
		case peer.in <- memPacket{append([]byte(nil), b...), c.LocalAddr().(*net.UDPAddr)}:
		default:
		}
	}
	return len(b), nil
}

func (c *memConn) ReadFrom(b []byte) (int, net.Addr, error) {
	c.mu.Lock()
	till := c.till
	c.mu.Unlock()
	var timeout <-chan time.Time
	if !till.IsZero() {
		t := time.NewTimer(time.Until(till))
		defer t.Stop()
		timeout = t.C
	}
	select {
	case p := <-c.in:
		return copy(b, p.b), p.from, nil
	case <-c.closed:
		return 0, nil, net.ErrClosed
	case <-timeout:
		return 0, nil, os.ErrDeadlineExceeded
	}
}

func (c *memConn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.till = t
	return nil
}

func (c *memConn) SetDeadline(t time.Time) error      { return c.SetReadDeadline(t) }
func (c *memConn) SetWriteDeadline(t time.Time) error { return nil }

func (c *memConn) Close() error {
	c.once.Do(func() {
		close(c.closed)
		c.n.mu.Lock()
		delete(c.n.conns, c.port)
		c.n.mu.Unlock()
	})
	return nil
}
