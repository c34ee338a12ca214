package message

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// Options of the room.
type Options struct {
	DB    *db.DB                   // required
	NewID func(kind string) string // required: id.Source.Next
	// Agents are all who answer calls; a message can be written to no other. Required.
	Agents func(ctx context.Context) ([]id.Agent, error)
	Log    *slog.Logger // nil: silent
}

// A Service is the room.
type Service struct {
	o     Options
	desks desks
}

// New makes the room.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{o: o, desks: newDesks()}
}

// Send writes text to agents: to all of them or, when one does not exist, to none. It shows
// on their desks before Send returns. Problems: "message.empty", "message.too_long",
// "message.to_nobody", "message.too_many", "message.unknown_agent".
func (s *Service) Send(ctx context.Context, by id.User, to []id.Agent, text string) ([]Message, error) {
	text, err := clean(text)
	if err != nil {
		return nil, err
	}
	to = slices.Compact(slices.Sorted(slices.Values(to)))
	if err := s.reachable(ctx, to); err != nil {
		return nil, err
	}
	list := make([]Message, len(to))
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		for i, a := range to {
			list[i] = Message{ID: s.o.NewID("msg"), Sender: by, Agent: a, Text: text, At: tx.Now()}
			if err := add(ctx, tx, list[i]); err != nil {
				return err
			}
			err := db.Changed(ctx, tx, "message", id.House, fact.Actor(by), list[i].ID, nil, record{a, utf8.RuneCountInString(text)})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, m := range list {
		s.desks.tell(m.Agent, typeMessage, view(m))
	}
	return list, nil
}

func (s *Service) reachable(ctx context.Context, to []id.Agent) error {
	switch {
	case len(to) == 0:
		return problem.New(problem.Invalid, "message.to_nobody")
	case len(to) > maxTo:
		return problem.New(problem.TooMany, "message.too_many", "max", strconv.Itoa(maxTo))
	}
	known, err := s.o.Agents(ctx)
	if err != nil {
		return err
	}
	for _, a := range to {
		if !slices.Contains(known, a) {
			return problem.New(problem.NotFound, "message.unknown_agent", "agent", string(a))
		}
	}
	return nil
}

// Inbox are the agent's messages, newest first; unread: only those not read yet.
func (s *Service) Inbox(ctx context.Context, a id.Agent, unread bool) ([]Message, error) {
	return inbox(ctx, s.o.DB, a, unread)
}

// Sent are a supervisor's messages, newest first.
func (s *Service) Sent(ctx context.Context, by id.User) ([]Message, error) {
	return sent(ctx, s.o.DB, by)
}

// Read marks the agent's own message as read; one that was read keeps its moment. Another
// agent's does not exist: "message.unknown".
func (s *Service) Read(ctx context.Context, a id.Agent, name string) (Message, error) {
	var m Message
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		if err := read(ctx, tx, a, name, tx.Now()); err != nil {
			return err
		}
		m, err = message(ctx, tx, a, name)
		return err
	})
	if err == nil {
		s.desks.tell(a, typeRead, view(m)) // his other tabs
	}
	return m, err
}

// Run forgets old messages until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTicker(sweepEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
			if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
				s.o.Log.ErrorContext(ctx, "old messages not forgotten", "err", err)
			}
		}
	}
}

// Sweep forgets messages that are older than thirty days.
func (s *Service) Sweep(ctx context.Context) error {
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error { return forget(ctx, tx, tx.Now()-keep.Milliseconds()) })
}
