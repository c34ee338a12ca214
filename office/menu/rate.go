package menu

import "math"

// telephone is the rate of everything that callers hear.
const telephone = 8_000

const (
	// lobes is how many zero crossings the filter has on each side: 24 give 60 dB against
	// what would fold back, which is below the noise of G.711.
	lobes = 24
	// passed is the part of the new band that is let through: the rest is the filter's slope.
	passed = 0.92
)

// to8k resamples by a windowed sinc: each new sample is the weighted mean of the old ones
// around its moment. Weights are computed once for each of the phases that occur.
func to8k(pcm []int16, rate int) []int16 {
	if rate == telephone || len(pcm) == 0 {
		return pcm
	}
	common := gcd(rate, telephone)
	up, down := telephone/common, rate/common // moment of new sample n is n*down/up old samples
	cut := passed * math.Min(1, float64(telephone)/float64(rate))
	half := int(math.Ceil(lobes / cut))
	weights := make([][]float64, up)
	out := make([]int16, len(pcm)*up/down)
	for n := range out {
		center, phase := n*down/up, n*down%up
		if weights[phase] == nil {
			weights[phase] = kernel(float64(phase)/float64(up), cut, half)
		}
		var sum float64
		for k, w := range weights[phase] {
			if at := center + k - half; at >= 0 && at < len(pcm) {
				sum += w * float64(pcm[at])
			}
		}
		out[n] = int16(math.Round(math.Max(math.MinInt16, math.Min(math.MaxInt16, sum))))
	}
	return out
}

// kernel is the weights of the old samples -half … +half around a moment that lies frac after
// sample 0, with a Blackman window, scaled to pass steady loudness unchanged.
func kernel(frac, cut float64, half int) []float64 {
	w := make([]float64, 2*half+1)
	var sum float64
	for k := range w {
		x := float64(k-half) - frac
		turn := math.Pi * (x/float64(half+1) + 1)
		window := 0.42 - 0.5*math.Cos(turn) + 0.08*math.Cos(2*turn)
		v := cut
		if x != 0 {
			v = math.Sin(math.Pi*cut*x) / (math.Pi * x)
		}
		w[k] = v * window
		sum += w[k]
	}
	for k := range w {
		w[k] /= sum
	}
	return w
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
