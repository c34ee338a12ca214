// Package sound turns a WAV file of any common kind into what a telephone plays: 8 kHz in
// both laws of G.711, at one loudness, so that an uploaded greeting is not louder or softer
// than the prompts around it.
//
// Read in this order: encode.go (the way of a file), decode.go (its samples), resample.go,
// loudness.go.
package sound
