package call

import (
	"context"
	"strings"
	"unicode/utf8"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// A Handover is what one agent tells another about the call he hands over.
type Handover struct {
	Name    string // who calls
	Purpose string // what for
	By      id.User
	At      int64     // ms UTC
	Version int       // 0: nothing was told
	Prompt  id.Prompt // the same, spoken: for the receiver at a desk phone
}

// Speech speaks announcements; implemented by office/speech.
type Speech interface {
	// Announce is a prompt that says text once and is forgotten within a day.
	Announce(ctx context.Context, t id.Tenant, lang, text string) (id.Prompt, error)
	// Forget removes it now.
	Forget(ctx context.Context, p id.Prompt) error
}

const (
	maxName    = 100 // a name and a firm
	maxPurpose = 500 // what fits into the card that rings
)

func (h *Handover) clean() error {
	h.Name, h.Purpose = strings.TrimSpace(h.Name), strings.TrimSpace(h.Purpose)
	switch {
	case h.Name == "" && h.Purpose == "":
		return problem.New(problem.Invalid, "handover.empty")
	case utf8.RuneCountInString(h.Name) > maxName || utf8.RuneCountInString(h.Purpose) > maxPurpose:
		return problem.New(problem.Invalid, "handover.too_long")
	}
	return nil
}

// said is what a receiver at a desk phone hears.
func (h *Handover) said() string {
	return strings.Trim(h.Name+". "+h.Purpose, ". ")
}

// Handover is what was told about a call; its Version is 0 when nothing was.
func (s *Service) Handover(ctx context.Context, t id.Tenant, c id.Call) (Handover, error) {
	return handover(ctx, s.o.DB.Scope(t), c)
}

// TellHandover remembers what the receiver shall know; the last word counts. lang is that of
// the announcement; "" speaks none. A text that cannot be spoken is told all the same: the
// problem of that comes beside it. The fact does not hold the text (house.md 5.9).
func (s *Service) TellHandover(ctx context.Context, t id.Tenant, c id.Call, h Handover, lang string) (told Handover, unspoken, err error) {
	if err := h.clean(); err != nil {
		return h, nil, err
	}
	if lang != "" {
		h.Prompt, unspoken = s.announce(ctx, t, lang, h.said())
	}
	var was Handover
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		sc := tx.Scope(t)
		if was, err = handover(ctx, sc, c); err != nil {
			return err
		}
		h.At, h.Version = tx.Now(), was.Version+1
		if err := saveHandover(ctx, sc, c, h); err != nil {
			return err
		}
		var before any
		if was.Version > 0 {
			before = was.shape()
		}
		return db.Changed(ctx, tx, "handover", t, fact.Actor(h.By), string(c), before, h.shape())
	})
	if err == nil && was.Prompt != "" && was.Prompt != h.Prompt {
		if err := s.o.Speech.Forget(ctx, was.Prompt); err != nil {
			s.o.Log.WarnContext(ctx, "announcement not forgotten yet", "call", c, "err", err)
		}
	}
	return h, unspoken, err
}

func (s *Service) announce(ctx context.Context, t id.Tenant, lang, text string) (id.Prompt, error) {
	if s.o.Speech == nil {
		return "", problem.New(problem.Unavailable, "speech.absent")
	}
	return s.o.Speech.Announce(ctx, t, lang, text)
}

// handoverShape is what facts say of a handover.
type handoverShape struct {
	Version int  `json:"version"`
	Letters int  `json:"letters"`
	Spoken  bool `json:"spoken,omitempty"`
}

func (h *Handover) shape() handoverShape {
	return handoverShape{h.Version, utf8.RuneCountInString(h.Name) + utf8.RuneCountInString(h.Purpose), h.Prompt != ""}
}

// inHand reports whether the agent has the call now, and whose it is.
func (s *Service) inHand(ctx context.Context, a id.Agent, c id.Call) (id.Tenant, bool, error) {
	if a == "" || s.o.InHand == nil {
		return "", false, nil
	}
	t, has, err := s.o.InHand(ctx, a)
	return t, has == c && c != "", err
}

// handsOver finds the call for a person who hands it over or is given it: the agent who has
// it in hand (so young that the list does not know it yet) or who talked in it, and
// supervisors. For others there is no such call.
func (s *Service) handsOver(ctx context.Context, a id.Agent, supervises func(id.Tenant) bool, name id.Call) (id.Tenant, error) {
	t, has, err := s.inHand(ctx, a, name)
	if has || err != nil {
		return t, err
	}
	c, err := s.Call(ctx, name)
	if err == nil && !c.Had(a) && !supervises(c.Tenant) {
		err = problem.New(problem.NotFound, "call.unknown", "call", string(name))
	}
	return c.Tenant, err
}
