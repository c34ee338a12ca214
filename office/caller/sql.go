package caller

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
	"gudok/phone"
)

const columns = `id, tenant, number, kind, reason, until, added_at, added_by`

const sqlMarks = `select ` + columns + ` from caller_mark where tenant = ? order by kind desc, number`

const sqlMark = `select ` + columns + ` from caller_mark where id = ?`

const sqlOfNumber = `select ` + columns + ` from caller_mark where tenant = ? and number = ?`

const sqlCount = `select count(*) from caller_mark where tenant = ?`

const sqlPut = `
insert into caller_mark (id, tenant, number, kind, reason, until, added_at, added_by) values (?, ?, ?, ?, ?, ?, ?, ?)
on conflict (tenant, number) do update set kind = excluded.kind, reason = excluded.reason, until = excluded.until,
	added_at = excluded.added_at, added_by = excluded.added_by`

const sqlRemove = `delete from caller_mark where id = ? and tenant = ?`

func marks(ctx context.Context, sc db.Scope) ([]Mark, error) {
	rows, err := sc.Query(ctx, sqlMarks, sc.Tenant)
	return db.Collect(rows, err, scan)
}

// mark finds one whosever it is: a handler decides by what it finds.
func mark(ctx context.Context, q db.Querier, name string) (Mark, error) {
	m, err := scan(q.QueryRow(ctx, sqlMark, name).Scan)
	if db.NotFound(err) {
		return m, problem.New(problem.NotFound, "caller.unknown", "caller", name)
	}
	return m, err
}

// ofNumber is the mark of a number; without one it has no id.
func ofNumber(ctx context.Context, sc db.Scope, n phone.Number) (Mark, error) {
	m, err := scan(sc.QueryRow(ctx, sqlOfNumber, sc.Tenant, n).Scan)
	if db.NotFound(err) {
		return Mark{}, nil
	}
	return m, err
}

func scan(one func(...any) error) (m Mark, err error) {
	return m, one(&m.ID, &m.Tenant, &m.Number, &m.Kind, &m.Reason, &m.Until, &m.At, &m.By)
}

func count(ctx context.Context, sc db.Scope) (n int, err error) {
	return n, sc.QueryRow(ctx, sqlCount, sc.Tenant).Scan(&n)
}

func put(ctx context.Context, sc db.Scope, m Mark) error {
	_, err := sc.Exec(ctx, sqlPut, m.ID, sc.Tenant, m.Number, m.Kind, m.Reason, m.Until, m.At, m.By)
	return err
}

func remove(ctx context.Context, sc db.Scope, t id.Tenant, name string) error {
	_, err := sc.Exec(ctx, sqlRemove, name, t)
	return err
}
