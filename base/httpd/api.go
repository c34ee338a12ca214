package httpd

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// prefix is where the API lives; everything else is the UI's.
const prefix = "/api"

// Public as Operation.Roles: anybody may call, signed in or not.
//
//nolint:gochecknoglobals // a constant slice
var Public = Roles{"public"}

func (r Roles) public() bool { return len(r) == 1 && r[0] == "public" }

// An Operation describes one call of the API.
type Operation struct {
	ID      string // verb-noun, never changes: the generated client's name of it
	Method  string // GET, POST, PUT, DELETE
	Path    string // without /api: "/promises/{promise}/cancel"
	Tag     string // the room
	Summary string // one line for the reader of the API
	Roles   Roles  // who may call; empty: whoever is signed in; Public: anybody
	Status  int    // of success; 0: 200, or 204 without a body
	// MaxBody is the most bytes a request may have, 0: 1 MiB.
	MaxBody int64
}

// An API is where rooms register their operations.
type API struct {
	huma   huma.API
	server *Server
}

// Huma is the framework's API, for what [Register] does not cover.
func (a *API) Huma() huma.API { return a.huma }

// Register adds an operation. I and O are huma input and output structs. An input that
// would not get what the path promises is a programmer's mistake and panics.
func Register[I, O any](a *API, op Operation, handler func(context.Context, *I) (*O, error)) {
	checkInput(op, reflect.TypeFor[I]())
	a.server.routes = append(a.server.routes, Route{op.Method, prefix + op.Path, op.Roles})
	huma.Register(a.huma, a.operation(op), func(ctx context.Context, in *I) (*O, error) {
		out, err := handler(ctx, in)
		if err != nil {
			return nil, told(ctx, err)
		}
		return out, nil
	})
}

// checkInput holds two things that huma passes over in silence: a {name} of the path without
// its field, and an embedded struct of an unexported type, whose fields are never filled in.
func checkInput(op Operation, t reflect.Type) {
	found := map[string]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		for i := range t.NumField() {
			f := t.Field(i)
			if f.Anonymous && !f.IsExported() {
				panic("httpd: " + op.ID + ": the embedded " + f.Name + " must be an exported type: huma does not fill others in")
			}
			found[f.Tag.Get("path")] = true
			if f.Anonymous && f.Type.Kind() == reflect.Struct {
				walk(f.Type)
			}
		}
	}
	walk(t)
	for _, p := range pathParameters(op.Path) {
		if !found[p.Name] {
			panic("httpd: " + op.ID + ": the input has no field for {" + p.Name + "}")
		}
	}
}

func (a *API) operation(op Operation) huma.Operation {
	h := huma.Operation{
		OperationID: op.ID, Method: op.Method, Path: op.Path, Tags: []string{op.Tag}, Summary: op.Summary,
		DefaultStatus: op.Status, MaxBodyBytes: op.MaxBody,
		Middlewares: huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
			if err := a.server.admit(ctx.Context(), op.Roles); err != nil {
				p := told(ctx.Context(), err)
				ctx.SetHeader("Content-Type", "application/problem+json")
				ctx.SetStatus(p.Status)
				_ = json.NewEncoder(ctx.BodyWriter()).Encode(p) // the client went away
				return
			}
			next(ctx)
		}},
	}
	if !op.Roles.public() {
		h.Security = []map[string][]string{{"session": {}}}
		h.Description = "For: " + op.Roles.text() + "."
	}
	return h
}

func (r Roles) text() string {
	if len(r) == 0 {
		return "whoever is signed in"
	}
	names := make([]string, len(r))
	for i, role := range r {
		names[i] = string(role)
	}
	return strings.Join(names, ", ")
}

// admit checks the roles of an operation: before the body is read and the handler runs.
func (s *Server) admit(ctx context.Context, roles Roles) error {
	if roles.public() {
		return nil
	}
	return Require(ctx, "", roles...)
}

// Handle adds a raw operation: sound, uploads, downloads. answers is the media type of its
// success, for the description.
func (a *API) Handle(op Operation, answers string, handler func(http.ResponseWriter, *http.Request) error) {
	a.handle(op, answers, &huma.Schema{Type: "string", Format: "binary"}, handler)
}

func (a *API) handle(op Operation, media string, shape *huma.Schema, handler func(http.ResponseWriter, *http.Request) error) {
	a.server.routes = append(a.server.routes, Route{op.Method, prefix + op.Path, op.Roles})
	d := a.operation(op)
	d.Middlewares = nil
	d.Parameters = pathParameters(op.Path)
	d.Responses = map[string]*huma.Response{"200": {Description: "OK",
		Content: map[string]*huma.MediaType{media: {Schema: shape}}}}
	a.huma.OpenAPI().AddOperation(&d)
	limit := op.MaxBody
	if limit == 0 {
		limit = maxBody
	}
	a.server.mux.HandleFunc(op.Method+" "+prefix+op.Path, func(w http.ResponseWriter, r *http.Request) {
		if err := a.server.admit(r.Context(), op.Roles); err != nil {
			WriteError(w, r, err)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		if err := handler(w, r); err != nil {
			WriteError(w, r, err)
		}
	})
}

func pathParameters(path string) []*huma.Param {
	var ps []*huma.Param
	for part := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			ps = append(ps, &huma.Param{Name: strings.TrimSuffix(name, "}"), In: "path", Required: true,
				Schema: &huma.Schema{Type: "string"}})
		}
	}
	return ps
}

// Describe puts the shapes of messages that travel by socket into the API's description, so
// that the generated client has them. Give zero values: core.DeskView{}, …
func (a *API) Describe(shapes ...any) {
	for _, v := range shapes {
		a.server.spoken.OneOf = append(a.server.spoken.OneOf, a.shape(v))
	}
}

func (a *API) shape(v any) *huma.Schema {
	return a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(v), true, "Shape")
}

// describeSocket describes the agent's socket as an operation whose answer is any of the
// shapes that travel on it: OpenAPI has no better word for it.
func (s *Server) describeSocket() {
	s.spoken = &huma.Schema{}
	s.api.Describe(Envelope{}, Hello{})
	op := Operation{ID: "open-agent-socket", Method: http.MethodGet, Path: "/agent/socket", Tag: "socket",
		Summary: "The agent's WebSocket: envelopes in both directions, with data of the shapes named"}
	s.routes = append(s.routes, Route{op.Method, prefix + op.Path, nil})
	d := s.api.operation(op)
	d.Middlewares = nil
	d.Parameters = []*huma.Param{{Name: "tab", In: "query", Schema: &huma.Schema{Type: "string"},
		Description: "A name that the page keeps in sessionStorage"}}
	d.Responses = map[string]*huma.Response{"101": {Description: "Switching Protocols",
		Content: map[string]*huma.MediaType{"application/json": {Schema: s.spoken}}}}
	s.api.huma.OpenAPI().AddOperation(&d)
}

// A Route is one operation with its roles: what the test of the role matrix walks over.
type Route struct {
	Method, Path string
	Roles        Roles
}

// Routes are all operations registered so far.
func (s *Server) Routes() []Route { return s.routes }

// schemaName is the name of a type in the description: its room, then its own name unless
// that begins with the room's ("PromiseList", "CoreDeskView", "CallRow"). Two rooms may so have
// types of one name.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	path := t.PkgPath()
	if !strings.HasPrefix(path, "gudok/") || t.Name() == "" {
		return name
	}
	room := path[strings.LastIndexByte(path, '/')+1:]
	if room == "httpd" || strings.HasPrefix(strings.ToLower(name), room) {
		return name
	}
	return strings.ToUpper(room[:1]) + room[1:] + name
}
