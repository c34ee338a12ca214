package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// plan is the plan of the house (docs/HOUSE.md 3): a room may open only the doors listed
// here. "x/" means the folder x and all below it; the longest prefix wins.
var plan = map[string][]string{
	"id": {}, "phone": {}, "staffing": {},
	"fact":  {"id", "phone", "voice"},
	"voice": {"id", "phone"},

	"core":       {"id", "fact", "phone", "voice", "core/"},
	"core/acd":   {"id", "fact"}, // the five below core never import each other
	"core/flow":  {"id", "fact", "voice"},
	"core/dial":  {"id", "fact", "phone", "voice"},
	"core/hours": {"id"},
	"core/call":  {"id", "fact", "voice"},

	"base/":        {"id", "fact", "base/"},
	"base/journal": {"id", "fact", "phone", "voice", "base/"},

	"voice/sip":    {"id", "phone", "voice", "voice/sip/", "base/problem"},
	"voice/sip/":   {"id", "phone", "voice", "voice/sip/"},
	"voice/webrtc": {"id", "voice", "voice/media", "voice/media/", "base/httpd"},
	"voice/media":  {"id", "voice", "voice/media/"},
	"voice/media/": {"id", "voice", "voice/media/"},
	"floor":        {"id", "fact", "phone", "voice", "core/", "base/", "floor/replay"},
	"floor/replay": {"id", "fact", "core/", "base/"},
	// a fake for tests: it writes invented days
	"floor/replay/replaytest": {"id", "fact", "core/", "base/", "sim"},
	"office/":                 {"id", "fact", "phone", "voice", "base/", "core/"},
	"desk/":                   {"id", "fact", "phone", "base/"},
	"office/trunk":            {"id", "fact", "phone", "voice", "base/", "core/"},
	"chat/mail":               {}, // letters: nobody's room is known to it
	"web":                     {},
	"sim":                     {"id", "fact", "phone", "voice", "core/", "base/problem", "sim/"},
	"sim/":                    {"id", "fact", "phone", "voice", "core/", "base/problem", "sim/"},
	"sim/whatif":              {"id", "fact", "voice", "core", "staffing"},
	"sim/phone":               {}, // a second opinion: none of our rooms
	"app":                     {"*"},
	"app/":                    {"*"},
	"cmd/":                    {"app", "app/", "sim/", "base/config", "base/problem", "id"},
	"base/db/dbtest":          {"base/db"},
}

// tenants of external modules: which rooms may import them. A module that is not here may
// be imported by nobody.
var modules = map[string][]string{
	"github.com/emiago/sipgo":         {"voice/sip/wire"},
	"github.com/icholy/digest":        {"voice/sip/wire", "voice/sip"},
	"github.com/pion/webrtc":          {"voice/webrtc"},
	"github.com/pion/":                {"voice/webrtc", "voice/media"},
	"github.com/pion/opus":            {"voice/media/sound"},
	"github.com/hajimehoshi/go-mp3":   {"voice/media/sound"},
	"github.com/mewkiz/flac":          {"voice/media/sound"},
	"github.com/danielgtaylor/huma":   {"base/httpd", "office/", "desk/", "floor", "app"},
	"github.com/coder/websocket":      {"base/httpd", "sim/client"},
	"modernc.org/sqlite":              {"base/db"},
	"github.com/jackc/pgx":            {"base/db"},
	"github.com/pressly/goose":        {"base/db"},
	"github.com/nyaruka/phonenumbers": {"phone"},
	"github.com/expr-lang/expr":       {"core/flow"}, // docs/decisions/0008
	"github.com/wneessen/go-mail":     {"chat/mail"},
	"github.com/alecthomas/kong":      {"cmd/", "base/config"},
	"golang.org/x/crypto":             {"office/user"},
	"golang.org/x/sys":                {"sim/load", "voice/media", "voice/media/", "base/db", "base/journal", "app", "app/"},
}

// doors names the only files of an office room that may open a heavy door.
var doors = map[string][]string{
	"gudok/base/httpd":                 {"http.go"},
	"github.com/danielgtaylor/huma/v2": {"http.go"},
	"database/sql":                     {"sql.go"},
}

// stdOf lists the standard packages of the pure rooms: whoever needs another adds it here
// with the reviewer's eyes on it.
var stdOf = map[string][]string{
	"id":       {"strings", "sync/atomic"},
	"phone":    {"errors", "slices", "strings", "log/slog"},
	"staffing": {"errors", "math", "slices"},
	"fact":     {"encoding/json", "fmt", "strconv", "strings"},
	"voice":    {"encoding/json"},
	"core": {"bytes", "cmp", "container/heap", "crypto/sha256", "encoding/binary", "encoding/hex", "encoding/json", "errors",
		"fmt", "hash", "hash/fnv", "io", "iter", "math", "math/bits", "reflect", "slices", "sort", "strconv", "strings", "unicode"},
}

// A source is one parsed file of ours that is not a test.
type source struct {
	path, room string
	file       *ast.File
	fset       *token.FileSet
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	fset := token.NewFileSet()
	err := filepath.WalkDir("..", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "tools" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") {
			return nil
		}
		f, err := parser.ParseFile(fset, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		room, err := filepath.Rel("..", filepath.Dir(p))
		out = append(out, source{p, room, f, fset})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("only %d files found: is this the root of the house?", len(out))
	}
	return out
}

func (s source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

func TestARoomOpensOnlyTheDoorsOfThePlan(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() || strings.HasSuffix(s.room, "test") { // fakes for tests may reach further
			continue
		}
		for _, im := range s.file.Imports {
			path := strings.Trim(im.Path.Value, `"`)
			switch to, ours := strings.CutPrefix(path, "gudok/"); {
			case ours:
				if !allowed(s.room, to) {
					t.Errorf("%s: room %q may not open the door to %q", s.path, s.room, to)
				}
			case strings.Contains(strings.SplitN(path, "/", 2)[0], "."):
				if !mayImport(s.room, path) {
					t.Errorf("%s: room %q may not import the module %s", s.path, s.room, path)
				}
			default:
				checkStd(t, s, path)
			}
			if files, guarded := doors[path]; guarded && (strings.HasPrefix(s.room, "office/") || strings.HasPrefix(s.room, "desk/")) && !slices.Contains(files, filepath.Base(s.path)) && !strings.HasPrefix(filepath.Base(s.path), strings.TrimSuffix(files[0], ".go")) {
				t.Errorf("%s: only %v may import %s", s.path, files, path)
			}
		}
	}
}

func checkStd(t *testing.T, s source, path string) {
	t.Helper()
	if list, ok := stdOf[pureRoom(s.room)]; ok && !slices.Contains(list, path) {
		t.Errorf("%s: the pure room %q imports %q, which is not on its list", s.path, s.room, path)
	}
}

func TestPureRoomsLookAtNoClockAndStartNothing(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() || pureRoom(s.room) == "" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s: the pure room %q starts a goroutine", s.fset.Position(n.Pos()), s.room)
			case *ast.SelectStmt, *ast.SendStmt:
				t.Errorf("%s: the pure room %q uses a channel", s.fset.Position(n.Pos()), s.room)
			}
			return true
		})
	}
}

// pureRoom is the key of stdOf under which the room falls, "" when it is not pure.
func pureRoom(room string) string {
	if room == "core" || strings.HasPrefix(room, "core/") {
		return "core"
	}
	if _, ok := stdOf[room]; ok {
		return room
	}
	return ""
}

func mayImport(room, path string) bool {
	best := ""
	for m := range modules {
		if strings.HasPrefix(path, m) && len(m) > len(best) {
			best = m
		}
	}
	return best != "" && within(room, modules[best])
}

func allowed(room, to string) bool {
	best := ""
	for k := range plan {
		if (k == room || strings.HasSuffix(k, "/") && strings.HasPrefix(room, k)) && len(k) > len(best) {
			best = k
		}
	}
	return within(to, plan[best])
}

func within(room string, list []string) bool {
	return slices.ContainsFunc(list, func(d string) bool {
		return d == "*" || d == room || strings.HasSuffix(d, "/") && (strings.HasPrefix(room, d) || room+"/" == d)
	})
}
