package tone

import (
	"math"
	"time"

	"gudok/voice"
	"gudok/voice/media/g711"
)

// A Country is a set of cadences; all of them use 425 Hz.
type Country string

const (
	RU Country = "ru"
	UA Country = "ua"
	EU Country = "eu"
)

// level is the peak of a tone: -18 dBFS, about -15 dBm0, within the -15 to -5 dBm that
// ITU-T E.180 clause 7 leaves to networks and no louder than speech at -20 dBFS.
const level = 4100

// pitch is the frequency that ITU-T E.180 prefers and all three tables use.
const pitch = 425

// A burst is a stretch of one frequency (0: silence).
type burst struct {
	hz float64
	ms int
}

// A cadence is repeated until at least minMS have sounded: a Play that does not loop must
// still be recognised for what it is.
type cadence struct {
	bursts []burst
	minMS  int
}

// recognise: four periods of busy are what people (and other exchanges) need.
const recognise = 2800

// Sources: RU: Asterisk indications.conf [ru] (ring 1/4 s, busy 0.35/0.35, congestion
// 0.175/0.175; FreeSWITCH and the ITU list of 2010 also know 0.8/3.2 for ringing). UA: the
// national list has the same ring and busy; its congestion varies between exchanges and is
// taken as in RU. EU: ETSI TR 101 041-1 and CEPT T/CS 20-15 (ring 1/4, busy 0.5/0.5,
// congestion 0.2/0.2 as in DE, PT, NL). An unknown country is EU.
func (c Country) cadence(t voice.Tone) (cadence, bool) {
	busy, congestion := 500, 200
	if c == RU || c == UA {
		busy, congestion = 350, 175
	}
	switch t {
	case voice.ToneRing:
		return cadence{[]burst{{pitch, 1000}, {0, 4000}}, 5000}, true
	case voice.ToneBusy:
		return cadence{[]burst{{pitch, busy}, {0, busy}}, recognise}, true
	case voice.ToneCongestion:
		return cadence{[]burst{{pitch, congestion}, {0, congestion}}, recognise}, true
	case voice.ToneBeep:
		return cadence{[]burst{{1000, 300}}, 300}, true
	case voice.ToneDisconnect:
		return cadence{[]burst{{pitch, 120}, {0, 80}}, 600}, true
	}
	return cadence{}, false
}

// Make is one tone in one law: what a Play of it sends. A tone that repeats may be looped
// without a click. ok is false for a name that is not in the tables.
func (c Country) Make(t voice.Tone, l g711.Law) (sound []byte, ok bool) {
	cad, ok := c.cadence(t)
	if !ok {
		return nil, false
	}
	period := 0
	for _, b := range cad.bursts {
		period += b.ms
	}
	for n := 0; n < cad.minMS; n += period {
		for _, b := range cad.bursts {
			sound = appendSine(sound, l, samples(b.ms), b.hz)
		}
	}
	return sound, true
}

// Length is how long a Play of t sounds.
func (c Country) Length(t voice.Tone) time.Duration {
	b, _ := c.Make(t, g711.A)
	return time.Duration(len(b)) * time.Second / g711.Rate
}

// Key is the pair of tones of one key (ITU-T Q.23), ms long: for a far end without
// telephone-event. nil for what is not a key.
func Key(digit byte, ms int, l g711.Law) []byte {
	const rows = "123A456B789C*0#D"
	low, high := [4]float64{697, 770, 852, 941}, [4]float64{1209, 1336, 1477, 1633}
	for i := range len(rows) {
		if rows[i] == digit {
			return appendSine(nil, l, samples(ms), low[i/4], high[i%4])
		}
	}
	return nil
}

func samples(ms int) int { return ms * g711.Rate / 1000 }

// ramp of 4 ms at both ends keeps a burst from clicking.
const ramp = 32

func appendSine(to []byte, l g711.Law, n int, hz ...float64) []byte {
	for i := range n {
		v := 0.0
		for _, f := range hz {
			v += level * math.Sin(2*math.Pi*f*float64(i)/g711.Rate)
		}
		edge := min(i, n-1-i)
		if edge < ramp {
			v *= float64(edge) / ramp
		}
		if hz[0] == 0 {
			to = append(to, l.Silence())
			continue
		}
		to = append(to, l.Encode(int16(v)))
	}
	return to
}
