package wire

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"
)

// maxUDPErrors: so many failed reads in a row, each followed by a short rest, are a socket
// that is gone for good and not a passing shortage of memory.
const maxUDPErrors = 100

// A udpSocket is one bound UDP port. Everything towards a source goes out of the port it
// came in by: a request from another port is dropped by carriers and NATs.
type udpSocket struct {
	conn  net.PacketConn
	fast  fastUDP // nil if conn is not a kernel's socket
	local netip.AddrPort
}

// fastUDP is *net.UDPConn without an allocation per packet.
type fastUDP interface {
	ReadFromUDPAddrPort(b []byte) (int, netip.AddrPort, error)
	WriteToUDPAddrPort(b []byte, a netip.AddrPort) (int, error)
}

func newUDPSocket(c net.PacketConn) *udpSocket {
	u := &udpSocket{conn: c, local: addrPort(c.LocalAddr())}
	u.fast, _ = c.(fastUDP)
	return u
}

func (u *udpSocket) read(b []byte) (int, netip.AddrPort, error) {
	if u.fast != nil {
		n, from, err := u.fast.ReadFromUDPAddrPort(b)
		return n, netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), err
	}
	n, from, err := u.conn.ReadFrom(b)
	if err != nil {
		return 0, netip.AddrPort{}, err
	}
	return n, addrPort(from), nil
}

// write sends one datagram, whatever its size: RFC 3261 18.1.1 wants TCP above 1300 bytes,
// but carriers that send INVITEs of 2 KB over UDP do not listen on TCP; IP fragments them.
func (u *udpSocket) write(b []byte, to netip.AddrPort) error {
	var err error
	if !to.IsValid() || to.Port() == 0 {
		return ErrTransport
	}
	if u.fast != nil {
		_, err = u.fast.WriteToUDPAddrPort(b, to)
	} else {
		_, err = u.conn.WriteTo(b, net.UDPAddrFromAddrPort(to))
	}
	if err != nil {
		return fmt.Errorf("udp to %s: %w", to, err)
	}
	return nil
}

// readUDP reads until the socket is closed. Nothing that a datagram contains ends it.
func (s *Stack) readUDP(u *udpSocket) error {
	buf := make([]byte, 64<<10)
	failed := 0
	for {
		n, from, err := u.read(buf)
		if err != nil {
			if failed++; errors.Is(err, net.ErrClosed) {
				return nil
			} else if failed > maxUDPErrors {
				return fmt.Errorf("sip: read %s: %w", u.local, err)
			}
			time.Sleep(10 * time.Millisecond)
			continue
		}
		failed = 0
		s.datagram(buf[:n], Flow{Transport: UDP, Local: u.local, Remote: from})
	}
}

// datagram frames one datagram: one message, no more (RFC 3261 18.3).
func (s *Stack) datagram(data []byte, flow Flow) {
	source := flow.Remote.Addr()
	if len(data) <= 4 || !s.guard.pass(source) {
		return // CRLF to keep a NAT open, or somebody we do not listen to
	}
	end := headEnd(data)
	if len(data) > maxDatagram || end == 0 || !plausible(data[:end]) {
		s.guard.malformed(source)
		return
	}
	if !s.o.Known(source) && scanner(data[:end]) {
		s.guard.ban(source)
		return
	}
	length, err := contentLength(data[:end])
	switch {
	case err != nil:
		s.guard.malformed(source)
		return
	case length >= 0 && end+length < len(data):
		data = data[:end+length] // what follows is nobody's
	}
	s.receive(data, flow)
}
