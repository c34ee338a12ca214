package user

import (
	"context"
	"strings"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// skillRecord is what facts hold of a skill: its name is the centre's word, nobody's own.
type skillRecord struct {
	Name    string `json:"name"`
	Version int    `json:"version"`
}

func (k Skill) record() skillRecord { return skillRecord{k.Name, k.Version} }

// Skills are all skills by name.
func (s *Service) Skills(ctx context.Context) ([]Skill, error) { return skills(ctx, s.o.DB) }

// SkillKnown reports whether there is such a skill.
func (s *Service) SkillKnown(ctx context.Context, name id.Skill) (bool, error) {
	_, err := skill(ctx, s.o.DB, name)
	if problem.Is(err, "user.unknown_skill") {
		return false, nil
	}
	return err == nil, err
}

// AddSkill adds a skill. Problems: "user.bad_name", "user.skill_name_taken".
func (s *Service) AddSkill(ctx context.Context, by fact.Actor, name string) (Skill, error) {
	k := Skill{ID: id.Skill(s.o.NewID("skl")), Name: strings.TrimSpace(name), Version: 1}
	if !validName(k.Name) {
		return Skill{}, problem.New(problem.Invalid, "user.bad_name")
	}
	return k, s.change(ctx, func(ctx context.Context, tx *db.Tx) ([]core.Input, error) {
		if err := addSkill(ctx, tx, k); err != nil {
			return nil, err
		}
		return nil, db.Changed(ctx, tx, "skill", id.House, by, string(k.ID), nil, k.record())
	})
}

// ChangeSkill renames a skill; k.Version is what was read.
func (s *Service) ChangeSkill(ctx context.Context, by fact.Actor, k Skill) (Skill, error) {
	k.Name = strings.TrimSpace(k.Name)
	if !validName(k.Name) {
		return Skill{}, problem.New(problem.Invalid, "user.bad_name")
	}
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) ([]core.Input, error) {
		was, err := skill(ctx, tx, k.ID)
		if err != nil {
			return nil, err
		}
		if err := changeSkill(ctx, tx, k); err != nil {
			return nil, err
		}
		k.Version++
		return nil, db.Changed(ctx, tx, "skill", id.House, by, string(k.ID), was.record(), k.record())
	})
	return k, err
}

// RemoveSkill removes a skill that no line asks for; agents who had it have it no more.
// Problem: "user.skill_used" with what uses it.
func (s *Service) RemoveSkill(ctx context.Context, by fact.Actor, name id.Skill) error {
	if s.o.Used != nil {
		what, err := s.o.Used(ctx, name)
		if err != nil {
			return err
		}
		if what != "" {
			return problem.New(problem.Conflict, "user.skill_used", "by", what)
		}
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) ([]core.Input, error) {
		was, err := skill(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		had, err := skilled(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		if err := removeSkill(ctx, tx, name, tx.Now()); err != nil {
			return nil, err
		}
		var ins []core.Input
		for _, n := range had {
			u, err := user(ctx, tx, n)
			if err != nil {
				return nil, err
			}
			if u.isAgent() {
				ins = append(ins, u.input())
			}
		}
		return ins, db.Changed(ctx, tx, "skill", id.House, by, string(name), was.record(), nil)
	})
}
