// Package db is the only door to SQL: SQLite files by default, PostgreSQL by URL, one SQL
// text for both.
//
//	d, err := db.Open(ctx, db.Options{Schema: db.Office, Dir: dir, Log: log})
//	err = d.In(ctx, func(ctx context.Context, tx *db.Tx) error { … })   // write transaction
//	rows, err := d.Scope(tenant).Query(ctx, sqlOverdue, …)              // read, tenant-bound
//
// There are two logical databases (house.md 5.2): floor and office. On SQLite they are two
// files in Dir, floor.db and office.db, each with one writer connection and a pool of
// readers; on PostgreSQL two schemas of one database.
//
// # SQL
//
// Write `?` for parameters; they become $1, $2 … on PostgreSQL. Moments are integer
// milliseconds UTC, ids and JSON are text, sums are integers, upserts are
// `on conflict (…) do update set x = excluded.x`. Do not use `insert or replace`, rowid,
// last_insert_id, double-quoted texts, JSON operators, or `limit x, y`. `returning` works in
// both. Every statement is a const, so that the cache of prepared ones stays small; a filter
// that varies is written so that the empty text lets all through:
//
//	where (? = '' or line = ?)
//
// # Migrations
//
// migrations/{floor,office}/NNNN_room.{sqlite,postgres}.sql, forward only, each in a
// transaction, applied by [Open]. A file that has been released is never changed: add one.
// Every room has its own hundred, so that authors do not collide:
//
//	office: 0001 facts (this package), 0100 user, 0200 tenant, 0300 trunk, 0400 line,
//	        0500 menu, 0600 call, 0700 recording, 0800 promise, 0900 audit, 1000 speech,
//	        1100 directory, 1200 message, 1300 widget, 1400 enquiry, 1500 outbox, 1700 caller,
//	        1800 survey
//	floor:  0100 journal, 0200 floor
//
// In SQLite write `integer`, `text`, `blob`, `real`; in PostgreSQL `bigint`, `text`, `bytea`,
// `double precision`; `boolean` in both. A test compares the two resulting schemas column by
// column and index by index.
//
// Read in this order: open.go, tx.go (transactions and scopes), query.go (statements),
// migrate.go, fact.go (the office's stream of facts), own.go (one owner). Tests use
// gudok/base/db/dbtest.
package db
