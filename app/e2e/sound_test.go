//go:build e2e

package e2e

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// rate is G.711's samples per second.
const rate = 8000

// ulaw and alaw decode G.711 by its formulas (ITU-T G.711), not by tables of the program
// under test.
func ulaw(c byte) float64 {
	c = ^c
	v := (int(c&0x0f)<<3+0x84)<<(c>>4&7) - 0x84
	if c&0x80 != 0 {
		v = -v
	}
	return float64(v)
}

func alaw(c byte) float64 {
	c ^= 0x55
	v := int(c&0x0f)<<4 + 8
	if e := c >> 4 & 7; e > 0 {
		v = (v + 0x100) << (e - 1)
	}
	if c&0x80 == 0 {
		v = -v
	}
	return float64(v)
}

// toUlaw encodes a sample.
func toUlaw(v float64) byte {
	best, at := math.MaxFloat64, byte(0)
	for c := range 256 {
		if d := math.Abs(ulaw(byte(c)) - v); d < best {
			best, at = d, byte(c)
		}
	}
	return at
}

// tone is a second of hz in u-law, for telephones that play files.
func tone(hz float64) []byte {
	b := make([]byte, rate)
	for i := range b {
		b[i] = toUlaw(8000 * math.Sin(2*math.Pi*hz*float64(i)/rate))
	}
	return b
}

// channelsOf reads a WAV file of G.711: each channel's samples.
func channelsOf(b []byte) ([][]float64, error) {
	if len(b) < 12 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WAVE" {
		return nil, errors.New("no RIFF WAVE file")
	}
	var format, channels int
	for rest := b[12:]; len(rest) >= 8; {
		size := int(binary.LittleEndian.Uint32(rest[4:]))
		if 8+size > len(rest) {
			return nil, fmt.Errorf("chunk %q has %d bytes, its file only %d more", rest[:4], size, len(rest)-8)
		}
		chunk := rest[8 : 8+size]
		switch string(rest[:4]) {
		case "fmt ":
			if size < 16 {
				return nil, errors.New("short fmt chunk")
			}
			format, channels = int(binary.LittleEndian.Uint16(chunk)), int(binary.LittleEndian.Uint16(chunk[2:]))
			if hz, bits := binary.LittleEndian.Uint32(chunk[4:]), binary.LittleEndian.Uint16(chunk[14:]); hz != rate || bits != 8 {
				return nil, fmt.Errorf("%d Hz, %d bits", hz, bits)
			}
		case "data":
			return split(chunk, format, channels)
		}
		rest = rest[min(8+size+size&1, len(rest)):]
	}
	return nil, errors.New("no data chunk")
}

func split(data []byte, format, channels int) ([][]float64, error) {
	decode := map[int]func(byte) float64{6: alaw, 7: ulaw}[format]
	if decode == nil || channels < 1 || channels > 2 {
		return nil, fmt.Errorf("format %d with %d channels", format, channels)
	}
	out := make([][]float64, channels)
	for i, c := range data {
		out[i%channels] = append(out[i%channels], decode(c))
	}
	return out, nil
}

// share is the part of the power of s that lies at hz (Goertzel), 0 for silence.
func share(s []float64, hz float64) float64 {
	k := 2 * math.Cos(2*math.Pi*hz/rate)
	var a, b, power float64
	for _, x := range s {
		a, b = x+k*a-b, a
		power += x * x
	}
	if power == 0 {
		return 0
	}
	return 2 * (a*a + b*b - k*a*b) / (power * float64(len(s)))
}

// level is the effective value of s, of 32768.
func level(s []float64) float64 {
	var sum float64
	for _, x := range s {
		sum += x * x
	}
	return math.Sqrt(sum / float64(max(1, len(s))))
}

const (
	// window is a fifth of a second: tones 5 Hz apart are told apart.
	window = rate / 5
	// hush is the least level that counts as sound.
	hush = 60
)

// toneFor is for how many seconds of s a tone of hz fills most of what is heard.
func toneFor(s []float64, hz float64) float64 {
	n := 0
	for i := 0; i+window <= len(s); i += window {
		if w := s[i : i+window]; level(w) > hush && share(w, hz) > 0.5 {
			n++
		}
	}
	return float64(n) * window / rate
}

// soundFor is for how many seconds of s anything is heard.
func soundFor(s []float64) float64 {
	n := 0
	for i := 0; i+window <= len(s); i += window {
		if level(s[i:i+window]) > hush {
			n++
		}
	}
	return float64(n) * window / rate
}
