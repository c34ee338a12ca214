package media

import (
	"sync"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/tone"
)

const (
	// cacheBytes bounds the prompts kept in memory: an hour and a half of sound in two laws.
	cacheBytes = 96 << 20
	// longestSilence of one piece of a Play.
	longestSilence = 10 * 60 * 1000 // ms
)

// sounds keeps what legs hear: tones, made once per law, and prompts, fetched once.
type sounds struct {
	from    Prompts
	country tone.Country

	mu    sync.Mutex
	cache map[id.Prompt]sound
	tones map[voice.Tone]sound
	bytes int
}

// ready resolves a list when everything is at hand; false: fetch must be called, elsewhere
// than in the way of others, since it may read from disk.
func (s *sounds) ready(what []voice.Sound) (list []sound, missing []id.Prompt, ok bool) {
	return s.resolve(what, func(p id.Prompt) (sound, bool, bool) {
		x, hit := s.cache[p]
		return x, true, hit
	})
}

// fetch resolves a list and waits for the prompts. missing are those that do not exist.
func (s *sounds) fetch(what []voice.Sound) (list []sound, missing []id.Prompt) {
	for _, w := range what {
		if w.Prompt != "" {
			s.load(w.Prompt)
		}
	}
	list, missing, _ = s.resolve(what, func(p id.Prompt) (sound, bool, bool) {
		x, hit := s.cache[p]
		return x, hit, true
	})
	return list, missing
}

// resolve turns words into sounds. find says whether the prompt exists and whether that is
// known; an unknown one ends it.
func (s *sounds) resolve(what []voice.Sound, find func(id.Prompt) (x sound, exists, known bool)) (list []sound, missing []id.Prompt, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list = make([]sound, 0, len(what))
	for _, w := range what {
		switch {
		case w.Prompt != "":
			x, exists, known := find(w.Prompt)
			if !known {
				return nil, nil, false
			}
			if !exists {
				missing = append(missing, w.Prompt)
				continue
			}
			list = append(list, x)
		case w.Tone != "":
			x, exists := s.tone(w.Tone)
			if !exists {
				missing = append(missing, id.Prompt(w.Tone))
				continue
			}
			list = append(list, x)
		case w.SilenceMS > 0:
			list = append(list, sound{silent: int(min(w.SilenceMS, longestSilence)) * g711.Rate / 1000})
		}
	}
	return list, missing, true
}

// tone is called with the lock held.
func (s *sounds) tone(t voice.Tone) (sound, bool) {
	if x, ok := s.tones[t]; ok {
		return x, true
	}
	a, ok := s.country.Make(t, g711.A)
	if !ok {
		return sound{}, false
	}
	u, _ := s.country.Make(t, g711.U)
	s.tones[t] = sound{alaw: a, ulaw: u}
	return s.tones[t], true
}

func (s *sounds) load(p id.Prompt) {
	s.mu.Lock()
	_, hit := s.cache[p]
	s.mu.Unlock()
	if hit || s.from == nil {
		return
	}
	a, u, err := s.from.Open(p)
	if err != nil || len(a) == 0 || len(a) != len(u) {
		return // missing: asked for again next time, it may have been uploaded by then
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bytes += len(a) + len(u); s.bytes > cacheBytes {
		// Players keep what they play; a full cache is begun anew rather than aged.
		clear(s.cache)
		s.bytes = len(a) + len(u)
	}
	s.cache[p] = sound{alaw: a, ulaw: u}
}

func (s *sounds) forget(p id.Prompt) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if x, ok := s.cache[p]; ok {
		s.bytes -= len(x.alaw) + len(x.ulaw)
		delete(s.cache, p)
	}
}
