package widget

import (
	"context"
	"strings"
	"time"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// limits of strangers.
type limits struct{ remote, number, widget *httpd.Limit }

func newLimits(now func() time.Time) limits {
	return limits{
		remote: &httpd.Limit{N: perRemote, Window: perRemoteWindow, Now: now},
		number: &httpd.Limit{N: perNumber, Window: perNumberWindow, Now: now},
		widget: &httpd.Limit{N: perWidget, Window: perWidgetWindow, Now: now},
	}
}

// Form is what is set of a widget.
type Form struct {
	Tenant  id.Tenant       `json:"tenant,omitempty" doc:"Of a new one; it never changes"`
	Name    string          `json:"name" example:"Main page"`
	Line    id.Line         `json:"line"`
	On      bool            `json:"on" doc:"Strangers may use it"`
	Origins []string        `json:"origins" doc:"Sites on which it stands" example:"[\"https://shop.example\"]"`
	Regions []string        `json:"regions,omitempty" doc:"Countries (ISO 3166) whose numbers are called; none: the tenant's own"`
	Texts   map[string]Text `json:"texts,omitempty" doc:"By language ru, uk, en; what is empty is the usual"`
	Colour  string          `json:"colour,omitempty" example:"#1c555e"`
	From    int             `json:"from" doc:"Calls are made from this minute of the tenant's day"`
	To      int             `json:"to" doc:"To before this one; both 0: whenever the line calls"`
	Version int             `json:"version,omitempty"`
}

// View is a widget with what its preview needs.
type View struct {
	ID     string       `json:"id"`
	Key    string       `json:"key" doc:"In the address of the script: /widget/KEY.js"`
	Caller phone.Number `json:"caller,omitempty" doc:"The number that calls; absent: the line shows none"`
	Pretty string       `json:"pretty,omitempty"`
	Form
}

// WordsView is what forms usually say, by language and name.
type WordsView map[string]map[string]string

// RequestView is who asked for a call on a site.
type RequestView struct {
	Promise id.Promise `json:"promise"`
	Name    string     `json:"name,omitempty"`
	Lang    string     `json:"lang"`
	Site    string     `json:"site"`
	At      int64      `json:"at" doc:"ms UTC"`
}

// Path names a widget in the address.
type Path struct {
	Widget string `path:"widget" maxLength:"64"`
}

type (
	none     struct{}
	wordsOut struct{ Body WordsView }
	listIn   struct {
		Tenant id.Tenant `query:"tenant" doc:"Only this tenant's"`
	}
	listOut struct{ Body []View }
	oneOut  struct{ Body View }
	addIn   struct{ Body Form }
	setIn   struct {
		Path
		Body Form
	}
	requestsIn struct {
		Promises string `query:"promises" maxLength:"4000" doc:"Ids with commas, at most 50"`
	}
	requestsOut struct{ Body []RequestView }
)

// maxAsked is a page of promises.
const maxAsked = 50

func readers() httpd.Roles { return httpd.Roles{httpd.Supervisor, httpd.Administrator} }

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string, roles ...httpd.Role) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "widget", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/widgets", "list-widgets", "Forms on clients' sites", readers()...), s.getList)
	httpd.Register(api, op("GET", "/widgets/words", "get-widget-words", "What forms usually say", readers()...), s.getWords)
	httpd.Register(api, op("POST", "/widgets", "add-widget", "Make a form for a client's sites", httpd.Administrator), s.post)
	httpd.Register(api, op("PUT", "/widgets/{widget}", "change-widget", "Change a form", httpd.Administrator), s.put)
	httpd.Register(api, op("DELETE", "/widgets/{widget}", "remove-widget", "Take a form off the air for ever", httpd.Administrator), s.delete)
	httpd.Register(api, op("GET", "/promises/requests", "list-promise-requests", "Who asked for these calls on a site",
		httpd.Agent, httpd.Supervisor, httpd.Owner), s.getRequests)
	s.pages(api)
}

func by(ctx context.Context) fact.Actor { return fact.Actor(httpd.Who(ctx).User) }

func (s *Service) view(ctx context.Context, w Widget) (View, error) {
	from, err := s.Caller(ctx, w)
	return View{ID: w.ID, Key: w.Key, Caller: from, Pretty: from.Pretty(),
		Form: Form{w.Tenant, w.Name, w.Line, w.On, w.Origins, w.Regions, w.Texts, w.Colour, w.From, w.To, w.Version}}, err
}

func (f Form) widget() Widget {
	return Widget{Line: f.Line, Name: f.Name, On: f.On, Version: f.Version,
		Settings: Settings{Origins: f.Origins, Regions: f.Regions, Texts: f.Texts, Colour: f.Colour, From: f.From, To: f.To}}
}

func (s *Service) getList(ctx context.Context, in *listIn) (*listOut, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	out := &listOut{Body: []View{}}
	for _, t := range tenants {
		all, err := s.List(ctx, t)
		if err != nil {
			return nil, err
		}
		for _, w := range all {
			v, err := s.view(ctx, w)
			if err != nil {
				return nil, err
			}
			out.Body = append(out.Body, v)
		}
	}
	return out, nil
}

func (s *Service) getWords(context.Context, *none) (*wordsOut, error) {
	all, err := words()
	return &wordsOut{all}, err
}

func (s *Service) one(ctx context.Context, w Widget, err error) (*oneOut, error) {
	if err != nil {
		return nil, err
	}
	v, err := s.view(ctx, w)
	return &oneOut{v}, err
}

func (s *Service) post(ctx context.Context, in *addIn) (*oneOut, error) {
	if in.Body.Tenant == "" {
		return nil, problem.New(problem.Invalid, "widget.no_tenant")
	}
	if err := httpd.Require(ctx, in.Body.Tenant, httpd.Administrator); err != nil {
		return nil, err
	}
	w := in.Body.widget()
	w.Tenant = in.Body.Tenant
	w, err := s.Add(ctx, by(ctx), w)
	return s.one(ctx, w, err)
}

// mine finds a widget that the person may change; what he may not see does not exist for him.
func (s *Service) mine(ctx context.Context, name string) error {
	w, err := s.Widget(ctx, name)
	if err != nil {
		return err
	}
	err = httpd.Require(ctx, w.Tenant, httpd.Administrator)
	if problem.Is(err, "request.not_found") {
		return problem.New(problem.NotFound, "widget.unknown")
	}
	return err
}

func (s *Service) put(ctx context.Context, in *setIn) (*oneOut, error) {
	if err := s.mine(ctx, in.Widget); err != nil {
		return nil, err
	}
	w := in.Body.widget()
	w.ID = in.Widget
	w, err := s.Change(ctx, by(ctx), w)
	return s.one(ctx, w, err)
}

func (s *Service) delete(ctx context.Context, in *Path) (*none, error) {
	if err := s.mine(ctx, in.Widget); err != nil {
		return nil, err
	}
	return nil, s.Remove(ctx, by(ctx), in.Widget)
}

// getRequests leaves out what the person may not see.
func (s *Service) getRequests(ctx context.Context, in *requestsIn) (*requestsOut, error) {
	var asked []id.Promise
	for name := range strings.SplitSeq(in.Promises, ",") {
		if id.Valid("prs", name) && len(asked) < maxAsked {
			asked = append(asked, id.Promise(name))
		}
	}
	list, err := s.Requests(ctx, asked)
	out := &requestsOut{Body: []RequestView{}}
	for _, r := range list {
		if httpd.Who(ctx).Has(r.Tenant, httpd.Agent, httpd.Supervisor, httpd.Owner) {
			out.Body = append(out.Body, RequestView{r.Promise, r.Name, r.Lang, r.Site, r.At})
		}
	}
	return out, err
}
