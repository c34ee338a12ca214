package replay

import (
	"context"
	"time"

	"gudok/base/journal"
)

// FoldFrom is how long before a moment the fold of facts begins: whoever has been on shift or in
// a call for longer is not seen.
const FoldFrom = 24 * time.Hour

// FoldBefore is a fold that has heard nothing and stands FoldFrom before the moment (ms UTC);
// head is the number of the newest fact.
func FoldBefore(ctx context.Context, sql *journal.SQL, moment int64, head uint64) (*Fold, error) {
	first, err := sql.FirstAt(ctx, moment-FoldFrom.Milliseconds(), head)
	if err != nil {
		return nil, err
	}
	f := NewFold()
	f.Seq = first - 1
	return f, nil
}

// Follow hears all facts up to that number.
func (f *Fold) Follow(ctx context.Context, sql *journal.SQL, upTo uint64) error {
	for f.Seq < upTo {
		some, err := sql.After(ctx, f.Seq, factsAtOnce)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, e := range some {
			if e.Seq <= upTo {
				f.Hear(e)
			}
		}
	}
	return nil
}
