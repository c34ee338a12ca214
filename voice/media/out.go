package media

import "gudok/voice/media/g711"

const (
	// frameNS and frameSize are the 20 ms frame of everything that we send ourselves.
	frameNS   = 20_000_000
	frameSize = g711.Rate / 50
	// sampleNS is one step of an RTP timestamp at 8 kHz.
	sampleNS = 1_000_000_000 / g711.Rate

	// slack is how far our timestamps may fall behind the clock before they jump: shorter
	// than a jitter buffer forgives, longer than our own scheduling stalls.
	slack = 100 * g711.Rate / 1000
	// adrift is how far a relayed stream may be off the clock before it is mapped anew: a
	// far end that restarted its timestamps, not one whose quartz is a little fast.
	adrift = 2 * g711.Rate
	// reordered is how many packets late a packet may be; later than 2 s it is not an old
	// packet but a far end that counts anew.
	reordered = 100
)

// An out is the RTP stream that a leg sends. It has one SSRC for the life of the leg, and
// sequence numbers and timestamps that go on without a break whatever its source is: a
// relayed stream is shifted into it, frames of our own are appended.
type out struct {
	ssrc uint32
	seq  uint16 // of the newest packet sent
	ts   uint32 // where the next frame begins
	base uint32 // the timestamp of the engine's clock zero
	mark bool   // the next packet begins a talkspurt (RFC 3551 section 4.1)
	last int64  // when the last packet was sent, ns of the engine's clock

	// the relayed stream, while mapped
	mapped bool
	from   uint32 // its SSRC
	seqOff uint16
	tsOff  uint32

	packets uint64
	octets  uint64
	failed  uint64
}

func (o *out) clock(now int64) uint32 { return o.base + uint32(now/sampleNS) }

// begin brings the stream up to the clock when it fell behind (nothing was sent) or ran far
// ahead, and returns where the next frame begins.
func (o *out) begin(now int64) uint32 {
	c := o.clock(now)
	if d := int32(c - o.ts); d > slack || d < -adrift {
		o.ts, o.mark = c, true
	}
	return o.ts
}

// own takes the place of the next packet of our own, so many samples long.
func (o *out) own(samples int) (seq uint16, marker bool) {
	o.seq++
	o.seqOff++ // what is relayed after it moves up by one
	o.ts += uint32(samples)
	marker, o.mark = o.mark, false
	return o.seq, marker
}

// cut ends the source: the next one begins a talkspurt.
func (o *out) cut() { o.mapped, o.mark = false, true }

// place says where a relayed packet goes.
func (o *out) place(now int64, p *packet, samples int) (seq uint16, ts uint32, marker bool) {
	seq, ts = p.seq+o.seqOff, p.ts+o.tsOff
	marker = p.marker
	ahead := int16(seq - o.seq)
	newer := ahead > 0
	if !o.mapped || o.from != p.ssrc || ahead < -reordered || newer && o.strayed(now, ts) {
		ts = o.begin(now)
		seq = o.seq + 1
		o.mapped, o.from, o.seqOff, o.tsOff = true, p.ssrc, seq-p.seq, ts-p.ts
		marker, newer = true, true
	}
	if newer {
		o.seq, o.ts, o.mark = seq, ts+uint32(samples), false
	}
	return seq, ts, marker
}

func (o *out) strayed(now int64, ts uint32) bool {
	d := int32(ts - o.clock(now))
	return d > adrift || d < -adrift
}

// swallow closes the place of a packet that is not passed on (a digit, comfort noise): the
// far end must not take it for lost.
func (o *out) swallow(p *packet) {
	if o.mapped && o.from == p.ssrc && int16(p.seq+o.seqOff-o.seq) > 0 {
		o.seqOff--
	}
}
