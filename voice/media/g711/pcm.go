package g711

// Expand decodes bytes by table; to is at least as long as from.
func (l Law) Expand(to []int16, from []byte) {
	t := expandA
	if l == U {
		t = expandU
	}
	to = to[:len(from)]
	for i, c := range from {
		to[i] = int16(t[2*int(c)])<<8 | int16(t[2*int(c)+1])
	}
}

// Compress encodes sums of samples, cut to 16 bits; to is at least as long as from.
func (l Law) Compress(to []byte, from []int32) {
	to = to[:len(from)]
	if l == U {
		for i, v := range from {
			to[i] = encodeU(int16(max(-32768, min(32767, v))))
		}
		return
	}
	for i, v := range from {
		to[i] = encodeA(int16(max(-32768, min(32767, v))))
	}
}
