package line

import (
	"context"
	"slices"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// A Rule is what holds for all lines of the floor: how an agent who becomes free finds his
// next caller among the lines that he serves.
type Rule struct {
	Pick    string `json:"pick" enum:"age,slack,shares," doc:"age, or empty: priority, then who waits longest by the line's weight; slack: priority, then who is nearest to the line's service level; shares: the line whose queue most exceeds its share"`
	StarveS int    `json:"starve_s" doc:"Nobody waits longer because of others' priority; 0: 600"`
	Version int    `json:"version"`
}

const (
	minStarveS = 30 // sooner than that nothing would be left of priorities
	// rowOfFloor is the one row until there is a second floor.
	rowOfFloor = string(id.Main)
)

func (r *Rule) check() error {
	if !slices.Contains([]string{"", core.PickAge, core.PickSlack, core.PickShares}, r.Pick) {
		return problem.New(problem.Invalid, "line.pick_unknown", "field", "pick")
	}
	if r.StarveS != 0 && (r.StarveS < minStarveS || r.StarveS > maxWaitS) {
		return outOfRange("starve_s", minStarveS, maxWaitS)
	}
	return nil
}

func (r *Rule) input() core.Input {
	return core.FloorSet{Pick: r.Pick, StarveMS: ms(r.StarveS)}
}

// Rule is what holds for all lines now; version 0 was never set.
func (s *Service) Rule(ctx context.Context) (Rule, error) { return rule(ctx, s.o.DB) }

// SetRule changes it if r.Version is still the stored one. Problems: "line.pick_unknown",
// "line.out_of_range", "line.changed_meanwhile".
func (s *Service) SetRule(ctx context.Context, by fact.Actor, r Rule) (Rule, error) {
	if err := r.check(); err != nil {
		return r, err
	}
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) (core.Input, error) {
		was, err := rule(ctx, tx)
		if err != nil {
			return nil, err
		}
		if was.Version != r.Version {
			return nil, problem.New(problem.Conflict, "line.changed_meanwhile")
		}
		r.Version++
		if err := putRule(ctx, tx, r); err != nil {
			return nil, err
		}
		var before any
		if was.Version != 0 {
			before = was
		}
		return r.input(), db.Changed(ctx, tx, "routing", id.House, by, rowOfFloor, before, r)
	})
	return r, err
}
