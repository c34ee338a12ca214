package spool

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/wav"
)

// A finish is a file to be closed: header, lasting, renamed, hashed, reported. Not the
// writer's work, because hashing an hour of sound takes longer than it may be away.
type finish struct {
	file File // nil: there is none
	meta Meta
	size int64 // frames
	gaps int
	err  error
	done func()
}

// close ends a track in good order: cut or filled to frames.
func (s *Spool) close(t *Track, frames int64, gaps int) {
	f := t.file.Swap(nil)
	want := t.base + frames
	var err error
	switch {
	case want > t.size:
		err = t.silence(*f, min(want-t.size, longestFill))
	case want < t.size:
		t.size = max(want, t.base)
		err = (*f).Truncate(wav.HeaderSize + t.size*int64(t.meta.Channels))
	}
	t.err = errTooLate
	s.queue(finish{*f, t.meta, t.size, t.gaps + gaps, err, func() { s.forget(t) }})
}

// fail ends a track that the disk refused: what is there is closed and reported at once, so
// that the alarm does not wait for the end of the call.
func (s *Spool) fail(t *Track, err error) {
	if t.err != nil {
		return
	}
	t.err = err
	s.o.Log.Error("recording failed", "recording", t.meta.Recording, "tenant", t.meta.Tenant, "err", err)
	fin := finish{meta: t.meta, size: t.size, gaps: t.gaps, err: err, done: func() { s.forget(t) }}
	if f := t.file.Swap(nil); f != nil {
		fin.file = *f
	}
	s.queue(fin)
}

func (s *Spool) queue(f finish) {
	s.finMu.Lock()
	s.fins = append(s.fins, f)
	s.finMu.Unlock()
	select {
	case s.finish <- struct{}{}:
	default:
	}
}

func (s *Spool) finishes(ctx context.Context) {
	for {
		s.finMu.Lock()
		fins := s.fins
		s.fins = nil
		s.finMu.Unlock()
		for i := range fins {
			r := s.finishOne(&fins[i])
			fins[i].done()
			s.o.Report(r)
		}
		if len(fins) > 0 {
			continue
		}
		select {
		case <-s.finish:
		case <-ctx.Done():
			if len(s.finish) == 0 {
				return
			}
		}
	}
}

// finishOne closes one file; what goes wrong is told in Failed.
func (s *Spool) finishOne(f *finish) voice.Recorded {
	r := voice.Recorded{Recording: f.meta.Recording, Tenant: f.meta.Tenant, Gaps: f.gaps}
	err := f.err
	if f.file != nil {
		r.MS = f.size * 1000 / g711.Rate
		var e error
		r.Bytes, r.SHA256, e = s.seal(f)
		err = errors.Join(err, e)
	}
	if err != nil {
		r.Failed = err.Error()
	}
	return r
}

// seal brings the header up to date, makes the file lasting, gives it its final name and
// hashes it.
func (s *Spool) seal(f *finish) (bytes int64, sum string, err error) {
	defer f.file.Close()
	bytes = wav.HeaderSize + f.size*int64(f.meta.Channels)
	if err := f.file.Truncate(bytes); err != nil {
		return 0, "", fmt.Errorf("cut the file: %w", err)
	}
	h := wav.Header(f.meta.Law, f.meta.Channels, f.size, f.meta.note())
	if _, err := f.file.WriteAt(h, 0); err != nil {
		return 0, "", fmt.Errorf("write the header: %w", err)
	}
	if bytes&1 == 1 { // RIFF chunks are word-aligned
		if _, err := f.file.WriteAt([]byte{f.meta.Law.Silence()}, bytes); err != nil {
			return 0, "", fmt.Errorf("write the padding: %w", err)
		}
		bytes++
	}
	if err := f.file.Sync(); err != nil {
		return 0, "", fmt.Errorf("make the file lasting: %w", err)
	}
	if sum, err = hash(f.file); err != nil {
		return 0, "", err
	}
	name := string(f.meta.Recording)
	if err := s.o.Dir.Rename(name+partSuffix, name+doneSuffix); err != nil {
		return 0, "", fmt.Errorf("name the file: %w", err)
	}
	return bytes, sum, nil
}

func hash(f File) (string, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", fmt.Errorf("hash the file: %w", err)
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("hash the file: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Recover reports every recording that an earlier process left: those it was writing are
// closed as long as they are, those closed but never fetched are reported again (Recorded is
// idempotent by id). Tracks of this process are left alone. One bad file does not hide the
// others; all errors are joined.
func (s *Spool) Recover(ctx context.Context) error {
	if s.o.Dir == nil {
		return nil
	}
	names, err := s.o.Dir.Names()
	if err != nil {
		return fmt.Errorf("list recordings: %w", err)
	}
	for _, name := range names {
		if ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		rec, done := recording(name)
		if rec == "" || s.writing(rec) {
			continue
		}
		if e := s.recoverOne(rec, name, done); e != nil {
			err = errors.Join(err, fmt.Errorf("recover %s: %w", rec, e))
		}
	}
	return err
}

func (s *Spool) recoverOne(rec id.Recording, name string, done bool) error {
	f, err := s.o.Dir.Open(name, os.O_RDWR)
	if err != nil {
		return err
	}
	st, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return err
	}
	fin := finish{file: f, meta: Meta{Recording: rec}}
	in, err := wav.Parse(f, st.Size())
	if err == nil {
		_ = json.Unmarshal(in.Note, &fin.meta) // a damaged note only loses the tenant
		fin.meta.Channels, fin.meta.Law = in.Channels, g711.A
		if in.Tag == int(g711.U.Tag()) {
			fin.meta.Law = g711.U
		}
		fin.size = (st.Size() - wav.HeaderSize) / int64(in.Channels)
	}
	switch {
	case err != nil || fin.size == 0:
		// Nothing can be heard: the crash came before the first second was written.
		_ = f.Close()
		s.o.Report(voice.Recorded{Recording: rec, Tenant: fin.meta.Tenant, Failed: errTooShort.Error()})
		return s.o.Dir.Remove(name)
	case done:
		fin.size = in.Bytes / int64(in.Channels)
		sum, err := hash(f)
		_ = f.Close()
		if err != nil {
			return err
		}
		s.o.Report(voice.Recorded{
			Recording: rec, Tenant: fin.meta.Tenant, MS: fin.size * 1000 / g711.Rate, Bytes: st.Size(), SHA256: sum,
		})
		return nil
	}
	fin.gaps = 1 // its end is missing
	s.o.Report(s.finishOne(&fin))
	return nil
}
