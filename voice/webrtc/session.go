package webrtc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"gudok/voice/media"

	pion "github.com/pion/webrtc/v4"
)

const (
	// maxPacket is the longest RTP packet read: 60 ms of G.711 and room for extensions.
	maxPacket = 1200
	// gatherWithin bounds the search for our own addresses; with one open socket it takes
	// no time at all.
	gatherWithin = 2 * time.Second
)

// A session is one PeerConnection: the sound between one page and us.
type session struct {
	pc    *pion.PeerConnection
	track *track
	heard counter
	feed  atomic.Pointer[Feed] // nil: nobody listens
	over  chan struct{}        // closed when the session ends

	mu      sync.Mutex // guards ended and the beginning of readers
	ended   bool
	readers sync.WaitGroup

	// Guarded by the gate's lock.
	connected bool
	dead      bool // discarded; what it still tells is not heard
}

// answer makes a session out of an offer.
func (m *maker) answer(ctx context.Context, offer string) (*session, string, error) {
	pc, err := m.api.NewPeerConnection(pion.Configuration{Certificates: m.certificates})
	if err != nil {
		return nil, "", fmt.Errorf("peer connection: %w", err)
	}
	s := &session{pc: pc, track: &track{bound: make(chan struct{})}, over: make(chan struct{})}
	answer, err := s.negotiate(ctx, offer)
	if err != nil {
		s.close()
		return nil, "", err
	}
	return s, answer, nil
}

func (s *session) negotiate(ctx context.Context, offer string) (string, error) {
	sender, err := s.pc.AddTrack(s.track)
	if err != nil {
		return "", fmt.Errorf("track: %w", err)
	}
	s.pc.OnTrack(func(t *pion.TrackRemote, r *pion.RTPReceiver) {
		s.begin(func() { s.readReports(r) })
		s.begin(func() { s.readSound(t) })
	})
	if err := s.pc.SetRemoteDescription(pion.SessionDescription{Type: pion.SDPTypeOffer, SDP: offer}); err != nil {
		return "", fmt.Errorf("offer: %w", err)
	}
	answer, err := s.pc.CreateAnswer(nil)
	if err != nil {
		return "", fmt.Errorf("answer: %w", err)
	}
	gathered := pion.GatheringCompletePromise(s.pc)
	if err := s.pc.SetLocalDescription(answer); err != nil {
		return "", fmt.Errorf("answer: %w", err)
	}
	t := time.NewTimer(gatherWithin)
	defer t.Stop()
	select {
	case <-gathered:
	case <-t.C:
		return "", errors.New("own addresses were not found in time")
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if !hasSound(answer.SDP) {
		return "", errNoCodec
	}
	// What the page reports about our sound must be read, or it piles up.
	s.begin(func() { drain(sender.Read) })
	return s.pc.LocalDescription().SDP, nil
}

// watch tells the seat about the session's connection from now on.
func (s *session) watch(g *Gate, at *seat) {
	s.pc.OnConnectionStateChange(func(state pion.PeerConnectionState) {
		if state == pion.PeerConnectionStateConnected { // a moment later the codecs are known
			select {
			case <-s.track.bound:
			case <-s.over:
			}
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		if s.dead || g.maker == nil {
			return
		}
		// Each state is told in a goroutine of its own; what counts is how it is now.
		switch s.pc.ConnectionState() {
		case pion.PeerConnectionStateConnected:
			if s == at.next {
				at.connected(s)
			} else {
				at.back(s)
			}
		case pion.PeerConnectionStateDisconnected:
			at.silent(s, false)
		case pion.PeerConnectionStateFailed, pion.PeerConnectionStateClosed:
			at.silent(s, true)
		default: // on its way
		}
	})
}

// codec is what was agreed; known once connected.
func (s *session) codec() media.Codec {
	s.track.mu.Lock()
	defer s.track.mu.Unlock()
	return s.track.codec
}

func (s *session) write(pkt []byte) error { return s.track.write(pkt) }

// listen sends what the page says to f, nil: nowhere.
func (s *session) listen(f Feed) {
	if f == nil {
		s.feed.Store(nil)
		return
	}
	s.feed.Store(&f)
}

// readSound reads what the page says until the session is closed.
func (s *session) readSound(t *pion.TrackRemote) {
	b := make([]byte, maxPacket)
	for {
		n, _, err := t.Read(b)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrClosedPipe) {
			return
		}
		if err != nil {
			// A payload type that was not agreed: not ours, and no reason to go deaf.
			if !s.heard.strange() {
				return
			}
			continue
		}
		s.heard.sound(time.Now(), b[:n])
		if f := s.feed.Load(); f != nil {
			(*f).Push(b[:n])
		}
	}
}

// readReports reads the page's own reports.
func (s *session) readReports(r *pion.RTPReceiver) {
	b := make([]byte, maxPacket)
	for {
		n, _, err := r.Read(b)
		if err != nil {
			return
		}
		s.heard.report(time.Now(), b[:n])
	}
}

// drain reads until there is nothing more to come.
func drain[A any](read func([]byte) (int, A, error)) {
	b := make([]byte, maxPacket)
	for {
		if _, _, err := read(b); err != nil {
			return
		}
	}
}

// report sends a receiver report.
func (s *session) report() {
	if r := s.heard.receiverReport(time.Now(), s.track.sender()); r != nil {
		_ = s.pc.WriteRTCP(r) // a session that is just being closed
	}
}

// begin runs a reader, unless the session has ended: pion may find the page's track at the
// very moment of the end.
func (s *session) begin(read func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ended {
		s.readers.Go(read)
	}
}

func (s *session) close() {
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	close(s.over)
	_ = s.pc.GracefulClose() // nothing to be done about it
	s.readers.Wait()
}
