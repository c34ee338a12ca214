package app

import (
	"slices"

	"gudok/id"
	"gudok/voice"
)

// An obeyer takes commands and returns at once: a gate or the media engine. It ignores
// commands and legs that are not its own.
type obeyer interface{ Do(voice.Command) }

// An exchange hands the floor's commands to whom they concern. Signalling goes to both
// gates, which know their own legs; only an Invite has to be told whose it is. An Open is
// signalling and sound.
type exchange struct {
	sip, browser, sound obeyer
	// spoken is the shipped prompt of that name in a language.
	spoken func(lang string, p id.Prompt) id.Prompt
	// phrase is a sentence with a number in it, in a language ("" is the house's).
	phrase func(lang string, s voice.Sound) []id.Prompt
}

// Do implements floor.Hands.
func (x *exchange) Do(c voice.Command) {
	switch c := c.(type) {
	case voice.Invite:
		if c.To.Agent != "" {
			x.browser.Do(c)
			return
		}
		x.sip.Do(c)
	case voice.Ring, voice.Accept, voice.End:
		x.sip.Do(c)
		x.browser.Do(c)
	case voice.Open:
		x.sound.Do(c)
		x.sip.Do(c)
		x.browser.Do(c)
	case voice.Play:
		x.sound.Do(x.inWords(c))
	default:
		x.sound.Do(c)
	}
}

// inWords names the shipped prompts of c by their language and says its numbers in it.
func (x *exchange) inWords(c voice.Play) voice.Play {
	counts := slices.ContainsFunc(c.What, func(s voice.Sound) bool { return s.Phrase != "" })
	if c.Lang == "" && !counts {
		return c
	}
	what := make([]voice.Sound, 0, len(c.What))
	for _, s := range c.What {
		switch {
		case s.Phrase != "":
			for _, p := range x.phrase(c.Lang, s) {
				what = append(what, voice.Sound{Prompt: p})
			}
			continue
		case s.Prompt != "" && c.Lang != "":
			s.Prompt = x.spoken(c.Lang, s.Prompt)
		}
		what = append(what, s)
	}
	c.What = what
	return c
}
