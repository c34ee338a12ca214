// Package httpdtest asks a room's API in tests: through the whole real server, as any of a
// few people.
//
//	web := httpdtest.New(t)
//	room.Routes(web.API())
//	a := web.Ask("supervisor", "GET", "/promises?tenant=ten_shop", nil)
//	a.Want(t, 200, "")
package httpdtest

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"gudok/base/httpd"
	"gudok/id"
)

// Tenants that the people have to do with. Other belongs to nobody among them.
const (
	Shop   id.Tenant = "ten_shop"
	Dental id.Tenant = "ten_dental"
	Other  id.Tenant = "ten_other"
)

// staff are the people by name, which is also their session's token. The user is "usr_" and
// the name.
func staff(name string) (p httpd.Person, ok bool) {
	grants := map[string][]httpd.Grant{
		"agent":             {{Tenant: id.House, Role: httpd.Agent}},
		"supervisor":        {{Tenant: id.House, Role: httpd.Supervisor}},
		"administrator":     {{Tenant: id.House, Role: httpd.Administrator}},
		"shop-supervisor":   {{Tenant: Shop, Role: httpd.Supervisor}},
		"shop-owner":        {{Tenant: Shop, Role: httpd.Owner}},
		"shop-dental-owner": {{Tenant: Shop, Role: httpd.Owner}, {Tenant: Dental, Role: httpd.Owner}},
		"guest":             {}, // signed in, no grant at all
	}
	g, ok := grants[name]
	return httpd.Person{User: id.User("usr_" + name), Name: name, Grants: g, Session: "ses_" + name}, ok
}

// People are the names that [Web.Ask] takes, and "" for nobody.
func People() []string {
	return []string{"", "agent", "supervisor", "administrator", "shop-supervisor", "shop-owner", "shop-dental-owner", "guest"}
}

// Authenticator knows the people by their names as tokens.
type Authenticator struct{}

// Authenticate is httpd.Authenticator.
func (Authenticator) Authenticate(_ context.Context, token string) (httpd.Person, error) {
	p, _ := staff(token)
	return p, nil
}

// Web is a server without a network.
type Web struct {
	*httpd.Server
	t testing.TB
}

// New makes a server; register rooms at its API.
func New(t testing.TB) *Web {
	return &Web{httpd.New(httpd.Options{Auth: Authenticator{}}), t}
}

// An Answer of the API. Body is its JSON object, Code the problem's.
type Answer struct {
	Status int
	Code   string
	Text   string
	Header http.Header
}

// Ask asks as one of [People]; body nil is none. The path is without /api.
func (w *Web) Ask(who, method, path string, body any) Answer {
	w.t.Helper()
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			w.t.Fatal(err)
		}
	}
	r := httptest.NewRequestWithContext(w.t.Context(), method, "/api"+path, bytes.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	if who != "" {
		if _, ok := staff(who); !ok {
			w.t.Fatalf("nobody is called %q", who)
		}
		r.AddCookie(&http.Cookie{Name: "gudok", Value: who})
	}
	rec := httptest.NewRecorder()
	w.Handler().ServeHTTP(rec, r)
	a := Answer{Status: rec.Code, Text: rec.Body.String(), Header: rec.Header()}
	var p struct{ Code string }
	if rec.Code >= http.StatusBadRequest && json.Unmarshal(rec.Body.Bytes(), &p) == nil {
		a.Code = p.Code
	}
	return a
}

// Into reads the answer's JSON.
func (a Answer) Into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.Text), v); err != nil {
		t.Fatalf("answer %d %s: %v", a.Status, a.Text, err)
	}
}

// Want checks status and problem code ("" for none).
func (a Answer) Want(t testing.TB, status int, code string) {
	t.Helper()
	if a.Status != status || a.Code != code {
		t.Errorf("answer %d %q, want %d %q: %s", a.Status, a.Code, status, code, a.Text)
	}
}

// Matrix checks the roles of every registered route with the tag's prefix: may says for
// "METHOD /path" (without /api) who may call, names with spaces between, "*" for whoever is
// signed in. A route that is missing is an error; so is one that does not exist. It asks with
// an empty body and invented names: a refusal of the roles comes before anything else.
func (w *Web) Matrix(may map[string]string) {
	w.t.Helper()
	seen := map[string]bool{"GET /agent/socket": true}
	for _, r := range w.Routes() {
		key := r.Method + " " + strings.TrimPrefix(r.Path, "/api")
		if seen[key] {
			continue
		}
		seen[key] = true
		allowed, known := may[key]
		if !known {
			w.t.Errorf("%s is not in the matrix", key)
			continue
		}
		path := fillIn(strings.TrimPrefix(r.Path, "/api"))
		for _, who := range People() {
			a := w.Ask(who, r.Method, path, map[string]any{})
			want := slices.Contains(strings.Fields(allowed), who) || allowed == "*" && who != ""
			if refused := a.Code == "auth.forbidden" || a.Code == "auth.sign_in"; refused == want {
				w.t.Errorf("%s as %q: %d %s, want allowed=%v", key, who, a.Status, a.Code, want)
			}
		}
	}
	for key := range may {
		if !seen[key] {
			w.t.Errorf("the matrix has %s, which is no route", key)
		}
	}
}

// fillIn puts an invented name into each {part} of a path.
func fillIn(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if strings.HasPrefix(p, "{") {
			parts[i] = "xxx_nothing"
		}
	}
	return strings.Join(parts, "/")
}
