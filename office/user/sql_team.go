package user

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const sqlTeams = `
select id, name, leader, version from team where removed_at = 0 order by name, id`

const sqlTeam = `
select id, name, leader, version from team where id = ? and removed_at = 0`

const sqlTeamNames = `
select id, name, removed_at > 0 from team order by id`

const sqlMembers = `
select id, team from user_account where removed_at = 0 and team <> '' and (? = '' or team = ?) order by id`

const sqlAddTeam = `
insert into team (id, name, leader, version, removed_at) values (?, ?, ?, 1, 0)`

const sqlChangeTeam = `
update team set name = ?, leader = ?, version = version + 1 where id = ? and version = ? and removed_at = 0`

const sqlRemoveTeam = `
update team set removed_at = ? where id = ? and removed_at = 0`

const sqlSetTeam = `
update user_account set team = ?, version = version + 1 where id = ? and removed_at = 0`

func teams(ctx context.Context, q db.Querier) ([]Team, error) {
	rows, err := q.Query(ctx, sqlTeams)
	all, err := db.Collect(rows, err, scanTeam)
	if err != nil {
		return nil, err
	}
	return all, fillTeams(ctx, q, all, "")
}

func team(ctx context.Context, q db.Querier, name id.Team) (Team, error) {
	t, err := scanTeam(q.QueryRow(ctx, sqlTeam, name).Scan)
	if db.NotFound(err) {
		return t, problem.New(problem.NotFound, "team.unknown", "team", string(name))
	}
	if err != nil {
		return t, err
	}
	one := []Team{t}
	err = fillTeams(ctx, q, one, name)
	return one[0], err
}

func scanTeam(scan func(...any) error) (t Team, err error) {
	t.Members = []id.User{}
	return t, scan(&t.ID, &t.Name, &t.Leader, &t.Version)
}

// fillTeams adds the members; only is the one team meant, "" all.
func fillTeams(ctx context.Context, q db.Querier, list []Team, only id.Team) error {
	at := make(map[id.Team]*Team, len(list))
	for i := range list {
		at[list[i].ID] = &list[i]
	}
	rows, err := q.Query(ctx, sqlMembers, only, only)
	_, err = db.Collect(rows, err, func(scan func(...any) error) (u id.User, err error) {
		var of id.Team
		err = scan(&u, &of)
		if t := at[of]; t != nil {
			t.Members = append(t.Members, u)
		}
		return u, err
	})
	return err
}

func addTeam(ctx context.Context, q db.Querier, t Team) error {
	_, err := q.Exec(ctx, sqlAddTeam, t.ID, t.Name, t.Leader)
	return taken(err, "team.name_taken")
}

func changeTeam(ctx context.Context, q db.Querier, t Team) error {
	n, err := q.Exec(ctx, sqlChangeTeam, t.Name, t.Leader, t.ID, t.Version)
	if err := taken(err, "team.name_taken"); err != nil {
		return err
	}
	if n == 0 {
		return problem.New(problem.Conflict, "team.changed_meanwhile")
	}
	return nil
}

func removeTeam(ctx context.Context, q db.Querier, name id.Team, now int64) error {
	_, err := q.Exec(ctx, sqlRemoveTeam, now, name)
	return err
}

func setTeam(ctx context.Context, q db.Querier, u id.User, t id.Team) (int64, error) {
	return q.Exec(ctx, sqlSetTeam, t, u)
}
