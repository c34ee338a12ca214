//go:build linux && (amd64 || arm64)

package media

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// An epollLine is the packet path of Linux: every leg's ports are non-blocking sockets in
// the loop's own epoll, read and written with raw system calls, one packet per readiness (the
// epoll is level-triggered, so that nothing is asked twice). The loop's goroutine waits for
// its epoll in Go's poller, not in epoll_wait: that is a tenth cheaper per packet (no thread
// goes to sleep and has to find a processor again) and takes no thread away from others.
type epollLine struct {
	lp    *loop
	epoll int
	file  *os.File        // the epoll, as Go's poller knows it
	conn  syscall.RawConn // of file
	until int64           // the deadline that file has
	ready func(fd uintptr) bool
	n     int // events that ready found
	ports []*epollPort
	free  []int32 // unused places of ports

	// bell is an eventfd. Its own lock, because a late ring must not write to whatever file
	// got the number of a closed one.
	bellMu sync.Mutex
	bell   int // -1: closed

	events [batch]unix.EpollEvent
	buf    [maxPacket]byte
	from   rawAddr
}

// batch is how many packets one turn takes at most: 0.7 ms of work, after which the lock is
// let go for whoever waits.
const batch = 128

// bellSlot marks the eventfd among the ports.
const bellSlot = -1

// rawAddr is struct sockaddr_in or sockaddr_in6 as the kernel writes it.
type rawAddr struct {
	b   [unix.SizeofSockaddrInet6]byte
	len uint32
}

func newCarrier(lp *loop) (carrier, error) {
	if lp.e.o.Listen != nil {
		return newConnLine(lp, lp.e.o.Listen), nil
	}
	ep, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("epoll_create1", err)
	}
	bell, err := unix.Eventfd(0, unix.EFD_NONBLOCK|unix.EFD_CLOEXEC)
	if err != nil {
		_ = unix.Close(ep)
		return nil, os.NewSyscallError("eventfd", err)
	}
	line := &epollLine{lp: lp, epoll: ep, bell: bell}
	line.ready = line.look
	// Non-blocking, or NewFile would not give it to the poller.
	if err := errors.Join(unix.SetNonblock(ep, true), line.watch(bell, bellSlot, 0)); err != nil {
		_ = unix.Close(bell)
		_ = unix.Close(ep)
		return nil, err
	}
	line.file = os.NewFile(uintptr(ep), "epoll")
	if line.conn, err = line.file.SyscallConn(); err != nil {
		line.close()
		return nil, err
	}
	return line, nil
}

// watch adds a descriptor. slot and kind come back with its events.
func (ln *epollLine) watch(fd int, slot, kind int32) error {
	err := unix.EpollCtl(ln.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: slot, Pad: kind})
	return os.NewSyscallError("epoll_ctl", err)
}

func (ln *epollLine) turn(until int64) {
	if until != ln.until {
		ln.until = until
		_ = ln.file.SetReadDeadline(time.Now().Add(time.Duration(until - ln.lp.e.clock())))
	}
	if err := ln.conn.Read(ln.ready); err != nil {
		ln.look(uintptr(ln.epoll)) // the time is over: whoever is always late must still read
	}
	lp := ln.lp
	lp.mu.Lock()
	now := lp.e.clock()
	for i := range ln.events[:ln.n] {
		ev := &ln.events[i]
		if ev.Fd == bellSlot {
			var b [8]byte
			_, _ = unix.Read(ln.bell, b[:])
			continue
		}
		if p := ln.ports[ev.Fd]; p != nil { // nil: closed in this very turn
			ln.read(now, p, ev.Pad)
		}
	}
	lp.due(now)
	lp.mu.Unlock()
}

// look asks the epoll without waiting.
func (ln *epollLine) look(fd uintptr) bool {
	n, _, errno := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, fd, uintptr(unsafe.Pointer(&ln.events[0])), batch, 0, 0, 0)
	ln.n = int(n)
	if errno != 0 {
		ln.n = 0
	}
	return ln.n > 0
}

const (
	kindRTP  = 0
	kindRTCP = 1
)

// read takes one packet from a port and handles it to completion.
func (ln *epollLine) read(now int64, p *epollPort, kind int32) {
	fd := p.rtp
	if kind == kindRTCP {
		fd = p.rtcp
	}
	ln.from.len = uint32(len(ln.from.b))
	n, _, errno := unix.RawSyscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(&ln.buf[0])), maxPacket,
		unix.MSG_DONTWAIT, uintptr(unsafe.Pointer(&ln.from.b[0])), uintptr(unsafe.Pointer(&ln.from.len)))
	if errno != 0 {
		return // somebody was faster, or the error of an earlier send
	}
	if kind == kindRTCP {
		p.l.receiveRTCP(now, ln.from.addrPort(), ln.buf[:n])
		return
	}
	p.l.receive(now, ln.from.addrPort(), ln.buf[:n])
}

func (a *rawAddr) addrPort() netip.AddrPort {
	port := binary.BigEndian.Uint16(a.b[2:])
	if a.len == unix.SizeofSockaddrInet4 {
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte(a.b[4:8])), port)
	}
	return netip.AddrPortFrom(netip.AddrFrom16([16]byte(a.b[8:24])).Unmap(), port)
}

// set writes an address for a socket of family.
func (a *rawAddr) set(to netip.AddrPort, family int) {
	*a = rawAddr{}
	if !to.IsValid() || family == unix.AF_INET && !to.Addr().Is4() {
		return
	}
	binary.NativeEndian.PutUint16(a.b[:], uint16(family))
	binary.BigEndian.PutUint16(a.b[2:], to.Port())
	if family == unix.AF_INET {
		ip := to.Addr().As4()
		copy(a.b[4:], ip[:])
		a.len = unix.SizeofSockaddrInet4
		return
	}
	ip := to.Addr().As16() // an IPv4 address becomes a mapped one
	copy(a.b[8:], ip[:])
	a.len = unix.SizeofSockaddrInet6
}

func (ln *epollLine) wake() {
	ln.bellMu.Lock()
	defer ln.bellMu.Unlock()
	if ln.bell >= 0 {
		_, _ = unix.Write(ln.bell, []byte{1, 0, 0, 0, 0, 0, 0, 0})
	}
}

func (ln *epollLine) close() {
	ln.lp.mu.Lock()
	defer ln.lp.mu.Unlock()
	if ln.lp.closed {
		return
	}
	ln.lp.closed = true
	_ = ln.file.Close() // and the epoll with it
	ln.bellMu.Lock()
	defer ln.bellMu.Unlock()
	_ = unix.Close(ln.bell)
	ln.bell = -1
}

// An epollPort is the two sockets of one leg.
type epollPort struct {
	l         *leg
	line      *epollLine
	slot      int32
	family    int
	rtp, rtcp int
	to        rawAddr
	toRTCP    rawAddr
}

func (ln *epollLine) open(l *leg, port int) (socket, error) {
	bind := ln.lp.e.o.Bind
	p := &epollPort{l: l, family: unix.AF_INET6}
	if bind.Is4() {
		p.family = unix.AF_INET
	}
	var err error
	if p.rtp, err = bindUDP(bind, p.family, port); err != nil {
		return nil, taken(err)
	}
	if p.rtcp, err = bindUDP(bind, p.family, port+1); err != nil {
		_ = unix.Close(p.rtp)
		return nil, taken(err)
	}
	if err := ln.adopt(p); err != nil {
		_ = unix.Close(p.rtp)
		_ = unix.Close(p.rtcp)
		return nil, err
	}
	return p, nil
}

func bindUDP(bind netip.Addr, family, port int) (fd int, err error) {
	fd, err = unix.Socket(family, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, os.NewSyscallError("socket", err)
	}
	var sa unix.Sockaddr = &unix.SockaddrInet6{Port: port, Addr: bind.As16()}
	if family == unix.AF_INET {
		sa = &unix.SockaddrInet4{Port: port, Addr: bind.As4()}
	} else if bind.IsUnspecified() {
		_ = unix.SetsockoptInt(fd, unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, 0) // "::" serves both
	}
	// Expedited forwarding (RFC 4594): routers that care let sound pass first.
	_ = unix.SetsockoptInt(fd, unix.IPPROTO_IP, unix.IP_TOS, 46<<2)
	if family == unix.AF_INET6 {
		_ = unix.SetsockoptInt(fd, unix.IPPROTO_IPV6, unix.IPV6_TCLASS, 46<<2)
	}
	if err := unix.Bind(fd, sa); err != nil {
		_ = unix.Close(fd)
		return 0, os.NewSyscallError("bind", err)
	}
	return fd, nil
}

// adopt watches the sockets in this loop.
func (ln *epollLine) adopt(p *epollPort) error {
	if n := len(ln.free); n > 0 {
		p.slot, ln.free = ln.free[n-1], ln.free[:n-1]
	} else {
		p.slot = int32(len(ln.ports))
		ln.ports = append(ln.ports, nil)
	}
	err := errors.Join(ln.watch(p.rtp, p.slot, kindRTP), ln.watch(p.rtcp, p.slot, kindRTCP))
	if err != nil {
		ln.free = append(ln.free, p.slot)
		return err
	}
	p.line, ln.ports[p.slot] = ln, p
	return nil
}

func (ln *epollLine) abandon(p *epollPort) {
	_ = unix.EpollCtl(ln.epoll, unix.EPOLL_CTL_DEL, p.rtp, nil)
	_ = unix.EpollCtl(ln.epoll, unix.EPOLL_CTL_DEL, p.rtcp, nil)
	ln.ports[p.slot] = nil
	ln.free = append(ln.free, p.slot)
}

func (p *epollPort) aim(to aim) {
	p.to.set(to.rtp, p.family)
	p.toRTCP.set(to.rtcp, p.family)
}

func (p *epollPort) send(b []byte) error     { return sendRaw(p.rtp, b, &p.to) }
func (p *epollPort) sendRTCP(b []byte) error { return sendRaw(p.rtcp, b, &p.toRTCP) }

func sendRaw(fd int, b []byte, to *rawAddr) error {
	if to.len == 0 {
		return errNowhere
	}
	_, _, errno := unix.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)),
		unix.MSG_DONTWAIT, uintptr(unsafe.Pointer(&to.b[0])), uintptr(to.len))
	if errno != 0 {
		return errno
	}
	return nil
}

// rehome moves the sockets to another loop; what arrives in between waits in the kernel.
func (p *epollPort) rehome(to *loop) error {
	line, ok := to.line.(*epollLine)
	if !ok {
		return fmt.Errorf("media: loop %d is of another kind", to.index)
	}
	from := p.line
	from.abandon(p)
	if err := line.adopt(p); err != nil {
		return errors.Join(err, from.adopt(p))
	}
	return nil
}

func (p *epollPort) close() {
	p.line.abandon(p)
	_ = unix.Close(p.rtp)
	_ = unix.Close(p.rtcp)
}

func taken(err error) error {
	if errors.Is(err, unix.EADDRINUSE) {
		return fmt.Errorf("%w (%w)", errPortTaken, err)
	}
	return err
}
