package call

import (
	"cmp"
	"context"
	"fmt"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// foldAll takes facts into the calls that they are about. A fact that cannot be read is
// logged and passed over: it would stop the list for ever.
func (s *Service) foldAll(ctx context.Context, tx *db.Tx, facts []fact.Envelope) error {
	calls := map[id.Call]*Call{}
	var order []*Call
	for _, e := range facts {
		name := callOf(e)
		if name == "" {
			continue
		}
		e.Call = name
		c := calls[name]
		if c == nil {
			was, err := stored(ctx, tx, name)
			if err != nil && !problem.Is(err, "call.unknown") {
				return err
			}
			c = &was
			calls[name] = c
			order = append(order, c)
		}
		if err := c.fold(e); err != nil {
			s.o.Log.ErrorContext(ctx, "fact passed over", "call", name, "err", err)
		}
	}
	for _, c := range order {
		if err := put(ctx, tx, c); err != nil {
			return fmt.Errorf("fold call %s: %w", c.ID, err)
		}
	}
	return nil
}

// callOf is the call that a fact is about. A refused one may have been given no name: its
// place in the stream is name enough.
func callOf(e fact.Envelope) id.Call {
	if fact.Is[fact.CallRefused](e) {
		return cmp.Or(e.Call, id.Call(fmt.Sprintf("call_refused-%d", e.Seq)))
	}
	return e.Call
}
