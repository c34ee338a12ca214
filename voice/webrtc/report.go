package webrtc

import (
	"encoding/binary"
	"sync"
	"time"

	"gudok/voice/media/g711"

	"github.com/pion/rtcp"
)

// maxStrange is how many packets of payload types that were never agreed a session may send
// in a row before it is taken for broken and no longer read.
const maxStrange = 1000

// A counter counts what arrives from a page, for the receiver reports that tell the page how
// its sound arrives (RFC 3550, 6.4.1 and A.3, A.8). It does what an interceptor would do, for
// one stream and without its cost.
type counter struct {
	mu       sync.Mutex
	ssrc     uint32
	known    bool
	first    uint32 // extended sequence number
	max      uint32
	packets  uint32
	expected uint32 // at the last report
	received uint32
	transit  uint32
	jitter   uint32 // 16 times, in timestamp units
	sr       uint32 // middle bits of the last sender report's moment
	srAt     time.Time
	odd      int
}

func (c *counter) sound(now time.Time, pkt []byte) {
	if len(pkt) < 12 {
		return
	}
	seq, ts, ssrc := binary.BigEndian.Uint16(pkt[2:]), binary.BigEndian.Uint32(pkt[4:]), binary.BigEndian.Uint32(pkt[8:])
	transit := uint32(now.UnixMilli()*g711.Rate/1000) - ts
	c.mu.Lock()
	defer c.mu.Unlock()
	c.odd = 0
	if !c.known || c.ssrc != ssrc {
		c.ssrc, c.known, c.first, c.max = ssrc, true, uint32(seq), uint32(seq)
		c.packets, c.expected, c.received, c.jitter, c.transit = 1, 0, 0, 0, transit
		return
	}
	c.packets++
	if d := int16(seq - uint16(c.max)); d > 0 {
		c.max += uint32(d)
	}
	d := int32(transit - c.transit)
	c.transit = transit
	c.jitter += uint32(max(d, -d)) - (c.jitter+8)>>4
}

// strange counts a packet that could not be read and says whether to go on.
func (c *counter) strange() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.odd++
	return c.odd < maxStrange
}

// report hears a sender report: its moment is given back, so that the page can tell the
// round trip.
func (c *counter) report(now time.Time, b []byte) {
	all, err := rtcp.Unmarshal(b)
	if err != nil {
		return
	}
	for _, p := range all {
		if sr, ok := p.(*rtcp.SenderReport); ok {
			c.mu.Lock()
			c.sr, c.srAt = uint32(sr.NTPTime>>16), now
			c.mu.Unlock()
		}
	}
}

// receiverReport is the report of the time since the last one; nil when nothing was heard.
func (c *counter) receiverReport(now time.Time, own uint32) []rtcp.Packet {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.known {
		return nil
	}
	want := c.max - c.first + 1
	wantNow, gotNow := want-c.expected, c.packets-c.received
	c.expected, c.received = want, c.packets
	r := rtcp.ReceptionReport{
		SSRC: c.ssrc, LastSequenceNumber: c.max, Jitter: c.jitter >> 4,
		LastSenderReport: c.sr,
	}
	if want > c.packets {
		r.TotalLost = min(want-c.packets, 1<<23-1)
	}
	if wantNow > gotNow {
		r.FractionLost = uint8((wantNow - gotNow) * 255 / wantNow)
	}
	if c.sr != 0 {
		r.Delay = uint32(now.Sub(c.srAt) * 65536 / time.Second)
	}
	return []rtcp.Packet{&rtcp.ReceiverReport{SSRC: own, Reports: []rtcp.ReceptionReport{r}}}
}
