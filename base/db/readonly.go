package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"gudok/base/problem"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

var errReadOnly = errors.New("db: opened for reading only")

const sqlApplied = `select version_id from ` + versions + ` where is_applied`

// OpenToRead opens a database that is there and changes nothing in it, while a server may work
// in it. fs.ErrNotExist: there is none. Problem "data.older": a program of this version has
// not worked there yet.
func OpenToRead(ctx context.Context, opt Options) (*DB, error) {
	d := &DB{opt: opt.filled(), turn: make(chan struct{}, 1)}
	open := d.readSQLite
	if opt.URL != "" {
		open = d.readPostgres
	}
	err := open(ctx)
	if err == nil {
		err = d.current(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (d *DB) readSQLite(context.Context) (err error) {
	d.dialect = SQLite
	q := url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(" + strconv.FormatInt(d.opt.Wait.Milliseconds(), 10) + ")"}}
	if d.read, err = openFile(filepath.Join(d.opt.Dir, FileName(d.opt.Schema)), q); err != nil {
		return err
	}
	d.read.SetMaxOpenConns(runtime.GOMAXPROCS(0))
	return nil
}

func (d *DB) readPostgres(context.Context) error {
	d.dialect = Postgres
	cfg, err := pgx.ParseConfig(d.opt.URL)
	if err != nil {
		return errURL
	}
	cfg.RuntimeParams["search_path"] = d.schemaName()
	cfg.RuntimeParams["default_transaction_read_only"] = "on"
	d.read = stdlib.OpenDB(*cfg)
	d.read.SetMaxOpenConns(maxReaders)
	return nil
}

// current holds that every migration of this program has been applied.
func (d *DB) current(ctx context.Context) error {
	rows, err := d.read.QueryContext(ctx, sqlApplied)
	list, err := Collect(rows, err, func(scan func(...any) error) (n int64, err error) { return n, scan(&n) })
	if err != nil {
		return fmt.Errorf("database %s cannot be read: %w", d.opt.Schema, missing(err))
	}
	applied := map[int64]bool{}
	for _, n := range list {
		applied[n] = true
	}
	names, err := fs.Glob(migrations, "migrations/"+string(d.opt.Schema)+"/*."+string(d.dialect)+".sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		number, _, _ := strings.Cut(filepath.Base(name), "_")
		if n, err := strconv.ParseInt(number, 10, 64); err != nil || !applied[n] {
			return problem.New(problem.Conflict, "data.older", "database", string(d.opt.Schema))
		}
	}
	return nil
}

// missing makes SQLite's "unable to open database file" and PostgreSQL's "no such table" one.
func missing(err error) error {
	if s := err.Error(); strings.Contains(s, "(14)") || strings.Contains(s, "42P01") || strings.Contains(s, "no such table") {
		return errors.Join(fs.ErrNotExist, err)
	}
	return err
}

// Still has read see the database as it is at one moment, whatever is written meanwhile, and
// hinders nobody who writes. Keep read short: on SQLite the log grows while it lasts.
func (d *DB) Still(ctx context.Context, read func(ctx context.Context, q Querier) error) error {
	var opt *sql.TxOptions
	if d.dialect == Postgres {
		opt = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	tx, err := d.read.BeginTx(ctx, opt)
	if err != nil {
		return fmt.Errorf("begin to read: %w", err)
	}
	return errors.Join(read(ctx, still{d, tx}), tx.Rollback())
}

// still is a Querier of a moment.
type still struct {
	d  *DB
	tx *sql.Tx
}

func (s still) text(text string) string {
	if s.d.dialect == Postgres {
		return s.d.rewrite(text)
	}
	return text
}

// Query implements Querier.
func (s still) Query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return s.tx.QueryContext(ctx, s.text(text), args...)
}

// QueryRow implements Querier.
func (s still) QueryRow(ctx context.Context, text string, args ...any) Row {
	return Row{row: s.tx.QueryRowContext(ctx, s.text(text), args...)}
}

// Exec implements Querier by refusing.
func (s still) Exec(context.Context, string, ...any) (int64, error) { return 0, errReadOnly }
