package menu

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gudok/base/problem"
	"gudok/core/flow"
	"gudok/id"
)

// A Lookup is a question that menus ask another program over HTTP: what of a call goes out,
// and what of the answer becomes a variable.
type Lookup struct {
	ID      string    `json:"id"` // lkp_…
	Tenant  id.Tenant `json:"tenant"`
	Name    string    `json:"name"`
	Method  string    `json:"method"` // GET, POST
	URL     string    `json:"url"`    // with {number}, {call} and {variable} after the host
	Body    string    `json:"body"`   // POST: JSON with the same
	MS      int64     `json:"ms"`     // time-out; 0: 5 s
	Values  []Value   `json:"values"` // of the answer
	Headers []Header  `json:"-"`      // secret: neither shown nor in facts
	Version int       `json:"version"`
}

// A Value is a piece of the answer and the variable that it becomes.
type Value struct {
	Variable string `json:"variable"`
	Path     string `json:"path"` // order.items.0.status
}

// A Header goes out with each question. Values are written only.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// A Guard is where a tenant's look-ups may go. Private addresses are closed unless the
// administrator opens a range; link-local ones, where clouds keep their secrets, never open.
type Guard struct {
	Tenant  id.Tenant `json:"tenant"`
	Hosts   []string  `json:"hosts"`   // example.com or .example.com with all below it; empty: any
	Private []string  `json:"private"` // CIDR
}

// Limits, each with its reason.
const (
	maxLookups  = 200      // of one tenant: a menu that nobody can draw needs no more
	maxURL      = 2_000    // what servers take
	maxBody     = 4_000    // a question, not a document
	maxValues   = 20       // as core/flow keeps
	maxHeaders  = 10       //
	maxHeader   = 2_000    // a signed token
	maxLookupMS = 5_000    // longer nobody listens to music without knowing why
	maxAnswer   = 64 << 10 // bytes of an answer: it is for a few words
	maxLetters  = 256      // of one value, as core/flow keeps
	maxHosts    = 50       //
	maxPath     = 200      //
	numberField = "number" // the caller's number, E.164
	callField   = "call"   // the call's id
	kindLookup  = "lkp"    //
)

// check puts l into its final form.
func (l *Lookup) check() error {
	l.Name, l.URL, l.Method = strings.TrimSpace(l.Name), strings.TrimSpace(l.URL), strings.ToUpper(l.Method)
	if err := checkName("lookup", l.Name); err != nil {
		return err
	}
	switch {
	case l.Tenant == "" || l.Tenant == id.House:
		return problem.New(problem.Invalid, "lookup.tenant_missing")
	case l.Method != http.MethodGet && l.Method != http.MethodPost:
		return problem.New(problem.Invalid, "lookup.method")
	case l.MS < 0 || l.MS > maxLookupMS:
		return problem.New(problem.Invalid, "lookup.timeout", "max_s", strconv.Itoa(maxLookupMS/1000))
	case len(l.Body) > maxBody || len(l.URL) > maxURL:
		return problem.New(problem.Invalid, "lookup.too_long")
	case len(l.Values) > maxValues:
		return problem.New(problem.Invalid, "lookup.too_many_values", "max", strconv.Itoa(maxValues))
	}
	if _, err := l.host(); err != nil {
		return err
	}
	if l.Body != "" && !json.Valid([]byte(fill(l.Body, func(string) string { return "0" }, inJSON))) {
		return problem.New(problem.Invalid, "lookup.body")
	}
	var seen []string
	for _, v := range l.Values {
		if !variable(v.Variable) || v.Path == "" || len(v.Path) > maxPath || slices.Contains(seen, v.Variable) {
			return problem.New(problem.Invalid, "lookup.value", "variable", v.Variable)
		}
		seen = append(seen, v.Variable)
	}
	return l.checkHeaders()
}

func (l *Lookup) checkHeaders() error {
	if len(l.Headers) > maxHeaders {
		return problem.New(problem.Invalid, "lookup.too_many_headers", "max", strconv.Itoa(maxHeaders))
	}
	for _, h := range l.Headers {
		hop := slices.Contains([]string{"Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Te", "Trailer"}, http.CanonicalHeaderKey(h.Name))
		word := func(r rune) bool {
			return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
		}
		if h.Name == "" || hop || strings.ContainsFunc(h.Name, word) || len(h.Value) > maxHeader ||
			strings.ContainsFunc(h.Value, func(r rune) bool { return r < ' ' || r > '~' }) {
			return problem.New(problem.Invalid, "lookup.header", "name", h.Name)
		}
	}
	return nil
}

// host is whom the look-up asks. Nothing that a caller says may choose it.
func (l *Lookup) host() (string, error) {
	bad := problem.New(problem.Invalid, "lookup.url", "example", "https://crm.example.com/debts?phone={number}")
	_, rest, ok := strings.Cut(l.URL, "://")
	if !ok {
		return "", bad
	}
	if at := strings.IndexAny(rest, "/?#"); strings.Contains(rest[:until(at, len(rest))], "{") {
		return "", bad
	}
	u, err := url.Parse(fill(l.URL, func(string) string { return "x" }, url.QueryEscape))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return "", bad
	}
	return u.Hostname(), nil
}

func until(at, all int) int {
	if at < 0 {
		return all
	}
	return at
}

// variable reports whether the name can stand in an expression.
func variable(name string) bool {
	if name == "" || len(name) > 40 || name[0] >= '0' && name[0] <= '9' {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

// asks reports whether the template has the field.
func (l *Lookup) asks(field string) bool {
	return strings.Contains(l.URL, "{"+field+"}") || strings.Contains(l.Body, "{"+field+"}")
}

// fill puts values into a template's {names}, escaped.
func fill(template string, value func(string) string, escape func(string) string) string {
	var b strings.Builder
	for {
		from := strings.IndexByte(template, '{')
		if from < 0 {
			break
		}
		to := strings.IndexByte(template[from:], '}')
		if to < 0 || !variable(template[from+1:from+to]) { // a brace of JSON
			b.WriteString(template[:from+1])
			template = template[from+1:]
			continue
		}
		b.WriteString(template[:from])
		b.WriteString(escape(value(template[from+1 : from+to])))
		template = template[from+to+1:]
	}
	b.WriteString(template)
	return b.String()
}

// inJSON escapes a text for between the quotes of a JSON string.
func inJSON(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		return ""
	}
	return string(b[1 : len(b)-1])
}

// inURL escapes a text for a path or a query.
func inURL(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

var errNotJSON = errors.New("the answer is not JSON")

// pick takes the values out of an answer. What is not there, or is no text, number or yes and
// no, is "".
func (l *Lookup) pick(answer []byte) (values []flow.Var, err error) {
	d := json.NewDecoder(bytes.NewReader(answer))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, errNotJSON
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errNotJSON
	}
	for _, v := range l.Values {
		values = append(values, flow.Var{Name: v.Variable, Value: limited(at(tree, v.Path))})
	}
	return values, nil
}

func at(tree any, path string) string {
	for _, step := range strings.Split(path, ".") {
		switch t := tree.(type) {
		case map[string]any:
			tree = t[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(t) {
				return ""
			}
			tree = t[i]
		default:
			return ""
		}
	}
	switch v := tree.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

func limited(text string) string {
	if r := []rune(strings.ToValidUTF8(text, "")); len(r) > maxLetters {
		return string(r[:maxLetters])
	}
	return strings.ToValidUTF8(text, "")
}

// check puts g into its final form.
func (g *Guard) check() error {
	if g.Tenant == "" || g.Tenant == id.House {
		return problem.New(problem.Invalid, "lookup.tenant_missing")
	}
	if len(g.Hosts) > maxHosts || len(g.Private) > maxHosts {
		return problem.New(problem.Invalid, "lookup.too_many_hosts", "max", strconv.Itoa(maxHosts))
	}
	for i := range g.Hosts {
		g.Hosts[i] = strings.ToLower(strings.TrimSpace(g.Hosts[i]))
		if h := strings.TrimPrefix(g.Hosts[i], "."); h == "" || strings.ContainsAny(h, "/:@?# *") {
			return problem.New(problem.Invalid, "lookup.host", "host", g.Hosts[i])
		}
	}
	for i, text := range g.Private {
		p, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil || !openable(p) {
			return problem.New(problem.Invalid, "lookup.range", "range", text)
		}
		g.Private[i] = p.Masked().String()
	}
	return nil
}

// allows reports whether the tenant's look-ups may ask the host.
func (g *Guard) allows(host string) bool {
	host = strings.ToLower(host)
	return len(g.Hosts) == 0 || slices.ContainsFunc(g.Hosts, func(h string) bool {
		return h == host || strings.HasPrefix(h, ".") && (strings.HasSuffix(host, h) || h[1:] == host)
	})
}
