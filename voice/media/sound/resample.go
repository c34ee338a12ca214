package sound

import "math"

// taps on each side of a sample, counted at the lower of the two rates: a transition of
// 3.4 to 4 kHz at 8 kHz with aliases below -60 dB.
const taps = 24

// A Resampler brings samples from one rate to another by a windowed sinc, band-limited to what
// the lower rate can carry, piece by piece, so that a long file need not be held at its own
// rate. Samples pass unchanged where the rates are equal.
type Resampler struct {
	step, half float64
	k          []float64
	buf        []float64 // of the source; the first is number base
	base       int
	got        int // samples of the source so far
	out        []float64
}

// NewResampler makes one; both rates are above 0.
func NewResampler(from, to int) *Resampler {
	r := &Resampler{step: float64(from) / float64(to)}
	if from != to {
		r.half = taps * max(1, r.step)
		r.k = kernel(r.half, 0.94*min(1, 1/r.step)) // of the source's Nyquist frequency
	}
	return r
}

// Add takes the next samples and keeps none of the slice.
func (r *Resampler) Add(s []float64) {
	if r.k == nil {
		r.out = append(r.out, s...)
		return
	}
	r.buf = append(r.buf, s...)
	r.got += len(s)
	r.run(r.got - int(r.half) - 2)
	// What no later sample needs is let go.
	if first := int(float64(len(r.out))*r.step-r.half) - 1; first-r.base > len(r.buf)/2 && first > r.base {
		n := copy(r.buf, r.buf[first-r.base:])
		r.buf, r.base = r.buf[:n], first
	}
}

// Finish is all that has come out, with what was waiting for more.
func (r *Resampler) Finish() []float64 {
	if r.k != nil {
		r.run(r.got)
		r.out = r.out[:min(len(r.out), int(float64(r.got)/r.step))]
	}
	return r.out
}

// run makes the samples whose place in the source is before upTo.
func (r *Resampler) run(upTo int) {
	for {
		at := float64(len(r.out)) * r.step
		if at > float64(upTo) {
			return
		}
		first, last := max(0, int(math.Ceil(at-r.half))), min(r.got-1, int(at+r.half))
		var sum, weight float64
		for j := first; j <= last; j++ {
			w := r.k[int(math.Abs(float64(j)-at)*fine+0.5)]
			sum += r.buf[j-r.base] * w
			weight += w
		}
		v := 0.0
		if weight > 1e-6 {
			v = sum / weight // also at the edges, where half of the window is missing
		}
		r.out = append(r.out, v)
	}
}

// Resample is a Resampler for samples that are there already.
func Resample(s []float64, from, to int) []float64 {
	if from == to {
		return s
	}
	r := NewResampler(from, to)
	r.Add(s)
	return r.Finish()
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
