package journal

import "context"

// A Store is what the journal writes to: [SQL], or one that breaks on purpose (package faulty).
// Its methods are called from one goroutine at a time.
type Store interface {
	// Write remembers the batches in one transaction: all of them or none. An error may
	// leave it unknown which; Head tells.
	Write(ctx context.Context, batches []*Batch) error
	// Head is where the stream stands.
	Head(ctx context.Context) (Head, error)
	// SaveSnapshot remembers s and removes all but the keep newest, and those of them that
	// are older than the moment before (ms UTC) except s itself.
	SaveSnapshot(ctx context.Context, s Snapshot, keep int, before int64) error
	// Forget removes some of the inputs of days before the day (yyyymmdd) and returns how
	// many rows; call it until that is 0.
	Forget(ctx context.Context, day int64) (int64, error)
}
