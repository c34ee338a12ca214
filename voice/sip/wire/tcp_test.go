package wire

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener in memory: each Dial makes a net.Pipe with an address of its own.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), done: make(chan struct{})} }

type pipeEnd struct {
	net.Conn
	remote net.Addr
}

func (p pipeEnd) RemoteAddr() net.Addr { return p.remote }

func (p *pipes) dial(remote string) net.Conn {
	far, near := net.Pipe()
	p.conns <- pipeEnd{near, net.TCPAddrFromAddrPort(netip.MustParseAddrPort(remote))}
	return far
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 5060} }

// inTCP runs f in a bubble with a stack that answers every OPTIONS by 200.
func inTCP(t *testing.T, f func(w *world, l *pipes)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w, l := &world{t: t}, newPipes()
		w.stack = New(Options{TCP: []net.Listener{l}, Handler: w})
		w.request = func(m *Message) { w.stack.Open(m).Respond(m.Response(200, "OK", "tag")) }
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- w.stack.Run(ctx) }()
		f(w, l)
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
		if c := w.stack.Counts(); c.Connections != 0 {
			t.Errorf("%d connections left", c.Connections)
		}
	})
}

// status reads responses off a connection, one start line each; "" when it is closed.
func status(t *testing.T, r *bufio.Reader) string {
	t.Helper()
	first, err := r.ReadString('\n')
	if err != nil {
		return ""
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatalf("cut off after %q: %v", first, err)
		}
		if line == "\r\n" {
			return strings.TrimSpace(first)
		}
	}
}

func overTCP(text string) string { return strings.Replace(text, "SIP/2.0/UDP", "SIP/2.0/TCP", 1) }

func TestAStreamIsFramedByteByByteAndInPipelines(t *testing.T) {
	inTCP(t, func(w *world, l *pipes) {
		c := l.dial("10.0.0.2:40000")
		defer c.Close()
		r := bufio.NewReader(c)
		text := overTCP(request(OPTIONS, "z9hG4bK0"))
		for i := range len(text) {
			if _, err := c.Write([]byte(text[i : i+1])); err != nil {
				t.Fatal(err)
			}
		}
		if got := status(t, r); got != "SIP/2.0 200 OK" {
			t.Errorf("byte by byte: %q", got)
		}
		var many strings.Builder
		for i := range 10 {
			many.WriteString(overTCP(request(OPTIONS, fmt.Sprintf("z9hG4bK1%d", i))))
		}
		go c.Write([]byte(many.String()))
		for i := range 10 {
			if got := status(t, r); got != "SIP/2.0 200 OK" {
				t.Errorf("pipelined %d: %q", i, got)
			}
		}
	})
}

func TestAPingIsAnsweredByAPong(t *testing.T) {
	inTCP(t, func(w *world, l *pipes) {
		c := l.dial("10.0.0.2:40000")
		defer c.Close()
		go c.Write([]byte("\r\n\r\n"))
		b := make([]byte, 10)
		if n, err := c.Read(b); err != nil || string(b[:n]) != "\r\n" {
			t.Errorf("got %q, %v", b[:n], err)
		}
	})
}

// Trap 8 and reliability.md 4, row 5: neither silence nor dribbling keeps a connection.
func TestWhoDribblesOrStaysSilentIsClosed(t *testing.T) {
	tests := []struct {
		name  string
		talk  func(c net.Conn)
		after time.Duration
	}{
		{"says nothing", func(net.Conn) {}, messageTime},
		{"one byte a second", func(c net.Conn) {
			for _, b := range []byte(overTCP(request(OPTIONS, "z9hG4bK1"))) {
				if _, err := c.Write([]byte{b}); err != nil {
					return
				}
				time.Sleep(time.Second)
			}
		}, messageTime},
		{"idle after one message", func(c net.Conn) {
			go c.Write([]byte(overTCP(request(OPTIONS, "z9hG4bK1"))))
		}, idleTime},
		{"a message and then half a message", func(c net.Conn) {
			go c.Write([]byte(overTCP(request(OPTIONS, "z9hG4bK1")) + "OPTIONS sip:x"))
		}, messageTime},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inTCP(t, func(w *world, l *pipes) {
				c := l.dial("10.0.0.2:40000")
				defer c.Close()
				began := time.Now()
				var talking sync.WaitGroup
				talking.Go(func() { tt.talk(c) })
				defer talking.Wait()
				defer c.Close()
				r := bufio.NewReader(c)
				for status(t, r) != "" {
				}
				if d := time.Since(began); d != tt.after {
					t.Errorf("closed after %v, want %v", d, tt.after)
				}
			})
		})
	}
}

func TestAWrongLengthEndsTheConnection(t *testing.T) {
	lies := map[string]string{
		"none":     "X: y",
		"two":      "Content-Length: 1\r\nContent-Length: 2",
		"negative": "Content-Length: -1",
		"2 GB":     "Content-Length: 2147483647",
	}
	for name, lie := range lies {
		t.Run(name, func(t *testing.T) {
			inTCP(t, func(w *world, l *pipes) {
				c := l.dial("10.0.0.2:40000")
				defer c.Close()
				go c.Write([]byte(strings.Replace(overTCP(request(OPTIONS, "z9hG4bK1")), "Content-Length: 0", lie, 1)))
				if got := status(t, bufio.NewReader(c)); got != "" {
					t.Errorf("answered %q", got)
				}
				wantLines(t, "handed over", w.methods())
			})
		})
	}
}

func TestOneAddressHasAtMostFiftyConnections(t *testing.T) {
	inTCP(t, func(w *world, l *pipes) {
		var open []net.Conn
		for i := range maxPerIP + 5 {
			open = append(open, l.dial(fmt.Sprintf("10.0.0.2:%d", 40000+i)))
		}
		other := l.dial("10.0.0.3:40000")
		synctest.Wait()
		if c := w.stack.Counts(); c.Connections != maxPerIP+1 {
			t.Errorf("%d connections", c.Connections)
		}
		for _, c := range append(open, other) {
			c.Close()
		}
	})
}

// onLoopback runs a stack on real sockets of 127.0.0.1.
func onLoopback(t *testing.T, known bool) (*world, net.Addr) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t}
	w.stack = New(Options{TCP: []net.Listener{l}, Handler: w, Known: func(netip.Addr) bool { return known }})
	w.request = func(m *Message) { w.stack.Open(m).Respond(m.Response(200, "OK", "tag")) }
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- w.stack.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
	})
	return w, l.Addr()
}

func dialLoopback(t *testing.T, a net.Addr) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", a.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return c
}

// Trap 8: one silent client blocked every later one.
func TestThirtySilentClientsDoNotKeepAnotherWaiting(t *testing.T) {
	_, a := onLoopback(t, false)
	for range 30 {
		c := dialLoopback(t, a)
		if _, err := c.Write([]byte("OPTI")); err != nil {
			t.Fatal(err)
		}
	}
	good := dialLoopback(t, a)
	if _, err := good.Write([]byte(overTCP(request(OPTIONS, "z9hG4bK1")))); err != nil {
		t.Fatal(err)
	}
	if got := status(t, bufio.NewReader(good)); got != "SIP/2.0 200 OK" {
		t.Errorf("got %q", got)
	}
}

// Trap 9: the library keyed connections by the listener's address too, so that a request
// could go to whoever had connected last.
func TestARequestGoesToThePeerItIsMeantFor(t *testing.T) {
	w, a := onLoopback(t, true)
	conns := make([]net.Conn, 3)
	flows := make([]Flow, 3)
	for i := range conns {
		conns[i] = dialLoopback(t, a)
		r := bufio.NewReader(conns[i])
		if _, err := conns[i].Write([]byte(overTCP(request(OPTIONS, fmt.Sprintf("z9hG4bK%d", i))))); err != nil {
			t.Fatal(err)
		}
		if got := status(t, r); got != "SIP/2.0 200 OK" {
			t.Fatalf("got %q", got)
		}
		flows[i] = w.last().Flow
	}
	for i, flow := range flows {
		m := ours(BYE)
		m.CallID = fmt.Sprintf("to-%d", i)
		w.stack.Send(flow, m, func(*Message, error) {})
		buf := make([]byte, 4096)
		n, err := conns[i].Read(buf)
		if err != nil || !strings.Contains(string(buf[:n]), m.CallID) {
			t.Errorf("%d heard %q, %v", i, buf[:n], err)
		}
	}
}

// reliability.md 4, row 6: no stranger makes us call third parties.
func TestNobodyIsCalledOnAStrangersWord(t *testing.T) {
	w, a := onLoopback(t, false)
	third, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	c := dialLoopback(t, a)
	text := strings.Replace(overTCP(request(OPTIONS, "z9hG4bK1")), "10.0.0.2:5060;rport", third.Addr().String(), 1)
	if _, err := c.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if got := status(t, bufio.NewReader(c)); got != "SIP/2.0 200 OK" {
		t.Errorf("not answered on its own connection: %q", got)
	}
	flow := w.last().Flow
	flow.Remote = addrPort(third.Addr())
	told := make(chan error, 1)
	w.stack.Send(flow, ours(OPTIONS), func(_ *Message, err error) { told <- err })
	if err := <-told; err != ErrTransport {
		t.Errorf("told %v", err)
	}
}

func TestARefusedConnectionIsToldAtOnce(t *testing.T) {
	w, a := onLoopback(t, true)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := addrPort(l.Addr())
	l.Close()
	began := time.Now()
	told := make(chan error, 1)
	w.stack.Send(Flow{Transport: TCP, Local: addrPort(a), Remote: closed}, ours(INVITE), func(_ *Message, err error) { told <- err })
	if err := <-told; err != ErrTransport {
		t.Errorf("told %v after %v", err, time.Since(began))
	}
}

func TestAConnectionIsOpenedToSomebodyKnown(t *testing.T) {
	w, a := onLoopback(t, true)
	far, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	told := make(chan int, 1)
	w.stack.Send(Flow{Transport: TCP, Local: addrPort(a), Remote: addrPort(far.Addr())}, ours(INVITE), func(m *Message, err error) {
		if err != nil {
			t.Error(err)
			told <- 0
			return
		}
		told <- m.Status
	})
	c, err := far.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	buf := make([]byte, 4096)
	n, err := c.Read(buf)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(buf[:n]), "Via: SIP/2.0/TCP "+a.String()) {
		t.Errorf("a Via that cannot be answered: %s", buf[:n])
	}
	if _, err := c.Write([]byte(answer(string(buf[:n]), 486, "b"))); err != nil {
		t.Fatal(err)
	}
	if got := <-told; got != 486 {
		t.Errorf("told %d", got)
	}
}

func TestAPeerThatDoesNotReadLosesItsConnectionAndDelaysNobody(t *testing.T) {
	inTCP(t, func(w *world, l *pipes) {
		slow, good := l.dial("10.0.0.2:40000"), l.dial("10.0.0.3:40000")
		defer slow.Close()
		defer good.Close()
		var talking sync.WaitGroup
		talking.Go(func() {
			for i := range 10 {
				if _, err := slow.Write([]byte(overTCP(request(OPTIONS, fmt.Sprintf("z9hG4bKs%d", i))))); err != nil {
					return
				}
			}
		})
		defer talking.Wait()
		synctest.Wait()
		began := time.Now()
		go good.Write([]byte(overTCP(request(OPTIONS, "z9hG4bKg"))))
		if got := status(t, bufio.NewReader(good)); got != "SIP/2.0 200 OK" || time.Since(began) != 0 {
			t.Errorf("%q after %v", got, time.Since(began))
		}
		time.Sleep(writeTime + time.Second)
		if c := w.stack.Counts(); c.Connections != 1 {
			t.Errorf("%d connections", c.Connections)
		}
	})
}

// A request before Run is not refused: a floor that starts beside the gate may be faster.
func TestWhatIsSentOverTCPBeforeRunWaitsForIt(t *testing.T) {
	far, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{TCP: []net.Listener{l}, Handler: &world{t: t}, Known: func(netip.Addr) bool { return true }})
	flow := Flow{Transport: TCP, Local: addrPort(l.Addr()), Remote: addrPort(far.Addr())}
	failed := make(chan error, 1)
	s.Send(flow, &Message{Method: OPTIONS, URI: "sip:x", CallID: "early", CSeq: 1, From: Addr{Text: "<sip:a@x>;tag=1"}, To: Addr{Text: "<sip:x>"}},
		func(_ *Message, err error) { failed <- err })
	select {
	case err := <-failed:
		t.Fatalf("before Run: %v", err)
	default:
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- s.Run(ctx) }()
	if err := far.(*net.TCPListener).SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	c, err := far.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(c).ReadString('\n'); err != nil || line != "OPTIONS sip:x SIP/2.0\r\n" {
		t.Errorf("heard %q, %v", line, err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
