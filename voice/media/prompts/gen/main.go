// Command gen makes the shipped sounds: the phrases by espeak-ng (a program of its own, not
// linked), the music by the few lines of music.go. Run it by "go generate" in the folder
// above after a text was changed; the sounds are committed, so nobody else needs espeak-ng.
package main

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"gudok/voice/media/g711"
	"gudok/voice/media/prompts"
	"gudok/voice/media/sound"
	"gudok/voice/media/wav"
)

// voices of espeak-ng, and how fast they speak (words a minute): digits a little slower.
const (
	phraseSpeed = "150"
	numberSpeed = "140"
)

func main() {
	texts := flag.String("texts", "texts", "folder of the texts")
	out := flag.String("out", "std", "folder of the sounds")
	flag.Parse()
	if err := run(*texts, *out); err != nil {
		log.Fatal(err)
	}
}

func run(texts, out string) error {
	if err := write(out, "music", music()); err != nil {
		return err
	}
	for lang, voice := range map[prompts.Lang]string{prompts.RU: "ru", prompts.UK: "uk", prompts.EN: "en-us"} {
		b, err := os.ReadFile(filepath.Join(texts, string(lang)+".txt"))
		if err != nil {
			return err
		}
		list, err := prompts.ParseTexts(b)
		if err != nil {
			return err
		}
		for _, t := range list {
			s, err := speak(voice, t)
			if err != nil {
				return fmt.Errorf("%s %s: %w", lang, t.Name, err)
			}
			if err := write(out, string(lang)+"_"+t.Name, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// speak is one text at 8 kHz, levelled, with its pauses cut to what a list of words needs.
func speak(voice string, t prompts.Text) ([]float64, error) {
	speed, tail := phraseSpeed, 250
	if !strings.HasSuffix(t.Said, ".") { // a part of a sentence: what follows comes soon
		speed, tail = numberSpeed, 40
	}
	cmd := exec.Command("espeak-ng", "-v", voice, "-s", speed, "--stdout", t.Said)
	cmd.Stderr = os.Stderr
	file, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	e, err := sound.Encode(file)
	if err != nil {
		return nil, err
	}
	s := make([]float64, len(e.ALaw))
	for i, c := range e.ALaw {
		s[i] = float64(g711.A.Decode(c)) / 32768
	}
	return trim(s, tail), nil
}

// quiet is where speech begins and ends: -46 dBFS.
const quiet = 0.005

// trim leaves 20 ms before the first and tail ms after the last sound.
func trim(s []float64, tail int) []float64 {
	first, last := len(s), 0
	for i, v := range s {
		if v > quiet || v < -quiet {
			first, last = min(first, i), i
		}
	}
	s = s[max(0, first-160):min(len(s), last+1)]
	return append(s, make([]float64, tail*8)...)
}

// write is an A-law WAV with the shortest header there is: hundreds of files are one word long.
func write(dir, name string, s []float64) error {
	alaw, _ := sound.Squeeze(s)
	if len(alaw)%2 == 1 {
		alaw = append(alaw, g711.A.Silence())
	}
	le := binary.LittleEndian
	b := []byte("RIFF")
	b = le.AppendUint32(b, uint32(4+8+16+8+len(alaw)))
	b = append(b, "WAVEfmt "...)
	b = le.AppendUint32(b, 16)
	b = le.AppendUint16(b, wav.TagALaw)
	b = le.AppendUint16(b, 1)
	b = le.AppendUint32(b, g711.Rate)
	b = le.AppendUint32(b, g711.Rate)
	b = le.AppendUint16(b, 1)
	b = le.AppendUint16(b, 8)
	b = append(b, "data"...)
	b = le.AppendUint32(b, uint32(len(alaw)))
	b = append(b, alaw...)
	if _, err := wav.Parse(bytes.NewReader(b), int64(len(b))); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name+".wav"), b, 0o644)
}
