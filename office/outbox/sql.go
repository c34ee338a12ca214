package outbox

import (
	"context"

	"gudok/base/db"
)

const serverColumns = `host, port, security, login, secret, sender, name, address, version`

const sqlServer = `select ` + serverColumns + ` from mail_server where id = ?`

const sqlPutServer = `
insert into mail_server (id, ` + serverColumns + `) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set host = excluded.host, port = excluded.port, security = excluded.security, login = excluded.login,
	secret = excluded.secret, sender = excluded.sender, name = excluded.name, address = excluded.address, version = excluded.version`

func server(ctx context.Context, q db.Querier) (s Server, err error) {
	err = q.QueryRow(ctx, sqlServer, row).Scan(&s.Host, &s.Port, &s.Security, &s.User, &s.Secret, &s.From, &s.Name, &s.Address, &s.Version)
	if db.NotFound(err) {
		return Server{Port: 587, Security: "starttls"}, nil
	}
	return s, err
}

func putServer(ctx context.Context, q db.Querier, s Server) error {
	_, err := q.Exec(ctx, sqlPutServer, row, s.Host, s.Port, s.Security, s.User, s.Secret, s.From, s.Name, s.Address, s.Version)
	return err
}

const columns = `id, tenant, addr, subject, text, state, tries, next_at, why, at, sent_at`

const sqlAdd = `insert into letter (` + columns + `) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const sqlLetter = `select ` + columns + ` from letter where id = ?`

const sqlDue = `select ` + columns + ` from letter where state = 'waiting' and next_at <= ? order by next_at, id limit ?`

const sqlPut = `update letter set text = ?, state = ?, tries = ?, next_at = ?, why = ?, sent_at = ? where id = ? and tenant = ?`

const sqlSweep = `delete from letter where at < ?`

func scan(one func(...any) error) (l Letter, err error) {
	return l, one(&l.ID, &l.Tenant, &l.To, &l.Subject, &l.Text, &l.State, &l.Tries, &l.NextAt, &l.Why, &l.At, &l.SentAt)
}

func add(ctx context.Context, sc db.Scope, l Letter) error {
	_, err := sc.Exec(ctx, sqlAdd, l.ID, sc.Tenant, l.To, l.Subject, l.Text, l.State, l.Tries, l.NextAt, l.Why, l.At, l.SentAt)
	return err
}

// letter is one, whosever it is; only its state leaves the room.
func letter(ctx context.Context, q db.Querier, name string) (Letter, error) {
	return scan(q.QueryRow(ctx, sqlLetter, name).Scan)
}

func due(ctx context.Context, q db.Querier, now int64) ([]Letter, error) {
	rows, err := q.Query(ctx, sqlDue, now, maxAtOnce)
	return db.Collect(rows, err, scan)
}

func put(ctx context.Context, sc db.Scope, l Letter) error {
	_, err := sc.Exec(ctx, sqlPut, l.Text, l.State, l.Tries, l.NextAt, l.Why, l.SentAt, l.ID, sc.Tenant)
	return err
}

func sweep(ctx context.Context, q db.Querier, before int64) error {
	_, err := q.Exec(ctx, sqlSweep, before)
	return err
}
