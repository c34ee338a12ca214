package spool

import (
	"errors"
	"sync/atomic"

	"gudok/voice/media/g711"
)

// ChunkFrames is the length of a chunk: one second. Shorter costs more system calls per
// call, longer costs memory and loses more in a crash.
const ChunkFrames = g711.Rate

// backlog is how many chunks of one track may wait for the disk: 16 s of a stalled disk are
// survived without a gap, and 200 stalled recordings keep less than 60 MB.
const backlog = 16

var (
	errNoDir    = errors.New("spool: no folder for recordings is configured")
	errTooLate  = errors.New("spool: the recording is closed")
	errTooShort = errors.New("spool: nothing was recorded")
)

// A Track is one recording being written. Its methods never wait; the caller serialises them.
type Track struct {
	s       *Spool
	meta    Meta
	closed  bool
	pending atomic.Int32
	dirty   atomic.Bool
	file    atomic.Pointer[File] // for syncs

	// of the writer
	base    int64 // frames that the file held before this track's frame 0
	size    int64 // frames written
	gaps    int
	broken  bool  // the next silence is that of the break between two processes, counted already
	patched int64 // size when the header was last written
	err     error // why no more is written
}

// A Chunk is one second of sound, interleaved, filled with silence to begin with.
type Chunk struct {
	Index int64 // its first frame is Index*ChunkFrames
	Data  []byte
}

// Begin starts a recording, or goes on with the file that an earlier process left under the
// same name: then frame 0 follows what is there. A recording that is being written gives
// nil: the command was done already.
func (s *Spool) Begin(m Meta) *Track { return s.begin(m, jobCreate) }

// Resume goes on with a recording whose frames are still counted from m.Start: what is
// missing between the end of the file and the first chunk becomes silence. The break is one
// gap, however short: what the former process had not yet handed to the disk went with it.
func (s *Spool) Resume(m Meta) *Track { return s.begin(m, jobResume) }

func (s *Spool) begin(m Meta, kind jobKind) *Track {
	t := &Track{s: s, meta: m}
	s.mu.Lock()
	if s.tracks[m.Recording] != nil {
		s.mu.Unlock()
		return nil
	}
	s.tracks[m.Recording] = t
	s.mu.Unlock()
	s.post(job{track: t, kind: kind})
	return t
}

// Chunk is a fresh chunk of silence.
func (t *Track) Chunk(index int64) Chunk {
	s := t.s
	n := ChunkFrames * t.meta.Channels
	s.mu.Lock()
	var b []byte
	if k := len(s.free); k > 0 && cap(s.free[k-1]) >= n {
		b, s.free = s.free[k-1][:n], s.free[:k-1]
	}
	s.mu.Unlock()
	if b == nil {
		b = make([]byte, n, 2*ChunkFrames) // fits either kind when it is used again
	}
	fill(b, t.meta.Law.Silence())
	return Chunk{index, b}
}

// Write hands a chunk over, shorter than a second only when it is the last of this process.
// false: the disk is too far behind, the second is lost and will be a gap.
func (t *Track) Write(c Chunk) bool {
	if t.closed || t.pending.Load() >= backlog {
		t.s.release(c.Data)
		return false
	}
	t.pending.Add(1)
	t.s.post(job{track: t, kind: jobChunk, chunk: c})
	return true
}

// Close ends the recording after so many frames. gaps are those that the caller heard of.
// Report follows.
func (t *Track) Close(frames int64, gaps int) {
	if t.closed {
		return
	}
	t.closed = true
	t.s.post(job{track: t, kind: jobClose, frames: frames, gaps: gaps})
}

// Leave lets go of the file without closing the recording: the process ends, the next one
// will go on with it.
func (t *Track) Leave() {
	if t.closed {
		return
	}
	t.closed = true
	t.s.post(job{track: t, kind: jobLeave})
}

func fill(b []byte, c byte) {
	for i := range b {
		b[i] = c
	}
}
