package app

import (
	"gudok/id"
	"gudok/voice"
)

// An obeyer takes commands and returns at once: a gate or the media engine. It ignores
// commands and legs that are not its own.
type obeyer interface{ Do(voice.Command) }

// An exchange hands the floor's commands to whom they concern. Signalling goes to both
// gates, which know their own legs; only an Invite has to be told whose it is.
type exchange struct {
	sip, browser, sound obeyer
	// spoken is the shipped prompt of that name in a language.
	spoken func(lang string, p id.Prompt) id.Prompt
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
	case voice.Play:
		x.sound.Do(x.inWords(c))
	default:
		x.sound.Do(c)
	}
}

// inWords names the shipped prompts of c by their language.
func (x *exchange) inWords(c voice.Play) voice.Play {
	if c.Lang == "" {
		return c
	}
	what := make([]voice.Sound, len(c.What))
	for i, s := range c.What {
		if s.Prompt != "" {
			s.Prompt = x.spoken(c.Lang, s.Prompt)
		}
		what[i] = s
	}
	c.What = what
	return c
}
