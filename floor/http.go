package floor

import (
	"context"
	"net/http"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// watchers are those who may look at the board: agents see only their own desk.
func watchers() httpd.Roles {
	return httpd.Roles{httpd.Supervisor, httpd.Administrator, httpd.Owner}
}

// Routes registers the floor's operations.
func (f *Floor) Routes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{
		ID: "force-presence", Method: http.MethodPost, Path: "/floor/agents/{agent}/presence", Tag: "floor",
		Summary: "Set an agent's presence for him", Roles: httpd.Roles{httpd.Supervisor}, Status: http.StatusNoContent,
	}, f.forcePresence)
	httpd.Register(api, httpd.Operation{
		ID: "get-board", Method: http.MethodGet, Path: "/board", Tag: "floor",
		Summary: "The live floor at this moment", Roles: watchers(),
	}, f.getBoard)
	api.Stream(httpd.Operation{
		ID: "watch-board", Path: "/board/events", Tag: "floor",
		Summary: "The live floor as it changes: events \"board\", the first whole, then changed rows, at most one a second",
		Roles:   watchers(),
	}, Board{}, f.watchBoard)
	f.besideRoutes(api)
	f.handRoutes(api)
	f.peopleRoutes(api)
	f.backRoutes(api)
	api.Describe(DeskMessage{})
}

type forcePresenceInput struct {
	Agent id.Agent `path:"agent" maxLength:"64"`
	Body  struct {
		Presence string    `json:"presence" enum:"online,on_demand,draining,pause,offline" doc:"on_demand: offered calls only when nobody else can take them; draining: finishes what he has, then a pause"`
		Device   id.Device `json:"device,omitempty" maxLength:"64" doc:"With online: browser or a desk phone; missing: the one before"`
	}
}

func (f *Floor) forcePresence(ctx context.Context, in *forcePresenceInput) (*struct{}, error) {
	// Agents serve all tenants of the house: only its own supervisors may move them.
	if err := httpd.Require(ctx, id.House, httpd.Supervisor); err != nil {
		return nil, err
	}
	if !id.Valid("agt", string(in.Agent)) {
		return nil, problem.New(problem.NotFound, "request.not_found")
	}
	return nil, f.Ask(ctx, core.AgentForced{Agent: in.Agent, Presence: in.Body.Presence,
		Device: in.Body.Device, By: httpd.Who(ctx).User})
}

type boardInput struct {
	Tenant id.Tenant `query:"tenant" maxLength:"64" doc:"Only this tenant's lines and calls; missing: all that one may see"`
}

type boardOutput struct{ Body Board }

func (f *Floor) getBoard(ctx context.Context, in *boardInput) (*boardOutput, error) {
	v, err := viewOf(ctx, in.Tenant)
	if err != nil {
		return nil, err
	}
	w := f.Watch(v)
	defer w.Close()
	b, err := w.Next(ctx)
	return &boardOutput{b}, err
}

func (f *Floor) watchBoard(ctx context.Context, r *http.Request, s *httpd.Stream) error {
	v, err := viewOf(ctx, id.Tenant(r.URL.Query().Get("tenant")))
	if err != nil {
		return err
	}
	w := f.Watch(v)
	defer w.Close()
	for {
		b, err := w.Next(ctx)
		if err != nil {
			return nil //nolint:nilerr // the client went away
		}
		if s.Send(b.Rev, "board", b) != nil {
			return nil
		}
	}
}

// viewOf is what the person who asks may see of the board. Numbers are shown to whoever runs
// the floor or owns the line; an administrator, who sees no content of calls, sees their ends.
func viewOf(ctx context.Context, asked id.Tenant) (View, error) {
	tenants, err := httpd.Tenants(ctx, asked, watchers()...)
	if err != nil {
		return View{}, err
	}
	who := httpd.Who(ctx)
	clear := who.Has(id.House, httpd.Supervisor)
	if !clear && tenants != nil {
		clear = true
		for _, t := range tenants {
			clear = clear && who.Has(t, httpd.Supervisor, httpd.Owner)
		}
	}
	return View{Tenants: tenants, Masked: !clear}, nil
}
