package call

import (
	"context"
	"encoding/json"

	"gudok/base/db"
	"gudok/fact"
)

// A span is a time in which no process had the floor, ms UTC.
type span struct{ from, to int64 }

// wasDown remembers the time before a start: from the fact that came before it.
func (s *Service) wasDown(ctx context.Context, tx *db.Tx, e fact.Envelope) error {
	if e.Seq < 2 {
		return nil
	}
	before, err := s.o.Stream.After(ctx, e.Seq-2, 1)
	if err != nil || len(before) == 0 || before[0].Seq != e.Seq-1 || before[0].At >= e.At {
		return err
	}
	d := span{before[0].At, e.At}
	s.open.down = append(s.open.down, d)
	return addDowntime(ctx, tx, e.Seq, d)
}

// awake is the fact with the wrap-up that a person really had: the core's clock goes on while
// nobody is there, but nobody writes up a call then, and nobody is to be paid or blamed for it.
func (m *memory) awake(e fact.Envelope) fact.Envelope {
	if !fact.Is[fact.ItemWrapped](e) || len(m.down) == 0 {
		return e
	}
	f, err := fact.Open[fact.ItemWrapped](e)
	if err != nil {
		return e // the fold will say so
	}
	from := e.At - f.WrapMS
	for i := len(m.down) - 1; i >= 0 && m.down[i].to > from; i-- {
		f.WrapMS -= max(0, min(m.down[i].to, e.At)-max(m.down[i].from, from))
	}
	if data, err := json.Marshal(f); err == nil {
		e.Data = data
	}
	return e
}
