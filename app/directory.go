package app

import (
	"context"

	"gudok/base/httpd"
	"gudok/id"
)

// directory is GET /directory: the names and colours that the browser joins to ids.
type directory struct{ h *house }

// An Entry is one thing's name.
type Entry struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Tenant  id.Tenant `json:"tenant,omitempty"`
	Line    id.Line   `json:"line,omitempty" doc:"Of an outcome"`
	Colour  int       `json:"colour,omitempty" doc:"Of a tenant, 1 to 6"`
	Zone    string    `json:"zone,omitempty" doc:"Of a tenant"`
	Kind    string    `json:"kind,omitempty" doc:"Of a pause"`
	LimitMS int64     `json:"limit_ms,omitempty" doc:"Of a pause"`
	Removed bool      `json:"removed,omitempty" doc:"Out of use, still named in what was"`
}

// Directory is all names that one may see.
type Directory struct {
	Tenants      []Entry `json:"tenants"`
	Lines        []Entry `json:"lines"`
	Dispositions []Entry `json:"dispositions"`
	Agents       []Entry `json:"agents"`
	Teams        []Entry `json:"teams"`
	Skills       []Entry `json:"skills"`
	Pauses       []Entry `json:"pauses"`
	Trunks       []Entry `json:"trunks"`
	Numbers      []Entry `json:"numbers"`
	Menus        []Entry `json:"menus"`
}

type directoryOut struct{ Body Directory }

// Routes registers the operation.
func (d directory) Routes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{ID: "get-directory", Method: "GET", Path: "/directory", Tag: "directory",
		Summary: "Names and colours of what one may see, to be joined to ids"}, d.get)
}

// get lists everything for people of the house and one tenant's things for its own people,
// who must not even learn the names of others.
func (d directory) get(ctx context.Context, _ *struct{}) (*directoryOut, error) {
	tenants, err := httpd.Tenants(ctx, "")
	if err != nil {
		return nil, err
	}
	inside := tenants == nil
	if inside {
		tenants = []id.Tenant{""}
	}
	out := &directoryOut{Body: Directory{Tenants: []Entry{}, Lines: []Entry{}, Dispositions: []Entry{}, Agents: []Entry{}, Teams: []Entry{},
		Skills: []Entry{}, Pauses: []Entry{}, Trunks: []Entry{}, Numbers: []Entry{}, Menus: []Entry{}}}
	for _, t := range tenants {
		if err := d.ofTenant(ctx, t, &out.Body); err != nil {
			return nil, err
		}
	}
	return out, d.ofHouse(ctx, inside, &out.Body)
}

func (d directory) ofTenant(ctx context.Context, t id.Tenant, b *Directory) error {
	tenants, pauses, err := d.h.tenants.Directory(ctx, t)
	if err != nil {
		return err
	}
	for _, n := range tenants {
		b.Tenants = append(b.Tenants, Entry{ID: n.ID, Name: n.Name, Colour: n.Colour, Zone: n.Zone, Removed: n.Removed})
	}
	if t == "" {
		for _, n := range pauses {
			b.Pauses = append(b.Pauses, Entry{ID: n.ID, Name: n.Name, Kind: n.Kind, LimitMS: n.LimitMS, Removed: n.Removed})
		}
	}
	lines, outcomes, err := d.h.lines.Directory(ctx, t)
	if err != nil {
		return err
	}
	for _, n := range lines {
		b.Lines = append(b.Lines, Entry{ID: n.ID, Name: n.Name, Tenant: n.Tenant, Removed: n.Removed})
	}
	for _, n := range outcomes {
		b.Dispositions = append(b.Dispositions, Entry{ID: n.ID, Name: n.Name, Tenant: n.Tenant, Line: n.Line, Removed: n.Removed})
	}
	trunks, numbers, err := d.h.trunks.Directory(ctx, t)
	if err != nil {
		return err
	}
	if t == "" {
		for _, n := range trunks {
			b.Trunks = append(b.Trunks, Entry{ID: n.ID, Name: n.Name, Removed: n.Removed})
		}
	}
	for _, n := range numbers {
		b.Numbers = append(b.Numbers, Entry{ID: n.ID, Name: n.Name, Tenant: n.Tenant, Removed: n.Removed})
	}
	menus, err := d.h.menus.Directory(ctx, t)
	for _, n := range menus {
		b.Menus = append(b.Menus, Entry{ID: string(n.ID), Name: n.Name, Tenant: n.Tenant, Removed: n.Removed})
	}
	return err
}

// ofHouse adds the centre's people: agents are named to everybody who sees their calls,
// skills only inside the house.
func (d directory) ofHouse(ctx context.Context, inside bool, b *Directory) error {
	agents, skills, err := d.h.users.Directory(ctx)
	if err != nil {
		return err
	}
	for _, n := range agents {
		b.Agents = append(b.Agents, Entry{ID: n.ID, Name: n.Name, Removed: n.Removed})
	}
	if !inside {
		return nil
	}
	for _, n := range skills {
		b.Skills = append(b.Skills, Entry{ID: n.ID, Name: n.Name, Removed: n.Removed})
	}
	teams, err := d.h.users.TeamNames(ctx)
	for _, n := range teams {
		b.Teams = append(b.Teams, Entry{ID: n.ID, Name: n.Name, Removed: n.Removed})
	}
	return err
}
