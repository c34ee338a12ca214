package menu

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
)

// riff writes a WAVE file by hand, so that the parser is not held to its own idea of one.
func riff(tag, channels, rate, bits int, data []byte) []byte {
	var b bytes.Buffer
	le := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) }
	b.WriteString("RIFF")
	le(uint32(36 + len(data)))
	b.WriteString("WAVEfmt ")
	le(uint32(16))
	le(uint16(tag))
	le(uint16(channels))
	le(uint32(rate))
	le(uint32(rate * channels * bits / 8))
	le(uint16(channels * bits / 8))
	le(uint16(bits))
	b.WriteString("data")
	le(uint32(len(data)))
	b.Write(data)
	return b.Bytes()
}

// tone is a sine of hz in 16-bit samples.
func tone(hz, rate, ms int) []int16 {
	out := make([]int16, rate*ms/1000)
	for i := range out {
		out[i] = int16(10_000 * math.Sin(2*math.Pi*float64(hz)*float64(i)/float64(rate)))
	}
	return out
}

func pcm(samples []int16) []byte {
	b := make([]byte, 0, 2*len(samples))
	for _, v := range samples {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}

func TestALawIsReadAsTheStandardSays(t *testing.T) {
	for b, want := range map[byte]int16{0xD5: 8, 0x55: -8, 0xAA: 32256, 0x2A: -32256} {
		if got := alaw(b); got != want {
			t.Errorf("%#x is %d, want %d", b, got, want)
		}
	}
}
