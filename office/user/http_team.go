package user

import (
	"context"

	"gudok/base/httpd"
	"gudok/id"
)

// TeamForm is what is set of a team.
type TeamForm struct {
	Name    string    `json:"name"`
	Leader  id.User   `json:"leader,omitempty" doc:"The supervisor who leads it"`
	Members []id.User `json:"members" doc:"Whoever is named leaves the team he was in"`
	Version int       `json:"version,omitempty"`
}

// TeamView is a team.
type TeamView struct {
	ID id.Team `json:"id"`
	TeamForm
}

// TeamPath names a team in the address.
type TeamPath struct {
	Team id.Team `path:"team"`
}

type (
	teamList  struct{ Body []TeamView }
	teamOne   struct{ Body TeamView }
	addTeamIn struct{ Body TeamForm }
	setTeamIn struct {
		TeamPath
		Body TeamForm
	}
)

func (s *Service) teamRoutes(api *httpd.API) {
	admin := httpd.Roles{httpd.Administrator}
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "user", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/teams", "list-teams", "Teams with their members", httpd.Roles{httpd.Supervisor, httpd.Administrator}), s.getTeams)
	httpd.Register(api, op("POST", "/teams", "add-team", "Add a team", admin), s.postTeam)
	httpd.Register(api, op("PUT", "/teams/{team}", "change-team", "Change a team and its members", admin), s.putTeam)
	httpd.Register(api, op("DELETE", "/teams/{team}", "remove-team", "End a team", admin), s.deleteTeam)
}

func viewTeam(t Team) TeamView {
	return TeamView{t.ID, TeamForm{t.Name, t.Leader, t.Members, t.Version}}
}

func (f TeamForm) team(name id.Team) Team { return Team{name, f.Name, f.Leader, f.Members, f.Version} }

func (s *Service) getTeams(ctx context.Context, _ *none) (*teamList, error) {
	// As with users: who works here is the centre's own knowledge.
	if err := httpd.Require(ctx, id.House, httpd.Supervisor, httpd.Administrator); err != nil {
		return nil, err
	}
	all, err := s.Teams(ctx)
	out := &teamList{Body: make([]TeamView, 0, len(all))}
	for _, t := range all {
		out.Body = append(out.Body, viewTeam(t))
	}
	return out, err
}

func (s *Service) postTeam(ctx context.Context, in *addTeamIn) (*teamOne, error) {
	t, err := s.AddTeam(ctx, by(ctx), in.Body.team(""))
	return &teamOne{viewTeam(t)}, err
}

func (s *Service) putTeam(ctx context.Context, in *setTeamIn) (*teamOne, error) {
	t, err := s.ChangeTeam(ctx, by(ctx), in.Body.team(in.Team))
	return &teamOne{viewTeam(t)}, err
}

func (s *Service) deleteTeam(ctx context.Context, in *TeamPath) (*none, error) {
	return nil, s.RemoveTeam(ctx, by(ctx), in.Team)
}
