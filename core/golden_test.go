package core_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"os"
	"strings"
	"testing"

	"gudok/core"
	"gudok/sim"
)

// The golden corpus is two hours of an invented centre with everything going wrong that can:
// a usual one, and one with more callers than the centre can serve, so that limits, hands,
// returns and every way to choose are in it. It holds their inputs, and after each thousand
// of them the hash of all that the core said until then and of its state. When a change of the code changes a decision, this test fails:
// raise core.Version and record anew by `go test ./core -run Golden -rewrite`, which
// refuses as long as the version is the old one.
const goldenEvery = 1000

// A corpus is one of the hours.
type corpus struct {
	inputs, hashes string
	world          sim.Options
}

func corpora() map[string]corpus {
	// Ten in the morning where most people live: they may be called back.
	ten := int64(1_767_571_200_000) + 8*3_600_000
	return map[string]corpus{
		"usual":   {"testdata/golden/inputs.jsonl.gz", "testdata/golden/hashes.txt", sim.Options{Seed: 20260105}},
		"crowded": {"testdata/golden/crowded.jsonl.gz", "testdata/golden/crowded.txt", sim.Options{Seed: 20261122, Start: ten, Size: sim.Size{Agents: 24, Lines: 12, Tenants: 3, PerHour: 500, People: 900}}},
	}
}

// An entry is an input as it stands in the corpus.
type entry struct {
	At   int64           `json:"at"`
	Seq  uint64          `json:"seq"`
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

func TestGoldenCorpus(t *testing.T) {
	for name, c := range corpora() {
		t.Run(name, c.hold)
	}
}

// hold holds the core to the corpus, or records it anew.
func (c corpus) hold(t *testing.T) {
	want, err := os.ReadFile(c.hashes)
	if err != nil && !*rewrite {
		t.Fatal(err)
	}
	sameVersion := strings.HasPrefix(string(want), fmt.Sprintf("version %d\n", core.Version))
	if *rewrite && !sameVersion {
		c.record(t)
		return
	}
	if !sameVersion {
		t.Fatalf("the corpus is of another version than %d: record it anew with -rewrite", core.Version)
	}
	if got := c.retell(t); got != string(want) {
		t.Errorf("decisions changed within version %d; raise core.Version if that is meant\n%s", core.Version, diff(string(want), got))
	}
}

// record writes the corpus anew.
func (c corpus) record(t *testing.T) {
	t.Helper()
	var plain bytes.Buffer
	enc := json.NewEncoder(&plain)
	c.world.Tap = func(now int64, seq uint64, in core.Input) {
		kind, data := core.EncodeInput(in)
		if err := enc.Encode(entry{now, seq, kind, data}); err != nil {
			t.Fatal(err)
		}
	}
	w := sim.New(c.world)
	if err := w.Run(3_600_000); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	if _, err := zip.Write(plain.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata/golden", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(c.inputs, packed.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(c.hashes, []byte(c.retell(t)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// retell steps the corpus and returns its hashes.
func (c corpus) retell(t *testing.T) string {
	t.Helper()
	packed, err := os.ReadFile(c.inputs)
	if err != nil {
		t.Fatal(err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text := &strings.Builder{}
	fmt.Fprintf(text, "version %d\n", core.Version)
	s, said, n := core.New(), sha256.New(), 0
	lines := bufio.NewScanner(zip)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e entry
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		in, err := core.DecodeInput(e.Kind, e.Data)
		if err != nil {
			t.Fatal(err)
		}
		var out core.Out
		s.Step(e.At, e.Seq, in, &out)
		hear(t, said, &out)
		if n++; n%goldenEvery == 0 {
			state := s.Hash()
			fmt.Fprintf(text, "%d said %s state %s\n", n, hex.EncodeToString(said.Sum(nil)[:16]), hex.EncodeToString(state[:16]))
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// hear mixes what the core said into the hash.
func hear(t *testing.T, said hash.Hash, out *core.Out) {
	t.Helper()
	enc := json.NewEncoder(said)
	for _, f := range out.Facts {
		if err := enc.Encode(f.Fact.FactType()); err != nil {
			t.Fatal(err)
		}
		if err := enc.Encode(f); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range out.Effects {
		fmt.Fprintf(said, "%T", c)
		if err := enc.Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := enc.Encode(out.Refused); err != nil {
		t.Fatal(err)
	}
}
