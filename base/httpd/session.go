package httpd

import (
	"context"
	"net/http"
	"time"

	"gudok/id"
)

// cookieName is the name of the session's cookie. __Host- makes the browser refuse it from a
// sub-domain or without TLS; on loopback without TLS it could not be set at all.
func (s *Server) cookieName() string {
	if s.opt.Secure {
		return "__Host-gudok"
	}
	return "gudok"
}

// SessionCookie is the cookie that carries a session's token until the moment; an empty token
// takes the cookie away. Give it to huma as header:"Set-Cookie".
func (a *API) SessionCookie(token string, until time.Time) http.Cookie {
	c := http.Cookie{
		Name: a.server.cookieName(), Value: token, Path: "/", Expires: until,
		HttpOnly: true, Secure: a.server.opt.Secure, SameSite: http.SameSiteStrictMode,
	}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}

type tokenKey struct{}

// Token is the session token that the request brought, "" for none: for signing out.
func Token(ctx context.Context) string {
	s, _ := ctx.Value(tokenKey{}).(string)
	return s
}

type addrKey struct{}

// RemoteIP is the address that the request came from, without its port.
func RemoteIP(ctx context.Context) string {
	s, _ := ctx.Value(addrKey{}).(string)
	return s
}

// EndSessions closes the sockets and streams of a user at once: after signing out, a new
// password. session "" is all of his sessions, else only the one of that name.
func (s *Server) EndSessions(user id.User, session string) {
	s.desks.end(user, session)
	s.streams.end(user, session)
}

// Reconnect has the pages of a user connect again, with the grants that he has now.
func (s *Server) Reconnect(user id.User) {
	s.desks.again(user)
	s.streams.end(user, "")
}

// person finds who asks.
func (s *Server) person(r *http.Request) (p Person, token string, err error) {
	c, err := r.Cookie(s.cookieName())
	if err != nil || c.Value == "" || s.opt.Auth == nil {
		return Person{}, "", nil
	}
	p, err = s.opt.Auth.Authenticate(r.Context(), c.Value)
	return p, c.Value, err
}
