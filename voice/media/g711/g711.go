package g711

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
