package phone

import "math/bits"

// samplesPerFrame is 20 ms at 8 kHz.
const samplesPerFrame = 160

// encode turns one linear sample into G.711 (ITU-T G.711, segments found by bit length).
func (l Law) encode(s int16) byte {
	if l == PCMA {
		return encodeA(s)
	}
	return encodeU(s)
}

// decode is the inverse of encode, at the middle of the step.
func (l Law) decode(b byte) int16 {
	if l == PCMA {
		return decodeA(b)
	}
	return decodeU(b)
}

// quiet is the code of silence.
func (l Law) quiet() byte {
	if l == PCMA {
		return 0xD5
	}
	return 0xFF
}

func encodeA(s int16) byte {
	v, sign := int(s)>>3, byte(0x80) // 13 bits
	if v < 0 {
		v, sign = -v-1, 0
	}
	exp := max(bits.Len(uint(v))-5, 0)
	var mant int
	if exp == 0 {
		mant = v >> 1
	} else {
		mant = v >> exp
	}
	return (sign | byte(exp<<4) | byte(mant&15)) ^ 0x55
}

func decodeA(b byte) int16 {
	b ^= 0x55
	exp, mant := int(b>>4&7), int(b&15)
	v := mant<<4 + 8
	if exp > 0 {
		v = (v + 0x100) << (exp - 1)
	}
	if b&0x80 == 0 {
		v = -v
	}
	return int16(v)
}

func encodeU(s int16) byte {
	const bias, clip = 0x84, 32635
	v, sign := int(s), byte(0)
	if v < 0 {
		v, sign = -v, 0x80
	}
	v = min(v, clip) + bias
	exp := bits.Len(uint(v)) - 8
	return ^(sign | byte(exp<<4) | byte(v>>(exp+3)&15))
}

func decodeU(b byte) int16 {
	b = ^b
	v := (int(b&15)<<3 + 0x84) << (b >> 4 & 7)
	if b&0x80 != 0 {
		return int16(0x84 - v)
	}
	return int16(v - 0x84)
}
