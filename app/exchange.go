package app

import (
	"gudok/voice"
)

// An obeyer takes commands and returns at once: a gate or the media engine. It ignores
// commands and legs that are not its own.
type obeyer interface{ Do(voice.Command) }

// An exchange hands the floor's commands to whom they concern. Signalling goes to both
// gates, which know their own legs; only an Invite has to be told whose it is.
type exchange struct {
	sip, browser, sound obeyer
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
	default:
		x.sound.Do(c)
	}
}
