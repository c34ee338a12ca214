package enquiry

import (
	_ "embed" // the page
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"gudok/base/httpd"
	"gudok/base/problem"
)

//go:embed page.html
var pageHTML string

// pages are what is behind the link of a letter.
func (s *Service) pages(api *httpd.API) {
	api.Page(httpd.Page{Method: "GET", Path: "/answer/{token}"}, s.getPage)
	api.Page(httpd.Page{Method: "POST", Path: "/answer/{token}"}, s.postPage)
}

// A sheet is what the page shows.
type sheet struct {
	Lang, Title, Question, Said string
	Bad, Form                   bool
	Text                        string // what was typed, when it must be typed again
	Say                         map[string]string
	Langs                       []tab
	Max                         int
}

type tab struct{ Lang, Word string }

func (s *Service) getPage(w http.ResponseWriter, r *http.Request) error {
	e, p, err := s.sheet(r)
	if err != nil {
		return s.show(w, http.StatusNotFound, p, err)
	}
	switch {
	case e.State == Answered:
		p.Said = p.Say["was"]
	case e.State != Open || e.Deadline < s.o.DB.Now():
		p.Said = p.Say["over"]
	default:
		p.Form = true
	}
	return s.show(w, http.StatusOK, p, nil)
}

func (s *Service) postPage(w http.ResponseWriter, r *http.Request) error {
	_, p, err := s.sheet(r)
	if err != nil {
		return s.show(w, http.StatusNotFound, p, err)
	}
	if err := r.ParseForm(); err != nil {
		return s.show(w, http.StatusBadRequest, p, problem.New(problem.Invalid, "enquiry.answer"))
	}
	text := r.PostForm.Get("text")
	err = s.AnswerByLink(r.Context(), r.PathValue("token"), text)
	switch {
	case err == nil:
		p.Said = p.Say["thanks"]
	case problem.Is(err, "enquiry.answer"):
		p.Form, p.Text = true, text
	}
	return s.show(w, http.StatusOK, p, err)
}

// sheet finds the enquiry of the link and begins its page. One that is not there counts
// against the address: links cannot be tried out.
func (s *Service) sheet(r *http.Request) (Enquiry, *sheet, error) {
	ctx, remote := r.Context(), httpd.RemoteIP(r.Context())
	all, err := words()
	if err != nil {
		return Enquiry{}, nil, err
	}
	asked := r.URL.Query().Get("lang")
	p := &sheet{Lang: tongue(asked, strings.ToLower(r.Header.Get("Accept-Language") + "  ")[:2]), Max: maxAnswer,
		Langs: []tab{{"ru", "RU"}, {"uk", "UK"}, {"en", "EN"}}}
	p.Say = all[p.Lang]
	if err := s.limits.unknown.Over(remote); err != nil {
		return Enquiry{}, p, err
	}
	if err := s.limits.remote.Take(remote); err != nil {
		return Enquiry{}, p, err
	}
	e, err := s.ByToken(ctx, r.PathValue("token"))
	if err != nil {
		_ = s.limits.unknown.Take(remote)
		return e, p, err
	}
	home, err := s.o.Home(ctx, e.Tenant)
	if err != nil {
		return e, p, err
	}
	if asked == "" {
		p.Lang = tongue(home.Lang)
		p.Say = all[p.Lang]
	}
	p.Title, p.Question = strings.ReplaceAll(p.Say["title"], "{tenant}", home.Name), e.Question
	return e, p, nil
}

// show writes the page; why it cannot be answered stands on it in words.
func (s *Service) show(w http.ResponseWriter, status int, p *sheet, why error) error {
	if p == nil {
		return why
	}
	if why != nil {
		found := problem.Of(why)
		if found == nil {
			return why
		}
		p.Bad = true
		name := map[string]string{"enquiry.answer": "empty", "enquiry.not_open": "was", "request.too_many": "slow", "enquiry.unknown": "gone"}[found.Code]
		if name == "" {
			name = "busy"
		}
		p.Said = strings.ReplaceAll(p.Say[name], "{max}", strconv.Itoa(maxAnswer))
		status = found.Kind.Status()
	}
	t, err := template.New("page").Parse(pageHTML)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	w.WriteHeader(status)
	return t.Execute(w, p)
}
