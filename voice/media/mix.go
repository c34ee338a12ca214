package media

import (
	"slices"

	"gudok/voice/media/g711"
)

const (
	// nearDelay and farDelay, in samples, are what an input is held back at first and at most,
	// so that packets that come unevenly are in time: 40 and 60 ms. With the wait for the tick
	// it is up to 20 ms more.
	nearDelay = 40 * g711.Rate / 1000
	farDelay  = 60 * g711.Rate / 1000
	// deepest is how much an input may hold: after a burst what is older is dropped, since a
	// conversation suffers more from delay than from a word.
	deepest = 160 * g711.Rate / 1000
	// ringSize is room for the deepest and the longest packet on top; a power of two.
	ringSize = 2048
	// concealed is how long a missing piece is covered by what was heard last, softer and
	// softer; then it is silence.
	concealed = 60 * g711.Rate / 1000
	// forgotten: after so much silence an input is placed anew.
	forgotten = 200 * g711.Rate / 1000
	// calm is how many ticks an input must have been held back needlessly before it is brought
	// nearer by one frame: 2 s.
	calm = 100
	// stale is how many packets in a row may come too late before the input is placed anew.
	stale = 3
	// empty marks a place of the ring that nothing was written to: no byte of either law
	// decodes to it.
	empty = -1 << 15
)

// A mix makes the one stream that a leg hears out of several others, 20 ms a tick.
type mix struct {
	inputs []*input
	// what the mixture is recorded under
	seq uint16
	ts  uint32
}

func newMix(from []*leg) *mix {
	m := &mix{}
	m.change(from)
	return m
}

// change has the mix hear these legs; an input that stays is not touched.
func (m *mix) change(from []*leg) {
	inputs := make([]*input, 0, len(from))
	for _, s := range from {
		at := slices.IndexFunc(m.inputs, func(in *input) bool { return in.of == s })
		if at >= 0 {
			inputs = append(inputs, m.inputs[at])
			continue
		}
		inputs = append(inputs, &input{of: s})
	}
	m.inputs = inputs
}

// take puts a packet of l into its place. This is the packet path: it must not allocate.
func (m *mix) take(l *leg, law g711.Law, p *packet) {
	for _, in := range m.inputs {
		if in.of == l {
			in.take(law, p)
			return
		}
	}
}

// hush is told of a packet of l that nobody is to hear: what is missing of it is silence and
// not covered up.
func (m *mix) hush(l *leg) {
	for _, in := range m.inputs {
		if in.of == l {
			in.hushed = true
			return
		}
	}
}

// sum is the next frame of all inputs together.
func (m *mix) sum(to *[frameSize]int32) {
	*to = [frameSize]int32{}
	for _, in := range m.inputs {
		in.add(to)
	}
}

// packet describes a frame of the mixture for a recording; b has room for a header before it.
func (m *mix) packet(now int64, ssrc uint32, b []byte) packet {
	clock := uint32(now / sampleNS)
	if d := int32(clock - m.ts); d > slack || d < -slack {
		m.ts = clock // ticks were missed
	}
	p := packet{b: b, off: headerSize, end: len(b), seq: m.seq, ts: m.ts, ssrc: ssrc}
	m.seq++
	m.ts += frameSize
	return p
}

// An input is one source of a mix with its jitter buffer: samples by RTP timestamp.
type input struct {
	of     *leg
	mapped bool
	hushed bool // what is missing was taken away on purpose
	ssrc   uint32
	read   uint32 // timestamp of the next sample to be heard
	top    uint32 // where the newest packet ends
	delay  int32
	low    int32 // the least that was held in this spell of ticks
	ticks  int
	late   int // packets in a row that came too late
	lost   int // samples missing in a row
	ring   [ringSize]int16
	last   [frameSize]int16 // the latest that was heard at each place of a frame
}

func (in *input) take(law g711.Law, p *packet) {
	sound := p.payload()
	n := int32(len(sound))
	if !in.mapped || in.ssrc != p.ssrc {
		in.anchor(p)
	}
	switch at := int32(p.ts - in.read); {
	case at+n > ringSize:
		in.anchor(p) // it counts anew, or much was lost
	case at >= 0: // in time
	case at+n > -farDelay && (in.delay < farDelay || int32(in.top-in.read) <= 0):
		// The way has become more uneven, or the far end's clock is slow and nothing waits any
		// more: one frame more is held back.
		in.delay = min(farDelay, in.delay+frameSize)
		in.read -= frameSize
	case at+n <= 0:
		if in.late++; in.late < stale {
			return
		}
		in.anchor(p)
	}
	in.hushed = false
	at := int32(p.ts - in.read)
	if at < 0 {
		if -at >= n {
			return
		}
		sound, at = sound[-at:], 0
	}
	in.late = 0
	for len(sound) > 0 {
		i := (in.read + uint32(at)) % ringSize
		k := min(len(sound), int(ringSize-i))
		law.Expand(in.ring[i:], sound[:k])
		sound, at = sound[k:], at+int32(k)
	}
	if end := p.ts + uint32(n); int32(end-in.top) > 0 {
		in.top = end
	}
	if over := int32(in.top-in.read) - max(deepest, n+nearDelay); over > 0 {
		in.skip(over)
	}
}

// anchor begins anew: p is heard after the usual delay.
func (in *input) anchor(p *packet) {
	for i := range in.ring {
		in.ring[i] = empty
	}
	in.mapped, in.ssrc, in.delay = true, p.ssrc, nearDelay
	in.read, in.top = p.ts-nearDelay, p.ts
	in.late, in.low, in.ticks = 0, ringSize, 0
	in.lost = concealed // nothing to cover up yet
}

// skip drops n samples that wait.
func (in *input) skip(n int32) {
	for range n {
		in.ring[in.read%ringSize] = empty
		in.read++
	}
}

// add plays one frame into the sum.
func (in *input) add(to *[frameSize]int32) {
	if !in.mapped {
		return
	}
	in.watch()
	for k := range to {
		i := in.read % ringSize
		in.read++
		v := int32(in.ring[i])
		switch {
		case v != empty:
			in.ring[i] = empty
			in.lost = 0
			in.last[k] = int16(v)
			to[k] += v
		case !in.hushed && in.lost < concealed:
			in.lost++
			to[k] += int32(in.last[k]) * int32(concealed-in.lost) / concealed
		default:
			in.lost++
		}
	}
	if in.lost >= forgotten {
		in.mapped = false
	}
}

// watch brings the input nearer where it was held back longer than needed for a while.
func (in *input) watch() {
	in.low = min(in.low, int32(in.top-in.read))
	if in.ticks++; in.ticks < calm {
		return
	}
	if in.low >= in.delay+2*frameSize || in.delay > nearDelay && in.low >= in.delay+frameSize {
		in.delay = max(nearDelay, in.delay-frameSize)
		in.skip(frameSize)
	}
	in.low, in.ticks = ringSize, 0
}

// mixed is one tick of a leg that hears several.
func (l *leg) mixed(now int64, lp *loop) {
	l.mix.sum(&lp.sum)
	b := lp.buf[:headerSize+frameSize]
	l.law.Compress(b[headerSize:], lp.sum[:])
	if l.rec != nil && l.rec.channels == 2 {
		p := l.mix.packet(now, l.out.ssrc, b)
		l.rec.append(now, right, l.law, &p)
	}
	if !l.keys.busy() {
		l.frame(now, b)
	}
}
