package wire

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Limits on TCP (reliability.md 4, row 5: some sixty idle connections once stopped a
// telephone exchange).
const (
	// messageTime: the rest of a message has to come within it, and so has the first one.
	messageTime = 5 * time.Second
	// idleTime closes a connection of somebody who has not shown who it is.
	idleTime = 30 * time.Second
	// trustedIdleTime: registered telephones say something every two minutes, trunks are
	// probed; a dead peer is noticed by TCP's own keep-alive before.
	trustedIdleTime = 30 * time.Minute
	maxConnections  = 4096
	maxPerIP        = 50
	// sendQueue: a peer that reads so slowly that 64 messages wait is as good as gone.
	sendQueue    = 64
	writeTime    = 5 * time.Second
	dialTime     = 3 * time.Second
	maxTCPBuffer = 64 << 10 // head and body of one message
)

// A tcpConn is one connection. Reading and writing have a goroutine each; a writer that
// does not get on delays nobody but its own peer.
type tcpConn struct {
	s       *Stack
	flow    Flow
	out     chan []byte
	trusted atomic.Bool

	once sync.Once
	done chan struct{}
	mu   sync.Mutex
	conn net.Conn           // nil while dialling
	stop context.CancelFunc // of dialling
}

func (c *tcpConn) close() {
	c.once.Do(func() { close(c.done) })
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop != nil {
		c.stop()
	}
	if c.conn != nil {
		c.conn.Close()
	}
}

// accept takes connections until the listener is closed.
func (s *Stack) accept(ctx context.Context, l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			if ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
				return nil
			}
			// Out of file descriptors, or the peer is gone already: neither is the
			// listener's end.
			s.o.Log.Warn("sip: accept", "err", err)
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(100 * time.Millisecond):
			}
			continue
		}
		flow := Flow{Transport: TCP, Local: addrPort(l.Addr()), Remote: addrPort(conn.RemoteAddr())}
		c := &tcpConn{s: s, flow: flow, out: make(chan []byte, sendQueue), done: make(chan struct{}), conn: conn}
		c.trusted.Store(s.o.Known(flow.Remote.Addr()))
		if !s.join(c) {
			conn.Close()
		}
	}
}

// join takes a connection into the table and starts its goroutines.
func (s *Stack) join(c *tcpConn) bool {
	addr := c.flow.Remote.Addr()
	s.mu.Lock()
	defer s.mu.Unlock()
	full := len(s.conns) >= maxConnections || s.perIP[addr] >= maxPerIP && !c.trusted.Load()
	if s.closed || full || s.conns[c.flow.Remote] != nil {
		return false
	}
	s.conns[c.flow.Remote] = c
	s.perIP[addr]++
	if s.attend == nil {
		s.early = append(s.early, c)
	} else {
		s.attend(c)
	}
	return true
}

func (s *Stack) leave(c *tcpConn) {
	c.close()
	s.mu.Lock()
	if s.conns[c.flow.Remote] == c {
		delete(s.conns, c.flow.Remote)
	}
	addr := c.flow.Remote.Addr()
	if s.perIP[addr]--; s.perIP[addr] <= 0 {
		delete(s.perIP, addr)
	}
	var waiting []*ClientTx
	for _, t := range s.clients {
		if t.flow == c.flow {
			waiting = append(waiting, t)
		}
	}
	s.mu.Unlock()
	for _, t := range waiting {
		t.fail(ErrTransport)
	}
}

// serve dials if need be, then reads and writes until either fails.
func (s *Stack) serve(ctx context.Context, c *tcpConn) {
	defer s.leave(c)
	if c.conn == nil {
		conn, err := s.open(ctx, c)
		if err != nil {
			s.o.Log.Debug("sip: dial", "err", err, "to", c.flow.Remote)
			return
		}
		c.mu.Lock()
		c.conn = conn
		c.mu.Unlock()
		select {
		case <-c.done: // closed while dialling
			return
		default:
		}
	}
	var writer sync.WaitGroup
	writer.Go(c.writeAll)
	c.readAll()
	c.close()
	writer.Wait()
}

// open dials for as long as somebody waits for the connection.
func (s *Stack) open(ctx context.Context, c *tcpConn) (net.Conn, error) {
	ctx, stop := context.WithTimeout(ctx, dialTime)
	defer stop()
	c.mu.Lock()
	c.stop = stop
	c.mu.Unlock()
	select {
	case <-c.done: // closed before there was anything to stop
		return nil, net.ErrClosed
	default:
	}
	return s.dial(ctx, c.flow.Remote)
}

func (s *Stack) dial(ctx context.Context, remote netip.AddrPort) (net.Conn, error) {
	if s.o.Dial != nil {
		return s.o.Dial(ctx, remote)
	}
	var d net.Dialer
	return d.DialContext(ctx, "tcp", remote.String())
}

func (c *tcpConn) writeAll() {
	for {
		select {
		case <-c.done:
			return
		case b := <-c.out:
			err := c.conn.SetWriteDeadline(time.Now().Add(writeTime))
			if err == nil {
				_, err = c.conn.Write(b)
			}
			if err != nil {
				c.close()
				return
			}
		}
	}
}

// readAll frames the stream: head up to the empty line, body by Content-Length, which is
// mandatory here (RFC 3261 18.3). A mistake in framing leaves nothing to go on with.
func (c *tcpConn) readAll() {
	buf := make([]byte, 0, 4096)
	// A deadline is set when a message begins and not at each byte: who dribbles gets no
	// more time.
	if !c.patience(messageTime) {
		return
	}
	for {
		if len(buf) == cap(buf) {
			if cap(buf) >= maxTCPBuffer {
				return
			}
			buf = append(make([]byte, 0, 4*cap(buf)), buf...)
		}
		n, err := c.conn.Read(buf[len(buf):cap(buf)])
		if err != nil {
			return
		}
		began := len(buf) == 0
		buf = buf[:len(buf)+n]
		rest, ok := c.messages(buf)
		switch {
		case !ok:
			return
		case len(rest) == 0 && !c.patience(c.idle()):
			return
		case len(rest) > 0 && (began || len(rest) < len(buf)) && !c.patience(messageTime):
			return
		}
		buf = append(buf[:0], rest...)
	}
}

func (c *tcpConn) patience(d time.Duration) bool {
	return c.conn.SetReadDeadline(time.Now().Add(d)) == nil
}

func (c *tcpConn) idle() time.Duration {
	if c.trusted.Load() {
		return trustedIdleTime
	}
	return idleTime
}

// messages takes all whole messages off the front of buf and gives back what is left.
func (c *tcpConn) messages(buf []byte) (rest []byte, ok bool) {
	for {
		if buf, ok = c.keepAlive(buf); !ok || len(buf) == 0 {
			return nil, ok
		}
		end := headEnd(buf)
		if end == 0 {
			return buf, len(buf) < maxTCPBuffer
		}
		length, err := contentLength(buf[:end])
		source := c.flow.Remote.Addr()
		if err != nil || length < 0 || end+length > maxTCPBuffer || !plausible(buf[:end]) {
			c.s.guard.malformed(source)
			return nil, false
		}
		if len(buf) < end+length {
			return buf, true
		}
		if !c.s.guard.pass(source) {
			return nil, false
		}
		c.s.receive(buf[:end+length], c.flow)
		buf = buf[end+length:]
	}
}

// keepAlive answers a ping of two CRLF by one (RFC 5626 3.5.1) and takes away line ends in
// front of a message (RFC 3261 7.5).
func (c *tcpConn) keepAlive(buf []byte) (rest []byte, ok bool) {
	for {
		switch {
		case len(buf) >= 4 && string(buf[:4]) == "\r\n\r\n":
			if !c.s.queue(c, []byte("\r\n")) {
				return nil, false
			}
			buf = buf[4:]
		case len(buf) >= 2 && buf[0] == '\r' && buf[1] == '\n' && (len(buf) == 2 || buf[2] != '\r'):
			buf = buf[2:]
		default:
			return buf, true
		}
	}
}

func (s *Stack) conn(remote netip.AddrPort) *tcpConn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns[remote]
}

// writeTCP writes to the open connection with that far end. Where there is none one is
// opened, but only to somebody known: no stranger makes us call third parties.
func (s *Stack) writeTCP(flow Flow, text []byte) error {
	c := s.conn(flow.Remote)
	if c == nil {
		if !s.o.Known(flow.Remote.Addr()) || flow.Remote.Port() == 0 {
			return fmt.Errorf("tcp to %s: no connection: %w", flow.Remote, ErrTransport)
		}
		c = &tcpConn{s: s, flow: flow, out: make(chan []byte, sendQueue), done: make(chan struct{})}
		c.trusted.Store(true)
		if !s.join(c) {
			// Somebody else was faster.
			if c = s.conn(flow.Remote); c == nil {
				return fmt.Errorf("tcp to %s: %w", flow.Remote, ErrTransport)
			}
		}
	}
	if !s.queue(c, text) {
		return fmt.Errorf("tcp to %s: not reading: %w", flow.Remote, ErrTransport)
	}
	return nil
}

// queue hands bytes to the writer; a peer that lets the queue fill up loses its connection.
func (s *Stack) queue(c *tcpConn, text []byte) bool {
	select {
	case c.out <- text:
		return true
	default:
		c.close()
		return false
	}
}
