package user

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const sqlSkills = `
select id, name, version from skill where removed_at = 0 order by name, id`

const sqlSkill = `
select id, name, version from skill where id = ? and removed_at = 0`

const sqlSkillNames = `
select id, name, removed_at > 0 from skill order by id`

const sqlAddSkill = `
insert into skill (id, name, version, removed_at) values (?, ?, 1, 0)`

const sqlChangeSkill = `
update skill set name = ?, version = version + 1 where id = ? and version = ? and removed_at = 0`

const sqlRemoveSkill = `
update skill set removed_at = ? where id = ? and removed_at = 0`

const sqlSkilled = `
select user_id from user_skill where skill = ? order by user_id`

const sqlForgetSkill = `
delete from user_skill where skill = ?`

func skills(ctx context.Context, q db.Querier) ([]Skill, error) {
	rows, err := q.Query(ctx, sqlSkills)
	return db.Collect(rows, err, scanSkill)
}

func skill(ctx context.Context, q db.Querier, name id.Skill) (Skill, error) {
	s, err := scanSkill(q.QueryRow(ctx, sqlSkill, name).Scan)
	if db.NotFound(err) {
		return s, problem.New(problem.NotFound, "user.unknown_skill", "skill", string(name))
	}
	return s, err
}

func scanSkill(scan func(...any) error) (s Skill, err error) {
	return s, scan(&s.ID, &s.Name, &s.Version)
}

func addSkill(ctx context.Context, q db.Querier, s Skill) error {
	_, err := q.Exec(ctx, sqlAddSkill, s.ID, s.Name)
	return taken(err, "user.skill_name_taken")
}

func changeSkill(ctx context.Context, q db.Querier, s Skill) error {
	n, err := q.Exec(ctx, sqlChangeSkill, s.Name, s.ID, s.Version)
	if err := taken(err, "user.skill_name_taken"); err != nil {
		return err
	}
	if n == 0 {
		return problem.New(problem.Conflict, "user.changed_meanwhile")
	}
	return nil
}

func removeSkill(ctx context.Context, q db.Querier, name id.Skill, now int64) error {
	if _, err := q.Exec(ctx, sqlRemoveSkill, now, name); err != nil {
		return err
	}
	_, err := q.Exec(ctx, sqlForgetSkill, name)
	return err
}

// skilled are the users who have the skill.
func skilled(ctx context.Context, q db.Querier, name id.Skill) ([]id.User, error) {
	rows, err := q.Query(ctx, sqlSkilled, name)
	return db.Collect(rows, err, func(scan func(...any) error) (u id.User, err error) { return u, scan(&u) })
}
