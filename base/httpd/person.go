package httpd

import (
	"context"
	"slices"

	"gudok/base/problem"
	"gudok/id"
)

// A Role is what a grant lets somebody do (reliability.md 6.1).
type Role string

const (
	Agent         Role = "agent"         // answers calls; sees what is his own
	Supervisor    Role = "supervisor"    // runs the floor
	Administrator Role = "administrator" // settings, users; no content of calls
	Owner         Role = "owner"         // a client: reads his own tenant's calls, promises, floor, recordings
)

// Roles is a set of roles; empty means whoever is signed in.
type Roles []Role

// A Grant is a role at a tenant; at id.House it counts for all tenants.
type Grant struct {
	Tenant id.Tenant `json:"tenant"`
	Role   Role      `json:"role" enum:"agent,supervisor,administrator,owner"`
}

// A Person is who asks. The zero Person is nobody.
type Person struct {
	User   id.User
	Name   string
	Grants []Grant
	// Session names the session without being its secret; equal for all requests of one
	// sign-in. The socket of a session that has ended is closed.
	Session string
}

// Agent is the person's seat, "" when no grant gives him one: agents answer calls at theirs,
// the house's supervisors listen.
func (p Person) Agent() id.Agent {
	if p.User == "" || !p.Has("", Agent) && !p.Has(id.House, Supervisor) {
		return ""
	}
	return id.AgentOf(p.User)
}

// Has reports whether p has one of the roles at the tenant or at the house; tenant "" asks
// for any tenant at all. No roles: whether p is somebody who has any grant there.
func (p Person) Has(t id.Tenant, roles ...Role) bool {
	if len(roles) == 0 {
		return p.User != "" && (t == "" || p.knows(t))
	}
	return slices.ContainsFunc(p.Grants, func(g Grant) bool {
		return (t == "" || g.Tenant == t || g.Tenant == id.House) && slices.Contains(roles, g.Role)
	})
}

// whoKey is the context key of the Person.
type whoKey struct{}

// Who is the person who asks; the zero Person when nobody is signed in.
func Who(ctx context.Context) Person {
	p, _ := ctx.Value(whoKey{}).(Person)
	return p
}

// As is ctx with p as the person who asks: for tests of services and for the program itself.
func As(ctx context.Context, p Person) context.Context { return context.WithValue(ctx, whoKey{}, p) }

// Require lets through a person with one of the roles at the tenant. Problems:
// "auth.sign_in"; "request.not_found" for a tenant in which the person has no grant at all;
// "auth.forbidden".
func Require(ctx context.Context, t id.Tenant, roles ...Role) error {
	p := Who(ctx)
	switch {
	case p.User == "":
		return errSignIn()
	case p.Has(t, roles...):
		return nil
	case t != "" && t != id.House && !p.knows(t):
		return problem.New(problem.NotFound, "request.not_found")
	}
	return problem.New(problem.Forbidden, "auth.forbidden")
}

// Tenants says whose things a list may show: nil is all tenants, else only those named,
// sorted, maybe none. asked "" is "all that I may see"; a tenant asked for that the roles do not reach is
// refused as by [Require].
func Tenants(ctx context.Context, asked id.Tenant, roles ...Role) ([]id.Tenant, error) {
	if asked != "" {
		if err := Require(ctx, asked, roles...); err != nil {
			return nil, err
		}
		return []id.Tenant{asked}, nil
	}
	if err := Require(ctx, "", roles...); err != nil {
		return nil, err
	}
	all, some := Who(ctx).reach(roles)
	if all {
		return nil, nil
	}
	return some, nil
}

// reach is where p has one of the roles (any role when none is named). some is never nil:
// for [Tenants] nil means all.
func (p Person) reach(roles []Role) (all bool, some []id.Tenant) {
	some = []id.Tenant{}
	for _, g := range p.Grants {
		if len(roles) > 0 && !slices.Contains(roles, g.Role) {
			continue
		}
		if g.Tenant == id.House {
			return true, nil
		}
		some = append(some, g.Tenant)
	}
	slices.Sort(some)
	return false, slices.Compact(some)
}

// knows reports whether p has any grant that reaches the tenant.
func (p Person) knows(t id.Tenant) bool {
	all, some := p.reach(nil)
	return all || slices.Contains(some, t)
}

func errSignIn() error { return problem.New(problem.Unauthenticated, "auth.sign_in") }
