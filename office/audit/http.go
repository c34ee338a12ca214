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

// AccessList is a page of accesses.
type AccessList struct {
	Accesses []Access `json:"accesses"`
	Next     string   `json:"next,omitempty" doc:"Cursor of the following page"`
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
	listOut  struct{ Body ChangeList }
	accessIn struct {
		Kind   Kind       `query:"kind" enum:"access,ear" default:"ear" doc:"ear: who listened to whose call; access: recordings heard and removed, signing in, sweeps"`
		Tenant id.Tenant  `query:"tenant"`
		ID     string     `query:"id" maxLength:"64" doc:"Of a call or an agent"`
		Actor  fact.Actor `query:"actor" maxLength:"64"`
		From   int64      `query:"from" doc:"ms UTC"`
		To     int64      `query:"to" doc:"ms UTC, exclusive"`
		Cursor string     `query:"cursor" maxLength:"20"`
	}
	accessOut struct{ Body AccessList }
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{ID: "list-changes", Method: "GET", Path: "/audit", Tag: "audit",
		Summary: "Who changed which setting", Roles: readers()}, s.list)
	httpd.Register(api, httpd.Operation{ID: "list-accesses", Method: "GET", Path: "/audit/access", Tag: "audit",
		Summary: "Who listened, heard recordings, signed in", Roles: readers()}, s.listAccesses)
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
	if f.Before, err = readCursor(in.Cursor); err != nil {
		return nil, err
	}
	list, next, err := s.Changes(ctx, f)
	return &listOut{ChangeList{list, cursor(next)}}, err
}

func (s *Service) listAccesses(ctx context.Context, in *accessIn) (*accessOut, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	f := Filter{Tenants: tenants, ID: in.ID, Actor: in.Actor, From: in.From, To: in.To}
	if f.Before, err = readCursor(in.Cursor); err != nil {
		return nil, err
	}
	list, next, err := s.Accesses(ctx, in.Kind, f)
	return &accessOut{AccessList{list, cursor(next)}}, err
}

func readCursor(text string) (uint64, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0, problem.New(problem.Invalid, "request.invalid", "field", "cursor")
	}
	return n, nil
}

// cursor is the text of a next page, "" of none.
func cursor(next uint64) string {
	if next == 0 {
		return ""
	}
	return strconv.FormatUint(next, 10)
}
