package app

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/floor/replay/replaytest"
	"gudok/sim"
)

// lifeOf writes an invented hour from six in the morning of 5 January 2026, UTC.
func lifeOf(t *testing.T, d *db.DB) {
	t.Helper()
	replaytest.Record(t, d, sim.Options{Seed: 12}, 3_600_000, nil)
}

func TestADayIsReplayedFromTheCommandLine(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			// The database stays open: a server works in it.
			o, opt := ReplayOptions{Day: "2026-01-05", Zone: time.UTC}, db.Options{Schema: db.Floor}
			if dialect == db.Postgres {
				o.DB, o.as = dbtest.Postgres(t), dbtest.Fresh(t)
				opt.URL, opt.As = o.DB, o.as
			} else {
				o.Data = t.TempDir()
				opt.Dir = o.Data
			}
			lifeOf(t, dbtest.Open(t, opt))
			said := replayed(t, o, nil)
			for _, want := range []string{"begins with the first input of all", "the inputs are what was written", "facts are said again as they were"} {
				if !strings.Contains(said, want) {
					t.Errorf("not told: %s\n%s", want, said)
				}
			}
			o.At = "06:45"
			if said := replayed(t, o, nil); !strings.Contains(said, "lin_05") || !strings.Contains(said, "talking") {
				t.Errorf("the floor at a quarter to seven is not shown:\n%s", said)
			}
		})
	}
}

func TestADayThatWasChangedEndsTheReplayWithAnError(t *testing.T) {
	dir := t.TempDir()
	d := dbtest.Open(t, db.Options{Schema: db.Floor, Dir: dir})
	lifeOf(t, d)
	if _, err := d.Exec(t.Context(), `update fact set agent = 'agt_000' where seq = (
		select min(seq) from fact where seq > 500 and type = 'item.offered' and agent <> 'agt_000')`); err != nil {
		t.Fatal(err)
	}
	said := replayed(t, ReplayOptions{Data: dir, Day: "2026-01-05", Zone: time.UTC}, ErrNotAsRecorded)
	if !strings.Contains(said, "recorded: item.offered") || !strings.Contains(said, "BAD   input ") {
		t.Errorf("told:\n%s", said)
	}
}

func TestWhatCannotBeReplayedIsSaid(t *testing.T) {
	var out strings.Builder
	for _, c := range []struct{ name, data, day, at, want string }{
		{"no folder", filepath.Join(t.TempDir(), "none"), "2026-01-05", "", "no gudok has worked there"},
		{"no day", t.TempDir(), "yesterday", "", "a day is written like"},
		{"no time", t.TempDir(), "2026-01-05", "noon", "a time is written like"},
	} {
		err := Replay(t.Context(), ReplayOptions{Data: c.data, Day: c.day, At: c.at, Zone: time.UTC, Out: &out})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	dir := t.TempDir()
	dbtest.Open(t, db.Options{Schema: db.Floor, Dir: dir})
	said := replayed(t, ReplayOptions{Data: dir, Day: "2026-01-05", Zone: time.UTC}, nil)
	if !strings.Contains(said, "neither the inputs") {
		t.Errorf("an empty folder: %s", said)
	}
}

func replayed(t *testing.T, o ReplayOptions, want error) string {
	t.Helper()
	var out strings.Builder
	o.Out = &out
	err := Replay(t.Context(), o)
	if want == nil && err != nil && !strings.Contains(err.Error(), "nothing was recorded") || want != nil && !errors.Is(err, want) {
		t.Errorf("error %v, want %v:\n%s", err, want, out.String())
	}
	return out.String()
}
