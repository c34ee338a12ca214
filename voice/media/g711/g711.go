package g711

import "math/bits"

// A Law is one of the two encodings. The zero value is A-law, the law of RU, UA and EU.
type Law uint8

const (
	A Law = iota // PCMA, RTP payload type 8, WAV format 6
	U            // PCMU, RTP payload type 0, WAV format 7
)

// Rate is samples (and bytes) per second.
const Rate = 8000

// PT is the static RTP payload type (RFC 3551 table 4).
func (l Law) PT() uint8 {
	if l == U {
		return 0
	}
	return 8
}

// Silence is the byte of zero loudness.
func (l Law) Silence() byte {
	if l == U {
		return 0xFF
	}
	return 0xD5
}

// Tag is the WAV format tag.
func (l Law) Tag() uint16 {
	if l == U {
		return 7
	}
	return 6
}

func (l Law) String() string {
	if l == U {
		return "PCMU"
	}
	return "PCMA"
}

// Decode is the 16-bit sample of one byte (G.711 tables 1 and 2, scaled to 16 bits).
func (l Law) Decode(b byte) int16 {
	if l == U {
		return decodeU(b)
	}
	return decodeA(b)
}

// Encode is the byte nearest to a 16-bit sample.
func (l Law) Encode(s int16) byte {
	if l == U {
		return encodeU(s)
	}
	return encodeA(s)
}

func decodeA(b byte) int16 {
	b ^= 0x55
	t := int16(b&0x0F)<<4 + 8
	if e := b >> 4 & 7; e > 0 {
		t = (t + 0x100) << (e - 1)
	}
	if b&0x80 == 0 {
		return -t
	}
	return t
}

func encodeA(s int16) byte {
	sign, v := byte(0x80), int(s)
	if v < 0 {
		sign, v = 0, -v-1
	}
	m := v >> 4
	e := max(0, bits.Len(uint(m))-5) // the shift that leaves five bits: 1 and the mantissa
	if m >>= e; m > 0x0F {
		e++
	}
	return (sign | byte(e)<<4 | byte(m&0x0F)) ^ 0x55
}

// bias makes the segments of µ-law powers of two.
const bias = 0x84

func decodeU(b byte) int16 {
	b = ^b
	t := (int(b&0x0F)<<3+bias)<<(b>>4&7) - bias
	if b&0x80 != 0 {
		t = -t
	}
	return int16(t)
}

func encodeU(s int16) byte {
	sign, v := byte(0), int(s)
	if v < 0 {
		sign, v = 0x80, -v
	}
	v = min(v, 32635) + bias
	e := bits.Len(uint(v)) - 8 // bias makes it 8 bits at least
	return ^(sign | byte(e)<<4 | byte(v>>(e+3)&0x0F))
}

// Recode turns bytes of one law into the other in place, by table: cheap enough for every
// packet of a call whose legs differ.
func Recode(b []byte, from, to Law) {
	if from == to {
		return
	}
	t := aToU
	if from == U {
		t = uToA
	}
	for i, c := range b {
		b[i] = t[c]
	}
}

// One is Recode of a single byte.
func One(c byte, from, to Law) byte {
	switch {
	case from == to:
		return c
	case from == A:
		return aToU[c]
	}
	return uToA[c]
}
