package menu

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"gudok/base/problem"
)

func codeOf(err error) string {
	if e := problem.Of(err); e != nil {
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

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

// loudness is the amplitude of hz in samples of 8 kHz (Goertzel).
func loudness(samples []int16, hz int) float64 {
	var re, im float64
	for i, v := range samples {
		turn := 2 * math.Pi * float64(hz) * float64(i) / telephone
		re += float64(v) * math.Cos(turn)
		im += float64(v) * math.Sin(turn)
	}
	return 2 * math.Hypot(re, im) / float64(len(samples))
}

func TestAnUploadIsReadOrSaysWhatIsWrong(t *testing.T) {
	second := pcm(tone(700, 8000, 1000))
	withExtra := riff(1, 1, 8000, 16, second)
	withExtra = append(withExtra[:36:36], append([]byte("LIST\x03\x00\x00\x00abc\x00"), withExtra[36:]...)...) // an odd chunk and its pad
	streamed := riff(1, 1, 8000, 16, second)
	binary.LittleEndian.PutUint32(streamed[40:], 0xFFFFFFFF)
	for _, c := range []struct {
		name string
		file []byte
		ms   int64
		code string
	}{
		{"PCM of a studio", riff(1, 2, 44100, 16, pcm(tone(700, 44100, 2000))), 1000, ""},
		{"PCM of a telephone", riff(1, 1, 8000, 16, second), 1000, ""},
		{"A-law", riff(6, 1, 8000, 8, make([]byte, 8000)), 1000, ""},
		{"mu-law in two channels", riff(7, 2, 8000, 8, make([]byte, 8000)), 500, ""},
		{"a chunk that means nothing to us", withExtra, 1000, ""},
		{"a recorder that streamed", streamed, 1000, ""},
		{"an MP3", []byte("ID3\x04\x00 and so on, long enough"), 0, "prompt.not_wav"},
		{"nothing", nil, 0, "prompt.not_wav"},
		{"only the beginning", riff(1, 1, 8000, 16, second)[:30], 0, "prompt.wav_broken"},
		{"24 bits", riff(1, 1, 8000, 24, second), 0, "prompt.encoding"},
		{"floating point", riff(3, 1, 8000, 32, second), 0, "prompt.encoding"},
		{"surround", riff(1, 6, 8000, 16, second), 0, "prompt.channels"},
		{"a rate of long ago", riff(1, 1, 4000, 16, second), 0, "prompt.rate"},
		{"a rate for bats", riff(1, 1, 96000, 16, second), 0, "prompt.rate"},
		{"an empty take", riff(1, 1, 8000, 16, second[:100]), 0, "prompt.too_short"},
		{"a sermon", riff(6, 1, 8000, 8, make([]byte, 121*8000)), 0, "prompt.too_long"},
		{"more than fits", make([]byte, maxUpload+1), 0, "prompt.too_big"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := parseWAV(c.file)
			if codeOf(err) != c.code || err == nil && w.ms() != c.ms {
				t.Errorf("%d ms, %v; want %d, %q", w.ms(), err, c.ms, c.code)
			}
		})
	}
}

func TestLawsAreReadAsTheStandardSays(t *testing.T) {
	for _, c := range []struct {
		law  func(byte) int16
		b    byte
		want int16
	}{{alaw, 0xD5, 8}, {alaw, 0x55, -8}, {alaw, 0xAA, 32256}, {alaw, 0x2A, -32256}, {mulaw, 0xFF, 0}, {mulaw, 0x7F, 0}, {mulaw, 0x80, 32124}, {mulaw, 0x00, -32124}} {
		if got := c.law(c.b); got != c.want {
			t.Errorf("%#x is %d, want %d", c.b, got, c.want)
		}
	}
}

func TestResamplingKeepsSpeechAndFoldsNothingBack(t *testing.T) {
	for _, rate := range []int{8000, 11025, 16000, 22050, 44100, 48000} {
		kept := to8k(tone(700, rate, 500), rate)
		if want := 4000; len(kept) < want-1 || len(kept) > want {
			t.Fatalf("%d Hz: %d samples, want %d", rate, len(kept), want)
		}
		middle := kept[400 : len(kept)-400]
		if got := loudness(middle, 700); got < 9_900 || got > 10_100 {
			t.Errorf("%d Hz: 700 Hz comes with %.0f of 10000", rate, got)
		}
		if rate < 2*5_000 {
			continue
		}
		// 5 kHz does not fit into a telephone: unfiltered it would sound as 3 kHz.
		folded := to8k(tone(5000, rate, 500), rate)
		if got := loudness(folded[400:len(folded)-400], 3000); got > 20 {
			t.Errorf("%d Hz: 5 kHz folds back with %.0f of 10000", rate, got)
		}
	}
	if got := to8k(nil, 44100); len(got) != 0 {
		t.Errorf("nothing becomes %d samples", len(got))
	}
}

func FuzzAnUploadNeverPanics(f *testing.F) {
	f.Add(riff(1, 2, 44100, 16, pcm(tone(700, 44100, 200))))
	f.Add(riff(6, 1, 8000, 8, make([]byte, 8000)))
	f.Add([]byte("RIFF\xff\xff\xff\xffWAVEfmt \x02\x00\x00\x00\x01\x00data"))
	f.Fuzz(func(t *testing.T, file []byte) {
		w, err := parseWAV(file)
		if err == nil && (w.ms() < minPromptMS || w.ms() > maxPromptMS) {
			t.Errorf("a sound of %d ms is taken", w.ms())
		}
		if err != nil && !strings.HasPrefix(codeOf(err), "prompt.") {
			t.Errorf("a refusal without a code: %v", err)
		}
	})
}
