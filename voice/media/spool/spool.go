package spool

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
)

const (
	partSuffix = ".part" // being written
	doneSuffix = ".wav"  // closed, waiting to be fetched
)

// syncEvery is how much of a conversation a power failure may cost.
const syncEvery = 2 * time.Second

// ErrBusy: the recording is still being written.
var ErrBusy = errors.New("spool: the recording is still being written")

// Options say with what a Spool works. Report is required; a nil Dir refuses everything.
type Options struct {
	Dir    Dir
	Report func(voice.Recorded) // called from the spool's goroutines; must not block
	Log    *slog.Logger         // nil: silent
}

// A Meta says what a recording is; it is kept inside the file.
type Meta struct {
	Recording id.Recording `json:"-"`
	Tenant    id.Tenant    `json:"tenant,omitempty"`
	Start     int64        `json:"start_ms"` // the moment of the first sample, ms UTC
	Channels  int          `json:"-"`        // 1, or 2: left customer, right agent
	Law       g711.Law     `json:"-"`
}

func (m Meta) note() []byte {
	b, err := json.Marshal(m)
	if err != nil {
		panic(fmt.Sprintf("spool: a note cannot be encoded: %v", err)) // two plain fields
	}
	return b
}

// A Spool is the folder of recordings. Its methods are safe for concurrent use.
type Spool struct {
	o Options

	mu     sync.Mutex
	jobs   []job
	free   [][]byte // chunks to use again
	tracks map[id.Recording]*Track
	ready  chan struct{} // a job waits

	finMu  sync.Mutex
	fins   []finish
	finish chan struct{} // a file waits to be closed
}

// New makes a spool and opens nothing.
func New(o Options) *Spool {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Spool{
		o:      o,
		tracks: map[id.Recording]*Track{},
		ready:  make(chan struct{}, 1),
		finish: make(chan struct{}, 1),
	}
}

// Run writes until ctx ends and everything handed over is on the disk. Tracks that were
// not closed by then stay as they are, to be continued or repaired by the next start.
func (s *Spool) Run(ctx context.Context) error {
	writing, stopWriting := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWriting()
	var wg sync.WaitGroup
	wg.Go(func() { s.syncs(ctx) })
	wg.Go(func() { s.finishes(writing) })
	s.writes(ctx)
	stopWriting()
	wg.Wait()
	return nil
}

// Open opens a closed recording: fs.ErrNotExist when there is none, ErrBusy while it is
// being written.
func (s *Spool) Open(rec id.Recording) (io.ReadSeekCloser, error) {
	if err := s.usable(rec); err != nil {
		return nil, err
	}
	f, err := s.o.Dir.Open(string(rec)+doneSuffix, os.O_RDONLY)
	if errors.Is(err, fs.ErrNotExist) && s.writing(rec) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", rec, err)
	}
	return f, nil
}

// Remove forgets a closed recording, after it was fetched. One that is gone is no error.
func (s *Spool) Remove(rec id.Recording) error {
	if err := s.usable(rec); err != nil {
		return err
	}
	err := s.o.Dir.Remove(string(rec) + doneSuffix)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", rec, err)
	}
	return nil
}

func (s *Spool) usable(rec id.Recording) error {
	if s.o.Dir == nil {
		return errNoDir
	}
	if !id.Valid("rec", string(rec)) {
		return fmt.Errorf("recording %q: %w", rec, fs.ErrInvalid)
	}
	return nil
}

func (s *Spool) writing(rec id.Recording) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tracks[rec] != nil
}

// syncs makes written sound lasting, all tracks together.
func (s *Spool) syncs(ctx context.Context) {
	tick := time.NewTicker(syncEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			s.syncOnce()
		}
	}
}

func (s *Spool) syncOnce() {
	s.mu.Lock()
	var dirty []*Track
	for _, t := range s.tracks {
		if t.dirty.Swap(false) {
			dirty = append(dirty, t)
		}
	}
	s.mu.Unlock()
	if len(dirty) == 0 {
		return
	}
	if all, ok := s.o.Dir.(interface{ SyncAll() error }); ok {
		if err := all.SyncAll(); err == nil {
			return
		}
	}
	for _, t := range dirty {
		f := t.file.Load()
		if f == nil {
			continue
		}
		if err := (*f).Sync(); err != nil && !errors.Is(err, fs.ErrClosed) {
			s.post(job{track: t, kind: jobFail, err: err})
		}
	}
}

// recording is the id behind a file name, "" when it is none of ours.
func recording(name string) (rec id.Recording, done bool) {
	base, part := strings.CutSuffix(name, partSuffix)
	if !part {
		if base, done = strings.CutSuffix(name, doneSuffix); !done {
			return "", false
		}
	}
	if !id.Valid("rec", base) {
		return "", false
	}
	return id.Recording(base), done
}
