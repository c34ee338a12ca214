package user

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

const columns = `id, login, name, lang, theme, desk, team, place, weight, password = '', version`

const sqlUsers = `
select ` + columns + ` from user_account where removed_at = 0 order by name, id`

const sqlUser = `
select ` + columns + ` from user_account where id = ? and removed_at = 0`

const sqlLogin = `
select id, password from user_account where login = ? and removed_at = 0`

const sqlNames = `
select id, name, removed_at > 0 from user_account order by id`

const sqlAdd = `
insert into user_account (id, login, name, password, lang, theme, desk, team, place, weight, version, removed_at)
values (?, ?, ?, '', ?, ?, ?, ?, ?, ?, 1, 0)`

const sqlChange = `
update user_account set login = ?, name = ?, lang = ?, theme = ?, desk = ?, team = ?, place = ?, weight = ?, version = version + 1
where id = ? and version = ? and removed_at = 0`

const sqlPrefer = `
update user_account set lang = ?, theme = ? where id = ? and removed_at = 0`

const sqlPassword = `
update user_account set password = ? where id = ? and removed_at = 0`

// The login is freed for another; the name stays for old calls.
const sqlRemove = `
update user_account set removed_at = ?, password = '' where id = ? and removed_at = 0`

const sqlGrants = `
select user_id, tenant, role from user_grant where (? = '' or user_id = ?) order by user_id, tenant, role`

const sqlSkillsOf = `
select user_id, skill, level from user_skill where (? = '' or user_id = ?) order by user_id, skill`

const (
	sqlDropGrants = `delete from user_grant where user_id = ?`
	sqlAddGrant   = `insert into user_grant (user_id, tenant, role) values (?, ?, ?)`
	sqlDropSkills = `delete from user_skill where user_id = ?`
	sqlAddSkillOf = `insert into user_skill (user_id, skill, level) values (?, ?, ?)`
)

const sqlAdministrators = `
select count(*) from user_grant g join user_account u on u.id = g.user_id
where u.removed_at = 0 and g.tenant = ? and g.role = ?`

const sqlCount = `
select count(*) from user_account where removed_at = 0`

func users(ctx context.Context, q db.Querier) ([]User, error) {
	rows, err := q.Query(ctx, sqlUsers)
	all, err := db.Collect(rows, err, scanUser)
	if err != nil {
		return nil, err
	}
	return all, fill(ctx, q, all, "")
}

func user(ctx context.Context, q db.Querier, name id.User) (User, error) {
	u, err := scanUser(q.QueryRow(ctx, sqlUser, name).Scan)
	if db.NotFound(err) {
		return u, problem.New(problem.NotFound, "user.unknown", "user", string(name))
	}
	if err != nil {
		return u, err
	}
	one := []User{u}
	err = fill(ctx, q, one, name)
	return one[0], err
}

func scanUser(scan func(...any) error) (u User, err error) {
	u.Grants, u.Skills = []Grant{}, []core.SkillLevel{}
	return u, scan(&u.ID, &u.Login, &u.Name, &u.Lang, &u.Theme, &u.Desk, &u.Team, &u.Place, &u.Weight, &u.Waiting, &u.Version)
}

// fill adds grants and skills to the users; only is the one user meant, "" all.
func fill(ctx context.Context, q db.Querier, list []User, only id.User) error {
	at := make(map[id.User]*User, len(list))
	for i := range list {
		at[list[i].ID] = &list[i]
	}
	rows, err := q.Query(ctx, sqlGrants, only, only)
	_, err = db.Collect(rows, err, func(scan func(...any) error) (g Grant, err error) {
		var name id.User
		err = scan(&name, &g.Tenant, &g.Role)
		if u := at[name]; u != nil {
			u.Grants = append(u.Grants, g)
		}
		return g, err
	})
	if err != nil {
		return err
	}
	rows, err = q.Query(ctx, sqlSkillsOf, only, only)
	_, err = db.Collect(rows, err, func(scan func(...any) error) (s core.SkillLevel, err error) {
		var name id.User
		err = scan(&name, &s.Skill, &s.Level)
		if u := at[name]; u != nil {
			u.Skills = append(u.Skills, s)
		}
		return s, err
	})
	return err
}

// byLogin finds who signs in; "" is nobody.
func byLogin(ctx context.Context, q db.Querier, login string) (name id.User, password string, err error) {
	err = q.QueryRow(ctx, sqlLogin, login).Scan(&name, &password)
	if db.NotFound(err) {
		return "", "", nil
	}
	return name, password, err
}

func names(ctx context.Context, q db.Querier, text string) ([]Name, error) {
	rows, err := q.Query(ctx, text)
	return db.Collect(rows, err, func(scan func(...any) error) (n Name, err error) {
		return n, scan(&n.ID, &n.Name, &n.Removed)
	})
}

func add(ctx context.Context, q db.Querier, u User) error {
	_, err := q.Exec(ctx, sqlAdd, u.ID, u.Login, u.Name, u.Lang, u.Theme, u.Desk, u.Team, u.Place, u.Weight)
	if err := taken(err, "user.login_taken"); err != nil {
		return err
	}
	return put(ctx, q, u)
}

func change(ctx context.Context, q db.Querier, u User) error {
	n, err := q.Exec(ctx, sqlChange, u.Login, u.Name, u.Lang, u.Theme, u.Desk, u.Team, u.Place, u.Weight, u.ID, u.Version)
	if err := taken(err, "user.login_taken"); err != nil {
		return err
	}
	if n == 0 {
		return problem.New(problem.Conflict, "user.changed_meanwhile")
	}
	return put(ctx, q, u)
}

// put writes grants and skills anew.
func put(ctx context.Context, q db.Querier, u User) error {
	for _, text := range []string{sqlDropGrants, sqlDropSkills} {
		if _, err := q.Exec(ctx, text, u.ID); err != nil {
			return err
		}
	}
	for _, g := range u.Grants {
		if _, err := q.Exec(ctx, sqlAddGrant, u.ID, g.Tenant, g.Role); err != nil {
			return err
		}
	}
	for _, s := range u.Skills {
		if _, err := q.Exec(ctx, sqlAddSkillOf, u.ID, s.Skill, s.Level); err != nil {
			return err
		}
	}
	return nil
}

func remove(ctx context.Context, q db.Querier, name id.User, now int64) error {
	if _, err := q.Exec(ctx, sqlRemove, now, name); err != nil {
		return err
	}
	return put(ctx, q, User{ID: name})
}

func prefer(ctx context.Context, q db.Querier, name id.User, lang, theme string) error {
	_, err := q.Exec(ctx, sqlPrefer, lang, theme, name)
	return err
}

func setPassword(ctx context.Context, q db.Querier, name id.User, stored string) error {
	_, err := q.Exec(ctx, sqlPassword, stored, name)
	return err
}

func administrators(ctx context.Context, q db.Querier) (n int, err error) {
	return n, q.QueryRow(ctx, sqlAdministrators, id.House, Administrator).Scan(&n)
}

func count(ctx context.Context, q db.Querier) (n int, err error) {
	return n, q.QueryRow(ctx, sqlCount).Scan(&n)
}

// taken turns the database's word for a name that is taken into a problem.
func taken(err error, code string) error {
	if db.Taken(err) {
		return problem.New(problem.Conflict, code)
	}
	return err
}
