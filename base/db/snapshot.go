package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// snapshotWait is how long a snapshot waits for whoever holds the file: longer than any
// checkpoint of a busy server.
const snapshotWait = "60000"

// FileName is the SQLite file of a schema in a data folder.
func FileName(s Schema) string { return string(s) + ".db" }

// Snapshot writes the SQLite database of dir, as it is at one moment, to the new file `to`. The
// server that works in dir goes on: VACUUM INTO reads within one transaction of its own, which
// in WAL mode hinders nobody. (The backup API copies pages and begins again at each commit of
// another process; on a busy floor it would never end.) fs.ErrNotExist: there is no database.
func Snapshot(ctx context.Context, dir string, s Schema, to string) error {
	path := filepath.Join(dir, FileName(s))
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	q := url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(" + snapshotWait + ")"}}
	d, err := openFile(path, q)
	if err != nil {
		return err
	}
	_, err = d.ExecContext(ctx, "vacuum into ?", to)
	if err = errors.Join(err, d.Close()); err != nil {
		return fmt.Errorf("snapshot of %s: %w", FileName(s), err)
	}
	f, err := os.OpenFile(to, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	return errors.Join(f.Chmod(0o600), f.Sync(), f.Close())
}

// Inspect has SQLite check the whole file at path, which nobody else may have open, and
// counts the rows of each table. The error says what is damaged.
func Inspect(ctx context.Context, path string) (rows map[string]int64, err error) {
	d, err := openFile(path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	if err != nil {
		return nil, err
	}
	defer d.Close()
	var said string
	if err := d.QueryRowContext(ctx, "pragma integrity_check(10)").Scan(&said); err != nil {
		return nil, fmt.Errorf("check %s: %w", filepath.Base(path), err)
	}
	if said != "ok" {
		return nil, fmt.Errorf("check %s: %s", filepath.Base(path), said)
	}
	list, err := d.QueryContext(ctx, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
	names, err := Collect(list, err, func(scan func(...any) error) (n string, err error) { return n, scan(&n) })
	if err != nil {
		return nil, err
	}
	rows = map[string]int64{}
	for _, n := range names {
		var count int64
		// The name comes from the database itself and cannot be a parameter.
		text := `select count(*) from "` + strings.ReplaceAll(n, `"`, `""`) + `"`
		if err := d.QueryRowContext(ctx, text).Scan(&count); err != nil {
			return nil, fmt.Errorf("count %s: %w", n, err)
		}
		rows[n] = count
	}
	return rows, nil
}

func openFile(path string, q url.Values) (*sql.DB, error) {
	name := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
	d, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	d.SetMaxOpenConns(1)
	return d, nil
}
