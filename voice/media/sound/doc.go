// Package sound turns a file of any common kind (WAV, MP3, FLAC, Ogg-Opus) into what a
// telephone plays: 8 kHz in both laws of G.711, at one loudness, so that an uploaded greeting
// is not louder or softer than the prompts around it. What cannot be used is refused with the
// reason.
//
// Read in this order: encode.go (the way of a file), kind.go, decode.go (WAV), packed.go (the
// others, by libraries), resample.go, loudness.go.
package sound
