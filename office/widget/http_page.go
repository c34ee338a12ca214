package widget

import (
	"encoding/json"
	"errors"
	"html/template"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"gudok/base/httpd"
	"gudok/base/problem"
)

const (
	maxRequest = 4 << 10 // bytes: a name, a number and a word
	// scriptAge: a change of settings is seen within five minutes; the script is asked for by
	// every page view of a client's site.
	scriptAge = "public, max-age=300"
)

// pages are what strangers reach without signing in.
func (s *Service) pages(api *httpd.API) {
	api.Page(httpd.Page{Method: "GET", Path: "/widget/{file}", Foreign: true}, s.getScript)
	api.Page(httpd.Page{Method: "POST", Path: "/widget/{key}/requests", Foreign: true, MaxBody: maxRequest}, s.postRequest)
	api.Page(httpd.Page{Method: "OPTIONS", Path: "/widget/{key}/requests", Foreign: true}, s.preflight)
}

// config is what the script knows of its widget.
type config struct {
	Key    string                       `json:"key"`
	Lang   string                       `json:"lang"` // when the page says none that we speak
	Colour string                       `json:"colour"`
	From   string                       `json:"from"`
	Words  map[string]map[string]string `json:"words"`
}

func (s *Service) config(r *http.Request, w Widget) (config, error) {
	home, err := s.o.Home(r.Context(), w.Tenant)
	if err != nil {
		return config{}, err
	}
	from, err := s.Caller(r.Context(), w)
	if err != nil {
		return config{}, err
	}
	say, err := w.words()
	return config{w.Key, tongue("", home.Lang), w.Colour, from.Pretty(), say}, err
}

// words are the usual texts with the client's own in their place.
func (w *Widget) words() (map[string]map[string]string, error) {
	all, err := words()
	if err != nil {
		return nil, err
	}
	for lang, own := range w.Texts {
		maps.Copy(all[lang], own.words())
	}
	return all, nil
}

func (t Text) words() map[string]string {
	own := map[string]string{}
	for name, text := range map[string]string{"title": t.Title, "lead": t.Lead, "button": t.Button} {
		if text != "" {
			own[name] = text
		}
	}
	return own
}

// getScript answers with the whole program of a form: what it draws, and its settings.
func (s *Service) getScript(w http.ResponseWriter, r *http.Request) error {
	key, ok := strings.CutSuffix(r.PathValue("file"), ".js")
	if !ok {
		return problem.New(problem.NotFound, "request.not_found")
	}
	widget, err := s.OnAir(r.Context(), key)
	if err != nil {
		return err
	}
	c, err := s.config(r, widget)
	if err != nil {
		return err
	}
	data, err := json.Marshal(c) // escapes what could end a script
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", scriptAge)
	_, err = w.Write([]byte("(() => {\n'use strict'\n" + strings.ReplaceAll(draw, "export function", "function") + "\nbegin(" + string(data) + ")\n})()\n"))
	return err
}

// allow lets the site's own page read the answer.
func allow(h http.Header, w Widget, origin string) {
	h.Add("Vary", "Origin")
	if w.allows(origin) {
		h.Set("Access-Control-Allow-Origin", origin)
	}
}

func (s *Service) preflight(w http.ResponseWriter, r *http.Request) error {
	widget, err := s.OnAir(r.Context(), r.PathValue("key"))
	if err != nil {
		return err
	}
	allow(w.Header(), widget, r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Methods", "POST")
	w.Header().Set("Access-Control-Allow-Headers", "Content-Type")
	w.Header().Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// AnswerView is what the script is told.
type AnswerView struct {
	From   string `json:"from"`
	Pretty string `json:"pretty"`
	At     int64  `json:"at"`
	Text   string `json:"text"`
}

// sent is what a script sends; a plain form sends the same names.
type sent struct {
	Name    string `json:"name"`
	Number  string `json:"number"`
	Lang    string `json:"lang"`
	Website string `json:"website"` // the trap
}

func (s *Service) postRequest(w http.ResponseWriter, r *http.Request) error {
	widget, err := s.OnAir(r.Context(), r.PathValue("key"))
	if err != nil {
		return err
	}
	origin := r.Header.Get("Origin")
	allow(w.Header(), widget, origin)
	body, form, err := read(r)
	if err != nil {
		return err
	}
	ans, err := s.Ask(r.Context(), widget, Asking{Name: body.Name, Number: body.Number, Lang: body.Lang, Trap: body.Website,
		Origin: origin, Remote: httpd.RemoteIP(r.Context())})
	if form {
		return s.page(w, r, widget, body.Lang, ans, err)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(w).Encode(AnswerView{string(ans.From), ans.From.Pretty(), ans.At, ans.Text})
}

// read takes JSON of the script or the fields of a plain form.
func read(r *http.Request) (b sent, form bool, err error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		err = json.NewDecoder(r.Body).Decode(&b)
	case "application/x-www-form-urlencoded":
		form = true
		if err = r.ParseForm(); err == nil {
			b = sent{r.PostForm.Get("name"), r.PostForm.Get("number"), r.PostForm.Get("lang"), r.PostForm.Get("website")}
		}
	default:
		return b, false, problem.New(problem.Invalid, "request.invalid")
	}
	if big := (&http.MaxBytesError{}); errors.As(err, &big) || err != nil {
		return b, form, problem.New(problem.Invalid, "request.invalid")
	}
	return b, form, nil
}

// page answers a plain form with a plain page.
func (s *Service) page(w http.ResponseWriter, r *http.Request, of Widget, lang string, ans Answer, failed error) error {
	home, err := s.o.Home(r.Context(), of.Tenant)
	if err != nil {
		return err
	}
	lang = tongue(lang, home.Lang)
	all, err := of.words()
	if err != nil {
		return err
	}
	say, text, status := all[lang], ans.Text, http.StatusOK
	if failed != nil {
		p := problem.Of(failed)
		if p == nil {
			return failed
		}
		status = p.Kind.Status()
		if text = say[p.Code]; text == "" {
			text = say["other"]
		}
	}
	t, err := template.ParseFS(pages, "page.html")
	if err != nil {
		return err
	}
	back := ""
	if u, err := url.Parse(r.Header.Get("Referer")); err == nil && of.allows(u.Scheme+"://"+u.Host) {
		back = u.String()
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	return t.Execute(w, map[string]string{"lang": lang, "title": say["title"], "text": text, "back": back, "backWord": say["back"]})
}
