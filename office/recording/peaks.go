package recording

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
)

// Columns of the picture of a recording: as many as a screen shows.
const columns = 400

// errNotOurs: the file is not one that voice/media writes.
var errNotOurs = errors.New("not a G.711 WAVE file")

// peaksOf reads a WAVE file of A-law or mu-law, one or two channels, and returns the
// greatest loudness of each column of each channel, 0 to 255.
func peaksOf(file io.Reader) ([][]byte, error) {
	in := bufio.NewReaderSize(file, 64<<10)
	law, channels, size, err := header(in)
	if err != nil {
		return nil, err
	}
	var loud [256]byte
	for i := range loud {
		loud[i] = law(byte(i))
	}
	out := make([][]byte, channels)
	for c := range out {
		out[c] = make([]byte, columns)
	}
	frames := size / int64(channels)
	for f := range frames {
		col := f * columns / frames
		for c := range out {
			b, err := in.ReadByte()
			if err == io.EOF {
				return out, nil // cut short by a crash: what there is, is there
			}
			if err != nil {
				return nil, err
			}
			out[c][col] = max(out[c][col], loud[b])
		}
	}
	return out, nil
}

// header reads up to the sound and says how loud a byte is, how many channels there are and
// how many bytes follow.
func header(in *bufio.Reader) (law func(byte) byte, channels int, size int64, err error) {
	var head [12]byte
	if _, err := io.ReadFull(in, head[:]); err != nil || string(head[:4]) != "RIFF" || string(head[8:]) != "WAVE" {
		return nil, 0, 0, errNotOurs
	}
	for {
		var h [8]byte
		if _, err := io.ReadFull(in, h[:]); err != nil {
			return nil, 0, 0, errNotOurs
		}
		n := int64(binary.LittleEndian.Uint32(h[4:]))
		switch string(h[:4]) {
		case "fmt ":
			const enough = 16
			var f [enough]byte
			if n < enough {
				return nil, 0, 0, errNotOurs
			}
			if _, err := io.ReadFull(in, f[:]); err != nil {
				return nil, 0, 0, errNotOurs
			}
			channels = int(binary.LittleEndian.Uint16(f[2:]))
			law = lawOf(binary.LittleEndian.Uint16(f[:]))
			n -= enough
		case "data":
			if law == nil || channels < 1 || channels > 2 {
				return nil, 0, 0, errNotOurs
			}
			return law, channels, n, nil
		}
		if _, err := io.CopyN(io.Discard, in, n+n&1); err != nil {
			return nil, 0, 0, errNotOurs
		}
	}
}

func lawOf(tag uint16) func(byte) byte {
	switch tag {
	case 6:
		return alaw
	case 7:
		return mulaw
	}
	return nil
}

// alaw is the loudness of an A-law byte (ITU-T G.711), its magnitude's upper eight bits.
func alaw(b byte) byte {
	b ^= 0x55
	v := int(b&0x0F)<<4 + 8
	if seg := b >> 4 & 7; seg > 0 {
		v = (v + 0x100) << (seg - 1)
	}
	return byte(v >> 7)
}

// mulaw is the loudness of a mu-law byte.
func mulaw(b byte) byte {
	b = ^b
	return byte(((int(b&0x0F)<<3+0x84)<<(b>>4&7) - 0x84) >> 7)
}

// pack writes peaks for the table.
func pack(peaks [][]byte) string {
	var all []byte
	for _, p := range peaks {
		all = append(all, p...)
	}
	return base64.StdEncoding.EncodeToString(all)
}

// unpack reads what pack wrote.
func unpack(text string) ([][]byte, error) {
	all, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(all) == 0 || len(all)%columns != 0 {
		return nil, errors.New("stored peaks are damaged")
	}
	var peaks [][]byte
	for ; len(all) > 0; all = all[columns:] {
		peaks = append(peaks, all[:columns])
	}
	return peaks, nil
}
