package media

import (
	"gudok/voice"
	"gudok/voice/media/g711"
)

// A sound is one piece of a Play in both laws, or so many samples of silence. Sounds are
// shared between all legs that hear them and never changed.
type sound struct {
	alaw, ulaw []byte
	silent     int
}

func (s *sound) len() int {
	if s.silent > 0 {
		return s.silent
	}
	return len(s.alaw)
}

// A player is what a leg hears of a Play. Only its place in the list is its own: a hundred
// callers with music cost one copy of the music.
type player struct {
	token   uint64
	what    []voice.Sound // as commanded, to be kept over a restart
	sounds  []sound
	i, at   int // the next sample
	loop    bool
	loading bool // prompts are being fetched
	missing bool // one was not found
}

// empty reports whether there is nothing to hear at all.
func (p *player) empty() bool {
	for i := range p.sounds {
		if p.sounds[i].len() > 0 {
			return false
		}
	}
	return true
}

// fill writes the next frame: sounds follow each other without a gap, the last one is padded
// with silence. done: this frame was the last.
func (p *player) fill(b []byte, law g711.Law) (done bool) {
	for len(b) > 0 {
		if p.i == len(p.sounds) {
			if !p.loop {
				fillSilence(b, law)
				return true
			}
			p.i = 0
		}
		s := &p.sounds[p.i]
		n := min(len(b), s.len()-p.at)
		switch {
		case s.silent > 0:
			fillSilence(b[:n], law)
		case law == g711.U:
			copy(b[:n], s.ulaw[p.at:])
		default:
			copy(b[:n], s.alaw[p.at:])
		}
		b, p.at = b[n:], p.at+n
		if p.at == s.len() {
			p.i, p.at = p.i+1, 0
		}
	}
	return !p.loop && p.i == len(p.sounds)
}

func (p *player) outcome() voice.Outcome {
	if p.missing {
		return voice.OutcomeMissing
	}
	return voice.OutcomeDone
}
