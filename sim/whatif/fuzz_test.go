package whatif

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// FuzzLoad: whatever the file says, it is understood or refused; and what is understood can be
// planned, with all its variants.
func FuzzLoad(f *testing.F) {
	list, err := filepath.Glob("../../docs/simulate/*.json")
	if err != nil || len(list) == 0 {
		f.Fatalf("no examples: %v", err)
	}
	for _, name := range list {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(desk)
	f.Add(calledBack)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Load(fstest.MapFS{"s.json": {Data: []byte(text)}}, "s.json")
		if err != nil {
			return
		}
		if s.size() > 2000 {
			t.Skip("too large a centre for a moment")
		}
		if _, err := s.plans(nil); err != nil {
			t.Fatalf("a good scenario has a variant that cannot be planned: %v", err)
		}
	})
}

// size is how many agents and calls there are, roughly.
func (s *Scenario) size() float64 {
	n := 0.0
	for _, g := range s.Agents {
		n += float64(len(g.shifts(s)))
	}
	for _, c := range s.Callers {
		rate, exact := s.rates(c.Calls)
		n += float64(exact)
		for _, v := range rate {
			n += v
		}
	}
	for _, v := range s.Variants {
		for _, c := range v.Changes {
			n += float64(max(c.Add, 0)) + n*c.Times
		}
	}
	return n
}
