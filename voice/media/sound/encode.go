package sound

import (
	"bytes"
	"errors"
	"fmt"
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
	ErrTooLong  = errors.New("sound: longer than ten minutes")
	ErrFormat   = errors.New("sound: this kind of WAV is not understood (PCM 8 to 32 bits, float, A-law and µ-law are)")
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

// Encode takes a whole WAV file: mono or stereo (mixed), any rate, PCM of 8, 16, 24 or 32
// bits, float of 32 or 64 bits, A-law or µ-law.
func Encode(file []byte) (Encoded, error) {
	if len(file) > MaxBytes {
		return Encoded{}, ErrTooBig
	}
	in, err := wav.Parse(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return Encoded{}, err
	}
	switch {
	case in.Channels > 2:
		return Encoded{}, ErrChannels
	case in.Rate < minRate || in.Rate > maxRate:
		return Encoded{}, fmt.Errorf("%w: %d Hz", ErrRate, in.Rate)
	}
	samples, err := decode(in, file[in.Offset:][:in.Bytes])
	if err != nil {
		return Encoded{}, err
	}
	if len(samples) == 0 {
		return Encoded{}, wav.ErrNoData
	}
	if time.Duration(len(samples))*time.Second/time.Duration(in.Rate) > MaxLength {
		return Encoded{}, ErrTooLong
	}
	s := Resample(samples, in.Rate, g711.Rate)
	if !Level(s, Target) {
		return Encoded{}, ErrSilent
	}
	a, u := Squeeze(s)
	return Encoded{a, u}, nil
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
