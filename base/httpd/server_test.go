package httpd

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"gudok/base/problem"
	"gudok/id"
)

// people is an Authenticator of tests: the token is the user's name.
type people struct {
	mu sync.Mutex
	m  map[string]Person
}

func (p *people) Authenticate(_ context.Context, token string) (Person, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.m[token], nil
}

func (p *people) set(token string, who Person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.m[token] = who
}

func staff() *people {
	return &people{m: map[string]Person{
		"olga": {User: "usr_olga", Name: "Olga", Grants: []Grant{{id.House, Agent}}, Session: "ses_1"},
		"ann":  {User: "usr_ann", Name: "Ann", Grants: []Grant{{"ten_shop", Owner}}, Session: "ses_2"},
		"root": {User: "usr_root", Name: "Root", Grants: []Grant{{id.House, Administrator}}, Session: "ses_3"},
	}}
}

type echoIn struct {
	Tenant id.Tenant `query:"tenant"`
	Body   struct {
		Name string `json:"name" minLength:"1" maxLength:"10"`
	}
}

type echoOut struct{ Body struct{ Said string } }

func echoServer(t *testing.T) *Server {
	t.Helper()
	s := New(Options{Auth: staff(), Version: "test"})
	Register(s.API(), Operation{ID: "echo-name", Method: "POST", Path: "/echo", Tag: "test", Summary: "Echo",
		Roles: Roles{Administrator, Owner}}, func(ctx context.Context, in *echoIn) (*echoOut, error) {
		if _, err := Tenants(ctx, in.Tenant, Administrator, Owner); err != nil {
			return nil, err
		}
		switch in.Body.Name {
		case "kept":
			return nil, problem.New(problem.Conflict, "promise.already_closed", "state", "kept")
		case "broken":
			return nil, errors.New("password=hunter2")
		case "panic":
			panic("hunter2")
		}
		var out echoOut
		out.Body.Said = in.Body.Name
		return &out, nil
	})
	return s
}

func ask(s *Server, who, method, path, body string) (int, Problem, string) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if who != "" {
		r.AddCookie(&http.Cookie{Name: "gudok", Value: who})
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	var p Problem
	text := w.Body.String()
	_ = json.Unmarshal([]byte(text), &p) // a success is another shape
	return w.Code, p, text
}

func TestErrorsHaveACodeAndTellNothingElse(t *testing.T) {
	s := echoServer(t)
	for _, c := range []struct {
		name, who, path, body string
		status                int
		code                  string
	}{
		{"nobody is asked to sign in", "", "/api/echo", `{"name":"x"}`, 401, "auth.sign_in"},
		{"an agent may not", "olga", "/api/echo", `{"name":"x"}`, 403, "auth.forbidden"},
		{"an administrator may", "root", "/api/echo", `{"name":"x"}`, 200, ""},
		{"an owner may at his own tenant", "ann", "/api/echo?tenant=ten_shop", `{"name":"x"}`, 200, ""},
		{"another tenant does not exist for him", "ann", "/api/echo?tenant=ten_other", `{"name":"x"}`, 404, "request.not_found"},
		{"a problem keeps its code", "root", "/api/echo", `{"name":"kept"}`, 409, "promise.already_closed"},
		{"another error is internal", "root", "/api/echo", `{"name":"broken"}`, 500, "internal"},
		{"a panic is internal", "root", "/api/echo", `{"name":"panic"}`, 500, "internal"},
		{"a body that does not fit names the field", "root", "/api/echo", `{"name":""}`, 422, "request.invalid"},
		{"no JSON at all", "root", "/api/echo", `{`, 400, "request.invalid"},
		{"an unknown route is no page", "root", "/api/nothing", ``, 404, "request.not_found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, p, text := ask(s, c.who, "POST", c.path, c.body)
			if status != c.status || p.Code != c.code {
				t.Errorf("got %d %q, want %d %q: %s", status, p.Code, c.status, c.code, text)
			}
			if strings.Contains(text, "hunter2") {
				t.Errorf("the answer tells what is inside: %s", text)
			}
			if c.status == 422 && (len(p.Fields) != 1 || p.Fields[0].Where != "body.name") {
				t.Errorf("fields %+v", p.Fields)
			}
		})
	}
}

func TestTheDescriptionHasOperationsAndShapes(t *testing.T) {
	y, err := echoServer(t).OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"openapi: 3.1.0", "operationId: echo-name", "operationId: open-agent-socket",
		"Envelope:", "Hello:", "Problem:"} {
		if !strings.Contains(string(y), want) {
			t.Errorf("the description has no %q", want)
		}
	}
}
