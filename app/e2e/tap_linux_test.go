//go:build e2e

package e2e

import (
	"encoding/binary"
	"errors"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A tap hears on the wire what the centre sends to telephones that cannot tell what they hear,
// such as sipp.
type tap struct {
	mu      sync.Mutex
	samples []float64
	last    time.Time
}

// tapped listens on loopback to the sound that comes from a place's ports for sound; nil when
// this machine does not let us (it needs CAP_NET_RAW).
func tapped(t *testing.T, from place) *tap {
	t.Helper()
	network := binary.NativeEndian.Uint16([]byte{0x08, 0x00})
	fd, err := syscall.Socket(syscall.AF_PACKET, syscall.SOCK_DGRAM|syscall.SOCK_CLOEXEC, int(network))
	if errors.Is(err, syscall.EPERM) {
		t.Log("listening on the wire is not allowed: what sipp hears is not checked")
		return nil
	}
	must(t, err)
	const loopback = 1 // the index of lo
	must(t, syscall.Bind(fd, &syscall.SockaddrLinklayer{Protocol: network, Ifindex: loopback}))
	must(t, syscall.SetsockoptTimeval(fd, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &syscall.Timeval{Usec: 200_000}))
	s, stop, done := &tap{}, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 2048)
		for {
			select {
			case <-stop:
				return
			default:
			}
			n, at, err := syscall.Recvfrom(fd, b, 0)
			if l, ok := at.(*syscall.SockaddrLinklayer); err == nil && ok && l.Pkttype == syscall.PACKET_HOST && l.Protocol == network {
				s.packet(b[:n], from)
			}
		}
	}()
	t.Cleanup(func() {
		close(stop)
		<-done
		_ = syscall.Close(fd)
	})
	return s
}

// packet takes in an IPv4 packet when it is RTP from the place to somebody else.
func (s *tap) packet(b []byte, from place) {
	if len(b) < 20 || b[9] != syscall.IPPROTO_UDP {
		return
	}
	udp := b[int(b[0]&0x0f)*4:]
	if len(udp) < 8+12 {
		return
	}
	source, to, rtp := int(binary.BigEndian.Uint16(udp)), int(binary.BigEndian.Uint16(udp[2:])), udp[8:]
	inside := func(p int) bool { return p >= from.base+soundBegin && p < from.base+blockSize }
	decode := map[byte]func(byte) float64{0: ulaw, 8: alaw}[rtp[1]&0x7f]
	if !inside(source) || inside(to) || source%2 != 0 || rtp[0] != 0x80 || decode == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range rtp[12:] {
		s.samples = append(s.samples, decode(c))
	}
	s.last = time.Now()
}

// lastly is what was sent in the last part of the call.
func (s *tap) lastly(d time.Duration) []float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(len(s.samples), int(d.Seconds()*rate))
	return append([]float64(nil), s.samples[len(s.samples)-n:]...)
}
