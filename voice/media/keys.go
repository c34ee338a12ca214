package media

import (
	"encoding/binary"
	"strings"

	"gudok/voice"
	"gudok/voice/media/tone"
)

// Digits travel as telephone-events (RFC 4733). They end at the leg that hears them and are
// made anew, one at a time, by the leg that sends them: passing the packets on, with the
// timestamps of a stream that also carries sound, turned one 7 into eight (telephony.md 3).

const events = "0123456789*#ABCD" // the code is the place (RFC 4733 table 3)

const (
	// A digit that is sent lasts keyFrames (100 ms; 40 ms is the least that is recognised,
	// ITU-T Q.24), its end is said keyEnds times (RFC 4733 section 2.5.1.4), and keyGap
	// frames pass before the next.
	keyFrames = 5
	keyEnds   = 3
	keyGap    = 3
	// mostKeys wait to be sent; a card number and its PIN are fewer.
	mostKeys = 64
	// segmentNS: an event longer than its 16-bit duration goes on under a new timestamp
	// (RFC 4733 section 2.5.1.3), within this time of its last packet.
	segmentNS = 150_000_000
	volume    = 10 // -10 dBm0
)

func isKey(c byte) bool { return strings.IndexByte(events, c) >= 0 }

// A heardKey is the last digit heard: one per SSRC and timestamp, however many packets.
type heardKey struct {
	known bool
	ssrc  uint32
	ts    uint32
	code  byte
	dur   uint16
	ended bool
	at    int64
}

// hearKey takes a packet of an event. The digit counts with its first packet, whichever
// that is: the others, and the packet with the marker, may be lost.
func (l *leg) hearKey(now int64, p *packet) {
	b := p.payload()
	if len(b) < 4 || int(b[0]) >= len(events) {
		return // flash and modem tones are no keys
	}
	k := &l.event
	ended, dur := b[1]&0x80 != 0, binary.BigEndian.Uint16(b[2:])
	if k.known && k.ssrc == p.ssrc {
		d := int32(p.ts - k.ts)
		if d <= 0 { // the same event, or a late packet of an older one
			if d == 0 {
				k.ended, k.at, k.dur = k.ended || ended, now, max(k.dur, dur)
			}
			return
		}
		if !p.marker && !k.ended && k.code == b[0] && d <= 0xFFFF+frameSize && now-k.at < segmentNS && k.dur > 0x8000 {
			k.ts, k.at, k.dur, k.ended = p.ts, now, dur, ended
			return // a segment of the same long press
		}
	}
	*k = heardKey{true, p.ssrc, p.ts, b[0], dur, ended, now}
	l.pressed(events[b[0]])
}

// pressed reports one digit and has the far end of whoever l talks with hear it.
func (l *leg) pressed(digit byte) {
	if l.listen != 0 {
		l.e.tell(voice.Digit{Leg: l.id, N: l.e.number(), Token: l.listen, Digit: string(digit)})
	}
	for _, ear := range l.ears {
		if l.hears(ear) { // who only listens is no IVR, and need not know a card number
			ear.sendKeys(string(digit))
		}
	}
}

// keys are the digits that a leg is sending.
type keys struct {
	wait []byte

	frame int // of the digit in hand, counted in ticks; 0: none
	code  byte
	ts    uint32
	band  []byte // its sound, where telephone-event was not agreed
}

// busy reports whether sound must keep out of the way.
func (k *keys) busy() bool { return k.frame > 0 || len(k.wait) > 0 }

// sendKeys queues digits; what is no digit is skipped, what is too much is dropped.
func (l *leg) sendKeys(digits string) {
	for _, c := range []byte(digits) {
		if isKey(c) && len(l.keys.wait) < mostKeys {
			l.keys.wait = append(l.keys.wait, c)
		}
	}
	if l.keys.busy() {
		l.loop.Load().activate(l)
	}
}

// sendKey is one tick of the digit in hand.
func (l *leg) sendKey(now int64, buf []byte) {
	k := &l.keys
	if k.frame == 0 {
		k.begin(l, now)
	}
	k.frame++
	pos := k.frame - 2 // 0 is the first frame of the digit
	switch {
	case !l.sends():
		*k = keys{} // held or gone: digits have no meaning later
		return
	case pos < keyFrames && k.band != nil:
		b := buf[:headerSize+frameSize]
		copy(b[headerSize:], k.band[pos*frameSize:])
		l.frame(now, b)
	case pos < keyFrames+keyEnds && k.band == nil:
		l.sendEvent(now, buf, pos)
	}
	if pos+1 >= keyFrames+keyEnds+keyGap {
		// Ticks that were late come close together: the pause is one in the stream too.
		if pause := k.ts + (keyFrames+keyGap)*frameSize; int32(pause-l.out.ts) > 0 {
			l.out.ts = pause
		}
		k.frame, k.band = 0, nil
		k.wait = k.wait[:copy(k.wait, k.wait[1:])]
		l.out.cut()
	}
}

// begin takes the first waiting digit in hand; it stays in the queue until it is over.
func (k *keys) begin(l *leg, now int64) {
	k.frame = 1
	k.code = byte(strings.IndexByte(events, k.wait[0]))
	k.ts = l.out.begin(now)
	k.band = nil
	if l.eventPT == 0 {
		k.band = tone.Key(k.wait[0], keyFrames*20, l.law)
	}
}

// sendEvent sends one packet of the event: its timestamp stands still, its duration grows,
// its end is said three times with the same duration.
func (l *leg) sendEvent(now int64, buf []byte, pos int) {
	dur := uint16(min(pos+1, keyFrames) * frameSize)
	b := buf[:headerSize+4]
	seq, _ := l.out.own(0)
	putHeader(b, l.eventPT, pos == 0, seq, l.keys.ts, l.out.ssrc)
	b[headerSize], b[headerSize+1] = l.keys.code, volume
	if pos >= keyFrames {
		b[headerSize+1] |= 0x80
	}
	binary.BigEndian.PutUint16(b[headerSize+2:], dur)
	l.out.ts = l.keys.ts + uint32(dur)
	l.write(now, b)
}
