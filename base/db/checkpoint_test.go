package db

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What was written reaches the file long before the writer would move it itself.
func TestTheLogIsMovedBesideTheWriter(t *testing.T) {
	dir := t.TempDir()
	d, err := Open(t.Context(), Options{Schema: Floor, Dir: dir, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Exec(t.Context(), "create table heap (n integer, text text)"); err != nil {
		t.Fatal(err)
	}
	text, written := strings.Repeat("x", 4000), int64(0)
	for i := range 4 * checkpointEvery {
		err := d.In(t.Context(), func(ctx context.Context, tx *Tx) error {
			_, err := tx.Exec(ctx, "insert into heap values (?, ?)", i, text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		written += int64(len(text))
	}
	if written > checkpointPages*4096/4 {
		t.Fatalf("%d bytes written: the writer might have moved them", written)
	}
	for end := time.Now().Add(10 * time.Second); ; {
		file, err := os.Stat(filepath.Join(dir, "floor.db"))
		if err != nil {
			t.Fatal(err)
		}
		if file.Size() > written/4 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("the file is %d bytes long after %d were written", file.Size(), written)
		}
		if _, err := d.Exec(t.Context(), "update heap set n = n + 1 where n < 0"); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "floor.db-wal")); !os.IsNotExist(err) {
		t.Errorf("closed, the log is still there: %v", err)
	}
}
