package media

import (
	"encoding/binary"
	"sync"
	"sync/atomic"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A bare is the least that a relay with a port per leg can do, as a yardstick in the same
// minute on the same machine: epoll, recvfrom, new SSRC and sequence number, sendto.
type bare struct {
	ports []int
	fds   []int
	ep    int
	over  atomic.Bool
	wg    sync.WaitGroup
	to    rawAddr
}

func newBare(tb testing.TB, l *load, calls int) *bare {
	tb.Helper()
	r := &bare{}
	var err error
	if r.ep, err = unix.EpollCreate1(0); err != nil {
		tb.Fatal(err)
	}
	r.to.set(l.Addr, unix.AF_INET)
	for i := range 2 * calls {
		fd, err := bindUDP(l.Addr.Addr(), unix.AF_INET, 0)
		if err != nil {
			tb.Fatal(err)
		}
		sa, err := unix.Getsockname(fd)
		if err != nil {
			tb.Fatal(err)
		}
		r.fds = append(r.fds, fd)
		r.ports = append(r.ports, sa.(*unix.SockaddrInet4).Port)
		if err := unix.EpollCtl(r.ep, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(i)}); err != nil {
			tb.Fatal(err)
		}
	}
	r.wg.Go(r.run)
	return r
}

func (r *bare) stop() {
	r.over.Store(true)
	r.wg.Wait()
	for _, fd := range r.fds {
		_ = unix.Close(fd)
	}
	_ = unix.Close(r.ep)
}

func (r *bare) run() {
	events := make([]unix.EpollEvent, batch)
	buf := make([]byte, maxPacket)
	var from rawAddr
	for !r.over.Load() {
		n, _ := unix.EpollWait(r.ep, events, 100)
		for _, ev := range events[:max(0, n)] {
			from.len = uint32(len(from.b))
			k, _, errno := unix.RawSyscall6(unix.SYS_RECVFROM, uintptr(r.fds[ev.Fd]), uintptr(unsafe.Pointer(&buf[0])), maxPacket,
				unix.MSG_DONTWAIT, uintptr(unsafe.Pointer(&from.b[0])), uintptr(unsafe.Pointer(&from.len)))
			if errno != 0 {
				continue
			}
			binary.BigEndian.PutUint16(buf[2:], binary.BigEndian.Uint16(buf[2:])+1)
			binary.BigEndian.PutUint32(buf[8:], uint32(ev.Fd))
			_ = sendRaw(r.fds[ev.Fd^1], buf[:k], &r.to)
		}
	}
}
