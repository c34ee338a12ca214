//go:build linux

package rtpx

import (
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// The packets are G.711 of 20 ms.
const (
	Payload = 160
	PktLen  = 12 + Payload
	magic   = 0x47554421
	batch   = 64
)

type mmsghdr struct {
	hdr syscall.Msghdr
	n   uint32
	_   [4]byte
}

type pktinfo struct {
	hdr     syscall.Cmsghdr
	ifindex int32
	spec    [4]byte
	addr    [4]byte
	_       [4]byte
}

// Leg is one RTP endpoint of the load generator.
type Leg struct {
	ID     uint32
	Local  [4]byte
	dst    syscall.RawSockaddrInet4
	seq    uint16
	ts     uint32
	n      uint32
	ssrc   uint32
	active atomic.Bool

	// sink side: statistics of the stream THIS leg sends, filled where it arrives
	got      atomic.Uint64
	lost     atomic.Uint64
	late     atomic.Uint64
	lastSeen uint32
	lastAt   int64
}

// An Engine sends and hears for all legs of one load run.
type Engine struct {
	fd    int
	Port  int
	PT    byte
	mu    sync.RWMutex
	legs  []*Leg
	slots [20][]*Leg

	Sent, Recv, Other, SendErr atomic.Uint64
	MaxTickLate                atomic.Int64

	hmu   sync.Mutex
	hist  [4096]uint32 // delay, 50 us buckets
	gap   [4096]uint32 // inter-arrival deviation |d-20ms|, 50 us buckets
	meas  atomic.Bool
	stop  atomic.Bool
	wg    sync.WaitGroup
	epoch time.Time
}

// New opens the socket on the port of every leg. It needs root.
func New(port int) (*Engine, error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return nil, err
	}
	_ = syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, 33 /*RCVBUFFORCE*/, 32<<20)
	_ = syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, 32 /*SNDBUFFORCE*/, 32<<20)
	if err := syscall.SetsockoptString(fd, syscall.SOL_SOCKET, syscall.SO_BINDTODEVICE, "lo"); err != nil {
		return nil, err
	}
	if err := syscall.Bind(fd, &syscall.SockaddrInet4{Port: port}); err != nil {
		return nil, err
	}
	tv := syscall.Timeval{Usec: 200000}
	_ = syscall.SetsockoptTimeval(fd, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &tv)
	e := &Engine{fd: fd, Port: port, epoch: time.Now()}
	e.wg.Add(2)
	go e.recvLoop()
	go e.sendLoop()
	return e, nil
}

// Close stops both loops and the socket.
func (e *Engine) Close() {
	e.stop.Store(true)
	e.wg.Wait()
	_ = syscall.Close(e.fd) // nothing is left to lose
}

// AddrFor gives the loopback address of leg i of the given side (1 callers, 2 agents).
func AddrFor(side, i int) [4]byte { return [4]byte{127, byte(side), byte(i / 250), byte(1 + i%250)} }

// NewLeg makes a leg that sends from the given address once started.
func (e *Engine) NewLeg(local [4]byte) *Leg {
	l := &Leg{Local: local, seq: uint16(rand.Uint32()), ts: rand.Uint32(), ssrc: rand.Uint32()}
	e.mu.Lock()
	l.ID = uint32(len(e.legs))
	e.legs = append(e.legs, l)
	e.slots[l.ID%20] = append(e.slots[l.ID%20], l)
	e.mu.Unlock()
	return l
}

// Start sends one packet every 20 ms to dst.
func (e *Engine) Start(l *Leg, dst netip.AddrPort) {
	l.dst.Family = syscall.AF_INET
	p := dst.Port()
	l.dst.Port = p>>8 | p<<8
	l.dst.Addr = dst.Addr().As4()
	l.active.Store(true)
}

// Stop ends sending.
func (e *Engine) Stop(l *Leg) { l.active.Store(false) }

// Drop forgets stopped legs so that the send loop stays short.
func (e *Engine) Drop(l *Leg) {
	l.active.Store(false)
	e.mu.Lock()
	s := e.slots[l.ID%20]
	for i := range s {
		if s[i] == l {
			s[i] = s[len(s)-1]
			e.slots[l.ID%20] = s[:len(s)-1]
			break
		}
	}
	e.mu.Unlock()
}

func (e *Engine) sendLoop() {
	defer e.wg.Done()
	runtime.LockOSThread()
	var (
		hdrs [batch]mmsghdr
		iov  [batch]syscall.Iovec
		pi   [batch]pktinfo
		buf  [batch][PktLen]byte
		sa   [batch]syscall.RawSockaddrInet4
	)
	for i := range hdrs {
		for j := 12; j < PktLen; j++ { // quiet speech-like noise, not digital silence
			buf[i][j] = 0xE0 + byte(rand.IntN(32))
		}
		iov[i] = syscall.Iovec{Base: &buf[i][0], Len: PktLen}
		pi[i].hdr = syscall.Cmsghdr{Len: 28, Level: syscall.IPPROTO_IP, Type: syscall.IP_PKTINFO}
		hdrs[i].hdr = syscall.Msghdr{Name: (*byte)(unsafe.Pointer(&sa[i])), Namelen: 16, Iov: &iov[i], Iovlen: 1,
			Control: (*byte)(unsafe.Pointer(&pi[i])), Controllen: 32}
	}
	k := 0
	flush := func() {
		for off := 0; off < k; {
			n, _, en := syscall.Syscall6(307, uintptr(e.fd), uintptr(unsafe.Pointer(&hdrs[off])), uintptr(k-off), 0, 0, 0)
			if en != 0 {
				e.SendErr.Add(1)
				off++ // ICMP errors of closed legs etc.: skip that packet
				continue
			}
			e.Sent.Add(uint64(n))
			off += int(n)
		}
		k = 0
	}
	next := time.Now()
	for tick := 0; !e.stop.Load(); tick++ {
		next = next.Add(time.Millisecond)
		if d := time.Until(next); d > 0 {
			ts := syscall.NsecToTimespec(int64(d))
			_ = syscall.Nanosleep(&ts, nil)
		} else if late := -int64(d); late > e.MaxTickLate.Load() {
			e.MaxTickLate.Store(late)
		}
		e.mu.RLock()
		for _, l := range e.slots[tick%20] {
			if !l.active.Load() {
				continue
			}
			b := &buf[k]
			b[0], b[1] = 0x80, e.PT
			binary.BigEndian.PutUint16(b[2:], l.seq)
			binary.BigEndian.PutUint32(b[4:], l.ts)
			binary.BigEndian.PutUint32(b[8:], l.ssrc)
			binary.BigEndian.PutUint32(b[12:], magic)
			binary.BigEndian.PutUint32(b[16:], l.ID)
			n := atomic.AddUint32(&l.n, 1)
			binary.BigEndian.PutUint32(b[20:], n)
			binary.BigEndian.PutUint64(b[24:], uint64(time.Since(e.epoch)))
			l.seq++
			l.ts += 160
			sa[k] = l.dst
			pi[k].spec = l.Local
			k++
			if k == batch {
				flush()
			}
		}
		e.mu.RUnlock()
		flush()
	}
}

func (e *Engine) recvLoop() {
	defer e.wg.Done()
	runtime.LockOSThread()
	var (
		hdrs [batch]mmsghdr
		iov  [batch]syscall.Iovec
		buf  [batch][512]byte
	)
	for i := range hdrs {
		iov[i] = syscall.Iovec{Base: &buf[i][0], Len: 512}
		hdrs[i].hdr = syscall.Msghdr{Iov: &iov[i], Iovlen: 1}
	}
	for !e.stop.Load() {
		n, _, en := syscall.Syscall6(299, uintptr(e.fd), uintptr(unsafe.Pointer(&hdrs[0])), batch, 0x10000 /*MSG_WAITFORONE*/, 0, 0)
		if en != 0 {
			continue
		}
		now := int64(time.Since(e.epoch))
		meas := e.meas.Load()
		e.mu.RLock()
		legs := e.legs
		e.mu.RUnlock()
		e.hmu.Lock()
		for i := range int(n) {
			e.hear(legs, buf[i][:hdrs[i].n], now, meas)
		}
		e.hmu.Unlock()
	}
}

// hear counts one packet that arrived at now (ns since the engine's start). hmu is held.
func (e *Engine) hear(legs []*Leg, b []byte, now int64, meas bool) {
	if len(b) < 32 || binary.BigEndian.Uint32(b[12:]) != magic {
		e.Other.Add(1)
		return
	}
	id := binary.BigEndian.Uint32(b[16:])
	if int(id) >= len(legs) {
		e.Other.Add(1)
		return
	}
	l := legs[id]
	seq := binary.BigEndian.Uint32(b[20:])
	e.Recv.Add(1)
	if meas {
		e.weigh(l, seq, now, int64(binary.BigEndian.Uint64(b[24:])))
	}
	if int32(seq-l.lastSeen) > 0 {
		l.lastSeen = seq
	}
	l.lastAt = now
}

// weigh puts one packet of the measuring window into the histograms.
func (e *Engine) weigh(l *Leg, seq uint32, now, sent int64) {
	l.got.Add(1)
	if l.lastSeen != 0 {
		if d := int32(seq - l.lastSeen); d > 1 {
			l.lost.Add(uint64(d - 1))
		} else if d < 1 {
			l.late.Add(1)
		}
	}
	e.hist[bucket(now-sent)]++
	if l.lastAt != 0 {
		e.gap[bucket(max(now-l.lastAt-frame, l.lastAt+frame-now))]++
	}
}

// frame is the time of one packet in ns.
const frame = 20e6

// bucket is the histogram's place of a time in ns: 50 us each.
func bucket(ns int64) int64 { return max(0, min(4095, ns/50_000)) }
