package main

import (
	"math"

	"gudok/voice/media/g711"
	"gudok/voice/media/sound"
)

// The music for waiting: our own, 32 s, a slow walk through four chords in soft broken
// triads over a quiet bass, everything between 130 and 1000 Hz, where a telephone sounds
// best and where it tires least. Its end leads into its beginning.
const (
	beat  = 0.5 // seconds
	beats = 64
)

// chords, one for four beats each: C, a minor, F, G, C, e minor, F, G and a varied return.
// A number is a MIDI key; the first is the bass.
func chords() [][]int {
	return [][]int{
		{48, 64, 67, 72}, {45, 64, 69, 72}, {41, 65, 69, 72}, {43, 62, 67, 71},
		{48, 64, 67, 76}, {52, 64, 67, 71}, {41, 65, 69, 72}, {43, 65, 67, 71},
		{45, 64, 69, 72}, {41, 65, 69, 72}, {48, 64, 67, 72}, {43, 62, 67, 74},
		{41, 65, 69, 77}, {48, 64, 67, 76}, {50, 65, 69, 74}, {43, 62, 67, 71},
	}
}

// order of the broken triad, in beats and half beats.
func order() []int { return []int{1, 2, 3, 2, 1, 2, 3, 2} }

// melody is a few long notes over it: the beat and the key.
func melody() [][2]int {
	return [][2]int{
		{2, 79}, {6, 76}, {10, 77}, {14, 74}, {18, 79}, {22, 83}, {26, 81}, {30, 79},
		{34, 76}, {38, 77}, {42, 79}, {46, 74}, {50, 81}, {54, 79}, {58, 77}, {62, 74},
	}
}

// music is the loop, levelled below speech: -24 dBFS.
func music() []float64 {
	s := make([]float64, int(beats*beat*g711.Rate))
	for i, c := range chords() {
		at := float64(i) * 4 * beat
		note(s, at, 4*beat, c[0], 0.30)
		for k, o := range order() {
			note(s, at+float64(k)*beat/2, 1.6, c[o], 0.16)
		}
	}
	for _, m := range melody() {
		note(s, float64(m[0])*beat, 1.9, m[1], 0.12)
	}
	sound.Level(s, sound.Target-4)
	return s
}

// note adds a soft plucked tone: three partials that fade, the higher the sooner. What rings
// beyond the end sounds at the beginning, so that the loop has no seam.
func note(s []float64, at, length float64, key int, loud float64) {
	hz := 440 * math.Pow(2, float64(key-69)/12)
	from, n := int(at*g711.Rate), int(length*g711.Rate)
	for i := range n {
		t := float64(i) / g711.Rate
		rise := 1 - math.Exp(-t/0.012)
		fall := math.Min(1, (length-t)/0.15)
		v := math.Exp(-1.6*t)*math.Sin(2*math.Pi*hz*t) +
			0.25*math.Exp(-3*t)*math.Sin(4*math.Pi*hz*t) +
			0.08*math.Exp(-5*t)*math.Sin(6*math.Pi*hz*t)
		s[(from+i)%len(s)] += loud * rise * fall * v
	}
}
