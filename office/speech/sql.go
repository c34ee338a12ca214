package speech

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const columns = `id, tenant, lang, ms, kept, made_at, used_at`

const sqlSpoken = `select ` + columns + ` from speech where id = ?`

// What is kept once stays kept.
const sqlPut = `
insert into speech (` + columns + `) values (?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set kept = speech.kept or excluded.kept, used_at = excluded.used_at`

const sqlDrop = `delete from speech where id = ? and tenant = ? and kept = false`

const sqlOld = `select ` + columns + ` from speech where kept = false and used_at < ? order by used_at limit ?`

// spoken finds a prompt whosever it is: its name is a hash, and a handler decides by what it
// finds.
func spoken(ctx context.Context, q db.Querier, name id.Prompt) (Spoken, error) {
	p, err := scan(q.QueryRow(ctx, sqlSpoken, name).Scan)
	if db.NotFound(err) {
		return p, problem.New(problem.NotFound, "prompt.unknown", "prompt", string(name))
	}
	return p, err
}

func scan(one func(...any) error) (p Spoken, err error) {
	return p, one(&p.ID, &p.Tenant, &p.Lang, &p.MS, &p.Kept, &p.MadeAt, &p.UsedAt)
}

func put(ctx context.Context, sc db.Scope, p Spoken) error {
	_, err := sc.Exec(ctx, sqlPut, p.ID, sc.Tenant, p.Lang, p.MS, p.Kept, p.MadeAt, p.UsedAt)
	return err
}

func drop(ctx context.Context, sc db.Scope, name id.Prompt) error {
	_, err := sc.Exec(ctx, sqlDrop, name, sc.Tenant)
	return err
}

func old(ctx context.Context, q db.Querier, before int64) ([]Spoken, error) {
	rows, err := q.Query(ctx, sqlOld, before, sweepBatch)
	return db.Collect(rows, err, scan)
}
