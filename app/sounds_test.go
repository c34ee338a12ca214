package app

import (
	"os"
	"testing"
	"time"

	"gudok/base/problem"
)

func TestAnUploadIsTakenOrSaysWhatIsWrong(t *testing.T) {
	read := func(name string) []byte {
		b, err := os.ReadFile("../voice/media/sound/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	mp3 := read("tone.mp3")
	for _, c := range []struct {
		name    string
		file    []byte
		longest time.Duration
		code    string
	}{
		{"MP3", mp3, time.Minute, ""},
		{"FLAC", read("tone.flac"), time.Minute, ""},
		{"Ogg-Opus", read("tone-speech.opus"), time.Minute, ""},
		{"a sermon", mp3, time.Second, "prompt.too_long"},
		{"Ogg-Vorbis", read("tone.ogg"), time.Minute, "prompt.kind"},
		{"a script", []byte("#!/bin/sh"), time.Minute, "prompt.kind"},
		{"half a header", []byte("RIFF\x00\x00\x00\x00WAVEfmt "), time.Minute, "prompt.broken"},
	} {
		a, u, err := encoder{}.Encode(c.file, c.longest)
		if e := problem.Of(err); (err != nil || c.code != "") && (e == nil || e.Code != c.code) {
			t.Errorf("%s: %v, want %q", c.name, err, c.code)
		}
		if c.code == "" && (len(a) < 9000 || len(a) != len(u)) {
			t.Errorf("%s: %d and %d samples", c.name, len(a), len(u))
		}
	}
}
