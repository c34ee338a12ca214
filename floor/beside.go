package floor

import (
	"context"
	"net/http"
	"slices"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/core"
	"gudok/core/call"
	"gudok/id"
	"gudok/phone"
)

// What people ask for about calls with more than two people: an agent at his desk, a
// supervisor at his own seat.

// A target is whom a caller is given to, who is asked or who is called: exactly one. Number is
// E.164 text; the floor makes an id of it before the core hears of it (house.md 5.9).
type target struct {
	Agent  id.Agent `json:"agent,omitempty"`
	Line   id.Line  `json:"line,omitempty"`
	Number string   `json:"number,omitempty"`
}

func (t target) sane() bool {
	return len(t.Agent) <= maxWord && len(t.Line) <= maxWord && len(t.Number) <= maxWord
}

// several is the input of a wish of that kind; nil for a wish of another.
func (f *Floor) several(ctx context.Context, typ string, a id.Agent, w *wish) (core.Input, error) {
	switch typ {
	case "transfer":
		to, err := f.resolveInHand(ctx, w.To, a)
		return core.TransferAsked{Agent: a, To: to, Announce: w.Announce}, err
	case "consult":
		to, err := f.resolveInHand(ctx, w.To, a)
		return core.ConsultAsked{Agent: a, To: to, Announce: w.Announce}, err
	case "connect":
		return core.ConnectAsked{Agent: a}, nil
	case "conference":
		return core.ConferenceAsked{Agent: a}, nil
	case "back":
		return core.BackAsked{Agent: a}, nil
	case "dial":
		to, err := f.resolve(w.To, f.tenantOf(ctx, w.Line)) //nolint:contextcheck // the number's look-up has its own limit
		return core.DialAsked{Agent: a, To: to, Line: w.Line}, err
	case "help":
		return core.HelpAsked{Agent: a, On: w.On}, nil
	case "ear", "ear-left", "take-over":
		return supervised(ctx, typ, a, w)
	}
	return nil, nil
}

// supervised are the wishes of the house's own supervisors, who may listen (reliability.md 6.1).
func supervised(ctx context.Context, typ string, a id.Agent, w *wish) (core.Input, error) {
	if err := httpd.Require(ctx, id.House, httpd.Supervisor); err != nil {
		return nil, err
	}
	by := httpd.Who(ctx).User
	switch typ {
	case "ear":
		return core.EarAsked{Agent: a, By: by, Call: w.Call, Mode: w.Mode}, nil
	case "take-over":
		return core.TakeOverAsked{Agent: a, By: by, Call: w.Call}, nil
	}
	return core.EarLeft{Agent: a}, nil
}

// resolveInHand resolves for the contact that the agent has in hand.
func (f *Floor) resolveInHand(ctx context.Context, t target, a id.Agent) (core.Target, error) {
	tenant, _, err := f.InHand(ctx, a)
	if err != nil {
		return core.Target{}, err
	}
	return f.resolve(t, tenant) //nolint:contextcheck // the number's look-up has its own limit
}

// resolve turns a number into the id by which the tenant's facts know it.
func (f *Floor) resolve(t target, tenant id.Tenant) (core.Target, error) {
	to := core.Target{Agent: t.Agent, Line: t.Line}
	if t.Number == "" {
		return to, nil
	}
	n, err := phone.Parse(t.Number, "")
	if err != nil {
		return to, problem.New(problem.Invalid, "floor.bad_number")
	}
	if tenant == "" {
		return to, problem.New(problem.Conflict, "floor.bad_target")
	}
	to.Number, to.Tenant = f.numbers.id(tenant, n), tenant
	return to, nil
}

// tenantOf is whose the line is, "" for an unknown one.
func (f *Floor) tenantOf(ctx context.Context, l id.Line) (t id.Tenant) {
	_ = f.look(ctx, func(s *core.State, _ uint64, now int64) {
		if v, ok := s.LineView(l, now); ok {
			t = v.Tenant
		}
	})
	return t
}

// besideRoutes registers what supervisors may do from the board without a socket.
func (f *Floor) besideRoutes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{
		ID: "take-help", Method: http.MethodPost, Path: "/floor/agents/{agent}/help", Tag: "floor",
		Summary: "See to an agent who asks for help", Roles: httpd.Roles{httpd.Supervisor}, Status: http.StatusNoContent,
	}, f.takeHelp)
	httpd.Register(api, httpd.Operation{
		ID: "open-ear", Method: http.MethodPut, Path: "/floor/calls/{call}/ear", Tag: "floor",
		Summary: "Hear a call at one's own seat, or otherwise than until now", Roles: httpd.Roles{httpd.Supervisor}, Status: http.StatusNoContent,
	}, f.openEar)
	httpd.Register(api, httpd.Operation{
		ID: "close-ear", Method: http.MethodDelete, Path: "/floor/ear", Tag: "floor",
		Summary: "Stop hearing", Roles: httpd.Roles{httpd.Supervisor}, Status: http.StatusNoContent,
	}, f.closeEar)
	httpd.Register(api, httpd.Operation{
		ID: "take-over-call", Method: http.MethodPost, Path: "/floor/calls/{call}/take-over", Tag: "floor",
		Summary: "Talk to the caller instead of the agent, having heard the call", Roles: httpd.Roles{httpd.Supervisor}, Status: http.StatusNoContent,
	}, f.takeOverCall)
}

type takeHelpInput struct {
	Agent id.Agent `path:"agent" maxLength:"64"`
}

func (f *Floor) takeHelp(ctx context.Context, in *takeHelpInput) (*struct{}, error) {
	if err := httpd.Require(ctx, id.House, httpd.Supervisor); err != nil {
		return nil, err
	}
	return nil, f.Ask(ctx, core.HelpTaken{Agent: in.Agent, By: httpd.Who(ctx).User})
}

type openEarInput struct {
	Call id.Call `path:"call" maxLength:"64"`
	Body struct {
		Mode string `json:"mode" enum:"listen,whisper,barge"`
	}
}

func (f *Floor) openEar(ctx context.Context, in *openEarInput) (*struct{}, error) {
	return nil, f.askSeated(ctx, "ear", &wish{Call: in.Call, Mode: in.Body.Mode})
}

func (f *Floor) closeEar(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, f.askSeated(ctx, "ear-left", &wish{})
}

type takeOverCallInput struct {
	Call id.Call `path:"call" maxLength:"64"`
}

func (f *Floor) takeOverCall(ctx context.Context, in *takeOverCallInput) (*struct{}, error) {
	return nil, f.askSeated(ctx, "take-over", &wish{Call: in.Call})
}

// askSeated does what a supervisor asks for at his own seat.
func (f *Floor) askSeated(ctx context.Context, typ string, w *wish) error {
	in, err := supervised(ctx, typ, httpd.Who(ctx).Agent(), w)
	if err != nil {
		return err
	}
	return f.Ask(ctx, in)
}

// watchAgent raises and clears the alarm of an agent who asks for help. The lock is held.
func (b *board) watchAgent(name id.Agent, v *core.AgentView, known bool) {
	b.setLocked(Alarm{
		ID: "help " + string(name), Kind: "help", Severity: Warning, Agent: name, Line: v.Line, Params: callParam(v.Call),
	}, known && v.Help != 0)
}

// watchCall raises and clears the alarm of a caller who is on hold for longer than promised.
// The lock is held.
func (b *board) watchCall(name id.Call, v *core.CallView, known bool) {
	b.setLocked(Alarm{
		ID: "hold_late " + string(name), Kind: "hold_late", Severity: Warning, Tenant: v.Tenant, Line: v.Line, Agent: v.Agent, Params: callParam(name),
	}, known && v.Late)
}

func callParam(c id.Call) map[string]string {
	if c == "" {
		return nil
	}
	return map[string]string{"call": string(c)}
}

// forClient is a call as who is not of the house sees it: who listens is the house's matter.
func (c BoardCall) forClient() BoardCall {
	c.Ears = nil
	c.Sound = slices.DeleteFunc(slices.Clone(c.Sound), func(l LegSound) bool { return l.Side == string(call.Ear) })
	return c
}
