package audit

import (
	"context"
	"encoding/json"

	"gudok/base/db"
)

const columns = `seq, at, type, actor, tenant, line, call, agent, data`

const sqlPutEar = `
insert into audit_ear (` + columns + `) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (seq) do nothing`

const sqlClear = `delete from audit_ear`

const sqlEars = `
select ` + columns + ` from audit_ear
where (? = '' or tenant = ?) and seq < ? and at >= ? and at < ?
order by seq desc limit ?`

func putEar(ctx context.Context, sc db.Scope, a Access) error {
	_, err := sc.Exec(ctx, sqlPutEar, a.Seq, a.At, a.Type, a.Actor, sc.Tenant, a.Line, a.Call, a.Agent, string(a.Data))
	return err
}

func clear(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, sqlClear)
	return err
}

// ears are at most a page of the scope's tenant, or of all ("").
func ears(ctx context.Context, sc db.Scope, f Filter) ([]Access, error) {
	rows, err := sc.Query(ctx, sqlEars, sc.Tenant, sc.Tenant, f.Before, f.From, f.To, pageSize)
	return db.Collect(rows, err, func(scan func(...any) error) (a Access, err error) {
		var data string
		err = scan(&a.Seq, &a.At, &a.Type, &a.Actor, &a.Tenant, &a.Line, &a.Call, &a.Agent, &data)
		a.Data = json.RawMessage(data)
		return a, err
	})
}
