package call

import (
	"context"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/id"
)

// HandoverForm is what the receiver of a call shall know.
type HandoverForm struct {
	Name    string `json:"name,omitempty" maxLength:"400" doc:"Who calls, at most 100 letters"`
	Purpose string `json:"purpose,omitempty" maxLength:"2000" doc:"What for, at most 500 letters"`
	Speak   string `json:"speak,omitempty" enum:",ru,uk,en" doc:"Have it spoken in this language, for a receiver at a desk phone"`
}

// HandoverView is what was told about a call.
type HandoverView struct {
	Name     string    `json:"name"`
	Purpose  string    `json:"purpose"`
	By       id.User   `json:"by,omitempty"`
	At       int64     `json:"at,omitempty" doc:"ms UTC"`
	Version  int       `json:"version" doc:"0: nothing was told"`
	Announce id.Prompt `json:"announce,omitempty" doc:"The same, spoken: give it to the transfer"`
	Unspoken string    `json:"unspoken,omitempty" doc:"The code of why it could not be spoken"`
}

type (
	handoverIn struct {
		Call id.Call `path:"call"`
		Body HandoverForm
	}
	handoverOut struct{ Body HandoverView }
)

func (s *Service) handoverRoutes(api *httpd.API) {
	op := func(method, name, summary string) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: "/calls/{call}/handover", Tag: "call", Summary: summary,
			Roles: httpd.Roles{httpd.Agent, httpd.Supervisor}}
	}
	httpd.Register(api, op("GET", "get-call-handover", "Who calls and what for, as the agent before told it"), s.getHandover)
	httpd.Register(api, op("PUT", "tell-call-handover", "Tell the receiver of a call who calls and what for; the last word counts"), s.putHandover)
}

func (s *Service) handing(ctx context.Context, name id.Call) (id.Tenant, error) {
	who := httpd.Who(ctx)
	return s.handsOver(ctx, who.Agent(), func(t id.Tenant) bool { return who.Has(t, httpd.Supervisor) }, name)
}

func (s *Service) getHandover(ctx context.Context, in *callPath) (*handoverOut, error) {
	t, err := s.handing(ctx, in.Call)
	if err != nil {
		return nil, err
	}
	h, err := s.Handover(ctx, t, in.Call)
	return &handoverOut{viewHandover(h)}, err
}

func (s *Service) putHandover(ctx context.Context, in *handoverIn) (*handoverOut, error) {
	t, err := s.handing(ctx, in.Call)
	if err != nil {
		return nil, err
	}
	h := Handover{Name: in.Body.Name, Purpose: in.Body.Purpose, By: httpd.Who(ctx).User}
	h, unspoken, err := s.TellHandover(ctx, t, in.Call, h, in.Body.Speak)
	v := viewHandover(h)
	if p := problem.Of(unspoken); p != nil {
		v.Unspoken = p.Code
	} else if unspoken != nil {
		v.Unspoken = "speech.failed"
	}
	return &handoverOut{v}, err
}

func viewHandover(h Handover) HandoverView {
	return HandoverView{h.Name, h.Purpose, h.By, h.At, h.Version, h.Prompt, ""}
}
