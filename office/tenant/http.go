package tenant

import (
	"context"

	"gudok/base/httpd"
	"gudok/fact"
	"gudok/id"
)

// TenantForm is what is set of a tenant.
type TenantForm struct {
	Name    string `json:"name"`
	Colour  int    `json:"colour" minimum:"1" maximum:"6"`
	Zone    string `json:"zone" doc:"IANA" example:"Europe/Kyiv"`
	Lang    string `json:"lang" enum:"ru,uk,en" doc:"Of prompts"`
	Region  string `json:"region" doc:"ISO 3166, by which national numbers are read" example:"UA"`
	Record  bool   `json:"record" doc:"Conversations are recorded"`
	Version int    `json:"version,omitempty" doc:"As read; a change is refused when somebody else has saved since"`
}

// TenantView is a tenant as it is set.
type TenantView struct {
	ID id.Tenant `json:"id"`
	TenantForm
}

// PauseForm is what is set of a reason for a pause.
type PauseForm struct {
	Name    string `json:"name"`
	Kind    string `json:"kind" enum:"break,meal,training,meeting,back_office,coaching,technical,system"`
	LimitMS int64  `json:"limit_ms,omitempty" doc:"How long it may last; 0: no limit"`
	Version int    `json:"version,omitempty"`
}

// PauseView is a reason for a pause.
type PauseView struct {
	ID       id.Pause `json:"id"`
	Reserved bool     `json:"reserved" doc:"Set by rules only; cannot be changed"`
	PauseForm
}

// TenantPath names a tenant in the address.
type TenantPath struct {
	Tenant id.Tenant `path:"tenant"`
}

// PausePath names a pause in the address.
type PausePath struct {
	Pause id.Pause `path:"pause"`
}

type (
	none        struct{}
	tenantList  struct{ Body []TenantView }
	tenantOne   struct{ Body TenantView }
	addTenantIn struct{ Body TenantForm }
	setTenantIn struct {
		TenantPath
		Body TenantForm
	}
	pauseList  struct{ Body []PauseView }
	pauseOne   struct{ Body PauseView }
	addPauseIn struct{ Body PauseForm }
	setPauseIn struct {
		PausePath
		Body PauseForm
	}
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	admin := httpd.Roles{httpd.Administrator}
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "tenant", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/tenants", "list-tenants", "Tenants that one may see", nil), s.getTenants)
	httpd.Register(api, op("POST", "/tenants", "add-tenant", "Take on a client", admin), s.postTenant)
	httpd.Register(api, op("PUT", "/tenants/{tenant}", "change-tenant", "Change a client", admin), s.putTenant)
	httpd.Register(api, op("DELETE", "/tenants/{tenant}", "remove-tenant", "End the work for a client", admin), s.deleteTenant)
	httpd.Register(api, op("GET", "/pauses", "list-pauses", "Reasons for a pause", nil), s.getPauses)
	httpd.Register(api, op("POST", "/pauses", "add-pause", "Add a reason for a pause", admin), s.postPause)
	httpd.Register(api, op("PUT", "/pauses/{pause}", "change-pause", "Change a reason for a pause", admin), s.putPause)
	httpd.Register(api, op("DELETE", "/pauses/{pause}", "remove-pause", "Remove a reason for a pause", admin), s.deletePause)
}

// by is who asks, as facts name people.
func by(ctx context.Context) fact.Actor { return fact.Actor(httpd.Who(ctx).User) }

func viewTenant(t Tenant) TenantView {
	return TenantView{t.ID, TenantForm{t.Name, t.Colour, t.Zone, t.Lang, t.Region, t.Record, t.Version}}
}

func (f TenantForm) tenant(name id.Tenant) Tenant {
	return Tenant{name, f.Name, f.Colour, f.Zone, f.Lang, f.Region, f.Record, f.Version}
}

func viewPause(p Pause) PauseView {
	return PauseView{p.ID, p.Reserved, PauseForm{p.Name, p.Kind, p.LimitMS, p.Version}}
}

func (f PauseForm) pause(name id.Pause) Pause {
	return Pause{ID: name, Name: f.Name, Kind: f.Kind, LimitMS: f.LimitMS, Version: f.Version}
}

func (s *Service) getTenants(ctx context.Context, _ *none) (*tenantList, error) {
	mine, err := httpd.Tenants(ctx, "")
	if err != nil {
		return nil, err
	}
	if mine == nil {
		mine = []id.Tenant{""}
	}
	out := &tenantList{Body: []TenantView{}}
	for _, name := range mine {
		some, err := s.Tenants(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, t := range some {
			out.Body = append(out.Body, viewTenant(t))
		}
	}
	return out, nil
}

func (s *Service) postTenant(ctx context.Context, in *addTenantIn) (*tenantOne, error) {
	t, err := s.Add(ctx, by(ctx), in.Body.tenant(""))
	return &tenantOne{viewTenant(t)}, err
}

func (s *Service) putTenant(ctx context.Context, in *setTenantIn) (*tenantOne, error) {
	t, err := s.Change(ctx, by(ctx), in.Body.tenant(in.Tenant))
	return &tenantOne{viewTenant(t)}, err
}

func (s *Service) deleteTenant(ctx context.Context, in *TenantPath) (*none, error) {
	return nil, s.Remove(ctx, by(ctx), in.Tenant)
}

func (s *Service) getPauses(ctx context.Context, _ *none) (*pauseList, error) {
	all, err := s.Pauses(ctx)
	out := &pauseList{Body: make([]PauseView, 0, len(all))}
	for _, p := range all {
		out.Body = append(out.Body, viewPause(p))
	}
	return out, err
}

func (s *Service) postPause(ctx context.Context, in *addPauseIn) (*pauseOne, error) {
	p, err := s.AddPause(ctx, by(ctx), in.Body.pause(""))
	return &pauseOne{viewPause(p)}, err
}

func (s *Service) putPause(ctx context.Context, in *setPauseIn) (*pauseOne, error) {
	p, err := s.ChangePause(ctx, by(ctx), in.Body.pause(in.Pause))
	return &pauseOne{viewPause(p)}, err
}

func (s *Service) deletePause(ctx context.Context, in *PausePath) (*none, error) {
	return nil, s.RemovePause(ctx, by(ctx), in.Pause)
}
