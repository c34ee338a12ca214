package spool

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"gudok/voice/media/wav"
)

type jobKind uint8

const (
	jobCreate jobKind = iota
	jobResume
	jobChunk
	jobClose
	jobLeave
	jobFail
)

// A job is one thing for the writer to do, in order.
type job struct {
	track  *Track
	kind   jobKind
	chunk  Chunk
	frames int64
	gaps   int
	err    error
}

// patchEvery frames the header is brought up to date, so that a file can be played while it
// grows and after a crash without repair.
const patchEvery = 5 * ChunkFrames

// longestFill: after a break longer than this the recording goes on with five minutes of
// silence instead of the whole night.
const longestFill = 300 * ChunkFrames

// mostFree bounds the chunks kept for use: one minute of a hundred recordings starting.
const mostFree = 512

func (s *Spool) post(j job) {
	s.mu.Lock()
	s.jobs = append(s.jobs, j)
	s.mu.Unlock()
	select {
	case s.ready <- struct{}{}:
	default:
	}
}

// writes does the jobs until ctx ends and none is left.
func (s *Spool) writes(ctx context.Context) {
	for {
		s.mu.Lock()
		jobs := s.jobs
		s.jobs = nil
		s.mu.Unlock()
		for i := range jobs {
			s.do(&jobs[i])
		}
		if len(jobs) > 0 {
			continue
		}
		select {
		case <-s.ready:
		case <-ctx.Done():
			if len(s.ready) == 0 {
				return
			}
		}
	}
}

func (s *Spool) do(j *job) {
	t := j.track
	switch j.kind {
	case jobCreate, jobResume:
		s.start(t, j.kind == jobResume)
	case jobChunk:
		t.pending.Add(-1)
		if err := t.write(j.chunk); err != nil {
			s.fail(t, err)
		}
		s.release(j.chunk.Data)
	case jobClose:
		if t.err == nil {
			s.close(t, j.frames, j.gaps)
		}
	case jobLeave:
		if f := t.file.Swap(nil); f != nil && t.err == nil {
			t.err = errTooLate
			_ = t.patch(*f) // a repair finds the length anyway
			_ = (*f).Sync()
			_ = (*f).Close()
		}
		s.forget(t)
	case jobFail:
		s.fail(t, j.err)
	}
}

func (s *Spool) start(t *Track, resume bool) {
	err := t.open(resume)
	if errors.Is(err, errTooLate) {
		// Closed by an earlier repair: it is said again, and not touched.
		t.err = err
		s.forget(t)
		name := string(t.meta.Recording) + doneSuffix
		if err := s.recoverOne(t.meta.Recording, name, true); err != nil {
			s.o.Log.Error("recording cannot be reported", "recording", t.meta.Recording, "err", err)
		}
		return
	}
	if err != nil {
		s.fail(t, err)
	}
}

// open makes or finds the file.
func (t *Track) open(resume bool) error {
	s := t.s
	if s.o.Dir == nil {
		return errNoDir
	}
	if err := s.usable(t.meta.Recording); err != nil {
		return err
	}
	name := string(t.meta.Recording)
	if f, err := s.o.Dir.Open(name+doneSuffix, os.O_RDONLY); err == nil {
		_ = f.Close()
		return errTooLate // closed by a repair: never written over
	}
	f, err := s.o.Dir.Open(name+partSuffix, os.O_RDWR|os.O_CREATE)
	if err != nil {
		return fmt.Errorf("create the file: %w", err)
	}
	t.file.Store(&f)
	st, err := f.Stat()
	if err != nil {
		return fmt.Errorf("look at the file: %w", err)
	}
	if resume || st.Size() > wav.HeaderSize {
		t.gaps, t.broken = 1, true
	}
	if st.Size() < wav.HeaderSize {
		return t.patch(f)
	}
	in, err := wav.Parse(f, st.Size())
	if err != nil || in.Channels != t.meta.Channels || in.Tag != int(t.meta.Law.Tag()) {
		return fmt.Errorf("go on with %s: it is of another kind (%w)", name, errors.Join(err, fs.ErrInvalid))
	}
	t.size = (st.Size() - wav.HeaderSize) / int64(t.meta.Channels)
	if !resume {
		t.base = t.size
	}
	return nil
}

// write appends what of c the file does not have yet, after silence where it is behind.
func (t *Track) write(c Chunk) error {
	f := t.file.Load()
	if t.err != nil || f == nil {
		return nil // it ended before; the chunk is only given back
	}
	at := t.base + c.Index*ChunkFrames
	n := int64(len(c.Data) / t.meta.Channels)
	if at > t.size {
		if missing := at - t.size; missing > longestFill {
			t.base -= missing - longestFill
			at = t.size + longestFill
		}
		if !t.broken {
			t.gaps++
		}
		if err := t.silence(*f, at-t.size); err != nil {
			return err
		}
	}
	t.broken = false
	if skip := t.size - at; skip >= n {
		return nil
	} else if skip > 0 {
		c.Data = c.Data[skip*int64(t.meta.Channels):]
	}
	if err := t.append(*f, c.Data); err != nil {
		return err
	}
	if t.size-t.patched >= patchEvery {
		return t.patch(*f)
	}
	return nil
}

func (t *Track) append(f File, b []byte) error {
	if _, err := f.WriteAt(b, wav.HeaderSize+t.size*int64(t.meta.Channels)); err != nil {
		return fmt.Errorf("write sound: %w", err)
	}
	t.size += int64(len(b) / t.meta.Channels)
	t.dirty.Store(true)
	return nil
}

func (t *Track) silence(f File, frames int64) error {
	b := make([]byte, min(frames, ChunkFrames)*int64(t.meta.Channels))
	fill(b, t.meta.Law.Silence())
	for frames > 0 {
		n := min(frames, ChunkFrames)
		if err := t.append(f, b[:n*int64(t.meta.Channels)]); err != nil {
			return err
		}
		frames -= n
	}
	return nil
}

func (t *Track) patch(f File) error {
	t.patched = t.size
	h := wav.Header(t.meta.Law, t.meta.Channels, t.size, t.meta.note())
	if _, err := f.WriteAt(h, 0); err != nil {
		return fmt.Errorf("write the header: %w", err)
	}
	return nil
}

func (s *Spool) release(b []byte) {
	s.mu.Lock()
	if len(s.free) < mostFree {
		s.free = append(s.free, b)
	}
	s.mu.Unlock()
}

func (s *Spool) forget(t *Track) {
	s.mu.Lock()
	if s.tracks[t.meta.Recording] == t {
		delete(s.tracks, t.meta.Recording)
	}
	s.mu.Unlock()
}
