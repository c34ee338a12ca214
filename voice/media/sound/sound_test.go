package sound

import (
	"embed"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"gudok/voice/media/g711"
	"gudok/voice/media/wav"
)

// file is a WAV of one second (or n samples) of hz at the given amplitude, left only when
// there are two channels.
func file(tag, bits, channels, rate, n int, hz, amp float64) []byte {
	le := binary.LittleEndian
	size := bits / 8
	var data []byte
	for i := range n {
		v := amp * math.Sin(2*math.Pi*hz*float64(i)/float64(rate))
		for c := range channels {
			if c == 1 {
				v = 0
			}
			switch {
			case tag == wav.TagALaw:
				data = append(data, g711.A.Encode(int16(v*32767)))
			case tag == wav.TagULaw:
				data = append(data, g711.U.Encode(int16(v*32767)))
			case tag == wav.TagFloat && bits == 32:
				data = le.AppendUint32(data, math.Float32bits(float32(v)))
			case tag == wav.TagFloat:
				data = le.AppendUint64(data, math.Float64bits(v))
			case bits == 8:
				data = append(data, byte(128+v*127))
			default:
				x := int64(v * float64(int64(1)<<(bits-1)-1))
				for k := range size {
					data = append(data, byte(x>>(8*k)))
				}
			}
		}
	}
	b := append([]byte("RIFF\x00\x00\x00\x00WAVEfmt "), 16, 0, 0, 0)
	b = le.AppendUint16(b, uint16(tag))
	b = le.AppendUint16(b, uint16(channels))
	b = le.AppendUint32(b, uint32(rate))
	b = le.AppendUint32(b, uint32(rate*channels*size))
	b = le.AppendUint16(b, uint16(channels*size))
	b = le.AppendUint16(b, uint16(bits))
	b = append(b, "data"...)
	b = le.AppendUint32(b, uint32(len(data)))
	return append(b, data...)
}

func samples(b []byte, l g711.Law) []float64 {
	s := make([]float64, len(b))
	for i, c := range b {
		s[i] = float64(l.Decode(c)) / 32768
	}
	return s
}

// share is the part of the energy of s at hz (Goertzel).
func share(s []float64, hz float64) float64 {
	w := 2 * math.Cos(2*math.Pi*hz/g711.Rate)
	var s1, s2, sum float64
	for _, x := range s {
		s1, s2 = x+w*s1-s2, s1
		sum += x * x
	}
	return 2 * (s1*s1 + s2*s2 - w*s1*s2) / sum / float64(len(s))
}

func TestEveryKindOfWAVBecomesTheSameSound(t *testing.T) {
	for _, c := range []struct {
		name                      string
		tag, bits, channels, rate int
	}{
		{"a telephone recording", wav.TagPCM, 16, 1, 8000},
		{"8 bits", wav.TagPCM, 8, 1, 11025},
		{"a studio's 24 bits stereo", wav.TagPCM, 24, 2, 48000},
		{"32 bits", wav.TagPCM, 32, 1, 44100},
		{"float", wav.TagFloat, 32, 2, 96000},
		{"double", wav.TagFloat, 64, 1, 22050},
		{"A-law", wav.TagALaw, 8, 1, 8000},
		{"µ-law at another rate", wav.TagULaw, 8, 1, 16000},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := Encode(file(c.tag, c.bits, c.channels, c.rate, c.rate, 700, 0.3))
			if err != nil {
				t.Fatal(err)
			}
			if d := len(e.ALaw) - 8000; d < -2 || d > 2 || len(e.ULaw) != len(e.ALaw) {
				t.Errorf("one second became %d and %d samples", len(e.ALaw), len(e.ULaw))
			}
			for _, s := range [][]float64{samples(e.ALaw, g711.A), samples(e.ULaw, g711.U)} {
				if p := share(s, 700); p < 0.98 {
					t.Errorf("%.3f of it is at 700 Hz", p)
				}
				if l := Loudness(s); math.Abs(l-Target) > 0.7 {
					t.Errorf("its loudness is %.1f dBFS", l)
				}
			}
		})
	}
}

//go:embed testdata
var packed embed.FS

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := packed.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Each is about a second (or half of one) of 700 Hz as a common program writes it.
func TestEveryKindOfFileBecomesTheSameSound(t *testing.T) {
	for name, ms := range map[string]int{
		"tone.mp3": 1200, "tone-mpeg2.mp3": 1200, "tone.flac": 1200, "tone.24.flac": 600,
		"tone.opus": 1200, "tone-speech.opus": 1200, "tone-hybrid.opus": 600,
	} {
		t.Run(name, func(t *testing.T) {
			e, err := Encode(sample(t, name))
			if err != nil {
				t.Fatal(err)
			}
			if got := int(e.Length().Milliseconds()); got < ms-20 || got > ms+120 { // encoders pad
				t.Errorf("it lasts %d ms, not %d", got, ms)
			}
			s := samples(e.ALaw, g711.A)
			s = s[len(s)/4 : len(s)*3/4]
			if p := share(s, 700); p < 0.9 {
				t.Errorf("%.3f of it is at 700 Hz", p)
			}
			if l := Loudness(s); math.Abs(l-Target) > 1.5 {
				t.Errorf("its loudness is %.1f dBFS", l)
			}
		})
	}
}

func TestAFileThatEndsTooSoonIsTakenAsFarAsItGoes(t *testing.T) {
	for name, keep := range map[string]float64{"tone.mp3": 0.6, "tone.flac": 0.6, "tone.opus": 0.95} { // Ogg's pages are a second
		whole, err := Encode(sample(t, name))
		if err != nil {
			t.Fatal(name, err)
		}
		b := sample(t, name)
		e, err := Encode(b[:int(float64(len(b))*keep)])
		if err != nil || e.Length() < whole.Length()/3 || e.Length() >= whole.Length() {
			t.Errorf("%s: %v of %v, %v", name, e.Length(), whole.Length(), err)
		}
	}
}

func TestWhatIsNotUnderstoodIsNamed(t *testing.T) {
	for name, want := range map[string]string{"tone.ogg": "vorbis", "tone-mpeg25.mp3": "2.5"} {
		if _, err := Encode(sample(t, name)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for b, want := range map[string]Kind{
		"\x1a\x45\xdf\xa3": WebM, "#!AMR\n": AMR, "FORM....AIFF": AIFF, "\xff\xf1\x50": AAC, "\xff\xfb\x90": MP3, "<html>": Other,
	} {
		if got := KindOf([]byte(b)); got != want {
			t.Errorf("%q is taken for %q", b, got)
		}
	}
}

func TestALongSoundIsRefusedBeforeAllOfItIsDecoded(t *testing.T) {
	if _, err := EncodeWithin(sample(t, "tone.mp3"), time.Second); !errors.Is(err, ErrTooLong) {
		t.Errorf("said %v", err)
	}
	if _, err := EncodeWithin(sample(t, "tone.24.flac"), time.Second); err != nil {
		t.Errorf("said %v", err)
	}
}

func TestPieceByPieceIsTheSameAsAtOnce(t *testing.T) {
	s := make([]float64, 30000)
	for i := range s {
		s[i] = 0.3 * math.Sin(float64(i*i)/1e6)
	}
	for _, rate := range []int{4000, 11025, 44100, 192000} {
		want := Resample(s, rate, 8000)
		r := NewResampler(rate, 8000)
		for i := 0; i < len(s); i += 777 {
			r.Add(s[i:min(i+777, len(s))])
		}
		got := r.Finish()
		if len(got) != len(want) || len(got) != len(s)*8000/rate {
			t.Fatalf("%d Hz: %d and %d samples", rate, len(got), len(want))
		}
		for i := range got {
			if math.Abs(got[i]-want[i]) > 1e-12 {
				t.Fatalf("%d Hz: sample %d is %v and %v", rate, i, got[i], want[i])
			}
		}
	}
}

func TestWhatATelephoneCannotCarryDoesNotFoldBack(t *testing.T) {
	const rate = 44100
	s := make([]float64, rate)
	for i := range s {
		s[i] = 0.3*math.Sin(2*math.Pi*1000*float64(i)/rate) + 0.3*math.Sin(2*math.Pi*5000*float64(i)/rate)
	}
	out := Resample(s, rate, 8000)
	if p := share(out, 1000); p < 0.999 {
		t.Errorf("%.4f at 1000 Hz", p)
	}
	if p := share(out, 3000); p > 1e-5 {
		t.Errorf("5 kHz folded back to 3 kHz: %.6f", p)
	}
}

func TestLoudnessIsThatOfSpeechNotOfPauses(t *testing.T) {
	s := make([]float64, 16000)
	for i := range 4000 {
		s[i] = 0.02 * math.Sin(float64(i))
	}
	if !Level(s, Target) {
		t.Fatal("nothing was heard")
	}
	if l := Loudness(s[:4000]); math.Abs(l-Target) > 0.5 {
		t.Errorf("speech is at %.1f dBFS", l)
	}
}

func TestPeaksStayBelowFullScale(t *testing.T) {
	s := make([]float64, 8000)
	for i := range s {
		s[i] = 0.001 * math.Sin(float64(i))
	}
	s[100] = 0.9 // a click in a soft recording
	Level(s, Target)
	for i, v := range s {
		if math.Abs(v) > peak {
			t.Fatalf("sample %d is %.3f", i, v)
		}
	}
}

func TestWhatCannotBeUsedIsRefusedWithItsReason(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"a script":         {[]byte("#!/bin/sh\n"), ErrKind},
		"nothing":          {nil, ErrKind},
		"an iPhone's":      {[]byte("\x00\x00\x00\x1cftypM4A \x00\x00"), ErrKind},
		"an MP3 tag alone": {[]byte("ID3\x04\x00\x00\x00\x00\x00\x0aaaaaaaaaaa"), ErrBroken},
		"FLAC's name only": {[]byte("fLaC\x00\x00\x00\x22"), ErrBroken},
		"Opus cut short":   {append([]byte("OggS\x00\x02"), []byte("....................\x01\x13OpusHead")...), ErrBroken},
		"WAV's name only":  {[]byte("RIFF\x00\x00\x00\x00WAVE"), wav.ErrNoData},
		"silence":          {file(wav.TagPCM, 16, 1, 8000, 8000, 700, 0), ErrSilent},
		"no samples":       {file(wav.TagPCM, 16, 1, 8000, 0, 700, 1), wav.ErrNoData},
		"ADPCM":            {file(2, 8, 1, 8000, 100, 700, 1), ErrFormat},
		"12 bits":          {file(wav.TagPCM, 12, 1, 8000, 100, 700, 1), ErrFormat},
		"six channels":     {file(wav.TagPCM, 16, 6, 8000, 100, 700, 1), ErrChannels},
		"1 kHz rate":       {file(wav.TagPCM, 16, 1, 1000, 100, 70, 1), ErrRate},
		"eleven minutes":   {file(wav.TagPCM, 8, 1, 8000, 11*60*8000, 700, 1), ErrTooLong},
		"more than fits":   {make([]byte, MaxBytes+1), ErrTooBig},
		"a torn last word": {file(wav.TagPCM, 16, 1, 8000, 0, 700, 1)[:43], wav.ErrNoData},
	} {
		if _, err := Encode(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestPlainSamplesAreOnlySqueezed(t *testing.T) {
	a, u := PCM{}.Encode([]int16{0, 8000, -8000})
	if g711.U.Decode(u[0]) != 0 || a[1] != g711.A.Encode(8000) || u[2] != g711.U.Encode(-8000) {
		t.Errorf("%x %x", a, u)
	}
}

func FuzzEncode(f *testing.F) {
	f.Add(file(wav.TagFloat, 32, 2, 48000, 50, 700, 0.5))
	f.Add(file(wav.TagPCM, 24, 1, 8000, 50, 700, 0.5))
	for _, name := range []string{"tone.mp3", "tone.24.flac", "tone-speech.opus"} {
		f.Add(sample(f, name)[:2000])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if e, err := Encode(b); err == nil && (len(e.ALaw) == 0 || len(e.ALaw) != len(e.ULaw)) {
			t.Errorf("%d and %d samples without an error", len(e.ALaw), len(e.ULaw))
		}
	})
}
