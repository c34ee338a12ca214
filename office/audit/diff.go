package audit

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// A Difference is one value that is not the same before and after a change. Path names it as
// "dispositions.2.name"; an absent side is missing.
type Difference struct {
	Path   string          `json:"path"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// maxDifferences is what a person reads of one change; the rows themselves are beside it.
const maxDifferences = 100

// differences are what a change did to a row, by path. A row that was made or removed is one
// difference for each of its values.
func differences(before, after json.RawMessage) []Difference {
	list := []Difference{}
	differ("", before, after, &list)
	return list
}

func differ(path string, before, after json.RawMessage, list *[]Difference) {
	if len(*list) == maxDifferences || same(before, after) {
		return
	}
	b, a := parts(before), parts(after)
	if (b == nil && len(before) > 0) || (a == nil && len(after) > 0) || (b == nil && a == nil) {
		*list = append(*list, Difference{path, before, after})
		return
	}
	names := map[string]bool{}
	for name := range b {
		names[name] = true
	}
	for name := range a {
		names[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		inner := name
		if path != "" {
			inner = path + "." + name
		}
		differ(inner, b[name], a[name], list)
	}
}

// parts are the values of an object or a list, nil of anything else.
func parts(raw json.RawMessage) map[string]json.RawMessage {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return nil
	}
	switch raw[0] {
	case '{':
		m := map[string]json.RawMessage{}
		if json.Unmarshal(raw, &m) == nil {
			return m
		}
	case '[':
		var l []json.RawMessage
		if json.Unmarshal(raw, &l) == nil {
			m := map[string]json.RawMessage{}
			for i, v := range l {
				m[strconv.Itoa(i)] = v
			}
			return m
		}
	}
	return nil
}

// same compares two values as they are stored: PostgreSQL and SQLite keep the text.
func same(a, b json.RawMessage) bool { return bytes.Equal(bytes.TrimSpace(a), bytes.TrimSpace(b)) }
