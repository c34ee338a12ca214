package recording

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const columnsOf = `r.id, r.tenant, r.line, r.call, r.agent, r.voicemail, r.started_at, r.closed_at, r.ms, r.bytes,
	r.sha256, r.gaps, r.failed, coalesce(f.name, ''), coalesce(f.stored_at, 0), coalesce(f.spool_gone, false),
	coalesce(f.tries, 0), coalesce(f.next_at, 0), coalesce(f.problem, ''), coalesce(f.peaks, ''), coalesce(f.removed_at, 0)
from recording r left join recording_file f on f.recording = r.id`

const sqlStarted = `
insert into recording (id, tenant, line, call, agent, voicemail, started_at, closed_at, ms, bytes, sha256, gaps, failed)
values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '', 0, '')
on conflict (id) do update set started_at = excluded.started_at, voicemail = excluded.voicemail,
	line = excluded.line, call = excluded.call, agent = excluded.agent`

// sqlClosed may come without a start, when a crash took that: the recording is there.
const sqlClosed = `
insert into recording (id, tenant, line, call, agent, voicemail, started_at, closed_at, ms, bytes, sha256, gaps, failed)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set closed_at = excluded.closed_at, ms = excluded.ms, bytes = excluded.bytes,
	sha256 = excluded.sha256, gaps = excluded.gaps, failed = excluded.failed`

const sqlClear = `delete from recording`

func started(ctx context.Context, sc db.Scope, r Recording) error {
	_, err := sc.Exec(ctx, sqlStarted, r.ID, sc.Tenant, r.Line, r.Call, r.Agent, r.Voicemail, r.StartedAt)
	return err
}

func closed(ctx context.Context, sc db.Scope, r Recording) error {
	_, err := sc.Exec(ctx, sqlClosed, r.ID, sc.Tenant, r.Line, r.Call, r.Agent, r.Voicemail, r.StartedAt, r.ClosedAt,
		r.MS, r.Bytes, r.SHA256, r.Gaps, r.Failed)
	return err
}

func clear(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, sqlClear)
	return err
}

const sqlOne = `select ` + columnsOf + ` where r.id = ?`

// one finds a recording whosever it is: a handler decides by what it finds.
func one(ctx context.Context, q db.Querier, name id.Recording) (Recording, error) {
	r, err := scan(q.QueryRow(ctx, sqlOne, name).Scan)
	if db.NotFound(err) {
		return r, problem.New(problem.NotFound, "recording.unknown", "recording", string(name))
	}
	return r, err
}

func scan(scan func(...any) error) (r Recording, err error) {
	f := &r.File
	return r, scan(&r.ID, &r.Tenant, &r.Line, &r.Call, &r.Agent, &r.Voicemail, &r.StartedAt, &r.ClosedAt, &r.MS, &r.Bytes,
		&r.SHA256, &r.Gaps, &r.Failed, &f.Name, &f.StoredAt, &f.SpoolGone, &f.Tries, &f.NextAt, &f.Problem, &f.Peaks, &f.RemovedAt)
}

const sqlOfCall = `select ` + columnsOf + ` where r.call = ? order by r.started_at, r.id limit ?`

func ofCall(ctx context.Context, q db.Querier, call id.Call) ([]Recording, error) {
	rows, err := q.Query(ctx, sqlOfCall, call, maxList)
	return db.Collect(rows, err, scan)
}

// What media could not write (whole) and what could not be moved: two statements, because
// one with "or" would walk over all recordings.
const sqlUnwritten = `select ` + columnsOf + `
where (? = '' or r.tenant = ?) and r.failed <> ''
order by r.started_at desc, r.id desc limit ?`

const sqlUnmoved = `select ` + columnsOf + `
where (? = '' or r.tenant = ?) and f.problem <> ''
order by r.started_at desc, r.id desc limit ?`

// failed may name a recording twice.
func failed(ctx context.Context, sc db.Scope) ([]Recording, error) {
	rows, err := sc.Query(ctx, sqlUnwritten, sc.Tenant, sc.Tenant, maxList)
	all, err := db.Collect(rows, err, scan)
	if err != nil {
		return nil, err
	}
	rows, err = sc.Query(ctx, sqlUnmoved, sc.Tenant, sc.Tenant, maxList)
	more, err := db.Collect(rows, err, scan)
	return append(all, more...), err
}

// sqlExpect notes that a closed recording's file is to come. It is kept over a rebuild.
const sqlExpect = `
insert into recording_file (recording, tenant, name, stored_at, spool_gone, tries, next_at, problem, peaks, removed_at)
values (?, ?, '', 0, false, 0, 0, '', '', 0)
on conflict (recording) do nothing`

func expect(ctx context.Context, sc db.Scope, name id.Recording) error {
	_, err := sc.Exec(ctx, sqlExpect, name, sc.Tenant)
	return err
}

// sqlToMove: the spool still has it and it is time.
const sqlToMove = `select ` + columnsOf + `
where f.spool_gone = false and f.tries < ? and f.next_at <= ? and r.closed_at > 0
order by f.next_at, r.id limit ?`

func toMove(ctx context.Context, q db.Querier, now int64) ([]Recording, error) {
	rows, err := q.Query(ctx, sqlToMove, maxTries, now, moveBatch)
	return db.Collect(rows, err, scan)
}

const sqlFile = `
insert into recording_file (recording, tenant, name, stored_at, spool_gone, tries, next_at, problem, peaks, removed_at)
values (?, ?, ?, ?, ?, ?, ?, ?, '', 0)
on conflict (recording) do update set name = excluded.name, stored_at = excluded.stored_at, spool_gone = excluded.spool_gone,
	tries = excluded.tries, next_at = excluded.next_at, problem = excluded.problem`

func saveFile(ctx context.Context, sc db.Scope, name id.Recording, f File) error {
	_, err := sc.Exec(ctx, sqlFile, name, sc.Tenant, f.Name, f.StoredAt, f.SpoolGone, f.Tries, f.NextAt, f.Problem)
	return err
}

const sqlPeaks = `update recording_file set peaks = ? where recording = ? and tenant = ?`

func savePeaks(ctx context.Context, sc db.Scope, name id.Recording, peaks string) error {
	_, err := sc.Exec(ctx, sqlPeaks, peaks, name, sc.Tenant)
	return err
}

const sqlOver = `select ` + columnsOf + `
where r.tenant = ? and r.closed_at > 0 and r.closed_at < ? and f.stored_at > 0 and f.removed_at = 0
	and (r.closed_at > ? or r.closed_at = ? and r.id > ?)
order by r.closed_at, r.id limit ?`

// over are the tenant's stored recordings closed before the moment and after last: what is
// held stays and must not be found again and again.
func over(ctx context.Context, sc db.Scope, before int64, last Recording) ([]Recording, error) {
	rows, err := sc.Query(ctx, sqlOver, sc.Tenant, before, last.ClosedAt, last.ClosedAt, last.ID, sweepBatch)
	return db.Collect(rows, err, scan)
}

const sqlRemoved = `
update recording_file set removed_at = ?, peaks = '' where recording = ? and tenant = ? and removed_at = 0`

func markRemoved(ctx context.Context, sc db.Scope, name id.Recording, now int64) (int64, error) {
	return sc.Exec(ctx, sqlRemoved, now, name, sc.Tenant)
}

const sqlTenants = `select distinct tenant from recording order by tenant`

func tenants(ctx context.Context, q db.Querier) ([]id.Tenant, error) {
	rows, err := q.Query(ctx, sqlTenants)
	return db.Collect(rows, err, func(scan func(...any) error) (t id.Tenant, err error) { return t, scan(&t) })
}

const sqlRetention = `select days, version from recording_retention where tenant = ?`

const sqlRetentions = `select tenant, days, version from recording_retention order by tenant`

const sqlAddRetention = `insert into recording_retention (tenant, days, version) values (?, ?, 1)`

const sqlChangeRetention = `
update recording_retention set days = ?, version = version + 1 where tenant = ? and version = ?`

// retention is the tenant's, or the default with version 0.
func retention(ctx context.Context, sc db.Scope) (Retention, error) {
	r := Retention{Tenant: sc.Tenant, Days: defaultDays}
	err := sc.QueryRow(ctx, sqlRetention, sc.Tenant).Scan(&r.Days, &r.Version)
	if db.NotFound(err) {
		err = nil
	}
	return r, err
}

func retentions(ctx context.Context, q db.Querier) ([]Retention, error) {
	rows, err := q.Query(ctx, sqlRetentions)
	return db.Collect(rows, err, func(scan func(...any) error) (r Retention, err error) {
		return r, scan(&r.Tenant, &r.Days, &r.Version)
	})
}

func saveRetention(ctx context.Context, sc db.Scope, r Retention) error {
	stale := problem.New(problem.Conflict, "retention.changed_meanwhile")
	if r.Version == 0 {
		_, err := sc.Exec(ctx, sqlAddRetention, sc.Tenant, r.Days)
		if db.Taken(err) {
			return stale
		}
		return err
	}
	n, err := sc.Exec(ctx, sqlChangeRetention, r.Days, sc.Tenant, r.Version)
	if err == nil && n == 0 {
		return stale
	}
	return err
}
