package directory

import (
	"context"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// EntryForm is what is set of an entry.
type EntryForm struct {
	Name     string       `json:"name" example:"Olena Kovalenko"`
	Post     string       `json:"post,omitempty" example:"Deliveries"`
	Number   phone.Number `json:"number" example:"+380441234567" doc:"National numbers are read as those of the tenant's region"`
	Hours    string       `json:"hours,omitempty" example:"Mon-Fri 9-18"`
	Presence string       `json:"presence,omitempty" doc:"Whether to be had now, in words"`
	Version  int          `json:"version,omitempty"`
}

// EntryView is somebody to whom a call can be handed.
type EntryView struct {
	ID     string    `json:"id"`
	Tenant id.Tenant `json:"tenant" doc:"ten_house: offered in every tenant's calls"`
	Pretty string    `json:"pretty" doc:"The number as people write it"`
	EntryForm
}

// PresenceForm is the note on whether somebody can be had now.
type PresenceForm struct {
	Presence string `json:"presence"`
}

// EntryPath names an entry in the address.
type EntryPath struct {
	Entry string `path:"entry" maxLength:"64"`
}

type (
	none   struct{}
	findIn struct {
		Tenant id.Tenant `path:"tenant"`
		Query  string    `query:"q" maxLength:"60" doc:"A part of name, post or number"`
	}
	list  struct{ Body []EntryView }
	one   struct{ Body EntryView }
	addIn struct {
		Tenant id.Tenant `path:"tenant"`
		Body   EntryForm
	}
	setIn struct {
		EntryPath
		Body EntryForm
	}
	tellIn struct {
		EntryPath
		Body PresenceForm
	}
)

func readers() httpd.Roles {
	return httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Administrator, httpd.Owner}
}
func editors() httpd.Roles { return httpd.Roles{httpd.Supervisor, httpd.Administrator} }

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "directory", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/tenants/{tenant}/directory", "find-directory", "To whom the tenant's calls can be handed, at most 50", readers()), s.getFound)
	httpd.Register(api, op("POST", "/tenants/{tenant}/directory", "add-directory-entry", "List somebody", editors()), s.post)
	httpd.Register(api, op("PUT", "/directory/{entry}", "change-directory-entry", "Change an entry", editors()), s.putEntry)
	httpd.Register(api, op("PUT", "/directory/{entry}/presence", "tell-directory-presence", "Say whether somebody can be had now",
		httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Administrator}), s.putPresence)
	httpd.Register(api, op("DELETE", "/directory/{entry}", "remove-directory-entry", "Take somebody off the list", editors()), s.deleteEntry)
}

func by(ctx context.Context) fact.Actor { return fact.Actor(httpd.Who(ctx).User) }

func view(e Entry) EntryView {
	return EntryView{e.ID, e.Tenant, e.Number.Pretty(), EntryForm{e.Name, e.Post, e.Number, e.Hours, e.Presence, e.Version}}
}

func (f EntryForm) entry() Entry {
	return Entry{Name: f.Name, Post: f.Post, Number: f.Number, Hours: f.Hours, Presence: f.Presence, Version: f.Version}
}

func (s *Service) getFound(ctx context.Context, in *findIn) (*list, error) {
	if err := httpd.Require(ctx, in.Tenant, readers()...); err != nil {
		return nil, err
	}
	all, err := s.Find(ctx, in.Tenant, in.Query)
	out := &list{Body: []EntryView{}}
	// A client must not learn whom the house calls for others.
	inside := httpd.Who(ctx).Has(id.House)
	for _, e := range all {
		if inside || e.Tenant == in.Tenant {
			out.Body = append(out.Body, view(e))
		}
	}
	return out, err
}

func (s *Service) post(ctx context.Context, in *addIn) (*one, error) {
	if err := httpd.Require(ctx, in.Tenant, editors()...); err != nil {
		return nil, err
	}
	e := in.Body.entry()
	e.Tenant = in.Tenant
	e, err := s.Add(ctx, by(ctx), e)
	return &one{view(e)}, err
}

// mine finds an entry that the person may change; what he may not see does not exist for him.
func (s *Service) mine(ctx context.Context, name string, roles httpd.Roles) error {
	e, err := s.Entry(ctx, name)
	if err != nil {
		return err
	}
	err = httpd.Require(ctx, e.Tenant, roles...)
	if problem.Is(err, "request.not_found") {
		return problem.New(problem.NotFound, "directory.unknown", "entry", name)
	}
	return err
}

func (s *Service) putEntry(ctx context.Context, in *setIn) (*one, error) {
	if err := s.mine(ctx, in.Entry, editors()); err != nil {
		return nil, err
	}
	e := in.Body.entry()
	e.ID = in.Entry
	e, err := s.Change(ctx, by(ctx), e)
	return &one{view(e)}, err
}

func (s *Service) putPresence(ctx context.Context, in *tellIn) (*one, error) {
	if err := s.mine(ctx, in.Entry, httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Administrator}); err != nil {
		return nil, err
	}
	e, err := s.Tell(ctx, by(ctx), in.Entry, in.Body.Presence)
	return &one{view(e)}, err
}

func (s *Service) deleteEntry(ctx context.Context, in *EntryPath) (*none, error) {
	if err := s.mine(ctx, in.Entry, editors()); err != nil {
		return nil, err
	}
	return nil, s.Remove(ctx, by(ctx), in.Entry)
}
