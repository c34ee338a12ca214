package enquiry

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const columns = `id, tenant, promise, number, asked_by, asked_at, kind, to_user, to_name, to_mail, question, deadline, state, answer,
	answered_by, ended_at, freed, token, token_until, letter`

const sqlAdd = `insert into enquiry (` + columns + `) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const sqlEnquiry = `select ` + columns + ` from enquiry where id = ?`

const sqlOfToken = `select ` + columns + ` from enquiry where token = ? and token <> ''`

const sqlOfPromise = `select ` + columns + ` from enquiry where promise = ? order by asked_at desc, id desc limit ?`

const byState = ` order by case when state = 'open' then 0 else 1 end, case when state = 'open' then deadline else 0 - ended_at end, id limit ?`

const sqlOfUser = `select ` + columns + ` from enquiry where to_user = ?` + byState

const sqlOfTenant = `select ` + columns + ` from enquiry where (? = '' or tenant = ?)` + byState

const sqlOverdue = `select ` + columns + ` from enquiry where state = 'open' and deadline < ? order by deadline limit ?`

const sqlUnfreed = `select ` + columns + ` from enquiry where state <> 'open' and freed = ? order by ended_at limit ?`

const sqlCountOpen = `select count(*) from enquiry where tenant = ? and state = 'open'`

// Only an open one ends: that makes it one answer.
const sqlEnd = `
update enquiry set state = ?, answer = ?, answered_by = ?, ended_at = ?, freed = ? where id = ? and tenant = ? and state = 'open'`

const sqlFreed = `update enquiry set freed = ? where id = ? and tenant = ?`

const sqlLinked = `update enquiry set token = ?, token_until = ?, letter = ? where id = ? and tenant = ?`

const sqlForget = `update enquiry set question = '', answer = '', to_mail = '', to_name = '', token = '' where tenant = ? and number = ?`

const sqlSweep = `delete from enquiry where state <> 'open' and ended_at < ?`

func scan(one func(...any) error) (e Enquiry, err error) {
	return e, one(&e.ID, &e.Tenant, &e.Promise, &e.Number, &e.AskedBy, &e.AskedAt, &e.Kind, &e.ToUser, &e.ToName, &e.ToMail, &e.Question,
		&e.Deadline, &e.State, &e.Answer, &e.AnsweredBy, &e.EndedAt, &e.Freed, &e.Token, &e.TokenUntil, &e.Letter)
}

func add(ctx context.Context, sc db.Scope, e Enquiry) error {
	_, err := sc.Exec(ctx, sqlAdd, e.ID, sc.Tenant, e.Promise, e.Number, e.AskedBy, e.AskedAt, e.Kind, e.ToUser, e.ToName, e.ToMail, e.Question,
		e.Deadline, e.State, e.Answer, e.AnsweredBy, e.EndedAt, e.Freed, e.Token, e.TokenUntil, e.Letter)
	return err
}

// enquiry finds one whosever it is: a handler decides by what it finds.
func enquiry(ctx context.Context, q db.Querier, name id.Enquiry) (Enquiry, error) {
	return found(scan(q.QueryRow(ctx, sqlEnquiry, name).Scan))
}

func ofToken(ctx context.Context, q db.Querier, hash string) (Enquiry, error) {
	return found(scan(q.QueryRow(ctx, sqlOfToken, hash).Scan))
}

func found(e Enquiry, err error) (Enquiry, error) {
	if db.NotFound(err) {
		return e, problem.New(problem.NotFound, "enquiry.unknown")
	}
	return e, err
}

func ofPromise(ctx context.Context, q db.Querier, p id.Promise) ([]Enquiry, error) {
	rows, err := q.Query(ctx, sqlOfPromise, p, page)
	return db.Collect(rows, err, scan)
}

func ofUser(ctx context.Context, q db.Querier, u id.User) ([]Enquiry, error) {
	rows, err := q.Query(ctx, sqlOfUser, u, page)
	return db.Collect(rows, err, scan)
}

func ofTenant(ctx context.Context, sc db.Scope) ([]Enquiry, error) {
	rows, err := sc.Query(ctx, sqlOfTenant, sc.Tenant, sc.Tenant, page)
	return db.Collect(rows, err, scan)
}

func overdue(ctx context.Context, q db.Querier, now int64) ([]Enquiry, error) {
	rows, err := q.Query(ctx, sqlOverdue, now, page)
	return db.Collect(rows, err, scan)
}

func unfreed(ctx context.Context, q db.Querier) ([]Enquiry, error) {
	rows, err := q.Query(ctx, sqlUnfreed, false, page)
	return db.Collect(rows, err, scan)
}

func countOpen(ctx context.Context, sc db.Scope) (n int, err error) {
	return n, sc.QueryRow(ctx, sqlCountOpen, sc.Tenant).Scan(&n)
}

// end is false when the enquiry has ended before.
func end(ctx context.Context, sc db.Scope, name id.Enquiry, how State, answer, by string, now int64, told bool) (bool, error) {
	n, err := sc.Exec(ctx, sqlEnd, how, answer, by, now, told, name, sc.Tenant)
	return n == 1, err
}

func freed(ctx context.Context, sc db.Scope, name id.Enquiry) error {
	_, err := sc.Exec(ctx, sqlFreed, true, name, sc.Tenant)
	return err
}

func linked(ctx context.Context, sc db.Scope, e Enquiry) error {
	_, err := sc.Exec(ctx, sqlLinked, e.Token, e.TokenUntil, e.Letter, e.ID, sc.Tenant)
	return err
}

func forget(ctx context.Context, sc db.Scope, n id.Number) error {
	_, err := sc.Exec(ctx, sqlForget, sc.Tenant, n)
	return err
}

func sweep(ctx context.Context, q db.Querier, before int64) error {
	_, err := q.Exec(ctx, sqlSweep, before)
	return err
}
