package user

import (
	"context"

	"gudok/base/httpd"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// UserForm is what is set of a user.
type UserForm struct {
	Login   string        `json:"login" example:"olga"`
	Name    string        `json:"name" example:"Olga Petrenko"`
	Lang    string        `json:"lang,omitempty" enum:"ru,uk,en"`
	Theme   string        `json:"theme,omitempty" enum:"light,dark,auto"`
	Desk    id.Device     `json:"desk,omitempty" doc:"Desk phone"`
	Team    *id.Team      `json:"team,omitempty" doc:"\"\" is none; absent in a change: as it is"`
	Grants  []httpd.Grant `json:"grants"`
	Skills  []SkillLevel  `json:"skills"`
	Place   *int          `json:"place,omitempty" doc:"Of lines that ask agents top down, from 1; 0: after all who have one; absent in a change: as it is"`
	Weight  *int          `json:"weight,omitempty" doc:"Of lines that draw by chance, 1 to 100; 0: 1; absent in a change: as it is"`
	Version int           `json:"version,omitempty" doc:"As read; a change is refused when somebody else has saved since"`
}

// SkillLevel is what an agent can, from 1 to 5.
type SkillLevel struct {
	Skill id.Skill `json:"skill"`
	Level int      `json:"level" minimum:"1" maximum:"5"`
}

// UserView is a user as he is set.
type UserView struct {
	ID      id.User  `json:"id"`
	Agent   id.Agent `json:"agent,omitempty" doc:"When he answers calls"`
	Waiting bool     `json:"waiting" doc:"No password yet: needs a link"`
	UserForm
}

// SkillView is a skill.
type SkillView struct {
	ID      id.Skill `json:"id"`
	Name    string   `json:"name"`
	Version int      `json:"version"`
}

// SkillForm is what is set of a skill.
type SkillForm struct {
	Name    string `json:"name"`
	Version int    `json:"version,omitempty"`
}

// UserPath names a user in the address.
type UserPath struct {
	User id.User `path:"user"`
}

// SkillPath names a skill in the address.
type SkillPath struct {
	Skill id.Skill `path:"skill"`
}

type (
	none      struct{}
	userList  struct{ Body []UserView }
	userOne   struct{ Body UserView }
	addUserIn struct{ Body UserForm }
	setUserIn struct {
		UserPath
		Body UserForm
	}
	skillList  struct{ Body []SkillView }
	skillOne   struct{ Body SkillView }
	addSkillIn struct{ Body SkillForm }
	setSkillIn struct {
		SkillPath
		Body SkillForm
	}
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	s.sessionRoutes(api)
	s.teamRoutes(api)
	s.matrixRoutes(api)
	admin := httpd.Roles{httpd.Administrator}
	readers := httpd.Roles{httpd.Supervisor, httpd.Administrator}
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "user", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/users", "list-users", "Who may sign in", readers), s.getUsers)
	httpd.Register(api, op("POST", "/users", "add-user", "Let somebody work here; a link lets him in", admin), s.postUser)
	httpd.Register(api, op("PUT", "/users/{user}", "change-user", "Change a user, his grants and skills", admin), s.putUser)
	httpd.Register(api, op("DELETE", "/users/{user}", "remove-user", "End somebody's work here", admin), s.deleteUser)
	httpd.Register(api, op("POST", "/users/{user}/link", "make-user-link", "A one-time link to choose a password", admin), s.postLink)
	httpd.Register(api, op("DELETE", "/users/{user}/sessions", "end-user-sessions", "Sign somebody out everywhere", admin), s.deleteSessions)
	httpd.Register(api, op("GET", "/skills", "list-skills", "Skills", readers), s.getSkills)
	httpd.Register(api, op("POST", "/skills", "add-skill", "Add a skill", admin), s.postSkill)
	httpd.Register(api, op("PUT", "/skills/{skill}", "change-skill", "Rename a skill", admin), s.putSkill)
	httpd.Register(api, op("DELETE", "/skills/{skill}", "remove-skill", "Remove a skill that no line asks for", admin), s.deleteSkill)
}

// by is who asks, as facts name people.
func by(ctx context.Context) fact.Actor { return fact.Actor(httpd.Who(ctx).User) }

func view(u User) UserView {
	v := UserView{ID: u.ID, Waiting: u.Waiting, UserForm: UserForm{Login: u.Login, Name: u.Name, Lang: u.Lang,
		Theme: u.Theme, Desk: u.Desk, Team: &u.Team, Grants: httpGrants(u.Grants), Skills: []SkillLevel{}, Place: &u.Place, Weight: &u.Weight, Version: u.Version}}
	if u.hasSeat() {
		v.Agent = id.AgentOf(u.ID)
	}
	for _, k := range u.Skills {
		v.Skills = append(v.Skills, SkillLevel(k))
	}
	return v
}

func httpGrants(list []Grant) []httpd.Grant {
	out := make([]httpd.Grant, len(list))
	for i, g := range list {
		out[i] = httpd.Grant{Tenant: g.Tenant, Role: httpd.Role(g.Role)}
	}
	return out
}

func (f UserForm) user(name id.User) User {
	u := User{ID: name, Login: f.Login, Name: f.Name, Lang: f.Lang, Theme: f.Theme, Desk: f.Desk,
		Grants: []Grant{}, Skills: []core.SkillLevel{}, Version: f.Version}
	if f.Team != nil {
		u.Team = *f.Team
	}
	if f.Place != nil {
		u.Place = *f.Place
	}
	if f.Weight != nil {
		u.Weight = *f.Weight
	}
	for _, g := range f.Grants {
		u.Grants = append(u.Grants, Grant{g.Tenant, string(g.Role)})
	}
	for _, k := range f.Skills {
		u.Skills = append(u.Skills, core.SkillLevel(k))
	}
	return u
}

func (s *Service) getUsers(ctx context.Context, _ *none) (*userList, error) {
	// Who works here is the centre's own knowledge: a supervisor of one client does not see it.
	if err := httpd.Require(ctx, id.House, httpd.Supervisor, httpd.Administrator); err != nil {
		return nil, err
	}
	all, err := s.Users(ctx)
	out := &userList{Body: make([]UserView, 0, len(all))}
	for _, u := range all {
		out.Body = append(out.Body, view(u))
	}
	return out, err
}

func (s *Service) postUser(ctx context.Context, in *addUserIn) (*userOne, error) {
	u, err := s.Add(ctx, by(ctx), in.Body.user(""))
	return &userOne{view(u)}, err
}

func (s *Service) putUser(ctx context.Context, in *setUserIn) (*userOne, error) {
	u := in.Body.user(in.User)
	was, err := s.User(ctx, in.User)
	if err != nil {
		return nil, err
	}
	if u.Lang == "" {
		u.Lang = was.Lang
	}
	if u.Theme == "" {
		u.Theme = was.Theme
	}
	if in.Body.Team == nil {
		u.Team = was.Team
	}
	if in.Body.Place == nil {
		u.Place = was.Place
	}
	if in.Body.Weight == nil {
		u.Weight = was.Weight
	}
	u, err = s.Change(ctx, by(ctx), u)
	return &userOne{view(u)}, err
}

func (s *Service) deleteUser(ctx context.Context, in *UserPath) (*none, error) {
	return nil, s.Remove(ctx, by(ctx), in.User)
}

func (s *Service) deleteSessions(ctx context.Context, in *UserPath) (*none, error) {
	return nil, s.EndSessions(ctx, by(ctx), in.User)
}

func (s *Service) getSkills(ctx context.Context, _ *none) (*skillList, error) {
	all, err := s.Skills(ctx)
	out := &skillList{Body: make([]SkillView, 0, len(all))}
	for _, k := range all {
		out.Body = append(out.Body, SkillView(k))
	}
	return out, err
}

func (s *Service) postSkill(ctx context.Context, in *addSkillIn) (*skillOne, error) {
	k, err := s.AddSkill(ctx, by(ctx), in.Body.Name)
	return &skillOne{SkillView(k)}, err
}

func (s *Service) putSkill(ctx context.Context, in *setSkillIn) (*skillOne, error) {
	k, err := s.ChangeSkill(ctx, by(ctx), Skill{in.Skill, in.Body.Name, in.Body.Version})
	return &skillOne{SkillView(k)}, err
}

func (s *Service) deleteSkill(ctx context.Context, in *SkillPath) (*none, error) {
	return nil, s.RemoveSkill(ctx, by(ctx), in.Skill)
}
