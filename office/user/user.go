package user

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// The roles of a grant (reliability.md 6.1).
const (
	Agent         = "agent"
	Supervisor    = "supervisor"
	Administrator = "administrator"
	Owner         = "owner"
)

// A Grant is a role at a tenant; at id.House it counts for all tenants.
type Grant struct {
	Tenant id.Tenant `json:"tenant"`
	Role   string    `json:"role"`
}

// A User signs in.
type User struct {
	ID      id.User
	Login   string // lower case
	Name    string
	Lang    string // ru, uk, en
	Theme   string // light, dark, auto
	Desk    id.Device
	Team    id.Team           // "" in none
	Grants  []Grant           // sorted
	Skills  []core.SkillLevel // sorted by skill
	Place   int               // of lines that ask top down, from 1; 0: after all who have one
	Weight  int               // of lines that draw by chance, 1 to 100; 0: 1
	Waiting bool              // no password was set yet: a one-time link is needed
	Version int
}

// A Skill is what agents can and lines ask for.
type Skill struct {
	ID      id.Skill
	Name    string
	Version int
}

// Name is a row of the directory. Removed ones stay for old calls.
type Name struct {
	ID      string
	Name    string
	Removed bool
}

const (
	maxLogin  = 64 // an e-mail address serves as a login
	maxName   = 80 // what a card of the board can show in two lines
	maxGrants = 200
	maxSkills = 100 // of one agent
	minLevel  = 1
	maxLevel  = 5
	maxPlace  = 10_000 // the largest floor
	maxWeight = 100
)

// record is what facts hold of a user: no name, no login (house.md 5.9).
type record struct {
	Grants  []Grant           `json:"grants"`
	Skills  []core.SkillLevel `json:"skills"`
	Desk    id.Device         `json:"desk,omitempty"`
	Team    id.Team           `json:"team,omitempty"`
	Place   int               `json:"place,omitempty"`
	Weight  int               `json:"weight,omitempty"`
	Version int               `json:"version"`
}

func (u User) record() record {
	return record{u.Grants, u.Skills, u.Desk, u.Team, u.Place, u.Weight, u.Version}
}

// isAgent reports whether the user answers calls.
func (u User) isAgent() bool {
	return slices.ContainsFunc(u.Grants, func(g Grant) bool { return g.Role == Agent })
}

// hasSeat reports whether the user has a desk on the floor: agents answer calls at theirs,
// the house's supervisors listen at theirs and have no skills.
func (u User) hasSeat() bool {
	return u.isAgent() || slices.Contains(u.Grants, Grant{id.House, Supervisor})
}

func (u User) isAdministrator() bool {
	return slices.Contains(u.Grants, Grant{id.House, Administrator})
}

// input is what the core hears of the user: a seat, or that there is none.
func (u User) input() core.Input {
	if !u.hasSeat() {
		return core.Removed{ID: string(id.AgentOf(u.ID))}
	}
	seat := core.Agent{ID: id.AgentOf(u.ID), Desk: u.Desk}
	if u.isAgent() {
		seat.Skills, seat.Order, seat.Weight = u.Skills, u.Place, u.Weight
	}
	return core.AgentSet{Agent: seat}
}

// clean puts the user into its stored form or says what is wrong with it.
func (u *User) clean() error {
	u.Login = canonical(u.Login)
	u.Name = strings.TrimSpace(u.Name)
	switch {
	case !validLogin(u.Login):
		return problem.New(problem.Invalid, "user.bad_login")
	case !validName(u.Name):
		return problem.New(problem.Invalid, "user.bad_name")
	case !slices.Contains([]string{"ru", "uk", "en"}, u.Lang):
		return problem.New(problem.Invalid, "user.bad_lang")
	case !slices.Contains([]string{"light", "dark", "auto"}, u.Theme):
		return problem.New(problem.Invalid, "user.bad_theme")
	case u.Desk != "" && !id.Valid("dev", string(u.Desk)):
		return problem.New(problem.Invalid, "user.bad_desk")
	case u.Place < 0 || u.Place > maxPlace:
		return problem.New(problem.Invalid, "user.bad_place", "field", "place", "max", strconv.Itoa(maxPlace))
	case u.Weight < 0 || u.Weight > maxWeight:
		return problem.New(problem.Invalid, "user.bad_weight", "field", "weight", "max", strconv.Itoa(maxWeight))
	}
	if err := u.cleanGrants(); err != nil {
		return err
	}
	return u.cleanSkills()
}

// cleanGrants holds where a role makes sense: agents and administrators belong to the centre,
// owners to one client, supervisors to either.
func (u *User) cleanGrants() error {
	if len(u.Grants) > maxGrants {
		return problem.New(problem.Invalid, "user.too_many_grants")
	}
	for _, g := range u.Grants {
		ok := id.Valid("ten", string(g.Tenant))
		switch g.Role {
		case Agent, Administrator:
			ok = ok && g.Tenant == id.House
		case Owner:
			ok = ok && g.Tenant != id.House
		case Supervisor:
		default:
			ok = false
		}
		if !ok {
			return problem.New(problem.Invalid, "user.bad_grant", "role", g.Role, "tenant", string(g.Tenant))
		}
	}
	slices.SortFunc(u.Grants, func(a, b Grant) int {
		if c := strings.Compare(string(a.Tenant), string(b.Tenant)); c != 0 {
			return c
		}
		return strings.Compare(a.Role, b.Role)
	})
	u.Grants = slices.Compact(u.Grants)
	return nil
}

func (u *User) cleanSkills() error {
	if len(u.Skills) > maxSkills {
		return problem.New(problem.Invalid, "user.too_many_skills")
	}
	slices.SortFunc(u.Skills, func(a, b core.SkillLevel) int { return strings.Compare(string(a.Skill), string(b.Skill)) })
	for i, s := range u.Skills {
		if s.Level < minLevel || s.Level > maxLevel || i > 0 && u.Skills[i-1].Skill == s.Skill {
			return problem.New(problem.Invalid, "user.bad_skill", "skill", string(s.Skill))
		}
	}
	return nil
}

// canonical is the form in which logins are stored and compared.
func canonical(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// validLogin: what can be typed and told on the telephone.
func validLogin(s string) bool {
	if len(s) < 2 || len(s) > maxLogin {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("._-@+", r))
	}) < 0
}

// validName: what people can see. Control characters and those that turn the direction of
// writing could make one name look like another.
func validName(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > maxName || !utf8.ValidString(s) {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError
	}) < 0
}
