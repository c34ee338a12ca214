// Package wav reads and writes the headers of RIFF WAVE files: two-channel G.711 recordings
// of our own, and whatever people upload.
//
// Read in this order: header.go (what we write), parse.go (what we understand).
package wav
