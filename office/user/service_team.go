package user

import (
	"context"
	"slices"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// Teams are all teams by name.
func (s *Service) Teams(ctx context.Context) ([]Team, error) { return teams(ctx, s.o.DB) }

// TeamNames is the directory of teams, removed ones too.
func (s *Service) TeamNames(ctx context.Context) ([]Name, error) {
	return names(ctx, s.o.DB, sqlTeamNames)
}

// AddTeam adds a team with its members, who leave the teams they were in. Problems:
// "user.bad_name", "team.name_taken", "user.unknown".
func (s *Service) AddTeam(ctx context.Context, by fact.Actor, t Team) (Team, error) {
	t.ID, t.Version = id.Team(s.o.NewID("tea")), 1
	if err := t.clean(); err != nil {
		return Team{}, err
	}
	return t, s.change(ctx, func(ctx context.Context, tx *db.Tx) ([]core.Input, error) {
		if err := addTeam(ctx, tx, t); err != nil {
			return nil, err
		}
		return nil, enrol(ctx, tx, by, nil, &t)
	})
}

// ChangeTeam sets name, leader and members; t.Version is what was read. Problems:
// "team.unknown", "team.changed_meanwhile", "team.name_taken", "user.unknown".
func (s *Service) ChangeTeam(ctx context.Context, by fact.Actor, t Team) (Team, error) {
	if err := t.clean(); err != nil {
		return Team{}, err
	}
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) ([]core.Input, error) {
		was, err := team(ctx, tx, t.ID)
		if err != nil {
			return nil, err
		}
		if err := changeTeam(ctx, tx, t); err != nil {
			return nil, err
		}
		t.Version++
		return nil, enrol(ctx, tx, by, &was, &t)
	})
	return t, err
}

// RemoveTeam ends a team; its members are in none then.
func (s *Service) RemoveTeam(ctx context.Context, by fact.Actor, name id.Team) error {
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) ([]core.Input, error) {
		was, err := team(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		if err := removeTeam(ctx, tx, name, tx.Now()); err != nil {
			return nil, err
		}
		return nil, enrol(ctx, tx, by, &was, nil)
	})
}

// enrol makes the members of a team be those of now, and leaves the fact of the change: was
// nil is a new team, now nil one that has ended. Each person's own row has a new version, so
// that a form which is open somewhere cannot bring the old team back.
func enrol(ctx context.Context, tx *db.Tx, by fact.Actor, was, now *Team) error {
	var before, after any
	var name id.Team
	var had, has []id.User
	if was != nil {
		before, name, had = *was, was.ID, was.Members
	}
	if now != nil {
		slices.Sort(now.Members)
		now.Members = slices.Compact(now.Members)
		name, has = now.ID, now.Members
		if now.Leader != "" {
			if _, err := user(ctx, tx, now.Leader); err != nil {
				return err
			}
		}
	}
	for _, u := range has {
		if slices.Contains(had, u) {
			continue
		}
		if n, err := setTeam(ctx, tx, u, name); err != nil || n == 0 {
			return orUnknown(u, err)
		}
	}
	for _, u := range had {
		if !slices.Contains(has, u) {
			if _, err := setTeam(ctx, tx, u, ""); err != nil {
				return err
			}
		}
	}
	if now != nil {
		after = *now
	}
	return db.Changed(ctx, tx, "team", id.House, by, string(name), before, after)
}

func orUnknown(u id.User, err error) error {
	if err != nil {
		return err
	}
	return problem.New(problem.NotFound, "user.unknown", "user", string(u))
}
