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
func (s *Service) foldAll(ctx context.Context, tx *db.Tx, facts []fact.Envelope) (err error) {
	if facts[0].Seq != s.open.next {
		s.open = memory{} // the last batch was rolled back, or a rebuild begins
	}
	if s.open.down == nil {
		if s.open.down, err = downtimes(ctx, tx); err != nil {
			return err
		}
	}
	if s.open.calls == nil || len(s.open.calls) > maxOpen {
		s.open.calls = map[id.Call]*kept{}
	}
	s.open.next = facts[len(facts)-1].Seq + 1
	var touched []*kept
	for _, e := range facts {
		if fact.Is[fact.FloorStarted](e) {
			if err := s.wasDown(ctx, tx, e); err != nil {
				return err
			}
		}
		if e.Call = callOf(e); e.Call == "" {
			continue
		}
		e = s.open.awake(e)
		k := s.open.calls[e.Call]
		if k == nil {
			if k, err = read(ctx, tx, e.Call); err != nil {
				return err
			}
			s.open.calls[e.Call] = k
		}
		if !k.touched {
			k.touched = true
			touched = append(touched, k)
		}
		if err := k.call.fold(e); err != nil {
			s.o.Log.ErrorContext(ctx, "fact passed over", "call", e.Call, "err", err)
		}
	}
	for _, k := range touched {
		if err := k.write(ctx, tx); err != nil {
			return fmt.Errorf("fold call %s: %w", k.call.ID, err)
		}
		if k.call.ClosedAt != 0 {
			delete(s.open.calls, k.call.ID) // a late fact reads it again
		}
	}
	return nil
}

// maxOpen bounds what is remembered of calls that never close.
const maxOpen = 10_000

// A memory is the calls that are going on, so that each batch need not read them again. next
// is the number of the fact that must follow for the memory to be what the table holds.
type memory struct {
	next  uint64
	calls map[id.Call]*kept
	down  []span // nil: not read yet
}

// A kept call is what the facts made of it so far, and what of it stands in the table.
type kept struct {
	call    Call
	stored  keys // zero: there is no row
	parties int  // agents in the table
	touched bool // by this batch
}

// keys are the columns by which lists filter. While they stay as they are only the text of
// the call is written, and no index has to be kept.
type keys struct {
	tenant            id.Tenant
	line              id.Line
	number            id.Number
	direction         string
	result            Result
	lost              bool
	startedAt, lasted int64
}

func (c *Call) keys() keys {
	k := keys{c.Tenant, c.Line, c.Number, "out", c.Result, c.lost(), c.StartedAt, c.lastedMS()}
	if c.Inbound {
		k.direction = "in"
	}
	if c.Called != "" {
		k.number = c.Called
	}
	return k
}

// read finds what the table holds of a call.
func read(ctx context.Context, tx *db.Tx, name id.Call) (*kept, error) {
	c, err := stored(ctx, tx, name)
	if problem.Is(err, "call.unknown") {
		return &kept{}, nil
	}
	return &kept{call: c, stored: c.keys(), parties: len(c.Agents) + len(c.Missed)}, err
}

// write brings the table up to what the facts made of the call.
func (k *kept) write(ctx context.Context, tx *db.Tx) error {
	k.touched = false
	now, parties := k.call.keys(), len(k.call.Agents)+len(k.call.Missed)
	if now == k.stored {
		if err := putText(ctx, tx, &k.call); err != nil {
			return err
		}
	} else if err := put(ctx, tx, &k.call, now); err != nil {
		return err
	}
	if parties != k.parties { // they only grow
		if err := putAgents(ctx, tx, &k.call); err != nil {
			return err
		}
	}
	k.stored, k.parties = now, parties
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
