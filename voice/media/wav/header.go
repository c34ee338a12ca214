package wav

import (
	"encoding/binary"

	"gudok/voice/media/g711"
)

// HeaderSize is the length of every header that we write: data begins at a round offset,
// and the note has room.
const HeaderSize = 512

// The parts of our header: RIFF 12, fmt 8+18, fact 8+4, gdok 8+n, data 8.
const (
	fmtSize  = 18
	factSize = 4
	// NoteSize is how long a note may be.
	NoteSize = HeaderSize - 12 - 8 - fmtSize - 8 - factSize - 8 - 8
)

// noteID marks our own chunk; readers skip what they do not know.
const noteID = "gdok"

// Header is the beginning of a G.711 file with so many frames (a frame is one sample per
// channel). note travels in a chunk of its own, padded with spaces; it is cut at NoteSize.
func Header(l g711.Law, channels int, frames int64, note []byte) []byte {
	le := binary.LittleEndian
	bytes := uint32(frames * int64(channels))
	pad := bytes & 1 // RIFF chunks are word-aligned; the pad byte is not counted in data
	b := make([]byte, 0, HeaderSize)
	b = append(b, "RIFF"...)
	b = le.AppendUint32(b, HeaderSize-8+bytes+pad)
	b = append(b, "WAVEfmt "...)
	b = le.AppendUint32(b, fmtSize)
	b = le.AppendUint16(b, l.Tag())
	b = le.AppendUint16(b, uint16(channels))
	b = le.AppendUint32(b, g711.Rate)
	b = le.AppendUint32(b, uint32(g711.Rate*channels))
	b = le.AppendUint16(b, uint16(channels))
	b = le.AppendUint16(b, 8)
	b = le.AppendUint16(b, 0) // cbSize: formats other than PCM carry it
	b = append(b, "fact"...)
	b = le.AppendUint32(b, factSize)
	b = le.AppendUint32(b, uint32(frames))
	b = append(b, noteID...)
	b = le.AppendUint32(b, NoteSize)
	note = note[:min(len(note), NoteSize)]
	b = append(b, note...)
	for range NoteSize - len(note) {
		b = append(b, ' ')
	}
	b = append(b, "data"...)
	return le.AppendUint32(b, bytes)
}
