package problem

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestAProblemSurvivesWrapping(t *testing.T) {
	err := fmt.Errorf("close promise: %w", New(Conflict, "promise.already_closed", "state", "kept"))
	e := Of(err)
	if e == nil || e.Kind != Conflict || e.Map()["state"] != "kept" || !Is(err, "promise.already_closed") {
		t.Errorf("Of(%v) = %+v", err, e)
	}
	if got := e.Error(); got != "promise.already_closed state=kept" {
		t.Errorf("Error() = %q", got)
	}
	if Of(errors.New("disk")) != nil || Of(nil) != nil || Is(err, "other") {
		t.Error("another error is taken for a problem")
	}
}

func TestKindsHaveTheirStatus(t *testing.T) {
	for kind, want := range map[Kind]int{Invalid: 422, NotFound: 404, Conflict: 409, Forbidden: 403,
		Unauthenticated: 401, TooMany: 429, Unavailable: 503, "": 500} {
		if got := kind.Status(); got != want {
			t.Errorf("%q has status %d, want %d", kind, got, want)
		}
	}
}

func TestAnOddParamPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic for a key without a value")
		}
	}()
	odd := strings.Fields("key")
	_ = New(Invalid, "x.y", odd...)
}
