package webrtc

import (
	"errors"
	"strings"
	"sync"
	"time"

	"gudok/voice/media"
	"gudok/voice/media/g711"

	"github.com/pion/rtp"
	pion "github.com/pion/webrtc/v4"
)

// A track is what we send on a PeerConnection. Pion's own TrackLocalStaticRTP writes its
// payload type over every packet's; then a telephone-event would arrive as sound.
type track struct {
	bound chan struct{} // closed when the codecs are agreed; nil: nobody waits for it

	mu     sync.Mutex
	writer pion.TrackLocalWriter // nil while not bound
	ssrc   uint32
	codec  media.Codec
	header rtp.Header // used again for each packet
	stream stream
}

// A stream is the one RTP stream that a page hears for all its calls. Each leg counts its
// packets and samples from a beginning of its own; a page that heard them jump back under one
// SSRC would take all of the next call for late packets and for a replay (RFC 3711 3.3.2),
// and play nothing.
type stream struct {
	source uint32 // the SSRC of the leg that is heard now
	heard  bool   // anything was
	seqOff uint16
	tsOff  uint32
	seq    uint16 // of the newest packet
	ts     uint32
	at     time.Time // when it was sent
}

// place shifts a packet of a leg into the stream. A leg that is new in it goes on where the
// one before ended, later by the time that has passed.
func (s *stream) place(now time.Time, h *rtp.Header) {
	if s.heard && h.SSRC != s.source {
		passed := max(now.Sub(s.at), shortest)
		s.seqOff = s.seq + 1 - h.SequenceNumber
		s.tsOff = s.ts + uint32(passed*g711.Rate/time.Second) - h.Timestamp
		h.Marker = true
	}
	first := !s.heard
	s.source, s.heard = h.SSRC, true
	h.SequenceNumber += s.seqOff
	h.Timestamp += s.tsOff
	if first || int16(h.SequenceNumber-s.seq) > 0 {
		s.seq, s.ts, s.at = h.SequenceNumber, h.Timestamp, now
	}
}

// shortest is what a packet is taken to last that another leg's follows at once.
const shortest = 20 * time.Millisecond

// errNoCodec: the page offered neither A-law nor u-law.
var errNoCodec = errors.New("no G.711 in common")

// Bind is called when the codecs are agreed.
func (t *track) Bind(c pion.TrackLocalContext) (pion.RTPCodecParameters, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var chosen pion.RTPCodecParameters
	codec := media.Codec{}
	// A-law before u-law whatever the page likes best: the trunks of RU, UA and EU speak it.
	for _, p := range c.CodecParameters() {
		switch mime := strings.ToLower(p.MimeType); {
		case mime == "audio/telephone-event" && p.ClockRate == g711.Rate:
			codec.EventPT = uint8(p.PayloadType)
		case mime == "audio/pcma":
			chosen, codec.Law = p, g711.A
		case chosen.MimeType == "" && mime == "audio/pcmu":
			chosen, codec.Law = p, g711.U
		}
	}
	if chosen.MimeType == "" {
		return chosen, errNoCodec
	}
	first := t.ssrc == 0
	t.writer, t.ssrc, t.codec = c.WriteStream(), uint32(c.SSRC()), codec
	if first && t.bound != nil {
		close(t.bound)
	}
	return chosen, nil
}

// Unbind is called when the PeerConnection is closed.
func (t *track) Unbind(pion.TrackLocalContext) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.writer = nil
	return nil
}

// ID, RID, StreamID and Kind describe the track to pion.
func (t *track) ID() string              { return "audio" }
func (t *track) RID() string             { return "" }
func (t *track) StreamID() string        { return "gudok" }
func (t *track) Kind() pion.RTPCodecType { return pion.RTPCodecTypeAudio }

// write sends a packet in the stream under the SSRC that our answer announced.
func (t *track) write(pkt []byte) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.writer == nil {
		return nil
	}
	n, err := t.header.Unmarshal(pkt)
	if err != nil {
		return err
	}
	t.stream.place(time.Now(), &t.header)
	t.header.SSRC = t.ssrc
	_, err = t.writer.WriteRTP(&t.header, pkt[n:])
	return err
}

// sender is the SSRC that we send under.
func (t *track) sender() uint32 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.ssrc
}
