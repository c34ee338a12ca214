package tenant

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// A Tenant is a client of the centre, or the centre itself.
type Tenant struct {
	ID      id.Tenant `json:"id"`
	Name    string    `json:"name"`
	Colour  int       `json:"colour"` // 1 to 6, of the palette
	Zone    string    `json:"zone"`   // IANA
	Lang    string    `json:"lang"`   // ru, uk, en: of prompts
	Region  string    `json:"region"` // ISO 3166, of national numbers
	Record  bool      `json:"record"` // conversations are recorded
	Version int       `json:"version"`
}

// Name is a row of the directory. Removed ones stay for old calls.
type Name struct {
	ID      string
	Name    string
	Colour  int    // of a tenant
	Zone    string // of a tenant
	Kind    string // of a pause
	LimitMS int64  // of a pause
	Removed bool
}

const (
	maxName = 60 // what a card shows in one line
	colours = 6  // of the palette (screens.md 2)
)

// clean puts t into its stored form or says what is wrong with it.
func (t *Tenant) clean() error {
	t.Name, t.Region = strings.TrimSpace(t.Name), strings.ToUpper(strings.TrimSpace(t.Region))
	_, zone := time.LoadLocation(t.Zone)
	switch {
	case !validName(t.Name):
		return problem.New(problem.Invalid, "tenant.bad_name")
	case t.Colour < 1 || t.Colour > colours:
		return problem.New(problem.Invalid, "tenant.bad_colour")
	case zone != nil || t.Zone == "" || t.Zone == "Local":
		return problem.New(problem.Invalid, "tenant.bad_zone", "zone", t.Zone)
	case !slices.Contains([]string{"ru", "uk", "en"}, t.Lang):
		return problem.New(problem.Invalid, "tenant.bad_lang")
	case len(t.Region) != 2 || strings.Trim(t.Region, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
		return problem.New(problem.Invalid, "tenant.bad_region")
	}
	return nil
}

func (t Tenant) input() core.Input {
	return core.TenantSet{Tenant: t.ID, Record: t.Record, Lang: t.Lang}
}

// validName: what people can see; nothing that turns the direction of writing.
func validName(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > maxName || !utf8.ValidString(s) {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) < 0
}
