package problem

import (
	"errors"
	"net/http"
	"strings"
)

// A Kind says what sort of refusal it is; it decides the HTTP status.
type Kind string

const (
	Invalid         Kind = "invalid"         // 422: what was sent cannot be right
	NotFound        Kind = "not_found"       // 404: no such thing, or not yours to know of
	Conflict        Kind = "conflict"        // 409: not in this state
	Forbidden       Kind = "forbidden"       // 403: known, and not allowed
	Unauthenticated Kind = "unauthenticated" // 401: sign in first
	TooMany         Kind = "too_many"        // 429: a limit was reached; try later
	Unavailable     Kind = "unavailable"     // 503: not now
)

// Status is the HTTP status of the kind, 500 for one that is not known.
func (k Kind) Status() int {
	switch k {
	case Invalid:
		return http.StatusUnprocessableEntity
	case NotFound:
		return http.StatusNotFound
	case Conflict:
		return http.StatusConflict
	case Forbidden:
		return http.StatusForbidden
	case Unauthenticated:
		return http.StatusUnauthorized
	case TooMany:
		return http.StatusTooManyRequests
	case Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// An Error is a refusal for people. Code is "room.what" and never changes; Params are key,
// value, … without secrets.
type Error struct {
	Kind   Kind
	Code   string
	Params []string
}

// New makes an *Error as an error. An odd number of params is a programmer's mistake and panics.
func New(kind Kind, code string, params ...string) error {
	if len(params)%2 != 0 {
		panic("problem: odd number of params for " + code)
	}
	return &Error{Kind: kind, Code: code, Params: params}
}

// Error is for the log: "promise.already_closed state=kept".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	for i := 0; i+1 < len(e.Params); i += 2 {
		b.WriteString(" " + e.Params[i] + "=" + e.Params[i+1])
	}
	return b.String()
}

// Map is Params as the UI gets them; never nil.
func (e *Error) Map() map[string]string {
	m := make(map[string]string, len(e.Params)/2)
	for i := 0; i+1 < len(e.Params); i += 2 {
		m[e.Params[i]] = e.Params[i+1]
	}
	return m
}

// Of finds the *Error that err is or wraps, nil when there is none.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Is reports whether err is or wraps a problem with this code.
func Is(err error, code string) bool {
	e := Of(err)
	return e != nil && e.Code == code
}
