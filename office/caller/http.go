package caller

import (
	"context"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// MarkForm is a number on a list.
type MarkForm struct {
	Number phone.Number `json:"number" example:"+380441234567" doc:"National numbers are read as those of the tenant's region"`
	Kind   string       `json:"kind" enum:"vip,blocked" doc:"vip: served first; blocked: not let in"`
	Reason string       `json:"reason,omitempty" doc:"For people; a blocked number needs one"`
	Until  int64        `json:"until,omitempty" doc:"ms UTC, when it leaves the list by itself; 0: never"`
}

// MarkView is a number on a list.
type MarkView struct {
	ID     string     `json:"id"`
	Tenant id.Tenant  `json:"tenant"`
	Pretty string     `json:"pretty" doc:"The number as people write it"`
	At     int64      `json:"at" doc:"ms UTC, when it was put there last"`
	By     fact.Actor `json:"by"`
	Over   bool       `json:"over,omitempty" doc:"Its time has passed: it counts for nothing"`
	MarkForm
}

// PutForm is what is put on the lists, all or none.
type PutForm struct {
	Callers []MarkForm `json:"callers" minItems:"1" maxItems:"5000"`
}

// PutView is what became of it.
type PutView struct {
	Added   int `json:"added"`
	Changed int `json:"changed" doc:"Stood on a list already and have the new words now"`
}

type (
	none    struct{}
	ofWhich struct {
		Tenant id.Tenant `path:"tenant"`
	}
	list  struct{ Body []MarkView }
	putIn struct {
		Tenant id.Tenant `path:"tenant"`
		Body   PutForm
	}
	putOut   struct{ Body PutView }
	removeIn struct {
		Caller string `path:"caller" maxLength:"64"`
	}
)

// maxBody is 5,000 rows with their reasons.
const maxBody = 4 << 20

func readers() httpd.Roles {
	return httpd.Roles{httpd.Supervisor, httpd.Administrator, httpd.Owner}
}
func editors() httpd.Roles { return httpd.Roles{httpd.Supervisor, httpd.Administrator} }

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "caller", Summary: summary, Roles: roles, MaxBody: maxBody}
	}
	httpd.Register(api, op("GET", "/tenants/{tenant}/callers", "list-callers", "Whom the tenant serves first and whom it does not let in", readers()), s.get)
	httpd.Register(api, op("POST", "/tenants/{tenant}/callers", "put-callers", "Put numbers on the lists, all or none", editors()), s.post)
	httpd.Register(api, op("DELETE", "/callers/{caller}", "remove-caller", "Take a number off its list", editors()), s.delete)
}

func by(ctx context.Context) fact.Actor { return fact.Actor(httpd.Who(ctx).User) }

func (s *Service) get(ctx context.Context, in *ofWhich) (*list, error) {
	if err := httpd.Require(ctx, in.Tenant, readers()...); err != nil {
		return nil, err
	}
	all, err := s.Marks(ctx, in.Tenant)
	out := &list{Body: make([]MarkView, 0, len(all))}
	for _, m := range all {
		out.Body = append(out.Body, MarkView{m.ID, m.Tenant, m.Number.Pretty(), m.At, m.By, m.over(s.o.DB.Now()),
			MarkForm{m.Number, m.Kind, m.Reason, m.Until}})
	}
	return out, err
}

func (s *Service) post(ctx context.Context, in *putIn) (*putOut, error) {
	if err := httpd.Require(ctx, in.Tenant, editors()...); err != nil {
		return nil, err
	}
	marks := make([]Mark, 0, len(in.Body.Callers))
	for _, f := range in.Body.Callers {
		marks = append(marks, Mark{Tenant: in.Tenant, Number: f.Number, Kind: f.Kind, Reason: f.Reason, Until: f.Until})
	}
	added, changed, err := s.Put(ctx, by(ctx), in.Tenant, marks)
	return &putOut{PutView{added, changed}}, err
}

// delete: what a person may not see does not exist for him.
func (s *Service) delete(ctx context.Context, in *removeIn) (*none, error) {
	m, err := s.Mark(ctx, in.Caller)
	if err != nil {
		return nil, err
	}
	err = httpd.Require(ctx, m.Tenant, editors()...)
	if problem.Is(err, "request.not_found") {
		err = problem.New(problem.NotFound, "caller.unknown", "caller", in.Caller)
	}
	if err != nil {
		return nil, err
	}
	return nil, s.Remove(ctx, by(ctx), in.Caller)
}
