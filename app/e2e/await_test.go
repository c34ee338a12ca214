//go:build e2e

package e2e

import (
	"fmt"
	"testing"
	"time"
)

const (
	// look is how often something is looked at that is waited for.
	look = 50 * time.Millisecond
	// soon is enough for what should happen at once on a machine that does much else.
	soon = 15 * time.Second
)

// until looks again and again until ok is content, and fails the test after within with the
// last thing that ok complained of.
func until(t *testing.T, within time.Duration, what string, ok func() error) {
	t.Helper()
	if err := wait(t, within, ok); err != nil {
		t.Fatalf("%s: not within %v: %v", what, within, err)
	}
}

// wait is until for whoever wants to decide what it means.
func wait(t *testing.T, within time.Duration, ok func() error) error {
	t.Helper()
	end := time.NewTimer(within)
	defer end.Stop()
	every := time.NewTicker(look)
	defer every.Stop()
	for {
		err := ok()
		if err == nil {
			return nil
		}
		select {
		case <-every.C:
		case <-end.C:
			return err
		case <-t.Context().Done():
			return t.Context().Err()
		}
	}
}

// goesOn reports what breaks ok in the given time; nil when it held all the while.
func goesOn(t *testing.T, during time.Duration, ok func() error) error {
	t.Helper()
	end := time.NewTimer(during)
	defer end.Stop()
	every := time.NewTicker(look)
	defer every.Stop()
	for {
		if err := ok(); err != nil {
			return err
		}
		select {
		case <-every.C:
		case <-end.C:
			return nil
		}
	}
}

// must fails the test on err.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// want is an error that says what was found in place of what was wanted; nil when they are
// the same.
func want[T comparable](what string, got, wanted T) error {
	if got == wanted {
		return nil
	}
	return fmt.Errorf("%s is %v, want %v", what, got, wanted)
}
