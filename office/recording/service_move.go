package recording

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/fact"
)

// nudge hears what was folded: a closed recording is to be moved.
func (s *Service) nudge(facts []fact.Envelope) {
	for _, e := range facts {
		if fact.Is[fact.RecordingClosed](e) {
			s.Wake()
			return
		}
	}
}

// Wake says that there may be something to move. It never blocks.
func (s *Service) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Run moves closed recordings from the spool into the store and removes those whose time is
// over, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	move, sweep := time.NewTimer(0), time.NewTimer(sweepFirst)
	defer move.Stop()
	defer sweep.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-sweep.C:
			if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
				s.o.Log.ErrorContext(ctx, "recordings whose time is over not removed", "err", err)
			}
			sweep.Reset(sweepEvery)
			continue
		case <-s.wake:
		case <-move.C:
		}
		if err := s.Move(ctx); err != nil && ctx.Err() == nil {
			s.o.Log.ErrorContext(ctx, "recordings not moved", "err", err)
		}
		move.Reset(movePoll)
	}
}

// Move takes all recordings whose time has come from the spool into the store. A file that
// cannot be moved is tried again later and does not hold up the others.
func (s *Service) Move(ctx context.Context) error {
	for {
		list, err := toMove(ctx, s.o.DB, s.o.DB.Now())
		if err != nil {
			return err
		}
		moved := 0
		for _, r := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.moveOne(ctx, r); err != nil {
				return err
			}
			moved++
		}
		if moved < moveBatch {
			return nil
		}
	}
}

// moveOne stores r's file, remembers that, then lets the spool go. A crash between two of
// the steps repeats the first of them harmlessly.
func (s *Service) moveOne(ctx context.Context, r Recording) error {
	f := r.File
	if f.StoredAt == 0 {
		if err := s.store(ctx, r); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return s.again(ctx, r, err)
		}
		f = File{Name: r.blobName(), StoredAt: s.o.DB.Now()}
		if err := s.saveFile(ctx, r, f); err != nil {
			return err
		}
	}
	if err := s.o.Spool.Remove(r.ID); err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.o.Log.WarnContext(ctx, "recording stays in the spool", "tenant", r.Tenant, "call", r.Call, "err", err)
		f.NextAt = s.o.DB.Now() + firstPause.Milliseconds()
		return s.saveFile(ctx, r, f)
	}
	f.SpoolGone = true
	return s.saveFile(ctx, r, f)
}

// errMissing: neither the spool nor the store has the file.
var errMissing = errors.New("the recording's file is nowhere")

// store copies r's file under the hash that media reported. One that is there already with
// that hash was stored before a crash.
func (s *Service) store(ctx context.Context, r Recording) error {
	name := r.blobName()
	in, err := s.o.Spool.Open(r.ID)
	if errors.Is(err, fs.ErrNotExist) {
		if err := blob.Verify(ctx, s.o.Blobs, name, r.SHA256); err == nil {
			return nil
		}
		return errMissing
	}
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = s.o.Blobs.Put(ctx, name, in, r.SHA256)
	if errors.Is(err, fs.ErrExist) {
		return blob.Verify(ctx, s.o.Blobs, name, r.SHA256)
	}
	return err
}

// again remembers why r could not be moved and when to try next.
func (s *Service) again(ctx context.Context, r Recording, why error) error {
	f := r.File
	f.Tries++
	f.NextAt = s.o.DB.Now() + (firstPause << min(f.Tries-1, maxTries)).Milliseconds()
	f.Problem = "store"
	switch {
	case errors.Is(why, blob.ErrDamaged):
		f.Problem = "damaged"
	case errors.Is(why, errMissing):
		f.Problem = "missing"
	}
	s.o.Log.ErrorContext(ctx, "recording not moved", "tenant", r.Tenant, "call", r.Call, "recording", r.ID, "tries", f.Tries, "err", why)
	return s.saveFile(ctx, r, f)
}

func (s *Service) saveFile(ctx context.Context, r Recording, f File) error {
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return saveFile(ctx, tx.Scope(r.Tenant), r.ID, f)
	})
	if err != nil {
		return fmt.Errorf("remember file of %s: %w", r.ID, err)
	}
	return nil
}
