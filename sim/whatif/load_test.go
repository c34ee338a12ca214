package whatif

import (
	"testing"
	"testing/fstest"
)

// load reads a scenario that must be good.
func load(t testing.TB, text string) *Scenario {
	t.Helper()
	s, err := Load(fstest.MapFS{"s.json": {Data: []byte(text)}}, "s.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}
