package phone

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"time"
)

const (
	rtpHeader = 12
	// maxRTP is the longest packet read: 60 ms of G.711 and room for extensions.
	maxRTP = 1500
	// maxCatchUp is how many frames are sent at once after the ticker came late; more are
	// left out, as a telephone without power leaves them out.
	maxCatchUp = 3
)

// A sound is the RTP side of one call. Its socket is opened with the call and closed with it.
type sound struct {
	conn  net.PacketConn
	local netip.AddrPort
	digit func(string) // a key was heard; called without the lock

	mu      sync.Mutex
	remote  netip.AddrPort
	pt      uint8 // we send
	law     Law
	eventTx uint8 // 0: the far end knows no telephone-event
	eventRx uint8
	sending bool
	sparse  bool // silence is not sent
	src     Audio
	keys    keypad
	ssrc    uint32
	seq     uint16
	ts      uint32
	marker  bool
	ear     ear
	frame   [samplesPerFrame]int16
	packet  [rtpHeader + samplesPerFrame]byte
}

func newSound(conn net.PacketConn, local netip.AddrPort, m Manner, digit func(string)) *sound {
	s := &sound{
		conn: conn, local: local, digit: digit, src: m.Audio, sparse: m.Suppress, eventRx: eventType, law: PCMA, pt: uint8(PCMA),
		ssrc: rand.Uint32(), seq: uint16(rand.Uint32()), ts: rand.Uint32(), marker: true,
	}
	s.ear.capture = m.Capture
	s.ear.heard.Law = PCMA
	for i := range s.ear.ring {
		s.ear.ring[i] = PCMA.quiet()
	}
	if s.src == nil {
		s.src = Quiet()
	}
	return s
}

// set takes over what the far end described and whether we may speak.
func (s *sound) set(peer side, sending bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remote, s.pt, s.law, s.eventTx = peer.addr, peer.pt, peer.law, peer.event
	if sending && !s.sending {
		s.marker = true
	}
	s.sending = sending
}

func (s *sound) say(a Audio) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.src = a
}

func (s *sound) press(digits string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys.press(digits)
}

// close ends the sound; nothing is captured any more when it returns.
func (s *sound) close() {
	s.mu.Lock()
	s.ear.capture = nil
	s.mu.Unlock()
	_ = s.conn.Close()
}

// tick sends one frame.
func (s *sound) tick() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ts += samplesPerFrame
	if !s.sending || !s.remote.IsValid() {
		return
	}
	if s.eventTx != 0 {
		events, marker := s.keys.frames(s.ts)
		for _, e := range events {
			s.send(s.eventTx, s.keys.ts, marker, e[:])
		}
		if events != nil {
			s.src.Frame(s.frame[:]) // what would have been said meanwhile is lost
			return
		}
	}
	s.src.Frame(s.frame[:])
	if s.sparse && s.frame == [samplesPerFrame]int16{} {
		s.marker = true // of the next talkspurt
		return
	}
	var payload [samplesPerFrame]byte
	for i, v := range s.frame {
		payload[i] = s.law.encode(v)
	}
	s.send(s.pt, s.ts, s.marker, payload[:])
	s.marker = false
}

func (s *sound) send(pt uint8, ts uint32, marker bool, payload []byte) {
	s.seq++
	b := s.packet[:rtpHeader+len(payload)]
	b[0], b[1] = 0x80, pt
	if marker {
		b[1] |= 0x80
	}
	binary.BigEndian.PutUint16(b[2:], s.seq)
	binary.BigEndian.PutUint32(b[4:], ts)
	binary.BigEndian.PutUint32(b[8:], s.ssrc)
	copy(b[rtpHeader:], payload)
	if u, ok := s.conn.(*net.UDPConn); ok { // without an allocation per packet
		_, _ = u.WriteToUDPAddrPort(b, s.remote)
		return
	}
	_, _ = s.conn.WriteTo(b, net.UDPAddrFromAddrPort(s.remote)) // a lost packet is a lost packet
}

// listen reads packets until the socket is closed.
func (s *sound) listen() {
	b := make([]byte, maxRTP)
	for {
		n, err := s.read(b)
		if err != nil {
			return
		}
		if d, ok := s.take(time.Now(), b[:n]); ok {
			s.digit(d)
		}
	}
}

func (s *sound) read(b []byte) (int, error) {
	if u, ok := s.conn.(*net.UDPConn); ok {
		n, _, err := u.ReadFromUDPAddrPort(b)
		return n, err
	}
	n, _, err := s.conn.ReadFrom(b)
	return n, err
}

// take hears one packet; it gives a digit when one begins.
func (s *sound) take(now time.Time, b []byte) (string, bool) {
	if len(b) < rtpHeader || b[0]>>6 != 2 {
		return "", false
	}
	from := rtpHeader + 4*int(b[0]&15)
	if b[0]&0x10 != 0 && len(b) >= from+4 {
		from += 4 + 4*int(binary.BigEndian.Uint16(b[from+2:]))
	}
	if from > len(b) {
		return "", false
	}
	pt, seq, ts, payload := b[1]&0x7f, binary.BigEndian.Uint16(b[2:]), binary.BigEndian.Uint32(b[4:]), b[from:]
	s.mu.Lock()
	defer s.mu.Unlock()
	switch pt {
	case s.eventRx:
		return s.ear.event(seq, ts, payload)
	case uint8(PCMA), uint8(PCMU):
		s.ear.sound(now, seq, Law(pt), payload)
	}
	return "", false
}

func (s *sound) heard() Heard {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.ear.heard
	h.Level = rms(s.ear.samples())
	return h
}

func (s *sound) hears(now time.Time, hz, part float64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.ear.heard.Last) > earFresh {
		return false
	}
	v := s.ear.samples()
	return rms(v) > toneFloor && share(v, hz) > part
}

// A beat moves all sounds of a phone every 20 ms with one ticker, which rests while there
// is no call.
type beat struct {
	mu     sync.Mutex
	sounds map[*sound]struct{}
	wake   chan struct{}
	all    []*sound // of this tick; used by run alone
}

func newBeat() *beat {
	return &beat{sounds: map[*sound]struct{}{}, wake: make(chan struct{}, 1)}
}

func (b *beat) add(s *sound) {
	b.mu.Lock()
	b.sounds[s] = struct{}{}
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

func (b *beat) remove(s *sound) {
	b.mu.Lock()
	delete(b.sounds, s)
	b.mu.Unlock()
}

// run beats until ctx ends.
func (b *beat) run(ctx context.Context) {
	const frame = 20 * time.Millisecond
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.wake:
		}
		t := time.NewTicker(frame)
		next := time.Now()
		for b.once(&next, frame) {
			select {
			case <-ctx.Done():
				t.Stop()
				return
			case <-t.C:
			}
		}
		t.Stop()
	}
}

// once sends the frames that are due and says whether any sound is left. The schedule is
// absolute: a late tick is made good by up to maxCatchUp frames.
func (b *beat) once(next *time.Time, frame time.Duration) bool {
	b.mu.Lock()
	b.all = b.all[:0]
	for s := range b.sounds {
		b.all = append(b.all, s)
	}
	b.mu.Unlock()
	now := time.Now()
	if late := now.Sub(*next); late >= maxCatchUp*frame {
		*next = now.Add(-(maxCatchUp - 1) * frame)
	}
	for ; !next.After(now); *next = next.Add(frame) {
		for _, s := range b.all {
			s.tick()
		}
	}
	return len(b.all) > 0
}
