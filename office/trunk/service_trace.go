package trunk

import (
	"cmp"
	"context"
	"net/netip"
	"slices"
	"strings"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const (
	// traceBuffer holds the messages of 200 calls being set up at once while the disk is busy;
	// what finds no room is counted and lost: the trace must never slow a call.
	traceBuffer = 4_096
	// traceBatch is how many messages one transaction takes at most.
	traceBatch = 2_048
	// traceEvery is how long a message waits to be stored with others: one row per leg and
	// second costs a fifth of one per message.
	traceEvery = time.Second
	// The ring is cut when so many rows were added, so that each cut is short, and for age.
	traceCutRows  = 5_000
	traceCutEvery = time.Hour
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
	r := ring{s: s, seq: seq, cut: seq}
	write, age := time.NewTicker(traceEvery), time.NewTicker(traceCutEvery)
	defer write.Stop()
	defer age.Stop()
	for {
		select {
		case m := <-s.trace:
			if r.held = append(r.held, m); len(r.held) == traceBatch {
				r.write(ctx)
			}
		case <-write.C:
			r.write(ctx)
		case <-age.C:
			r.shorten(ctx)
		case <-ctx.Done():
			r.held = append(r.held, s.rest()...)
			r.write(context.WithoutCancel(ctx))
			return nil
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

// A ring is the writing end of the trace.
type ring struct {
	s    *Service
	held []Message
	seq  int64 // of the last row
	cut  int64 // seq at the last cut
}

// write stores what is held, one row for each leg. What cannot be stored is lost and said.
func (r *ring) write(ctx context.Context) {
	lost := r.s.lost.Swap(0)
	rows := byLeg(r.held)
	if len(rows) > 0 {
		err := r.s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
			for i, list := range rows {
				if err := addTrace(ctx, tx, r.seq+1+int64(i), list); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			lost += uint64(len(r.held))
			r.s.o.Log.ErrorContext(ctx, "sip trace not stored", "err", err)
		} else {
			r.seq += int64(len(rows))
		}
		r.held = r.held[:0]
	}
	if lost > 0 {
		r.s.o.Log.WarnContext(ctx, "sip trace lost messages", "count", lost)
	}
	if r.seq-r.cut >= traceCutRows {
		r.shorten(ctx)
	}
}

// shorten forgets the oldest.
func (r *ring) shorten(ctx context.Context) {
	err := r.s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return cutTrace(ctx, tx, r.seq-maxTraces, tx.Now()-keepTrace.Milliseconds())
	})
	if err != nil {
		r.s.o.Log.ErrorContext(ctx, "sip trace not cut", "err", err)
		return
	}
	r.cut = r.seq
}

// byLeg puts messages of one leg (of one call) together, in the order of their first, and
// hides their secrets.
func byLeg(list []Message) [][]Message {
	type key struct {
		call id.Call
		leg  id.Leg
	}
	at := map[key]int{}
	var rows [][]Message
	for _, m := range list {
		m.Text = hideSecrets(m.Text)
		i, ok := at[key{m.Call, m.Leg}]
		if !ok {
			i = len(rows)
			at[key{m.Call, m.Leg}] = i
			rows = append(rows, nil)
		}
		rows[i] = append(rows[i], m)
	}
	return rows
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
	slices.SortStableFunc(all, func(a, b Message) int { return cmp.Compare(a.At, b.At) })
	all = all[:min(len(all), maxLadder)]
	who, err := s.parties(ctx)
	if err != nil {
		return nil, err
	}
	rungs := make([]Rung, 0, len(all))
	for _, m := range all {
		m.Party = cmp.Or(m.Party, who(m.Peer))
		if !numbers {
			m.Text = s.mask.numbers(m.Text)
		}
		rungs = append(rungs, m.rung())
	}
	return rungs, nil
}

// parties says who speaks from an address: a desk phone that stands or registered there, the
// trunk whose address that is, the trunk that trusts it; "" is a stranger.
func (s *Service) parties(ctx context.Context) (func(peer string) string, error) {
	ts, err := s.Trunks(ctx)
	if err != nil {
		return nil, err
	}
	ds, err := s.Devices(ctx)
	if err != nil {
		return nil, err
	}
	exact := map[string]string{}
	for _, t := range ts {
		exact[t.Address] = string(t.ID)
	}
	if s.o.Live != nil {
		for d, r := range s.o.Live.Registered() {
			exact[hostPort(r.Contact)] = string(d)
		}
	}
	for _, d := range ds {
		exact[hostPort(d.Contact)] = string(d.ID)
	}
	delete(exact, "")
	return func(peer string) string {
		if name, ok := exact[peer]; ok {
			return name
		}
		from, err := netip.ParseAddrPort(peer)
		if err != nil {
			return ""
		}
		for _, t := range ts {
			for _, p := range t.Prefixes() {
				if p.Contains(from.Addr()) {
					return string(t.ID)
				}
			}
		}
		return ""
	}, nil
}

// hostPort is the address inside a contact: "sip:101@192.0.2.10:5060;transport=udp".
func hostPort(contact string) string {
	_, rest, found := strings.Cut(contact, "@")
	if !found {
		rest = strings.TrimPrefix(contact, "sip:")
	}
	address, _, _ := strings.Cut(rest, ";")
	return strings.TrimRight(address, ">")
}
