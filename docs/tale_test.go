package docs

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A tale is a story as a reader sees it.
type tale struct {
	name   string // its file without the number's leading place: 03_ring_no_answer
	title  string
	rule   string   // its first paragraph
	centre []string // how the centre is set up before anybody does anything
	parts  []part
}

// A part is a paragraph and what happens under it.
type part struct {
	text string
	rows []row
}

// A row is a moment: what somebody does, and what follows from it.
type row struct {
	clock, deed string
	after       []string
}

// A teller reads a story and remembers who is who in it.
type teller struct {
	t       *testing.T
	at      string
	tale    tale
	agents  map[string]bool
	lines   map[string]bool
	whose   map[string]string // item or promise -> the person it is about
	owed    map[string]string // promise -> the person
	began   bool              // somebody has done something
	routing bool              // a story of routing by itself, without telephones
	broken  bool              // the last line was not a comment
}

// read reads a story file.
func read(t *testing.T, file string) tale {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := strings.TrimSuffix(filepath.Base(file), ".story")
	_, words, _ := strings.Cut(name, "_")
	r := &teller{
		t: t, tale: tale{name: name, title: upper(strings.ReplaceAll(words, "_", " ")), parts: []part{{}}},
		agents: map[string]bool{}, lines: map[string]bool{}, whose: map[string]string{}, owed: map[string]string{},
	}
	scan := bufio.NewScanner(f)
	for n := 1; scan.Scan(); n++ {
		r.at = fmt.Sprintf("%s:%d", file, n)
		r.line(scan.Text())
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	if r.tale.rule == "" {
		t.Errorf("%s begins without the sentence that says its rule", file)
	}
	r.tale.parts = slices.DeleteFunc(r.tale.parts, func(p part) bool { return p.text == "" && len(p.rows) == 0 })
	return r.tale
}

func (r *teller) line(line string) {
	comment := strings.HasPrefix(line, "#")
	switch {
	case line == "" || strings.HasPrefix(line, "show "):
		return
	case comment:
		r.comment(strings.TrimSpace(strings.TrimPrefix(line, "#")))
	case strings.HasPrefix(line, "day "):
		r.row("", "**Day "+strings.TrimPrefix(line, "day ")+"**")
	case strings.HasPrefix(line, "  -- "):
		r.row(strings.TrimPrefix(line, "  -- "), "")
	case strings.HasPrefix(line, "  > "):
		r.follows(r.command(strings.TrimPrefix(line, "  > ")))
	case strings.HasPrefix(line, "  no: "):
		r.follows("Refused: " + spoken(strings.TrimPrefix(line, "  no: ")))
	case strings.HasPrefix(line, "  "):
		r.follows(r.fact(parseFact(r, strings.TrimSpace(line))))
	default:
		clock, sentence, _ := strings.Cut(line, " ")
		r.sentence(clock, r.inOrder(strings.Fields(sentence)))
	}
	r.broken = !comment
}

// inOrder turns the words of a routing story ("money line skill=billing") into those of all
// others ("line money skill=billing").
func (r *teller) inOrder(w []string) []string {
	if len(w) > 2 && (w[1] == "line" || w[1] == "agent") && strings.Contains(w[2], "=") {
		w[0], w[1] = w[1], w[0]
		r.routing = true
	}
	return w
}

// comment is the rule, or begins a new part.
func (r *teller) comment(text string) {
	last := &r.tale.parts[len(r.tale.parts)-1]
	switch {
	case !r.broken && !r.began && len(r.tale.centre) == 0:
		r.tale.rule = strings.TrimSpace(r.tale.rule + " " + text)
	case !r.broken:
		last.text = strings.TrimSpace(last.text + " " + text)
	default:
		r.tale.parts = append(r.tale.parts, part{text: text})
	}
}

func (r *teller) sentence(clock string, w []string) {
	set, isSetting := r.setting(w)
	switch {
	case isSetting && !r.began:
		if set != "" {
			r.tale.centre = append(r.tale.centre, set)
		}
	case isSetting:
		r.row(clock, "*Settings:* "+set)
	default:
		r.began = true
		r.row(clock, r.deed(w))
	}
}

func (r *teller) row(clock, deed string) {
	last := &r.tale.parts[len(r.tale.parts)-1]
	last.rows = append(last.rows, row{clock: clock, deed: deed})
}

// follows notes what came of the last deed; nothing is said twice, and what follows from
// settings at the start is not worth a word.
func (r *teller) follows(text string) {
	last := &r.tale.parts[len(r.tale.parts)-1]
	if text == "" || len(last.rows) == 0 {
		return
	}
	at := &last.rows[len(last.rows)-1]
	if !slices.Contains(at.after, text) {
		at.after = append(at.after, text)
	}
}

// person is a name as people write it; settings have quiet ones.
func (r *teller) person(name string) string {
	switch {
	case name == "":
		return "the caller"
	case r.lines[name]:
		return "*" + name + "*"
	}
	if kind, n := split(name); n != "" && slices.Contains([]string{"item", "promise", "call", "file", "attempt", "offer", "leg"}, kind) {
		if who := r.whose[name]; who != "" {
			return who
		}
		return kind + " " + n
	}
	return upper(name)
}

// split parts "promise12" into its word and its number.
func split(name string) (word, n string) {
	i := strings.IndexAny(name, "0123456789")
	if i <= 0 {
		return name, ""
	}
	return name[:i], name[i:]
}

func upper(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// spoken is a code as words: floor.agent_away is "agent away".
func spoken(code string) string {
	if i := strings.LastIndex(code, "."); i >= 0 && i < len(code)-1 {
		code = code[i+1:]
	}
	return strings.ReplaceAll(code, "_", " ")
}
