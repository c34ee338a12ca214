package media

import (
	"net"
	"net/netip"
	"time"
)

// A connLine carries packets over any net.PacketConn, a goroutine per port: where our own
// loops do not exist, and in virtual time.
type connLine struct {
	lp     *loop
	listen func(port int) (net.PacketConn, error)
	awake  chan struct{}
}

func newConnLine(lp *loop, listen func(port int) (net.PacketConn, error)) *connLine {
	return &connLine{lp: lp, listen: listen, awake: make(chan struct{}, 1)}
}

// listenUDP is how the ports are opened where Options.Listen is nil.
func listenUDP(bind netip.Addr) func(port int) (net.PacketConn, error) {
	return func(port int) (net.PacketConn, error) {
		return net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(bind, uint16(port))))
	}
}

func (c *connLine) turn(until int64) {
	t := time.NewTimer(time.Duration(until - c.lp.e.clock()))
	select {
	case <-t.C:
	case <-c.awake:
		t.Stop()
	}
	c.lp.mu.Lock()
	c.lp.due(c.lp.e.clock())
	c.lp.mu.Unlock()
}

func (c *connLine) wake() {
	select {
	case c.awake <- struct{}{}:
	default:
	}
}

func (c *connLine) close() {
	c.lp.mu.Lock()
	c.lp.closed = true
	c.lp.mu.Unlock()
}

func (c *connLine) open(l *leg, port int) (socket, error) {
	rtp, err := c.listen(port)
	if err != nil {
		return nil, taken(err)
	}
	rtcp, err := c.listen(port + 1)
	if err != nil {
		_ = rtp.Close()
		return nil, taken(err)
	}
	s := &connPort{l: l, rtp: rtp, rtcp: rtcp}
	l.e.work.Go(func() { s.read(rtp, l.receive) })
	l.e.work.Go(func() { s.read(rtcp, l.receiveRTCP) })
	return s, nil
}

// A connPort is the two connections of one leg.
type connPort struct {
	l         *leg
	rtp, rtcp net.PacketConn
	to        aim
	toRTP     net.Addr // of to, made once
	toRTCP    net.Addr
}

// maxTroubles: a connection that fails so often in a row without a packet is dead.
const maxTroubles = 100

func (s *connPort) read(c net.PacketConn, hand func(now int64, from netip.AddrPort, b []byte)) {
	b := make([]byte, maxPacket)
	for troubles := 0; troubles < maxTroubles; {
		n, from, err := readFrom(c, b)
		lp := s.l.lock()
		switch {
		case s.l.closed:
			lp.mu.Unlock()
			return
		case err != nil:
			troubles++
		default:
			troubles = 0
			hand(s.l.e.clock(), from, b[:n])
		}
		lp.mu.Unlock()
	}
}

func readFrom(c net.PacketConn, b []byte) (int, netip.AddrPort, error) {
	if u, ok := c.(*net.UDPConn); ok { // without an allocation per packet
		n, from, err := u.ReadFromUDPAddrPort(b)
		return n, netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), err
	}
	n, addr, err := c.ReadFrom(b)
	if u, ok := addr.(*net.UDPAddr); ok {
		from := u.AddrPort()
		return n, netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), err
	}
	return n, netip.AddrPort{}, err
}

func (s *connPort) aim(to aim) {
	s.to = to
	s.toRTP, s.toRTCP = nil, nil
	if to.rtp.IsValid() {
		s.toRTP, s.toRTCP = net.UDPAddrFromAddrPort(to.rtp), net.UDPAddrFromAddrPort(to.rtcp)
	}
}

func (s *connPort) send(b []byte) error     { return sendTo(s.rtp, b, s.to.rtp, s.toRTP) }
func (s *connPort) sendRTCP(b []byte) error { return sendTo(s.rtcp, b, s.to.rtcp, s.toRTCP) }

func sendTo(c net.PacketConn, b []byte, to netip.AddrPort, addr net.Addr) error {
	if addr == nil {
		return errNowhere
	}
	if u, ok := c.(*net.UDPConn); ok {
		_, err := u.WriteToUDPAddrPort(b, to)
		return err
	}
	_, err := c.WriteTo(b, addr)
	return err
}

// rehome has nothing to do: the readers find the leg's loop with each packet.
func (s *connPort) rehome(*loop) error { return nil }

func (s *connPort) close() {
	_ = s.rtp.Close()
	_ = s.rtcp.Close()
}
