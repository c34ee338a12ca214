package recording

import (
	"io"
	"time"

	"gudok/id"
)

// A Recording is what the facts say of one, and where its sound is.
type Recording struct {
	ID        id.Recording
	Tenant    id.Tenant
	Line      id.Line
	Call      id.Call
	Agent     id.Agent // whose conversation it is; "" a voicemail
	Voicemail bool
	StartedAt int64 // ms UTC
	ClosedAt  int64 // 0: still going on
	MS        int64
	Bytes     int64
	SHA256    string // lower-case hex
	Gaps      int    // places filled with silence because sound was missing
	Failed    string // why nothing (more) could be written

	File File
}

// A File is where the sound is. The zero value: still in the spool.
type File struct {
	Name      string // of the blob
	StoredAt  int64
	SpoolGone bool
	Tries     int
	NextAt    int64
	Problem   string // damaged, missing, or an error's text: why it could not be stored
	Peaks     string
	RemovedAt int64
}

// A State is where a recording is on its way.
type State string

const (
	Open    State = "open"    // the conversation goes on
	Spooled State = "spooled" // closed, on the local disk, on its way to the store
	Stored  State = "stored"
	Failed  State = "failed"  // nothing was written, or what was written cannot be found whole
	Removed State = "removed" // its time is over
)

// State says where r is.
func (r *Recording) State() State {
	switch {
	case r.File.RemovedAt != 0:
		return Removed
	case r.File.StoredAt != 0:
		return Stored
	case r.ClosedAt == 0:
		return Open
	case r.SHA256 == "" || r.File.Tries >= maxTries:
		return Failed
	}
	return Spooled
}

// blobName is where r's sound is stored: by month, so that a folder stays listable.
func (r *Recording) blobName() string {
	return string(r.Tenant) + "/" + time.UnixMilli(r.StartedAt).UTC().Format("2006-01") + "/" + string(r.ID) + ".wav"
}

// A Spool is where voice/media leaves closed recordings; implemented by voice/media/spool.
type Spool interface {
	// Open reads a closed recording. fs.ErrNotExist: there is none.
	Open(rec id.Recording) (io.ReadSeekCloser, error)
	// Remove forgets it; one that is not there is not an error.
	Remove(rec id.Recording) error
}

// Limits, each with its reason.
const (
	// maxTries of moving a file, with doubling pauses: nearly three days, in which a
	// disk can be made whole. After that a person must look.
	maxTries   = 14
	firstPause = 15 * time.Second
	// movePoll finds files whose nudge was lost or whose pause is over.
	movePoll  = 5 * time.Second
	moveBatch = 50
	maxList   = 200
	// defaultDays is how long recordings are kept where nobody said otherwise
	// (reliability.md 6.3: no law names a period; half a year is the custom).
	defaultDays = 180
	maxDays     = 3650
	sweepEvery  = 24 * time.Hour
	sweepFirst  = time.Minute // after a start: a process that restarts each night sweeps too
	sweepBatch  = 200
)

// A Retention is how long a tenant's recordings are kept.
type Retention struct {
	Tenant  id.Tenant `json:"tenant"`
	Days    int       `json:"days"`
	Version int       `json:"version"` // 0: nobody set it
}
