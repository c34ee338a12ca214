package id

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestNamesAreOrderedLikeTheMomentsTheyWereMadeAt(t *testing.T) {
	var m Maker
	var names []string
	for _, at := range []int64{1, 2, 1000, 1_790_000_000_000, 1_790_000_000_001} {
		for seq := uint64(1); seq < 4; seq++ {
			m.Begin(at, seq)
			names = append(names, m.Next("call"), m.Next("call"))
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("not sorted: %v", names)
	}
	if len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("a name twice: %v", names)
	}
}

func TestTheSameInputGivesTheSameNames(t *testing.T) {
	a, b := Maker{Epoch: 7}, Maker{Epoch: 7}
	a.Begin(1_790_000_000_000, 42)
	b.Begin(1_790_000_000_000, 42)
	if x, y := a.Next("leg"), b.Next("leg"); x != y {
		t.Errorf("%s and %s", x, y)
	}
	c := Maker{Epoch: 8}
	c.Begin(1_790_000_000_000, 42)
	if x, y := a.Next("leg"), c.Next("leg"); x == y {
		t.Errorf("two epochs made %s", x)
	}
}

func TestASourceNeverRepeatsItself(t *testing.T) {
	s := Source{Now: func() int64 { return 5 }}
	var mu sync.Mutex
	seen := map[string]bool{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 500 {
				n := s.Next("leg")
				mu.Lock()
				if seen[n] {
					t.Errorf("%s twice", n)
				}
				seen[n] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(seen) != 2000 {
		t.Errorf("%d names", len(seen))
	}
}

func TestValid(t *testing.T) {
	for _, c := range []struct {
		name, kind, text string
		want             bool
	}{
		{"a made name", "call", "call_01K00000000000000000000000", true},
		{"a shipped prompt", "prm", "prm_std_music", true},
		{"another kind", "call", "leg_01K", false},
		{"nothing after the prefix", "call", "call_", false},
		{"a path", "rec", "rec_../../etc/passwd", false},
		{"a quote", "ten", "ten_a'b", false},
		{"too long", "ten", "ten_" + strings.Repeat("a", 61), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Valid(c.kind, c.text); got != c.want {
				t.Errorf("Valid(%q, %q) = %v", c.kind, c.text, got)
			}
		})
	}
	if AgentOf("usr_x") != "agt_x" || UserOf("agt_x") != "usr_x" {
		t.Error("an agent is not its user")
	}
	if Kind("call_1") != "call" || Kind("x") != "" {
		t.Error("kinds")
	}
}
