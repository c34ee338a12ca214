package prompts

import (
	"bufio"
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/wav"
)

//go:embed std texts
var files embed.FS

// A Lang is a language that prompts are shipped in.
type Lang string

const (
	RU Lang = "ru"
	UK Lang = "uk"
	EN Lang = "en"
)

// Langs are all languages.
func Langs() []Lang { return []Lang{RU, UK, EN} }

// The names of the phrases, and of the music.
const (
	PleaseWait     = "please_wait"
	AllBusy        = "all_busy"
	Connecting     = "connecting"
	RecordNotice   = "record_notice"
	Voicemail      = "voicemail" // leave a message after the tone
	VoicemailSaved = "voicemail_saved"
	CallbackSaved  = "callback_saved"
	CallbackOffer  = "callback_offer" // press one to be called back
	WrongKey       = "wrong_key"
	HoldLate       = "hold_late" // the agent has not come back when promised
	Apology        = "apology"   // a technical error
	Closed         = "closed"    // outside of the opening hours
	Goodbye        = "goodbye"

	position  = "position"
	waitTime  = "wait_time"
	waitShort = "wait_short"
	waitUpTo  = "wait_upto"
	waitLong  = "wait_long"
	minutes   = "minute_" // + one, few, many

	// Music is a quiet loop of our own for people who wait.
	Music id.Prompt = prefix + "music"
)

const prefix = "std_"

// Name is the prompt of a phrase in a language.
func (l Lang) Name(phrase string) id.Prompt { return id.Prompt(prefix + string(l) + "_" + phrase) }

// Sounds are prompts as a Play wants them.
func Sounds(list ...id.Prompt) []voice.Sound {
	s := make([]voice.Sound, 0, len(list))
	for _, p := range list {
		s = append(s, voice.Sound{Prompt: p})
	}
	return s
}

// A Prompt is one shipped sound.
type Prompt struct {
	ID     id.Prompt
	Lang   Lang   // "" for music
	Said   string // what is said
	Length time.Duration
}

// A Library hands out the shipped sounds. It is safe for concurrent use.
type Library struct {
	lang  Lang
	list  []Prompt
	texts map[id.Prompt]Prompt
}

// New is the library whose unnamed language is lang ("" or an unknown one: RU).
func New(lang Lang) (*Library, error) {
	if !slices.Contains(Langs(), lang) {
		lang = RU
	}
	l := &Library{lang: lang, texts: map[id.Prompt]Prompt{}}
	l.add(Prompt{ID: Music, Said: "♪"})
	for _, lang := range Langs() {
		texts, err := Texts(lang)
		if err != nil {
			return nil, err
		}
		for _, t := range texts {
			l.add(Prompt{ID: lang.Name(t.Name), Lang: lang, Said: t.Said})
		}
	}
	return l, nil
}

func (l *Library) add(p Prompt) {
	if a, _, err := l.Open(p.ID); err == nil {
		p.Length = time.Duration(len(a)) * time.Second / g711.Rate
	}
	l.list = append(l.list, p)
	l.texts[p.ID] = p
}

// Lang is the language of what is named without one.
func (l *Library) Lang() Lang { return l.lang }

// List is all shipped sounds: music, then each language in the order of its texts.
func (l *Library) List() []Prompt { return slices.Clone(l.list) }

// Find is one shipped sound by its full name.
func (l *Library) Find(p id.Prompt) (Prompt, bool) {
	x, ok := l.texts[p]
	return x, ok
}

// Open is a sound in both laws, 8 kHz. fs.ErrNotExist: there is none of that name.
func (l *Library) Open(p id.Prompt) (alaw, ulaw []byte, err error) {
	name, ok := strings.CutPrefix(string(p), prefix)
	if !ok || strings.ContainsAny(name, "/.\\") {
		return nil, nil, fmt.Errorf("prompt %s: %w", p, fs.ErrNotExist)
	}
	for _, path := range []string{name, string(l.lang) + "_" + name} {
		b, err := files.ReadFile("std/" + path + ".wav")
		if err != nil {
			continue
		}
		in, err := wav.Parse(bytes.NewReader(b), int64(len(b)))
		if err != nil || in.Tag != wav.TagALaw || in.Rate != g711.Rate || in.Channels != 1 {
			return nil, nil, fmt.Errorf("prompt %s is shipped in a wrong form: %+v %w", p, in, err)
		}
		alaw = bytes.Clone(b[in.Offset:][:in.Bytes])
		ulaw = bytes.Clone(alaw)
		g711.Recode(ulaw, g711.A, g711.U)
		return alaw, ulaw, nil
	}
	return nil, nil, fmt.Errorf("prompt %s: %w", p, fs.ErrNotExist)
}

// A Text is what one sound of a language says.
type Text struct{ Name, Said string }

// Texts are all sounds of a language, in their order.
func Texts(l Lang) ([]Text, error) {
	b, err := files.ReadFile("texts/" + string(l) + ".txt")
	if err != nil {
		return nil, err
	}
	return ParseTexts(b)
}

// ParseTexts reads "name = what is said" lines; # begins a comment line.
func ParseTexts(b []byte) (texts []Text, err error) {
	lines := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, said, ok := strings.Cut(line, " = ")
		if !ok {
			return nil, fmt.Errorf("line %d has no \" = \": %s", n, line)
		}
		texts = append(texts, Text{name, said})
	}
	return texts, lines.Err()
}
