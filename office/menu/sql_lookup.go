package menu

import (
	"context"
	"encoding/json"
	"fmt"

	"gudok/base/db"
	"gudok/base/problem"
)

const lookupColumns = `id, tenant, name, data, headers, version`

const sqlLookups = `
select ` + lookupColumns + ` from lookup where (? = '' or tenant = ?) and removed_at = 0 order by tenant, name, id`

// A call that began before keeps asking what was removed since: the look-up is found by id.
const sqlLookup = `
select ` + lookupColumns + ` from lookup where id = ?`

const sqlAddLookup = `
insert into lookup (` + lookupColumns + `, removed_at) values (?, ?, ?, ?, ?, 1, 0)`

const sqlChangeLookup = `
update lookup set name = ?, data = ?, headers = ?, version = version + 1
where id = ? and tenant = ? and version = ? and removed_at = 0`

const sqlRemoveLookup = `
update lookup set removed_at = ? where id = ? and tenant = ? and removed_at = 0`

func lookups(ctx context.Context, sc db.Scope) ([]Lookup, error) {
	rows, err := sc.Query(ctx, sqlLookups, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scanLookup)
}

func lookup(ctx context.Context, q db.Querier, name string) (Lookup, error) {
	l, err := scanLookup(q.QueryRow(ctx, sqlLookup, name).Scan)
	if db.NotFound(err) {
		return l, problem.New(problem.NotFound, "lookup.unknown", "lookup", name)
	}
	return l, err
}

func scanLookup(scan func(...any) error) (l Lookup, err error) {
	var data, headers string
	if err := scan(&l.ID, &l.Tenant, &l.Name, &data, &headers, &l.Version); err != nil {
		return l, err
	}
	name, version := l.Name, l.Version
	if err := json.Unmarshal([]byte(data), &l); err != nil {
		return l, fmt.Errorf("look-up %s: %w", l.ID, err)
	}
	l.Name, l.Version = name, version
	if err := json.Unmarshal([]byte(headers), &l.Headers); err != nil {
		return l, fmt.Errorf("headers of look-up %s: %w", l.ID, err)
	}
	return l, nil
}

func addLookup(ctx context.Context, sc db.Scope, l Lookup) error {
	_, err := sc.Exec(ctx, sqlAddLookup, l.ID, sc.Tenant, l.Name, text(l), text(l.Headers))
	return taken(err, "lookup.name_taken", l.Name)
}

func changeLookup(ctx context.Context, sc db.Scope, l Lookup) error {
	n, err := sc.Exec(ctx, sqlChangeLookup, l.Name, text(l), text(l.Headers), l.ID, sc.Tenant, l.Version)
	return saved(n, taken(err, "lookup.name_taken", l.Name), "lookup")
}

func removeLookup(ctx context.Context, sc db.Scope, name string, now int64) error {
	n, err := sc.Exec(ctx, sqlRemoveLookup, now, name, sc.Tenant)
	return saved(n, err, "lookup")
}

const sqlGuard = `select data from lookup_guard where tenant = ?`

const sqlSetGuard = `
insert into lookup_guard (tenant, data) values (?, ?) on conflict (tenant) do update set data = excluded.data`

// guardOf is where the tenant's look-ups may go; nothing is set: any public host.
func guardOf(ctx context.Context, sc db.Scope) (Guard, error) {
	g := Guard{Tenant: sc.Tenant}
	var data string
	err := sc.QueryRow(ctx, sqlGuard, sc.Tenant).Scan(&data)
	if db.NotFound(err) {
		return g, nil
	}
	if err != nil {
		return g, err
	}
	return g, json.Unmarshal([]byte(data), &g)
}

func setGuard(ctx context.Context, sc db.Scope, g Guard) error {
	_, err := sc.Exec(ctx, sqlSetGuard, sc.Tenant, text(g))
	return err
}

const sqlExtensions = `select agent, ext, name from extension order by ext, agent`

const sqlClearExtensions = `delete from extension`

const sqlAddExtension = `insert into extension (agent, ext, name) values (?, ?, ?)`

func extensions(ctx context.Context, q db.Querier) ([]Extension, error) {
	rows, err := q.Query(ctx, sqlExtensions)
	return db.Collect(rows, err, func(scan func(...any) error) (e Extension, err error) { return e, scan(&e.Agent, &e.Ext, &e.Name) })
}

func clearExtensions(ctx context.Context, q db.Querier) error {
	_, err := q.Exec(ctx, sqlClearExtensions)
	return err
}

func addExtension(ctx context.Context, q db.Querier, e Extension) error {
	_, err := q.Exec(ctx, sqlAddExtension, e.Agent, e.Ext, e.Name)
	return err
}
