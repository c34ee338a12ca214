package sound

import (
	"encoding/binary"
	"fmt"
	"math"

	"gudok/voice/media/g711"
	"gudok/voice/media/wav"
)

// decode is one channel of samples from -1 to 1; two channels are mixed.
func decode(in wav.Info, b []byte) ([]float64, error) {
	one, size, err := reader(in)
	if err != nil {
		return nil, err
	}
	frame := size * in.Channels
	out := make([]float64, len(b)/frame)
	for i := range out {
		for c := range in.Channels {
			out[i] += one(b[i*frame+c*size:])
		}
		out[i] /= float64(in.Channels)
	}
	return out, nil
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
