package phone

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
)

// An Audio is what a phone says: an endless row of frames of linear samples at 8 kHz. One
// Audio belongs to one call; Frame is called every 20 ms from the phone's ticker.
type Audio interface {
	Frame(dst []int16)
}

// Quiet says nothing, in packets.
func Quiet() Audio { return quiet{} }

type quiet struct{}

func (quiet) Frame(dst []int16) { clear(dst) }

// Tone is a sine of hz at a quarter of full scale: easy to find again in a recording.
func Tone(hz float64) Audio { return &tone{step: 2 * math.Pi * hz / 8000} }

type tone struct{ phase, step float64 }

func (t *tone) Frame(dst []int16) {
	for i := range dst {
		dst[i] = int16(8192 * math.Sin(t.phase))
		t.phase += t.step
		if t.phase > math.Pi {
			t.phase -= 2 * math.Pi
		}
	}
}

// Clip says samples (8 kHz) once and is quiet afterwards, or again and again.
func Clip(samples []int16, loop bool) Audio { return &clip{samples: samples, loop: loop} }

type clip struct {
	samples []int16
	at      int
	loop    bool
}

func (c *clip) Frame(dst []int16) {
	for i := range dst {
		if c.at >= len(c.samples) {
			if !c.loop || len(c.samples) == 0 {
				clear(dst[i:])
				return
			}
			c.at = 0
		}
		dst[i] = c.samples[c.at]
		c.at++
	}
}

// Murmur is a made-up voice without words: syllables, phrases and pauses of a person whose
// pitch depends on seed. A recording of it looks and breathes like a conversation.
func Murmur(seed uint64) Audio {
	m := &murmur{rnd: rand.New(rand.NewPCG(seed, 1))}
	pitch := 95 + m.rnd.Float64()*125
	m.period = make([]float64, int(8000/pitch))
	for h := 1; h <= 12; h++ {
		f := float64(h) * pitch
		// Two broad formants make it a throat instead of an organ pipe.
		gain := math.Exp(-math.Pow((f-550)/350, 2)) + 0.5*math.Exp(-math.Pow((f-1600)/500, 2)) + 0.05
		for i := range m.period {
			m.period[i] += gain * math.Sin(2*math.Pi*float64(h*i)/float64(len(m.period)))
		}
	}
	return m
}

type murmur struct {
	rnd      *rand.Rand
	period   []float64
	at       int
	syllable int // samples left
	length   int
	phrase   int // syllables left
	pause    int // samples left
	loud     float64
}

func (m *murmur) Frame(dst []int16) {
	for i := range dst {
		dst[i] = 0
		if m.pause > 0 {
			m.pause--
			continue
		}
		if m.syllable == 0 && !m.next() {
			continue
		}
		m.syllable--
		m.at = (m.at + 1) % len(m.period)
		swell := math.Sin(math.Pi * float64(m.syllable) / float64(m.length))
		dst[i] = int16(2600 * m.loud * swell * m.period[m.at])
	}
}

// next begins a syllable, or a pause between two phrases and says false.
func (m *murmur) next() bool {
	if m.phrase == 0 {
		m.phrase = 3 + m.rnd.IntN(14)
		m.pause = 8 * (300 + m.rnd.IntN(1800)) // ms
		return false
	}
	m.phrase--
	m.length = 8 * (90 + m.rnd.IntN(160)) // ms
	m.syllable = m.length
	m.loud = 0.5 + m.rnd.Float64()
	return true
}

// maxWAV is the longest file ReadWAV takes: an hour of 16-bit sound at 8 kHz.
const maxWAV = 3600 * 8000 * 2

// ReadWAV reads a one-channel 8 kHz WAV file of 16-bit linear, A-law or u-law samples.
func ReadWAV(r io.Reader) ([]int16, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxWAV))
	if err != nil {
		return nil, fmt.Errorf("wav: %w", err)
	}
	if len(b) < 12 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WAVE" {
		return nil, errors.New("wav: not a RIFF WAVE file")
	}
	var format, channels, bits uint16
	var rate uint32
	for b = b[12:]; len(b) >= 8; {
		size := int(binary.LittleEndian.Uint32(b[4:]))
		chunk := b[8:min(8+size, len(b))]
		switch string(b[:4]) {
		case "fmt ":
			if len(chunk) < 16 {
				return nil, errors.New("wav: short fmt chunk")
			}
			format, channels = binary.LittleEndian.Uint16(chunk), binary.LittleEndian.Uint16(chunk[2:])
			rate, bits = binary.LittleEndian.Uint32(chunk[4:]), binary.LittleEndian.Uint16(chunk[14:])
		case "data":
			if channels != 1 || rate != 8000 {
				return nil, fmt.Errorf("wav: %d channels at %d Hz, want 1 at 8000", channels, rate)
			}
			return samplesOf(chunk, format, bits)
		}
		b = b[min(8+size+size&1, len(b)):]
	}
	return nil, errors.New("wav: no data chunk")
}

func samplesOf(data []byte, format, bits uint16) ([]int16, error) {
	switch {
	case format == 1 && bits == 16:
		out := make([]int16, len(data)/2)
		for i := range out {
			out[i] = int16(binary.LittleEndian.Uint16(data[2*i:]))
		}
		return out, nil
	case format == 6 || format == 7:
		law := PCMA
		if format == 7 {
			law = PCMU
		}
		out := make([]int16, len(data))
		for i, c := range data {
			out[i] = law.decode(c)
		}
		return out, nil
	}
	return nil, fmt.Errorf("wav: format %d with %d bits", format, bits)
}
