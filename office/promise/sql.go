package promise

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const promiseColumns = `id, tenant, line, call, kind, cause, number, recording, state, origin_at, opened_at, due_at,
	misses, attempts, agent, outcome, first_try_at, closed_at, reason, detail, owner, enquiry, blocked_until`

const sqlPromise = `select ` + promiseColumns + ` from promise where id = ?`

const sqlPutPromise = `
insert into promise (` + promiseColumns + `)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set kind = excluded.kind, cause = excluded.cause, recording = excluded.recording, state = excluded.state,
	due_at = excluded.due_at, misses = excluded.misses, attempts = excluded.attempts, agent = excluded.agent,
	outcome = excluded.outcome, first_try_at = excluded.first_try_at, closed_at = excluded.closed_at,
	reason = excluded.reason, detail = excluded.detail, owner = excluded.owner,
	enquiry = excluded.enquiry, blocked_until = excluded.blocked_until`

// promise finds one whosever it is: a handler decides by what it finds.
func promise(ctx context.Context, q db.Querier, name id.Promise) (Promise, error) {
	p, err := scan(q.QueryRow(ctx, sqlPromise, name).Scan)
	if db.NotFound(err) {
		return p, problem.New(problem.NotFound, "promise.unknown", "promise", string(name))
	}
	return p, err
}

const sqlOpenOf = `
select ` + promiseColumns + ` from promise where tenant = ? and number = ? and state <> 'closed' order by due_at desc, id desc limit 1`

func openOf(ctx context.Context, sc db.Scope, n id.Number) (Promise, error) {
	p, err := scan(sc.QueryRow(ctx, sqlOpenOf, sc.Tenant, n).Scan)
	if db.NotFound(err) {
		return p, problem.New(problem.NotFound, "promise.unknown", "number", string(n))
	}
	return p, err
}

func scan(scan func(...any) error) (p Promise, err error) {
	return p, scan(&p.ID, &p.Tenant, &p.Line, &p.Call, &p.Kind, &p.Cause, &p.Number, &p.Recording, &p.State, &p.OriginAt,
		&p.OpenedAt, &p.DueAt, &p.Misses, &p.Attempts, &p.Agent, &p.Outcome, &p.FirstTryAt, &p.ClosedAt, &p.Reason, &p.Detail, &p.Owner,
		&p.Enquiry, &p.BlockedUntil)
}

func putPromise(ctx context.Context, sc db.Scope, p *Promise) error {
	_, err := sc.Exec(ctx, sqlPutPromise, p.ID, sc.Tenant, p.Line, p.Call, p.Kind, p.Cause, p.Number, p.Recording, p.State,
		p.OriginAt, p.OpenedAt, p.DueAt, p.Misses, p.Attempts, p.Agent, p.Outcome, p.FirstTryAt, p.ClosedAt, p.Reason, p.Detail, p.Owner,
		p.Enquiry, p.BlockedUntil)
	return err
}

const sqlOpen = `
select ` + promiseColumns + ` from promise
where (? = '' or tenant = ?) and state <> 'closed' and (? = '' or line = ?) and (? = '' or kind = ?)
	and (due_at > ? or due_at = ? and id > ?)
order by due_at, id limit ?`

const sqlClosed = `
select ` + promiseColumns + ` from promise
where (? = '' or tenant = ?) and state = 'closed' and (? = '' or line = ?) and (? = '' or kind = ?)
	and (? = '' or reason = ?) and (closed_at < ? or closed_at = ? and id < ?)
order by closed_at desc, id desc limit ?`

// list is one page of the scope's tenant's promises (tenant "" is all) beyond the cursor.
func list(ctx context.Context, sc db.Scope, f Filter, at int64, beyond id.Promise, limit int) ([]Promise, error) {
	if f.Closed {
		rows, err := sc.Query(ctx, sqlClosed, sc.Tenant, sc.Tenant, f.Line, f.Line, f.Kind, f.Kind, f.Reason, f.Reason, at, at, beyond, limit)
		return db.Collect(rows, err, scan)
	}
	rows, err := sc.Query(ctx, sqlOpen, sc.Tenant, sc.Tenant, f.Line, f.Line, f.Kind, f.Kind, at, at, beyond, limit)
	return db.Collect(rows, err, scan)
}

// A count is how many promises of a period are open (reason "") or were closed for a reason.
type count struct {
	reason  string
	n       int64
	overdue int64
}

const sqlCounts = `
select reason, count(*), coalesce(sum(case when state <> 'closed' and due_at <= ? then 1 else 0 end), 0)
from promise where (? = '' or tenant = ?) and opened_at >= ? and opened_at < ?
group by reason order by reason`

func counts(ctx context.Context, sc db.Scope, from, to, now int64) ([]count, error) {
	rows, err := sc.Query(ctx, sqlCounts, now, sc.Tenant, sc.Tenant, from, to)
	return db.Collect(rows, err, func(scan func(...any) error) (c count, err error) {
		return c, scan(&c.reason, &c.n, &c.overdue)
	})
}

const sqlFirstTries = `
select first_try_at - opened_at from promise
where (? = '' or tenant = ?) and opened_at >= ? and opened_at < ? and first_try_at > 0
order by opened_at desc limit ?`

func firstTries(ctx context.Context, sc db.Scope, from, to int64) ([]int64, error) {
	rows, err := sc.Query(ctx, sqlFirstTries, sc.Tenant, sc.Tenant, from, to, maxTimes)
	return db.Collect(rows, err, func(scan func(...any) error) (ms int64, err error) { return ms, scan(&ms) })
}

const lawColumns = `tenant, opened, closed, no_number, facts, seq, hash, form`

const sqlLaw = `select ` + lawColumns + ` from promise_law where tenant = ?`

const sqlLaws = `select ` + lawColumns + ` from promise_law order by tenant`

const sqlPutLaw = `
insert into promise_law (` + lawColumns + `) values (?, ?, ?, ?, ?, ?, ?, ?)
on conflict (tenant) do update set opened = excluded.opened, closed = excluded.closed, no_number = excluded.no_number,
	facts = excluded.facts, seq = excluded.seq, hash = excluded.hash, form = excluded.form`

// law is the tenant's, an empty one when there is none yet.
func law(ctx context.Context, sc db.Scope) (Law, error) {
	l, err := scanLaw(sc.QueryRow(ctx, sqlLaw, sc.Tenant).Scan)
	if db.NotFound(err) {
		return Law{Tenant: sc.Tenant, Form: form}, nil
	}
	return l, err
}

func laws(ctx context.Context, q db.Querier) ([]Law, error) {
	rows, err := q.Query(ctx, sqlLaws)
	return db.Collect(rows, err, scanLaw)
}

func scanLaw(scan func(...any) error) (l Law, err error) {
	var seq int64
	err = scan(&l.Tenant, &l.Opened, &l.Closed, &l.NoNumber, &l.Facts, &seq, &l.Hash, &l.Form)
	l.Seq = uint64(seq)
	return l, err
}

func putLaw(ctx context.Context, sc db.Scope, l *Law) error {
	_, err := sc.Exec(ctx, sqlPutLaw, sc.Tenant, l.Opened, l.Closed, l.NoNumber, l.Facts, int64(l.Seq), l.Hash, l.Form)
	return err
}

const sqlCheck = `
select tenant, at, ok, why, facts, n, seq, promise, broken_at from promise_check where (? = '' or tenant = ?) order by tenant`

const sqlPutCheck = `
insert into promise_check (tenant, at, ok, why, facts, n, seq, promise, broken_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (tenant) do update set at = excluded.at, ok = excluded.ok, why = excluded.why, facts = excluded.facts,
	n = excluded.n, seq = excluded.seq, promise = excluded.promise, broken_at = excluded.broken_at`

func checks(ctx context.Context, sc db.Scope) ([]Check, error) {
	rows, err := sc.Query(ctx, sqlCheck, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (c Check, err error) {
		var seq int64
		b := &c.Broken
		err = scan(&c.Tenant, &c.At, &c.OK, &c.Why, &c.Facts, &b.N, &seq, &b.Promise, &b.At)
		b.Tenant, b.Seq = c.Tenant, uint64(seq)
		return c, err
	})
}

func putCheck(ctx context.Context, sc db.Scope, c Check) error {
	b := c.Broken
	_, err := sc.Exec(ctx, sqlPutCheck, sc.Tenant, c.At, c.OK, c.Why, c.Facts, b.N, int64(b.Seq), b.Promise, b.At)
	return err
}

const linkColumns = `tenant, n, seq, at, promise, hash`

const sqlPutLink = `insert into promise_link (` + linkColumns + `) values (?, ?, ?, ?, ?, ?)`

const sqlLinks = `select ` + linkColumns + ` from promise_link where seq > ? order by seq limit ?`

const sqlLinksOf = `select ` + linkColumns + ` from promise_link where tenant = ? and n > ? order by n limit ?`

const sqlFirstLink = `select coalesce(min(n), 0) from promise_link where tenant = ? and at >= ?`

func putLink(ctx context.Context, sc db.Scope, l Link) error {
	_, err := sc.Exec(ctx, sqlPutLink, sc.Tenant, l.N, int64(l.Seq), l.At, l.Promise, l.Hash)
	return err
}

// links are all tenants' behind the fact of the number, in the order of the stream.
func links(ctx context.Context, q db.Querier, after uint64, limit int) ([]Link, error) {
	rows, err := q.Query(ctx, sqlLinks, int64(after), limit)
	return db.Collect(rows, err, scanLink)
}

// linksOf are the scope's tenant's behind its n-th.
func linksOf(ctx context.Context, sc db.Scope, after int64, limit int) ([]Link, error) {
	rows, err := sc.Query(ctx, sqlLinksOf, sc.Tenant, after, limit)
	return db.Collect(rows, err, scanLink)
}

// firstLink is the number of the first link at or after the moment, 0 when there is none.
func firstLink(ctx context.Context, sc db.Scope, at int64) (n int64, err error) {
	return n, sc.QueryRow(ctx, sqlFirstLink, sc.Tenant, at).Scan(&n)
}

func scanLink(scan func(...any) error) (l Link, err error) {
	var seq int64
	err = scan(&l.Tenant, &l.N, &seq, &l.At, &l.Promise, &l.Hash)
	l.Seq = uint64(seq)
	return l, err
}

const sqlPutHead = `
insert into promise_head (tenant, n, hash, at, why) values (?, ?, ?, ?, ?) on conflict (tenant, n) do nothing`

const sqlHeads = `select tenant, n, hash, at, why from promise_head order by tenant, n`

// putHead keeps where a chain stood; what was kept before stays.
func putHead(ctx context.Context, sc db.Scope, h Head) error {
	_, err := sc.Exec(ctx, sqlPutHead, sc.Tenant, h.N, h.Hash, h.At, h.Why)
	return err
}

func heads(ctx context.Context, q db.Querier) ([]Head, error) {
	rows, err := q.Query(ctx, sqlHeads)
	return db.Collect(rows, err, func(scan func(...any) error) (h Head, err error) {
		return h, scan(&h.Tenant, &h.N, &h.Hash, &h.At, &h.Why)
	})
}

const sqlHashAt = `select coalesce(max(hash), '') from promise_link where tenant = ? and n = ?`

// hashAt is that of the tenant's n-th link, "" when there is none.
func hashAt(ctx context.Context, sc db.Scope, n int64) (hash string, err error) {
	return hash, sc.QueryRow(ctx, sqlHashAt, sc.Tenant, n).Scan(&hash)
}

const sqlOpenedIn = `
select ` + promiseColumns + ` from promise where tenant = ? and opened_at >= ? and opened_at < ? order by opened_at, id`

// openedIn are the tenant's promises opened from `from` to before `to`.
func openedIn(ctx context.Context, sc db.Scope, from, to int64) ([]Promise, error) {
	rows, err := sc.Query(ctx, sqlOpenedIn, sc.Tenant, from, to)
	return db.Collect(rows, err, scan)
}

const sqlClearPromises = `delete from promise`

const sqlClearLaws = `delete from promise_law`

const sqlClearLinks = `delete from promise_link`

// clear deletes what was folded; heads and checks are no projection.
func clear(ctx context.Context, tx *db.Tx) error {
	for _, text := range []string{sqlClearLaws, sqlClearLinks, sqlClearPromises} {
		if _, err := tx.Exec(ctx, text); err != nil {
			return err
		}
	}
	return nil
}
