package phone

import (
	"encoding/binary"
	"io"
	"math"
	"time"
)

const (
	// earSamples is how much of the past an ear keeps: 200 ms, which tells tones 5 Hz apart.
	earSamples = 1600
	// earFresh is how old the last packet may be for a tone to be heard now.
	earFresh = 100 * time.Millisecond
	// toneShare is the part of the power that must be at a frequency to call it heard.
	toneShare = 0.4
	// amongShare is the same of a tone among others.
	amongShare = 0.1
	// toneFloor is the least RMS of 32767 that counts as sound at all.
	toneFloor = 60
)

// Heard is what came over RTP so far.
type Heard struct {
	Packets int       // of sound
	Lost    int       // gaps in the sequence numbers, packets that came late counted back
	First   time.Time // zero: nothing yet
	Last    time.Time
	Law     Law
	Digits  string  // telephone-events, each once
	Level   float64 // RMS of the last 200 ms, of 32767
}

// An ear remembers the last moments of what is heard.
type ear struct {
	heard   Heard
	ring    [earSamples]byte
	at      int
	started bool
	seq     uint16 // of the newest packet
	eventTS uint32
	events  bool // eventTS is set
	capture io.Writer
	pcm     []byte
}

// sound takes in a packet of G.711.
func (e *ear) sound(now time.Time, seq uint16, law Law, payload []byte) {
	if e.started {
		if d := int16(seq - e.seq); d > 0 {
			e.heard.Lost += int(d) - 1
			e.seq = seq
		} else {
			e.heard.Lost = max(0, e.heard.Lost-1)
		}
	} else {
		e.started, e.seq, e.heard.First = true, seq, now
	}
	e.heard.Packets++
	e.heard.Last, e.heard.Law = now, law
	for _, c := range payload {
		e.ring[e.at] = c
		e.at = (e.at + 1) % earSamples
	}
	if e.capture != nil {
		e.pcm = e.pcm[:0]
		for _, c := range payload {
			e.pcm = binary.LittleEndian.AppendUint16(e.pcm, uint16(law.decode(c)))
		}
		_, _ = e.capture.Write(e.pcm) // a capture that fails spoils no call
	}
}

// event takes in a telephone-event and tells the digit when it is a new one (RFC 4733,
// 2.5.1.2: packets of one event share a timestamp).
func (e *ear) event(seq uint16, ts uint32, payload []byte) (string, bool) {
	if e.started && int16(seq-e.seq) > 0 {
		e.heard.Lost += int(int16(seq-e.seq)) - 1
		e.seq = seq
	}
	if len(payload) < 4 || payload[0] > 15 || e.events && ts == e.eventTS {
		return "", false
	}
	e.events, e.eventTS = true, ts
	d := eventKeys[payload[0] : payload[0]+1]
	e.heard.Digits += d
	return d, true
}

// samples is the last 200 ms, decoded; the level is of a line that has gone quiet too.
func (e *ear) samples() []int16 {
	out := make([]int16, earSamples)
	for i := range out {
		out[i] = e.heard.Law.decode(e.ring[(e.at+i)%earSamples])
	}
	return out
}

func rms(s []int16) float64 {
	var sum float64
	for _, v := range s {
		sum += float64(v) * float64(v)
	}
	return math.Sqrt(sum / float64(len(s)))
}

// share is the part of the power of s that lies at hz: Goertzel's algorithm.
func share(s []int16, hz float64) float64 {
	k := 2 * math.Cos(2*math.Pi*hz/8000)
	var a, b, power float64
	for _, v := range s {
		x := float64(v)
		a, b = x+k*a-b, a
		power += x * x
	}
	if power == 0 {
		return 0
	}
	return 2 * (a*a + b*b - k*a*b) / (power * float64(len(s)))
}
