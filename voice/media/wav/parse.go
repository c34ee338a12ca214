package wav

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Format tags (mmreg.h).
const (
	TagPCM        = 1
	TagFloat      = 3
	TagALaw       = 6
	TagULaw       = 7
	tagExtensible = 0xFFFE
)

// Errors of Parse.
var (
	ErrNotWAV = errors.New("wav: not a RIFF WAVE file")
	ErrNoData = errors.New("wav: no sound in the file")
)

// Info is what the header of a file says.
type Info struct {
	Tag      int // TagPCM … ; an extensible header is resolved to what it contains
	Channels int
	Rate     int // samples per second
	Bits     int // per sample
	Offset   int64
	Bytes    int64  // of sound, cut to what the file really holds
	Note     []byte // of our own files, without padding
}

// maxChunks: a real file has fewer than ten; a hostile one could have millions.
const maxChunks = 64

// maxNote bounds what is read of a chunk that we keep.
const maxNote = 4096

// Parse reads the header of a file of size bytes. A data chunk that claims more than the
// file holds (a crash, a stream) is cut.
func Parse(r io.ReaderAt, size int64) (Info, error) {
	var head [12]byte
	if _, err := r.ReadAt(head[:], 0); err != nil || string(head[:4]) != "RIFF" || string(head[8:]) != "WAVE" {
		return Info{}, ErrNotWAV
	}
	var in Info
	at := int64(12)
	for range maxChunks {
		var h [8]byte
		if _, err := r.ReadAt(h[:], at); err != nil {
			break
		}
		n := int64(binary.LittleEndian.Uint32(h[4:]))
		at += 8
		switch string(h[:4]) {
		case "fmt ":
			if err := in.format(r, at, n); err != nil {
				return Info{}, err
			}
		case noteID:
			b := make([]byte, min(n, maxNote))
			if _, err := r.ReadAt(b, at); err == nil {
				in.Note = bytes.TrimRight(b, " ")
			}
		case "data":
			if in.Channels == 0 {
				return Info{}, fmt.Errorf("%w: sound before its format", ErrNotWAV)
			}
			if n == 0 {
				n = size - at // a recorder that streamed: it lasts to the end
			}
			in.Offset, in.Bytes = at, min(n, size-at)
			return in, nil
		}
		at += n + n&1
	}
	return in, ErrNoData
}

func (in *Info) format(r io.ReaderAt, at, n int64) error {
	b := make([]byte, min(n, 40))
	if _, err := r.ReadAt(b, at); err != nil || len(b) < 16 {
		return fmt.Errorf("%w: format chunk of %d bytes", ErrNotWAV, n)
	}
	le := binary.LittleEndian
	in.Tag = int(le.Uint16(b))
	in.Channels = int(le.Uint16(b[2:]))
	in.Rate = int(le.Uint32(b[4:]))
	in.Bits = int(le.Uint16(b[14:]))
	if in.Tag == tagExtensible && len(b) >= 26 {
		in.Tag = int(le.Uint16(b[24:])) // the first two bytes of the sub-format's GUID
	}
	if in.Channels == 0 || in.Rate == 0 || in.Bits == 0 {
		return fmt.Errorf("%w: %d channels, %d Hz, %d bits", ErrNotWAV, in.Channels, in.Rate, in.Bits)
	}
	return nil
}
