package call

import (
	"context"

	"gudok/base/db"
	"gudok/id"
)

const sqlHandover = `
select name, purpose, prompt, author, at, version from call_handover where call = ? and tenant = ?`

const sqlSaveHandover = `
insert into call_handover (call, tenant, name, purpose, prompt, author, at, version)
values (?, ?, ?, ?, ?, ?, ?, ?)
on conflict (call) do update set name = excluded.name, purpose = excluded.purpose, prompt = excluded.prompt,
	author = excluded.author, at = excluded.at, version = excluded.version`

func handover(ctx context.Context, sc db.Scope, name id.Call) (h Handover, err error) {
	err = sc.QueryRow(ctx, sqlHandover, name, sc.Tenant).Scan(&h.Name, &h.Purpose, &h.Prompt, &h.By, &h.At, &h.Version)
	if db.NotFound(err) {
		return Handover{}, nil
	}
	return h, err
}

func saveHandover(ctx context.Context, sc db.Scope, name id.Call, h Handover) error {
	_, err := sc.Exec(ctx, sqlSaveHandover, name, sc.Tenant, h.Name, h.Purpose, h.Prompt, h.By, h.At, h.Version)
	return err
}
