package recording

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// wave writes a G.711 file by hand: tag 6 A-law, 7 mu-law.
func wave(tag, channels int, data []byte) []byte {
	var b bytes.Buffer
	le := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) }
	b.WriteString("RIFF")
	le(uint32(0))
	b.WriteString("WAVEfmt ")
	le(uint32(18)) // formats other than PCM carry two bytes more
	le(uint16(tag))
	le(uint16(channels))
	le(uint32(8000))
	le(uint32(8000 * channels))
	le(uint16(channels))
	le(uint16(8))
	le(uint16(0))
	b.WriteString("gdok")
	le(uint32(3))
	b.WriteString("x:1\x00") // odd, padded
	b.WriteString("data")
	le(uint32(len(data)))
	b.Write(data)
	return b.Bytes()
}

// conversation is two seconds: the customer shouts in the first, the agent in the second.
func conversation(loud, quiet byte) []byte {
	var data []byte
	for f := range 16_000 {
		l, r := loud, quiet
		if f >= 8000 {
			l, r = quiet, loud
		}
		data = append(data, l, r)
	}
	return data
}

func TestPeaksShowWhoSpokeWhen(t *testing.T) {
	for _, c := range []struct {
		name             string
		tag              int
		loudest, silence byte
	}{{"A-law", 6, 0xAA, 0xD5}, {"mu-law", 7, 0x80, 0xFF}} {
		t.Run(c.name, func(t *testing.T) {
			peaks, err := peaksOf(bytes.NewReader(wave(c.tag, 2, conversation(c.loudest, c.silence))))
			if err != nil || len(peaks) != 2 || len(peaks[0]) != columns {
				t.Fatalf("%d channels, %v", len(peaks), err)
			}
			for col, want := range map[int][2]bool{0: {true, false}, 199: {true, false}, 200: {false, true}, 399: {false, true}} {
				if l, r := peaks[0][col] > 240, peaks[1][col] > 240; l != want[0] || r != want[1] {
					t.Errorf("column %d: %d and %d", col, peaks[0][col], peaks[1][col])
				}
				if quiet := min(peaks[0][col], peaks[1][col]); quiet > 1 {
					t.Errorf("column %d: silence is %d", col, quiet)
				}
			}
			back, err := unpack(pack(peaks))
			if err != nil || !bytes.Equal(back[1], peaks[1]) || len(back) != 2 {
				t.Errorf("stored peaks come back as %d channels, %v", len(back), err)
			}
		})
	}
}

func TestPeaksOfOddFiles(t *testing.T) {
	voicemail := wave(6, 1, bytes.Repeat([]byte{0xAA}, 100)) // fewer samples than columns
	cut := wave(6, 2, conversation(0xAA, 0xD5))
	for _, c := range []struct {
		name     string
		file     []byte
		channels int
	}{
		{"a very short voicemail", voicemail, 1},
		{"cut by a crash", cut[:len(cut)-20_000], 2},
		{"no sound at all", wave(6, 2, nil), 2},
		{"PCM is not ours", wave(1, 2, []byte{1, 2}), 0},
		{"text", []byte("not a sound, but long enough for a header"), 0},
		{"nothing", nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			peaks, err := peaksOf(bytes.NewReader(c.file))
			if len(peaks) != c.channels || (err != nil) != (c.channels == 0) {
				t.Errorf("%d channels, %v", len(peaks), err)
			}
		})
	}
	if _, err := unpack("////"); err == nil {
		t.Error("damaged peaks are read")
	}
}

func FuzzPeaksNeverPanic(f *testing.F) {
	f.Add(wave(6, 2, conversation(0xAA, 0xD5)[:100]))
	f.Add([]byte("RIFF....WAVEfmt \x01\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if peaks, err := peaksOf(bytes.NewReader(file)); err == nil && (len(peaks) < 1 || len(peaks) > 2) {
			t.Errorf("%d channels", len(peaks))
		}
	})
}
