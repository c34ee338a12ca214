package call

import (
	"context"

	"gudok/base/db"
	"gudok/id"
)

const sqlSpokeSince = `
select 1 from call
where number = ? and started_at >= ? and tenant = ? and result in ('answered', 'returned', 'sent_outside')
limit 1`

func spokeSince(ctx context.Context, sc db.Scope, n id.Number, from int64) (bool, error) {
	var one int
	err := sc.QueryRow(ctx, sqlSpokeSince, n, from, sc.Tenant).Scan(&one)
	if db.NotFound(err) {
		return false, nil
	}
	return err == nil, err
}
