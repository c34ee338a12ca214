package media

import (
	"gudok/id"
	"gudok/voice"
)

// Do obeys a sound command at once; commands of signalling and unknown legs are ignored.
func (e *Engine) Do(c voice.Command) {
	switch c := c.(type) {
	case voice.Hear:
		e.hear(c)
		return
	case voice.Bridge:
		e.bridge(c)
		return
	case voice.Part:
		e.part(c)
		return
	case voice.Record:
		e.record(c)
		return
	case voice.StopRecord:
		e.stopRecord(c)
		return
	case voice.Invite, voice.Ring, voice.Accept, voice.End:
		return
	}
	l := e.find(c.On())
	if l == nil {
		return
	}
	lp := l.lock()
	defer lp.mu.Unlock()
	if l.closed {
		return
	}
	switch c := c.(type) {
	case voice.Play:
		l.startPlay(c)
	case voice.Silence:
		l.silence()
	case voice.Listen:
		l.listen = c.Token
	case voice.Open:
		l.open(e.clock())
	case voice.Mute:
		l.muted = c.Muted
	case voice.SendDigits:
		l.sendKeys(c.Digits)
		return // nothing of it is kept
	}
	l.changed()
}

// startPlay plays at once when every prompt is in memory, else after they are fetched
// elsewhere: a disk must not hold up the loop.
func (l *leg) startPlay(c voice.Play) {
	l.silence()
	p := &player{token: c.Token, what: c.What, loop: c.Loop, loading: true}
	l.play = p
	if list, missing, ok := l.e.sounds.ready(c.What); ok {
		l.loaded(p, list, missing)
		return
	}
	l.e.work.Go(func() {
		list, missing := l.e.sounds.fetch(c.What)
		lp := l.lock()
		defer lp.mu.Unlock()
		if l.play == p && !l.closed {
			l.loaded(p, list, missing)
		}
	})
}

func (l *leg) loaded(p *player, list []sound, missing []id.Prompt) {
	for _, m := range missing {
		l.e.log.Warn("prompt is missing", "prompt", m, "leg", l.id)
		l.e.missing.Add(1)
	}
	p.sounds, p.loading, p.missing = list, false, len(missing) > 0
	if p.empty() {
		l.play = nil
		l.ended(p, p.outcome())
		return
	}
	l.loop.Load().activate(l)
}
