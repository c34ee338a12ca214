package media

import "gudok/voice/media/g711"

// dropout: numbers that jump by more are a far end that counts anew (RFC 3550 A.1: one minute
// of sound), not so many lost packets.
const dropout = 3000

// An in counts what a leg hears (RFC 3550 section 6.4.1 and appendix A).
type in struct {
	ssrc    uint32
	known   bool // a packet was heard
	first   uint32
	max     uint32 // extended: cycles in the upper half
	packets uint64 // of this SSRC
	earlier uint64 // lost of former SSRCs
	transit int32
	jitter  uint32 // samples, times 16

	total, octets uint64
	bad           uint64 // not RTP, or a payload that was not agreed
	foreign       uint64 // from an address that is not the leg's
}

// count takes a packet; of an event the timestamp stands still and says nothing of jitter.
func (s *in) count(now int64, p *packet, event bool) {
	s.total++
	s.octets += uint64(p.end - p.off)
	jump := int16(p.seq - uint16(s.max))
	if !s.known || s.ssrc != p.ssrc || jump < -reordered || jump > dropout {
		if s.known {
			s.earlier += s.lost()
		}
		s.known, s.ssrc, s.packets = true, p.ssrc, 1
		s.first, s.max = uint32(p.seq), uint32(p.seq)
		s.transit = int32(uint32(now/sampleNS) - p.ts)
		return
	}
	s.packets++
	if jump > 0 {
		s.max += uint32(jump)
	}
	if event {
		return
	}
	transit := int32(uint32(now/sampleNS) - p.ts)
	d := transit - s.transit
	s.transit = transit
	if d < 0 {
		d = -d
	}
	if d < adrift { // a jump of the far end's clock is not jitter
		s.jitter += uint32(d) - (s.jitter+8)>>4
	}
}

func (s *in) lost() uint64 {
	if want := uint64(s.max-s.first) + 1; s.known && want > s.packets {
		return want - s.packets
	}
	return 0
}

func (s *in) jitterMS() float64 { return float64(s.jitter>>4) * 1000 / g711.Rate }
