package docs

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write the pages anew")

const folder = "rules"

// TestTheManualIsWhatTheStoriesTell renders every story and the table of contents, and
// compares them with docs/rules: a page that is stale, missing or left over fails.
func TestTheManualIsWhatTheStoriesTell(t *testing.T) {
	pages := render(t)
	if *rewrite {
		write(t, pages)
		return
	}
	have, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range have {
		if _, ok := pages[filepath.Base(file)]; !ok {
			t.Errorf("%s: no story tells this; go test ./docs -rewrite", file)
		}
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || !bytes.Equal(got, []byte(want)) {
			t.Errorf("%s is not what its story tells now: go test ./docs -rewrite", filepath.Join(folder, name))
		}
	}
}

func write(t *testing.T, pages map[string]string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	old, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range old {
		if _, ok := pages[filepath.Base(file)]; !ok {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tales are all stories by their names.
func tales(t *testing.T) map[string]tale {
	t.Helper()
	all := map[string]tale{}
	for _, where := range []string{"../core/testdata/*.story", "../core/*/testdata/*.story"} {
		files, err := filepath.Glob(where)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d stories: %v", where, len(files), err)
		}
		for _, file := range files {
			s := read(t, file)
			if _, twice := all[s.name]; twice {
				t.Fatalf("two stories are called %s", s.name)
			}
			all[s.name] = s
		}
	}
	return all
}

var ruleNumber = regexp.MustCompile(`\b(5\.[1-5])\b`)

// chapters is the catalog with every story in it: what no rule names is placed by the
// number in its first paragraph.
func chapters(t *testing.T, all map[string]tale) []subject {
	t.Helper()
	list := catalog()
	placed := map[string]bool{}
	for _, s := range list {
		for _, r := range s.rules {
			if len(r.tales) == 0 {
				t.Errorf("%s: no story shows that %q", s.title, r.text)
			}
			for _, name := range r.tales {
				if _, ok := all[name]; !ok {
					t.Errorf("%s: there is no story %s", s.title, name)
				}
				placed[name] = true
			}
		}
	}
	for _, name := range sortedNames(all) {
		if placed[name] {
			continue
		}
		n := ruleNumber.FindString(all[name].rule)
		if n == "" {
			n = byName(name)
		}
		at := slices.IndexFunc(list, func(s subject) bool { return s.number == n })
		if at < 0 {
			t.Errorf("story %s has no place in the manual: name it in catalog_test.go, or the number of its subject (5.1 to 5.5) in its first paragraph", name)
			continue
		}
		list[at].rules = append(list[at].rules, rule{firstSentence(all[name].rule), []string{name}})
	}
	return list
}

// byName is the subject of stories that are numbered by it: 100 to 129 are about agents and
// callers, 130 to 159 about promises, 160 to 189 about menus.
func byName(name string) string {
	number, _, _ := strings.Cut(name, "_")
	if len(number) != 3 {
		return ""
	}
	switch {
	case number < "130":
		return "5.3"
	case number < "160":
		return "5.5"
	case number < "190":
		return "6"
	}
	return ""
}

// mention is how a story names the number of its rule, in brackets or before its sentence.
var mention = regexp.MustCompile(`\s*\((?:(?:product|house)\.md )?(?:\d+\.\d+|S-\d+)[^)]*\)|^(?:[Rr]ule )?(?:(?:product|house)\.md )?\d+\.\d+(?: and \d+\.\d+)?(?: rules? [\d, and]+\d|)(?:, [a-z ]+)?[:,.]?\s+`)

// said is a paragraph without the numbers of rules, which head its page already.
func said(text string) string {
	return upper(strings.ReplaceAll(ruleLabel.ReplaceAllString(mention.ReplaceAllString(text, ""), ""), "_", " "))
}

var ruleLabel = regexp.MustCompile(`^Rules? [\d, and]*\d(?:, [a-z ]+)?: |\s*\([A-Z]\w+\.\w+\)`)

func firstSentence(text string) string {
	text = said(text)
	if i := strings.Index(text, ". "); i >= 0 {
		return text[:i+1]
	}
	return text
}

func sortedNames(all map[string]tale) []string {
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// page is the file of a story.
func page(name string) string {
	_, words, _ := strings.Cut(name, "_")
	return strings.ReplaceAll(words, "_", "-") + ".md"
}

// render makes all pages.
func render(t *testing.T) map[string]string {
	t.Helper()
	all := tales(t)
	pages := map[string]string{}
	var index strings.Builder
	index.WriteString("# The rules\n\nHow calls, people and promises are dealt with here, in examples. Every page below is a test as well: it is written from a\nstory that the program is made to live through, so it cannot be out of date.\n\n" +
		"On each page the left column is the clock, the middle one what people do, the right one what follows. The people are invented: Olga and Ivan answer calls, the others call.\n")
	for _, s := range chapters(t, all) {
		if len(s.rules) == 0 {
			continue
		}
		fmt.Fprintf(&index, "\n## %s %s\n\n%s\n\n", s.number, s.title, s.about)
		var order []string
		for _, r := range s.rules {
			var links []string
			for _, name := range r.tales {
				links = append(links, fmt.Sprintf("[%s](%s)", strings.ToLower(all[name].title), page(name)))
				if !slices.Contains(order, name) {
					order = append(order, name)
				}
			}
			fmt.Fprintf(&index, "- %s — %s\n", r.text, strings.Join(links, ", "))
		}
		for i, name := range order {
			if _, done := pages[page(name)]; done {
				continue
			}
			pages[page(name)] = show(all[name], s, neighbour(all, order, i-1), neighbour(all, order, i+1))
		}
	}
	pages["README.md"] = index.String()
	return pages
}

func neighbour(all map[string]tale, order []string, i int) string {
	if i < 0 || i >= len(order) {
		return ""
	}
	return fmt.Sprintf("[%s](%s)", strings.ToLower(all[order[i]].title), page(order[i]))
}

// show is a story's page.
func show(s tale, in subject, before, after string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n*%s %s*\n\n**%s**\n", s.title, in.number, in.title, said(s.rule))
	if len(s.centre) > 0 {
		b.WriteString("\nThe centre of this story:\n\n")
		for _, line := range s.centre {
			fmt.Fprintf(&b, "- %s\n", line)
		}
	}
	for _, p := range s.parts {
		if p.text != "" {
			fmt.Fprintf(&b, "\n%s\n", p.text)
		}
		rows := slices.DeleteFunc(slices.Clone(p.rows), func(r row) bool { return (r.deed == "" || r.deed == idle) && len(r.after) == 0 })
		if len(rows) == 0 {
			continue
		}
		b.WriteString("\n| Clock | What people do | What follows |\n|---|---|---|\n")
		for _, r := range rows {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", r.clock, r.deed, strings.Join(r.after, "<br>"))
		}
	}
	var links []string
	if before != "" {
		links = append(links, "before: "+before)
	}
	links = append(links, "[all rules](README.md)")
	if after != "" {
		links = append(links, "next: "+after)
	}
	fmt.Fprintf(&b, "\n---\n%s\n", strings.Join(links, " · "))
	return b.String()
}
