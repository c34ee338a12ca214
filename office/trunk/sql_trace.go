package trunk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"gudok/base/db"
	"gudok/id"
)

const sqlLastTrace = `select coalesce(max(seq), 0) from sip_trace`

const sqlAddTrace = `insert into sip_trace (seq, at, call, leg, data) values (?, ?, ?, ?, ?)`

const sqlCutTrace = `delete from sip_trace where seq <= ? or at < ?`

const sqlTraceOfCall = `select data from sip_trace where call = ? order by seq limit ?`

const sqlTraceOfLeg = `select data from sip_trace where leg = ? and call <> ? order by seq limit ?`

func lastTrace(ctx context.Context, q db.Querier) (seq int64, err error) {
	return seq, q.QueryRow(ctx, sqlLastTrace).Scan(&seq)
}

// addTrace stores what was said on one leg of one call.
func addTrace(ctx context.Context, tx *db.Tx, seq int64, list []Message) error {
	var data strings.Builder
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false) // SIP is full of < and >
	if err := enc.Encode(list); err != nil {
		return fmt.Errorf("sip trace: %w", err)
	}
	_, err := tx.Exec(ctx, sqlAddTrace, seq, list[0].At, list[0].Call, list[0].Leg, data.String())
	return err
}

// cutTrace forgets what is beyond the size of the ring or too old.
func cutTrace(ctx context.Context, tx *db.Tx, upTo, before int64) error {
	_, err := tx.Exec(ctx, sqlCutTrace, upTo, before)
	return err
}

// traceOf is what was said on the call or on one of its legs. Whether the call may be seen
// at all has been decided before.
func traceOf(ctx context.Context, q db.Querier, call id.Call, legs []id.Leg) ([]Message, error) {
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
	var list []Message
	for _, some := range all {
		list = append(list, some...)
	}
	return list, nil
}

func scanTrace(scan func(...any) error) (list []Message, err error) {
	var data string
	if err := scan(&data); err != nil {
		return nil, err
	}
	return list, json.Unmarshal([]byte(data), &list)
}
