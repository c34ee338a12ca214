package media

import (
	"encoding/binary"
	"net/netip"
)

// RTCP (RFC 3550 section 6): a sender or receiver report every rtcpNS, so that the far end
// knows how it is heard. What comes is taken as a sign of life and not answered otherwise.
const (
	rtcpNS = 5_000_000_000
	// ntpEpoch is 1900 counted from 1970, in seconds.
	ntpEpoch = 2_208_988_800

	rtcpSender   = 200
	rtcpReceiver = 201
	rtcpSource   = 202
)

// receiveRTCP takes a packet from the RTCP port.
func (l *leg) receiveRTCP(now int64, from netip.AddrPort, b []byte) {
	if len(b) < 8 || b[0]>>6 != 2 || from.Addr() != l.latch.source.Addr() {
		return
	}
	if l.heard.ever {
		l.heard.at = now // on a bridge of two silent phones only RTCP is left
	}
}

// report sends our report when its time has come.
func (l *leg) report(now int64) {
	if l.sock == nil || !l.set || !l.remote.Direction.sends() || now-l.reported < rtcpNS {
		return
	}
	l.reported = now
	var buf [128]byte
	_ = l.sock.sendRTCP(l.appendReport(buf[:0], now)) // nobody waits for it
}

func (l *leg) appendReport(b []byte, now int64) []byte {
	be := binary.BigEndian
	blocks := byte(0)
	if l.in.known {
		blocks = 1
	}
	sender := l.out.packets > 0
	kind, words := byte(rtcpReceiver), 1+6*uint16(blocks)
	if sender {
		kind, words = rtcpSender, words+5
	}
	b = append(b, 0x80|blocks, kind)
	b = be.AppendUint16(b, words)
	b = be.AppendUint32(b, l.out.ssrc)
	if sender {
		t := l.e.o.Now()
		b = be.AppendUint32(b, uint32(t.Unix()+ntpEpoch))
		b = be.AppendUint32(b, uint32(uint64(t.Nanosecond())<<32/1_000_000_000))
		b = be.AppendUint32(b, l.out.clock(now))
		b = be.AppendUint32(b, uint32(l.out.packets))
		b = be.AppendUint32(b, uint32(l.out.octets))
	}
	if blocks == 1 {
		b = be.AppendUint32(b, l.in.ssrc)
		b = be.AppendUint32(b, uint32(min(l.in.lost(), 0x7FFFFF))) // fraction lost: left at 0
		b = be.AppendUint32(b, l.in.max)
		b = be.AppendUint32(b, l.in.jitter>>4)
		b = append(b, 0, 0, 0, 0, 0, 0, 0, 0) // LSR, DLSR: we keep no sender reports
	}
	// SDES with a CNAME belongs to every compound packet (section 6.1).
	b = append(b, 0x81, rtcpSource, 0, 3)
	b = be.AppendUint32(b, l.out.ssrc)
	return append(b, 1, 5, 'g', 'u', 'd', 'o', 'k', 0)
}
