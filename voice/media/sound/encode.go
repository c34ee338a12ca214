package sound

import (
	"errors"
	"fmt"
	"io"
	"time"

	"gudok/voice/media/g711"
	"gudok/voice/media/wav"
)

// Limits of an uploaded file: what a prompt or a piece of music can reasonably be.
const (
	MaxBytes  = 64 << 20         // ten minutes of 48 kHz stereo at 16 bits are 58 MB
	MaxLength = 10 * time.Minute // 9.6 MB in both laws
	minRate   = 4000
	maxRate   = 192_000
)

// Errors of Encode, besides wav.ErrNotWAV and wav.ErrNoData.
var (
	ErrTooBig   = errors.New("sound: the file is too big")
	ErrTooLong  = errors.New("sound: it is too long")
	ErrKind     = errors.New("sound: this kind of file is not understood (WAV, MP3, FLAC and Ogg-Opus are)")
	ErrFormat   = errors.New("sound: this kind of WAV is not understood (PCM 8 to 32 bits, float, A-law and µ-law are)")
	ErrBroken   = errors.New("sound: the file is damaged")
	ErrRate     = errors.New("sound: a sampling rate outside of 4 to 192 kHz")
	ErrChannels = errors.New("sound: more than two channels")
	ErrSilent   = errors.New("sound: nothing can be heard in it")
)

// An Encoded is a sound as legs play it: 8 kHz, one byte per sample, the same length twice.
type Encoded struct {
	ALaw, ULaw []byte
}

// Length is how long it sounds.
func (e Encoded) Length() time.Duration {
	return time.Duration(len(e.ALaw)) * time.Second / g711.Rate
}

// Encode takes a whole file, of which the first bytes say what it is: WAV (PCM of 8, 16, 24 or
// 32 bits, float of 32 or 64 bits, A-law or µ-law), MP3, FLAC or Ogg-Opus; mono or stereo
// (mixed), any rate.
func Encode(file []byte) (Encoded, error) { return EncodeWithin(file, MaxLength) }

// EncodeWithin is Encode for sounds up to a length: a longer one is refused as soon as that is
// known.
func EncodeWithin(file []byte, limit time.Duration) (e Encoded, err error) {
	if len(file) > MaxBytes {
		return Encoded{}, ErrTooBig
	}
	defer func() {
		// The decoders are others' work and the file is a stranger's.
		if r := recover(); r != nil {
			e, err = Encoded{}, fmt.Errorf("%w: the decoder gave up: %v", ErrBroken, r)
		}
	}()
	in, err := open(file)
	if err != nil {
		return Encoded{}, err
	}
	if in.rate < minRate || in.rate > maxRate {
		return Encoded{}, fmt.Errorf("%w: %d Hz", ErrRate, in.rate)
	}
	s, err := decode(in, limit)
	if err != nil {
		return Encoded{}, err
	}
	if !Level(s, Target) {
		return Encoded{}, ErrSilent
	}
	a, u := Squeeze(s)
	return Encoded{a, u}, nil
}

// decode reads all of a source at 8 kHz. A file that ends in the middle of something is taken
// as far as it goes; one that is broken before anything was heard is refused.
func decode(in source, limit time.Duration) ([]float64, error) {
	r := NewResampler(in.rate, g711.Rate)
	most := int(limit * g711.Rate / time.Second)
	for {
		piece, err := in.next()
		if err != nil {
			s := r.Finish()
			switch {
			case len(s) > most:
				return nil, ErrTooLong
			case len(s) > 0:
				return s, nil
			case errors.Is(err, io.EOF):
				return nil, wav.ErrNoData
			}
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		if r.Add(piece); len(r.out) > most {
			return nil, ErrTooLong
		}
	}
}

// Squeeze encodes samples (-1 to 1) at 8 kHz in both laws.
func Squeeze(s []float64) (alaw, ulaw []byte) {
	alaw, ulaw = make([]byte, len(s)), make([]byte, len(s))
	for i, v := range s {
		v := int16(max(-32768, min(32767, v*32768)))
		alaw[i], ulaw[i] = g711.A.Encode(v), g711.U.Encode(v)
	}
	return alaw, ulaw
}

// A PCM squeezes plain 16-bit samples at 8 kHz as they are, for rooms that decode
// themselves. The zero value is ready.
type PCM struct{}

// Encode is Squeeze for 16-bit samples.
func (PCM) Encode(pcm []int16) (alaw, ulaw []byte) {
	alaw, ulaw = make([]byte, len(pcm)), make([]byte, len(pcm))
	for i, v := range pcm {
		alaw[i], ulaw[i] = g711.A.Encode(v), g711.U.Encode(v)
	}
	return alaw, ulaw
}
