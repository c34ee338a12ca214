package menu

import (
	"context"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/id"
	"gudok/phone"
)

// LookupForm is what is set of a look-up.
type LookupForm struct {
	Tenant  id.Tenant    `json:"tenant" doc:"Whose it is; cannot be changed"`
	Name    string       `json:"name"`
	Method  string       `json:"method" enum:"GET,POST"`
	URL     string       `json:"url" doc:"{number}, {call} and {variable} may stand after the host"`
	Body    string       `json:"body,omitempty" doc:"POST: JSON with the same"`
	MS      int64        `json:"ms,omitempty" doc:"Time-out in ms, at most 5000; 0: that"`
	Values  []Value      `json:"values"`
	Headers []HeaderForm `json:"headers"`
	Version int          `json:"version,omitempty" doc:"As read; a change is refused when somebody else has saved since"`
}

// HeaderForm is a header whose value is written only.
type HeaderForm struct {
	Name  string `json:"name"`
	Value string `json:"value,omitempty" writeOnly:"true" doc:"Never shown; empty: leave it as it is"`
}

// LookupView is a look-up without its secrets.
type LookupView struct {
	ID string `json:"id"`
	LookupForm
}

// TryForm is a test with values of one's own.
type TryForm struct {
	Number string            `json:"number,omitempty" doc:"E.164, for {number}"`
	Values map[string]string `json:"values,omitempty"`
}

// TryView is what came of it.
type TryView struct {
	Outcome string            `json:"outcome" enum:"ok,timeout,refused,failed"`
	Why     string            `json:"why,omitempty" doc:"private, host, redirect, unreachable, status, not_json, too_big, slow, crowded"`
	Status  int               `json:"status,omitempty" doc:"HTTP"`
	TookMS  int64             `json:"took_ms"`
	Values  map[string]string `json:"values"`
}

// ExtensionsForm is the whole list.
type ExtensionsForm struct {
	Extensions []Extension `json:"extensions"`
}

type (
	lookupList struct{ Body []LookupView }
	lookupOne  struct{ Body LookupView }
	lookupPath struct {
		Lookup string `path:"lookup"`
	}
	addLookupIn struct{ Body LookupForm }
	setLookupIn struct {
		Lookup string `path:"lookup"`
		Body   LookupForm
	}
	tryIn struct {
		Lookup string `path:"lookup"`
		Body   TryForm
	}
	tryOut  struct{ Body TryView }
	guardIn struct {
		Tenant id.Tenant `query:"tenant" required:"true"`
	}
	guardOne      struct{ Body Guard }
	setGuardIn    struct{ Body Guard }
	extensionList struct{ Body ExtensionsForm }
)

// lookupRoutes registers what menus ask and whom they dial.
func (s *Service) lookupRoutes(api *httpd.API) {
	admin := httpd.Roles{httpd.Administrator}
	house := httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Administrator} // the list is of the house's people, not of a client
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "menu", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/lookups", "list-lookups", "What menus ask other programs", admin), s.getLookups)
	httpd.Register(api, op("POST", "/lookups", "add-lookup", "Add a look-up", admin), s.postLookup)
	httpd.Register(api, op("PUT", "/lookups/{lookup}", "change-lookup", "Change a look-up", admin), s.putLookup)
	httpd.Register(api, op("DELETE", "/lookups/{lookup}", "remove-lookup", "Take a look-up out of use", admin), s.deleteLookup)
	httpd.Register(api, op("POST", "/lookups/{lookup}/test", "test-lookup", "Ask now, with values of one's own", admin), s.postTry)
	httpd.Register(api, op("GET", "/lookup-guard", "get-lookup-guard", "Where a tenant's look-ups may go", admin), s.getGuard)
	httpd.Register(api, op("PUT", "/lookup-guard", "set-lookup-guard", "Say where a tenant's look-ups may go", admin), s.putGuard)
	httpd.Register(api, op("GET", "/extensions", "list-extensions", "Whom callers can dial in a menu", house), s.getExtensions)
	httpd.Register(api, op("PUT", "/extensions", "set-extensions", "Replace the list of whom callers can dial", admin), s.putExtensions)
}

func viewLookup(l Lookup) LookupView {
	v := LookupView{ID: l.ID, LookupForm: LookupForm{Tenant: l.Tenant, Name: l.Name, Method: l.Method, URL: l.URL, Body: l.Body, MS: l.MS,
		Values: append([]Value{}, l.Values...), Headers: []HeaderForm{}, Version: l.Version}}
	for _, h := range l.Headers {
		v.Headers = append(v.Headers, HeaderForm{Name: h.Name})
	}
	return v
}

func (f LookupForm) lookup(name string) Lookup {
	l := Lookup{ID: name, Tenant: f.Tenant, Name: f.Name, Method: f.Method, URL: f.URL, Body: f.Body, MS: f.MS, Values: f.Values, Version: f.Version}
	for _, h := range f.Headers {
		l.Headers = append(l.Headers, Header(h))
	}
	return l
}

func (s *Service) getLookups(ctx context.Context, in *ofTenant) (*lookupList, error) {
	all, err := s.Lookups(ctx, in.Tenant)
	out := &lookupList{Body: []LookupView{}}
	for _, l := range all {
		out.Body = append(out.Body, viewLookup(l))
	}
	return out, err
}

func (s *Service) postLookup(ctx context.Context, in *addLookupIn) (*lookupOne, error) {
	l, err := s.AddLookup(ctx, by(ctx), in.Body.lookup(""))
	return &lookupOne{viewLookup(l)}, err
}

func (s *Service) putLookup(ctx context.Context, in *setLookupIn) (*lookupOne, error) {
	l, err := s.ChangeLookup(ctx, by(ctx), in.Body.lookup(in.Lookup))
	return &lookupOne{viewLookup(l)}, err
}

func (s *Service) deleteLookup(ctx context.Context, in *lookupPath) (*none, error) {
	return nil, s.RemoveLookup(ctx, by(ctx), in.Lookup)
}

func (s *Service) postTry(ctx context.Context, in *tryIn) (*tryOut, error) {
	l, err := s.inUse(ctx, in.Lookup)
	if err != nil {
		return nil, err
	}
	var number phone.Number
	if in.Body.Number != "" {
		if number, err = phone.Parse(in.Body.Number, ""); err != nil {
			return nil, problem.New(problem.Invalid, "lookup.number", "example", "+380441234567")
		}
	}
	a := s.Try(ctx, l, number, in.Body.Values)
	v := TryView{Outcome: a.Outcome, Why: a.Why, Status: a.Status, TookMS: a.TookMS, Values: map[string]string{}}
	for _, x := range a.Values {
		v.Values[x.Name] = x.Value
	}
	return &tryOut{v}, nil
}

func (s *Service) getGuard(ctx context.Context, in *guardIn) (*guardOne, error) {
	g, err := s.Guard(ctx, in.Tenant)
	g.Hosts, g.Private = append([]string{}, g.Hosts...), append([]string{}, g.Private...)
	return &guardOne{g}, err
}

func (s *Service) putGuard(ctx context.Context, in *setGuardIn) (*guardOne, error) {
	g, err := s.SetGuard(ctx, by(ctx), in.Body)
	return &guardOne{g}, err
}

func (s *Service) getExtensions(ctx context.Context, _ *none) (*extensionList, error) {
	list, err := s.Extensions(ctx)
	return &extensionList{ExtensionsForm{append([]Extension{}, list...)}}, err
}

func (s *Service) putExtensions(ctx context.Context, in *extensionList) (*extensionList, error) {
	if err := s.SetExtensions(ctx, by(ctx), in.Body.Extensions); err != nil {
		return nil, err
	}
	return s.getExtensions(ctx, nil)
}
