package trunk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const (
	// traceBuffer holds the messages of 200 calls being set up at once while the disk is busy;
	// what finds no room is counted and lost: the trace must never slow a call.
	traceBuffer = 4_096
	// traceBatch is how many messages one transaction takes.
	traceBatch = 512
	// traceEvery is how long a message may wait to be stored with others.
	traceEvery = 250 * time.Millisecond
	// traceCut is how often the ring is cut: deleting in small bites keeps each short.
	traceCut = time.Minute
)

// Trace takes a message for the ladder. It never waits.
func (s *Service) Trace(m Message) {
	select {
	case s.trace <- m:
	default:
		s.lost.Add(1)
	}
}

// RunTrace stores what Trace took, until ctx ends; what was taken before is stored still.
func (s *Service) RunTrace(ctx context.Context) error {
	seq, err := lastTrace(ctx, s.o.DB)
	if err != nil {
		return err
	}
	write, cut := time.NewTicker(traceEvery), time.NewTicker(traceCut)
	defer write.Stop()
	defer cut.Stop()
	var held []Message
	for {
		full := s.trace
		if len(held) >= traceBatch {
			full = nil // until these are written
		}
		select {
		case m := <-full:
			held = append(held, m)
			if len(held) < traceBatch {
				continue
			}
		case <-write.C:
		case <-cut.C:
			s.cutTrace(ctx, seq)
			continue
		case <-ctx.Done():
			s.writeTrace(context.WithoutCancel(ctx), append(held, s.rest()...), seq)
			return nil
		}
		if s.writeTrace(ctx, held, seq) {
			seq += int64(len(held))
			held = held[:0]
		} else if len(held) >= traceBatch {
			s.lost.Add(uint64(len(held)))
			held = held[:0]
		}
		if n := s.lost.Swap(0); n > 0 {
			s.o.Log.WarnContext(ctx, "sip trace lost messages", "count", n)
		}
	}
}

// rest is what waits in the buffer now.
func (s *Service) rest() (list []Message) {
	for {
		select {
		case m := <-s.trace:
			list = append(list, m)
		default:
			return list
		}
	}
}

func (s *Service) writeTrace(ctx context.Context, list []Message, seq int64) bool {
	if len(list) == 0 {
		return true
	}
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		for i, m := range list {
			m.Text = s.mask.secrets(m.Text)
			if err := addTrace(ctx, tx, seq+1+int64(i), m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.o.Log.ErrorContext(ctx, "sip trace not stored", "count", len(list), "err", err)
	}
	return err == nil
}

func (s *Service) cutTrace(ctx context.Context, seq int64) {
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		_, err := cutTrace(ctx, tx, seq-maxMessages, tx.Now()-keepTrace.Milliseconds())
		return err
	})
	if err != nil {
		s.o.Log.ErrorContext(ctx, "sip trace not cut", "err", err)
	}
}

// Ladder is what the telephones said in a call, in order. allowed decides by the call's
// tenant whether it may be seen at all and whether with telephone numbers.
func (s *Service) Ladder(ctx context.Context, call id.Call, allowed func(id.Tenant) (numbers bool, err error)) ([]Rung, error) {
	unknown := problem.New(problem.NotFound, "call.unknown", "call", string(call))
	if s.o.Calls == nil {
		return nil, unknown
	}
	tenant, legs, err := s.o.Calls.Legs(ctx, call)
	if err != nil {
		return nil, err
	}
	if tenant == "" {
		return nil, unknown
	}
	numbers, err := allowed(tenant)
	if err != nil {
		return nil, err
	}
	all, err := traceOf(ctx, s.o.DB, call, legs)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b kept) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.seq, b.seq)) })
	all = all[:min(len(all), maxLadder)]
	rungs := make([]Rung, 0, len(all))
	for _, k := range all {
		if !numbers {
			k.Text = s.mask.numbers(k.Text)
		}
		rungs = append(rungs, k.rung())
	}
	return rungs, nil
}
