package survey

import (
	"context"

	"gudok/base/httpd"
	"gudok/fact"
	"gudok/id"
)

// AnswerList is a page of answers.
type AnswerList struct {
	Answers []Answer `json:"answers"`
	Next    string   `json:"next,omitempty" doc:"The cursor of the following page"`
}

// SettingForm is how a line asks.
type SettingForm struct {
	Share   int     `json:"share" minimum:"0" maximum:"100" doc:"Percent of the conversations; 0: nobody is asked"`
	Flow    id.Flow `json:"flow,omitempty" doc:"The menu that asks; empty: the shipped questions"`
	Version int     `json:"version" doc:"As read; 0: there was none"`
}

type (
	listIn struct {
		Tenant id.Tenant `query:"tenant"`
		Line   id.Line   `query:"line"`
		Agent  id.Agent  `query:"agent"`
		Call   id.Call   `query:"call"`
		From   int64     `query:"from" doc:"ms UTC"`
		To     int64     `query:"to" doc:"ms UTC, exclusive"`
		Cursor string    `query:"cursor"`
	}
	listOut struct{ Body AnswerList }
	sumIn   struct {
		Tenant id.Tenant `query:"tenant"`
		By     string    `query:"by" enum:"line,agent" default:"line"`
		From   int64     `query:"from" doc:"ms UTC"`
		To     int64     `query:"to" doc:"ms UTC, exclusive"`
	}
	sumOut   struct{ Body []Sum }
	ofTenant struct {
		Tenant id.Tenant `query:"tenant"`
	}
	settingList struct{ Body []Setting }
	setIn       struct {
		Line id.Line `path:"line"`
		Body SettingForm
	}
	settingOne struct{ Body Setting }
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "survey", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/surveys", "list-surveys", "What callers said after conversations", readers()), s.list)
	httpd.Register(api, op("GET", "/surveys/summary", "sum-surveys", "Marks by line or agent", readers()), s.sum)
	httpd.Register(api, op("GET", "/survey-settings", "list-survey-settings", "Which lines ask", readers()), s.settings)
	httpd.Register(api, op("PUT", "/survey-settings/{line}", "set-survey", "Say how a line asks", httpd.Roles{httpd.Administrator}), s.set)
}

// readers answer for agents and lines.
func readers() httpd.Roles { return httpd.Roles{httpd.Supervisor, httpd.Administrator, httpd.Owner} }

func (s *Service) list(ctx context.Context, in *listIn) (*listOut, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	list, next, err := s.Answers(ctx, Filter{Tenants: tenants, Line: in.Line, Agent: in.Agent, Call: in.Call, From: in.From, To: in.To, Before: in.Cursor})
	return &listOut{AnswerList{list, next}}, err
}

func (s *Service) sum(ctx context.Context, in *sumIn) (*sumOut, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	list, err := s.Summary(ctx, Filter{Tenants: tenants, From: in.From, To: in.To}, in.By == "agent")
	return &sumOut{list}, err
}

func (s *Service) settings(ctx context.Context, in *ofTenant) (*settingList, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	out := &settingList{Body: []Setting{}}
	for _, t := range tenants {
		some, err := s.Settings(ctx, t)
		if err != nil {
			return nil, err
		}
		out.Body = append(out.Body, some...)
	}
	return out, nil
}

func (s *Service) set(ctx context.Context, in *setIn) (*settingOne, error) {
	v, err := s.Set(ctx, fact.Actor(httpd.Who(ctx).User), Setting{Line: in.Line, Share: in.Body.Share, Flow: in.Body.Flow, Version: in.Body.Version})
	return &settingOne{v}, err
}
