package tenant

import (
	"slices"
	"strings"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// A Pause is a reason for not taking calls. Its kind, not its name, is what counts.
type Pause struct {
	ID       id.Pause `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	LimitMS  int64    `json:"limit_ms"` // 0: none
	Reserved bool     `json:"reserved"` // set by rules only
	Version  int      `json:"version"`
}

// kinds that people may choose; "system" is for the reserved ones.
func kinds() []string {
	return []string{"break", "meal", "training", "meeting", "back_office", "coaching", "technical"}
}

// maxLimit of a pause: a working day.
const maxLimit = 12 * 60 * 60 * 1000

func (p *Pause) clean() error {
	p.Name = strings.TrimSpace(p.Name)
	switch {
	case !validName(p.Name):
		return problem.New(problem.Invalid, "tenant.bad_name")
	case !slices.Contains(kinds(), p.Kind):
		return problem.New(problem.Invalid, "tenant.bad_pause_kind", "kind", p.Kind)
	case p.LimitMS < 0 || p.LimitMS > maxLimit:
		return problem.New(problem.Invalid, "tenant.bad_pause_limit")
	}
	return nil
}

func (p Pause) input() core.Input {
	return core.PauseSet{Pause: core.Pause{ID: p.ID, Kind: p.Kind, LimitMS: p.LimitMS}}
}
