package message

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const columns = `id, sender, agent, text, at, read_at`

const sqlAdd = `insert into message (` + columns + `) values (?, ?, ?, ?, ?, 0)`

const sqlInbox = `
select ` + columns + ` from message where agent = ? and (? = 0 or read_at = 0) order by at desc, id desc limit ?`

const sqlSent = `select ` + columns + ` from message where sender = ? order by at desc, id desc limit ?`

const sqlMessage = `select ` + columns + ` from message where id = ? and agent = ?`

const sqlRead = `update message set read_at = ? where id = ? and agent = ? and read_at = 0`

const sqlForget = `delete from message where at < ?`

func add(ctx context.Context, tx *db.Tx, m Message) error {
	_, err := tx.Exec(ctx, sqlAdd, m.ID, m.Sender, m.Agent, m.Text, m.At)
	return err
}

func scan(one func(...any) error) (m Message, err error) {
	return m, one(&m.ID, &m.Sender, &m.Agent, &m.Text, &m.At, &m.ReadAt)
}

func inbox(ctx context.Context, q db.Querier, a id.Agent, unread bool) ([]Message, error) {
	only := 0
	if unread {
		only = 1
	}
	rows, err := q.Query(ctx, sqlInbox, a, only, page)
	return db.Collect(rows, err, scan)
}

func sent(ctx context.Context, q db.Querier, by id.User) ([]Message, error) {
	rows, err := q.Query(ctx, sqlSent, by, page)
	return db.Collect(rows, err, scan)
}

func message(ctx context.Context, q db.Querier, a id.Agent, name string) (Message, error) {
	m, err := scan(q.QueryRow(ctx, sqlMessage, name, a).Scan)
	if db.NotFound(err) {
		return m, problem.New(problem.NotFound, "message.unknown", "message", name)
	}
	return m, err
}

func read(ctx context.Context, tx *db.Tx, a id.Agent, name string, now int64) error {
	_, err := tx.Exec(ctx, sqlRead, now, name, a)
	return err
}

func forget(ctx context.Context, tx *db.Tx, before int64) error {
	_, err := tx.Exec(ctx, sqlForget, before)
	return err
}
