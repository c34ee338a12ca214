package user

import (
	"context"
	"net/http"
	"time"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/id"
)

const (
	// failWindow and the numbers within it: a person mistypes a few times, a machine that
	// guesses gets 60 tries an hour at one login. An office behind one address has its Monday.
	failWindow  = 5 * time.Minute
	failsLogin  = 5
	failsRemote = 30
)

// failures limit guessing: by login (whether it exists or not) and by address.
type failures struct{ login, remote *httpd.Limit }

func newFailures(now func() time.Time) failures {
	return failures{
		login:  &httpd.Limit{N: failsLogin, Window: failWindow, Now: now},
		remote: &httpd.Limit{N: failsRemote, Window: failWindow, Now: now},
	}
}

// Me is who is signed in.
type Me struct {
	User   id.User       `json:"user"`
	Name   string        `json:"name"`
	Login  string        `json:"login"`
	Lang   string        `json:"lang"`
	Theme  string        `json:"theme"`
	Agent  id.Agent      `json:"agent,omitempty" doc:"When he answers calls"`
	Desk   id.Device     `json:"desk,omitempty" doc:"His desk phone"`
	Grants []httpd.Grant `json:"grants"`
}

// LinkView is what a one-time link is for.
type LinkView struct {
	For   string `json:"for" enum:"first_start,reset"`
	Name  string `json:"name"`
	Login string `json:"login"`
}

// NewLink is a link that was just made; its token is shown this once.
type NewLink struct {
	Path string `json:"path" doc:"Of this server: /link/…"`
	Ends int64  `json:"ends" doc:"ms UTC"`
}

// LinkPath is a link's token in the address.
type LinkPath struct {
	Token string `path:"token" maxLength:"64"`
}

type (
	signInIn struct {
		Body struct {
			Login    string `json:"login" maxLength:"200"`
			Password string `json:"password" maxLength:"600"`
		}
	}
	signedIn struct {
		SetCookie http.Cookie `header:"Set-Cookie"`
		Body      Me
	}
	signedOut struct {
		SetCookie http.Cookie `header:"Set-Cookie"`
	}
	meOut    struct{ Body Me }
	preferIn struct {
		Body struct {
			Lang  string `json:"lang,omitempty" enum:"ru,uk,en"`
			Theme string `json:"theme,omitempty" enum:"light,dark,auto"`
		}
	}
	linkOut   struct{ Body LinkView }
	useLinkIn struct {
		LinkPath
		Body struct {
			Login    string `json:"login,omitempty" maxLength:"200" doc:"Counts only at the first start"`
			Password string `json:"password" maxLength:"600"`
		}
	}
	newLinkOut struct{ Body NewLink }
)

// sessions are the operations that need the API's cookie.
type sessions struct {
	*Service
	api *httpd.API
}

func (s *Service) sessionRoutes(api *httpd.API) {
	h := sessions{s, api}
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "session", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("POST", "/session", "sign-in", "Sign in", httpd.Public), h.signIn)
	httpd.Register(api, op("DELETE", "/session", "sign-out", "Sign out", nil), h.signOut)
	httpd.Register(api, op("GET", "/me", "get-me", "Who is signed in", nil), h.me)
	httpd.Register(api, op("PUT", "/me/preferences", "set-preferences", "Language and theme of the screens", nil), h.prefer)
	httpd.Register(api, op("GET", "/links/{token}", "get-link", "What a one-time link is for", httpd.Public), h.link)
	httpd.Register(api, op("POST", "/links/{token}", "use-link", "Choose a password by a one-time link and sign in", httpd.Public), h.useLink)
}

// Authenticate finds who a session belongs to, for [httpd.Options.Auth].
func (s *Service) Authenticate(ctx context.Context, token string) (httpd.Person, error) {
	u, name, err := s.session(ctx, token)
	if err != nil || u.ID == "" {
		return httpd.Person{}, err
	}
	return httpd.Person{User: u.ID, Name: u.Name, Grants: httpGrants(u.Grants), Session: name}, nil
}

// allow refuses who has failed too often.
func (f failures) allow(ctx context.Context, login string) error {
	if err := f.remote.Over(httpd.RemoteIP(ctx)); err != nil {
		return err
	}
	if f.login.Over(hash(login)) != nil {
		return problem.New(problem.TooMany, "user.locked", "minutes", "5")
	}
	return nil
}

// count counts a failure; last reports whether it was the one that locks the login.
func (f failures) count(ctx context.Context, login string) (last bool) {
	_ = f.remote.Take(httpd.RemoteIP(ctx)) // Over tells
	if login == "" {
		return false
	}
	was := f.login.Over(hash(login)) != nil
	_ = f.login.Take(hash(login))
	return !was && f.login.Over(hash(login)) != nil
}

func (h sessions) signIn(ctx context.Context, in *signInIn) (*signedIn, error) {
	login := canonical(in.Body.Login)
	if err := h.failed.allow(ctx, login); err != nil {
		return nil, err
	}
	ses, err := h.SignIn(ctx, login, in.Body.Password)
	if problem.Is(err, "user.wrong_password") {
		if h.failed.count(ctx, login) {
			h.o.Log.WarnContext(ctx, "sign-in locked after wrong passwords", "remote", httpd.RemoteIP(ctx))
		}
		return nil, err
	}
	if err != nil {
		return nil, err
	}
	return h.signed(ctx, ses)
}

// signed is the answer to a sign-in; the session that the browser had before is over.
func (h sessions) signed(ctx context.Context, ses Session) (*signedIn, error) {
	if old := httpd.Token(ctx); old != "" {
		if err := h.SignOut(ctx, old); err != nil {
			return nil, err
		}
	}
	u, err := h.User(ctx, ses.User)
	if err != nil {
		return nil, err
	}
	return &signedIn{h.api.SessionCookie(ses.Token, ses.Ends), me(u)}, nil
}

func (h sessions) signOut(ctx context.Context, _ *none) (*signedOut, error) {
	return &signedOut{h.api.SessionCookie("", time.Time{})}, h.SignOut(ctx, httpd.Token(ctx))
}

func me(u User) Me {
	m := Me{User: u.ID, Name: u.Name, Login: u.Login, Lang: u.Lang, Theme: u.Theme, Desk: u.Desk, Grants: httpGrants(u.Grants)}
	if u.hasSeat() {
		m.Agent = id.AgentOf(u.ID)
	}
	return m
}

func (h sessions) me(ctx context.Context, _ *none) (*meOut, error) {
	u, err := h.User(ctx, httpd.Who(ctx).User)
	return &meOut{me(u)}, err
}

func (h sessions) prefer(ctx context.Context, in *preferIn) (*meOut, error) {
	u, err := h.Prefer(ctx, httpd.Who(ctx).User, in.Body.Lang, in.Body.Theme)
	return &meOut{me(u)}, err
}

// link counts an unknown token as a failure of the address: tokens cannot be tried out.
func (h sessions) link(ctx context.Context, in *LinkPath) (*linkOut, error) {
	if err := h.failed.allow(ctx, ""); err != nil {
		return nil, err
	}
	u, purpose, err := h.Link(ctx, in.Token)
	if problem.Is(err, "user.link_over") {
		h.failed.count(ctx, "")
	}
	return &linkOut{LinkView{purpose, u.Name, u.Login}}, err
}

func (h sessions) useLink(ctx context.Context, in *useLinkIn) (*signedIn, error) {
	if err := h.failed.allow(ctx, ""); err != nil {
		return nil, err
	}
	ses, err := h.UseLink(ctx, in.Token, in.Body.Login, in.Body.Password)
	if problem.Is(err, "user.link_over") {
		h.failed.count(ctx, "")
	}
	if err != nil {
		return nil, err
	}
	return h.signed(ctx, ses)
}

func (s *Service) postLink(ctx context.Context, in *UserPath) (*newLinkOut, error) {
	token, ends, err := s.MakeLink(ctx, by(ctx), in.User)
	return &newLinkOut{NewLink{"/link/" + token, ends.UnixMilli()}}, err
}
