package directory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gudok/base/problem"
	"gudok/id"
	"gudok/phone"
)

// An Entry is somebody to whom a call can be handed.
type Entry struct {
	ID       string // dir_…
	Tenant   id.Tenant
	Name     string
	Post     string
	Number   phone.Number
	Hours    string // when to be had, in words: "Mon-Fri 9-18"
	Presence string // whether now: "in a meeting until three"
	Version  int
}

// Limits, each with its reason.
const (
	maxName    = 100
	maxPost    = 100
	maxHours   = 100
	maxNote    = 200
	maxEntries = 5_000 // of one tenant: a large client's whole telephone list
	maxFound   = 50    // what a panel shows; more is a reason to type another letter
	maxQuery   = 60
)

// clean puts e into its stored form or says what is wrong with it. region is where national
// numbers are at home.
func (e *Entry) clean(region string) error {
	for text, limit := range map[*string]int{&e.Name: maxName, &e.Post: maxPost, &e.Hours: maxHours, &e.Presence: maxNote} {
		*text = strings.TrimSpace(*text)
		if !plain(*text, limit) {
			return problem.New(problem.Invalid, "directory.bad_text")
		}
	}
	if e.Name == "" {
		return problem.New(problem.Invalid, "directory.no_name")
	}
	n, err := phone.Parse(string(e.Number), region)
	if err != nil {
		return problem.New(problem.Invalid, "directory.bad_number", "region", region)
	}
	e.Number = n
	return nil
}

// plain: what people can see in one line.
func plain(s string, limit int) bool {
	return utf8.RuneCountInString(s) <= limit && strings.IndexFunc(s, func(r rune) bool {
		return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}) < 0
}

// search is what a query is looked for in.
func (e *Entry) search() string {
	return strings.ToLower(e.Name + "\n" + e.Post + "\n" + string(e.Number))
}

// pattern is a query for like; digits may be typed as they are said.
func pattern(query string) string {
	query = strings.ToLower(strings.TrimSpace(query))
	if digits := strings.Map(digit, query); digits != "" && strings.Trim(query, "0123456789+-() ") == "" {
		query = digits
	}
	return "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(query) + "%"
}

func digit(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// record is what facts hold of an entry: no name, no number (house.md 5.9).
type record struct {
	Post    string `json:"post,omitempty"`
	Hours   string `json:"hours,omitempty"`
	Version int    `json:"version"`
}

func (e *Entry) record() record { return record{e.Post, e.Hours, e.Version} }
