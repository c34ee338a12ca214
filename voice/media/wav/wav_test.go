package wav

import (
	"bytes"
	"errors"
	"testing"

	"gudok/voice/media/g711"
)

func TestWhatIsWrittenCanBeRead(t *testing.T) {
	for _, l := range []g711.Law{g711.A, g711.U} {
		h := Header(l, 2, 1000, []byte(`{"tenant":"ten_a"}`))
		if len(h) != HeaderSize {
			t.Fatalf("the header has %d bytes", len(h))
		}
		b := append(h, make([]byte, 2000)...)
		in, err := Parse(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		if in.Tag != int(l.Tag()) || in.Channels != 2 || in.Rate != 8000 || in.Bits != 8 ||
			in.Offset != HeaderSize || in.Bytes != 2000 || string(in.Note) != `{"tenant":"ten_a"}` {
			t.Errorf("%v was read as %+v", l, in)
		}
	}
}

func TestAFileThatClaimsTooMuchIsCut(t *testing.T) {
	b := append(Header(g711.A, 2, 1<<20, nil), make([]byte, 100)...)
	if in, err := Parse(bytes.NewReader(b), int64(len(b))); err != nil || in.Bytes != 100 {
		t.Errorf("got %+v, %v", in, err)
	}
}

func TestWhatIsNotAWAVIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		b    []byte
		want error
	}{
		"nothing":        {nil, ErrNotWAV},
		"an mp3":         {[]byte("ID3\x04aaaaaaaaaaaaaaaaa"), ErrNotWAV},
		"a header alone": {[]byte("RIFF\x04\x00\x00\x00WAVE"), ErrNoData},
		"data first":     {[]byte("RIFF\x10\x00\x00\x00WAVEdata\x00\x00\x00\x00"), ErrNotWAV},
		"short format":   {[]byte("RIFF\x10\x00\x00\x00WAVEfmt \x02\x00\x00\x00\x01\x00"), ErrNotWAV},
		"no channels":    {append([]byte("RIFF\x10\x00\x00\x00WAVEfmt \x10\x00\x00\x00"), make([]byte, 16)...), ErrNotWAV},
	} {
		if _, err := Parse(bytes.NewReader(c.b), int64(len(c.b))); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Header(g711.A, 2, 10, []byte("x")))
	f.Add([]byte("RIFF\x04\x00\x00\x00WAVE"))
	f.Fuzz(func(t *testing.T, b []byte) {
		in, err := Parse(bytes.NewReader(b), int64(len(b)))
		if err == nil && (in.Bytes < 0 || in.Offset+in.Bytes > int64(len(b))) {
			t.Errorf("sound outside of the file: %+v of %d", in, len(b))
		}
	})
}
