package sound

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/hajimehoshi/go-mp3"
	"github.com/mewkiz/flac"
	"github.com/pion/opus"
	"github.com/pion/opus/pkg/oggreader"
)

// A source gives a file's sound piece by piece: one channel, samples from -1 to 1.
type source struct {
	rate int
	// next is the next piece, good until the one after it. io.EOF: there is none.
	next func() ([]float64, error)
}

const (
	opusRate = 48_000
	// opusLongest is the longest packet: 120 ms (RFC 6716 section 2.1.4).
	opusLongest = opusRate * 120 / 1000
)

// openMP3 reads MPEG-1 and MPEG-2 layer 3. The decoder gives two channels always.
func openMP3(file []byte) (source, error) {
	d, err := mp3.NewDecoder(bytes.NewReader(file))
	if err != nil {
		return source{}, broken(MP3, err)
	}
	raw := make([]byte, 4*4096)
	out := make([]float64, 4096)
	return source{d.SampleRate(), func() ([]float64, error) {
		n, err := io.ReadFull(d, raw)
		if n < 4 {
			if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				err = io.EOF
			}
			return nil, err
		}
		n /= 4
		for i := range n {
			left := int16(uint16(raw[4*i]) | uint16(raw[4*i+1])<<8)
			right := int16(uint16(raw[4*i+2]) | uint16(raw[4*i+3])<<8)
			out[i] = (float64(left) + float64(right)) / (1 << 16)
		}
		return out[:n], nil
	}}, nil
}

func openFLAC(file []byte) (source, error) {
	s, err := flac.New(bytes.NewReader(file))
	if err != nil {
		return source{}, broken(FLAC, err)
	}
	channels := int(s.Info.NChannels)
	if channels > 2 {
		return source{}, ErrChannels
	}
	full := math.Exp2(float64(s.Info.BitsPerSample) - 1)
	var out []float64
	return source{int(s.Info.SampleRate), func() ([]float64, error) {
		f, err := s.ParseNext()
		if err != nil {
			return nil, err
		}
		out = out[:0]
		for i := range f.Subframes[0].Samples {
			v := 0.0
			for _, c := range f.Subframes {
				v += float64(c.Samples[i])
			}
			out = append(out, v/full/float64(len(f.Subframes)))
		}
		return out, nil
	}}, nil
}

// openOpus reads Ogg-Opus (RFC 7845) of one stream.
func openOpus(file []byte) (source, error) {
	r, h, err := oggreader.NewWith(bytes.NewReader(file))
	if err != nil {
		return source{}, broken(Opus, err)
	}
	channels := int(h.Channels)
	if channels < 1 || channels > 2 || h.ChannelMap != 0 {
		return source{}, ErrChannels
	}
	d, err := opus.NewDecoderWithOutput(opusRate, channels)
	if err != nil {
		return source{}, broken(Opus, err)
	}
	skip := int(h.PreSkip)
	gain := math.Pow(10, float64(int16(h.OutputGain))/256/20) / float64(channels)
	buf := make([]float32, opusLongest*channels)
	out := make([]float64, opusLongest)
	return source{opusRate, func() ([]float64, error) {
		for {
			p, _, err := r.ParseNextPacket()
			if err != nil {
				return nil, err
			}
			if bytes.HasPrefix(p, []byte("OpusTags")) || len(p) == 0 {
				continue
			}
			n, err := d.DecodeToFloat32(p, buf)
			if err != nil {
				return nil, err
			}
			from := min(skip, n)
			skip -= from
			for i := from; i < n; i++ {
				v := 0.0
				for c := range channels {
					v += float64(buf[i*channels+c])
				}
				out[i-from] = v * gain
			}
			return out[:n-from], nil
		}
	}}, nil
}

func broken(k Kind, err error) error {
	return fmt.Errorf("%w (%s): %w", ErrBroken, k, err)
}
