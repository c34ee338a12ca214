package sound

import "math"

// taps on each side of a sample, counted at the lower of the two rates: a transition of
// 3.4 to 4 kHz at 8 kHz with aliases below -60 dB.
const taps = 24

// Resample brings samples from one rate to another by a windowed sinc, band-limited to what
// the lower rate can carry. Nothing is done when the rates are equal.
func Resample(s []float64, from, to int) []float64 {
	if from == to || len(s) == 0 {
		return s
	}
	step := float64(from) / float64(to)
	half := taps * max(1, step)
	k := kernel(half, 0.94*min(1, 1/step)) // of the source's Nyquist frequency
	out := make([]float64, int(float64(len(s))/step))
	for i := range out {
		at := float64(i) * step
		first, last := max(0, int(math.Ceil(at-half))), min(len(s)-1, int(at+half))
		var sum, weight float64
		for j := first; j <= last; j++ {
			w := k[int(math.Abs(float64(j)-at)*fine+0.5)]
			sum += s[j] * w
			weight += w
		}
		if weight > 1e-6 {
			out[i] = sum / weight // also at the edges, where half of the window is missing
		}
	}
	return out
}

// fine is how many places of the kernel there are between two samples of the source.
const fine = 1024

// kernel is one side of the windowed sinc, so that ten minutes take seconds.
func kernel(half, cut float64) []float64 {
	k := make([]float64, int(half*fine)+2)
	for i := range k {
		d := float64(i) / fine
		if d < half {
			k[i] = sinc(d*cut) * blackman(d/half)
		}
	}
	return k
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

// blackman is the window over -1 to 1.
func blackman(x float64) float64 {
	return 0.42 + 0.5*math.Cos(math.Pi*x) + 0.08*math.Cos(2*math.Pi*x)
}
