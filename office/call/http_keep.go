package call

import (
	"context"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// HoldForm has a call kept, or lets it go.
type HoldForm struct {
	Held bool   `json:"held"`
	Why  string `json:"why,omitempty" maxLength:"2000" doc:"A complaint, a court; needed to hold, at most 500 letters"`
}

// HoldView is why a call is kept.
type HoldView struct {
	Why string  `json:"why"`
	By  id.User `json:"by"`
	At  int64   `json:"at" doc:"ms UTC"`
}

// PersonalRetentionForm says how long people's data of a tenant's calls is kept.
type PersonalRetentionForm struct {
	Days    int `json:"days" doc:"30 to 3650"`
	Version int `json:"version" doc:"As read; 0: nobody set it"`
}

// PersonalRetentionsView is how long people's data of calls is kept: notes, handovers, numbers.
type PersonalRetentionsView struct {
	MinDays int         `json:"min_days"`
	MaxDays int         `json:"max_days"`
	Tenants []Retention `json:"tenants" doc:"Those that somebody set; all others keep it"`
}

type (
	holdIn struct {
		Call id.Call `path:"call"`
		Body HoldForm
	}
	keepOut struct{ Body PersonalRetentionsView }
	keepIn  struct {
		Tenant id.Tenant `path:"tenant"`
		Body   PersonalRetentionForm
	}
	keptOut struct{ Body Retention }
)

// holders may have a call kept: who runs the floor and who is answerable for the data.
func holders() httpd.Roles { return httpd.Roles{httpd.Supervisor, httpd.Administrator} }

func (s *Service) keepRoutes(api *httpd.API) {
	op := func(method, path, name, summary string, roles ...httpd.Role) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "call", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("PUT", "/calls/{call}/hold", "hold-call", "Keep a call whatever the retention says, or let it go", holders()...), s.putHold)
	httpd.Register(api, op("GET", "/personal-retention", "get-personal-retention", "How long people's data of calls is kept", httpd.Administrator), s.getRetention)
	httpd.Register(api, op("PUT", "/personal-retention/{tenant}", "change-personal-retention", "Say how long people's data of a tenant's calls is kept", httpd.Administrator), s.putRetention)
}

func (s *Service) holdView(ctx context.Context, c Call) (*HoldView, error) {
	h, err := hold(ctx, s.o.DB.Scope(c.Tenant), c.ID)
	if err != nil || h.At == 0 {
		return nil, err
	}
	return &HoldView{h.Why, h.By, h.At}, nil
}

func (s *Service) putHold(ctx context.Context, in *holdIn) (*none, error) {
	c, err := s.Call(ctx, in.Call)
	if err != nil {
		return nil, err
	}
	if !httpd.Who(ctx).Has(c.Tenant, holders()...) {
		return nil, problem.New(problem.NotFound, "call.unknown", "call", string(in.Call))
	}
	return nil, s.Hold(ctx, c, httpd.Who(ctx).User, in.Body.Held, in.Body.Why)
}

func (s *Service) getRetention(ctx context.Context, _ *none) (*keepOut, error) {
	all, err := s.Retentions(ctx)
	return &keepOut{PersonalRetentionsView{minDays, maxDays, all}}, err
}

func (s *Service) putRetention(ctx context.Context, in *keepIn) (*keptOut, error) {
	r, err := s.SetRetention(ctx, fact.Actor(httpd.Who(ctx).User), Retention{in.Tenant, in.Body.Days, in.Body.Version})
	return &keptOut{r}, err
}
