//go:build e2e

package e2e

import (
	"bytes"
	"errors"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gudok/sim/phone"
)

// TestOneChangedByteIsFound: what was promised can be proven afterwards. A folder in which
// people were missed and called back is verified; then one letter of what happened is another,
// and the check says so, and where.
func TestOneChangedByteIsFound(t *testing.T) {
	t.Parallel()
	street, _ := telephone(t, nil)
	s := serve(t, newPlace(t), t.TempDir())
	c := found(t, s, wish{carrier: street.Addr()})
	for _, from := range []string{"+380671110081", "+380671110082", "+380671110083"} {
		l := c.dial(street, from, phone.Manner{})
		name := c.onFloor(from, "waiting")
		l.Hangup()
		c.told(name, "short")
	}
	c.balanced(3, 3)
	said, err := verify(t, s.dir) // while it works
	if err != nil {
		t.Fatalf("a living folder: %v\n%s", err, said)
	}
	s.stop()
	if said, err = verify(t, s.dir); err != nil || !strings.Contains(said, "3") {
		t.Fatalf("a folder at rest: %v\n%s", err, said)
	}

	// The text stands in the file more than once: in pages that are in use, and perhaps in some
	// that nobody reads any more. A change of the former is found.
	file := filepath.Join(s.dir, "floor.db")
	for at := range places(t, file, `"kind":"missed","cause":"abandoned"`) {
		poke(t, file, at, 'D')
		said, err = verify(t, s.dir)
		if err != nil {
			break
		}
		poke(t, file, at, 'd')
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("a changed folder passes: %v\n%s", err, said)
	}
	for _, word := range []string{"first broken link", "promise prs_", "not the one that was written"} {
		if !strings.Contains(said, word) {
			t.Errorf("what is said does not name the link (%s):\n%s", word, said)
		}
	}
}

// verify runs `gudok verify` and gives what it said.
func verify(t *testing.T, what ...string) (string, error) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program(t), append([]string{"verify"}, what...)...).CombinedOutput()
	return string(out), err
}

// places are where a text ends in a file, before its last quote.
func places(t *testing.T, file, text string) iter.Seq[int64] {
	t.Helper()
	all, err := os.ReadFile(file)
	must(t, err)
	return func(yield func(int64) bool) {
		for from := 0; ; {
			at := bytes.Index(all[from:], []byte(text))
			if at < 0 {
				return
			}
			from += at + len(text)
			if !yield(int64(from - 2)) {
				return
			}
		}
	}
}

// poke writes one byte into a file.
func poke(t *testing.T, file string, at int64, b byte) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	must(t, err)
	_, err = f.WriteAt([]byte{b}, at)
	must(t, errors.Join(err, f.Close()))
}
