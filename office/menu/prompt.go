package menu

import (
	"strings"
	"time"

	"gudok/base/problem"
	"gudok/id"
)

// A Prompt is an uploaded sound. It never changes: another sound is another prompt, so that
// what an old call heard can still be heard.
type Prompt struct {
	ID        id.Prompt `json:"id"`
	Tenant    id.Tenant `json:"tenant"` // id.House: for all tenants
	Name      string    `json:"name"`
	Lang      string    `json:"lang"` // ru, uk, en, "" none
	Said      string    `json:"said"` // what is said in it, for people who cannot listen now
	MS        int64     `json:"ms"`
	CreatedAt int64     `json:"created_at"`
	Version   int       `json:"version"`

	SHAALaw string `json:"sha_alaw"` // of the blobs, lower-case hex
	SHAULaw string `json:"sha_ulaw"`
}

// A StandardPrompt is one shipped with gudok.
type StandardPrompt struct {
	ID   id.Prompt // "std_…"
	Lang string
	Said string
	MS   int64
}

// Standard is the shipped sounds; app ties it to voice/media.
type Standard interface {
	List() []StandardPrompt
	// Open is one in both laws, 8 kHz. fs.ErrNotExist: there is none of that name.
	Open(p id.Prompt) (alaw, ulaw []byte, err error)
}

// An Encoder makes of an uploaded file (WAV, MP3, FLAC, Ogg-Opus) both laws of G.711 at 8 kHz,
// at the loudness of all prompts. What cannot be used is refused with a problem whose code
// begins with "prompt." and says why.
type Encoder interface {
	Encode(file []byte, longest time.Duration) (alaw, ulaw []byte, err error)
}

const (
	maxPrompts = 5_000
	maxSaid    = 2_000 // what a person can say in two minutes
)

func (p *Prompt) check() error {
	p.Name, p.Said = strings.TrimSpace(p.Name), strings.TrimSpace(p.Said)
	if err := checkName("prompt", p.Name); err != nil {
		return err
	}
	switch {
	case p.Tenant == "":
		return problem.New(problem.Invalid, "prompt.tenant_missing")
	case p.Lang != "" && p.Lang != "ru" && p.Lang != "uk" && p.Lang != "en":
		return problem.New(problem.Invalid, "prompt.lang_unknown", "lang", p.Lang)
	case len([]rune(p.Said)) > maxSaid:
		return problem.New(problem.Invalid, "prompt.said_too_long")
	}
	return nil
}

// blobs are the names under which the prompt's two sounds are stored.
func (p *Prompt) blobs() (alaw, ulaw string) {
	return "prompt/" + string(p.ID) + ".alaw", "prompt/" + string(p.ID) + ".ulaw"
}

// shipped reports whether the name is of a sound that comes with gudok.
func shipped(p id.Prompt) bool { return strings.HasPrefix(string(p), "std_") }
