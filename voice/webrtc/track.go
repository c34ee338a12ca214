package webrtc

import (
	"errors"
	"strings"
	"sync"

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
}

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

// write sends a packet under the SSRC that our answer announced; all else of it stays.
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
