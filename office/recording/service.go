package recording

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"slices"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/base/problem"
	"gudok/base/reader"
	"gudok/fact"
	"gudok/id"
)

// Options of the room.
type Options struct {
	DB     *db.DB        // required
	Stream reader.Stream // the floor's facts; required
	Blobs  blob.Store    // required
	Spool  Spool         // required
	// Held reports whether a call must be kept whatever the retention says; nil: none must.
	Held func(ctx context.Context, t id.Tenant, c id.Call) (bool, error)
	Log  *slog.Logger // nil: silent
}

// A Service is the room.
type Service struct {
	o      Options
	reader *reader.Reader
	wake   chan struct{}
}

// New makes the room. Run its Reader to follow the floor, and Run to move and to sweep.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{o: o, wake: make(chan struct{}, 1)}
	s.reader = reader.New(reader.Options{DB: o.DB, Name: "recording", Stream: o.Stream, Fold: s.foldAll, Clear: clear,
		Folded: s.nudge, Log: o.Log})
	return s
}

// Reader follows the floor's facts: Run it, Wake it after each commit of the floor.
func (s *Service) Reader() *reader.Reader { return s.reader }

// Recording is one, whosever it is. Problem: "recording.unknown".
func (s *Service) Recording(ctx context.Context, name id.Recording) (Recording, error) {
	return one(ctx, s.o.DB, name)
}

// OfCall are a call's recordings in order.
func (s *Service) OfCall(ctx context.Context, call id.Call) ([]Recording, error) {
	return ofCall(ctx, s.o.DB, call)
}

// FailedOnes are the latest of a tenant, or of all (""), that could not be written or moved.
func (s *Service) FailedOnes(ctx context.Context, t id.Tenant) ([]Recording, error) {
	all, err := failed(ctx, s.o.DB.Scope(t))
	slices.SortFunc(all, func(a, b Recording) int {
		return cmp.Or(cmp.Compare(b.StartedAt, a.StartedAt), cmp.Compare(b.ID, a.ID))
	})
	return slices.CompactFunc(all, func(a, b Recording) bool { return a.ID == b.ID }), err
}

// Sound opens r's sound, wherever it is now. Problems: "recording.going_on",
// "recording.failed", "recording.removed", "recording.missing".
func (s *Service) Sound(ctx context.Context, r Recording) (io.ReadSeekCloser, error) {
	missing := problem.New(problem.NotFound, "recording.missing", "recording", string(r.ID))
	switch r.State() {
	case Open:
		return nil, problem.New(problem.Conflict, "recording.going_on")
	case Removed:
		return nil, problem.New(problem.NotFound, "recording.removed")
	case Failed:
		return nil, problem.New(problem.NotFound, "recording.failed", "why", r.Failed+r.File.Problem)
	case Spooled:
		f, err := s.o.Spool.Open(r.ID)
		if errors.Is(err, fs.ErrNotExist) {
			// It may have been moved since r was read.
			return s.stored(ctx, r.blobName(), missing)
		}
		return f, err
	case Stored:
	}
	return s.stored(ctx, r.File.Name, missing)
}

func (s *Service) stored(ctx context.Context, name string, missing error) (io.ReadSeekCloser, error) {
	info, err := s.o.Blobs.Stat(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing
	}
	if err != nil {
		return nil, err
	}
	return blob.Reader(ctx, s.o.Blobs, info), nil
}

// Played leaves the fact that somebody hears r.
func (s *Service) Played(ctx context.Context, by fact.Actor, r Recording, download bool) error {
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		h := fact.Head{Tenant: r.Tenant, Line: r.Line, Call: r.Call, Agent: r.Agent, Actor: by}
		return db.AppendFact(ctx, tx, h, fact.RecordingPlayed{Recording: r.ID, Download: download})
	})
}

// Peaks is the picture of r's loudness: for each channel 400 columns of 0 to 255. It is
// computed once and kept beside the stored file.
func (s *Service) Peaks(ctx context.Context, r Recording) ([][]byte, error) {
	if r.File.Peaks != "" && r.State() == Stored {
		return unpack(r.File.Peaks)
	}
	sound, err := s.Sound(ctx, r)
	if err != nil {
		return nil, err
	}
	defer sound.Close()
	peaks, err := peaksOf(sound)
	if err != nil {
		return nil, problem.New(problem.NotFound, "recording.failed", "why", err.Error())
	}
	if r.State() != Stored {
		return peaks, nil
	}
	return peaks, s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return savePeaks(ctx, tx.Scope(r.Tenant), r.ID, pack(peaks))
	})
}
