package media

import (
	"errors"
	"net/netip"
	"sync/atomic"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
)

const (
	// firstSound and laterSound are how long a far end that should speak may send nothing
	// at all before the call is a ghost.
	firstSound = 30_000_000_000
	laterSound = 20_000_000_000
	// keepaliveNS: a leg that sends nothing for so long sends one frame of silence, so that
	// NATs keep their binding and far ends do not take us for a ghost.
	keepaliveNS = 1_000_000_000
)

// A leg is one party of a call. Its state belongs to its loop.
type leg struct {
	e    *Engine
	id   id.Leg
	loop atomic.Pointer[loop]
	slot int // in loop.legs
	turn int // in loop.active[phase], -1: not there

	phase int

	// Where packets go: a SIP leg has a socket, a browser leg a feed, a restored browser leg
	// neither until its page is back.
	sock  socket
	local Local
	feed  *Feed

	remote  Remote
	set     bool // remote is known
	law     g711.Law
	eventPT uint8 // that we send, 0: none
	hearPT  uint8 // that we hear
	latch   latch

	in    in
	out   out
	heard struct {
		at   int64 // the last packet, ns
		ever bool
		from int64 // since when sound is expected
		lost bool  // reported

		sound   bool  // a packet of sound or a digit came, not only RTCP
		soundAt int64 // the last one, ns
	}
	quality  quality
	reported int64    // our last RTCP
	event    heardKey // the digit being heard
	keys     keys     // digits being sent

	from   []*leg  // whom we hear; who hears whom is always on one loop (hear.go)
	mix    *mix    // of from, where they are two and more
	ears   []*leg  // who hears us
	play   *player // or what we hear
	muted  bool
	shut   bool // invited with ListenOnly and not opened: never heard
	listen uint64
	rec    *recording // of what we say and hear

	kept    keeping
	claimed bool // by a gate; false only after Restore
	closed  bool
}

func newLeg(e *Engine, name id.Leg, now int64) *leg {
	l := &leg{e: e, id: name, turn: -1, claimed: true}
	l.out = out{ssrc: random32(), seq: uint16(random32()), base: random32(), mark: true}
	l.out.ts = l.out.clock(now)
	l.heard.from, l.out.last, l.quality.due = now, now, now+qualityNS
	return l
}

// sends reports whether anything may leave on this leg.
func (l *leg) sends() bool {
	if l.sock == nil {
		return l.feed != nil
	}
	return l.set && l.remote.Direction.sends()
}

// expects reports whether the far end should be sending.
func (l *leg) expects() bool {
	if l.shut {
		return false
	}
	if l.sock == nil {
		return l.feed != nil
	}
	return l.set && !l.remote.Early && l.remote.Direction.receives()
}

// setRemote is Engine.Set under the lock.
func (l *leg) setRemote(now int64, r Remote) {
	r.Addr = netip.AddrPortFrom(r.Addr.Addr().Unmap(), r.Addr.Port())
	r.Signal = r.Signal.Unmap()
	expected := l.expects()
	changed := !l.set || r.Addr != l.remote.Addr
	if l.set && r.Law != l.remote.Law {
		l.out.mark = true
	}
	l.remote, l.set = r, true
	l.law, l.eventPT, l.hearPT = r.Law, r.EventPT, r.HearPT
	if r.HearPT == 0 {
		l.hearPT = r.EventPT
	}
	l.latch.set(now, r.Addr, changed)
	l.aimAt(l.latch.source)
	if l.expects() && !expected {
		l.heard.from, l.heard.lost = now, false
	}
}

// aimAt sends to addr from now on; RTCP goes to the port above (RFC 3550 section 11).
func (l *leg) aimAt(addr netip.AddrPort) {
	if l.sock == nil {
		return
	}
	var a aim
	if addr.Port() != 0 && addr.Addr().IsValid() && !addr.Addr().IsUnspecified() {
		a.rtp = addr
		a.rtcp = netip.AddrPortFrom(addr.Addr(), addr.Port()+1)
	}
	l.sock.aim(a)
}

// An aim is where a leg sends; an invalid address: nowhere.
type aim struct{ rtp, rtcp netip.AddrPort }

// receive takes one packet from the far end. This is the packet path: it must not allocate.
func (l *leg) receive(now int64, from netip.AddrPort, b []byte) {
	var p packet
	if !p.parse(b) {
		l.in.bad++
		return
	}
	if l.sock != nil {
		if !l.set {
			return
		}
		ok, moved := l.latch.accepts(now, from, &p, &l.remote)
		if moved {
			l.aimAt(from)
			l.kept.dirty = true
		}
		if !ok {
			l.in.foreign++
			return
		}
	}
	l.in.count(now, &p, p.pt == l.hearPT)
	l.heard.at, l.heard.ever, l.heard.lost = now, true, false
	l.heard.sound, l.heard.soundAt = true, now
	l.route(now, &p)
}

// route passes an accepted packet on: to the recording and to who hears the leg.
func (l *leg) route(now int64, p *packet) {
	if l.shut {
		l.drop(p)
		return
	}
	var law g711.Law
	switch {
	case p.pt == l.hearPT && l.hearPT != 0:
		l.hearKey(now, p)
		l.drop(p)
		return
	case p.pt == g711.A.PT():
		law = g711.A
	case p.pt == g711.U.PT():
		law = g711.U
	default:
		// Comfort noise becomes silence where it goes; the rest was never agreed.
		if p.pt != ptComfort {
			l.in.bad++
		}
		l.drop(p)
		return
	}
	if l.muted || l.sock != nil && !l.remote.Direction.receives() {
		l.drop(p)
		return
	}
	if l.rec != nil {
		if l.rec.taps(l) {
			l.rec.append(now, left, law, p)
		} else {
			l.rec.skip(left, p)
		}
	}
	l.spread(now, law, p)
}

// spread passes a packet to all who hear the leg. Mixes only read it and come first; who is
// relayed to changes it in place, so the law it is in goes from one to the next.
func (l *leg) spread(now int64, law g711.Law, p *packet) {
	for _, ear := range l.ears {
		if ear.mix != nil {
			ear.mix.take(l, law, p)
		}
	}
	for _, ear := range l.ears {
		if ear.mix != nil {
			continue
		}
		if ear.rec != nil && ear.rec.channels == 2 {
			ear.rec.append(now, right, law, p)
		}
		law = ear.forward(now, law, p)
	}
}

// drop tells the recordings and streams in which p would be heard that it does not come.
func (l *leg) drop(p *packet) {
	if l.rec != nil {
		l.rec.skip(left, p)
	}
	for _, ear := range l.ears {
		if ear.mix != nil {
			ear.mix.hush(l)
			continue
		}
		if ear.rec != nil {
			ear.rec.skip(right, p)
		}
		ear.out.swallow(p)
	}
}

// forward sends a source's packet to the far end, in place, and returns the law it is in now.
func (l *leg) forward(now int64, law g711.Law, p *packet) g711.Law {
	if !l.sends() || l.keys.busy() {
		l.out.swallow(p)
		return law
	}
	g711.Recode(p.payload(), law, l.law)
	seq, ts, marker := l.out.place(now, p, p.end-p.off)
	b := p.b[p.off-headerSize : p.end]
	putHeader(b, l.law.PT(), marker, seq, ts, l.out.ssrc)
	l.write(now, b)
	return l.law
}

// frame sends one frame of our own; the payload is b[headerSize:] and in the leg's law.
func (l *leg) frame(now int64, b []byte) {
	if !l.sends() {
		return
	}
	ts := l.out.begin(now)
	seq, marker := l.out.own(len(b) - headerSize)
	putHeader(b, l.law.PT(), marker, seq, ts, l.out.ssrc)
	l.write(now, b)
}

func (l *leg) write(now int64, b []byte) {
	var err error
	if l.sock != nil {
		err = l.sock.send(b)
	} else {
		err = l.feed.write(b)
	}
	if err != nil {
		l.out.failed++ // the network forgets packets too: counted, not reported
		return
	}
	l.out.last = now
	l.out.packets++
	l.out.octets += uint64(len(b) - headerSize)
}

// tick is 20 ms of what the leg sends by itself.
func (l *leg) tick(now int64) {
	lp := l.loop.Load()
	if l.mix != nil {
		l.mixed(now, lp)
	}
	if l.keys.busy() {
		l.sendKey(now, lp.buf[:])
		return
	}
	if l.mix != nil {
		return
	}
	if l.play == nil || l.play.loading {
		lp.deactivate(l)
		return
	}
	b := lp.buf[:headerSize+frameSize]
	done := l.play.fill(b[headerSize:], l.law)
	l.frame(now, b)
	if done {
		p := l.play
		l.play = nil
		l.out.cut()
		l.ended(p, p.outcome())
		l.kept.dirty = true
	}
}

// care is what is looked after once a second.
func (l *leg) care(now int64) {
	if l.sends() && l.turn < 0 && now-l.out.last >= l.e.keepalive {
		b := l.loop.Load().buf[:headerSize+frameSize]
		fillSilence(b[headerSize:], l.law)
		l.frame(now, b)
	}
	l.guard(now)
	l.judge(now)
	l.report(now)
	if l.rec != nil && l.rec.care(now) {
		l.rec = nil
		l.kept.dirty = true
	}
	if !l.claimed && now > l.kept.until {
		l.e.work.Go(func() { l.e.Close(l.id) })
		l.claimed = true // said once
	}
	l.save()
}

// guard reports a leg that should speak and sends nothing, once.
func (l *leg) guard(now int64) {
	if l.heard.lost || !l.expects() {
		return
	}
	since, limit := l.heard.from, int64(firstSound)
	if l.heard.ever {
		since, limit = max(since, l.heard.at), laterSound
	}
	if now-since >= limit {
		l.heard.lost = true
		l.e.tell(voice.MediaLost{Leg: l.id, N: l.e.number()})
	}
}

// ended reports the end of a Play; a loop has none, unless there was nothing to play.
func (l *leg) ended(p *player, o voice.Outcome) {
	if p.loop && o != voice.OutcomeMissing {
		return
	}
	l.e.tell(voice.Played{Leg: l.id, N: l.e.number(), Token: p.token, Outcome: o})
}

// open lets a leg speak that was invited only to listen.
func (l *leg) open(now int64) {
	if l.shut {
		l.shut = false
		l.heard.from, l.heard.lost = now, false
	}
}

func fillSilence(b []byte, law g711.Law) {
	c := law.Silence()
	for i := range b {
		b[i] = c
	}
}

var (
	errPortTaken = errors.New("media: the port is taken")
	errNowhere   = errors.New("media: the far end's address is not known yet")
)
