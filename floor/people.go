package floor

import (
	"context"
	"net/http"

	"gudok/base/httpd"
	"gudok/core"
	"gudok/id"
)

// People is who could take a call now: what an agent looks at who hands one over. It says of
// colleagues no more than that.
type People struct {
	Agents []Colleague `json:"agents" doc:"Those on shift"`
	Lines  []LineNow   `json:"lines"`
}

// A Colleague is an agent on shift as another sees him.
type Colleague struct {
	Agent    id.Agent  `json:"agent"`
	Presence string    `json:"presence" enum:"online,on_demand,draining,pause"`
	Slot     string    `json:"slot"`
	Healthy  bool      `json:"healthy" doc:"His telephone can be reached"`
	Device   id.Device `json:"device" doc:"browser, or a desk phone, which shows nothing"`
}

// LineNow is how long one would wait in a line.
type LineNow struct {
	Line    id.Line `json:"line"`
	Waiting int     `json:"waiting"`
	Longest int64   `json:"longest" doc:"Since when the longest waits, ms UTC"`
	Ready   int     `json:"ready"`
	Online  int     `json:"online"`
	Open    bool    `json:"open"`
}

// peopleRoutes registers what agents may know of each other.
func (f *Floor) peopleRoutes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{
		ID: "get-people", Method: http.MethodGet, Path: "/floor/people", Tag: "floor",
		Summary: "Who could take a call now", Roles: httpd.Roles{httpd.Agent, httpd.Supervisor},
	}, f.getPeople)
}

type peopleOutput struct{ Body People }

func (f *Floor) getPeople(ctx context.Context, _ *struct{}) (*peopleOutput, error) {
	// Agents serve all tenants of the house: only its own people see each other.
	if err := httpd.Require(ctx, id.House, httpd.Agent, httpd.Supervisor); err != nil {
		return nil, err
	}
	var agents []core.AgentView
	var lines []core.LineView
	if err := f.look(ctx, func(s *core.State, _ uint64, now int64) { agents, lines = s.Agents(), s.Lines(now) }); err != nil {
		return nil, err
	}
	out := People{Agents: []Colleague{}, Lines: []LineNow{}}
	for _, a := range agents {
		if a.Presence.State != "offline" {
			out.Agents = append(out.Agents, Colleague{a.Agent, a.Presence.State, a.Slot.State, a.Device.Healthy, a.Device.Device})
		}
	}
	for _, l := range lines {
		out.Lines = append(out.Lines, LineNow{l.Line, l.Waiting, l.Longest, l.Ready, l.Online, l.Open})
	}
	return &peopleOutput{out}, nil
}
