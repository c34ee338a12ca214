package call

import (
	"context"
	"time"

	"gudok/base/db"
	"gudok/id"
	"gudok/voice"
)

// Quality is how well a leg's sound crossed the network, as media told last.
type Quality struct {
	LossPct  float64 `json:"loss_pct"`
	JitterMS float64 `json:"jitter_ms"`
	MOS      float64 `json:"mos" doc:"An estimate, 1 to 4.5; 0: nothing was heard"`
	OneWay   bool    `json:"one_way,omitempty" doc:"We sent and heard nothing"`
	At       int64   `json:"at" doc:"ms UTC"`
}

const (
	// qualityBuffer holds what a thousand legs say within a few seconds; what finds no room is
	// said again ten seconds later.
	qualityBuffer = 2048
	// qualityEvery puts many legs into one transaction.
	qualityEvery = 2 * time.Second
	// keepQuality is how long complaints about sound can be looked into.
	keepQuality = 90 * 24 * time.Hour
)

// Heard takes how well a leg sounds. It never waits.
func (s *Service) Heard(q voice.Quality) {
	select {
	case s.heard <- q:
	default:
	}
}

// RunQuality stores what Heard took, until ctx ends; what was taken before is stored still.
func (s *Service) RunQuality(ctx context.Context) error {
	t := time.NewTicker(qualityEvery)
	defer t.Stop()
	last := map[id.Leg]voice.Quality{}
	for {
		select {
		case q := <-s.heard:
			last[q.Leg] = q
			continue
		case <-t.C:
			s.saveQuality(ctx, last)
		case <-ctx.Done():
			for range len(s.heard) {
				q := <-s.heard
				last[q.Leg] = q
			}
			s.saveQuality(context.WithoutCancel(ctx), last)
			return nil
		}
	}
}

// saveQuality empties last into the table. What cannot be stored is said and lost: the next
// word of the leg is as good.
func (s *Service) saveQuality(ctx context.Context, last map[id.Leg]voice.Quality) {
	if len(last) == 0 {
		return
	}
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		for leg, q := range last {
			if err := putQuality(ctx, tx, leg, Quality{q.LossPct, q.JitterMS, q.MOS, q.OneWay, tx.Now()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.o.Log.ErrorContext(ctx, "quality of legs not stored", "err", err)
	}
	forgetAll(last)
}

// forgetAll empties m: the builtin clear is hidden by the projection's.
func forgetAll(m map[id.Leg]voice.Quality) {
	for leg := range m {
		delete(m, leg)
	}
}
