package speech

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gudok/base/problem"
	"gudok/id"
)

// Kind is the prefix of a spoken prompt's name.
const Kind = "say"

// A Spoken is a text that has become a sound.
type Spoken struct {
	ID     id.Prompt
	Tenant id.Tenant
	Lang   string
	MS     int64
	Kept   bool
	MadeAt int64 // ms UTC
	UsedAt int64
}

// Limits, each with its reason.
const (
	// maxText is two minutes of speech: callers do not listen longer.
	maxText = 2_000
	// maxSound is what two minutes at 22 kHz and slow speech may need.
	maxSound = 16 << 20
	// maxTime: espeak-ng speaks a hundred times faster than life; more is a program that hangs.
	maxTime = 20 * time.Second
	// atOnce bounds programs that run at one time: each takes a core.
	atOnce = 2
	// forget is how long a text that was said once stays: the call it was said in is over.
	forget     = 24 * time.Hour
	sweepEvery = time.Hour
	sweepBatch = 200
	// statusFor is how long an answer about the program is believed.
	statusFor = time.Minute
)

// voice is the program's voice of a language, "" when there is none.
func voice(lang string) string {
	switch lang {
	case "ru", "uk":
		return lang
	case "en":
		return "en-gb"
	}
	return ""
}

// Langs are the languages that can be spoken.
func Langs() []string { return []string{"en", "ru", "uk"} }

// clean is the text as it is spoken and named: white space and what cannot be said are gone.
func clean(lang, text string) (string, error) {
	if !slices.Contains(Langs(), lang) {
		return "", problem.New(problem.Invalid, "speech.bad_lang", "lang", lang)
	}
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return "", problem.New(problem.Invalid, "speech.empty")
	case n > maxText:
		return "", problem.New(problem.Invalid, "speech.too_long")
	}
	return text, nil
}

// nameOf is the prompt of a text. The tenant is part of it: what one client has said must
// not be found, nor kept, by another's words.
func nameOf(t id.Tenant, lang, text string) id.Prompt {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(t), lang, voice(lang), text}, "\x00")))
	return id.Prompt(Kind + "_" + hex.EncodeToString(sum[:20])) // id.Valid's 64 bytes; 160 bits do not clash
}

// blobs are the names under which the two sounds are stored.
func blobs(p id.Prompt) (alaw, ulaw string) {
	return "speech/" + string(p) + ".alaw", "speech/" + string(p) + ".ulaw"
}
