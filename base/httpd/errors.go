package httpd

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"gudok/base/problem"

	"github.com/danielgtaylor/huma/v2"
)

// Problem is an error as the API tells it (RFC 9457). Code is stable and translated by the
// UI; Params belong to it.
type Problem struct {
	Type    string            `json:"type" doc:"Always about:blank" example:"about:blank"`
	Title   string            `json:"title" example:"Conflict"`
	Status  int               `json:"status" example:"409"`
	Code    string            `json:"code" example:"promise.already_closed"`
	Params  map[string]string `json:"params"`
	Request string            `json:"request,omitempty" doc:"Names the request in the server's log"`
	Fields  []Field           `json:"fields,omitempty" doc:"What is wrong with what was sent"`
}

// A Field is one thing wrong with a request.
type Field struct {
	Where string `json:"where" example:"body.name"`
	What  string `json:"what" example:"expected length >= 1"`
}

// Error is for the log.
func (p *Problem) Error() string { return p.Code }

// GetStatus is for huma.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is for huma: RFC 9457 names the media type.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// setErrors makes huma speak Problem. huma keeps this in package variables, so it is done
// once for the process and says the same for every server.
//
//nolint:gochecknoglobals // huma's own are global
var setErrors = sync.OnceFunc(func() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return refusal(context.Background(), status, msg, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		return refusal(ctx.Context(), status, msg, errs)
	}
})

// refusal is what huma itself refuses: a body that does not fit the schema, a wrong type.
func refusal(ctx context.Context, status int, msg string, errs []error) *Problem {
	for _, err := range errs {
		if e := problem.Of(err); e != nil {
			return shown(ctx, e)
		}
	}
	p := &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status,
		Code: codeOf(status), Params: map[string]string{}, Request: requestID(ctx)}
	if status >= http.StatusInternalServerError {
		if status > 0 && len(errs) > 0 {
			logOf(ctx).ErrorContext(ctx, "request failed", "request", p.Request, "err", errors.Join(errs...))
		}
		return p
	}
	for _, err := range errs {
		var d *huma.ErrorDetail
		if errors.As(err, &d) { // its Value is left out: it may be a password
			p.Fields = append(p.Fields, Field{Where: d.Location, What: d.Message})
		}
	}
	if len(p.Fields) == 0 && msg != "" {
		p.Params["why"] = strings.ToLower(msg)
	}
	return p
}

func codeOf(status int) string {
	switch {
	case status == http.StatusNotFound:
		return "request.not_found"
	case status == http.StatusRequestEntityTooLarge:
		return "request.too_large"
	case status == http.StatusServiceUnavailable:
		return "request.unavailable"
	case status >= http.StatusInternalServerError:
		return "internal"
	}
	return "request.invalid"
}

func shown(ctx context.Context, e *problem.Error) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(e.Kind.Status()), Status: e.Kind.Status(),
		Code: e.Code, Params: e.Map(), Request: requestID(ctx)}
}

// told turns what a handler returned into what the client is told; what is not meant for
// people goes to the log and is told as "internal".
func told(ctx context.Context, err error) *Problem {
	if e := problem.Of(err); e != nil {
		return shown(ctx, e)
	}
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return refusal(ctx, http.StatusRequestEntityTooLarge, "", nil)
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		return refusal(ctx, http.StatusServiceUnavailable, "", nil) // the client went away
	}
	return refusal(ctx, http.StatusInternalServerError, "", []error{err})
}

// WriteError answers a raw request ([API.Handle]) with err in the API's shape.
func WriteError(w http.ResponseWriter, r *http.Request, err error) {
	p := told(r.Context(), err)
	writeJSON(w, p.Status, "application/problem+json", p)
}

type logKey struct{}

func logOf(ctx context.Context) *slog.Logger {
	if l, ok := ctx.Value(logKey{}).(*slog.Logger); ok {
		return l
	}
	return slog.New(slog.DiscardHandler)
}

type requestKey struct{}

func requestID(ctx context.Context) string {
	s, _ := ctx.Value(requestKey{}).(string)
	return s
}
