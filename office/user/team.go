package user

import (
	"strings"

	"gudok/base/problem"
	"gudok/id"
)

// A Team is agents who work together and the person who leads them.
type Team struct {
	ID      id.Team   `json:"id"`
	Name    string    `json:"name"`
	Leader  id.User   `json:"leader,omitempty"` // "" nobody
	Members []id.User `json:"members"`          // sorted
	Version int       `json:"version"`
}

// maxMembers of one team: more than one person can lead, fewer than a wrong paste.
const maxMembers = 500

// clean puts t into its stored form or says what is wrong with it.
func (t *Team) clean() error {
	t.Name = strings.TrimSpace(t.Name)
	if !validName(t.Name) {
		return problem.New(problem.Invalid, "user.bad_name")
	}
	if len(t.Members) > maxMembers {
		return problem.New(problem.Invalid, "team.too_many_members")
	}
	return nil
}
