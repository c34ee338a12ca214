package webrtc

import (
	"testing"
	"time"

	"github.com/pion/rtp"
)

// TestTheNextCallGoesOnInTheSameStream: legs begin to count anywhere; what the page hears
// never jumps back.
func TestTheNextCallGoesOnInTheSameStream(t *testing.T) {
	for _, c := range []struct {
		name    string
		seq     [2]uint16 // at which the two legs begin
		ts      [2]uint32
		between time.Duration
		jump    uint32 // of the timestamp from the last packet of the one to the first of the other
	}{
		{"the second counts from less", [2]uint16{60_000, 50_000}, [2]uint32{3 << 30, 2 << 30}, time.Second, 8000},
		{"the second counts from more", [2]uint16{100, 40_000}, [2]uint32{7, 3 << 30}, 10 * time.Second, 80_000},
		{"the second comes at once", [2]uint16{65_534, 0}, [2]uint32{1<<32 - 200, 5}, 0, 160},
		{"hours later", [2]uint16{9, 8}, [2]uint32{9, 8}, 3 * time.Hour, 3 * 3600 * 8000},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s stream
			now := time.Unix(1_000_000, 0)
			var last rtp.Header
			for leg := range 2 {
				for i := range 5 {
					h := rtp.Header{SSRC: uint32(1000 + leg), SequenceNumber: c.seq[leg] + uint16(i), Timestamp: c.ts[leg] + uint32(160*i)}
					if leg == 1 && i == 0 {
						now = now.Add(c.between)
					} else {
						now = now.Add(20 * time.Millisecond)
					}
					s.place(now, &h)
					first := leg == 0 && i == 0
					if !first && h.SequenceNumber != last.SequenceNumber+1 {
						t.Errorf("leg %d, packet %d has number %d after %d", leg, i, h.SequenceNumber, last.SequenceNumber)
					}
					jump := uint32(160)
					if leg == 1 && i == 0 {
						jump = c.jump
						if !h.Marker {
							t.Error("the second leg begins without a marker")
						}
					}
					if !first && h.Timestamp-last.Timestamp != jump {
						t.Errorf("leg %d, packet %d is %d samples after the one before, want %d", leg, i, h.Timestamp-last.Timestamp, jump)
					}
					last = h
				}
			}
		})
	}
}

// TestAStreamKeepsTheOrderOfItsLeg: what came late stays where it belongs, and the first leg
// is not touched.
func TestAStreamKeepsTheOrderOfItsLeg(t *testing.T) {
	var s stream
	now := time.Unix(1_000_000, 0)
	for _, seq := range []uint16{500, 502, 501, 503} {
		h := rtp.Header{SSRC: 1, SequenceNumber: seq, Timestamp: uint32(seq) * 160}
		s.place(now, &h)
		if h.SequenceNumber != seq || h.Timestamp != uint32(seq)*160 {
			t.Errorf("packet %d became %d at %d", seq, h.SequenceNumber, h.Timestamp)
		}
	}
	h := rtp.Header{SSRC: 2, SequenceNumber: 7, Timestamp: 7}
	s.place(now.Add(time.Second), &h)
	if h.SequenceNumber != 504 {
		t.Errorf("the next leg begins at %d, want 504", h.SequenceNumber)
	}
}
