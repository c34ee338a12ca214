package media

import (
	"math"

	"gudok/voice"
)

const (
	// qualityNS is how often a leg's quality is looked at.
	qualityNS = 10_000_000_000
	// oneWayNS without a packet, while so many of ours went out, is sound in one direction
	// only: half of what a conversation sends in that time, ten times what a keepalive does.
	oneWayNS      = 10_000_000_000
	oneWayPackets = 250

	// A change is worth saying from here on.
	lossStep   = 0.5 // percent
	jitterStep = 5.0 // ms
	mosStep    = 0.1
)

// quality is what a leg knows of its own quality.
type quality struct {
	due    int64
	told   bool
	said   voice.Quality
	marked uint64 // packets that we had sent when the far end was last heard
	oneWay bool
}

// judge is called once a second. It says what has changed enough, one-way sound at once.
func (l *leg) judge(now int64) {
	q := &l.quality
	was := q.oneWay
	q.oneWay = l.unheard(now)
	due := now >= q.due
	if due || !l.heard.sound {
		q.due = now + qualityNS
	}
	if q.oneWay == was && (!due || !l.heard.sound) {
		return
	}
	v := l.measure()
	if q.oneWay != was || !q.told || math.Abs(v.LossPct-q.said.LossPct) >= lossStep ||
		math.Abs(v.JitterMS-q.said.JitterMS) >= jitterStep || math.Abs(v.MOS-q.said.MOS) >= mosStep {
		l.tellQuality(v)
	}
}

// lastWord tells the quality of a leg that ends.
func (l *leg) lastWord() {
	if (l.heard.sound || l.quality.told) && !l.e.ending.Load() {
		l.tellQuality(l.measure())
	}
}

func (l *leg) tellQuality(v voice.Quality) {
	l.quality.told, l.quality.said = true, v
	v.N = l.e.number()
	l.e.tell(v)
}

// unheard reports whether we speak and the far end, which should, does not.
func (l *leg) unheard(now int64) bool {
	q := &l.quality
	since := l.heard.from
	if l.heard.sound {
		since = max(since, l.heard.soundAt)
	}
	if !l.expects() || now-since < 2*careNS {
		q.marked = l.out.packets
		return false
	}
	return now-since >= oneWayNS && (q.oneWay || l.out.packets-q.marked >= oneWayPackets)
}

// measure is the quality of all that the leg has heard so far.
func (l *leg) measure() voice.Quality {
	v := voice.Quality{Leg: l.id, OneWay: l.quality.oneWay}
	if !l.heard.sound {
		return v
	}
	lost := float64(l.in.lost() + l.in.earlier)
	v.LossPct = round(100 * lost / max(1, lost+float64(l.in.total)))
	v.JitterMS = round(l.in.jitterMS())
	v.MOS = round(MOS(v.LossPct, v.JitterMS))
	return v
}

func round(v float64) float64 { return math.Round(v*100) / 100 }

// MOS is an estimate of how well people would say that they hear, 1 to 4.5, of lost packets
// in percent and jitter in ms. It is the E-model (ITU-T G.107) with its default values, so
// that R begins at 93.2, and what can be known here:
//
//	R   = 93.2 - Id - Ie
//	Id  = 0.024 d + 0.11 (d - 177.3) where d > 177.3      (delay)
//	d   = 20 ms packet + 40 ms buffer + 2 jitter           (the way itself is not measured)
//	Ie  = 95 loss / (loss + 25.1)                          (G.113 app. I: G.711 with concealment)
//	MOS = 1 + 0.035 R + R (R - 60)(100 - R) 7e-6           (G.107 annex B)
func MOS(lossPct, jitterMS float64) float64 {
	d := 20 + 40 + 2*jitterMS
	r := 93.2 - 0.024*d - 0.11*max(0, d-177.3) - 95*lossPct/(lossPct+25.1)
	switch {
	case r <= 0:
		return 1
	case r >= 100:
		return 4.5
	}
	return max(1, 1+0.035*r+r*(r-60)*(100-r)*7e-6)
}
