package survey

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const columns = `item, call, tenant, line, agent, asked_at, csat, solved, comment, ended, complete`

const sqlPut = `
insert into survey (` + columns + `) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (item) do update set csat = excluded.csat, solved = excluded.solved, comment = excluded.comment,
	ended = excluded.ended, complete = excluded.complete`

const sqlOne = `select ` + columns + ` from survey where item = ? and tenant = ?`

const sqlClear = `delete from survey`

// Items are named in the order of their moments, so that a name is a place in the list.
const sqlList = `
select ` + columns + ` from survey
where (? = '' or tenant = ?) and (? = '' or line = ?) and (? = '' or agent = ?) and (? = '' or call = ?)
	and asked_at >= ? and asked_at < ? and (? = '' or item < ?)
order by item desc limit ?`

func scan(scan func(...any) error) (a Answer, err error) {
	var ended, complete int
	err = scan(&a.Item, &a.Call, &a.Tenant, &a.Line, &a.Agent, &a.AskedAt, &a.CSAT, &a.Solved, &a.Comment, &ended, &complete)
	a.Ended, a.Complete = ended != 0, complete != 0
	return a, err
}

// answerOf is the row of a conversation, empty where there is none yet.
func answerOf(ctx context.Context, sc db.Scope, item id.Item) (Answer, error) {
	a, err := scan(sc.QueryRow(ctx, sqlOne, item, sc.Tenant).Scan)
	if db.NotFound(err) {
		return Answer{}, nil
	}
	return a, err
}

func putAnswer(ctx context.Context, sc db.Scope, a Answer) error {
	_, err := sc.Exec(ctx, sqlPut, a.Item, a.Call, sc.Tenant, a.Line, a.Agent, a.AskedAt, a.CSAT, a.Solved, a.Comment, yes(a.Ended), yes(a.Complete))
	return err
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

func clear(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, sqlClear)
	return err
}

// answers are those of the scope's tenant that fit, newest first.
func answers(ctx context.Context, sc db.Scope, f Filter, limit int) ([]Answer, error) {
	rows, err := sc.Query(ctx, sqlList, sc.Tenant, sc.Tenant, f.Line, f.Line, f.Agent, f.Agent, f.Call, f.Call, f.From, f.To, f.Before, f.Before, limit)
	return db.Collect(rows, err, scan)
}

const sqlSettings = `
select line, tenant, share, flow, version from survey_setting where (? = '' or tenant = ?) order by tenant, line`

const sqlAddSetting = `
insert into survey_setting (line, tenant, share, flow, version) values (?, ?, ?, ?, 1)`

const sqlChangeSetting = `
update survey_setting set share = ?, flow = ?, version = version + 1 where line = ? and tenant = ? and version = ?`

func settings(ctx context.Context, sc db.Scope) ([]Setting, error) {
	rows, err := sc.Query(ctx, sqlSettings, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (v Setting, err error) {
		return v, scan(&v.Line, &v.Tenant, &v.Share, &v.Flow, &v.Version)
	})
}

// saveSetting adds the line's first setting, which has version 0, or changes it.
func saveSetting(ctx context.Context, sc db.Scope, v Setting) error {
	changed := problem.New(problem.Conflict, "survey.changed_meanwhile")
	if v.Version == 0 {
		_, err := sc.Exec(ctx, sqlAddSetting, v.Line, sc.Tenant, v.Share, v.Flow)
		if db.Taken(err) {
			return changed
		}
		return err
	}
	n, err := sc.Exec(ctx, sqlChangeSetting, v.Share, v.Flow, v.Line, sc.Tenant, v.Version)
	if err == nil && n == 0 {
		return changed
	}
	return err
}
