package httpd

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"gudok/base/problem"
)

// policy lets pages load only what we serve ourselves ('self' covers the socket too); blob:
// and data: are recordings and drawn pictures. Inline styles are needed by Mantine, which
// sets positions and colours by them.
const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
	"media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; " +
	"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func (s *Server) headers(h http.Header, path string) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "microphone=(self), camera=(), geolocation=(), speaker-selection=(self)")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	if s.opt.Secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if strings.HasPrefix(path, prefix+"/") || path == "/healthz" {
		h.Set("Cache-Control", "no-store")
	}
}

// guard is what every request goes through: a request id, safety headers, the check against
// forged requests from other sites, who asks, the log, and a panic that stays its own.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := s.opt.Now()
		req := newRequestID()
		ctx := context.WithValue(r.Context(), requestKey{}, req)
		ctx = context.WithValue(ctx, logKey{}, s.opt.Log)
		ctx = context.WithValue(ctx, addrKey{}, remoteIP(r))
		r = r.WithContext(ctx)
		s.headers(w.Header(), r.URL.Path)
		w.Header().Set("X-Request-Id", req)
		rec := &recorder{ResponseWriter: w}
		defer s.log(r, rec, began)
		defer s.survive(r, rec)
		if err := s.forged.Check(r); err != nil {
			WriteError(rec, r, problem.New(problem.Forbidden, "request.other_site"))
			return
		}
		p, token, err := s.person(r)
		if err != nil {
			WriteError(rec, r, err)
			return
		}
		rec.who = p
		ctx = context.WithValue(As(ctx, p), tokenKey{}, token)
		next.ServeHTTP(rec, r.WithContext(ctx))
	})
}

// survive answers 500 when a handler panicked; the others go on.
func (s *Server) survive(r *http.Request, rec *recorder) {
	v := recover()
	if v == nil {
		return
	}
	if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(v)
	}
	s.opt.Log.ErrorContext(r.Context(), "handler panicked", "request", requestID(r.Context()),
		"panic", v, "stack", string(debug.Stack()))
	if rec.status == 0 {
		WriteError(rec, r, problemInternal())
	}
}

// log writes one line for each request of the API: refusals of the server's own at Warn. The
// path may name things; the query is left out, it may hold a number somebody looks for.
func (s *Server) log(r *http.Request, rec *recorder, began time.Time) {
	if !strings.HasPrefix(r.URL.Path, prefix+"/") {
		return
	}
	say := s.opt.Log.DebugContext
	if rec.status >= http.StatusInternalServerError {
		say = s.opt.Log.WarnContext
	}
	path := r.URL.Path
	if strings.HasPrefix(path, prefix+"/links/") {
		path = prefix + "/links/…" // the token is a secret
	}
	say(r.Context(), "request", "method", r.Method, "path", path, "status", rec.status,
		"ms", s.opt.Now().Sub(began).Milliseconds(), "user", rec.who.User, "request", requestID(r.Context()))
}

// A recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
	who    Person
}

// WriteHeader remembers the status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write without WriteHeader is a 200.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Hijack is for the socket.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	h, ok := r.ResponseWriter.(http.Hijacker)
	if !ok {
		return nil, nil, errors.New("the connection cannot be taken over")
	}
	r.status = http.StatusSwitchingProtocols
	return h.Hijack()
}

// newRequestID names a request in the log; 64 bits of chance do not repeat in a log's life.
func newRequestID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

func remoteIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func problemInternal() error {
	return &Problem{Type: "about:blank", Title: http.StatusText(http.StatusInternalServerError),
		Status: http.StatusInternalServerError, Code: "internal", Params: map[string]string{}}
}

func errNoRoute() error { return problem.New(problem.NotFound, "request.not_found") }
