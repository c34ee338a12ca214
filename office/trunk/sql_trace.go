package trunk

import (
	"context"
	"strings"

	"gudok/base/db"
	"gudok/id"
)

const sqlLastTrace = `select coalesce(max(seq), 0) from sip_trace`

const sqlAddTrace = `
insert into sip_trace (seq, at, call, leg, out, peer, party, text) values (?, ?, ?, ?, ?, ?, ?, ?)`

const sqlCutTrace = `delete from sip_trace where seq <= ? or at < ?`

const traceColumns = `at, call, leg, out, peer, party, text`

const sqlTraceOfCall = `
select seq, ` + traceColumns + ` from sip_trace where call = ? order by seq limit ?`

const sqlTraceOfLeg = `
select seq, ` + traceColumns + ` from sip_trace where leg = ? and call <> ? order by seq limit ?`

// A kept message has its place in the ring.
type kept struct {
	seq int64
	Message
}

func lastTrace(ctx context.Context, q db.Querier) (seq int64, err error) {
	return seq, q.QueryRow(ctx, sqlLastTrace).Scan(&seq)
}

func addTrace(ctx context.Context, tx *db.Tx, seq int64, m Message) error {
	_, err := tx.Exec(ctx, sqlAddTrace, seq, m.At, m.Call, m.Leg, m.Out, m.Peer, m.Party, m.Text)
	return err
}

// cutTrace forgets what is older than either limit.
func cutTrace(ctx context.Context, tx *db.Tx, upTo, before int64) (int64, error) {
	return tx.Exec(ctx, sqlCutTrace, upTo, before)
}

// traceOf is what was said on the call or on one of its legs, in order. Whether the call may
// be seen at all has been decided before.
func traceOf(ctx context.Context, q db.Querier, call id.Call, legs []id.Leg) ([]kept, error) {
	rows, err := q.Query(ctx, sqlTraceOfCall, call, maxLadder)
	all, err := db.Collect(rows, err, scanTrace)
	if err != nil {
		return nil, err
	}
	for _, l := range legs {
		rows, err := q.Query(ctx, sqlTraceOfLeg, l, call, maxLadder)
		more, err := db.Collect(rows, err, scanTrace)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

func scanTrace(scan func(...any) error) (k kept, err error) {
	err = scan(&k.seq, &k.At, &k.Call, &k.Leg, &k.Out, &k.Peer, &k.Party, &k.Text)
	k.Text = strings.ToValidUTF8(k.Text, "?")
	return k, err
}
