package menu

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"time"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
)

// nothing is what is shipped when nothing is.
type nothing struct{}

func (nothing) List() []StandardPrompt                        { return nil }
func (nothing) Open(id.Prompt) (alaw, ulaw []byte, err error) { return nil, nil, fs.ErrNotExist }

// Standard are the sounds shipped with gudok.
func (s *Service) Standard() []StandardPrompt { return s.o.Standard.List() }

// Prompts are a tenant's own uploaded sounds, or all ("").
func (s *Service) Prompts(ctx context.Context, t id.Tenant) ([]Prompt, error) {
	return promptsOf(ctx, s.o.DB.Scope(t))
}

// Prompt is an uploaded sound, removed or not.
func (s *Service) Prompt(ctx context.Context, name id.Prompt) (Prompt, error) {
	return prompt(ctx, s.o.DB, name, true)
}

// PromptKnown reports whether the tenant's callers may hear the prompt: it is shipped, the
// tenant's own, or the house's.
func (s *Service) PromptKnown(ctx context.Context, t id.Tenant, name id.Prompt) (bool, error) {
	if shipped(name) {
		_, _, err := s.o.Standard.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		return err == nil, err
	}
	p, err := prompt(ctx, s.o.DB, name, false)
	if problem.Is(err, "prompt.unknown") {
		return false, nil
	}
	return err == nil && (p.Tenant == t || p.Tenant == id.House), err
}

// Sound is a prompt, shipped or uploaded, in both laws at 8 kHz: what voice/media plays.
// fs.ErrNotExist: there is none.
func (s *Service) Sound(ctx context.Context, name id.Prompt) (alaw, ulaw []byte, err error) {
	if shipped(name) {
		return s.o.Standard.Open(name)
	}
	p, err := prompt(ctx, s.o.DB, name, true)
	if problem.Is(err, "prompt.unknown") {
		return nil, nil, fmt.Errorf("prompt %s: %w", name, fs.ErrNotExist)
	}
	if err != nil {
		return nil, nil, err
	}
	a, u := p.blobs()
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
	return io.ReadAll(io.LimitReader(r, maxPromptMS*telephone/1000))
}

// AddPrompt makes a prompt of an uploaded file.
func (s *Service) AddPrompt(ctx context.Context, by fact.Actor, p Prompt, file []byte) (Prompt, error) {
	if err := p.check(); err != nil {
		return p, err
	}
	if len(file) > maxUpload {
		return p, problem.New(problem.Invalid, "prompt.too_big", "max_mb", strconv.Itoa(maxUpload>>20))
	}
	alaw, ulaw, err := s.o.Encoder.Encode(file, maxPromptMS*time.Millisecond)
	if err != nil {
		return p, err
	}
	ms := int64(len(alaw)) * 1000 / telephone
	if ms < minPromptMS {
		return p, problem.New(problem.Invalid, "prompt.too_short", "ms", strconv.FormatInt(ms, 10))
	}
	p.ID, p.Version, p.MS, p.CreatedAt = id.Prompt(s.o.NewID("prm")), 1, ms, s.o.DB.Now()
	if err := s.store(ctx, &p, alaw, ulaw); err != nil {
		return p, err
	}
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		all, err := promptsOf(ctx, tx.Scope(""))
		if err != nil {
			return err
		}
		if len(all) >= maxPrompts {
			return problem.New(problem.TooMany, "prompt.too_many", "max", strconv.Itoa(maxPrompts))
		}
		if err := addPrompt(ctx, tx.Scope(p.Tenant), p); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "prompt", p.Tenant, by, string(p.ID), nil, p)
	})
	if err != nil {
		// The row was not written, so nobody knows the two blobs.
		a, u := p.blobs()
		return p, errors.Join(err, s.o.Blobs.Delete(ctx, a), s.o.Blobs.Delete(ctx, u))
	}
	return p, nil
}

// store puts both sounds before the row that names them: a row never points to nothing.
func (s *Service) store(ctx context.Context, p *Prompt, alaw, ulaw []byte) error {
	a, u := p.blobs()
	var infos [2]blob.Info
	for i, b := range []struct {
		name  string
		sound []byte
	}{{a, alaw}, {u, ulaw}} {
		info, err := s.o.Blobs.Put(ctx, b.name, bytes.NewReader(b.sound), "")
		if err != nil {
			return fmt.Errorf("store prompt: %w", err)
		}
		infos[i] = info
	}
	p.SHAALaw, p.SHAULaw = infos[0].SHA256, infos[1].SHA256
	return nil
}

// ChangePrompt saves the prompt's words; its sound stays.
func (s *Service) ChangePrompt(ctx context.Context, by fact.Actor, p Prompt) (Prompt, error) {
	was, err := prompt(ctx, s.o.DB, p.ID, false)
	if err != nil {
		return p, err
	}
	p.Tenant, p.MS, p.CreatedAt, p.SHAALaw, p.SHAULaw = was.Tenant, was.MS, was.CreatedAt, was.SHAALaw, was.SHAULaw
	if err := p.check(); err != nil {
		return p, err
	}
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := prompt(ctx, tx, p.ID, false)
		if err != nil {
			return err
		}
		if err := changePrompt(ctx, tx.Scope(p.Tenant), p); err != nil {
			return err
		}
		p.Version++
		return db.Changed(ctx, tx, "prompt", p.Tenant, by, string(p.ID), was, p)
	})
	return p, err
}

// RemovePrompt takes a prompt that no menu and no line plays out of use. Its sound stays:
// calls of before heard it.
func (s *Service) RemovePrompt(ctx context.Context, by fact.Actor, name id.Prompt) error {
	what, err := s.firstMenu(ctx, func(p flow.Program) bool { return plays(p, name) })
	if err == nil && what == "" && s.o.PromptUsed != nil {
		what, err = s.o.PromptUsed(ctx, name)
	}
	if err != nil {
		return err
	}
	if what != "" {
		return problem.New(problem.Conflict, "prompt.in_use", "by", what)
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := prompt(ctx, tx, name, false)
		if err != nil {
			return err
		}
		if err := removePrompt(ctx, tx.Scope(was.Tenant), name, tx.Now()); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "prompt", was.Tenant, by, string(name), was, nil)
	})
}
