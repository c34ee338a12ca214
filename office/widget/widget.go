package widget

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gudok/base/problem"
	"gudok/id"
)

// A Widget is one form on a client's sites.
type Widget struct {
	ID      string    `json:"id"` // wdg_…
	Tenant  id.Tenant `json:"tenant"`
	Key     string    `json:"key"` // in the address; public, but not to be guessed
	Line    id.Line   `json:"line"`
	Name    string    `json:"name"` // for people of the centre
	On      bool      `json:"on"`
	Version int       `json:"version"`
	Settings
}

// Settings are what is written down as one.
type Settings struct {
	Origins []string        `json:"origins"` // sites on which it stands: https://shop.example
	Regions []string        `json:"regions"` // ISO 3166, whose numbers are called; empty: the tenant's own
	Texts   map[string]Text `json:"texts"`   // by language; what is empty is the usual
	Colour  string          `json:"colour"`  // #rrggbb
	From    int             `json:"from"`    // calls are made from this minute of the tenant's day
	To      int             `json:"to"`      // to before this one; both 0: whenever the line calls
}

// A Text is what a client wants to be said in a language.
type Text struct {
	Title  string `json:"title"`
	Lead   string `json:"lead"`
	Button string `json:"button"`
}

// Limits, each with its reason.
const (
	maxName    = 60  // what a list shows in one line
	maxTitle   = 80  // two lines of the form
	maxLead    = 240 // a paragraph of it
	maxButton  = 40  // one line of a button
	maxOrigins = 20  // sites of one client
	maxRegions = 30  // countries that one line calls
	maxWidgets = 50  // of one tenant
	dayMinutes = 24 * 60
	plainBlue  = "#1c555e" // the house's own petrol
)

// languages that a form speaks.
func languages() []string { return []string{"ru", "uk", "en"} }

// clean puts w into its stored form or says what is wrong with it.
func (w *Widget) clean() error {
	w.Name = strings.TrimSpace(w.Name)
	switch {
	case w.Name == "" || !plain(w.Name, maxName):
		return problem.New(problem.Invalid, "widget.name", "max", strconv.Itoa(maxName))
	case w.From < 0 || w.To > dayMinutes || w.From > w.To || w.From == w.To && w.To != 0:
		return problem.New(problem.Invalid, "widget.hours")
	}
	if w.Colour = strings.ToLower(w.Colour); w.Colour == "" {
		w.Colour = plainBlue
	}
	if !hexColour(w.Colour) {
		return problem.New(problem.Invalid, "widget.colour")
	}
	if err := w.cleanOrigins(); err != nil {
		return err
	}
	if len(w.Regions) > maxRegions {
		return problem.New(problem.TooMany, "widget.regions", "max", strconv.Itoa(maxRegions))
	}
	for i, r := range w.Regions {
		if w.Regions[i] = strings.ToUpper(strings.TrimSpace(r)); len(w.Regions[i]) != 2 {
			return problem.New(problem.Invalid, "widget.region", "region", r[:min(len(r), maxName)])
		}
	}
	return w.cleanTexts()
}

func (w *Widget) cleanTexts() error {
	for lang, t := range w.Texts {
		t.Title, t.Lead, t.Button = strings.TrimSpace(t.Title), strings.TrimSpace(t.Lead), strings.TrimSpace(t.Button)
		if !slices.Contains(languages(), lang) || !plain(t.Title, maxTitle) || !plain(t.Lead, maxLead) || !plain(t.Button, maxButton) {
			return problem.New(problem.Invalid, "widget.text", "lang", lang[:min(len(lang), maxName)])
		}
		w.Texts[lang] = t
	}
	return nil
}

func (w *Widget) cleanOrigins() error {
	if len(w.Origins) > maxOrigins {
		return problem.New(problem.TooMany, "widget.origins", "max", strconv.Itoa(maxOrigins))
	}
	list := []string{}
	for _, o := range w.Origins {
		o = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(o)), "/")
		if o == "" {
			continue
		}
		if !strings.Contains(o, "://") {
			o = "https://" + o
		}
		u, err := url.Parse(o)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Scheme+"://"+u.Host != o {
			return problem.New(problem.Invalid, "widget.origin", "origin", o[:min(len(o), maxTitle)])
		}
		if !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	w.Origins = list
	return nil
}

func hexColour(s string) bool {
	return len(s) == len(plainBlue) && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdef") == ""
}

// plain: what people can see in one paragraph.
func plain(s string, limit int) bool {
	return utf8.RuneCountInString(s) <= limit && strings.IndexFunc(s, func(r rune) bool {
		return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}) < 0
}

// allows reports whether requests may come from the site.
func (w *Widget) allows(origin string) bool {
	return slices.Contains(w.Origins, strings.ToLower(origin))
}
