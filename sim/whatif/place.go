package whatif

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// A finder knows at which line of the file each value stands.
type finder struct {
	file   string
	text   []byte
	places []place
	known  map[string]int
}

type place struct {
	path     string
	from, to int
}

// err is an error at the path.
func (f *finder) err(at, format string, args ...any) error {
	e := &Error{File: f.file, At: at, Why: fmt.Sprintf(format, args...)}
	if f.places == nil {
		f.walk()
	}
	for p := at; p != "" && e.Line == 0; p = parent(p) {
		if i, ok := f.known[p]; ok {
			e.Line = lineOf(f.text, f.places[i].from)
		}
	}
	return e
}

// parent is the path of what contains the value: a field that is missing is missed there.
func parent(p string) string {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] == '.' || p[i] == '[' {
			return p[:i]
		}
	}
	return ""
}

// walk notes where every value begins and ends. The text was understood before, or as far as
// it goes.
func (f *finder) walk() {
	f.known = map[string]int{}
	d := json.NewDecoder(bytes.NewReader(f.text))
	f.value(d, "")
}

func (f *finder) value(d *json.Decoder, at string) bool {
	from := f.begin(int(d.InputOffset()))
	i := len(f.places)
	f.places = append(f.places, place{at, from, from})
	f.known[at] = i
	t, err := d.Token()
	if err != nil {
		return false
	}
	switch t {
	case json.Delim('{'):
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return false
			}
			name := fmt.Sprint(key)
			if at != "" {
				name = at + "." + name
			}
			if !f.value(d, name) {
				return false
			}
		}
		_, err = d.Token()
	case json.Delim('['):
		for n := 0; d.More(); n++ {
			if !f.value(d, at+"["+strconv.Itoa(n)+"]") {
				return false
			}
		}
		_, err = d.Token()
	}
	f.places[i].to = int(d.InputOffset())
	return err == nil
}

// begin skips what lies before a value.
func (f *finder) begin(i int) int {
	for i < len(f.text) && bytes.IndexByte([]byte(" \t\r\n,:"), f.text[i]) >= 0 {
		i++
	}
	return i
}
