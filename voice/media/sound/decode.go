package sound

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"gudok/voice/media/g711"
	"gudok/voice/media/wav"
)

// open finds out what a file is and begins to read it.
func open(file []byte) (source, error) {
	switch k := KindOf(file); k {
	case WAV:
		return openWAV(file)
	case MP3:
		return openMP3(file)
	case FLAC:
		return openFLAC(file)
	case Opus:
		return openOpus(file)
	case Other:
		return source{}, ErrKind
	default:
		return source{}, fmt.Errorf("%w: this is %s", ErrKind, k)
	}
}

// frames is how many are read of a WAV at once.
const frames = 4096

func openWAV(file []byte) (source, error) {
	in, err := wav.Parse(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return source{}, err
	}
	if in.Channels > 2 {
		return source{}, ErrChannels
	}
	one, size, err := reader(in)
	if err != nil {
		return source{}, err
	}
	b, frame := file[in.Offset:][:in.Bytes], size*in.Channels
	out := make([]float64, frames)
	return source{in.Rate, func() ([]float64, error) {
		n := min(frames, len(b)/frame)
		if n == 0 {
			return nil, io.EOF
		}
		for i := range n {
			v := 0.0
			for c := range in.Channels {
				v += one(b[i*frame+c*size:])
			}
			out[i] = v / float64(in.Channels)
		}
		b = b[n*frame:]
		return out[:n], nil
	}}, nil
}

// reader reads one sample of size bytes.
func reader(in wav.Info) (one func([]byte) float64, size int, err error) {
	le := binary.LittleEndian
	switch {
	case in.Tag == wav.TagPCM && in.Bits == 8: // the only unsigned kind
		return func(b []byte) float64 { return (float64(b[0]) - 128) / 128 }, 1, nil
	case in.Tag == wav.TagPCM && in.Bits == 16:
		return func(b []byte) float64 { return float64(int16(le.Uint16(b))) / (1 << 15) }, 2, nil
	case in.Tag == wav.TagPCM && in.Bits == 24:
		return func(b []byte) float64 {
			return float64(int32(uint32(b[0])<<8|uint32(b[1])<<16|uint32(b[2])<<24)) / (1 << 31)
		}, 3, nil
	case in.Tag == wav.TagPCM && in.Bits == 32:
		return func(b []byte) float64 { return float64(int32(le.Uint32(b))) / (1 << 31) }, 4, nil
	case in.Tag == wav.TagFloat && in.Bits == 32:
		return func(b []byte) float64 { return finite(float64(math.Float32frombits(le.Uint32(b)))) }, 4, nil
	case in.Tag == wav.TagFloat && in.Bits == 64:
		return func(b []byte) float64 { return finite(math.Float64frombits(le.Uint64(b))) }, 8, nil
	case in.Tag == wav.TagALaw && in.Bits == 8:
		return func(b []byte) float64 { return float64(g711.A.Decode(b[0])) / (1 << 15) }, 1, nil
	case in.Tag == wav.TagULaw && in.Bits == 8:
		return func(b []byte) float64 { return float64(g711.U.Decode(b[0])) / (1 << 15) }, 1, nil
	}
	return nil, 0, fmt.Errorf("%w: format %d with %d bits", ErrFormat, in.Tag, in.Bits)
}

// finite keeps what a broken program may have written out of every later sum.
func finite(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return max(-1, min(1, v))
}
