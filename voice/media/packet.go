package media

import "encoding/binary"

// RTP (RFC 3550 section 5.1).
const (
	headerSize = 12
	// maxPacket: 60 ms of G.711 are 492 bytes; a header extension may come on top. A longer
	// datagram is cut by the read and then fails the parse or carries too much to be sound.
	maxPacket = 1500
	// maxPayload is 100 ms: longer than any telephone sends, short enough for our buffers.
	maxPayload = 800

	ptComfort = 13 // RFC 3389
)

// A packet is one received RTP packet. Its payload is b[off:end].
type packet struct {
	b        []byte
	off, end int
	pt       uint8
	marker   bool
	seq      uint16
	ts       uint32
	ssrc     uint32
}

func (p *packet) payload() []byte { return p.b[p.off:p.end] }

// parse reads b without copying. false: not RTP, RTCP on the same port (RFC 5761 section 4),
// or nothing in it.
func (p *packet) parse(b []byte) bool {
	if len(b) <= headerSize || b[0]>>6 != 2 || b[1] >= 192 && b[1] <= 223 {
		return false
	}
	off, end := headerSize+4*int(b[0]&0x0F), len(b)
	if b[0]&0x10 != 0 { // header extension
		if off+4 > end {
			return false
		}
		off += 4 + 4*int(binary.BigEndian.Uint16(b[off+2:]))
	}
	if b[0]&0x20 != 0 { // padding: the last byte counts it
		end -= int(b[end-1])
	}
	if off >= end || end-off > maxPayload {
		return false
	}
	p.b, p.off, p.end = b, off, end
	p.pt, p.marker = b[1]&0x7F, b[1]&0x80 != 0
	p.seq = binary.BigEndian.Uint16(b[2:])
	p.ts = binary.BigEndian.Uint32(b[4:])
	p.ssrc = binary.BigEndian.Uint32(b[8:])
	return true
}

// putHeader writes a plain header into the 12 bytes of b.
func putHeader(b []byte, pt uint8, marker bool, seq uint16, ts, ssrc uint32) {
	b[0], b[1] = 0x80, pt
	if marker {
		b[1] |= 0x80
	}
	binary.BigEndian.PutUint16(b[2:], seq)
	binary.BigEndian.PutUint32(b[4:], ts)
	binary.BigEndian.PutUint32(b[8:], ssrc)
}
