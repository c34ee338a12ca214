package menu

import "encoding/binary"

// telephone is the rate of everything that callers hear.
const telephone = 8_000

// Limits of an upload, each with its reason.
const (
	maxUpload   = 48 << 20 // two minutes of 48 kHz stereo at 32 bits and a header
	maxPromptMS = 120_000  // callers do not listen longer; held in memory in both laws
	minPromptMS = 100      // shorter is an empty take
)

// alaw is the value of one A-law byte (ITU-T G.711 table 1), 16 bits wide.
func alaw(b byte) int16 {
	b ^= 0x55
	v := int16(b&0x0F)<<4 + 8
	if seg := b >> 4 & 7; seg > 0 {
		v = (v + 0x100) << (seg - 1)
	}
	if b&0x80 == 0 {
		return -v
	}
	return v
}

// writeWAV is alaw (8 kHz) as a PCM file, which every browser plays.
func writeWAV(sound []byte) []byte {
	b := make([]byte, 0, 44+2*len(sound))
	b = append(b, "RIFF"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(36+2*len(sound)))
	b = append(b, "WAVEfmt "...)
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint16(b, 1) // PCM
	b = binary.LittleEndian.AppendUint16(b, 1) // channel
	b = binary.LittleEndian.AppendUint32(b, telephone)
	b = binary.LittleEndian.AppendUint32(b, 2*telephone)
	b = binary.LittleEndian.AppendUint16(b, 2)
	b = binary.LittleEndian.AppendUint16(b, 16)
	b = append(b, "data"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(2*len(sound)))
	for _, v := range sound {
		b = binary.LittleEndian.AppendUint16(b, uint16(alaw(v)))
	}
	return b
}
