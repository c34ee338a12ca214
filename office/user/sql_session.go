package user

import (
	"context"

	"gudok/base/db"
	"gudok/id"
)

// session is one row of user_session, moments in ms UTC.
type session struct {
	hash                   string
	user                   id.User
	madeAt, usedAt, endsAt int64
}

// link is one row of user_link.
type link struct {
	hash    string
	user    id.User
	purpose string
	endsAt  int64
}

const sqlSession = `
select hash, user_id, made_at, used_at, ends_at from user_session where hash = ?`

const sqlAddSession = `
insert into user_session (hash, user_id, made_at, used_at, ends_at) values (?, ?, ?, ?, ?)`

const sqlUseSession = `
update user_session set used_at = ? where hash = ? and used_at < ?`

const (
	sqlEndSession  = `delete from user_session where hash = ?`
	sqlEndSessions = `delete from user_session where user_id = ?`
	sqlEndOld      = `delete from user_session where ends_at <= ? or used_at <= ?`
)

const sqlLink = `
select hash, user_id, purpose, ends_at from user_link where hash = ? and used_at = 0 and ends_at > ?`

const sqlAddLink = `
insert into user_link (hash, user_id, purpose, made_at, ends_at, used_at) values (?, ?, ?, ?, ?, 0)`

const sqlUseLink = `
update user_link set used_at = ? where hash = ? and used_at = 0 and ends_at > ?`

const sqlVoidLinks = `
update user_link set used_at = ? where user_id = ? and used_at = 0`

func sessionOf(ctx context.Context, q db.Querier, hash string) (s session, err error) {
	err = q.QueryRow(ctx, sqlSession, hash).Scan(&s.hash, &s.user, &s.madeAt, &s.usedAt, &s.endsAt)
	if db.NotFound(err) {
		return session{}, nil
	}
	return s, err
}

func addSession(ctx context.Context, q db.Querier, s session) error {
	_, err := q.Exec(ctx, sqlAddSession, s.hash, s.user, s.madeAt, s.usedAt, s.endsAt)
	return err
}

func useSession(ctx context.Context, q db.Querier, hash string, now int64) error {
	_, err := q.Exec(ctx, sqlUseSession, now, hash, now)
	return err
}

func endSession(ctx context.Context, q db.Querier, hash string) error {
	_, err := q.Exec(ctx, sqlEndSession, hash)
	return err
}

func endSessions(ctx context.Context, q db.Querier, u id.User) error {
	_, err := q.Exec(ctx, sqlEndSessions, u)
	return err
}

// endOld forgets sessions that are over: past their end, or idle since before the moment.
func endOld(ctx context.Context, q db.Querier, now, idle int64) error {
	_, err := q.Exec(ctx, sqlEndOld, now, idle)
	return err
}

// linkOf finds a link that may still be used; a zero link when there is none.
func linkOf(ctx context.Context, q db.Querier, hash string, now int64) (l link, err error) {
	err = q.QueryRow(ctx, sqlLink, hash, now).Scan(&l.hash, &l.user, &l.purpose, &l.endsAt)
	if db.NotFound(err) {
		return link{}, nil
	}
	return l, err
}

func addLink(ctx context.Context, q db.Querier, l link, now int64) error {
	_, err := q.Exec(ctx, sqlAddLink, l.hash, l.user, l.purpose, now, l.endsAt)
	return err
}

// useLink marks a link as used; false when another was faster.
func useLink(ctx context.Context, q db.Querier, hash string, now int64) (bool, error) {
	n, err := q.Exec(ctx, sqlUseLink, now, hash, now)
	return n == 1, err
}

func voidLinks(ctx context.Context, q db.Querier, u id.User, now int64) error {
	_, err := q.Exec(ctx, sqlVoidLinks, now, u)
	return err
}
