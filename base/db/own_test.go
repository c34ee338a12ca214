package db_test

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
)

// refused checks that a second owner is told who has it.
func refused(t *testing.T, err error, where string) {
	t.Helper()
	p := problem.Of(err)
	if p == nil || p.Code != "data.owned" {
		t.Fatalf("a second owner got %v", err)
	}
	if m := p.Map(); !strings.Contains(m["folder"], where) || m["pid"] != strconv.Itoa(os.Getpid()) {
		t.Errorf("the refusal says %v; want folder %s and our pid", m, where)
	}
}

func TestAFolderHasOneOwner(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "gudok.lock"), []byte("123456789012345\n"), 0o600); err != nil {
		t.Fatal(err) // left by a process that died
	}
	first, err := db.Own(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Own(dir)
	refused(t, err, dir)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := db.Own(dir)
	if err != nil {
		t.Fatalf("after the first has gone: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestAPostgresDatabaseHasOneOwner(t *testing.T) {
	url, name := dbtest.Postgres(t), dbtest.Fresh(t)
	own := func() (io.Closer, error) { return db.OwnPostgres(t.Context(), url, name) }
	first, err := own()
	if err != nil {
		t.Fatal(err)
	}
	_, err = own()
	refused(t, err, "postgres")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := own()
	if err != nil {
		t.Fatalf("after the first has gone: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatIsMissingIsNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "missing")
	if _, err := db.Own(dir); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("Own = %v", err)
	}
	if _, err := db.Open(t.Context(), db.Options{Schema: db.Office, Dir: dir}); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("Open = %v", err)
	}
}

func TestAURLThatIsNoneDoesNotShowItsPassword(t *testing.T) {
	_, err := db.Open(t.Context(), db.Options{Schema: db.Office, URL: "postgres://u:hunter2@h:notaport/d"})
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("Open = %v", err)
	}
}
