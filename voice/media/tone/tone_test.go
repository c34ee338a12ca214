package tone

import (
	"math"
	"testing"
	"time"

	"gudok/voice"
	"gudok/voice/media/g711"
)

// power is the share of the energy of b that lies at hz (Goertzel), 0 to 1.
func power(b []byte, l g711.Law, hz float64) float64 {
	w := 2 * math.Cos(2*math.Pi*hz/g711.Rate)
	var s1, s2, sum float64
	for _, c := range b {
		x := float64(l.Decode(c))
		s1, s2 = x+w*s1-s2, s1
		sum += x * x
	}
	if sum == 0 {
		return 0
	}
	return 2 * (s1*s1 + s2*s2 - w*s1*s2) / sum / float64(len(b))
}

func TestCadencesAreThoseOfTheCountry(t *testing.T) {
	for _, c := range []struct {
		country Country
		tone    voice.Tone
		on, off int // ms
		hz      float64
	}{
		{RU, voice.ToneRing, 1000, 4000, 425},
		{UA, voice.ToneRing, 1000, 4000, 425},
		{EU, voice.ToneRing, 1000, 4000, 425},
		{RU, voice.ToneBusy, 350, 350, 425},
		{UA, voice.ToneBusy, 350, 350, 425},
		{EU, voice.ToneBusy, 500, 500, 425},
		{RU, voice.ToneCongestion, 175, 175, 425},
		{EU, voice.ToneCongestion, 200, 200, 425},
		{"xx", voice.ToneBusy, 500, 500, 425},
		{RU, voice.ToneBeep, 300, 0, 1000},
	} {
		for _, l := range []g711.Law{g711.A, g711.U} {
			b, ok := c.country.Make(c.tone, l)
			if !ok {
				t.Fatalf("%s %s is not there", c.country, c.tone)
			}
			on, off := samples(c.on), samples(c.off)
			if len(b)%(on+off) != 0 {
				t.Errorf("%s %s: %d samples are not whole periods", c.country, c.tone, len(b))
			}
			if p := power(b[:on], l, c.hz); p < 0.9 {
				t.Errorf("%s %s %v: %.2f of it at %v Hz", c.country, c.tone, l, p, c.hz)
			}
			for _, s := range b[on : on+off] {
				if s != l.Silence() {
					t.Fatalf("%s %s %v: sound in the pause", c.country, c.tone, l)
				}
			}
		}
	}
}

func TestAToneThatDoesNotLoopLastsLongEnoughToBeKnown(t *testing.T) {
	if d := RU.Length(voice.ToneBusy); d < 2800*time.Millisecond || d > 4*time.Second {
		t.Errorf("busy lasts %v", d)
	}
	if d := RU.Length(voice.ToneBeep); d != 300*time.Millisecond {
		t.Errorf("the beep lasts %v", d)
	}
}

func TestAnUnknownToneIsRefused(t *testing.T) {
	if _, ok := RU.Make("siren", g711.A); ok {
		t.Error("siren was made")
	}
}

func TestKeysAreTheirTwoFrequencies(t *testing.T) {
	b := Key('7', 100, g711.U)
	if lo, hi := power(b, g711.U, 852), power(b, g711.U, 1209); lo < 0.35 || hi < 0.35 {
		t.Errorf("key 7 has %.2f at 852 Hz and %.2f at 1209 Hz", lo, hi)
	}
	if Key('x', 100, g711.A) != nil {
		t.Error("x is not a key")
	}
}
