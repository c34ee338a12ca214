package audit

import (
	"context"
	"strconv"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// ChangeList is a page of changes.
type ChangeList struct {
	Changes []Change `json:"changes"`
	Next    string   `json:"next,omitempty" doc:"Cursor of the following page"`
}

type (
	listIn struct {
		Tenant id.Tenant  `query:"tenant"`
		Room   string     `query:"room" maxLength:"32"`
		ID     string     `query:"id" maxLength:"64"`
		Actor  fact.Actor `query:"actor" maxLength:"64"`
		From   int64      `query:"from" doc:"ms UTC"`
		To     int64      `query:"to" doc:"ms UTC, exclusive"`
		Cursor string     `query:"cursor" maxLength:"20"`
	}
	listOut struct{ Body ChangeList }
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{ID: "list-changes", Method: "GET", Path: "/audit", Tag: "audit",
		Summary: "Who changed which setting", Roles: readers()}, s.list)
}

func readers() httpd.Roles {
	return httpd.Roles{httpd.Supervisor, httpd.Administrator, httpd.Owner}
}

func (s *Service) list(ctx context.Context, in *listIn) (*listOut, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	f := Filter{Tenants: tenants, Room: in.Room, ID: in.ID, Actor: in.Actor, From: in.From, To: in.To}
	if in.Cursor != "" {
		if f.Before, err = strconv.ParseUint(in.Cursor, 10, 63); err != nil {
			return nil, problem.New(problem.Invalid, "request.invalid", "field", "cursor")
		}
	}
	list, next, err := s.Changes(ctx, f)
	out := &listOut{ChangeList{Changes: list}}
	if next > 0 {
		out.Body.Next = strconv.FormatUint(next, 10)
	}
	return out, err
}
