package call

import (
	"context"

	"gudok/base/db"
)

const sqlDowntimes = `select from_at, to_at from call_downtime order by seq`

const sqlAddDowntime = `insert into call_downtime (seq, from_at, to_at) values (?, ?, ?) on conflict (seq) do nothing`

const sqlClearDowntimes = `delete from call_downtime`

func downtimes(ctx context.Context, q db.Querier) ([]span, error) {
	rows, err := q.Query(ctx, sqlDowntimes)
	return db.Collect(rows, err, func(scan func(...any) error) (s span, err error) { return s, scan(&s.from, &s.to) })
}

func addDowntime(ctx context.Context, tx *db.Tx, seq uint64, d span) error {
	_, err := tx.Exec(ctx, sqlAddDowntime, seq, d.from, d.to)
	return err
}
