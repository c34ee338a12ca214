package speech

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

// Options of the room.
type Options struct {
	DB    *db.DB     // required
	Blobs blob.Store // required
	// Encode turns a WAV file into both laws at 8 kHz; app ties it to voice/media/sound. Required.
	Encode  func(wav []byte) (alaw, ulaw []byte, err error)
	Program string       // "": espeak-ng
	Log     *slog.Logger // nil: silent
}

// A Service is the room.
type Service struct {
	o    Options
	turn chan struct{} // as many as may run at once

	mu     sync.Mutex
	status Status
	until  time.Time // status is believed until then
}

// A Status says whether texts can be spoken.
type Status struct {
	Available bool
	Program   string // its path
	Version   string
	Why       string // why not
}

// New makes the room.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Program = cmp.Or(o.Program, "espeak-ng")
	return &Service{o: o, turn: make(chan struct{}, atOnce)}
}

// Status says whether texts can be spoken.
func (s *Service) Status(ctx context.Context) Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); now.After(s.until) {
		s.status, s.until = Probe(ctx, s.o.Program), now.Add(statusFor)
	}
	return s.status
}

// Probe looks for the program; "" is espeak-ng.
func Probe(ctx context.Context, program string) (st Status) {
	program = cmp.Or(program, "espeak-ng")
	var err error
	if st.Program, st.Version, err = version(ctx, program); err != nil {
		st.Why = program + ": " + err.Error()
	}
	st.Available = err == nil
	return st
}

// Speak is the prompt that says text in a language (ru, uk, en), kept for as long as the
// house stands: what a menu says. Problems: "speech.absent", "speech.bad_lang",
// "speech.empty", "speech.too_long", "speech.failed".
func (s *Service) Speak(ctx context.Context, t id.Tenant, lang, text string) (id.Prompt, error) {
	p, err := s.say(ctx, t, lang, text, true)
	return p.ID, err
}

// Announce is Speak for what is said once: it is forgotten a day later, or by [Service.Forget].
func (s *Service) Announce(ctx context.Context, t id.Tenant, lang, text string) (id.Prompt, error) {
	p, err := s.say(ctx, t, lang, text, false)
	return p.ID, err
}

func (s *Service) say(ctx context.Context, t id.Tenant, lang, text string, keep bool) (Spoken, error) {
	text, err := clean(lang, text)
	if err != nil {
		return Spoken{}, err
	}
	p := Spoken{ID: nameOf(t, lang, text), Tenant: t, Lang: lang, Kept: keep}
	was, err := spoken(ctx, s.o.DB, p.ID)
	if err != nil && !problem.Is(err, "prompt.unknown") {
		return p, err
	}
	if err == nil {
		return was, s.used(ctx, was, keep)
	}
	alaw, ulaw, err := s.make(ctx, lang, text)
	if err != nil {
		return p, err
	}
	p.MS = int64(len(alaw)) * 1000 / telephone
	a, u := blobs(p.ID)
	for name, data := range map[string][]byte{a: alaw, u: ulaw} {
		if _, err := s.o.Blobs.Put(ctx, name, bytes.NewReader(data), ""); err != nil && !errors.Is(err, fs.ErrExist) {
			return p, fmt.Errorf("store speech: %w", err)
		}
	}
	return p, s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		p.MadeAt, p.UsedAt = tx.Now(), tx.Now()
		return put(ctx, tx.Scope(t), p)
	})
}

// telephone is samples per second of both laws.
const telephone = 8000

// used remembers that the text was asked for again: it stays for another day, or for good.
func (s *Service) used(ctx context.Context, was Spoken, keep bool) error {
	if was.Kept || !keep && s.o.DB.Now()-was.UsedAt < time.Hour.Milliseconds() {
		return nil
	}
	was.Kept = keep
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		was.UsedAt = tx.Now()
		return put(ctx, tx.Scope(was.Tenant), was)
	})
}

// make has the program speak.
func (s *Service) make(ctx context.Context, lang, text string) (alaw, ulaw []byte, err error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	file, err := run(ctx, s.o.Program, voice(lang), text)
	if errors.Is(err, errAbsent) {
		return nil, nil, problem.New(problem.Unavailable, "speech.absent", "program", s.o.Program)
	}
	if err == nil {
		alaw, ulaw, err = s.o.Encode(file)
	}
	if err != nil {
		s.o.Log.ErrorContext(ctx, "text not spoken", "err", err) // never the text: it names people
		return nil, nil, problem.New(problem.Unavailable, "speech.failed")
	}
	return alaw, ulaw, nil
}

// Spoken is what is known of a spoken prompt. Problem: "prompt.unknown".
func (s *Service) Spoken(ctx context.Context, name id.Prompt) (Spoken, error) {
	return spoken(ctx, s.o.DB, name)
}

// Sound is a spoken prompt in both laws at 8 kHz. fs.ErrNotExist: there is none.
func (s *Service) Sound(ctx context.Context, name id.Prompt) (alaw, ulaw []byte, err error) {
	if !id.Valid(Kind, string(name)) {
		return nil, nil, fmt.Errorf("prompt %s: %w", name, fs.ErrNotExist)
	}
	a, u := blobs(name)
	if alaw, err = s.read(ctx, a); err != nil {
		return nil, nil, err
	}
	ulaw, err = s.read(ctx, u)
	return alaw, ulaw, err
}

func (s *Service) read(ctx context.Context, name string) ([]byte, error) {
	r, err := s.o.Blobs.Open(ctx, name, 0, -1)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, maxSound))
}

// Forget removes what was said once, at once; what a menu says stays, and what is gone
// already is no error.
func (s *Service) Forget(ctx context.Context, name id.Prompt) error {
	p, err := spoken(ctx, s.o.DB, name)
	if problem.Is(err, "prompt.unknown") || err == nil && p.Kept {
		return nil
	}
	if err != nil {
		return err
	}
	return s.remove(ctx, p)
}

// remove deletes the blobs first: a crash in between leaves a row whose blobs are deleted
// once more.
func (s *Service) remove(ctx context.Context, p Spoken) error {
	a, u := blobs(p.ID)
	if err := errors.Join(s.o.Blobs.Delete(ctx, a), s.o.Blobs.Delete(ctx, u)); err != nil {
		return err
	}
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error { return drop(ctx, tx.Scope(p.Tenant), p.ID) })
}

// Run forgets what was said once and is old, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTicker(sweepEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
			if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
				s.o.Log.ErrorContext(ctx, "old speech not forgotten", "err", err)
			}
		}
	}
}

// Sweep forgets what was said once and is old.
func (s *Service) Sweep(ctx context.Context) error {
	for {
		list, err := old(ctx, s.o.DB, s.o.DB.Now()-forget.Milliseconds())
		if err != nil {
			return err
		}
		for _, p := range list {
			if err := s.remove(ctx, p); err != nil {
				return err
			}
		}
		if len(list) < sweepBatch {
			return nil
		}
	}
}
