package app

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"gudok/base/problem"
	"gudok/id"
	"gudok/office/menu"
	"gudok/office/speech"
	"gudok/voice"
	"gudok/voice/media/prompts"
	"gudok/voice/media/sound"
)

// sounds is where the media engine finds prompts: shipped ones in the program, spoken texts
// in the speech room, uploaded ones in the menus' room.
type sounds struct{ h *house }

// Open implements media.Prompts.
func (s sounds) Open(p id.Prompt) (alaw, ulaw []byte, err error) {
	if strings.HasPrefix(string(p), "std_") {
		return s.h.library.Open(p)
	}
	if id.Kind(string(p)) == speech.Kind {
		return s.h.speech.Sound(context.Background(), p)
	}
	return s.h.menus.Sound(context.Background(), p)
}

// shipped is menu.Standard.
type shipped struct{ *prompts.Library }

func (s shipped) List() []menu.StandardPrompt {
	var list []menu.StandardPrompt
	for _, p := range s.Library.List() {
		list = append(list, menu.StandardPrompt{ID: p.ID, Lang: string(p.Lang), Said: p.Said, MS: p.Length.Milliseconds()})
	}
	return list
}

// encoder is menu.Encoder.
type encoder struct{}

func (encoder) Encode(file []byte, longest time.Duration) (alaw, ulaw []byte, err error) {
	e, err := sound.EncodeWithin(file, longest)
	if err == nil {
		return e.ALaw, e.ULaw, nil
	}
	kind := string(sound.KindOf(file))
	switch {
	case errors.Is(err, sound.ErrTooBig):
		return nil, nil, problem.New(problem.Invalid, "prompt.too_big", "max_mb", strconv.Itoa(sound.MaxBytes>>20))
	case errors.Is(err, sound.ErrTooLong):
		return nil, nil, problem.New(problem.Invalid, "prompt.too_long", "max_s", strconv.Itoa(int(longest/time.Second)))
	case errors.Is(err, sound.ErrKind):
		return nil, nil, problem.New(problem.Invalid, "prompt.kind", "kind", kind)
	case errors.Is(err, sound.ErrFormat):
		return nil, nil, problem.New(problem.Invalid, "prompt.encoding")
	case errors.Is(err, sound.ErrChannels):
		return nil, nil, problem.New(problem.Invalid, "prompt.channels")
	case errors.Is(err, sound.ErrRate):
		return nil, nil, problem.New(problem.Invalid, "prompt.rate")
	case errors.Is(err, sound.ErrSilent):
		return nil, nil, problem.New(problem.Invalid, "prompt.silent")
	}
	return nil, nil, problem.New(problem.Invalid, "prompt.broken", "kind", kind, "why", err.Error())
}

// encodeSpeech is speech.Options.Encode.
func encodeSpeech(file []byte) (alaw, ulaw []byte, err error) {
	e, err := sound.Encode(file)
	return e.ALaw, e.ULaw, err
}

// spooled is recording.Spool: the engine's folder of closed recordings.
type spooled struct{ h *house }

func (s spooled) Open(rec id.Recording) (io.ReadSeekCloser, error) {
	return s.h.sound.Spool().Open(rec)
}
func (s spooled) Remove(rec id.Recording) error { return s.h.sound.Spool().Remove(rec) }

// spoken is the shipped prompt "std_x" in a language, "std_uk_x"; what has no such variant
// (music, uploaded sounds) stays as it is.
func (h *house) spoken(lang string, p id.Prompt) id.Prompt {
	name, ok := strings.CutPrefix(string(p), "std_")
	if !ok {
		return p
	}
	if found, ok := h.library.Find(prompts.Lang(lang).Name(name)); ok {
		return found.ID
	}
	return p
}

// phrase is a sentence about a number in a language; the library's where none is named.
func (h *house) phrase(lang string, s voice.Sound) []id.Prompt {
	l := prompts.Lang(lang)
	if !slices.Contains(prompts.Langs(), l) {
		l = h.library.Lang()
	}
	switch s.Phrase {
	case voice.PhraseWait:
		return l.WaitTime(s.N)
	case voice.PhraseWaitRange:
		return l.WaitRange(s.N, s.To)
	case voice.PhrasePosition:
	}
	return l.Position(s.N)
}
