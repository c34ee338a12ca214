package directory

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const columns = `id, tenant, name, post, number, hours, presence, version`

const sqlFound = `
select ` + columns + ` from directory_entry
where (tenant = ? or tenant = ?) and search like ? escape '\'
order by name, id limit ?`

const sqlEntry = `select ` + columns + ` from directory_entry where id = ?`

const sqlCount = `select count(*) from directory_entry where tenant = ?`

const sqlAdd = `
insert into directory_entry (id, tenant, name, post, number, hours, presence, search, version)
values (?, ?, ?, ?, ?, ?, ?, ?, 1)`

const sqlChange = `
update directory_entry set name = ?, post = ?, number = ?, hours = ?, presence = ?, search = ?, version = version + 1
where id = ? and tenant = ? and version = ?`

// What is removed is a person's data and nothing of the past names it: the row goes.
const sqlRemove = `delete from directory_entry where id = ? and tenant = ?`

func found(ctx context.Context, sc db.Scope, like string) ([]Entry, error) {
	rows, err := sc.Query(ctx, sqlFound, sc.Tenant, id.House, like, maxFound)
	return db.Collect(rows, err, scan)
}

// entry finds one whosever it is: a handler decides by what it finds.
func entry(ctx context.Context, q db.Querier, name string) (Entry, error) {
	e, err := scan(q.QueryRow(ctx, sqlEntry, name).Scan)
	if db.NotFound(err) {
		return e, problem.New(problem.NotFound, "directory.unknown", "entry", name)
	}
	return e, err
}

func scan(one func(...any) error) (e Entry, err error) {
	return e, one(&e.ID, &e.Tenant, &e.Name, &e.Post, &e.Number, &e.Hours, &e.Presence, &e.Version)
}

func count(ctx context.Context, sc db.Scope) (n int, err error) {
	return n, sc.QueryRow(ctx, sqlCount, sc.Tenant).Scan(&n)
}

func add(ctx context.Context, sc db.Scope, e Entry) error {
	_, err := sc.Exec(ctx, sqlAdd, e.ID, sc.Tenant, e.Name, e.Post, e.Number, e.Hours, e.Presence, e.search())
	return err
}

func change(ctx context.Context, sc db.Scope, e Entry) error {
	n, err := sc.Exec(ctx, sqlChange, e.Name, e.Post, e.Number, e.Hours, e.Presence, e.search(), e.ID, sc.Tenant, e.Version)
	if err == nil && n == 0 {
		return problem.New(problem.Conflict, "directory.changed_meanwhile")
	}
	return err
}

func remove(ctx context.Context, sc db.Scope, name string) error {
	_, err := sc.Exec(ctx, sqlRemove, name, sc.Tenant)
	return err
}
