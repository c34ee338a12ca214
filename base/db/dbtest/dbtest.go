package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"testing"

	"gudok/base/db"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Each runs test on an empty migrated database of each dialect, as subtests "sqlite" and
// "postgres".
func Each(t *testing.T, schema db.Schema, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	EachWith(t, db.Options{Schema: schema}, test)
}

// EachWith is Each with options: a clock, a listener.
func EachWith(t *testing.T, opt db.Options, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, Open(t, opt)) })
	t.Run("postgres", func(t *testing.T) {
		opt := opt
		opt.URL = Postgres(t)
		opt.As = fresh(t, opt.URL)
		test(t, Open(t, opt))
	})
}

// SQLite opens an empty SQLite database for tests to which the dialect means nothing. It may
// be called inside a testing/synctest bubble.
func SQLite(t testing.TB, schema db.Schema) *db.DB {
	t.Helper()
	return Open(t, db.Options{Schema: schema})
}

// Open opens the database with the options, closed at the end of the test. Without Dir and
// URL it is a temporary SQLite file.
func Open(t testing.TB, opt db.Options) *db.DB {
	t.Helper()
	opt.Fast = true
	d, err := db.Open(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// Postgres is the URL of a server for tests. Tests that open databases by it must choose a
// schema of their own with Options.As; see [Fresh].
func Postgres(t testing.TB) string {
	t.Helper()
	if url := os.Getenv("GUDOK_TEST_POSTGRES"); url != "" {
		return url
	}
	url, err := server()
	if err != nil && testing.Short() {
		t.Skip("PostgreSQL left out: ", err)
	}
	if err != nil {
		t.Fatal("PostgreSQL for tests: ", err)
	}
	return url
}

// Fresh is the name of a PostgreSQL schema that is empty and dropped after the test.
func Fresh(t testing.TB) string {
	t.Helper()
	return fresh(t, Postgres(t))
}

func fresh(t testing.TB, url string) string {
	t.Helper()
	name := fmt.Sprintf("t%d_%d", os.Getpid(), next())
	run := func() {
		d, err := sql.Open("pgx", url)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		if _, err := d.ExecContext(context.Background(), "drop schema if exists "+name+" cascade"); err != nil {
			t.Error("drop schema of the test: ", strings.TrimSpace(err.Error()))
		}
	}
	run() // a test of yesterday may have had the same process number
	t.Cleanup(run)
	return name
}
