package promise

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gudok/id"
)

//go:embed texts
var texts embed.FS

// An About is what people call a tenant's things.
type About struct {
	Zone  *time.Location // nil: UTC
	Lines map[id.Line]string
}

// A table writes promises for people's eyes: a spreadsheet in their language.
type table struct {
	buf   bytes.Buffer
	say   map[string]json.RawMessage
	about About
	comma string
}

// newTable begins a table in a language: ru, uk, else en.
func newTable(lang string, about About) (*table, error) {
	t := &table{about: about, comma: ";"}
	if lang != "ru" && lang != "uk" {
		lang, t.comma = "en", "," // what spreadsheets expect where a comma is no decimal point
	}
	if about.Zone == nil {
		t.about.Zone = time.UTC
	}
	data, err := texts.ReadFile("texts/" + lang + ".json")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &t.say); err != nil {
		return nil, fmt.Errorf("words of %s: %w", lang, err)
	}
	var columns []string
	if err := json.Unmarshal(t.say["columns"], &columns); err != nil {
		return nil, fmt.Errorf("columns of %s: %w", lang, err)
	}
	t.buf.WriteString("\ufeff") // without it spreadsheets take UTF-8 for an old code page
	t.row(columns...)
	return t, nil
}

// row writes one row, every field in quotes: then no comma of any country divides it.
func (t *table) row(fields ...string) {
	for i, f := range fields {
		if i > 0 {
			t.buf.WriteString(t.comma)
		}
		t.buf.WriteString(`"` + strings.ReplaceAll(inert(f), `"`, `""`) + `"`)
	}
	t.buf.WriteString("\r\n") // RFC 4180 2.1
}

// inert keeps a spreadsheet from taking a text for a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n|%", rune(s[0])) {
		return "'" + s
	}
	return s
}

// word is the language's, or the name itself when it has none.
func (t *table) word(kind, name string) string {
	var s string
	if json.Unmarshal(t.say[kind+name], &s) != nil || s == "" {
		return name
	}
	return s
}

// moment is a time of day where the tenant is, as spreadsheets read it.
func (t *table) moment(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).In(t.about.Zone).Format("2006-01-02 15:04:05")
}

// promise writes one; number is what the reader of the table may see of it.
func (t *table) promise(p Promise, number string) {
	state := t.word("", "open")
	if p.State == Closed {
		state = t.word("", "closed")
	}
	line := t.about.Lines[p.Line]
	if line == "" {
		line = string(p.Line)
	}
	// A leading plus would be a formula, and a bare number a sum in a narrow column.
	number = strings.TrimPrefix(number, "+")
	t.row(string(p.ID), t.moment(p.OpenedAt), line, t.word("kind.", p.Kind), t.word("why.", p.Cause), number, strconv.Itoa(p.Misses),
		strconv.Itoa(p.Attempts), t.moment(p.FirstTryAt), state, t.moment(p.ClosedAt), t.reason(p), p.Detail)
}

func (t *table) reason(p Promise) string {
	if p.Reason == "" {
		return ""
	}
	return t.word("close.", p.Reason)
}
