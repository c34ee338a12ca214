package menu

import (
	"encoding/binary"
	"strconv"

	"gudok/base/problem"
)

// A wave is a sound as it was uploaded, mixed to one channel.
type wave struct {
	rate int
	pcm  []int16
}

// Limits of an upload, each with its reason.
const (
	maxUpload   = 24 << 20 // two minutes of 48 kHz stereo PCM and its header
	maxPromptMS = 120_000  // callers do not listen longer; held in memory in both laws
	minPromptMS = 100      // shorter is an empty take
	minRate     = 8_000
	maxRate     = 48_000
)

// WAV format tags (RFC 2361).
const (
	tagPCM        = 1
	tagALaw       = 6
	tagMuLaw      = 7
	tagExtensible = 0xFFFE
)

// parseWAV reads a RIFF WAVE file: PCM of 16 bits, A-law or mu-law, one or two channels.
// Each refusal names what was found, so that a person can set the recorder right.
func parseWAV(file []byte) (wave, error) {
	if len(file) > maxUpload {
		return wave{}, problem.New(problem.Invalid, "prompt.too_big", "max_mb", strconv.Itoa(maxUpload>>20))
	}
	if len(file) < 12 || string(file[:4]) != "RIFF" || string(file[8:12]) != "WAVE" {
		return wave{}, problem.New(problem.Invalid, "prompt.not_wav")
	}
	format, data, ok := chunks(file[12:])
	if !ok {
		return wave{}, problem.New(problem.Invalid, "prompt.wav_broken")
	}
	tag := int(binary.LittleEndian.Uint16(format))
	channels := int(binary.LittleEndian.Uint16(format[2:]))
	rate := int(binary.LittleEndian.Uint32(format[4:]))
	bits := int(binary.LittleEndian.Uint16(format[14:]))
	if tag == tagExtensible && len(format) >= 26 {
		tag = int(binary.LittleEndian.Uint16(format[24:])) // the first two bytes of the sub-format
	}
	if channels < 1 || channels > 2 {
		return wave{}, problem.New(problem.Invalid, "prompt.channels", "channels", strconv.Itoa(channels))
	}
	if rate < minRate || rate > maxRate {
		return wave{}, problem.New(problem.Invalid, "prompt.rate", "rate", strconv.Itoa(rate), "min", strconv.Itoa(minRate), "max", strconv.Itoa(maxRate))
	}
	samples, err := decode(tag, bits, data)
	if err != nil {
		return wave{}, err
	}
	w := wave{rate: rate, pcm: mono(samples, channels)}
	switch ms := w.ms(); {
	case ms < minPromptMS:
		return wave{}, problem.New(problem.Invalid, "prompt.too_short", "ms", strconv.FormatInt(ms, 10))
	case ms > maxPromptMS:
		return wave{}, problem.New(problem.Invalid, "prompt.too_long", "max_s", strconv.Itoa(maxPromptMS/1000))
	}
	return w, nil
}

func (w wave) ms() int64 { return int64(len(w.pcm)) * 1000 / int64(w.rate) }

// chunks finds "fmt " and "data" in what follows "WAVE". Recorders that stream write a data
// size of 0 or 2^32-1: then it lasts to the end.
func chunks(b []byte) (format, data []byte, ok bool) {
	for len(b) >= 8 {
		name, size := string(b[:4]), int64(binary.LittleEndian.Uint32(b[4:8]))
		b = b[8:]
		if name == "data" {
			if size == 0 || size > int64(len(b)) {
				size = int64(len(b))
			}
			return format, b[:size], len(format) >= 16
		}
		if size > int64(len(b)) {
			return nil, nil, false
		}
		if name == "fmt " {
			format = b[:size]
		}
		b = b[min(size+size&1, int64(len(b))):] // chunks are padded to even lengths
	}
	return nil, nil, false
}

func decode(tag, bits int, data []byte) ([]int16, error) {
	switch {
	case tag == tagPCM && bits == 16:
		out := make([]int16, len(data)/2)
		for i := range out {
			out[i] = int16(binary.LittleEndian.Uint16(data[2*i:]))
		}
		return out, nil
	case tag == tagALaw && bits == 8:
		return expand(data, alaw), nil
	case tag == tagMuLaw && bits == 8:
		return expand(data, mulaw), nil
	}
	return nil, problem.New(problem.Invalid, "prompt.encoding", "tag", strconv.Itoa(tag), "bits", strconv.Itoa(bits))
}

func expand(data []byte, law func(byte) int16) []int16 {
	var table [256]int16
	for i := range table {
		table[i] = law(byte(i))
	}
	out := make([]int16, len(data))
	for i, b := range data {
		out[i] = table[b]
	}
	return out
}

// alaw is the value of one A-law byte (ITU-T G.711 table 1), 16 bits wide.
func alaw(b byte) int16 {
	b ^= 0x55
	v := int16(b&0x0F)<<4 + 8
	if seg := b >> 4 & 7; seg > 0 {
		v = (v + 0x100) << (seg - 1)
	}
	if b&0x80 == 0 {
		return -v
	}
	return v
}

// mulaw is the value of one mu-law byte (ITU-T G.711 table 2), 16 bits wide.
func mulaw(b byte) int16 {
	b = ^b
	v := (int16(b&0x0F)<<3+0x84)<<(b>>4&7) - 0x84
	if b&0x80 != 0 {
		return -v
	}
	return v
}

// mono is the mean of two channels.
func mono(samples []int16, channels int) []int16 {
	if channels == 1 {
		return samples
	}
	out := make([]int16, len(samples)/2)
	for i := range out {
		out[i] = int16((int(samples[2*i]) + int(samples[2*i+1])) / 2)
	}
	return out
}

// writeWAV is alaw (8 kHz) as a PCM file, which every browser plays.
func writeWAV(sound []byte) []byte {
	pcm := expand(sound, alaw)
	b := make([]byte, 0, 44+2*len(pcm))
	b = append(b, "RIFF"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(36+2*len(pcm)))
	b = append(b, "WAVEfmt "...)
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint16(b, tagPCM)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint32(b, minRate)
	b = binary.LittleEndian.AppendUint32(b, 2*minRate)
	b = binary.LittleEndian.AppendUint16(b, 2)
	b = binary.LittleEndian.AppendUint16(b, 16)
	b = append(b, "data"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(2*len(pcm)))
	for _, v := range pcm {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}
