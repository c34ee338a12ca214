package widget

import (
	"context"
	"encoding/json"
	"fmt"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const columns = `id, tenant, key, line, name, on_air, data, version`

const sqlWidgets = `select ` + columns + ` from widget where (? = '' or tenant = ?) order by tenant, name, id`

const sqlWidget = `select ` + columns + ` from widget where id = ?`

const sqlOfKey = `select ` + columns + ` from widget where key = ?`

const sqlAdd = `insert into widget (` + columns + `) values (?, ?, ?, ?, ?, ?, ?, 1)`

const sqlChange = `
update widget set line = ?, name = ?, on_air = ?, data = ?, version = version + 1 where id = ? and tenant = ? and version = ?`

const sqlRemove = `delete from widget where id = ? and tenant = ?`

func widgets(ctx context.Context, sc db.Scope) ([]Widget, error) {
	rows, err := sc.Query(ctx, sqlWidgets, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scan)
}

// widget finds one whosever it is: a handler decides by what it finds.
func widget(ctx context.Context, q db.Querier, name string) (Widget, error) {
	return found(scan(q.QueryRow(ctx, sqlWidget, name).Scan))
}

func ofKey(ctx context.Context, q db.Querier, key string) (Widget, error) {
	return found(scan(q.QueryRow(ctx, sqlOfKey, key).Scan))
}

func found(w Widget, err error) (Widget, error) {
	if db.NotFound(err) {
		return w, problem.New(problem.NotFound, "widget.unknown")
	}
	return w, err
}

func scan(one func(...any) error) (w Widget, err error) {
	var data string
	if err := one(&w.ID, &w.Tenant, &w.Key, &w.Line, &w.Name, &w.On, &data, &w.Version); err != nil {
		return w, err
	}
	if err := json.Unmarshal([]byte(data), &w.Settings); err != nil {
		return w, fmt.Errorf("widget %s: %w", w.ID, err)
	}
	return w, nil
}

func (w *Widget) data() (string, error) {
	text, err := json.Marshal(w.Settings)
	return string(text), err
}

func add(ctx context.Context, sc db.Scope, w Widget) error {
	data, err := w.data()
	if err != nil {
		return err
	}
	_, err = sc.Exec(ctx, sqlAdd, w.ID, sc.Tenant, w.Key, w.Line, w.Name, w.On, data)
	return err
}

func change(ctx context.Context, sc db.Scope, w Widget) error {
	data, err := w.data()
	if err != nil {
		return err
	}
	n, err := sc.Exec(ctx, sqlChange, w.Line, w.Name, w.On, data, w.ID, sc.Tenant, w.Version)
	if err == nil && n == 0 {
		return problem.New(problem.Conflict, "widget.changed_meanwhile")
	}
	return err
}

func remove(ctx context.Context, sc db.Scope, name string) error {
	_, err := sc.Exec(ctx, sqlRemove, name, sc.Tenant)
	return err
}

const requestColumns = `id, tenant, widget, promise, number, name, lang, site, at`

const sqlAddRequest = `insert into widget_request (` + requestColumns + `) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`

const sqlRequestOf = `select ` + requestColumns + ` from widget_request where promise = ? order by at desc, id desc limit 1`

const sqlForget = `delete from widget_request where tenant = ? and number = ?`

const sqlSweep = `delete from widget_request where at < ?`

func addRequest(ctx context.Context, sc db.Scope, r Request) error {
	_, err := sc.Exec(ctx, sqlAddRequest, r.ID, sc.Tenant, r.Widget, r.Promise, r.Number, r.Name, r.Lang, r.Site, r.At)
	return err
}

// requestOf is the latest behind a promise, whosever it is.
func requestOf(ctx context.Context, q db.Querier, p id.Promise) (r Request, err error) {
	return r, q.QueryRow(ctx, sqlRequestOf, p).Scan(&r.ID, &r.Tenant, &r.Widget, &r.Promise, &r.Number, &r.Name, &r.Lang, &r.Site, &r.At)
}

func forget(ctx context.Context, sc db.Scope, n id.Number) error {
	_, err := sc.Exec(ctx, sqlForget, sc.Tenant, n)
	return err
}

func sweep(ctx context.Context, tx *db.Tx, before int64) error {
	_, err := tx.Exec(ctx, sqlSweep, before)
	return err
}
