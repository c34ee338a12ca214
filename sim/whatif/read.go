package whatif

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"gudok/staffing"
)

// Limits of a file: larger is another file by mistake.
const (
	maxFile = 64 << 20 // bytes, of the scenario or of values beside it
	maxRows = 5_000_000
)

// An Error is what is wrong with a scenario, and where.
type Error struct {
	File string
	Line int    // from 1; 0: not known
	At   string // path in the file, such as callers[1].patience
	Why  string
}

// Error is the sentence for people.
func (e *Error) Error() string {
	s := e.File
	if e.Line > 0 {
		s += ":" + strconv.Itoa(e.Line)
	}
	if e.At != "" {
		s += ": " + e.At
	}
	return s + ": " + e.Why
}

// Load reads a scenario and the files that it names beside it, and checks it.
func Load(files fs.FS, name string) (*Scenario, error) {
	text, err := readFile(files, name)
	if err != nil {
		return nil, err
	}
	s := &Scenario{}
	plain := uncommented(text)
	if err := strict(plain, s); err != nil {
		return nil, placed(name, plain, err)
	}
	found := &finder{file: name, text: plain}
	if err := s.loadFiles(files, path.Dir(name), found); err != nil {
		return nil, err
	}
	return s, s.check(found)
}

func readFile(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxFile {
		return nil, fmt.Errorf("%s: more than %d bytes are no scenario", name, maxFile)
	}
	return text, nil
}

// uncommented blanks what stands behind // outside strings, so that places in the file stay.
func uncommented(text []byte) []byte {
	out := bytes.Clone(text)
	inString := false
	for i := 0; i < len(out); i++ {
		switch {
		case inString && out[i] == '\\':
			i++
		case out[i] == '"':
			inString = !inString
		case !inString && out[i] == '/' && i+1 < len(out) && out[i+1] == '/':
			for ; i < len(out) && out[i] != '\n'; i++ {
				out[i] = ' '
			}
		}
	}
	return out
}

// strict decodes and refuses fields that do not exist: a misspelt field would otherwise be
// a setting that silently does nothing.
func strict(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return &offsetError{int(d.InputOffset()), err}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return &offsetError{int(d.InputOffset()), errors.New("something follows the end of the scenario")}
	}
	return nil
}

// An offsetError knows how far the text was understood.
type offsetError struct {
	at  int
	err error
}

func (e *offsetError) Error() string { return e.err.Error() }
func (e *offsetError) Unwrap() error { return e.err }

// placed says where in the file a decoding error is, as well as it can be known.
func placed(file string, text []byte, err error) error {
	out := &Error{File: file, Why: strings.TrimPrefix(err.Error(), "json: ")}
	var syntax *json.SyntaxError
	var typed *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		out.Line = lineOf(text, int(syntax.Offset))
	case errors.As(err, &typed):
		out.Line, out.At = lineOf(text, int(typed.Offset)), typed.Field
		out.Why = fmt.Sprintf("a %s where %s belongs", typed.Value, kindName(typed.Type.String()))
	default:
		// An unknown field is quoted in the message; other words are of our own types.
		if _, name, ok := strings.Cut(out.Why, "unknown field "); ok {
			if i := bytes.Index(text, []byte(name)); i >= 0 {
				out.Line = lineOf(text, i)
			}
			out.Why = "there is no field " + name
		} else if at, why, ok := blame(text); ok {
			out.Line, out.Why = at, why
		}
	}
	return out
}

func kindName(t string) string {
	switch {
	case strings.HasPrefix(t, "[]"):
		return "a list"
	case strings.HasPrefix(t, "map"), strings.HasPrefix(t, "whatif."), strings.HasPrefix(t, "struct"):
		return "an object"
	case t == "string":
		return "a word in quotes"
	case t == "bool":
		return "true or false"
	}
	return "a number"
}

func lineOf(text []byte, at int) int {
	return 1 + bytes.Count(text[:min(max(at, 0), len(text))], []byte{'\n'})
}

// blame finds the value that one of our own types refuses: errors of those have no offset.
func blame(text []byte) (line int, why string, ok bool) {
	f := &finder{text: text}
	f.walk()
	for _, p := range f.places {
		raw := text[p.from:p.to]
		var err error
		switch field := p.path[strings.LastIndexAny(p.path, ".[")+1:]; field {
		case "patience", "talk", "wrap", "answer", "pause", "every":
			err = new(Chance).UnmarshalJSON(bytes.TrimSpace(raw))
		case "from", "to":
			if len(bytes.TrimSpace(raw)) > 0 && bytes.TrimSpace(raw)[0] == '{' {
				continue // weights of a forward
			}
			err = new(Clock).UnmarshalJSON(bytes.TrimSpace(raw))
		case "slot", "within", "short", "warmup", "bonus", "ring", "max_wait", "overflow_after", "forwarded_bonus", "starve", "longest_shift", "step", "if_over":
			err = new(Span).UnmarshalJSON(bytes.TrimSpace(raw))
		case "after":
			if bytes.HasPrefix(bytes.TrimSpace(raw), []byte{'['}) {
				continue // waits of returns, looked at one by one
			} else if strings.Contains(p.path, "again") {
				err = new(Chance).UnmarshalJSON(bytes.TrimSpace(raw))
			} else {
				err = new(Span).UnmarshalJSON(bytes.TrimSpace(raw))
			}
		}
		if err != nil {
			return lineOf(text, p.from), p.path + ": " + err.Error(), true
		}
	}
	return 0, "", false
}

// loadFiles reads what distributions name.
func (s *Scenario) loadFiles(files fs.FS, dir string, f *finder) error {
	return s.chances(func(at string, c *Chance) error {
		if c.file == "" {
			return nil
		}
		rows, err := readRows(files, path.Join(dir, c.file))
		if err == nil {
			err = c.fill(rows)
		}
		if err != nil {
			return f.err(at, "%v", err)
		}
		return nil
	})
}

// readRows reads a file of numbers separated by commas; a first row of words is a heading.
func readRows(files fs.FS, name string) ([][]float64, error) {
	text, err := readFile(files, name)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.ReuseRecord = -1, true, true
	var out [][]float64
	for n := 1; ; n++ {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if len(out) == maxRows {
			return nil, fmt.Errorf("%s: more than %d rows", name, maxRows)
		}
		row := make([]float64, len(rec))
		for i, v := range rec {
			if row[i], err = strconv.ParseFloat(strings.TrimSpace(v), 64); err != nil {
				break
			}
		}
		switch {
		case err != nil && n == 1: // the heading
		case err != nil:
			return nil, fmt.Errorf("%s:%d: %q are not all numbers", name, n, rec)
		default:
			out = append(out, row)
		}
	}
}

// fill takes in the rows of the file.
func (c *Chance) fill(rows [][]float64) error {
	if len(rows) == 0 {
		return fmt.Errorf("%s: there is no row in it", c.file)
	}
	if c.kind == "values" {
		for _, r := range rows {
			if err := positive(r[0]); err != nil {
				return fmt.Errorf("%s: %w", c.file, err)
			}
			c.values = append(c.values, r[0])
		}
		return nil
	}
	var waits []staffing.Wait
	for i, r := range rows {
		if len(r) < 2 {
			return fmt.Errorf("%s: row %d has no second column (1: gave up, 0: was served)", c.file, i+1)
		}
		waits = append(waits, staffing.Wait{For: r[0], Left: r[1] != 0})
	}
	var err error
	c.patience, err = staffing.KaplanMeier(waits)
	return err
}
