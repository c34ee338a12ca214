package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write the expected output anew")

func TestSimulatePrintsTheSameForTheSameSeed(t *testing.T) {
	var out, progress bytes.Buffer
	c := simulateCommand{File: "testdata/simulate.json", Reps: 10, Seed: 7}
	if err := c.run(context.Background(), &out, &progress); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/simulate.txt"
	if *rewrite {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("printed is\n%s\nexpected is\n%s", out.String(), want)
	}
	if !strings.Contains(progress.String(), "20 of 20 days") {
		t.Errorf("the progress is %q", progress.String())
	}
}

func TestSimulateAsJSON(t *testing.T) {
	var out bytes.Buffer
	c := simulateCommand{File: "testdata/simulate.json", Reps: 2, Seed: 7, JSON: true, Only: []string{"one more"}}
	if err := c.run(context.Background(), &out, nil); err != nil {
		t.Fatal(err)
	}
	var v struct {
		Variants []struct {
			Name string
			All  map[string]struct{ Value float64 }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Variants) != 2 || v.Variants[1].Name != "one more" || v.Variants[0].All["SL-E"].Value <= 0 {
		t.Errorf("printed is %s", out.String())
	}
}

func TestSimulateStoppedPrintsWhatWasFinished(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out bytes.Buffer
	c := simulateCommand{File: "testdata/simulate.json", Reps: 5, Seed: 7}
	if err := c.run(ctx, &out, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped run ends with %v", err)
	}
	if !strings.Contains(out.String(), "stopped: 5 were asked for") || !strings.Contains(out.String(), "No day was finished.") {
		t.Errorf("printed is\n%s", out.String())
	}
}

func TestSimulateSaysWhatIsWrongWithAFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "bad.json")
	if err := os.WriteFile(name, []byte("{\n \"from\": \"9\"\n}"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := simulateCommand{File: name, Reps: 1}
	if err := c.run(context.Background(), &bytes.Buffer{}, nil); err == nil || !strings.Contains(err.Error(), "bad.json:2: from:") {
		t.Errorf("it is said: %v", err)
	}
	for _, reps := range []int{0, -1, 10_000_000} {
		if err := (&simulateCommand{Reps: reps}).Validate(); err == nil {
			t.Errorf("%d repetitions are accepted", reps)
		}
	}
}
