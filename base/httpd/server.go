package httpd

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

const (
	// maxBody is the most a request may have unless its operation says more: a menu program
	// of a thousand nodes fits.
	maxBody = 1 << 20
	// maxHeader bounds request headers; cookies and a session fit many times.
	maxHeader = 32 << 10
	// readHeaderTimeout ends connections that dribble their header (slowloris).
	readHeaderTimeout = 5 * time.Second
	// readTimeout ends requests that dribble their body; an upload of a prompt fits.
	readTimeout = 60 * time.Second
	// writeTimeout ends answers that nobody reads: an hour's recording over a slow line fits.
	// Event streams set their own.
	writeTimeout = 10 * time.Minute
	// idleTimeout ends keep-alive connections that say nothing.
	idleTimeout = 2 * time.Minute
	// stopTimeout is how long Run waits for requests in progress when it is to end.
	stopTimeout = 5 * time.Second
)

// An Authenticator finds who a session belongs to. office/user implements it.
type Authenticator interface {
	// Authenticate finds the person of a session's token (the cookie's value). An unknown or
	// ended session is the zero Person and no error.
	Authenticate(ctx context.Context, token string) (Person, error)
}

// Options of a server.
type Options struct {
	Version string        // of the program, in the API's description
	Auth    Authenticator // nil: nobody is ever signed in
	UI      fs.FS         // the UI's files with index.html; nil: none
	// Health are the checks of /healthz by name; each returns nil when well.
	Health map[string]func(context.Context) error
	// Secure: served over TLS, so the cookie is Secure and HSTS is sent.
	Secure bool
	Now    func() time.Time // nil: time.Now
	Log    *slog.Logger     // nil: silent
}

// A Server is the web server. Register everything, then Run.
type Server struct {
	opt     Options
	mux     *http.ServeMux
	api     *API
	forged  *http.CrossOriginProtection
	routes  []Route
	spoken  *huma.Schema // what travels on the agent's socket
	rooms   []Channel
	desks   desks
	streams streams
}

// New makes a server that listens to nothing yet.
func New(opt Options) *Server {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	setErrors()
	s := &Server{opt: opt, mux: http.NewServeMux(), forged: http.NewCrossOriginProtection()}
	s.desks.server = s
	cfg := huma.DefaultConfig("gudok", opt.Version)
	cfg.CreateHooks = nil // no $schema in bodies
	cfg.DocsPath, cfg.SchemasPath = "", ""
	cfg.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	cfg.Servers = []*huma.Server{{URL: prefix}}
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: s.cookieName()}}
	s.api = &API{huma: humago.NewWithPrefix(s.mux, prefix, cfg), server: s}
	s.describeSocket()
	s.mux.HandleFunc("GET "+prefix+"/agent/socket", s.socket)
	s.mux.HandleFunc("GET /healthz", s.health)
	s.mux.HandleFunc(prefix+"/", func(w http.ResponseWriter, r *http.Request) {
		WriteError(w, r, errNoRoute())
	})
	s.mux.Handle("/", s.files())
	return s
}

// API is where rooms register.
func (s *Server) API() *API { return s.api }

// Handler is the whole server as a handler, for Run and for tests.
func (s *Server) Handler() http.Handler { return s.guard(s.mux) }

// OpenAPI is the description of the API as YAML: the committed openapi.yaml.
func (s *Server) OpenAPI() ([]byte, error) { return s.api.huma.OpenAPI().YAML() }

// Run serves ln until ctx ends, then lets requests in progress finish, closes sockets and
// streams, and returns when all are gone. cfg nil is plain HTTP. ln is closed.
func (s *Server) Run(ctx context.Context, ln net.Listener, cfg *tls.Config) error {
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	h := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout,
		WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		BaseContext: func(net.Listener) context.Context { return base },
		ErrorLog:    slog.NewLogLogger(s.opt.Log.Handler(), slog.LevelDebug),
	}
	ended := make(chan error, 1)
	go func() {
		if cfg == nil {
			ended <- h.Serve(ln)
			return
		}
		h.TLSConfig = cfg
		ended <- h.ServeTLS(ln, "", "")
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.desks.closeAll()
	cancel() // streams end
	stop, done := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer done()
	err := h.Shutdown(stop)
	if errors.Is(err, context.DeadlineExceeded) { // a client that does not read its answer
		err = h.Close()
	}
	if serve := <-ended; !errors.Is(serve, http.ErrServerClosed) {
		err = errors.Join(err, serve)
	}
	s.desks.wait()
	return err
}

// health answers /healthz: 200 when every check is well, else 503, with each by name.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	status, said := http.StatusOK, map[string]string{}
	for name, check := range s.opt.Health {
		said[name] = "ok"
		if err := check(r.Context()); err != nil {
			said[name], status = err.Error(), http.StatusServiceUnavailable
		}
	}
	writeJSON(w, status, "application/json", map[string]any{"ok": status == http.StatusOK, "checks": said})
}

func writeJSON(w http.ResponseWriter, status int, media string, v any) {
	w.Header().Set("Content-Type", media)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the client went away
}
