package db_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
)

// TestAnOldDatabaseIsBroughtUpAndLosesNothing opens databases as an earlier release left
// them: afterwards they have the schema of a new one, and every row that they had.
func TestAnOldDatabaseIsBroughtUpAndLosesNothing(t *testing.T) {
	for _, schema := range []db.Schema{db.Floor, db.Office} {
		dumps, err := filepath.Glob("testdata/" + string(schema) + "-*.sql")
		if err != nil || len(dumps) == 0 {
			t.Fatal("no dump of an earlier release: ", err)
		}
		for _, dump := range dumps {
			t.Run(filepath.Base(dump), func(t *testing.T) {
				dir := t.TempDir()
				before := load(t, dump, filepath.Join(dir, db.FileName(schema)))
				got := dbtest.Open(t, db.Options{Schema: schema, Dir: dir})
				fresh := dbtest.SQLite(t, schema)
				is, want := schemaOf(t, got), schemaOf(t, fresh)
				for _, line := range want {
					if !slices.Contains(is, line) {
						t.Errorf("the old database has no %s", line)
					}
				}
				for _, line := range is {
					if !slices.Contains(want, line) {
						t.Errorf("only the old database has %s", line)
					}
				}
				copied := filepath.Join(t.TempDir(), "copy.db")
				if err := db.Snapshot(t.Context(), dir, schema, copied); err != nil {
					t.Fatal(err)
				}
				after, err := db.Inspect(t.Context(), copied)
				if err != nil {
					t.Fatal(err)
				}
				for table, n := range before {
					if table != "migration" && after[table] < n {
						t.Errorf("table %s had %d rows and has %d", table, n, after[table])
					}
				}
			})
		}
	}
}

// load makes a database file of a dump and counts its rows.
func load(t *testing.T, dump, path string) map[string]int64 {
	t.Helper()
	text, err := os.ReadFile(dump)
	if err != nil {
		t.Fatal(err)
	}
	d, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.ExecContext(t.Context(), strings.TrimSpace(string(text)))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.Inspect(t.Context(), path)
	if err != nil || len(rows) < 5 {
		t.Fatal(rows, err)
	}
	return rows
}
