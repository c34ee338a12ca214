package trunk

import (
	"context"
	"strconv"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/id"
)

// HitView is what was said on one leg within a second. It shows no telephone number.
type HitView struct {
	At       int64   `json:"at" doc:"ms UTC"`
	Call     id.Call `json:"call,omitempty" doc:"Its ladder is GET /calls/{call}/trace"`
	Leg      id.Leg  `json:"leg,omitempty"`
	Party    string  `json:"party,omitempty" doc:"A trunk's or a desk phone's id; absent: a stranger"`
	Peer     string  `json:"peer"`
	CallID   string  `json:"call_id,omitempty" doc:"Of SIP"`
	What     string  `json:"what" example:"INVITE"`
	Status   int     `json:"status,omitempty" doc:"Of the last response"`
	Messages int     `json:"messages"`
}

// HitList is a page of what was found, newest first.
type HitList struct {
	Hits []HitView `json:"hits"`
	Next string    `json:"next,omitempty" doc:"Cursor of the following page; a rare text may give a short page with one"`
}

type (
	searchIn struct {
		Text   string   `query:"text" maxLength:"100" doc:"A number or its last digits, or a part of a SIP Call-ID; at least 3 long"`
		Trunk  id.Trunk `query:"trunk"`
		From   int64    `query:"from" doc:"ms UTC"`
		To     int64    `query:"to" doc:"ms UTC, exclusive"`
		Cursor string   `query:"cursor" maxLength:"20"`
	}
	searchOut struct{ Body HitList }
)

func (s *Service) searchRoutes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{ID: "search-traces", Method: "GET", Path: "/traces", Tag: "trunk",
		Summary: "Look for calls in what the telephones said to each other", Roles: httpd.Roles{httpd.Supervisor, httpd.Administrator}}, s.getSearch)
}

func (s *Service) getSearch(ctx context.Context, in *searchIn) (*searchOut, error) {
	// A message of a stranger belongs to no tenant: only the house's people look at all of them.
	if err := httpd.Require(ctx, id.House, httpd.Supervisor, httpd.Administrator); err != nil {
		return nil, err
	}
	q := Search{Text: in.Text, Trunk: in.Trunk, From: in.From, To: in.To}
	if in.Cursor != "" {
		var err error
		if q.Before, err = strconv.ParseInt(in.Cursor, 10, 64); err != nil {
			return nil, problem.New(problem.Invalid, "request.invalid", "field", "cursor")
		}
	}
	list, next, err := s.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	out := &searchOut{HitList{Hits: make([]HitView, 0, len(list))}}
	for _, h := range list {
		out.Body.Hits = append(out.Body.Hits, HitView{h.At, h.Call, h.Leg, h.Party, h.Peer, s.mask.numbers(h.CallID), h.What, h.Status, h.Said})
	}
	if next > 0 {
		out.Body.Next = strconv.FormatInt(next, 10)
	}
	return out, nil
}
