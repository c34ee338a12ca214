package call

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const sqlHold = `select why, author, at from call_hold where call = ? and tenant = ?`

const sqlAddHold = `insert into call_hold (call, tenant, why, author, at) values (?, ?, ?, ?, ?)`

const sqlDropHold = `delete from call_hold where call = ? and tenant = ?`

func hold(ctx context.Context, sc db.Scope, c id.Call) (h Hold, err error) {
	err = sc.QueryRow(ctx, sqlHold, c, sc.Tenant).Scan(&h.Why, &h.By, &h.At)
	if db.NotFound(err) {
		return Hold{}, nil
	}
	return h, err
}

func addHold(ctx context.Context, sc db.Scope, c id.Call, h Hold) error {
	_, err := sc.Exec(ctx, sqlAddHold, c, sc.Tenant, h.Why, h.By, h.At)
	return err
}

func dropHold(ctx context.Context, sc db.Scope, c id.Call) error {
	_, err := sc.Exec(ctx, sqlDropHold, c, sc.Tenant)
	return err
}

const notHeld = `call not in (select call from call_hold where tenant = ?)`

const (
	sqlHeldNotes     = `select count(*) from call_note where tenant = ? and at < ?`
	sqlDropNotes     = `delete from call_note where tenant = ? and at < ? and ` + notHeld
	sqlHeldHandovers = `select count(*) from call_handover where tenant = ? and at < ?`
	sqlDropHandovers = `delete from call_handover where tenant = ? and at < ? and ` + notHeld
	sqlOldPrompts    = `select prompt from call_handover where tenant = ? and at < ? and prompt <> '' and ` + notHeld
)

func dropNotes(ctx context.Context, sc db.Scope, before int64) (removed, held int, err error) {
	n, err := sc.Exec(ctx, sqlDropNotes, sc.Tenant, before, sc.Tenant)
	if err == nil {
		err = sc.QueryRow(ctx, sqlHeldNotes, sc.Tenant, before).Scan(&held)
	}
	return int(n), held, err
}

func dropHandovers(ctx context.Context, sc db.Scope, before int64) (removed, held int, err error) {
	n, err := sc.Exec(ctx, sqlDropHandovers, sc.Tenant, before, sc.Tenant)
	if err == nil {
		err = sc.QueryRow(ctx, sqlHeldHandovers, sc.Tenant, before).Scan(&held)
	}
	return int(n), held, err
}

func oldPrompts(ctx context.Context, sc db.Scope, before int64) ([]id.Prompt, error) {
	rows, err := sc.Query(ctx, sqlOldPrompts, sc.Tenant, before, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (p id.Prompt, err error) { return p, scan(&p) })
}

// Numbers whose newest call is old and none of whose calls is held.
const sqlOldNumbers = `
select number from call
where tenant = ? and number > ? and number <> ''
group by number
having max(started_at) < ? and max(case when id in (select call from call_hold where tenant = ?) then 1 else 0 end) = 0
order by number limit ?`

func oldNumbers(ctx context.Context, sc db.Scope, before int64, after id.Number) ([]id.Number, error) {
	rows, err := sc.Query(ctx, sqlOldNumbers, sc.Tenant, after, before, sc.Tenant, sweepBatch)
	return db.Collect(rows, err, func(scan func(...any) error) (n id.Number, err error) { return n, scan(&n) })
}

const sqlRetention = `select days, version from call_retention where tenant = ?`

const sqlRetentions = `select tenant, days, version from call_retention order by tenant`

const sqlAddRetention = `insert into call_retention (tenant, days, version) values (?, ?, 1)`

const sqlChangeRetention = `update call_retention set days = ?, version = version + 1 where tenant = ? and version = ?`

// retention is the tenant's, or one of no days with version 0.
func retention(ctx context.Context, sc db.Scope) (Retention, error) {
	r := Retention{Tenant: sc.Tenant}
	err := sc.QueryRow(ctx, sqlRetention, sc.Tenant).Scan(&r.Days, &r.Version)
	if db.NotFound(err) {
		err = nil
	}
	return r, err
}

func retentions(ctx context.Context, q db.Querier) ([]Retention, error) {
	rows, err := q.Query(ctx, sqlRetentions)
	return db.Collect(rows, err, func(scan func(...any) error) (r Retention, err error) {
		return r, scan(&r.Tenant, &r.Days, &r.Version)
	})
}

func saveRetention(ctx context.Context, sc db.Scope, r Retention) error {
	stale := problem.New(problem.Conflict, "retention.changed_meanwhile")
	if r.Version == 0 {
		_, err := sc.Exec(ctx, sqlAddRetention, sc.Tenant, r.Days)
		if db.Taken(err) {
			return stale
		}
		return err
	}
	n, err := sc.Exec(ctx, sqlChangeRetention, r.Days, sc.Tenant, r.Version)
	if err == nil && n == 0 {
		return stale
	}
	return err
}
