package user

import (
	"context"
	"slices"
	"strconv"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// A Paste is what pasted text would do, or has done.
type Paste struct {
	Troubles []Trouble
	Agents   int // whose skills change
	Cells    int // that change
	Saved    bool
}

// SetLevels takes cells of the matrix, all or none. Cells of agents and skills that are not
// named stay as they are; the last word counts, and the facts say what was before. Problems:
// "user.unknown", "user.unknown_skill", "user.bad_skill", "matrix.not_an_agent",
// "matrix.too_large".
func (s *Service) SetLevels(ctx context.Context, by fact.Actor, cells []Cell) (agents, changed int, err error) {
	if len(cells) > maxCells {
		return 0, 0, problem.New(problem.TooMany, "matrix.too_large", "max", strconv.Itoa(maxCells))
	}
	if err := s.checkCells(ctx, cells); err != nil {
		return 0, 0, err
	}
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) (ins []core.Input, err error) {
		for name, some := range byUser(cells) {
			was, err := user(ctx, tx, name)
			if err != nil {
				return nil, err
			}
			in, n, err := setLevels(ctx, tx, by, was, some)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				ins, agents, changed = append(ins, in), agents+1, changed+n
			}
		}
		return ins, nil
	})
	return agents, changed, err
}

// checkCells holds that every cell names a skill and a level that there are.
func (s *Service) checkCells(ctx context.Context, cells []Cell) error {
	known, err := s.Skills(ctx)
	if err != nil {
		return err
	}
	for _, c := range cells {
		if !slices.ContainsFunc(known, func(k Skill) bool { return k.ID == c.Skill }) {
			return problem.New(problem.NotFound, "user.unknown_skill", "skill", string(c.Skill))
		}
		if c.Level < 0 || c.Level > maxLevel {
			return problem.New(problem.Invalid, "user.bad_skill", "skill", string(c.Skill))
		}
	}
	return nil
}

// byUser puts the cells of one person together, in the order of their ids so that two who
// save at once wait for each other instead of locking each other out.
func byUser(cells []Cell) func(yield func(id.User, []Cell) bool) {
	sorted := slices.Clone(cells)
	slices.SortStableFunc(sorted, func(a, b Cell) int {
		switch {
		case a.User < b.User:
			return -1
		case a.User > b.User:
			return 1
		}
		return 0
	})
	return func(yield func(id.User, []Cell) bool) {
		for from := 0; from < len(sorted); {
			to := from
			for to < len(sorted) && sorted[to].User == sorted[from].User {
				to++
			}
			if !yield(sorted[from].User, sorted[from:to]) {
				return
			}
			from = to
		}
	}
}

// setLevels changes one person's skills; n is how many cells that changed.
func setLevels(ctx context.Context, tx *db.Tx, by fact.Actor, was User, cells []Cell) (in core.Input, n int, err error) {
	if !was.isAgent() {
		return nil, 0, problem.New(problem.Invalid, "matrix.not_an_agent", "user", string(was.ID))
	}
	now := was
	now.Skills = levelled(was.Skills, cells)
	if err := now.cleanSkills(); err != nil {
		return nil, 0, err
	}
	if n = differ(was.Skills, now.Skills); n == 0 {
		return nil, 0, nil
	}
	if err := change(ctx, tx, now); err != nil {
		return nil, 0, err
	}
	now.Version++
	return now.input(), n, db.Changed(ctx, tx, "user", id.House, by, string(was.ID), was.record(), now.record())
}

// differ counts the skills that are not the same in both.
func differ(a, b []core.SkillLevel) (n int) {
	level := map[id.Skill]int{}
	for _, k := range a {
		level[k.Skill] = k.Level
	}
	for _, k := range b {
		if level[k.Skill] != k.Level {
			n++
		}
		delete(level, k.Skill)
	}
	return n + len(level)
}

// PasteLevels reads a table copied from a sheet. With troubles nothing is saved; else it is
// when save is true. Problems: "matrix.not_a_table", "matrix.too_large".
func (s *Service) PasteLevels(ctx context.Context, by fact.Actor, text string, save bool) (Paste, error) {
	people, err := s.Users(ctx)
	if err != nil {
		return Paste{}, err
	}
	known, err := s.Skills(ctx)
	if err != nil {
		return Paste{}, err
	}
	sh := newSheet(people, known)
	if err := sh.read(text); err != nil {
		return Paste{}, err
	}
	p := Paste{Troubles: sh.troubles}
	if len(p.Troubles) > 0 {
		return p, nil
	}
	if save {
		p.Agents, p.Cells, err = s.SetLevels(ctx, by, sh.cells)
		p.Saved = err == nil
		return p, err
	}
	for name, some := range byUser(sh.cells) {
		i := slices.IndexFunc(people, func(u User) bool { return u.ID == name })
		if n := differ(people[i].Skills, levelled(people[i].Skills, some)); n > 0 {
			p.Agents, p.Cells = p.Agents+1, p.Cells+n
		}
	}
	return p, nil
}
