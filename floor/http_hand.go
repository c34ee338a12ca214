package floor

import (
	"context"
	"net/http"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// The supervisor's hand in the order of service (product.md 5.2): who waits in a line, and
// moving, placing, ranking and taking them. What has left the line meanwhile is refused by the
// core, so that two people never move one caller.

// maxQueueShown: nobody reads further down, and who stands there is counted.
const maxQueueShown = 200

// Queue is who waits in a line.
type Queue struct {
	Now   int64       `json:"now" doc:"ms UTC, the server's clock"`
	Line  id.Line     `json:"line"`
	Total int         `json:"total" doc:"All of them; rows are at most the first 200"`
	Rows  []QueuedRow `json:"rows" doc:"Who is being offered first, then the others in the order of service"`
}

// A QueuedRow is somebody who waits.
type QueuedRow struct {
	core.WaitingView
	Number string `json:"number,omitempty" doc:"Missing: withheld"`
	Pretty string `json:"pretty,omitempty"`
}

// handRoutes registers what supervisors do to the order of service.
func (f *Floor) handRoutes(api *httpd.API) {
	op := func(method, path, name, summary string, status int) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "floor", Summary: summary,
			Roles: httpd.Roles{httpd.Supervisor}, Status: status}
	}
	httpd.Register(api, op(http.MethodGet, "/floor/lines/{line}/waiting", "list-waiting", "Who waits in a line, in the order of service", http.StatusOK), f.getQueue)
	httpd.Register(api, op(http.MethodPost, "/floor/items/{item}/move", "move-item", "Let somebody wait in another line of the same tenant", http.StatusNoContent), f.moveItem)
	httpd.Register(api, op(http.MethodPost, "/floor/items/{item}/place", "place-item", "Give somebody another place in his line", http.StatusNoContent), f.placeItem)
	httpd.Register(api, op(http.MethodPost, "/floor/items/{item}/rank", "rank-item", "Give somebody another priority than his line's", http.StatusNoContent), f.rankItem)
	httpd.Register(api, op(http.MethodPost, "/floor/items/{item}/take", "take-item", "Let an agent, or oneself, have somebody who waits", http.StatusNoContent), f.takeItem)
}

type queueInput struct {
	Line id.Line `path:"line" maxLength:"64"`
}

type queueOutput struct{ Body Queue }

func (f *Floor) getQueue(ctx context.Context, in *queueInput) (*queueOutput, error) {
	tenant := f.tenantOf(ctx, in.Line)
	if tenant == "" {
		return nil, problem.New(problem.NotFound, "request.not_found")
	}
	if err := httpd.Require(ctx, tenant, httpd.Supervisor); err != nil {
		return nil, err
	}
	q := Queue{Line: in.Line, Rows: []QueuedRow{}}
	var all []core.WaitingView
	err := f.look(ctx, func(s *core.State, _ uint64, now int64) { q.Now, all = now, s.Waiting(in.Line) })
	if err != nil {
		return nil, err
	}
	q.Total = len(all)
	for _, v := range all[:min(len(all), maxQueueShown)] {
		row := QueuedRow{WaitingView: v}
		if n := f.numbers.digits(ctx, v.Number); n != "" {
			row.Number, row.Pretty = string(n), n.Pretty()
		}
		q.Rows = append(q.Rows, row)
	}
	return &queueOutput{q}, nil
}

// ItemPath names an item in the address.
type ItemPath struct {
	Item id.Item `path:"item" maxLength:"64"`
}

// mayMove checks that the one who asks is a supervisor of the tenant in whose line the item
// waits. To others it does not exist, and neither does what has left.
func (f *Floor) mayMove(ctx context.Context, item id.Item) (tenant id.Tenant, err error) {
	if err := f.look(ctx, func(s *core.State, _ uint64, _ int64) { tenant, _ = s.WaitsIn(item) }); err != nil {
		return "", err
	}
	if tenant == "" || !httpd.Who(ctx).Has(tenant, httpd.Supervisor) {
		return "", problem.New(problem.Conflict, "floor.not_waiting")
	}
	return tenant, nil
}

type moveItemInput struct {
	ItemPath
	Body struct {
		Line id.Line `json:"line" maxLength:"64"`
	}
}

func (f *Floor) moveItem(ctx context.Context, in *moveItemInput) (*struct{}, error) {
	tenant, err := f.mayMove(ctx, in.Item)
	if err != nil {
		return nil, err
	}
	if f.tenantOf(ctx, in.Body.Line) != tenant {
		return nil, problem.New(problem.Invalid, "floor.bad_target")
	}
	return nil, f.Ask(ctx, core.ItemMoved{Item: in.Item, Line: in.Body.Line, By: httpd.Who(ctx).User})
}

type placeItemInput struct {
	ItemPath
	Body struct {
		Place int `json:"place" minimum:"1" maximum:"1000" doc:"From 1"`
	}
}

func (f *Floor) placeItem(ctx context.Context, in *placeItemInput) (*struct{}, error) {
	if _, err := f.mayMove(ctx, in.Item); err != nil {
		return nil, err
	}
	return nil, f.Ask(ctx, core.ItemPlaced{Item: in.Item, Place: in.Body.Place, By: httpd.Who(ctx).User})
}

type rankItemInput struct {
	ItemPath
	Body struct {
		Priority int `json:"priority" minimum:"0" maximum:"100" doc:"Higher goes first"`
	}
}

func (f *Floor) rankItem(ctx context.Context, in *rankItemInput) (*struct{}, error) {
	if _, err := f.mayMove(ctx, in.Item); err != nil {
		return nil, err
	}
	return nil, f.Ask(ctx, core.ItemRanked{Item: in.Item, Priority: in.Body.Priority, By: httpd.Who(ctx).User})
}

type takeItemInput struct {
	ItemPath
	Body struct {
		Agent id.Agent `json:"agent,omitempty" maxLength:"64" doc:"Missing: whoever asks, at his own seat"`
	}
}

func (f *Floor) takeItem(ctx context.Context, in *takeItemInput) (*struct{}, error) {
	if _, err := f.mayMove(ctx, in.Item); err != nil {
		return nil, err
	}
	// Agents serve all tenants of the house: only its own supervisors may give them work.
	if err := httpd.Require(ctx, id.House, httpd.Supervisor); err != nil {
		return nil, err
	}
	agent := in.Body.Agent
	if agent == "" {
		agent = httpd.Who(ctx).Agent()
	}
	if !id.Valid("agt", string(agent)) {
		return nil, problem.New(problem.NotFound, "floor.no_such_agent")
	}
	return nil, f.Ask(ctx, core.ItemTaken{Item: in.Item, Agent: agent, By: httpd.Who(ctx).User})
}
