package app

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// The limits of docs/STYLE.md 28. They are there so that a reader can hold a thing in one
// look; a case that is better served otherwise says so in the lists below, with its reason.
const (
	maxFunction     = 70
	maxTestFunction = 120
	maxFile         = 500
)

// longer lists what may pass a limit, and why.
var longer = map[string]string{}

func TestFunctionsAndFilesFitOneLook(t *testing.T) {
	for _, s := range sources(t) {
		lines := s.fset.File(s.file.Pos()).LineCount()
		if lines > maxFile && longer[s.path] == "" && !ast.IsGenerated(s.file) {
			t.Errorf("%s: %d lines; split it at its second reason to change", s.path, lines)
		}
		limit := maxFunction
		if s.test() {
			limit = maxTestFunction
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			n := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line + 1
			if n > limit && longer[s.path+":"+f.Name.Name] == "" {
				t.Errorf("%s: %s has %d lines", s.fset.Position(f.Pos()), f.Name.Name, n)
			}
		}
	}
}

func TestEveryRoomSaysWhatItIs(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		if s.test() {
			continue
		}
		if s.file.Doc != nil && len(s.file.Doc.Text()) > 40 {
			documented[s.room] = true
		} else if _, seen := documented[s.room]; !seen {
			documented[s.room] = false
		}
	}
	for room, ok := range documented {
		if !ok {
			t.Errorf("room %q has no package comment", room)
		}
	}
}

func TestTestsDoNotSleepAndCodePromisesNothing(t *testing.T) {
	later := regexp.MustCompile(`\b(` + "FIX" + `ME|` + "TO" + `DO|XXX|HACK)\b`)
	for _, s := range sources(t) {
		for _, g := range s.file.Comments {
			if m := later.FindString(g.Text()); m != "" {
				t.Errorf("%s: %s in a comment; do it or write an issue", s.fset.Position(g.Pos()), m)
			}
		}
		if s.test() {
			checkSleeps(t, s)
		}
	}
}

// checkSleeps allows time.Sleep only in files that run in a bubble of virtual time.
func checkSleeps(t *testing.T, s source) {
	t.Helper()
	for _, im := range s.file.Imports {
		if im.Path.Value == `"testing/synctest"` {
			return
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Sleep" {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" {
			t.Errorf("%s: a sleep that hopes; wait for what should happen", s.fset.Position(n.Pos()))
		}
		return true
	})
}

func TestCodeSpeaksEnglish(t *testing.T) {
	for _, s := range sources(t) {
		// Shipped sentences and invented people are data in their own language.
		if s.test() || strings.HasPrefix(s.room, "voice/media/prompts") || strings.HasPrefix(s.room, "app/demo") || strings.HasPrefix(s.room, "sim") {
			continue
		}
		text, err := os.ReadFile(s.path)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if strings.IndexFunc(line, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0 {
				t.Errorf("%s:%d: Cyrillic outside translations and test data", s.path, i+1)
				break
			}
		}
	}
}

func TestOfficeRoomsNameTheirFilesAlike(t *testing.T) {
	rooms, err := filepath.Glob("../office/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range rooms {
		if _, err := os.Stat(filepath.Join(room, "doc.go")); err != nil {
			t.Errorf("%s: no doc.go", room)
		}
	}
}
