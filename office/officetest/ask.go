package officetest

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gudok/base/httpd"
	"gudok/id"
)

// The two tenants of tests.
const (
	Shop id.Tenant = "ten_shop"
	Dent id.Tenant = "ten_dent"
)

// The people of tests, by the name under which they ask. Nobody is not signed in.
const (
	Nobody    = ""
	Admin     = "admin"
	Super     = "super"
	Olga      = "olga" // an agent
	Ivan      = "ivan" // another
	ShopOwner = "shopowner"
	DentOwner = "dentowner"
)

// people is an Authenticator whose tokens are names.
type people map[string]httpd.Person

// Authenticate implements httpd.Authenticator.
func (p people) Authenticate(_ context.Context, token string) (httpd.Person, error) {
	return p[token], nil
}

func everybody() people {
	at := func(t id.Tenant, r httpd.Role) []httpd.Grant { return []httpd.Grant{{Tenant: t, Role: r}} }
	all := people{
		Admin: {Grants: at(id.House, httpd.Administrator)}, Super: {Grants: at(id.House, httpd.Supervisor)},
		Olga: {Grants: at(id.House, httpd.Agent)}, Ivan: {Grants: at(id.House, httpd.Agent)},
		ShopOwner: {Grants: at(Shop, httpd.Owner)}, DentOwner: {Grants: at(Dent, httpd.Owner)},
	}
	for name, p := range all {
		p.User, p.Name, p.Session = id.User("usr_"+name), name, "ses_"+name
		all[name] = p
	}
	return all
}

// A Room registers its operations.
type Room interface{ Routes(api *httpd.API) }

// An API is a real server with some rooms.
type API struct {
	t testing.TB
	s *httpd.Server
}

// Serve makes a server with the rooms.
func Serve(t testing.TB, rooms ...Room) *API {
	s := httpd.New(httpd.Options{Auth: everybody(), Version: "test"})
	for _, r := range rooms {
		r.Routes(s.API())
	}
	return &API{t, s}
}

// Server is the server itself.
func (a *API) Server() *httpd.Server { return a.s }

// An Answer is what came back. Code is the problem's, "" of a success.
type Answer struct {
	Status int
	Code   string
	Params map[string]string
	Header http.Header
	Body   []byte
}

// Ask sends body (nil: none; a string or []byte as it is; else as JSON) as the person.
func (a *API) Ask(who, method, path string, body any) Answer {
	a.t.Helper()
	var text []byte
	switch b := body.(type) {
	case nil:
	case string:
		text = []byte(b)
	case []byte:
		text = b
	default:
		var err error
		if text, err = json.Marshal(body); err != nil {
			a.t.Fatal(err)
		}
	}
	return a.Send(who, method, path, text, http.Header{"Content-Type": {"application/json"}})
}

// Send is Ask with headers.
func (a *API) Send(who, method, path string, body []byte, h http.Header) Answer {
	a.t.Helper()
	r := httptest.NewRequest(method, "/api"+path, bytes.NewReader(body))
	r.Header = h.Clone()
	if who != Nobody {
		r.AddCookie(&http.Cookie{Name: "gudok", Value: who})
	}
	w := httptest.NewRecorder()
	a.s.Handler().ServeHTTP(w, r)
	ans := Answer{Status: w.Code, Header: w.Header(), Body: w.Body.Bytes()}
	if strings.Contains(w.Header().Get("Content-Type"), "problem") {
		var p httpd.Problem
		if err := json.Unmarshal(ans.Body, &p); err != nil {
			a.t.Fatalf("%s %s: a problem that is no JSON: %s", method, path, ans.Body)
		}
		ans.Code, ans.Params = p.Code, p.Params
	}
	return ans
}

// Must is Ask that succeeds, decoded into a T.
func Must[T any](a *API, who, method, path string, body any) T {
	a.t.Helper()
	ans := a.Ask(who, method, path, body)
	var v T
	if ans.Status >= http.StatusBadRequest {
		a.t.Fatalf("%s %s as %s: %d %s", method, path, who, ans.Status, ans.Body)
	}
	if len(ans.Body) > 0 {
		if err := json.Unmarshal(ans.Body, &v); err != nil {
			a.t.Fatalf("%s %s: %v in %s", method, path, err, ans.Body)
		}
	}
	return v
}

// Refused asks and holds that the answer is this problem.
func (a *API) Refused(who, method, path string, body any, code string) {
	a.t.Helper()
	if ans := a.Ask(who, method, path, body); ans.Code != code {
		a.t.Errorf("%s %s as %q: %d %q, want %q: %s", method, path, who, ans.Status, ans.Code, code, ans.Body)
	}
}
