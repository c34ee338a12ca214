package call

import (
	"context"

	"gudok/base/db"
	"gudok/id"
)

const sqlPutQuality = `
insert into call_quality (leg, loss_pct, jitter_ms, mos, one_way, at) values (?, ?, ?, ?, ?, ?)
on conflict (leg) do update set loss_pct = excluded.loss_pct, jitter_ms = excluded.jitter_ms, mos = excluded.mos,
	one_way = excluded.one_way, at = excluded.at`

const sqlQuality = `select loss_pct, jitter_ms, mos, one_way, at from call_quality where leg = ?`

const sqlForgetQuality = `delete from call_quality where at < ?`

func putQuality(ctx context.Context, tx *db.Tx, leg id.Leg, q Quality) error {
	_, err := tx.Exec(ctx, sqlPutQuality, leg, q.LossPct, q.JitterMS, q.MOS, q.OneWay, q.At)
	return err
}

// qualityOf is nil where media said nothing. Whether the leg's call may be seen has been
// decided before.
func qualityOf(ctx context.Context, q db.Querier, leg id.Leg) (*Quality, error) {
	var v Quality
	err := q.QueryRow(ctx, sqlQuality, leg).Scan(&v.LossPct, &v.JitterMS, &v.MOS, &v.OneWay, &v.At)
	if db.NotFound(err) {
		return nil, nil
	}
	return &v, err
}

func forgetQuality(ctx context.Context, q db.Querier, before int64) error {
	_, err := q.Exec(ctx, sqlForgetQuality, before)
	return err
}
