package media

import (
	"sync"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/spool"
)

const (
	// reorderFrames is how long a second of a recording waits for late packets.
	reorderFrames = 200 * g711.Rate / 1000
	// A packet so far from where the clock would put it is placed by the clock: ahead of it
	// (a fast quartz, after an hour), behind it (timestamps that stood still on hold), and
	// less where a talkspurt begins, since nobody hears the join.
	recAhead  = 400 * g711.Rate / 1000
	recBehind = 2 * g711.Rate
	recSpurt  = 100 * g711.Rate / 1000
	// longestRecording bounds a file at 460 MB; longer calls exist, longer useful ones do not.
	longestRecording = 8 * 3600 * g711.Rate
	// skipAhead: after a stall of so many seconds the writer fills the silence, not the loop.
	skipAhead = 5
)

// A recording places the packets of its legs into one-second chunks by RTP timestamp and
// hands them to the spool. It belongs to one leg, the customer's: left is what that leg says
// while it hears anybody, right the sum of what it hears from other legs, whoever they are.
// So a file goes on over a transfer, and what the customer cannot hear (a whisper, a
// consultation, who is muted) cannot be in it. Prompts and music are not what is said to him.
// Its lock is its own, because it is also stopped and flushed from outside of the loop.
type recording struct {
	e        *Engine
	name     id.Recording
	tenant   id.Tenant
	other    id.Leg
	law      g711.Law
	channels int
	start    int64 // frame 0, ns of the engine's clock
	max      int64 // frames

	mu    sync.Mutex
	track *spool.Track
	cur   [2]spool.Chunk
	lanes [2]lane
	gaps  int
	over  bool
}

// The two channels.
const (
	left  = 0
	right = 1
)

// A lane maps the timestamps of what comes on one channel to frames of the file.
type lane struct {
	mapped bool
	ssrc   uint32
	ts     uint32 // is the frame at
	at     int64
	counts uint32 // the SSRC whose sequence numbers are followed
	next   uint16 // that comes if none is lost
	seqs   bool
}

// frames is how long the recording is by now.
func (r *recording) frames(now int64) int64 { return (now - r.start) / sampleNS }

// taps reports whether what its leg says belongs into the file: not on hold.
func (r *recording) taps(l *leg) bool { return r.channels == 1 || len(l.from) > 0 }

// turn is told that another is heard on a channel from now on: numbers that jump are no gap.
func (r *recording) turn(side int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lanes[side].seqs = false
}

// append writes one packet into its place. Called from the packet path: no allocation but a
// chunk a second, no waiting.
func (r *recording) append(now int64, side int, law g711.Law, p *packet) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over {
		return
	}
	r.rotate(now)
	lane := &r.lanes[side]
	r.gaps = max(0, r.gaps+lane.follow(p))
	sound := p.payload()
	at := lane.place(r.frames(now), p, int64(len(sound)))
	for len(sound) > 0 {
		c, i := r.spot(at)
		if c == nil {
			if at >= 0 || -at >= int64(len(sound)) {
				return // too late, its second is written; or wildly early
			}
			at, sound = 0, sound[-at:] // the recording began in the middle of it
			continue
		}
		n := min(len(sound), spool.ChunkFrames-i)
		lay(c.Data[i*r.channels+side:], sound[:n], r.channels)
		if law != r.law {
			r.recode(c.Data[i*r.channels+side:], n, law)
		}
		sound, at = sound[n:], at+int64(n)
	}
}

// lay writes samples into one of so many interleaved channels.
func lay(to, sound []byte, channels int) {
	if channels == 1 {
		copy(to, sound)
		return
	}
	for k, s := range sound {
		to[2*k] = s
	}
}

// recode converts n samples that were just laid.
func (r *recording) recode(b []byte, n int, from g711.Law) {
	for k := range n {
		b[k*r.channels] = g711.One(b[k*r.channels], from, r.law)
	}
}

// spot is where frame at lies: nil outside of the two open chunks.
func (r *recording) spot(at int64) (*spool.Chunk, int) {
	for k := range r.cur {
		c := &r.cur[k]
		if i := at - c.Index*spool.ChunkFrames; i >= 0 && i < spool.ChunkFrames {
			return c, int(i)
		}
	}
	return nil, 0
}

// skip notes a packet that does not come into the file: not a lost one.
func (r *recording) skip(side int, p *packet) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lanes[side].follow(p)
}

// follow counts gaps: +1 where packets are missing, -1 where a late one arrives after all.
func (ln *lane) follow(p *packet) int {
	d := int16(p.seq - ln.next)
	if !ln.seqs || ln.counts != p.ssrc || d < -reordered || d > dropout {
		ln.seqs, ln.counts, ln.next = true, p.ssrc, p.seq+1
		return 0
	}
	if d < 0 {
		return -1
	}
	ln.next = p.seq + 1
	return min(int(d), 1)
}

// place says at which frame a packet of n samples begins, now being frame clock.
func (ln *lane) place(clock int64, p *packet, n int64) int64 {
	want := clock - n // it was spoken before it arrived
	at := ln.at + int64(int32(p.ts-ln.ts))
	off := at - want
	if !ln.mapped || ln.ssrc != p.ssrc || off > recAhead || off < -recBehind ||
		p.marker && (off > recSpurt || off < -recSpurt) {
		at = want
	}
	ln.mapped, ln.ssrc, ln.ts, ln.at = true, p.ssrc, p.ts, at
	return at
}

// rotate hands over what no late packet can change any more.
func (r *recording) rotate(now int64) {
	f := r.frames(now)
	if f >= r.max {
		r.finish(r.max)
		return
	}
	for f >= (r.cur[0].Index+1)*spool.ChunkFrames+reorderFrames {
		r.hand(r.cur[0])
		r.cur[0] = r.cur[1]
		next := r.cur[0].Index + 1
		if s := f / spool.ChunkFrames; s > next+skipAhead {
			r.hand(r.cur[0])
			r.cur[0], next = r.track.Chunk(s-1), s
		}
		r.cur[1] = r.track.Chunk(next)
	}
}

func (r *recording) hand(c spool.Chunk) {
	if !r.track.Write(c) {
		r.gaps++ // the disk is behind
	}
}

// finish closes the file after so many frames.
func (r *recording) finish(frames int64) {
	if r.over {
		return
	}
	r.flush(frames)
	r.track.Close(frames, r.gaps)
	r.e.forgetRec(r)
}

// holes is how many gaps are known by now.
func (r *recording) holes() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.gaps
}

// flush hands over the open chunks up to frames.
func (r *recording) flush(frames int64) {
	r.over = true
	for _, c := range r.cur {
		if n := frames - c.Index*spool.ChunkFrames; n > 0 {
			c.Data = c.Data[:min(n, spool.ChunkFrames)*int64(r.channels)]
			r.hand(c)
		}
	}
	r.cur = [2]spool.Chunk{}
}

// care hands over in time where no packets come; over: the leg may forget it.
func (r *recording) care(now int64) (over bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.over {
		r.rotate(now)
	}
	return r.over
}

func (r *recording) stop(now int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.finish(min(r.frames(now), r.max))
}

// leave is stop for the end of the process: the file stays open for the next one.
func (r *recording) leave(now int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over {
		return
	}
	r.flush(min(r.frames(now), r.max))
	r.track.Leave()
	r.e.forgetRec(r)
}

// record obeys voice.Record.
func (e *Engine) record(c voice.Record) {
	a := e.find(c.Leg)
	if a == nil {
		e.tell(voice.Recorded{Recording: c.Recording, Tenant: c.Tenant, Failed: ErrNoLeg.Error()})
		return
	}
	now := e.clock()
	r := &recording{
		e: e, name: c.Recording, tenant: c.Tenant, other: c.Other, channels: 1, start: now, max: longestRecording,
	}
	if c.Other != "" {
		r.channels = 2
	}
	lp := a.lock()
	r.law = a.law
	lp.mu.Unlock()
	if c.MaxMS > 0 {
		r.max = min(r.max, c.MaxMS*g711.Rate/1000)
	}
	e.runRecording(r, a, e.o.Now().UnixMilli(), e.spool.Begin)
}

// runRecording begins r on its leg.
func (e *Engine) runRecording(r *recording, a *leg, startMS int64, begin func(spool.Meta) *spool.Track) {
	r.track = begin(spool.Meta{Recording: r.name, Tenant: r.tenant, Start: startMS, Channels: r.channels, Law: r.law})
	if r.track == nil {
		return // it runs already
	}
	s := max(0, r.frames(e.clock())/spool.ChunkFrames)
	r.cur = [2]spool.Chunk{r.track.Chunk(s), r.track.Chunk(s + 1)}
	e.mu.Lock()
	e.recs[r.name] = r
	e.mu.Unlock()
	a.tap(r)
}

// tap has r hear the leg. A recording that it had before ends.
func (l *leg) tap(r *recording) {
	lp := l.lock()
	defer lp.mu.Unlock()
	if l.closed {
		r.stop(l.e.clock())
		return
	}
	if l.rec != nil && l.rec != r {
		l.rec.stop(l.e.clock())
	}
	l.rec = r
	l.changed()
}

// stopRecord obeys voice.StopRecord.
func (e *Engine) stopRecord(c voice.StopRecord) {
	e.mu.Lock()
	r := e.recs[c.Recording]
	e.mu.Unlock()
	if r == nil {
		return
	}
	r.stop(e.clock())
	if l := e.find(c.Leg); l != nil {
		lp := l.lock()
		defer lp.mu.Unlock()
		if l.rec == r {
			l.rec = nil
			l.changed()
		}
	}
}

func (e *Engine) forgetRec(r *recording) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.recs[r.name] == r {
		delete(e.recs, r.name)
	}
}
