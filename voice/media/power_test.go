package media

import (
	"math"

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
