package sound

import "math"

const (
	// Target is the loudness of speech in all prompts, dBFS: what telephone networks carry
	// at (ITU-T P.56 measures speech at about -26 dBov; prompts are a little louder, as
	// recordings are).
	Target = -20.0
	// peak: nothing goes above -1 dBFS.
	peak = 0.89
	// window of the measurement and how far below the loudest window a pause begins.
	window = 160
	pause  = 20.0 // dB
	// nothing: a file whose loudest 20 ms are below -60 dBFS holds no sound.
	nothing = -60.0
	// mostGain keeps the noise of a very soft recording from being lifted to speech.
	mostGain = 30.0 // dB
)

// Level brings the loudness of what is not pause to dB (dBFS), and bends peaks that would
// be too high back below full scale. false: there is nothing to hear.
func Level(s []float64, dB float64) bool {
	centre(s)
	now := Loudness(s)
	if now < nothing {
		return false
	}
	gain := math.Pow(10, min(dB-now, mostGain)/20)
	for i, v := range s {
		s[i] = bend(v * gain)
	}
	return true
}

// Loudness is the RMS of the windows that are not pause, in dBFS; -Inf for silence.
func Loudness(s []float64) float64 {
	var powers []float64
	loudest := 0.0
	for i := 0; i < len(s); i += window {
		w := s[i:min(i+window, len(s))]
		sum := 0.0
		for _, v := range w {
			sum += v * v
		}
		p := sum / float64(len(w))
		powers = append(powers, p)
		loudest = max(loudest, p)
	}
	floor := loudest * math.Pow(10, -pause/10)
	sum, n := 0.0, 0
	for _, p := range powers {
		if p >= floor {
			sum += p
			n++
		}
	}
	if n == 0 || sum == 0 {
		return math.Inf(-1)
	}
	return 10 * math.Log10(sum/float64(n))
}

// centre takes away a constant offset, which cheap sound cards add.
func centre(s []float64) {
	mean := 0.0
	for _, v := range s {
		mean += v
	}
	mean /= float64(max(1, len(s)))
	for i := range s {
		s[i] -= mean
	}
}

// bend is a soft knee: straight up to half of the peak, never above it.
func bend(v float64) float64 {
	const knee = peak / 2
	a := math.Abs(v)
	if a <= knee {
		return v
	}
	return math.Copysign(knee+(peak-knee)*math.Tanh((a-knee)/(peak-knee)), v)
}
