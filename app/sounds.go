package app

import (
	"context"
	"io"
	"strings"

	"gudok/id"
	"gudok/office/menu"
	"gudok/voice/media"
	"gudok/voice/media/prompts"
)

// sounds is where the media engine finds prompts: shipped ones in the program, uploaded ones
// in the menus' room.
type sounds struct{ h *house }

// Open implements media.Prompts.
func (s sounds) Open(p id.Prompt) (alaw, ulaw []byte, err error) {
	if strings.HasPrefix(string(p), "std_") {
		return shipped{}.Open(p)
	}
	return s.h.menus.Sound(context.Background(), p)
}

// shipped is menu.Standard.
type shipped struct{}

func (shipped) Open(p id.Prompt) (alaw, ulaw []byte, err error) { return prompts.Open(p) }

func (shipped) List() []menu.StandardPrompt {
	var list []menu.StandardPrompt
	for _, p := range prompts.List() {
		list = append(list, menu.StandardPrompt{ID: p.ID, Lang: p.Lang, Text: p.Text, MS: p.MS})
	}
	return list
}

// encoder is menu.Encoder.
type encoder struct{}

func (encoder) Encode(pcm []int16) (alaw, ulaw []byte) { return media.EncodePCM(pcm) }

// spooled is recording.Spool: the engine's folder of closed recordings.
type spooled struct{ h *house }

func (s spooled) Open(rec id.Recording) (io.ReadSeekCloser, error) {
	return s.h.sound.Spool().Open(rec)
}
func (s spooled) Remove(rec id.Recording) error { return s.h.sound.Spool().Remove(rec) }
